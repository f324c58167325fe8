"""A plan from day to day: it is there, it is told, it changes with the person, and nothing of it gets lost."""

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date

import pytest

from tests.coach.conftest import ANNA, NO, Clock, Life
from unkink.coach import Coach
from unkink.errors import Refused, Unknown
from unkink.ids import uuid7
from unkink.model.coach import Instead, Today
from unkink.model.person import Person
from unkink.model.progress import Change, ChangeKind, Place, Shift
from unkink.model.screening import Due
from unkink.model.session import Event, EventKind, Hurt, Pain
from unkink.model.timeline import Pacing
from unkink.moments import HOUR_MS
from unkink.planner.asked import NotCleared
from unkink.planner.mend import NoPlan
from unkink.service import Unkink


def movements(today: Today, turn: int = 0) -> list[str]:
    return [step.movement for step in today.turns[turn].session.routine.steps]


def test_without_answers_there_is_no_plan(unkink: Unkink) -> None:
    """Nobody gets a plan who was not asked whether stretching is safe."""
    with pytest.raises(NotCleared):
        unkink.coach.make(ANNA)
    today = unkink.coach.look()
    assert (today.kept, today.turns, today.due) == (None, (), Due.NEVER)
    with pytest.raises(Unknown, match="no plan yet"):
        unkink.coach.plan()


def test_an_emergency_takes_the_sessions_away(life: Life) -> None:
    """Whoever answers with an emergency later has a plan, and is led to no session of it."""
    assert life.coach.today().turns
    life.unkink.screen({**NO, "nerves": ("bladder",)})
    today = life.coach.look()
    assert not today.clearance.cleared
    assert today.turns == ()
    with pytest.raises(Refused):
        life.coach.next_routine()
    with pytest.raises(NotCleared):
        life.coach.make(ANNA)


def test_today_has_the_session_and_it_can_be_played(life: Life) -> None:
    """The session of the day is a routine like any other: it plays, and the journal knows its name."""
    today = life.coach.look()
    turn = today.turns[0]
    assert today.date == date(2026, 3, 3)
    assert turn.session.duration_ms <= ANNA.minutes * 60_000
    ready = life.unkink.play(turn.session.routine.id)
    assert ready.timeline.duration_ms == turn.session.duration_ms
    assert not any(ready.not_cleared)
    session = life.do(turn)
    assert life.unkink.name_of(life.unkink.session(session).routine) == turn.session.routine.name
    assert life.coach.today().turns[0].done
    with pytest.raises(Refused, match="No session is left"):
        life.coach.next_routine()


def test_the_plan_is_there_after_a_restart(life: Life, clock: Clock) -> None:
    """Tomorrow, in a new process, it is the same plan."""
    kept = life.coach.plan()
    with closing(Unkink(life.unkink.settings, clock)) as again:
        assert again.coach.plan() == kept
        assert again.play(kept.plan.days[0][0].routine.id).routine == kept.plan.days[0][0].routine


def test_an_old_plan_can_be_gone_on_with(life: Life) -> None:
    """A session begun before the plan was made anew is still there to go on with."""
    turn = life.coach.look().turns[0]
    session = uuid7()
    started = Event(uuid7(), session, EventKind.STARTED, life.clock.now, routine=turn.session.routine.id)
    life.unkink.record([started])
    life.coach.make(Person({"neck": 4}, 6))
    found = life.unkink.resumable()
    assert found is not None
    assert found.id == session
    assert life.unkink.play(found.routine, session=session).routine == turn.session.routine


def test_a_rest_day_tells_what_comes(life: Life, clock: Clock) -> None:
    """With three days a week the day between is for rest, and says when the next session is."""
    life.coach.make(replace(ANNA, days_per_week=3))
    assert life.coach.today().turns
    clock.next_day()
    today = life.coach.look()
    assert today.turns == ()
    assert today.next is not None
    assert today.next.date > today.date


def test_shorter_is_for_today_alone(life: Life, clock: Clock) -> None:
    """Little time today changes nothing tomorrow, and what was planned comes back when asked for."""
    planned = life.coach.look().turns[0].session
    today = life.coach.shorter(0)
    assert today.turns[0].instead is Instead.SHORTER
    assert today.turns[0].session.duration_ms <= ANNA.minutes * 60_000 * 2 // 3
    assert life.coach.shorter(0, 5).turns[0].session.duration_ms <= 5 * 60_000
    assert life.coach.as_planned(0).turns[0].session == planned
    life.coach.gentler(0)
    clock.next_day(7)
    assert life.coach.look().turns[0].session == planned
    assert life.coach.plan().instead == {}


