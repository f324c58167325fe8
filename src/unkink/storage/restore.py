"""Put a backup in the place of the present database, which is kept beside it."""

import os
import shutil
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from unkink.storage.backup import free_name, sync
from unkink.storage.errors import (
    DAMAGED,
    EMPTY,
    FOLDER,
    FOREIGN,
    IN_USE,
    MISSING,
    NO_DATABASE,
    UNREADABLE,
    Corrupt,
    Foreign,
    NotABackup,
)
from unkink.storage.migrate import migrate
from unkink.storage.open import DATABASE, make_folder
from unkink.storage.sqlite import connect, plainly
from unkink.storage.versions import BUILT_IN, Migrations, is_whole, version_of

_LOG = "-wal"
_INDEX_OF_LOG = "-shm"


def restore(folder: Path, file: Path, migrations: Migrations = BUILT_IN) -> Path | None:
    """Make `file` the database of this folder; where the present one is kept, or None where there was none.

    The file is copied, checked and brought up to date first. After a StorageError nothing has changed:
    NotABackup where it is damaged or not Unkink's, NewerDatabase, Busy where the present database is in use.
    """
    present = folder / DATABASE
    with plainly(file):
        if not file.is_file():
            raise NotABackup.at(file, FOLDER if file.is_dir() else MISSING)
        if present.exists() and file.samefile(present):
            raise NotABackup.at(file, IN_USE)
        try:
            file.open("rb").close()
        except PermissionError as error:
            raise NotABackup.at(file, UNREADABLE) from error
    with plainly(present):
        make_folder(folder)
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as room:
            ready = Path(room) / DATABASE
            _prepare(file, ready, migrations)
            kept = _keep(present)
            ready.replace(present)
            sync(folder)
    return kept


def _prepare(file: Path, ready: Path, migrations: Migrations) -> None:
    """A checked copy of the file, at the head revision, in one piece."""
    shutil.copyfile(file, ready)
    # Somebody who copied the files by hand has the latest entries in the log beside the database.
    log = file.with_name(file.name + _LOG)
    if log.exists():
        shutil.copyfile(log, ready.with_name(ready.name + _LOG))
    ready.chmod(0o600)
    try:
        with plainly(file), closing(connect(ready)) as connection:
            version = version_of(connection.execute, file, migrations)
            whole = is_whole(connection)
    except (Corrupt, Foreign) as error:
        reason = NO_DATABASE if isinstance(error, Corrupt) else FOREIGN
        raise NotABackup.at(file, reason) from error
    if version is None or not whole:
        raise NotABackup.at(file, DAMAGED if not whole else EMPTY)
    if version != migrations.head:
        migrate(ready, migrations)
    with plainly(ready), closing(connect(ready)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    sync(ready)


def _keep(present: Path) -> Path | None:
    """A second name for the present database, if any. Busy where it is in use; its log must not meet the new one."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = free_name(present.with_name(f"{present.name}.before-restore-{now}"))
    log, kept_log = present.with_name(present.name + _LOG), kept.with_name(kept.name + _LOG)
    if log.exists():
        shutil.copyfile(log, kept_log)
    there = present.exists()
    try:
        if there:
            _settle(present)
            kept_log.unlink(missing_ok=True)
    except Corrupt:
        pass  # a damaged database is why people restore; it is kept as it is, and its log as it was
    except BaseException:
        kept_log.unlink(missing_ok=True)
        raise
    if there:
        _link(present, kept)
    log.unlink(missing_ok=True)
    present.with_name(present.name + _INDEX_OF_LOG).unlink(missing_ok=True)
    return kept if there else None


def _settle(present: Path) -> None:
    """Take the log into the file, which SQLite does only where nobody else has it open: otherwise Busy."""
    with plainly(present), closing(connect(present, busy_seconds=1)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")


def _link(present: Path, kept: Path) -> None:
    """Give the file a second name: so there is no moment without a database. Where a disk cannot, copy it."""
    try:
        os.link(present, kept)
    except OSError:
        shutil.copyfile(present, kept)
        sync(kept)
