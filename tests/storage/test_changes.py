"""What changed in a plan is kept as it was told: once, in any order, together with what was undone."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.progress.people import DAY, PLAN, Someone, done
from tests.stories import BEGINNING, tell
from unkink.ids import uuid7
from unkink.journal import journal
from unkink.model.catalogue import Catalogue
from unkink.model.progress import Change, ChangeKind, Place, Shift, Undone
from unkink.model.session import Pain
from unkink.progress import stand
from unkink.storage.errors import Conflict, Corrupt, OutOfRange
from unkink.storage.open import DATABASE, open_storage
from unkink.storage.port import Storage
from unkink.storage.sql import SqlStorage
from unkink.storage.sqlite import engine_for
from unkink.storage.versions import BUILT_IN

UP = Change(
    uuid7(),
    BEGINNING,
    ChangeKind.DOSE_UP,
    "Three good sessions.",
    (Shift("plank", Place(), Place(1, "knees-down")),),
    (uuid7(), uuid7()),
)
FLARE = Change(uuid7(), BEGINNING + 5, ChangeKind.FLARE_UP, "A bad day.", until=BEGINNING + DAY)
UNDO = Undone(uuid7(), BEGINNING + 9, UP.id)


def test_what_is_recorded_comes_back(storage: Storage) -> None:
    """In order of time, whatever order it came in; an undo may come before its change."""
    assert storage.record_changes([], [UNDO]) == 1
    assert storage.record_changes([FLARE, UP], [UNDO]) == 2
    assert storage.changes() == (UP, FLARE)
    assert storage.undone() == (UNDO,)
    assert storage.record_changes([]) == 0


def test_an_id_belongs_to_one_change(storage: Storage) -> None:
    """What is told is not told differently later; nothing of the rest is kept either."""
    storage.record_changes([UP], [UNDO])
    other = replace(FLARE, id=uuid7())
    with pytest.raises(Conflict):
        storage.record_changes([other, replace(UP, reason="Something else.")])
    with pytest.raises(Conflict):
        storage.record_changes([other], [replace(UNDO, change=other.id)])
    with pytest.raises(Conflict):
        storage.record_changes([other, replace(other, at=1)])
    assert (storage.changes(), storage.undone()) == ((UP,), (UNDO,))


def test_a_time_out_of_range_is_refused(storage: Storage) -> None:
    for wrong in (replace(UP, at=2**63), replace(FLARE, until=2**63)):
        with pytest.raises(OutOfRange):
            storage.record_changes([wrong])
    with pytest.raises(OutOfRange):
        storage.record_changes([UP], [replace(UNDO, at=2**63)])
    assert storage.changes() == ()


def test_a_change_that_unkink_never_wrote(storage: Storage) -> None:
    """A database edited by hand is a clear line, not a traceback."""
    storage.record_changes([UP])
    assert isinstance(storage, SqlStorage)
    with storage.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE changes SET kind = 'magic'")
        connection.commit()
    with pytest.raises(Corrupt, match="unkink restore"):
        storage.changes()


def test_the_next_morning_is_kept(storage: Storage) -> None:
    """A rating that comes a day later joins its session, and closes it where it was open."""
    events = tell("0:00 started neck-easy\n1:00 reached chin-tuck\n1500:00 pain-next-day 4/neck 2")
    for event in events:
        storage.record([event])
    (session,) = storage.sessions()
    assert session.pain_next_day == (Pain(4, "neck"), Pain(2))
    assert storage.open_session() is None
    assert storage.sessions_since(0) == tuple(journal(events).values())


def test_sessions_since_a_moment_come_with_their_events(storage: Storage) -> None:
    told = [tell(f"{minute}:00 started routine-{minute}\n{minute}:30 finished") for minute in (3, 1, 2)]
    for events in told:
        storage.record(events)
    everything = tuple(journal([event for events in told for event in events]).values())
    assert storage.sessions_since(0) == everything
    assert storage.sessions_since(BEGINNING + 2 * 60_000) == everything[:2]
    assert storage.sessions_since(BEGINNING + DAY) == ()


def test_where_somebody_stands_is_computed_from_what_is_kept(catalogue: Catalogue, storage: Storage) -> None:
    """From the database as from memory."""
    someone = Someone(catalogue)
    someone.days(9, done(*PLAN))
    someone.undoes(someone.changes[-1])
    storage.record(someone.events)
    storage.record_changes(someone.changes, someone.undone)
    assert storage.sessions_since(0) == tuple(someone.case().sessions)
    assert stand(storage.changes(), storage.undone()) == stand(someone.changes, someone.undone)


def test_a_database_of_the_first_version(folder: Path) -> None:
    """What was recorded before there was progress is all there, and changes can be added."""
    path = folder / DATABASE
    folder.mkdir(parents=True, exist_ok=True)
    with closing(open_storage(folder)) as storage:
        events = tell("0:00 started upper-back-nine\n0:06 reached cat-cow @0\n0:10 pain-after 3")
        storage.record(events)
    engine = engine_for(path, foreign_keys=False)
    with engine.begin() as connection:  # back to the first version: without the tables that came later
        for table in ("changes", "undone", "screenings", "plans", "routines"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    with closing(open_storage(folder)) as storage:
        assert storage.sessions_since(0) == tuple(journal(events).values())
        assert storage.record_changes([UP]) == 1
    with closing(sqlite3.connect(folder / f"{DATABASE}.before-{BUILT_IN.head}")) as kept:
        tables = {name for (name,) in kept.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "changes" not in tables


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """One database for all examples."""
    with closing(open_storage(tmp_path_factory.mktemp("shared"))) as storage:
        yield storage


places = st.builds(Place, st.integers(-9, 9), st.none() | st.text(max_size=4), st.booleans())
any_change = st.builds(
    Change,
    id=st.builds(uuid7),
    at=st.integers(0, 2**60),
    kind=st.sampled_from(ChangeKind),
    reason=st.text(max_size=9),
    shifts=st.lists(st.builds(Shift, st.text(max_size=9), places, places), max_size=3).map(tuple),
    sessions=st.lists(st.builds(uuid7), max_size=2).map(tuple),
    until=st.none() | st.integers(0, 2**60),
)


@settings(max_examples=60)
@given(changed=st.lists(any_change, max_size=6), seed=st.integers(0, 2**32))
def test_any_change_in_any_order_any_number_of_times(shared: Storage, changed: list[Change], seed: int) -> None:
    changed = [replace(change, id=uuid7()) for change in changed]
    undone = [Undone(uuid7(), change.at, change.id) for change in changed[::2]]
    chance = random.Random(seed)
    new = 0
    for _ in range(3):
        chance.shuffle(changed)
        chance.shuffle(undone)
        new += shared.record_changes(changed[: chance.randint(0, 6)], undone[: chance.randint(0, 3)])
    new += shared.record_changes(changed, undone)
    assert new == len(changed) + len(undone)
    ids = {change.id for change in changed}
    kept = [change for change in shared.changes() if change.id in ids]
    assert kept == sorted(changed, key=lambda change: (change.at, change.id))
    assert {each for each in shared.undone() if each.change in ids} == set(undone)
