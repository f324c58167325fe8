"""The use-cases of a person's own plan. Everything that changes it goes through here, one call at a time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, tzinfo
from typing import TYPE_CHECKING
from uuid import UUID

from unkink.coach import day
from unkink.coach.course import Course
from unkink.coach.replan import changed, for_length, moved_by, stale, swapped, with_bad_day, without, without_past
from unkink.errors import Refused, Unknown
from unkink.ids import uuid7
from unkink.language import mark, text
from unkink.model.coach import DateSlot, Instead, Kept, Replaced, Swap, Today, Told
from unkink.model.person import Person
from unkink.model.plan import PlannedSession
from unkink.model.progress import Standing
from unkink.moments import DAY_MS, date_of
from unkink.planner import variants
from unkink.planner.asked import Asked, History
from unkink.planner.breaks import make_breaks
from unkink.planner.make import plan_of
from unkink.planner.mend import NoPlan
from unkink.planner.week import Slot
from unkink.progress import bad_day, request, taken_back, undoable

if TYPE_CHECKING:
    from unkink.service import Unkink

TOLD_FOR = 14 * DAY_MS  # how long a change is told of
ANYBODY = ("neck", "upper-back", "lower-back")  # what short breaks are for where nobody said where it hurts
Make = Callable[[Asked, Slot], PlannedSession | None]
_IMPOSSIBLE = {
    Instead.SHORTER: mark("No shorter session is possible within your limits."),
    Instead.GENTLER: mark("No gentler session is possible within your limits."),
    Instead.BAD_DAY: mark("No gentle session is possible within your limits."),
}


class Coach:
    """One person's plan. `zone` is where their days begin and end; None: the zone of this machine."""

    def __init__(self, house: "Unkink", zone: tzinfo | None = None) -> None:
        self._house = house
        self._zone = zone
        self._one_at_a_time = threading.RLock()

    # The plan

    def plan(self) -> Kept:
        """The plan that is kept. Raises NoPlanYet before the first."""
        kept = self.kept()
        if kept is None:
            raise NoPlanYet
        return kept

    def kept(self) -> Kept | None:
        """The plan that is kept; None before the first."""
        return self._house.journal.plan()

    def make(self, person: Person, *, seed: int = 0) -> Kept:
        """Make a plan for this person from today on, and keep both.

        Raises Unknown for a word the catalogue does not have, NotCleared, and NoPlan with the way out. Then what was
        kept before stays.
        """
        with self._one_at_a_time:
            self._house.check_wishes(person)
            before = self._house.journal.plan()
            standing = self._course(before).standing if before else Standing()
            return self._keep(self._made(person, self._date, seed, standing))

    # A day

    def today(self) -> Today:
        """Today as it stands. Nothing is written."""
        return self._told(self._house.journal.plan())

    def look(self) -> Today:
        """Look at the journal, change what asks to be changed, and tell today."""
        with self._one_at_a_time:
            kept, clearance = self._house.journal.plan(), self._house.clearance()
            if kept is None or not clearance.cleared:
                return self._told(kept)
            course = self._course(kept)
            new, ask_again = course.look()
            moved = moved_by([*new, *course.since(kept.made_at)])
            if stale(kept, clearance, self._house.pacing(), self._house.catalogue):
                kept = self._made(kept.person, kept.begins, kept.plan.seed, course.standing)
                moved = frozenset()
            today = self._settled(kept, course, moved)
            if ask_again:
                self._house.journal.ask_again(self._house.clock())
                return self._told(self.plan())
            return today

    def next_routine(self) -> str:
        """The id of the next session of today. Raises NoPlanYet, and Refused where none is left or none may be done."""
        today = self.look()
        if today.kept is None:
            raise NoPlanYet
        if not today.clearance.cleared:
            raise Refused(
                text("Your answers do not clear a session today."), text("See why, and what to do: unkink today")
            )
        left = next((turn for turn in today.turns if not turn.done), None)
        if left is None:
            raise Refused(text("No session is left for today."), text("See what comes next: unkink today"))
        return left.session.routine.id

    def bad_day(self) -> Today:
        """Today is a bad day: its sessions are short and gentle until tomorrow."""
        return self._changing(lambda course: course.add(bad_day(self._house.clock(), uuid7())))

    def undo(self, change_id: UUID) -> Today:
        """Take a change back. Raises Unknown, and Refused where it is undone or a later one stands on it."""

        def back(course: Course) -> None:
            found = next((change for change in course.changes if change.id == change_id), None)
            if found is None:
                raise Unknown("change", str(change_id), ())
            if found not in undoable(course.changes, course.undone):
                raise Refused(
                    text("That change is undone already, or a later one stands on it."), text("Open Today anew.")
                )
            course.undo(found)

        return self._changing(back)

    def take_back(self, movement_id: str) -> Today:
        """Bring a movement back that was left out. Raises Unknown, and Refused where it was not left out."""
        movement = self._house.movement(movement_id)

        def back(course: Course) -> None:
            change = taken_back(movement, course.standing, self._house.clock(), uuid7())
            if change is None:
                raise Refused(text("{movement} was not left out.", movement=movement.name), text("Open Today anew."))
            course.add(change)

        return self._changing(back)

    # Another session for today

    def shorter(self, turn: int, minutes: int | None = None) -> Today:
        """A shorter session, for today: of so many minutes, or of two thirds of the usual. Raises Refused."""
        return self._instead(
            turn, Instead.SHORTER, lambda asked, slot: variants.shorter(asked, self.plan().plan, slot, minutes)
        )

    def gentler(self, turn: int) -> Today:
        """A gentler session, for today. Raises Refused where none is possible."""
        return self._instead(turn, Instead.GENTLER, lambda asked, slot: variants.gentler(asked, self.plan().plan, slot))

    def as_planned(self, turn: int) -> Today:
        """The planned session again. On a bad day that takes the bad day back."""
        with self._one_at_a_time:
            kept, _ = self._turn(turn)
            place = DateSlot(self._date, turn)
            other = kept.instead.get(place)
            if other and other.why is Instead.BAD_DAY:
                return self._changing(_no_bad_day)
            rest = {slot: each for slot, each in kept.instead.items() if slot != place}
            return self._told(self._keep(replace(kept, instead=rest)))

    def swaps(self, turn: int, step: int) -> tuple[Swap, ...]:
        """What can take a step's place in today's session, best first. Raises Unknown for a session or step."""
        kept, session = self._turn(turn)
        slot = Slot(kept.day(self._date), turn)
        other = DateSlot(self._date, turn) in kept.instead
        person = for_length(kept.person, session) if other else kept.person
        plan = variants.replaced(kept.plan, slot, session)
        found = variants.swap(self._asked(person, self._course(kept).standing, kept.plan.seed), plan, slot, step)
        return tuple(Swap(each.movement, each.session) for each in found)

    def swap(self, turn: int, step: int, movement_id: str, *, never_again: bool = False) -> Today:
        """Take another movement for a step: in this session whenever it comes, or only today where today's is another.

        `never_again`: what was there is disliked from now on, and the rest of the week does without it too. Raises
        Unknown for a session, step or movement, Refused for one that cannot take the place.
        """
        with self._one_at_a_time:
            found = next((each for each in self.swaps(turn, step) if each.movement == movement_id), None)
            if found is None:
                name = self._house.movement(movement_id).name
                raise Refused(
                    text("{movement} cannot take this place now.", movement=name),
                    text("Choose one of those that are offered for it."),
                )
            kept, before = self._turn(turn)
            gone = before.routine.steps[step].movement
            kept = swapped(kept, DateSlot(self._date, turn), before, found.session)
            if never_again:
                kept = replace(kept, person=replace(kept.person, disliked=kept.person.disliked | {gone}))
                asked = self._asked(kept.person, self._course(kept).standing, kept.plan.seed)
                kept = changed(asked, kept, frozenset({gone}))
            return self._told(self._keep(kept))

    def breaks(self, count: int, minutes: int) -> tuple[PlannedSession, ...]:
        """So many short breaks without the floor, for this person as far as they told of themselves."""
        kept = self._house.journal.plan()
        anybody = Person(dict.fromkeys(ANYBODY, 0), variants.SHORTEST)
        standing = self._course(kept).standing if kept else Standing()
        asked = self._asked(kept.person if kept else anybody, standing, kept.plan.seed if kept else 0)
        found = make_breaks(asked, minutes=minutes, count=count)
        self._house.journal.keep_routines([each.routine for each in found])
        return found

    # What all of them share

    @property
    def _date(self) -> date:
        return date_of(self._house.clock(), self._zone)

    def _course(self, kept: Kept) -> Course:
        return Course(self._house, kept, self._house.clearance())

    def _asked(self, person: Person, standing: Standing, seed: int) -> Asked:
        house = self._house
        history = History(standing=standing)
        return Asked(person, house.clearance(), house.catalogue, house.pacing(), seed, history)

    def _made(self, person: Person, begins: date, seed: int, standing: Standing) -> Kept:
        asked = self._asked(person, standing, seed)
        limits = asked.clearance.cautions, asked.clearance.positions
        return Kept(person, plan_of(asked), begins, self._house.clock(), *limits, asked.pacing)

    def _keep(self, kept: Kept) -> Kept:
        kept = replace(without_past(kept, self._date), made_at=self._house.clock())
        self._house.journal.keep_plan(kept)
        return kept

    def _turn(self, turn: int) -> tuple[Kept, PlannedSession]:
        """The plan and today's session of that number. Raises Unknown."""
        kept = self.plan()
        sessions = kept.sessions(self._date)
        if not 0 <= turn < len(sessions):
            raise Unknown("session today", str(turn + 1), ())
        return kept, sessions[turn]

    def _changing(self, change: Callable[[Course], None]) -> Today:
        """Carry out a change of the person's own, and let the plan follow."""
        with self._one_at_a_time:
            kept = self.plan()
            course = self._course(kept)
            before = course.standing
            change(course)
            after = course.standing
            moved = {each for each in {**before.places, **after.places} if before.place(each) != after.place(each)}
            return self._settled(kept, course, frozenset(moved))

    def _settled(self, kept: Kept, course: Course, moved: frozenset[str]) -> Today:
        """The plan with those movements at their new place, and today as good or bad as it is."""
        standing = course.standing
        asked = self._asked(kept.person, standing, kept.plan.seed)
        try:
            following = changed(asked, kept, moved)
        except NoPlan:  # what is left out must go whatever else is possible
            following = without(kept, standing.dropped & moved, asked.watch)
        wanted = request(standing, kept.person.minutes, self._house.clock())
        following = with_bad_day(asked, following, self._date, wanted)
        if without_past(following, self._date) != self._house.journal.plan():
            following = self._keep(following)
        return self._told(following, course)

    def _instead(self, turn: int, why: Instead, make: Make) -> Today:
        with self._one_at_a_time:
            kept, _ = self._turn(turn)
            asked = self._asked(kept.person, self._course(kept).standing, kept.plan.seed)
            found = make(asked, Slot(kept.day(self._date), turn))
            if found is None:
                raise Refused(text(_IMPOSSIBLE[why]), text("Take the one that is planned."))
            place = DateSlot(self._date, turn)
            return self._told(self._keep(replace(kept, instead={**kept.instead, place: Replaced(why, found)})))

    def _told(self, kept: Kept | None, course: Course | None = None) -> Today:
        house, clearance = self._house, self._house.clearance()
        bare = Today(self._date, clearance, house.screening_due(), kept)
        if kept is None:
            return bare
        course = course or self._course(kept)
        now = house.clock()
        asked_of = day.morning(course.sessions, now, self._zone)
        until = course.standing.flare_until
        return replace(
            bare,
            turns=tuple(day.turns(kept, self._date, course.sessions, self._zone)) if clearance.cleared else (),
            next=day.following(kept, self._date),
            told=self._changes(course, now),
            gentle_until=until if until and until > now else None,
            morning=day.told_morning(asked_of, house.name_of(asked_of.routine)) if asked_of else None,
        )

    def _changes(self, course: Course, now: int) -> tuple[Told, ...]:
        """What changed of late and was not taken back, newest first."""
        can = {change.id for change in undoable(course.changes, course.undone)}
        return tuple(Told(each, each.id in can) for each in reversed(course.in_force()) if now - each.at < TOLD_FOR)


class NoPlanYet(Unknown):
    """There is no plan yet."""

    def __init__(self) -> None:
        """Says how to make one."""
        super().__init__("plan", "mine", ())
        self.message = text("There is no plan yet.")
        self.way_out = text("Make one first: answer the safety questions, then say where it hurts.")


def _no_bad_day(course: Course) -> None:
    for change in course.bad_days():
        course.undo(change)
