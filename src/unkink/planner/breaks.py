"""Short breaks for a working day: one to three movements, sitting or standing, with what stands in an office.

A few minutes are too short to do something for every region, so each break is for one; regions take turns by how much
they hurt. It begins from what was done least that day, and gets what else there is time for.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from unkink.language import text, texts, within
from unkink.model.plan import PlannedSession, Proof, Worth
from unkink.model.programme import Routine, Step
from unkink.planner.asked import Asked
from unkink.planner.build import MINUTE_MS, allowed, option_of, shuffled
from unkink.planner.doses import Portion, Size, portion
from unkink.planner.explain import reasons
from unkink.planner.greedy import most
from unkink.planner.mend import NoPlan, wanted
from unkink.planner.names import break_id
from unkink.planner.options import Way
from unkink.planner.orders import orders
from unkink.planner.present import arrangements
from unkink.planner.problem import POINT, Option, Placed, Problem, Stage, Target, returns, stage_of, steps_of
from unkink.progress.levels import has_own_dose, levels
from unkink.prose import listed

MINUTES, COUNT = range(1, 4), range(1, 17)
MOST_STEPS = 3
OFFICE = frozenset({"chair", "wall", "table"})
SEATED_LEVEL = 3  # in the vocabulary, levels count up from lying on the floor; from a chair upwards nobody lies down
CLEARLY = 1 / 3  # of what the best movement does for a region; what does less is not for that region
LEAST = 0.4  # of what the usual dose counts for
BESIDE = 30  # percent: what a break does for another region counts so much of what it would count for its own


def make_breaks(asked: Asked, *, minutes: int, count: int) -> tuple[PlannedSession, ...]:
    """So many breaks of at most so many minutes (1 to 3, and 1 to 16), in the order of the day.

    None is the same as the one before, unless only one is possible at all. Raises NoPlan where none is, and ValueError
    for other numbers.
    """
    if minutes not in MINUTES or count not in COUNT:
        raise ValueError((minutes, count))
    day = _Day(replace(asked, person=replace(asked.person, props=OFFICE)), minutes)
    if not day.regions:
        raise _none(day)
    return tuple(day.next() for _ in range(count))


def _none(day: "_Day") -> NoPlan:
    names = day.asked.catalogue.vocabulary.regions
    told = listed((within(names[region].name) for region in wanted(day.asked.person)), "or")
    message = texts(
        "There is no break of one minute for {regions}, sitting or standing, within your limits.",
        "There is no break of {n} minutes for {regions}, sitting or standing, within your limits.",
        day.minutes,
        regions=told,
    )
    enough = next((more for more in MINUTES if more > day.minutes and _Day(day.asked, more).regions), None)
    way_out = text("Do a session of your plan instead.")
    if enough:
        way_out = text("It works with {n} minutes.", n=enough)
    return NoPlan(message, way_out, None)


@dataclass
class _Day:
    """A working day: what is possible, and what came so far."""

    asked: Asked
    minutes: int

    def __post_init__(self) -> None:
        self.times: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.last: tuple[Step, ...] = ()
        self.problems: dict[str, Problem] = {}

    @cached_property
    def problem(self) -> Problem:
        """Every option, as a problem with all painful regions as targets."""
        options = tuple(option for option in self._options() if option.span.same_ms <= self.minutes * MINUTE_MS)
        watch, person = self.asked.watch, self.asked.person
        targets = tuple(Target(region, BESIDE) for region in sorted(person.pain))
        return Problem(options, targets, orders(watch.down, mixed=False), watch.changes, self.minutes * MINUTE_MS)

    def _options(self) -> Iterator[Option]:
        weights, field = self.asked.weights({}), self.asked.field
        for movement in shuffled(field.ways, self.asked.seed):
            for way in field.ways[movement]:
                if self._fits_an_office(way):
                    for each in _doses(way):
                        option = option_of(way, each, weights, self.asked.watch)
                        adds = {key: load for key, load in option.adds.items() if key in self.asked.person.pain}
                        yield replace(option, adds=adds)

    def _fits_an_office(self, way: Way) -> bool:
        upright = self.asked.catalogue.vocabulary.positions[way.position].level >= SEATED_LEVEL
        calm = stage_of(way.kind, way.depth) < Stage.STRONG and not way.movement.planning.jolts
        return upright and calm

    @cached_property
    def regions(self) -> dict[str, tuple[int, ...]]:
        """The regions that hurt and that a break can be for, with the options that are for them."""
        options, found = self.problem.options, {}
        alone = [number for number in range(len(options)) if self._arranged([number])]
        for region in wanted(self.asked.person):
            best = max((options[number].adds.get(region, 0) for number in alone), default=0)
            if best:
                mine = (number for number in alone if options[number].adds.get(region, 0) >= best * CLEARLY)
                found[region] = tuple(mine)
        return found

    def next(self) -> PlannedSession:
        """The next break of the day."""
        every = ((region, each) for region in self._turns() for each in self._ways(region))
        first = next(every)
        fresh = (pair for pair in chain([first], every) if steps_of(self.problem, pair[1]) != self.last)
        region, taken = next(fresh, first)
        self.last = steps_of(self.problem, taken)
        self.given[region] += 1
        self.times.update(step.movement for step in self.last)
        return self._told(region, taken)

    def _turns(self) -> list[str]:
        """The regions, the one that is furthest behind its share first."""
        pain = {region: self.asked.person.pain[region] or 1 for region in self.regions}
        whole, breaks = sum(pain.values()), sum(self.given.values()) + 1
        behind = {region: nrs * breaks / whole - self.given[region] for region, nrs in pain.items()}
        return sorted(pain, key=lambda region: (-behind[region], -pain[region], region))

    def _ways(self, region: str) -> Iterator[Sequence[Placed]]:
        """Breaks for a region: around each movement for it, what was done least and does most first."""
        met: set[str] = set()
        for number in self._ranked(region, self.regions[region]):
            movement = self.problem.options[number].movement
            if movement not in met:
                met.add(movement)
                yield self._filled(region, [number], self.times[movement])

    def _filled(self, region: str, numbers: list[int], times: int) -> Sequence[Placed]:
        """Those options and what else there is time for, if it was not done more often and is worth its time."""
        problem, every = self._for(region), range(len(self.problem.options))
        taken = self._arranged(numbers)
        while len(taken) < MOST_STEPS:
            inside = {problem.options[placed.option].movement for placed in taken}
            others = [n for n in every if problem.options[n].movement not in inside]
            rare = [n for n in others if self.times[problem.options[n].movement] <= times]
            ways = (self._arranged([*(placed.option for placed in taken), n]) for n in self._ranked(region, rare))
            better = next((way for way in ways if way and problem.worth(way) > problem.worth(taken)), None)
            if better is None:
                break
            taken = better
        return taken

    def _ranked(self, region: str, numbers: Sequence[int]) -> list[int]:
        """Options by what was done least today, and not in the last break; then by what they do."""
        problem, just = self._for(region), {step.movement for step in self.last}

        def key(number: int) -> tuple[int, bool, int]:
            option = problem.options[number]
            worth = option.bonus + sum(returns(option.adds.get(t.id, 0), t.weight) for t in problem.targets)
            return self.times[option.movement], option.movement in just, -worth

        return sorted(numbers, key=key)

    def _arranged(self, numbers: Sequence[int]) -> Sequence[Placed]:
        """The options in an order within the rules; nothing where there is none."""
        found = next(arrangements(self.problem, numbers), None)
        return found[0] if found else ()

    def _for(self, region: str) -> Problem:
        if region not in self.problems:
            targets = (each._replace(weight=100) if each.id == region else each for each in self.problem.targets)
            self.problems[region] = replace(self.problem, targets=tuple(targets))
        return self.problems[region]

    def _told(self, region: str, taken: Sequence[Placed]) -> PlannedSession:
        problem = self._for(region)
        routine = Routine(break_id(self.last), text("A short break"), self.last)
        duration = self.asked.watch.total_ms(routine)
        if duration > problem.limit_ms:  # as in a plan: nothing may be longer than it says
            raise AssertionError((duration, problem.limit_ms, routine))
        worth = problem.worth(taken)
        told = Worth(worth / POINT, max(worth, most(problem)) / POINT, Proof.GREEDY, 0)
        return PlannedSession(routine, duration, told, reasons(self.asked, problem, taken))


def _doses(way: Way) -> list[Portion]:
    """The doses of a way for a break: as little as is worth doing, low, and usual; a high one is for a session."""
    doses = [each for each in allowed(way) if each.size is not Size.HIGH]
    if not doses or has_own_dose(way.movement, way.form.id if way.form else None):
        return doses
    smaller = (portion(way.movement, level) for level in range(levels(way.movement).low, doses[0].level))
    return [*[each for each in smaller if each.factor >= LEAST][:1], *doses]
