"""Opening: whatever lies in the data folder, a person gets their journal or one plain line; nothing is overwritten."""

import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.children import run, start
from tests.stories import tell
from unkink.model.session import Event
from unkink.storage.errors import Busy, Corrupt, Foreign, NewerDatabase, StorageError, Unreachable
from unkink.storage.open import DATABASE, open_storage
from unkink.storage.sql import SqlStorage
from unkink.storage.sqlite import connect

SESSION = """
    0:00 started upper-back-nine
    0:06 reached cat-cow @0
    2:00 finished @110000
"""


def record(folder: Path) -> list[Event]:
    """A session in this folder."""
    events = tell(SESSION)
    with closing(open_storage(folder)) as storage:
        storage.record(events)
    return events


def test_the_first_start_makes_a_private_folder(tmp_path: Path) -> None:
    """Nobody else on the machine reads how somebody's back feels."""
    folder = tmp_path / "not" / "there yet 50% ?#ü"
    events = record(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / DATABASE).stat().st_mode) == 0o600
    with closing(open_storage(folder)) as storage:
        assert storage.events(events[0].session) == tuple(events)


def test_an_empty_file_is_a_first_start(tmp_path: Path) -> None:
    """The machine died at the very first moment: the next start goes on."""
    (tmp_path / DATABASE).touch()
    record(tmp_path)


def test_every_connection_writes_through(folder: Path) -> None:
    """What is acknowledged survives a power cut: the log is synced with every commit."""
    with closing(open_storage(folder)) as storage:
        assert isinstance(storage, SqlStorage)
        with storage.engine.connect() as one, storage.engine.connect() as other:
            for connection in (one, other):
                assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
                assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
                assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 5_000


def test_a_usual_start_needs_no_alembic(folder: Path) -> None:
    """Starting takes no longer because updating is possible."""
    script = """
        import sys
        from pathlib import Path
        from unkink.storage.open import open_storage
        open_storage(Path(sys.argv[1])).close()
        print([name for name in sys.modules if name.split(".")[0] in ("alembic", "mako")])
    """
    assert run(script, folder).strip() == "[]"


@pytest.mark.parametrize("there", [True, False])
def test_processes_that_start_at_once(tmp_path: Path, blank: Path, *, there: bool) -> None:
    """The terminal and the web app, started together on a new machine or an old one, both keep what they are told."""
    if there:
        shutil.copy(blank, tmp_path / DATABASE)
    script = """
        import sys
        from pathlib import Path
        from tests.stories import tell
        from unkink.storage.open import open_storage
        storage = open_storage(Path(sys.argv[1]))
        for event in tell("0:00 started upper-back-nine" + "\\n0:06 reached cat-cow @0" * 29):
            storage.record([event])
        storage.close()
    """
    children = [start(script, tmp_path) for _ in range(3)]
    for child in children:
        _, complaint = child.communicate(timeout=60)
        assert child.returncode == 0, complaint
    with closing(open_storage(tmp_path)) as storage:
        assert [len(storage.events(session.id)) for session in storage.sessions()] == [30] * 3


