"""Little stories: what happens to a person, and what their plan makes of it."""

import pytest

from tests.progress.people import DAY, PLAN, Someone, done
from unkink.ids import uuid7
from unkink.model.progress import Change, ChangeKind, Light, Place, Shift, Undone
from unkink.model.words import Depth, Kind
from unkink.progress import bad_day, request, stand, taken_back, undoable
from unkink.progress.levels import levels

GOOD = done(*PLAN)


def test_three_good_sessions_and_one_thing_grows(someone: Someone) -> None:
    """Of three movements that all went well, one goes one step further, and it says why."""
    (change,) = someone.days(3, GOOD)
    assert change.kind is ChangeKind.DOSE_UP
    assert change.reason == (
        "Cat-cow goes from 6 breaths to 8 breaths. Your last 3 sessions with it were comfortable. "
        "Nothing else goes further."
    )
    assert len(change.sessions) == 3
    assert stand(someone.changes).places == {"cat-cow": Place(level=1)}


def test_the_others_take_their_turn(someone: Someone) -> None:
    """Two sessions later the one that has waited longest is next."""
    changes = someone.days(7, GOOD)
    assert [change.shifts[0].movement for change in changes] == ["cat-cow", "plank", "superman"]


def test_dose_first_then_the_harder_form_at_the_usual_dose(someone: Someone) -> None:
    """Superman goes through its whole range before the form that asks more, which begins where superman began."""
    someone.plan = ("superman",)
    changes = someone.days(80, done("superman"))
    kinds = [change.kind for change in changes]
    steps = levels(someone.catalogue.movements["superman"]).high
    assert kinds[: steps + 1] == [ChangeKind.DOSE_UP] * steps + [ChangeKind.HARDER_FORM]
    assert changes[steps].shifts[0].after == Place(0, "swimming")
    assert "goes from the usual form to “" in changes[steps].reason


def test_a_form_that_a_caution_forbids_is_never_taken(someone: Someone) -> None:
    someone.plan, someone.forbidden = ("superman",), frozenset({"swimming"})
    changes = someone.days(80, done("superman"))
    assert {change.kind for change in changes} == {ChangeKind.DOSE_UP}


def test_sessions_without_ratings_keep_it(someone: Someone) -> None:
    """Nobody said how it felt: unknown is not good."""
    assert someone.days(6, "0:00 started plan\n1:00 reached cat-cow\n2:00 finished") == []
    assert someone.looks().light is Light.AMBER


def test_pain_of_four_keeps_it_until_it_settles(someone: Someone) -> None:
    """4 is acceptable; only where the next morning is no worse does it count as good."""
    someone.does(done(*PLAN, before="4", after="4"))
    assert someone.looks().light is Light.AMBER
    someone.does(done(*PLAN, before="4", after="4", more="1500:00 pain-next-day 4"))
    someone.day += 2
    assert someone.looks().light is Light.GREEN


def test_a_stretch_that_hurt_gets_easier_then_goes(someone: Someone) -> None:
    """Once: an easier form. Again within two weeks: left out. Each time the safety questions come back."""
    hurts = done(*PLAN, more="3:40 hurt superman mild\n3:50 hurt superman stays\n3:55 eased superman")
    someone.does(hurts)
    first = someone.looks()
    assert first.light is Light.RED
    assert first.screen_again
    assert first.change is not None
    assert (first.change.kind, first.change.shifts[0].after) == (ChangeKind.EASIER_FORM, Place(0, "chest-only"))
    assert someone.looks().change is None
    someone.day += 2
    (second,) = someone.days(1, hurts)
    assert second.kind is ChangeKind.DROPPED
    assert second.reason == "Superman is left out. It hurt again. You can take it back when you wish."
    assert stand(someone.changes).dropped == {"superman"}


def test_sharp_pain_drops_it_at_once(someone: Someone) -> None:
    someone.does("0:00 started plan\n0:10 pain-before 3\n1:00 reached plank\n1:10 hurt plank sharp\n1:10 stopped")
    found = someone.looks()
    assert found.screen_again
    assert found.change is not None
    assert found.change.kind is ChangeKind.DROPPED
    assert "You felt sharp pain in it." in found.change.reason
    someone.screened_day = 0.5
    assert not someone.looks().screen_again


def test_nothing_grows_until_the_safety_questions_are_answered(someone: Someone) -> None:
    """Good sessions after sharp pain do not stand in for answers."""
    someone.does(done(*PLAN, more="2:40 hurt plank sharp"))
    someone.reviewed()
    someone.day += 1
    assert someone.days(6, done("cat-cow", "superman")) == []
    someone.screened_day = someone.day - 0.5
    assert [change.kind for change in someone.reviewed()] == [ChangeKind.DOSE_UP]


