"""Recording: nothing is lost, nothing is counted twice, nothing is overwritten."""

import random
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from tests.stories import tell
from unkink.ids import uuid7
from unkink.journal import journal
from unkink.model.screening import Screened
from unkink.model.session import Event, EventKind, Hurt, Pain, Session
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness
from unkink.storage.errors import Conflict, Corrupt, OutOfRange
from unkink.storage.open import open_storage
from unkink.storage.port import Storage
from unkink.storage.sql import SqlStorage, insert
from unkink.storage.tables import metadata

MORNING = """
    0:00 started upper-back-nine +childs-pose-between
    0:05 pain-before 6/lower-back 4
    0:06 reached cat-cow @0
    0:30 hurt cat-cow mild @24000
    0:40 extended cat-cow @30000
    1:10 skipped childs-pose @54000
    2:00 finished @110000
    2:10 pain-after 3
"""


def test_what_was_recorded_comes_back(storage: Storage) -> None:
    """Every field of every event is there tomorrow."""
    events = tell(MORNING)
    assert storage.record(events) == len(events)
    assert storage.events(events[0].session) == tuple(events)
    assert storage.session(events[0].session) == journal(events)[events[0].session]


def test_it_is_there_after_closing(folder: Path) -> None:
    """Turning the computer off keeps the journal."""
    events = tell(MORNING)
    with closing(open_storage(folder)) as storage:
        storage.record(events)
    with closing(open_storage(folder)) as storage:
        assert storage.events(events[0].session) == tuple(events)


def test_recording_twice_changes_nothing(storage: Storage) -> None:
    """A phone that sends again what had arrived does not double the session."""
    events = tell(MORNING)
    storage.record(events)
    before = storage.sessions()
    assert storage.record(events) == 0
    assert storage.record([*events, *events]) == 0
    assert storage.record([]) == 0
    assert storage.sessions() == before


def test_only_the_new_ones_are_counted(storage: Storage) -> None:
    """Saving says how much of what came was new."""
    events = tell(MORNING)
    storage.record(events[:-1])
    assert storage.record([*events, events[-1]]) == 1


@pytest.mark.parametrize("together", [True, False])
def test_an_id_with_other_content_is_refused(storage: Storage, *, together: bool) -> None:
    """What happened cannot be rewritten; and nothing that came with it is half saved."""
    events, others = tell(MORNING), tell(MORNING)
    changed = replace(events[3], hurt=Hurt.SHARP)
    if together:
        with pytest.raises(Conflict):
            storage.record([*events, changed, *others])
        assert storage.events(events[0].session) == ()
    else:
        storage.record(events)
        with pytest.raises(Conflict, match=f"{changed.id} is already recorded with different content"):
            storage.record([*others, changed])
        assert storage.events(events[0].session) == tuple(events)
    assert storage.events(others[0].session) == ()


def test_events_before_their_start_wait_for_it(storage: Storage) -> None:
    """The end of a session reaches us before its beginning: it appears when both are there."""
    events = tell(MORNING)
    storage.record(events[3:])
    assert storage.sessions() == ()
    assert storage.session(events[0].session) is None
    assert storage.events(events[0].session) == tuple(events[3:])
    storage.record(events[:3])
    assert storage.session(events[0].session) == journal(events)[events[0].session]
    assert storage.sessions() == without_events(journal(events).values())


def test_a_time_out_of_range_is_refused(storage: Storage) -> None:
    """A number no clock shows is answered with a plain line."""
    events = tell(MORNING)
    for wrong in (replace(events[1], at=2**63), replace(events[1], position_ms=-(2**63) - 1)):
        with pytest.raises(OutOfRange):
            storage.record([events[0], wrong])
    assert storage.sessions() == ()
    assert storage.record([replace(events[0], at=2**63 - 1), replace(events[1], position_ms=-(2**63))]) == 2


def test_sessions_are_listed_newest_first(storage: Storage) -> None:
    """The list begins with today, and can be cut."""
    starts = (3, 1, 2)
    for minute in starts:
        storage.record(tell(f"{minute}:00 started routine-{minute}"))
    assert [session.routine for session in storage.sessions()] == ["routine-3", "routine-2", "routine-1"]
    assert [session.routine for session in storage.sessions(limit=2)] == ["routine-3", "routine-2"]
    assert storage.sessions(limit=0) == ()


def test_the_session_to_resume_is_the_one_last_touched(storage: Storage) -> None:
    """An older session that was taken up again today is offered before a newer one left yesterday."""
    assert storage.open_session() is None
    touched = tell("0:00 started older\n9:00 resumed @4000")
    storage.record([*touched, *tell("1:00 started newer"), *tell("8:00 started done\n9:30 finished")])
    found = storage.open_session()
    assert found is not None
    assert (found.id, found.position_ms, found.events) == (touched[0].session, 4_000, ())


