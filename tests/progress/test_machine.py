"""Any person, any weeks: whatever happens, the promises of progress hold."""

import random
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.progress.people import DAY, Someone, done
from tests.routines import BUILT_IN
from unkink.ids import uuid7
from unkink.journal import journal
from unkink.model.progress import Change, ChangeKind, Light, Place, Sign
from unkink.model.session import Event
from unkink.progress import Case, levels, read, request, review, stand, taken_back, undoable
from unkink.progress.look import FORWARD
from unkink.progress.rules import COOL_DOWN, GREENS, UNDO_RESTS

PLAN = ("cat-cow", "plank", "superman", "knee-to-chest")
FORBIDDEN = frozenset({"swimming", "knees-down"})
ratings = st.integers(0, 10)
calm = st.integers(0, 4)


class Weeks(RuleBasedStateMachine):
    """Somebody's weeks; every look at the journal is held to the promises."""

    @initialize()
    def begins(self) -> None:
        self.someone = Someone(BUILT_IN, PLAN, forbidden=FORBIDDEN)
        self.chance = random.Random(0)
        self.absences = 0

    @rule(before=calm, count=st.integers(1, 6))
    def good_days(self, before: int, count: int) -> None:
        """Sessions without trouble, looked at every time."""
        for _ in range(count):
            self.someone.does(done(*self.to_do(), before=str(before), after=str(min(before, 3))))
            self.looks()
            self.someone.day += 1

    @rule(before=ratings, after=ratings, morning=st.none() | ratings, gap=st.integers(1, 4), looks=st.integers(0, 2))
    def a_day(self, before: int, after: int, morning: int | None, gap: int, looks: int) -> None:
        """A session, however it felt, and not always looked at."""
        more = "" if morning is None else f"1500:00 pain-next-day {morning}"
        self.someone.does(done(*self.to_do(), before=str(before), after=str(after), more=more))
        for _ in range(looks):
            self.looks()
        self.someone.day += gap

    @rule(
        which=st.sampled_from(range(4)),
        answer=st.sampled_from(["sharp", "mild", "gone", "stays"]),
        looked=st.booleans(),
    )
    def it_hurts(self, which: int, answer: str, *, looked: bool) -> None:
        movements = self.to_do()
        if not movements:
            return
        which %= len(movements)
        stop = "sharp" in answer
        names = movements[: which + 1] if stop else movements
        text = done(*names, more=f"{which + 1}:40 hurt {movements[which]} {answer}")
        self.someone.does(text.partition(f"{len(names) + 1}:00 finished")[0] if stop else text)
        if stop:
            assert review(self.someone.case()).screen_again
        if looked:
            self.looks()
        self.someone.day += 1

    @rule(which=st.sampled_from(PLAN))
    def it_is_skipped(self, which: str) -> None:
        if which in self.to_do():
            place = self.to_do().index(which) + 1
            self.someone.does(done(*self.to_do(), more=f"{place}:40 skipped {which}"))
            self.someone.day += 1

    @rule(days=st.integers(14, 40))
    def an_absence(self, days: int) -> None:
        self.someone.day += days
        self.absences += 1

    @rule()
    def answers_the_safety_questions(self) -> None:
        self.someone.screened_day = self.someone.day + 0.3
        self.someone.day += 1

    @precondition(lambda self: bool(undoable(self.someone.changes, self.someone.undone)))
    @rule(data=st.data())
    def undoes(self, data: st.DataObject) -> None:
        """What can be undone goes back to exactly where it was."""
        someone = self.someone
        change = data.draw(st.sampled_from(undoable(someone.changes, someone.undone)))
        someone.undoes(change)
        for shift in change.shifts:
            assert someone.place(shift.movement) == shift.before
        without = [each for each in someone.changes if each is not change]
        assert stand(someone.changes, someone.undone) == stand(without, someone.undone)

    @rule(which=st.sampled_from(PLAN))
    def takes_back(self, which: str) -> None:
        movement = BUILT_IN.movements[which]
        change = taken_back(movement, self.someone.standing, self.someone.now, uuid7())
        if change:
            self.someone.changed(change)
            assert not self.someone.place(which).dropped

    @rule()
    def looks(self) -> None:
        """One look: at most one change, and the next look sees it."""
        someone = self.someone
        case = someone.case()
        found = review(case)
        self.delivered_otherwise(case, found.change)
        if self.reds_since():
            assert found.screen_again
        if found.change:
            self.holds(case, found.change, screen_again=found.screen_again)
            someone.changed(found.change)
            again = review(someone.case()).change
            assert again is None or again.kind not in FORWARD
            assert again is None or (again.kind, again.shifts) != (found.change.kind, found.change.shifts)

    def to_do(self) -> tuple[str, ...]:
        """What is not dropped."""
        dropped = self.someone.standing.dropped
        return tuple(name for name in PLAN if name not in dropped) or ("diaphragmatic-breathing",)

    def reds_since(self) -> bool:
        """Whether a red sign was told since the safety questions were answered."""
        case = self.someone.case()
        red = {Sign.SHARP, Sign.STAYS, Sign.HIGH, Sign.UNSETTLED}
        signs = [seen for reading in read(case.sessions, case.now) for seen in reading.signs]
        return any(seen.sign in red and seen.at > (case.screened_at or 0) for seen in signs)

    def delivered_otherwise(self, case: Case, change: Change | None) -> None:
        """A connection that shuffles and repeats events and changes makes no difference."""
        events: list[Event] = [*self.someone.events, *self.someone.events[::3]]
        self.chance.shuffle(events)
        sessions = [*journal(events).values()]
        self.chance.shuffle(sessions)
        told = [*case.changes, *case.changes]
        self.chance.shuffle(told)
        again = review(replace(case, sessions=sessions, changes=told)).change
        assert (again is None) == (change is None)
        if change and again:
            assert replace(again, id=change.id) == change

    def holds(self, case: Case, change: Change, *, screen_again: bool) -> None:
        """What every change must be."""
        assert change.reason
        assert change.at == case.now
        standing = stand(case.changes, case.undone, begins=case.begins)
        for shift in change.shifts:
            assert shift.before == standing.place(shift.movement)
            assert not shift.before.dropped
            assert shift.after != shift.before
        if change.kind in FORWARD:
            self.one_thing_more(case, change)
            assert not screen_again
            assert not standing.flares(case.now)
        elif change.kind is ChangeKind.STEP_BACK:
            assert all(0 <= s.after.level <= s.before.level <= s.after.level + 1 for s in change.shifts)
        elif change.kind is ChangeKind.FLARE_UP:
            assert not change.shifts
            assert request(stand([change]), 12, case.now) is not None
        else:
            (shift,) = change.shifts
            changed = [shift.before[n] != shift.after[n] for n in range(3)]
            assert changed.count(True) == 1
            assert shift.after.level <= shift.before.level
        self.refusals(case, change)

    def one_thing_more(self, case: Case, change: Change) -> None:
        """One movement, one figure, after enough good sessions and a rest."""
        (shift,) = change.shifts
        assert shift.movement in PLAN
        readings = read(case.sessions, case.now)
        resting = [reading for reading in readings if reading.session in change.sessions]
        assert len(resting) >= GREENS.value
        assert all(reading.movements[shift.movement] is Light.GREEN for reading in resting)
        last = max([*(each.at for each in case.changes), *(each.at for each in case.undone)], default=-1)
        assert last < 0 or sum(reading.at > last for reading in readings) >= COOL_DOWN.value
        more, harder = shift.after.level - shift.before.level, shift.after.form != shift.before.form
        assert (more == 1) != harder
        assert not harder or shift.after.level <= 0

    def refusals(self, case: Case, change: Change) -> None:
        """What was undone is left alone for a while, unless it is sharp."""
        gone = {each.change: each.at for each in case.undone}
        for old in case.changes:
            if case.now - gone.get(old.id, -(10**15)) < UNDO_RESTS.ms and old.kind is change.kind:
                same = {s.movement for s in old.shifts} & {s.movement for s in change.shifts}
                assert not same or "sharp" in change.reason or change.kind is ChangeKind.STEP_BACK

    @invariant()
    def everything_stays_in_its_range(self) -> None:
        if not hasattr(self, "someone"):
            return
        for name in PLAN:
            place = self.someone.place(name)
            assert levels(BUILT_IN.movements[name]).holds(place.level)
            assert place.form not in FORBIDDEN
            assert place.form is None or BUILT_IN.movements[name].form(place.form)

    @invariant()
    def an_absence_steps_back_at_most_once(self) -> None:
        if hasattr(self, "someone"):
            kinds = [change.kind for change in self.someone.changes]
            assert kinds.count(ChangeKind.STEP_BACK) <= self.absences

    def teardown(self) -> None:
        """Looking again and again comes to an end, and an absence has been answered exactly once."""
        if not hasattr(self, "someone"):
            return
        self.someone.reviewed()
        grown = any(self.someone.place(name).level > 0 for name in PLAN) and not self.answered()
        self.someone.day += 20
        backs = [change for change in self.someone.reviewed() if change.kind is ChangeKind.STEP_BACK]
        assert len(backs) <= 1
        assert not grown or len(backs) == 1 or self.dropped_all()
        self.someone.day += 20 * (DAY > 0)
        assert not [change for change in self.someone.reviewed() if change.kind is ChangeKind.STEP_BACK]

    def answered(self) -> bool:
        """Whether a step back for the absence since the last session was undone already."""
        readings = read(self.someone.case().sessions, self.someone.now)
        backs = [change for change in self.someone.changes if change.kind is ChangeKind.STEP_BACK]
        return bool(readings) and any(readings[-1].session in change.sessions for change in backs)

    def dropped_all(self) -> bool:
        """Whether all that had grown is left out."""
        places = [self.someone.place(name) for name in PLAN]
        return all(place.dropped or place.level <= 0 for place in places) or not self.someone.events


class PlannedWeeks(Weeks):
    """Weeks with a plan that begins each movement elsewhere, and follows every change."""

    @initialize()
    def begins(self) -> None:
        """A plan by the planner: more of one, less of another, one in an easier form."""
        super().begins()
        self.someone.planned = {
            "cat-cow": Place(1),
            "plank": Place(-1),
            "superman": Place(0, "chest-only"),
            "knee-to-chest": Place(),
        }


Weeks.TestCase.settings = settings(max_examples=40, stateful_step_count=30)
PlannedWeeks.TestCase.settings = settings(max_examples=30, stateful_step_count=30)
TestWeeks = Weeks.TestCase
TestPlannedWeeks = PlannedWeeks.TestCase