def test_a_swap_stays(life: Life, clock: Clock) -> None:
    """What was swapped is swapped the next time this session comes, too; the rest of it is as before."""
    before = life.coach.look()
    offered = life.coach.swaps(0, 1)
    assert offered
    after = life.coach.swap(0, 1, offered[0].movement)
    gone = movements(before)[1]
    assert gone not in movements(after)
    assert set(movements(after)) == {*movements(before), offered[0].movement} - {gone}
    clock.next_day(7)
    assert movements(life.coach.look()) == movements(after)


def test_never_again_means_never(life: Life) -> None:
    """A movement that somebody never wants to see again is in no session of the week, nor in the next plan."""
    before = life.coach.look()
    gone = movements(before)[1]
    life.coach.swap(0, 1, life.coach.swaps(0, 1)[0].movement, never_again=True)
    kept = life.coach.plan()
    assert gone in kept.person.disliked
    assert gone not in {step.movement for routine in kept.routines().values() for step in routine.steps}


def test_what_does_not_fit_is_refused(life: Life) -> None:
    """A swap for anything but what was offered, a session that is not there: a plain line, and nothing changes."""
    kept = life.coach.plan()
    inside = movements(life.coach.look())[0]
    calls: tuple[Callable[[], object], ...] = (
        lambda: life.coach.swap(0, 1, inside),
        lambda: life.coach.swap(0, 99, "cat-cow"),
        lambda: life.coach.swap(3, 0, "cat-cow"),
        lambda: life.coach.shorter(3),
        lambda: life.coach.take_back(inside),
    )
    for call in calls:
        with pytest.raises((Refused, Unknown)):
            call()
    assert life.coach.plan() == kept


def test_green_sessions_bring_one_thing_more(life: Life) -> None:
    """After good days one movement goes one step further, and the plan does what the change says."""
    today = life.coach.look()
    for _ in range(12):
        today = life.days(1, before=2, after=1)
        if today.told:
            break
    (told,) = today.told
    (shift,) = told.change.shifts
    assert told.change.kind in {ChangeKind.DOSE_UP, ChangeKind.HARDER_FORM}
    from unkink.planner.begins import places  # noqa: PLC0415

    assert places(life.coach.plan().plan, life.unkink.catalogue)[shift.movement] == shift.after
    assert all(
        each.duration_ms <= ANNA.minutes * 60_000 for day in life.coach.plan().plan.days.values() for each in day
    )
    undone = life.coach.undo(told.change.id)
    assert undone.told == ()
    assert places(life.coach.plan().plan, life.unkink.catalogue)[shift.movement] == shift.before


def test_sharp_pain_asks_again_before_anything_else(life: Life) -> None:
    """Whoever told of sharp pain is asked the safety questions, and then does without that movement."""
    turn = life.coach.look().turns[0]
    movement = turn.session.routine.steps[0].movement
    life.do(turn, hurt=(movement, Hurt.SHARP))
    today = life.coach.look()
    assert today.due is Due.SHARP
    assert today.turns == ()
    life.clock.now += 60_000
    life.unkink.screen(NO)
    today = life.coach.look()
    assert today.due is None
    assert [told.change.kind for told in today.told] == [ChangeKind.DROPPED]
    week = {step.movement for routine in life.coach.plan().routines().values() for step in routine.steps}
    assert movement not in week
    life.coach.take_back(movement)
    assert life.coach.today().told[0].change.kind is ChangeKind.TAKEN_BACK


def test_much_pain_asks_again(life: Life) -> None:
    """A red light that nobody called sharp asks the questions as well; answered, the day goes on gently."""
    life.do(life.coach.look().turns[0], before=3, after=8)
    assert life.coach.look().due is Due.RED
    life.clock.now += 60_000
    life.unkink.screen(NO)
    today = life.coach.look()
    assert today.due is None
    assert today.gentle_until is not None


def test_a_bad_day_is_gentle_and_ends(life: Life, clock: Clock) -> None:
    """Said in the morning, gentle until the next; taken back, all is as planned at once."""
    planned = life.coach.look().turns[0].session
    today = life.coach.bad_day()
    assert today.turns[0].instead is Instead.BAD_DAY
    assert today.turns[0].session.duration_ms < planned.duration_ms
    assert today.gentle_until is not None
    again = life.coach.as_planned(0)
    assert again.turns[0].session == planned
    assert again.gentle_until is None
    life.coach.bad_day()
    clock.next_day(2)
    assert life.coach.look().turns[0].instead is None