def test_sharp_pain_that_reaches_us_late_counts(someone: Someone) -> None:
    """The phone was offline: meanwhile another session looked good. The movement is dropped all the same."""
    offline = done(*PLAN, more="1:40 hurt cat-cow sharp")
    late = someone.does(offline)
    someone.events.clear()
    someone.day = 1
    assert [c.shifts[0].movement for c in someone.days(3, GOOD)] == ["cat-cow"]
    someone.events += late
    assert [c.kind for c in someone.reviewed()] == [ChangeKind.DROPPED]


def test_too_much_takes_back_what_grew_last(someone: Someone) -> None:
    """The plank grew; then the night was bad: the plank goes back, and says that we cannot know."""
    someone.days(5, GOOD)
    assert someone.place("plank") == Place(1)
    someone.does(done(*PLAN, before="2", after="3", more="1500:00 pain-next-day 5"))
    someone.day += 1
    change = someone.looks().change
    assert change is not None
    assert (change.kind, change.shifts[0].movement) == (ChangeKind.DOSE_DOWN, "plank")
    assert "had not settled by the next morning. It is what grew last; we cannot know" in change.reason
    assert someone.place("plank") == Place()


def test_too_much_at_the_very_first(someone: Someone) -> None:
    """Nothing has grown yet: what asks the most goes down."""
    someone.does(done(*PLAN, before="2", after="7"))
    changes = someone.reviewed()
    assert [change.kind for change in changes] == [ChangeKind.DOSE_DOWN, ChangeKind.FLARE_UP]
    assert changes[0].shifts[0].movement == "superman"


def test_the_rating_before_the_next_session_is_the_next_morning(someone: Someone) -> None:
    someone.days(1, done(*PLAN, before="1", after="2"))
    someone.does(done(*PLAN, before="4", after="3"))
    (change,) = someone.reviewed()
    assert change.kind is ChangeKind.DOSE_DOWN


def test_a_worse_morning_after_a_good_session(someone: Someone) -> None:
    """Pain comes and goes by itself: one worse morning keeps it, a far worse one goes back."""
    someone.does(done(*PLAN, before="2", after="1", more="1500:00 pain-next-day 4"))
    someone.day += 2
    assert someone.reviewed() == []
    assert someone.looks().light is Light.AMBER
    someone.does(done(*PLAN, before="1", after="1", more="1500:00 pain-next-day 5"))
    someone.day += 2
    assert [change.kind for change in someone.reviewed()] == [ChangeKind.DOSE_DOWN]


def test_pain_that_was_there_already_is_not_the_sessions_fault(someone: Someone) -> None:
    """7 before and 6 after: no dose goes down, but the day is gentle."""
    (change,) = someone.days(1, done(*PLAN, before="7", after="6"))
    assert change.kind is ChangeKind.FLARE_UP


def test_a_flare_up_day(someone: Someone) -> None:
    """Well above the usual: a short gentle session without strength work, and tomorrow all is as it was."""
    someone.days(5, done(*PLAN, before="2", after="2"))
    before = stand(someone.changes).places
    someone.does("0:00 started plan\n0:10 pain-before 5\n0:20 stopped")
    change = someone.looks().change
    assert change is not None
    assert change.kind is ChangeKind.FLARE_UP
    assert change.reason == "You rated your pain 5, and 2 is usual for you. For a day, sessions are short and gentle."
    standing = stand(someone.changes)
    asked = request(standing, 20, someone.now)
    assert asked is not None
    assert (asked.minutes, asked.deepest) == (10, Depth.GENTLE)
    assert Kind.STRENGTH not in asked.kinds
    assert request(standing, 20, someone.now + DAY) is None
    assert standing.places == before


def test_somebody_says_it_is_a_bad_day(someone: Someone) -> None:
    standing = stand([bad_day(someone.now, uuid7())])
    assert [asked.minutes for minutes in (3, 5, 12, 45) if (asked := request(standing, minutes, someone.now))] == [
        3,
        3,
        6,
        10,
    ]


def test_a_third_bad_day_asks_the_safety_questions(someone: Someone) -> None:
    answers = []
    for _ in range(3):
        someone.does("0:00 started plan\n0:10 pain-before 7\n0:20 stopped")
        someone.reviewed()
        answers.append(someone.looks().screen_again)
        someone.day += 2
    assert answers == [False, False, True]


def test_two_missed_weeks_step_back_once(someone: Someone) -> None:
    """Whoever comes back finds it a little easier, once, and is told."""
    someone.days(7, GOOD)
    someone.day += 20
    (change,) = someone.reviewed()
    assert change.kind is ChangeKind.STEP_BACK
    assert change.reason.startswith(
        "Welcome back. The 3 movements that asked more than usual go one step back after 21 days"
    )
    assert set(stand(someone.changes).places.values()) == {Place()}
    assert someone.reviewed() == []
    someone.day += 1
    assert someone.days(2, GOOD) == []
    assert [c.kind for c in someone.days(1, GOOD)] == [ChangeKind.DOSE_UP]


def test_thirteen_days_are_no_absence(someone: Someone) -> None:
    someone.days(7, GOOD)
    someone.day += 12
    assert someone.reviewed() == []


