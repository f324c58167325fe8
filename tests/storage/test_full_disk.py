"""A disk without space or without leave to write: what was saved stays, and saving works again afterwards."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.storage.children import run
from tests.stories import tell
from unkink.model.session import Event
from unkink.storage.errors import DiskFailed, DiskFull, ReadOnly
from unkink.storage.open import DATABASE, open_storage
from unkink.storage.port import Storage
from unkink.storage.sql import SqlStorage
from unkink.storage.sqlite import connect
from unkink.storage.versions import is_whole

LONG = "0:00 started upper-back-nine" + "".join(
    f"\n{second // 60}:{second % 60:02} reached cat-cow @{second * 1000}" for second in range(1, 3_000)
)


def record_until_full(storage: Storage, events: list[Event]) -> int:
    """Record one event at a time until the disk is full; how many were acknowledged."""
    for number, happened in enumerate(events):
        try:
            storage.record([happened])
        except DiskFull as error:
            assert "What was saved before is still there. Free some space" in str(error)  # noqa: PT017
            return number
    pytest.fail("the disk never filled up")


def limit_pages(storage: Storage, pages: int) -> None:
    """Let SQLite find the disk full at this size; 0 for no limit."""
    assert isinstance(storage, SqlStorage)
    storage.engine.dispose()

    @event.listens_for(storage.engine, "connect")
    def limit(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages or 2**30}")  # type: ignore[attr-defined]


def test_the_disk_fills_up_in_a_session(folder: Path, storage: Storage) -> None:
    """Everything acknowledged before is there, nothing is half there, and with space again the session goes on."""
    events = tell(LONG)
    limit_pages(storage, 30)
    saved = record_until_full(storage, events)
    assert saved > 20
    for _ in range(2):
        with pytest.raises(DiskFull):
            storage.record(events[saved : saved + 40])
    assert storage.events(events[0].session) == tuple(events[:saved])
    found = storage.open_session()
    assert found is not None
    assert found.position_ms == events[saved - 1].position_ms
    limit_pages(storage, 0)
    assert storage.record(events) == len(events) - saved
    assert storage.events(events[0].session) == tuple(events)
    with closing(connect(folder / DATABASE)) as connection:
        assert is_whole(connection)


def test_writing_fails_for_another_reason(folder: Path) -> None:
    """A quota or a limit on file sizes: SQLite only says that writing failed, and so do we."""
    script = """
        import resource, sys
        from pathlib import Path
        from tests.stories import tell
        from tests.storage.test_full_disk import LONG
        from unkink.storage.errors import StorageError
        from unkink.storage.open import open_storage
        storage = open_storage(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
        events = tell(LONG)
        for number, event in enumerate(events):
            try:
                storage.record([event])
            except StorageError as error:
                assert storage.events(events[0].session) == tuple(events[:number])
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                assert storage.record(events) == len(events) - number
                print(number, type(error).__name__, error)
                break
        storage.close()
    """
    number, kind, told = run(script, folder).split(" ", 2)
    assert int(number) > 5
    assert kind == DiskFailed.__name__
    assert "could not be read or written" in told
    with closing(open_storage(folder)) as storage:
        assert len(storage.sessions()) == 1


def test_a_backup_that_does_not_fit(folder: Path, storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full stick leaves no half backup that looks like one."""

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("unkink.storage.backup.sync", full)
    with pytest.raises(DiskFull, match=r"stick\.db is full"):
        storage.backup(folder / "stick.db")
    assert sorted(path.name for path in folder.iterdir() if "-" not in path.name) == [DATABASE]


# On disks that really are small or read-only, where this machine lets us mount one.


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if not mount or not _run(mount, "-t", "tmpfs", "-o", "size=600k", "tmpfs", place):
        pytest.skip("this user may not mount a small disk; the tests above fill one up by other means")
    try:
        yield place
    finally:
        assert _run("umount", place)


def _run(*command: object) -> bool:
    return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0


def test_a_small_disk_fills_up(disk: Path) -> None:
    """As above, with the kernel saying no: also to the log and to closing."""
    ballast = disk / "holiday.mp4"
    with closing(open_storage(disk / "data")) as storage:
        ballast.write_bytes(bytes(200_000))
        events = tell(LONG)
        saved = record_until_full(storage, events)
        assert saved > 5
        assert storage.events(events[0].session) == tuple(events[:saved])
    ballast.unlink()
    with closing(open_storage(disk / "data")) as storage:
        assert storage.events(events[0].session) == tuple(events[:saved])
        assert storage.record(events[: saved + 20]) == 20
        found = storage.open_session()
        assert found is not None
        assert found.position_ms == events[saved + 19].position_ms


@pytest.mark.parametrize("left", [0, 3_000, 30_000, 60_000])
def test_a_first_start_on_a_full_disk(disk: Path, left: int) -> None:
    """It says why; and after tidying up, the first start is a first start."""
    ballast = disk / "holiday.mp4"
    ballast.write_bytes(bytes(600 * 1024 - 4096 * 4 - left))
    with ballast.open("ab", buffering=0) as file:
        try:
            while left == 0:
                file.write(bytes(512))
        except OSError:
            pass
    with pytest.raises(DiskFull):
        open_storage(disk)
    ballast.unlink()
    with closing(open_storage(disk)) as storage:
        assert storage.record(tell("0:00 started upper-back-nine")) == 1


def test_a_usual_start_on_a_full_disk(disk: Path, blank: Path) -> None:
    """Whether it opens or says why: what was saved is not touched."""
    shutil.copy(blank, disk / DATABASE)
    ballast = disk / "holiday.mp4"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    with pytest.raises(DiskFull):
        open_storage(disk)
    assert (disk / DATABASE).read_bytes() == blank.read_bytes()


@pytest.mark.parametrize("there", [True, False])
def test_a_read_only_disk(disk: Path, blank: Path, *, there: bool) -> None:
    """A write-protected card gets one clear line, and is not written to."""
    if there:
        shutil.copy(blank, disk / DATABASE)
    assert _run("mount", "-o", "remount,ro", disk)
    with pytest.raises(ReadOnly, match=r"cannot be written to\. Make the folder"):
        open_storage(disk)
    assert sorted(path.name for path in disk.iterdir()) == ([DATABASE] if there else [])


def test_a_disk_that_becomes_read_only(disk: Path) -> None:
    """Linux does this when a disk begins to fail: what was saved can still be told from what was not."""
    events = tell("0:00 started upper-back-nine\n0:06 reached cat-cow @0")
    with closing(open_storage(disk)) as storage:
        storage.record(events[:1])
        storage.close()
        assert _run("mount", "-o", "remount,ro", disk)
        with pytest.raises(ReadOnly):
            storage.record(events[1:])
        assert _run("mount", "-o", "remount,rw", disk)
        assert storage.record(events) == 1
