"""A copy of the database while it is in use: whole, checked, and on disk before it gets its name."""

import os
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path

from unkink.storage.errors import FOLDER, AlreadyThere, Busy, Corrupt, Unreachable
from unkink.storage.sqlite import connect, plainly
from unkink.storage.versions import is_whole


def write_backup(database: Path, target: Path, *, overwrite: bool = False) -> None:
    """Copy the database to `target`, as one file. Until all is well `target` is not touched.

    AlreadyThere where the target exists (unless `overwrite`) or is the database itself, Corrupt where the
    database is damaged.
    """
    with plainly(target):
        if target.is_dir():
            raise Unreachable.at(target, FOLDER)
        if target.exists() and (not overwrite or target.samefile(database)):
            raise AlreadyThere.at(target)
        unfinished = _new_file(target)
    try:
        _copy(database, unfinished, target)
        with plainly(target):
            unfinished.replace(target)
            sync(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def free_name(path: Path) -> Path:
    """This path, or where it is taken the first of `path-2`, `path-3`, … that is not."""
    if not path.exists():
        return path
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in names if not name.exists())


def sync(path: Path) -> None:
    """Make sure a file, or the names in a folder, are on disk."""
    if path.is_dir() and os.name == "nt":  # Windows does not open folders, and keeps names safe by itself
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _new_file(target: Path) -> Path:
    """An empty file beside the target that nobody else may read."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    return Path(name)


def _copy(database: Path, unfinished: Path, target: Path) -> None:
    try:
        with plainly(database), closing(connect(database)) as source, plainly(target):
            with closing(connect(unfinished)) as copy:
                source.backup(copy)
                # Without a log of its own the copy is one file, and can be read from a read-only disk.
                copy.execute("PRAGMA journal_mode = DELETE")
                whole = is_whole(copy)
            sync(unfinished)
    except (Corrupt, Busy) as error:
        raise type(error).at(database) from error
    if not whole:
        raise Corrupt.at(database)
