"""Backups: a copy made in the middle of a session is whole, and bringing it back loses nothing that was there."""

import shutil
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.stories import tell
from unkink.model.session import Event
from unkink.model.timeline import Pacing
from unkink.storage.errors import AlreadyThere, Busy, Corrupt, NewerDatabase, NotABackup, StorageError, Unreachable
from unkink.storage.open import DATABASE, open_storage
from unkink.storage.port import Storage
from unkink.storage.restore import restore
from unkink.storage.sqlite import connect
from unkink.storage.versions import is_whole

OLD = """
    0:00 started upper-back-nine
    0:06 reached cat-cow @0
    2:00 finished @110000
"""
NEW = """
    9:00 started neck-easy
    9:08 reached chin-tuck @8000
"""


def events_in(folder: Path, session: list[Event]) -> tuple[Event, ...]:
    """What a folder's storage knows of a session."""
    with closing(open_storage(folder)) as storage:
        return storage.events(session[0].session)


def test_a_backup_holds_everything(storage: Storage, tmp_path: Path) -> None:
    """Sessions and settings are there on the new machine."""
    events = tell(OLD)
    storage.record(events)
    storage.set_pacing(Pacing(pace=70))
    storage.backup(tmp_path / "backup.db")
    assert restore(tmp_path / "new machine", tmp_path / "backup.db") is None
    with closing(open_storage(tmp_path / "new machine")) as there:
        assert there.session(events[0].session) == storage.session(events[0].session)
        assert there.sessions() == storage.sessions()
        assert there.pacing() == Pacing(pace=70)


