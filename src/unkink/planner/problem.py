"""A session to be planned, as a value: what may be chosen, what each choice is worth, and the rules it must keep.

Worth is counted in whole ten-thousandths of a point, so that "the best" is exact: a point is what a movement made for
a place adds to it in its usual dose, divided by three. Loads are in hundredths of a point.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from unkink.model.dose import Dose
from unkink.model.programme import Step
from unkink.model.words import Depth, Kind
from unkink.planner.doses import Size
from unkink.planner.orders import Order, Visit
from unkink.planner.times import START, Span

POINT = 10_000
LOAD = 100
# What is added to a place counts less the more it already has: (load in hundredths, how much of it counts in percent).
RETURNS = ((400, 100), (400, 65), (600, 40), (1_000, 20), (4_000, 8))
LACKING = 300  # what a hundredth of a point that is needed and missing takes off: three times what it could bring
MOVE = POINT // 4  # each position a session goes through costs a quarter of a point


class Stage(IntEnum):
    """Where in a session a step belongs."""

    WARM = 0
    GENTLE = 1
    MODERATE = 2
    STRONG = 3
    DEEP = 4


def stage_of(kind: Kind, depth: Depth) -> Stage:
    """Breath and warm-up first; strength after all but the deepest; the rest by how far it goes."""
    if depth is Depth.DEEP:
        return Stage.DEEP
    if kind in (Kind.BREATH, Kind.WARM_UP):
        return Stage.WARM
    if kind is Kind.STRENGTH:
        return Stage.STRONG
    return Stage.GENTLE if depth is Depth.GENTLE else Stage.MODERATE


@dataclass(frozen=True, slots=True)
class Option:
    """A movement in one form and dose: how long it takes, where it belongs, what it adds to each target and besides.

    `level` is its dose in progress's steps from the usual one. `eased` says why it is only done smaller or easier, in
    words.
    """

    movement: str
    form: str | None
    size: Size
    level: int
    dose: Dose
    position: str
    stage: Stage
    span: Span
    adds: Mapping[str, int]
    bonus: int = 0
    eased: tuple[str, ...] = ()

    @property
    def step(self) -> Step:
        """The step it becomes in a routine."""
        return Step(self.movement, self.dose, self.form)


class Target(NamedTuple):
    """What a session is for: a region that hurts, a cause, or a goal. Weight in percent; `need` in loads.

    `must`: at least one step has to add to it.
    """

    id: str
    weight: int
    need: int = 0
    must: bool = False


class Placed(NamedTuple):
    """A choice: an option's number, and the visit it is done in."""

    option: int
    visit: Visit


@dataclass(frozen=True)
class Problem:
    """One session. `changes` is how long the body takes from one position to another (ms).

    What an option adds to anything that is no target counts for nothing: only a step that moved may do so.
    """

    options: tuple[Option, ...]
    targets: tuple[Target, ...]
    orders: tuple[Order, ...]
    changes: Mapping[tuple[str, str], int]
    limit_ms: int

    @cached_property
    def coming(self) -> Mapping[tuple[str, str], int]:
        """What coming from one position to another adds to a session, at most (ms).

        By a second or two it depends on which movement comes first there, as its name is said on the way instead of
        after it. The longest is counted, so that a session is never longer than it is thought to be.
        """
        spans: dict[str, set[tuple[int, int]]] = {}
        for option in self.options:
            span = option.span
            spans.setdefault(option.position, set()).add((span.voice_ms, span.moved_ms - span.same_ms))
        return {
            (start, end): 0 if start == end else max(max(change, voice) + more for voice, more in spans[end])
            for (start, end), change in self.changes.items()
            if end in spans
        }

    def arranged(self, chosen: Iterable[Placed], order: Order) -> tuple[Placed, ...]:
        """The choices in their order: by visit, then by stage."""
        places = {visit: number for number, visit in enumerate(order)}

        def key(placed: Placed) -> tuple[int, Stage, str]:
            option = self.options[placed.option]
            return places[placed.visit], option.stage, option.movement

        return tuple(sorted(chosen, key=key))

    def length_ms(self, arranged: Sequence[Placed]) -> int:
        """How long the choices take in that order: what the timeline says, or up to a second or two a change more."""
        total, here = 0, START
        for placed in arranged:
            option = self.options[placed.option]
            total += option.span.same_ms + self.coming[here, option.position]
            here = option.position
        return total

    def loads(self, numbers: Iterable[int]) -> dict[str, int]:
        """What the options add to each target together."""
        total = dict.fromkeys((target.id for target in self.targets), 0)
        for number in numbers:
            for target, load in self.options[number].adds.items():
                if target in total:
                    total[target] += load
        return total

    def worth(self, arranged: Sequence[Placed]) -> int:
        """What the choices are worth, less the changes of position between them."""
        numbers = [placed.option for placed in arranged]
        visits = len({placed.visit for placed in arranged})
        loads = self.loads(numbers)
        worth = sum(returns(loads[each.id], each.weight) - lacking(loads[each.id], each) for each in self.targets)
        return worth + sum(self.options[number].bonus for number in numbers) - MOVE * visits

    def broken(self, arranged: Sequence[Placed], order: Order) -> Iterator[str]:
        """Every rule that the choices break, in words; nothing for a session that may be done."""
        options = [self.options[placed.option] for placed in arranged]
        if not options:
            yield "nothing is chosen"
        if self.length_ms(arranged) > self.limit_ms:
            yield "it takes too long"
        if len({option.movement for option in options}) < len(options):
            yield "a movement comes twice"
        if list(arranged) != list(self.arranged(arranged, order)):
            yield "it is not in its order"
        yield from broken_stages([option.stage for option in options])
        loads = self.loads([placed.option for placed in arranged])
        for target in self.targets:
            if target.must and not loads[target.id]:
                yield f"nothing is for {target.id}"


def broken_stages(stages: Sequence[Stage]) -> Iterator[str]:
    """Gentle before deep, warm before strong, and no session begins with its hardest."""
    if stages and stages[0] >= Stage.STRONG:
        yield "it begins with something strong"
    seen = Stage.WARM
    for stage in stages:
        if stage is Stage.WARM and seen >= Stage.STRONG:
            yield "a warm-up comes after something strong"
        if stage <= Stage.GENTLE and seen is Stage.DEEP:
            yield "something gentle comes after something deep"
        seen = max(seen, stage)


def returns(load: int, weight: int) -> int:
    """What a load is worth to a target of that weight (percent), by falling returns."""
    worth = 0
    for length, counts in RETURNS:
        part = min(load, length)
        worth += part * per_load(weight, counts)
        load -= part
    return worth


def per_load(weight: int, counts: int) -> int:
    """The worth of a hundredth of a point of load, whole."""
    return round(weight * counts / LOAD)


def lacking(load: int, target: Target) -> int:
    """What is taken off for a need that is not met."""
    return max(0, target.need - load) * LACKING


def steps_of(problem: Problem, arranged: Sequence[Placed]) -> tuple[Step, ...]:
    """The steps the choices make."""
    return tuple(problem.options[placed.option].step for placed in arranged)
