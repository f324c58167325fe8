"""Updating: an older database is copied, then changed in one go or not at all."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.stories import tell
from unkink.model.screening import Screened
from unkink.model.session import Event
from unkink.storage import sqlite
from unkink.storage.errors import Corrupt, DiskFull, MigrationFailed, NewerDatabase
from unkink.storage.open import DATABASE, open_storage
from unkink.storage.restore import restore
from unkink.storage.sql import SqlStorage
from unkink.storage.sqlite import connect, engine_for
from unkink.storage.tables import metadata
from unkink.storage.versions import BUILT_IN, Migrations, is_whole

NEXT = '''
"""A version that is yet to come."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{head}"

def upgrade():
    with op.batch_alter_table("settings") as table:
        table.add_column(sa.Column("changed_at", sa.BigInteger))
    op.create_table("later", sa.Column("id", sa.Uuid, primary_key=True))
    {then}
'''

Next = Callable[[str], Migrations]


@pytest.fixture
def later(tmp_path: Path) -> Next:
    """Migrations with one more, which ends as it is told to."""

    def make(then: str = "pass") -> Migrations:
        folder = tmp_path / "100% later"
        shutil.copytree(BUILT_IN.folder, folder, dirs_exist_ok=True)
        (folder / "versions" / "next.py").write_text(NEXT.format(then=then, head=BUILT_IN.head))
        return Migrations(folder, (*BUILT_IN.revisions, "next"))

    return make


@pytest.fixture
def session(folder: Path) -> list[Event]:
    """A session recorded by this version."""
    events = tell("0:00 started upper-back-nine\n0:06 reached cat-cow @0")
    with closing(open_storage(folder)) as storage:
        storage.record(events)
    return events


def schema(file: Path) -> set[str]:
    """The statements that a database's tables and indexes were made with."""
    with closing(sqlite3.connect(file)) as connection:
        return {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def test_the_list_of_revisions_is_the_folder() -> None:
    """A usual start knows the newest revision without looking; this holds it to the truth."""
    config = Config()
    config.set_main_option("script_location", str(BUILT_IN.folder))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == BUILT_IN.revisions


def test_migrations_lead_to_the_tables_in_use(folder: Path) -> None:
    """What the migrations make is what the queries expect."""
    engine = engine_for(folder / DATABASE)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == sqlite.APPLICATION_ID
    engine.dispose()


def test_a_journal_of_the_first_version_is_all_there_in_this_one(tmp_path: Path) -> None:
    """Each step that people have taken: here from before there were safety questions."""
    first, folder = tmp_path / "first", tmp_path / "data"
    shutil.copytree(BUILT_IN.folder, first)
    for path in [path for path in (first / "versions").glob("*.py") if not path.name.startswith("0001")]:
        path.unlink()
    open_storage(folder, Migrations(first, ("0001",))).close()
    events = tell("0:00 started upper-back-nine\n0:06 reached cat-cow @0")
    with closing(SqlStorage(engine_for(folder / DATABASE), folder / DATABASE)) as old:
        old.record(events)
    with closing(open_storage(folder)) as storage:
        assert storage.events(events[0].session) == tuple(events)
        assert storage.screening() is None
        storage.keep_screening({"nerves": ("none",)}, 5)
        assert storage.screening() == Screened({"nerves": ("none",)}, 5)
    assert (folder / f"{DATABASE}.before-{BUILT_IN.head}").exists()


def test_an_update_keeps_a_copy(folder: Path, session: list[Event], later: Next) -> None:
    """After an update everything is there; and the database of before lies beside it, whole."""
    before = schema(folder / DATABASE)
    for _ in range(2):  # the second start has nothing to do
        with closing(open_storage(folder, later("pass"))) as storage:
            assert storage.events(session[0].session) == tuple(session)
    assert schema(folder / DATABASE) != before
    copies = [path for path in folder.iterdir() if path.name.startswith("unkink.db.before")]
    assert [path.name for path in copies] == ["unkink.db.before-next"]
    assert schema(copies[0]) == before
    with closing(connect(copies[0])) as connection:
        assert is_whole(connection)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_the_version_before_refuses_what_was_updated(folder: Path, session: list[Event], later: Next) -> None:
    """And with the copy it goes on from before."""
    open_storage(folder, later("pass")).close()
    with pytest.raises(NewerDatabase):
        open_storage(folder)
    restore(folder, folder / "unkink.db.before-next")
    with closing(open_storage(folder)) as storage:
        assert storage.events(session[0].session) == tuple(session)


def test_an_earlier_copy_is_not_overwritten(folder: Path, session: list[Event], later: Next) -> None:
    """Updated, restored, updated again: both copies stay."""
    (folder / "unkink.db.before-next").write_text("from last time")
    open_storage(folder, later("pass")).close()
    assert (folder / "unkink.db.before-next").read_text() == "from last time"
    assert (folder / "unkink.db.before-next-2").exists()


@pytest.mark.parametrize(
    "then",
    [
        "raise RuntimeError('no luck')",
        "op.execute('SELECT nothing FROM nowhere')",
        "op.execute('DROP TABLE events'); 1/0",
    ],
)
def test_an_update_that_fails(folder: Path, session: list[Event], later: Next, then: str) -> None:
    """It refuses to start; the database is byte for byte as it was, and the older version still opens it."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(MigrationFailed, match=r"Nothing was changed\. Go on with the version you had"):
        open_storage(folder, later(then))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    with closing(open_storage(folder)) as storage:
        assert storage.events(session[0].session) == tuple(session)


def test_an_update_without_room_for_the_copy(
    folder: Path, session: list[Event], later: Next, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy, no update."""

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr("unkink.storage.backup.sync", full)
    with pytest.raises(DiskFull):
        open_storage(folder, later("pass"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_update_of_a_damaged_database(folder: Path, later: Next, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be copied whole is not changed."""
    monkeypatch.setattr("unkink.storage.open._LOOK_THROUGH", 0)
    with closing(open_storage(folder)) as storage:
        for _ in range(200):
            storage.record(tell("0:00 started upper-back-nine\n0:06 reached cat-cow @0"))
    pages = bytearray((folder / DATABASE).read_bytes())
    pages[12 * 4096 : 16 * 4096] = bytes(range(256)) * 64
    (folder / DATABASE).write_bytes(pages)
    with pytest.raises(Corrupt, match=r"unkink\.db is damaged"):
        open_storage(folder, later("pass"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {DATABASE: bytes(pages)}


def test_restoring_an_older_backup(folder: Path, session: list[Event], later: Next, tmp_path: Path) -> None:
    """A backup from two versions ago is brought up to date on the way; a broken update leaves all as it is."""
    with closing(open_storage(folder)) as storage:
        storage.backup(tmp_path / "backup.db")
    backup = (tmp_path / "backup.db").read_bytes()
    present = (folder / DATABASE).read_bytes()
    with pytest.raises(MigrationFailed):
        restore(folder, tmp_path / "backup.db", later("1/0"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {DATABASE: present}
    assert restore(tmp_path / "new machine", tmp_path / "backup.db", later("pass")) is None
    with closing(open_storage(tmp_path / "new machine", later("pass"))) as storage:
        assert storage.events(session[0].session) == tuple(session)
    assert (tmp_path / "backup.db").read_bytes() == backup