def test_a_backup_is_one_private_file(storage: Storage, tmp_path: Path) -> None:
    """Copying that one file is enough, also to a stick; and it is nobody else's to read."""
    storage.record(tell(OLD))
    place = tmp_path / "stick"
    place.mkdir()
    storage.backup(place / "backup.db")
    with closing(connect(place / "backup.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert is_whole(connection)
    assert [path.name for path in place.iterdir()] == ["backup.db"]
    assert stat.S_IMODE((place / "backup.db").stat().st_mode) == 0o600


def test_a_backup_in_the_middle_of_a_session(storage: Storage, tmp_path: Path) -> None:
    """Copies made while events come in are whole: each holds the session up to some moment, without gaps."""
    events = tell("0:00 started upper-back-nine" + "\n0:06 reached cat-cow @6000" * 400)
    done = threading.Event()

    def play() -> None:
        for event in events:
            storage.record([event])
        done.set()

    player = threading.Thread(target=play)
    player.start()
    copies: list[Path] = []
    while not done.is_set():
        copies.append(tmp_path / f"{len(copies)}.db")
        storage.backup(copies[-1])
    player.join()
    assert copies
    for number, copy in enumerate(copies):
        folder = tmp_path / str(number)
        restore(folder, copy)
        got = events_in(folder, events)
        assert got == tuple(sorted(events, key=lambda event: (event.at, event.id)))[: len(got)]


def test_a_backup_does_not_overwrite(storage: Storage, tmp_path: Path) -> None:
    """Last week's backup is not lost to a slip, only to a decision."""
    target = tmp_path / "backup.db"
    target.write_text("last week")
    with pytest.raises(AlreadyThere, match="Choose another name"):
        storage.backup(target)
    assert target.read_text() == "last week"
    storage.backup(target, overwrite=True)
    assert restore(tmp_path / "elsewhere", target) is None


def test_a_backup_never_overwrites_the_journal(storage: Storage, folder: Path) -> None:
    """Whoever names the database itself as the target keeps it."""
    storage.record(tell(OLD))
    with pytest.raises(AlreadyThere):
        storage.backup(folder / DATABASE, overwrite=True)
    assert len(storage.sessions()) == 1


def test_a_backup_to_nowhere(storage: Storage, tmp_path: Path) -> None:
    """A mistyped place gets one clear line."""
    with pytest.raises(Unreachable, match="is not there"):
        storage.backup(tmp_path / "stik" / "backup.db")
    with pytest.raises(Unreachable, match="is a folder, not a file"):
        storage.backup(tmp_path)


def test_a_damaged_journal_gives_no_backup(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A good backup is not replaced by a bad one."""
    monkeypatch.setattr("unkink.storage.open._LOOK_THROUGH", 0)
    with closing(open_storage(folder)) as storage:
        for _ in range(40):
            storage.record(tell(OLD))
    damage(folder / DATABASE)
    good = tmp_path / "backup.db"
    good.write_text("last week")
    with closing(open_storage(folder)) as storage, pytest.raises(Corrupt, match=r"unkink\.db is damaged"):
        storage.backup(good, overwrite=True)
    assert good.read_text() == "last week"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "data"]


def test_restoring_keeps_what_was_there(folder: Path, tmp_path: Path) -> None:
    """The wrong backup was chosen: the journal of before lies beside it and can be restored in turn."""
    old, new = tell(OLD), tell(NEW)
    with closing(open_storage(folder)) as storage:
        storage.record(old)
        storage.backup(tmp_path / "backup.db")
        storage.record(new)
    kept = restore(folder, tmp_path / "backup.db")
    assert kept is not None
    assert kept.name.startswith("unkink.db.before-restore-2")
    assert events_in(folder, old) == tuple(old)
    assert events_in(folder, new) == ()
    again = restore(folder, kept)
    assert again is not None
    assert again != kept
    assert events_in(folder, new) == tuple(new)
    assert stat.S_IMODE((folder / DATABASE).stat().st_mode) == 0o600


def test_restoring_takes_along_what_is_still_in_the_log(folder: Path, tmp_path: Path) -> None:
    """The machine crashed; the latest events are only in the log. What is kept has them."""
    new = tell(NEW)
    crashed = tmp_path / "crashed"
    with closing(open_storage(folder)) as storage:
        storage.backup(tmp_path / "backup.db")
        storage.record(new)
        shutil.copytree(folder, crashed)  # as a crash leaves it: the log is not yet in the file
    kept = restore(crashed, tmp_path / "backup.db")
    assert kept is not None
    assert events_in(crashed, new) == ()
    restore(crashed, kept)
    assert events_in(crashed, new) == tuple(new)


def test_restoring_files_that_were_copied_by_hand(folder: Path, tmp_path: Path) -> None:
    """Who copied the whole folder while Unkink ran gets all of it, log included."""
    new = tell(NEW)
    with closing(open_storage(folder)) as storage:
        storage.record(new)
        shutil.copytree(folder, tmp_path / "copied")
    restore(tmp_path / "fresh", tmp_path / "copied" / DATABASE)
    assert events_in(tmp_path / "fresh", new) == tuple(new)


def test_restoring_over_a_damaged_journal(folder: Path, tmp_path: Path) -> None:
    """What backups are for; and the damaged file is kept, for whoever can read it."""
    old = tell(OLD)
    with closing(open_storage(folder)) as storage:
        storage.record(old)
        storage.backup(tmp_path / "backup.db")
    (folder / DATABASE).write_bytes(b"rubbish" * 2_000)
    (folder / f"{DATABASE}-wal").write_bytes(b"old log")
    kept = restore(folder, tmp_path / "backup.db")
    assert kept is not None
    assert kept.read_bytes() == b"rubbish" * 2_000
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"old log"
    assert events_in(folder, old) == tuple(old)


def test_restoring_where_only_a_log_was_left(folder: Path, tmp_path: Path) -> None:
    """Somebody deleted the database but not the log beside it: that log must not find its way into the backup."""
    old, new = tell(OLD), tell(NEW)
    left = tmp_path / "left"
    with closing(open_storage(folder)) as storage:
        storage.record(old)
        storage.backup(tmp_path / "backup.db")
        storage.record(new)
        shutil.copytree(folder, left)
    (left / DATABASE).unlink()
    assert restore(left, tmp_path / "backup.db") is None
    assert events_in(left, old) == tuple(old)
    assert events_in(left, new) == ()
    assert len(list(left.glob("unkink.db.before-restore-*-wal"))) == 1


def test_restoring_while_unkink_runs(folder: Path, storage: Storage, tmp_path: Path) -> None:
    """A session under way is not pulled away from under the player."""
    storage.backup(tmp_path / "backup.db")
    new = tell(NEW)
    storage.record(new)
    with pytest.raises(Busy, match="Close the other Unkink"):
        restore(folder, tmp_path / "backup.db")
    assert storage.record(tell(OLD)) == 3
    assert storage.events(new[0].session) == tuple(new)
    assert not list(folder.glob("*restore*"))
    assert not list(folder.glob(".restore*"))


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("text", "is damaged or not a database"),
        ("nothing", "is empty"),
        ("missing", "is not there"),
        ("folder", "is a folder, not a file"),
        ("foreign", "belongs to another program"),
        ("damaged", "is damaged"),
        ("cut short", "is damaged"),
        ("newer", "newer Unkink"),
        ("itself", "is the database that is in use"),
    ],
)
def test_what_is_not_a_backup(folder: Path, tmp_path: Path, what: str, told: str) -> None:
    """The wrong file leaves the journal as it is."""
    with closing(open_storage(folder)) as storage:
        for _ in range(40):
            storage.record(tell(OLD))
        file = tmp_path / "file"
        storage.backup(file)
    make(what, file, folder)
    present = (folder / DATABASE).read_bytes()
    with pytest.raises(StorageError, match=told) as caught:
        restore(folder, folder / DATABASE if what == "itself" else file)
    assert isinstance(caught.value, NewerDatabase if what == "newer" else NotABackup)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {DATABASE: present}


def make(what: str, file: Path, folder: Path) -> None:
    """Turn a good backup into something else."""
    whole = file.read_bytes()
    file.unlink()
    match what:
        case "text":
            file.write_text("Dear diary, " * 1_000)
        case "nothing":
            file.touch()
        case "folder":
            file.mkdir()
        case "foreign":
            file.touch()
            with closing(connect(file)) as connection:
                connection.execute("CREATE TABLE recipes (name)")
        case "damaged":
            file.write_bytes(whole)
            damage(file)
        case "cut short":
            file.write_bytes(whole[: len(whole) // 2])
        case "newer":
            file.write_bytes(whole)
            with closing(connect(file)) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
        case _:
            pass


def damage(file: Path) -> None:
    """Overwrite some pages, as a failing disk does."""
    pages = bytearray(file.read_bytes())
    pages[8 * 4096 : 12 * 4096] = bytes(range(256)) * 64
    file.write_bytes(pages)
