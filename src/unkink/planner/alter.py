"""One session of a plan that has to change: what it has now, what may come, and the least that must be altered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unkink.model.plan import PlannedSession
from unkink.planner.asked import Asked
from unkink.planner.build import Session, alike, allowed, anything, option_of
from unkink.planner.greedy import most
from unkink.planner.make import planned_session
from unkink.planner.mend import no_plan
from unkink.planner.names import letter_of
from unkink.planner.present import arrangements, less_of, option_for, solved_by_hand, with_one_more, with_options
from unkink.planner.problem import POINT, Option
from unkink.planner.solve import Solved, solve
from unkink.planner.variants import wishing
from unkink.planner.week import Diary, Slot, elsewhere
from unkink.planner.weights import Weights

STAYS = 3 * POINT  # a step that stays as it is counts as much more as a movement made for a region
Sessions = Mapping[Slot, PlannedSession]


@dataclass(slots=True)
class Here:
    """One session, at all its places of the week."""

    asked: Asked
    sessions: Sessions
    slots: tuple[Slot, ...]

    @property
    def planned(self) -> PlannedSession:
        """The session as it is."""
        return self.sessions[self.slots[0]]

    @property
    def movements(self) -> set[str]:
        """What is in it."""
        return {step.movement for step in self.planned.routine.steps}

    def session(self, *, like_the_week: bool = True) -> Session:
        """Its problem, with every option there is; of what comes in the week already only that form and dose."""
        diary = self._diary()
        keep = alike([step for _, each in self._others() for step in each.routine.steps]) if like_the_week else anything
        return self.asked.session(diary.times, resting=diary.resting(frozenset(s.day for s in self.slots)), keep=keep)

    def weights(self) -> Weights:
        """What counts, beside the other sessions of the week."""
        return self.asked.weights(self._diary().times)

    def _diary(self) -> Diary:
        return elsewhere(self.sessions, self.asked.catalogue.movements, self.slots)

    def _others(self) -> Iterator[tuple[Slot, PlannedSession]]:
        return ((slot, each) for slot, each in self.sessions.items() if slot not in self.slots)

    def present(self, moved: frozenset[str] = frozenset()) -> list[Option]:
        """Its steps as options, in their order: what moved at its new place, without what may not be done any more."""
        weights, found = self.weights(), []
        for step in self.planned.routine.steps:
            place = self.asked.history.standing.place(step.movement)
            if step.movement in moved:
                option = self._at_its_place(step.movement, weights)
            else:
                option = option_for(self.asked, weights, step)
            if option and not place.dropped:
                found.append(option)
        return found

    def _at_its_place(self, movement: str, weights: Weights) -> Option | None:
        """The most of a movement that its place and the cautions allow, in the form that is the best of these."""
        ways = self.asked.field.ways.get(movement)
        doses = allowed(ways[0]) if ways else ()
        return option_of(ways[0], doses[-1], weights, self.asked.watch) if ways and doses else None

    def altered(self, moved: frozenset[str]) -> PlannedSession:
        """The session after the change."""
        made, options = self.session(), self.present(moved)
        gone = len(self.planned.routine.steps) - len(options)
        inside = frozenset(option.movement for option in options)
        tries = ((inside - moved, inside), (inside - moved, inside & moved), (inside, frozenset[str]()))
        found = _as_it_fits(made, options, gone) or self._squeezed(made, options, tries)
        return self._told(*(found or self._anew()))

    def with_movement(self, movement: str, *, squeezed: bool) -> PlannedSession | None:
        """The session with a movement more, as it is or with less of the others; None where it has no room for it."""
        made = self.session()
        mine = [option for option in made.problem.options if option.movement == movement]
        if not mine:
            return None
        options = [*self.present(), max(mine, key=lambda option: option.level)]
        inside = frozenset(option.movement for option in options)
        tries = [(inside - {movement}, inside)]
        found = self._squeezed(made, options, tries) if squeezed else _as_it_fits(made, options, 0)
        return self._told(*found) if found else None

    def _squeezed(
        self, made: Session, options: Sequence[Option], tries: Iterable[tuple[frozenset[str], frozenset[str]]]
    ) -> tuple[Session, Solved] | None:
        """The best of those options: each try has the movements there may be less of, and those that must stay."""
        for smaller, staying in tries:
            problem = replace(made.problem, options=tuple(self._spread(options, smaller)))
            rather = replace(problem, options=tuple(_kept(each, options) for each in problem.options))
            for movement in sorted(staying):
                rather = wishing(rather, movement)
            if problem.options and (solved := solve(rather)):
                by_hand = solved_by_hand(problem, solved.arranged, solved.order)
                return Session(problem, made.refused), replace(
                    by_hand, bound=max(by_hand.value, most(made.problem) / POINT)
                )
        return None

    def _spread(self, options: Iterable[Option], smaller: frozenset[str]) -> Iterator[Option]:
        """The options, with the smaller doses of those movements."""
        weights = self.weights()
        for option in options:
            yield option
            if option.movement in smaller:
                yield from less_of(self.asked, weights, option)

    def _anew(self) -> tuple[Session, Solved]:
        for like_the_week in (True, False):
            made = self.session(like_the_week=like_the_week)
            if solved := solve(made.problem):
                return made, solved
        raise no_plan(self.asked)

    def _told(self, made: Session, solved: Solved) -> PlannedSession:
        return planned_session(self.asked, made, solved, letter_of(self.planned.routine))


def _kept(option: Option, present: Sequence[Option]) -> Option:
    """The option, worth more where it is one of the present: so that as few as possible change."""
    return replace(option, bonus=option.bonus + STAYS) if option in present else option


def _as_it_fits(made: Session, options: Sequence[Option], gone: int) -> tuple[Session, Solved] | None:
    """Just these options, with the best replacement for each that is gone, if one fits; None where they do not fit."""
    problem, numbers = with_options(made.problem, options)
    first = next(arrangements(problem, numbers), None)
    found = solved_by_hand(problem, *first) if first else None
    for _ in range(gone):
        kept = [placed.option for placed in found.arranged] if found else numbers
        one_more = max(with_one_more(problem, kept), key=lambda solved: solved.value, default=None)
        if one_more and (found is None or one_more.value > found.value):
            found = one_more
    return (Session(problem, made.refused), found) if found else None
