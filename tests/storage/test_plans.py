"""A plan and its routines come back as they were kept: a person's week is there after every restart."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stories import BEGINNING
from unkink.model.coach import DateSlot, Instead, Kept, Replaced
from unkink.model.dose import Dose
from unkink.model.person import Experience, Goal, Person
from unkink.model.plan import LeftOut, Plan, PlannedSession, Proof, Reason, Why, Worth
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness
from unkink.storage.errors import Corrupt
from unkink.storage.open import DATABASE, open_storage
from unkink.storage.port import Storage

WORDS = st.sampled_from(["cat-cow", "plank", "neck", "sitting", "wall", "towel"])
SETS = st.frozensets(WORDS, max_size=3)
DOSES = st.builds(
    Dose,
    sets=st.integers(1, 4),
    reps=st.none() | st.integers(1, 30),
    hold_ms=st.none() | st.integers(1_000, 90_000),
    rest_ms=st.integers(0, 60_000),
    rep_ms=st.none() | st.integers(1_000, 9_000),
)
STEPS = st.builds(Step, WORDS, DOSES, st.none() | WORDS, st.text(max_size=10))
ROUTINES = st.builds(
    Routine,
    st.text("abcdef0123456789", min_size=8, max_size=8),
    st.text(max_size=12),
    st.lists(STEPS, max_size=4).map(tuple),
)
POINTS = st.floats(-10, 60, allow_nan=False)
SESSIONS = st.builds(
    PlannedSession,
    ROUTINES,
    st.integers(0, 10**7),
    st.builds(Worth, POINTS, POINTS, st.sampled_from(Proof), st.integers(0, 4_000)),
    st.lists(
        st.builds(Reason, WORDS, st.text(max_size=20), st.dictionaries(WORDS, POINTS, max_size=2)), max_size=3
    ).map(tuple),
)
PLANS = st.builds(
    Plan,
    st.dictionaries(st.integers(0, 6), st.lists(SESSIONS, min_size=1, max_size=2).map(tuple), max_size=3),
    st.lists(
        st.builds(LeftOut, WORDS, st.sampled_from(Why), st.text(max_size=20), st.lists(WORDS, max_size=2).map(tuple)),
        max_size=3,
    ).map(tuple),
    st.lists(st.text(max_size=20), max_size=2).map(tuple),
    st.integers(0, 9),
)
PEOPLE = st.builds(
    Person,
    pain=st.dictionaries(WORDS, st.integers(0, 10), min_size=1, max_size=3),
    minutes=st.integers(3, 45),
    causes=SETS,
    goal=st.sampled_from(Goal),
    sessions_per_day=st.integers(1, 4),
    days_per_week=st.integers(1, 7),
    props=st.none() | SETS,
    positions=SETS,
    disliked=SETS,
    liked=SETS,
    experience=st.sampled_from(Experience),
    mixed_positions=st.booleans(),
)
SLOTS = st.builds(DateSlot, st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 3))
KEPT = st.builds(
    Kept,
    PEOPLE,
    PLANS,
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.integers(0, 2**50),
    SETS,
    SETS,
    st.builds(Pacing, pace=st.integers(50, 200), chatty=st.sampled_from(Chattiness)),
    st.dictionaries(SLOTS, st.builds(Replaced, st.sampled_from(Instead), SESSIONS), max_size=2),
)


def test_nothing_is_planned_at_first(storage: Storage) -> None:
    """Before the first plan there is none, and no routine either."""
    assert storage.plan() is None
    assert storage.routine("plan-a-0000000000") is None


@settings(max_examples=60)
@given(kept=KEPT)
def test_a_plan_comes_back_as_it_was_kept(tmp_path_factory: pytest.TempPathFactory, kept: Kept) -> None:
    """Whatever a plan holds, also what was chosen for one day alone; and each routine can be played by its id."""
    with closing(open_storage(tmp_path_factory.mktemp("plans"))) as storage:
        storage.keep_plan(kept)
        assert storage.plan() == kept
        for routine_id, routine in kept.routines().items():
            found = storage.routine(routine_id)
            assert found is not None
            assert found.id == routine.id


def test_a_new_plan_takes_the_place_and_routines_stay(storage: Storage) -> None:
    """A session of an old plan can still be named and gone on with when the plan is another one."""
    old, new = _kept("plan-a-1111111111"), _kept("plan-a-2222222222")
    storage.keep_plan(old)
    storage.keep_plan(new)
    assert storage.plan() == new
    assert storage.routine("plan-a-1111111111") == old.routines()["plan-a-1111111111"]


def test_what_took_a_place_for_a_day_can_be_played(storage: Storage) -> None:
    """The routine of a shorter session is kept as those of the week are."""
    kept, shorter = _kept("plan-a-1111111111"), _kept("plan-a-3333333333").plan.days[0][0]
    place = DateSlot(kept.begins + timedelta(days=1), 0)
    storage.keep_plan(replace(kept, instead={place: Replaced(Instead.SHORTER, shorter)}))
    assert storage.routine("plan-a-3333333333") == shorter.routine


def test_breaks_are_kept_without_a_plan(storage: Storage) -> None:
    """A break can be played by whoever never made a plan."""
    routine = Routine("break-1234567890", "A break", (Step("cat-cow", Dose(reps=4)),))
    storage.keep_routines([routine, routine])
    storage.keep_routines([])
    assert storage.routine(routine.id) == routine


def test_the_safety_questions_stay_asked_for(storage: Storage) -> None:
    """That somebody should answer them again is not forgotten over a restart."""
    assert storage.asked_again() is None
    storage.ask_again(5)
    storage.ask_again(9)
    assert storage.asked_again() == 9


def test_a_damaged_plan_is_told(tmp_path: Path) -> None:
    """What Unkink never wrote ends in one plain line, and not in a wrong plan."""
    with closing(open_storage(tmp_path)) as storage:
        storage.keep_plan(_kept("plan-a-1111111111"))
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection, connection:
        connection.execute("UPDATE plans SET body = '{}'")
    with closing(open_storage(tmp_path)) as storage, pytest.raises(Corrupt):
        storage.plan()


def _kept(routine_id: str) -> Kept:
    routine = Routine(routine_id, "Your session A", (Step("cat-cow", Dose(reps=4)),))
    session = PlannedSession(routine, 60_000, Worth(1.0, 1.0, Proof.OPTIMAL, 3), (Reason("cat-cow", "For you.", {}),))
    plan = Plan({0: (session,)}, (), (), 0)
    return Kept(Person({"lower-back": 5}, 10), plan, date(2026, 1, 5), BEGINNING)