def test_what_is_always_skipped_is_left_out(someone: Someone) -> None:
    skips = done(*PLAN, before="4", after="4", more="2:31 skipped plank\n2:31 reached superman")
    assert someone.days(2, skips) == []
    (change,) = someone.days(1, skips)
    assert (change.kind, change.shifts[0].movement) == (ChangeKind.DROPPED, "plank")
    assert not someone.looks().screen_again


def test_a_dropped_movement_comes_back_a_little_smaller(someone: Someone) -> None:
    someone.does(done(*PLAN, more="2:40 hurt plank sharp"))
    someone.reviewed()
    standing = stand(someone.changes)
    plank = someone.catalogue.movements["plank"]
    assert taken_back(someone.catalogue.movements["cat-cow"], standing, someone.now, uuid7()) is None
    change = taken_back(plank, standing, someone.now, uuid7())
    assert change is not None
    someone.changes.append(change)
    assert someone.place("plank") == Place(-1)
    assert someone.reviewed() == []


def test_what_was_undone_is_not_proposed_again_for_a_while(someone: Someone) -> None:
    (change,) = someone.days(3, GOOD)
    someone.undoes(change)
    assert someone.place("cat-cow") == Place()
    later = someone.days(26, GOOD)
    assert later
    assert "cat-cow" not in {each.shifts[0].movement for each in later}
    assert "cat-cow" in {each.shifts[0].movement for each in someone.days(20, GOOD)}


def test_an_undone_drop_is_not_repeated_for_the_same_pain(someone: Someone) -> None:
    """The person knows better; but the next sharp pain drops it again."""
    sharp = done(*PLAN, more="2:40 hurt plank sharp")
    someone.does(sharp)
    (change,) = someone.reviewed()
    someone.undoes(change)
    assert someone.reviewed() == []
    someone.day += 1
    assert [each.kind for each in someone.days(1, sharp)] == [ChangeKind.DROPPED]


def test_only_what_nothing_rests_on_can_be_put_back_exactly(someone: Someone) -> None:
    someone.days(15, GOOD)
    first = someone.changes[0]
    assert [change.shifts[0].movement for change in someone.changes].count("cat-cow") > 1
    assert first not in undoable(someone.changes, someone.undone)


@pytest.mark.parametrize("order", [1, -1])
def test_repetition_and_order_of_changes_do_not_matter(someone: Someone, order: int) -> None:
    someone.days(15, GOOD)
    assert stand([*someone.changes, *someone.changes][::order]) == stand(someone.changes)


def test_a_plan_that_begins_elsewhere_is_where_it_goes_on_from(someone: Someone) -> None:
    """The planner began cat-cow with more and superman in an easier form: the next steps are told from there."""
    someone.planned = {"cat-cow": Place(1), "plank": Place(-1), "superman": Place(0, "chest-only")}
    changes = someone.days(7, GOOD)
    assert {c.shifts[0].movement: c.shifts[0].before for c in changes} == {
        "cat-cow": Place(1),
        "plank": Place(-1),
        "superman": Place(0, "chest-only"),
    }
    assert "goes from 8 breaths to 10 breaths" in next(c for c in changes if c.shifts[0].movement == "cat-cow").reason


def test_what_the_plan_has_no_room_for_does_not_go_further_and_goes_back_from_what_is_done(someone: Someone) -> None:
    """The plank may be at 3 × 20 s, but a short session has it at 3 × 10 s: "20 s to 30 s" would be told of nobody."""
    someone.plan = ("plank",)
    grown = Change(uuid7(), someone.now, ChangeKind.DOSE_UP, "Grown.", (Shift("plank", Place(1), Place(2)),))
    someone.changes.append(grown)
    someone.day += 3
    someone.planned = {"plank": Place(0)}
    assert someone.days(6, done("plank")) == []
    someone.does(done("plank", before="2", after="7"))
    (down, *_) = someone.reviewed()
    assert down.shifts == (Shift("plank", Place(0), Place(-1)),)


def test_after_an_absence_what_the_plan_began_high_goes_back_too(someone: Someone) -> None:
    someone.planned = {"cat-cow": Place(2), "plank": Place(-1)}
    someone.days(1, done("cat-cow", "plank"))
    someone.day += 20
    (change,) = someone.reviewed()
    assert change.shifts == (Shift("cat-cow", Place(2), Place(1)),)


def test_undoing_leads_back_through_what_was_undone(someone: Someone) -> None:
    """The plan followed each change; without them it is where it began, which is written in no change but the first."""
    someone.plan, someone.planned = ("cat-cow",), {"cat-cow": Place(-1)}
    someone.days(12, done("cat-cow"))
    assert someone.place("cat-cow").level > 0
    while back := undoable(someone.changes, someone.undone):
        someone.undone.append(Undone(uuid7(), someone.now, back[0].id))
    assert someone.place("cat-cow") == Place(-1)
    again = stand(someone.changes, someone.undone, begins={"cat-cow": Place(3)}, planned_at=someone.now)
    assert again.place("cat-cow") == Place(3), "a new plan may begin where an undone change had led"
