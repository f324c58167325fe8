"""A session's problem as a linear program in whole numbers, for any solver that takes one.

One program is for one order of positions: to decide between the orders inside it would leave half of each to the
relaxed one. The variables, by block (a visit to a position): which option is chosen; from which block one comes;
whether anything strong or deep is done there. As the blocks have an order, all that "before" means is a few sums.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from unkink.planner.orders import Order, Visit
from unkink.planner.problem import LACKING, MOVE, RETURNS, Option, Placed, Problem, Stage, per_load
from unkink.planner.times import START

INFINITE = float("inf")
MOST_BETTER = 3  # pairs a movement is the worse one of; more make the program longer and no quicker
# The first stage of each pair has no rule that the second has not: it may come wherever the second may.
_CALM, _HARD = (Stage.MODERATE, Stage.GENTLE, Stage.WARM), (Stage.MODERATE, Stage.STRONG, Stage.DEEP)
FREER = frozenset((a, b) for row in (_CALM, _HARD) for n, a in enumerate(row) for b in row[n:])


@dataclass(slots=True)
class Program:
    """Maximise `worth` over columns within their bounds so that each row's sum lies within its own."""

    worth: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, worth: float = 0, upper: float = 1, *, whole: bool = True) -> int:
        """A new column from 0 to `upper`; its number."""
        self.worth.append(worth)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.worth) - 1

    def row(self, low: float, high: float, terms: Iterable[tuple[int, float]]) -> None:
        """A new row: low ≤ sum of factor × column ≤ high."""
        self.rows.append((low, high))
        self.starts.append(len(self.columns))
        for column, factor in terms:
            self.columns.append(column)
            self.factors.append(factor)

    def at_most(self, high: float, terms: Iterable[tuple[int, float]]) -> None:
        """A row without a lower bound."""
        self.row(-INFINITE, high, terms)


class Written(NamedTuple):
    """The program, the order it is for, and what each of its choices means."""

    program: Program
    order: Order
    choices: Mapping[int, Placed]

    def read(self, values: Sequence[float]) -> tuple[Placed, ...]:
        """What a solution chooses."""
        return tuple(placed for column, placed in self.choices.items() if values[column] > 0.5)  # noqa: PLR2004


def write(problem: Problem, order: Order) -> Written:
    """The problem as a program, with its positions in that order."""
    return _Writer(problem, order).written()


Terms = list[tuple[int, float]]


