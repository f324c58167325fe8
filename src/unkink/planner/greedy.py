"""A session put together step by step: quick, always within the rules, and rarely the best there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from unkink.planner.orders import Order
from unkink.planner.problem import Option, Placed, Problem, broken_stages, lacking, returns

WIDTH = 6  # how many ways of touching one target are tried


def greedy(problem: Problem) -> tuple[tuple[Placed, ...], Order] | None:
    """A session within the rules: touch every target that must be, then what adds most for its time.

    None where no few steps were found that touch them all.
    """
    builds = [build for order in problem.orders if (build := _begin(problem, order)) is not None]
    if not builds:
        return None
    for build in builds:
        while build.improve():
            pass
    best = max(builds, key=lambda build: build.worth())
    return best.arranged, best.order


def most(problem: Problem) -> int:
    """A worth that no session can exceed: each movement at its first and fullest, as far as the time goes."""
    weights = {target.id: target.weight for target in problem.targets}
    worth: dict[str, int] = {}
    shortest: dict[str, int] = {}
    for option in problem.options:
        full = sum(returns(load, weights.get(each, 0)) for each, load in option.adds.items()) + option.bonus
        worth[option.movement] = max(full, worth.get(option.movement, 0))
        shortest[option.movement] = min(option.span.same_ms, shortest.get(option.movement, option.span.same_ms))
    parts = sorted(((full / shortest[each], full, shortest[each]) for each, full in worth.items()), reverse=True)
    left, total = problem.limit_ms, 0.0
    for ratio, full, ms in parts:
        total += full if ms <= left else ratio * left
        left -= min(ms, left)
    return int(total) + 1


def _begin(problem: Problem, order: Order) -> "_Build | None":
    """The first steps: the shortest found that touch every target that must be touched."""
    build = _Build(problem, order)
    return build if build.touch() else None


@dataclass(slots=True)
class _Build:
    problem: Problem
    order: Order
    arranged: tuple[Placed, ...] = ()
    loads: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.take(())

    def take(self, arranged: tuple[Placed, ...]) -> None:
        self.arranged = arranged
        self.loads = self.problem.loads(placed.option for placed in arranged)

    def worth(self) -> int:
        return self.problem.worth(self.arranged)

    def untouched(self) -> list[str]:
        return [target.id for target in self.problem.targets if target.must and not self.loads[target.id]]

    def touch(self) -> bool:
        """Touch what must be touched, with as little time as a short search finds."""
        wanted = self.untouched()
        if not wanted:
            return True
        before = self.arranged
        target = min(wanted, key=lambda each: sum(each in option.adds for option in self.problem.options))
        ways = [
            found
            for number, option in enumerate(self.problem.options)
            if target in option.adds
            for found in self.with_option(number, option)
        ]
        ways.sort(key=self.problem.length_ms)
        calm = sorted(ways, key=lambda way: -len(self._touched(way)))
        for way in dict.fromkeys([*ways[:WIDTH], *calm[:WIDTH]]):
            self.take(way)
            if self.touch():
                return True
        self.take(before)
        return False

    def _touched(self, way: tuple[Placed, ...]) -> set[str]:
        return {each for placed in way for each in self.problem.options[placed.option].adds}

    def with_option(self, number: int, option: Option) -> Iterator[tuple[Placed, ...]]:
        """The steps with this one added, or in the place of its movement's other dose; only what may be done."""
        rest = [placed for placed in self.arranged if self.problem.options[placed.option].movement != option.movement]
        for visit in self.order:
            if visit.position == option.position:
                way = self.problem.arranged([*rest, Placed(number, visit)], self.order)
                if self.fits(way):
                    yield way

    def fits(self, way: tuple[Placed, ...]) -> bool:
        stages = [self.problem.options[placed.option].stage for placed in way]
        return not any(broken_stages(stages)) and self.problem.length_ms(way) <= self.problem.limit_ms

    def improve(self) -> bool:
        """One step more, or another dose: what adds most for its time. False where nothing adds anything."""
        here = {self.problem.options[placed.option].movement: placed.option for placed in self.arranged}
        gains: list[tuple[float, int]] = []
        for number, option in enumerate(self.problem.options):
            old = here.get(option.movement)
            if old == number:
                continue
            gain = self.gain(option, None if old is None else self.problem.options[old])
            longer = option.span.same_ms - (self.problem.options[old].span.same_ms if old is not None else 0)
            if gain > 0:
                gains.append((gain / max(longer, 1_000), number))
        worth = self.worth()
        for _, number in sorted(gains, reverse=True):
            for way in self.with_option(number, self.problem.options[number]):
                before = self.arranged
                self.take(way)
                if not self.untouched() and self.worth() > worth:
                    return True
                self.take(before)
        return False

    def gain(self, option: Option, old: Option | None) -> int:
        """What changes in worth, but for changes of position."""
        gain = option.bonus - (old.bonus if old else 0)
        for target in self.problem.targets:
            before = self.loads[target.id]
            after = before + option.adds.get(target.id, 0) - (old.adds.get(target.id, 0) if old else 0)
            if after != before:
                gain += returns(after, target.weight) - returns(before, target.weight)
                gain += lacking(before, target) - lacking(after, target)
        return gain