def test_settings_are_kept(folder: Path, storage: Storage) -> None:
    """Who needs more time to lie down says so once."""
    assert storage.pacing() == Pacing()
    slow = Pacing(pace=60, prepare_ms=15_000, inhale_ms=3_000, exhale_ms=5_000, chatty=Chattiness.TONES)
    storage.set_pacing(Pacing(pace=70))
    storage.set_pacing(slow)
    with closing(open_storage(folder)) as again:
        assert again.pacing() == slow


def test_safety_answers_are_kept_and_only_the_last(folder: Path, storage: Storage) -> None:
    """They are there tomorrow with their time; those before are gone, also where a clock went back."""
    assert storage.screening() is None
    storage.keep_screening({"nerves": ("none",), "joints": ("knee", "hip")}, 2_000)
    storage.keep_screening({"nerves": ("numb",)}, 1_000)
    with closing(open_storage(folder)) as again:
        assert again.screening() == Screened({"nerves": ("numb",)}, 1_000)
    assert isinstance(storage, SqlStorage)
    with storage.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM screenings").scalar() == 1
        connection.exec_driver_sql("UPDATE screenings SET body = '[3]'")
        connection.commit()
    with pytest.raises(Corrupt):
        storage.screening()


def test_an_entry_that_unkink_never_wrote(storage: Storage) -> None:
    """A database edited by hand is a clear line, not a traceback."""
    events = tell(MORNING)
    storage.record(events)
    assert isinstance(storage, SqlStorage)
    with storage.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE events SET body = '{broken'")
        connection.exec_driver_sql("UPDATE sessions SET state = 'dancing'")
        connection.commit()
    with pytest.raises(Corrupt, match="unkink restore"):
        storage.events(events[0].session)
    with pytest.raises(Corrupt):
        storage.sessions()


def test_several_threads_record_at_once(storage: Storage) -> None:
    """The web server's requests do not lose each other's events."""
    events = tell("0:00 started neck-easy" + "\n0:01 reached chin-tuck @1000" * 79)

    def record(share: list[Event]) -> None:
        for event in share:
            storage.record([event])

    threads = [threading.Thread(target=record, args=(events[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert storage.sessions() == without_events(journal(events).values())


def test_tables_and_inserts_are_postgresql_too() -> None:
    """A clinic can host what a person runs at home; here only that the statements can be written for it."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        statement = insert("postgresql", table).on_conflict_do_nothing()
        assert "ON CONFLICT DO NOTHING" in str(statement.compile(dialect=dialect))


# Any events at all, in any order, any number of times.

moments = st.integers(min_value=1_700_000_000_000, max_value=1_700_000_000_008)  # few, so that many coincide
events_of_anyone = st.builds(
    Event,
    id=st.builds(uuid7),
    session=st.sampled_from([0, 1, 2]),
    kind=st.sampled_from([EventKind.STARTED, *EventKind]),
    at=moments,
    position_ms=st.integers(0, 10**7),
    routine=st.none() | st.sampled_from(["upper-back-nine", "neck-easy"]),
    choices=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    pacing=st.none() | st.builds(Pacing, pace=st.integers(25, 200), chatty=st.sampled_from(Chattiness)),
    movement=st.none() | st.text(max_size=8),
    hurt=st.none() | st.sampled_from(Hurt),
    pain=st.lists(st.builds(Pain, st.integers(0, 10), st.none() | st.text(max_size=3)), max_size=2).map(tuple),
    extra_ms=st.none() | st.integers(0, 60_000),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """One database for all examples; each example's sessions have ids of their own."""
    with closing(open_storage(tmp_path_factory.mktemp("shared"))) as storage:
        yield storage


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=st.lists(events_of_anyone, max_size=14), seed=st.integers(0, 2**32))
def test_order_and_repetition_make_no_difference(shared: Storage, happened: list[Event], seed: int) -> None:
    """However often a flaky connection repeats and shuffles what happened, the journal is the same."""
    chance = random.Random(seed)
    ids = {number: uuid7() for number in (0, 1, 2)}
    happened = [replace(event, id=uuid7(), session=ids[event.session]) for event in happened]  # type: ignore[index]
    delivered = happened + chance.choices(happened, k=len(happened) // 2)
    chance.shuffle(delivered)
    new = 0
    while delivered:
        size = chance.randint(1, 5)
        new += shared.record(delivered[:size])
        del delivered[:size]
    expected = journal(happened)
    assert new == len(happened)
    assert [session for session in shared.sessions() if session.id in expected] == list(
        without_events(expected.values())
    )
    for session in ids.values():
        assert shared.session(session) == expected.get(session)


def without_events(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Sessions as a list shows them."""
    return tuple(replace(session, events=()) for session in sessions)