class _Writer:
    def __init__(self, problem: Problem, order: Order) -> None:
        self.problem = problem
        self.order = order
        self.program = Program()
        self.choices: dict[int, Placed] = {}
        self.here: dict[Visit, dict[str, Terms]] = {}  # block → movement → its choices there
        self.everywhere: dict[str, Terms] = {}  # movement → all its choices
        self.stages: dict[tuple[Visit, str], Stage] = {}
        self.coming: dict[Visit, Terms] = {}
        self.time: Terms = []

    def written(self) -> Written:
        self._choose()
        self._path()
        for visit, movements in self.here.items():
            self._block(visit, movements)
        self._stages()
        self.program.at_most(self.problem.limit_ms, self.time)
        for visit, better, worse in self._better():
            self.program.at_most(0, [*self.here[visit][worse], *_minus(self.everywhere[better])])
        self._aims()
        return Written(self.program, self.order, self.choices)

    def _blocks(self) -> list[Visit]:
        """The visits at which anything can be done, in their order."""
        return [visit for visit in self.order if visit in self.here]

    def _choose(self) -> None:
        """One choice for each option and block; each movement once."""
        visits: dict[str, list[Visit]] = {}
        for visit in self.order:
            visits.setdefault(visit.position, []).append(visit)
        for number, option in enumerate(self.problem.options):
            for visit in visits[option.position]:
                column = self.program.column(option.bonus)
                self.choices[column] = Placed(number, visit)
                self.here.setdefault(visit, {}).setdefault(option.movement, []).append((column, 1))
                self.stages[visit, option.movement] = option.stage
                self.everywhere.setdefault(option.movement, []).append((column, 1))
                self.time.append((column, option.span.same_ms))
        for terms in self.everywhere.values():
            if len(terms) > 1:
                self.program.at_most(1, terms)

    def _path(self) -> None:
        """The way through the blocks, as a flow of one."""
        blocks = self._blocks()
        entry = {visit: self._arc(START, visit) for visit in blocks}
        into: dict[Visit, list[int]] = {visit: [entry[visit]] for visit in blocks}
        out: dict[Visit, list[int]] = {visit: [] for visit in blocks}
        for number, end in enumerate(blocks):
            for start in blocks[:number]:
                if start.position != end.position:
                    column = self._arc(start.position, end)
                    into[end].append(column)
                    out[start].append(column)
        for visit in blocks:
            self.program.row(0, INFINITE, [(c, 1) for c in into[visit]] + [(c, -1) for c in out[visit]])
        self.program.row(1, 1, [(column, 1) for column in entry.values()])

    def _arc(self, start: str, end: Visit) -> int:
        column = self.program.column(-MOVE)
        self.coming.setdefault(end, []).append((column, self.problem.coming[start, end.position]))
        return column

    def _block(self, visit: Visit, movements: Mapping[str, Terms]) -> None:
        """A block is gone to at most once, and what is done in it is done there."""
        used: Terms = [(column, 1) for column, _ in self.coming[visit]]
        self.program.at_most(1, used)
        for terms in movements.values():
            self.program.at_most(0, [*terms, *_minus(used)])
        self.time += self.coming[visit]

    def _better(self) -> Iterator[tuple[Visit, str, str]]:
        """Pairs of movements of which the second is never worth doing without the first, in the same position.

        Without them a solver tries every mixture of movements that are as good as the same.
        """
        by_block: dict[tuple[str, str], list[Option]] = {}
        for option in self.problem.options:
            by_block.setdefault((option.position, option.movement), []).append(option)
        for visit, movements in self.here.items():
            all_of = [by_block[visit.position, movement] for movement in movements]
            fullest = [max(sum(option.adds.values()) for option in options) for options in all_of]
            names = list(movements)
            for number, worse in enumerate(all_of):
                found = 0
                for place, better in enumerate(all_of):
                    if place == number or fullest[place] < fullest[number] or not _covers(better, worse):
                        continue
                    if place < number or not _covers(worse, better):
                        yield visit, names[place], names[number]
                        found += 1
                    if found == MOST_BETTER:
                        break

    def _any(self, visit: Visit, movements: Iterable[str]) -> int:
        """A column that is 1 where any of the movements is chosen there."""
        column = self.program.column()
        for movement in movements:
            self.program.at_most(0, [*self.here[visit][movement], (column, -1)])
        return column

    def _of(self, visit: Visit, low: Stage, high: Stage) -> list[str]:
        return [m for m in self.here[visit] if low <= self.stages[visit, m] <= high]

    def _stages(self) -> None:
        """Gentle before deep, warm before strong, and something else before the first strong one."""
        blocks = self._blocks()
        for late, early in ((Stage.DEEP, Stage.GENTLE), (Stage.STRONG, Stage.WARM)):
            before: int | None = None
            for visit in blocks:
                if before is not None:
                    for movement in self._of(visit, Stage.WARM, early):
                        self.program.at_most(1, [*self.here[visit][movement], (before, 1)])
                later = self._of(visit, late, Stage.DEEP)
                if later:
                    now = self._any(visit, later)
                    if before is not None:
                        self.program.at_most(0, [(before, 1), (now, -1)])
                    before = now
        calm: Terms = []
        for visit in blocks:
            for movement in self._of(visit, Stage.WARM, Stage.MODERATE):
                calm += self.here[visit][movement]
            for movement in self._of(visit, Stage.STRONG, Stage.DEEP):
                self.program.at_most(0, [*self.here[visit][movement], *_minus(calm)])

    def _aims(self) -> None:
        """Falling returns of each target, what is missing of its need, and that it is touched at all."""
        program = self.program
        for target in self.problem.targets:
            terms: Terms = []
            for column, placed in self.choices.items():
                load = self.problem.options[placed.option].adds.get(target.id)
                if load:
                    terms.append((column, load))
            if target.must:
                program.row(1, INFINITE, [(column, 1) for column, _ in terms])
            if not terms:
                continue
            counted = RETURNS if target.weight else ()
            parts = [
                (program.column(per_load(target.weight, counts), length, whole=False), -1) for length, counts in counted
            ]
            if parts:
                program.row(0, INFINITE, [*terms, *parts])
            if target.need:
                missing = program.column(-LACKING, target.need, whole=False)
                program.row(target.need, INFINITE, [*terms, (missing, 1)])


def _minus(terms: Iterable[tuple[int, float]]) -> Terms:
    return [(column, -factor) for column, factor in terms]


def _covers(better: Sequence[Option], worse: Sequence[Option]) -> bool:
    """Whether for each of the one's options the other has one that is as good in every way."""
    return all(any(_as_good(each, other) for each in better) for other in worse)


def _as_good(better: Option, worse: Option) -> bool:
    return (
        better.span.same_ms <= worse.span.same_ms
        and better.bonus >= worse.bonus
        and (better.stage, worse.stage) in FREER
        and all(better.adds.get(target, 0) >= load for target, load in worse.adds.items())
    )
