"""SQLite: how a file is opened, and what its errors mean to a person."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from unkink.storage.errors import (
    FILE,
    FOLDER,
    MISSING,
    NO_PLACE,
    Busy,
    Corrupt,
    DiskFailed,
    DiskFull,
    Moved,
    ReadOnly,
    StorageError,
    Unreachable,
)

APPLICATION_ID = 0x554E4B4B  # "UNKK", in the file's header: tells our databases from those of others
BUSY_SECONDS = 5.0

# With less than this a disk is full, whatever SQLite calls the error: it cannot always tell.
_NO_SPACE = 64 * 1024
_PRIMARY_CODE = 0xFF
_MEANING: dict[int, type[DiskFull | ReadOnly | Busy | Corrupt]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_CORRUPT: Corrupt,
    sqlite3.SQLITE_NOTADB: Corrupt,
}
_NO_FOLDER = {
    errno.EEXIST: FILE,
    errno.ENOTDIR: NO_PLACE,
    errno.ENOENT: MISSING,
}


def connect(path: Path, *, foreign_keys: bool = True, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to a file that must be there. A commit is on disk when it returns; the caller begins."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA foreign_keys = {int(foreign_keys)}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def engine_for(path: Path, *, foreign_keys: bool = True) -> Engine:
    """An engine on a file that must be there. With the option `writes`, connections lock as they begin."""
    engine = create_engine("sqlite://", creator=lambda: connect(path, foreign_keys=foreign_keys), poolclass=QueuePool)

    # Reading first and locking later fails where another wrote in between: writers lock from the start.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Errors of the disk and the database inside come out as a StorageError about this path."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise _plain(error.orig, path) from error
    except PoolTimeout as error:
        raise Busy.at(path) from error
    except sqlite3.Error as error:
        raise _plain(error, path) from error
    except OSError as error:
        raise _plain_os(error, path) from error


def _plain(error: sqlite3.Error, path: Path) -> StorageError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return Moved.at(path)
    primary = code & _PRIMARY_CODE
    if primary in _MEANING:
        return _MEANING[primary].at(path)
    if primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        if primary == sqlite3.SQLITE_CANTOPEN and not path.exists():
            return Moved.at(path)
        return _why(error, path)
    return DiskFailed.at(path, error)


def _why(error: sqlite3.Error, path: Path) -> StorageError:
    """SQLite could not open, read or write, and does not say why: look at the place itself."""
    try:
        if path.is_dir():
            return Unreachable.at(path, FOLDER)
        if shutil.disk_usage(path.parent).free < _NO_SPACE:
            return DiskFull.at(path)
        probe = path.with_name(f"{path.name}.probe-{os.getpid()}")
        try:
            probe.touch(exist_ok=False)
        finally:
            probe.unlink(missing_ok=True)
    except OSError as reason:
        return _plain_os(reason, path)
    return ReadOnly.at(path) if not os.access(path, os.R_OK | os.W_OK) else DiskFailed.at(path, error)


def _plain_os(error: OSError, path: Path) -> StorageError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull.at(path)
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return ReadOnly.at(path)
    if error.errno in _NO_FOLDER:
        return Unreachable.at(path.parent, _NO_FOLDER[error.errno])
    return DiskFailed.at(path, error.strerror or error)
