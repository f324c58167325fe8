"""Open the storage in a person's data folder, making or updating its database where needed."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from unkink.storage.errors import Corrupt
from unkink.storage.port import Storage
from unkink.storage.sql import SqlStorage
from unkink.storage.sqlite import APPLICATION_ID, BUSY_SECONDS, connect, engine_for, plainly
from unkink.storage.versions import BUILT_IN, Migrations, is_sound, version_of

DATABASE = "unkink.db"

# Up to this size (bytes; a year of sessions) every page is looked at on opening, which takes about 10 ms.
_LOOK_THROUGH = 8 * 1024 * 1024


def open_storage(folder: Path, migrations: Migrations = BUILT_IN) -> Storage:
    """The storage in this folder, made where it is not there. After a StorageError nothing has changed."""
    path = folder / DATABASE
    with plainly(path):
        make_folder(folder)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(connect(path)) as connection:
            version = version_of(connection.execute, path, migrations)
            if path.stat().st_size <= _LOOK_THROUGH and not is_sound(connection):
                raise Corrupt.at(path)
            _try_to_write(connection)
            _keep_a_log(connection)
        if version != migrations.head:
            # Alembic takes longer to import than all the rest, and is needed once in many starts.
            from unkink.storage.migrate import migrate  # noqa: PLC0415

            migrate(path, migrations)
    return SqlStorage(engine_for(path), path)


def make_folder(folder: Path) -> None:
    """The data folder, for its owner's eyes only. OSError where it cannot be made."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Find out now, and not in the middle of a session, that nothing can be written."""
    connection.execute("BEGIN IMMEDIATE")
    # On a read-only file SQLite begins all the same, and refuses only what really writes.
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("ROLLBACK")


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """Write-ahead logging: reading and writing do not wait for each other. Some disks cannot: do without."""
    give_up = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # SQLite does not wait here by itself where two processes make the same new database.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return
