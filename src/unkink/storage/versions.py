"""Which version a database file is, read by plain SQL so that a usual start needs no Alembic."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unkink.storage.errors import Foreign, NewerDatabase
from unkink.storage.sqlite import APPLICATION_ID


@dataclass(frozen=True, slots=True)
class Migrations:
    """Where the migrations lie, and the revisions they lead through, oldest first."""

    folder: Path
    revisions: tuple[str, ...]

    @property
    def head(self) -> str:
        """The revision that this version of Unkink works with."""
        return self.revisions[-1]


BUILT_IN = Migrations(Path(__file__).parent / "migrations", ("0001", "0002", "0003", "0004"))


def version_of(run: Callable[[str], Any], path: Path, migrations: Migrations) -> str | None:
    """The revision of a database, None where it is empty; `run` executes a statement and gives its cursor.

    Foreign where it is another program's, NewerDatabase where the revision is not among those known.
    """
    tables = {name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()}
    if not tables:
        return None
    (mark,) = run("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID or "alembic_version" not in tables:
        raise Foreign.at(path)
    row = run("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise Foreign.at(path)
    version = str(row[0])
    if version not in migrations.revisions:
        raise NewerDatabase.at(path, version)
    return version


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether every page of a database is in order; leaves out whether the indexes agree with the tables."""
    return list(connection.execute("PRAGMA quick_check(1)")) == [("ok",)]


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every page and index of a database is in order; reads all of it."""
    return list(connection.execute("PRAGMA integrity_check(1)")) == [("ok",)]