def test_a_database_from_a_newer_version(folder: Path) -> None:
    """Going back to an older Unkink does not break what the newer one wrote."""
    record(folder)
    with closing(connect(folder / DATABASE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = content(folder)
    with pytest.raises(NewerDatabase, match=r"newer Unkink \(database version 9999\).*Update Unkink"):
        open_storage(folder)
    assert content(folder) == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Something else under our name is left alone."""
    (tmp_path / DATABASE).write_text("Dear diary, " * 1_000)
    before = content(tmp_path)
    with pytest.raises(Corrupt, match="unkink restore"):
        open_storage(tmp_path)
    assert content(tmp_path) == before


@pytest.mark.parametrize("tables", ["CREATE TABLE recipes (name)", "CREATE TABLE alembic_version (version_num)"])
def test_a_database_of_another_program(tmp_path: Path, tables: str) -> None:
    """Another program's database does not get our tables."""
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute(tables)
    before = content(tmp_path)
    with pytest.raises(Foreign, match="another program"):
        open_storage(tmp_path)
    assert content(tmp_path) == before


def test_damaged_pages(folder: Path) -> None:
    """A disk that lost some sectors: we say so at once, and do not make it worse."""
    for _ in range(40):
        record(folder)
    file = folder / DATABASE
    pages = bytearray(file.read_bytes())
    pages[8 * 4096 : 12 * 4096] = bytes(range(256)) * 64
    file.write_bytes(pages)
    with pytest.raises(Corrupt, match="left as it is"):
        open_storage(folder)
    assert content(folder) == {DATABASE: bytes(pages)}


@pytest.mark.parametrize("kept", [50, 4096, 10_000, -4096])
def test_a_file_cut_short(folder: Path, kept: int) -> None:
    """A copy that was interrupted is not taken for the journal."""
    record(folder)
    file = folder / DATABASE
    file.write_bytes(file.read_bytes()[:kept])
    before = content(folder)
    with pytest.raises(Corrupt):
        open_storage(folder)
    assert content(folder) == before


def test_damage_found_while_reading(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file too large to look through at the start, damage is found later, and told as plainly."""
    monkeypatch.setattr("unkink.storage.open._LOOK_THROUGH", 0)
    sessions = [record(folder) for _ in range(40)]
    file = folder / DATABASE
    pages = bytearray(file.read_bytes())
    pages[4096 * 3 :] = b"\x55" * (len(pages) - 4096 * 3)
    file.write_bytes(pages)
    with closing(open_storage(folder)) as storage, pytest.raises(Corrupt, match="unkink restore"):
        storage.events(sessions[-1][0].session)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """A mistyped --data-dir gets one clear line."""
    file = tmp_path / "notes.txt"
    file.write_text("milk")
    with pytest.raises(Unreachable, match=r"notes\.txt is a file, not a folder\. Choose another place\."):
        open_storage(file)
    with pytest.raises(Unreachable, match="part of its path is a file"):
        open_storage(file / "deeper")
    assert file.read_text() == "milk"


def test_a_database_that_is_a_folder(tmp_path: Path) -> None:
    """As above, the other way round."""
    (tmp_path / DATABASE).mkdir()
    with pytest.raises(Unreachable, match=r"unkink\.db is a folder, not a file"):
        open_storage(tmp_path)


def test_a_database_that_somebody_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that does not let go: after a while we say so instead of waiting for ever."""
    monkeypatch.setattr(connect, "__kwdefaults__", {"foreign_keys": True, "busy_seconds": 0.2})
    with closing(open_storage(folder)) as storage, closing(connect(folder / DATABASE)) as other:
        storage.pacing()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="in use by another program"):
            storage.record(tell(SESSION))
        assert storage.sessions() == ()
        other.execute("ROLLBACK")
        storage.record(tell(SESSION))
        assert len(storage.sessions()) == 1


# Permissions do not hold root back, so these open the folder as a user who owns nothing.

AS_NOBODY = """
    import os, sys
    from pathlib import Path
    import unkink.storage.migrate
    from unkink.storage.errors import StorageError
    from unkink.storage.open import open_storage
    if os.geteuid() == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        except PermissionError:
            sys.exit("may not change the user")
    for folder in sys.argv[1:]:
        try:
            open_storage(Path(folder)).close()
            print("opened")
        except StorageError as error:
            print(type(error).__name__, error)
"""


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that everybody can reach; pytest's own are private."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_without_permission(public: Path, blank: Path) -> None:
    """Somebody else's folder is said to be that, before a session is begun and not in the middle of one."""
    # What it is: rights of the folder, rights of the file (None: there is none).
    cases = {
        "mine": (0o777, 0o666),
        "a folder to read": (0o555, 0o666),
        "a file to read": (0o777, 0o444),
        "a file to hide": (0o777, 0o000),
        "an empty folder to read": (0o555, None),
        "a folder to hide": (0o000, 0o666),
    }
    for name, (folder_rights, file_rights) in cases.items():
        folder = public / name
        folder.mkdir()
        if file_rights is not None:
            shutil.copy(blank, folder / DATABASE)
            (folder / DATABASE).chmod(file_rights)
        folder.chmod(folder_rights)
    folders = [*(public / name for name in cases), public / "an empty folder to read" / "deeper"]
    child = start(AS_NOBODY, *folders)
    told, complaint = child.communicate(timeout=60)
    for folder in folders[:-1]:
        folder.chmod(0o755)
        if (folder / DATABASE).exists():
            (folder / DATABASE).chmod(0o600)
    if "may not change the user" in complaint:
        pytest.skip("this machine's root may not become another user")
    assert child.returncode == 0, complaint
    mine, *others = told.splitlines()
    assert mine == "opened"
    assert len(others) == len(cases)
    for folder, line in zip(folders[1:], others, strict=True):
        assert line.startswith("ReadOnly"), (folder, line)
        assert "cannot be written to. Make the folder and the files in it writable" in line
        if (folder / DATABASE).exists():
            assert (folder / DATABASE).read_bytes() == blank.read_bytes()


def test_every_error_has_a_way_out() -> None:
    """No line leaves a person alone with it."""
    for kind in StorageError.__subclasses__():
        error = kind("Something is wrong.", "Do this.")
        assert (error.message, error.way_out, str(error)) == (
            "Something is wrong.",
            "Do this.",
            "Something is wrong. Do this.",
        )


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