def test_the_next_morning_is_asked_once(life: Life, clock: Clock) -> None:
    """After a night, for the session of the day before; not any more once it is told, or long after."""
    session = life.do(life.coach.look().turns[0])
    assert life.coach.look().morning is None
    clock.next_day()
    asked = life.coach.look().morning
    assert asked is not None
    assert asked.session == session
    told = Event(
        id=uuid7(), session=session, kind=EventKind.PAIN_NEXT_DAY, at=clock.now, pain=(Pain(1),), position_ms=0
    )
    life.unkink.record([told])
    assert life.coach.look().morning is None
    life.do(life.coach.look().turns[0])
    clock.next_day(3)
    assert life.coach.look().morning is None


def test_other_answers_make_another_plan(life: Life) -> None:
    """Whoever cannot kneel any more finds no kneeling in the week, without asking for it."""
    life.unkink.screen({**NO, "places": ("kneel",)})
    life.coach.look()
    clearance = life.unkink.clearance()
    kept = life.coach.plan()
    assert (kept.cautions, kept.positions) == (clearance.cautions, clearance.positions)
    for routine in kept.routines().values():
        assert not any(life.unkink.play(routine.id).not_cleared)


def test_a_slower_pace_never_runs_over(life: Life) -> None:
    """More time to get ready makes the sessions hold less, and not last longer than they may."""
    life.unkink.set_pacing(Pacing(pace=60, prepare_ms=20_000))
    today = life.coach.look()
    assert life.unkink.play(today.turns[0].session.routine.id).timeline.duration_ms <= ANNA.minutes * 60_000


def test_two_tabs_look_at_once(life: Life) -> None:
    """Both are told the same, and nothing changes twice."""
    life.days(6, before=2, after=1)
    clock_before = life.clock.now
    told: list[Today] = []
    threads = [threading.Thread(target=lambda: told.append(life.coach.look())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == len(threads)
    assert all(each.told == told[0].told and each.turns == told[0].turns for each in told)
    assert life.clock.now == clock_before
    ids = [change.id for change in life.unkink.journal.changes()]
    assert len(ids) == len(set(ids))
    assert len({change.reason for change in life.unkink.journal.changes()}) == len(ids)


def test_breaks_need_no_plan_and_no_floor(unkink: Unkink) -> None:
    """At the office, before anything else was told: short, upright, and playable."""
    unkink.screen(NO)
    breaks = unkink.coach.breaks(4, 2)
    assert len(breaks) == 4
    for each in breaks:
        assert unkink.play(each.routine.id).timeline.duration_ms <= 2 * 60_000


def test_days_are_those_of_the_person(unkink: Unkink, clock: Clock) -> None:
    """Late in the evening it is not tomorrow yet, wherever the server's clock is."""
    from datetime import timedelta, timezone  # noqa: PLC0415

    clock.now += 15 * HOUR_MS  # 23:00 UTC
    assert Coach(unkink, UTC).today().date == date(2026, 3, 3)
    assert Coach(unkink, timezone(timedelta(hours=2))).today().date == date(2026, 3, 4)


def test_a_change_that_the_plan_missed_is_made_up_for(life: Life) -> None:
    """Killed between writing a change down and changing the plan: the next look brings the plan there."""
    movement = movements(life.coach.look())[0]
    before = Place()
    change = Change(
        uuid7(), life.clock.now + 1, ChangeKind.DROPPED, "It hurt.", (Shift(movement, before, Place(dropped=True)),)
    )
    life.unkink.journal.record_changes([change])
    life.clock.now += 1_000
    life.coach.look()
    assert movement not in {s.movement for routine in life.coach.plan().routines().values() for s in routine.steps}


def test_what_hurt_goes_even_where_nothing_else_is_possible(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other session can be put together: then this one is shorter, and still without what hurt sharply."""

    def impossible(*_: object) -> None:
        raise NoPlan("There is no plan.", "Change a wish.", None)

    monkeypatch.setattr("unkink.coach.replan.adapted", impossible)
    before = life.coach.look()
    gone = movements(before)[0]
    life.do(before.turns[0], hurt=(gone, Hurt.SHARP))
    life.clock.now += 60_000
    life.unkink.screen(NO)
    after = life.coach.look()
    assert movements(after) == [each for each in movements(before) if each != gone]
    session = after.turns[0].session
    assert life.unkink.play(session.routine.id).timeline.duration_ms == session.duration_ms


def test_what_was_done_stays_done_when_the_plan_changes(life: Life) -> None:
    """Nobody is told to do today's session again because the last look made its next time a little longer."""
    for _ in range(12):
        today = life.coach.look()
        planned = today.turns[0].session.routine.id
        life.do(today.turns[0], before=2, after=1)
        today = life.coach.look()
        assert today.turns[0].done
        if today.turns[0].session.routine.id != planned:
            return
        life.clock.next_day()
    pytest.fail("nothing changed, so nothing was tried")
