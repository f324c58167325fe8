"""What can go wrong with storage: each error is one plain line and a way out."""

from pathlib import Path
from typing import Self
from uuid import UUID

from unkink.errors import UnkinkError
from unkink.language import mark, text

# Why a path cannot be used, or a file not be restored.
FOLDER = mark("{path} is a folder, not a file.")
FILE = mark("{path} is a file, not a folder.")
NO_PLACE = mark("{path} cannot be used: a part of its path is a file.")
MISSING = mark("{path} is not there.")
IN_USE = mark("{path} is the database that is in use.")
UNREADABLE = mark("{path} cannot be read.")
NO_DATABASE = mark("{path} is damaged or not a database.")
FOREIGN = mark("{path} belongs to another program.")
DAMAGED = mark("{path} is damaged.")
EMPTY = mark("{path} is empty.")


class StorageError(UnkinkError):
    """Something about storage went wrong. `message` says what, `way_out` what a person can do."""


class NewerDatabase(StorageError):
    """The database was written by a version of Unkink that is newer than this one."""

    @classmethod
    def at(cls, path: Path, version: str) -> Self:
        """The database at this path has this version."""
        return cls(
            text("{path} was written by a newer Unkink (database version {version}).", path=path, version=version),
            text("Nothing was changed. Update Unkink, or choose another folder with --data-dir."),
        )


class ReadOnly(StorageError):
    """The folder or the file cannot be written to."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """This path cannot be written to."""
        return cls(
            text("{path} cannot be written to.", path=path),
            text("Make the folder and the files in it writable for you, or choose another folder with --data-dir."),
        )


class DiskFull(StorageError):
    """There is no space left."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """There is no space where this path lies."""
        return cls(
            text("The disk that holds {path} is full.", path=path),
            text("What was saved before is still there. Free some space and try again."),
        )


class DiskFailed(StorageError):
    """The disk answered with an error that is none of the others."""

    @classmethod
    def at(cls, path: Path, reason: object) -> Self:
        """Reading or writing this path failed, for this reason."""
        return cls(
            text("{path} could not be read or written ({reason}).", path=path, reason=reason),
            text("What was saved before is still there. Check the disk and its limits, then try again."),
        )


class Corrupt(StorageError):
    """The file is damaged, or is no database."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """The database at this path is damaged."""
        return cls(
            text(NO_DATABASE, path=path),
            text(
                "It was left as it is. Put a backup in its place with `unkink restore FILE`, or move it away to begin "
                "anew."
            ),
        )


class Foreign(StorageError):
    """The file is a database, but another program's."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """The database at this path is not Unkink's."""
        return cls(
            text(FOREIGN, path=path),
            text("Nothing was changed. Move it away, or choose another folder with --data-dir."),
        )


class Busy(StorageError):
    """Another process is writing and does not let go."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """The database at this path is held by somebody else."""
        return cls(
            text("{path} is in use by another program.", path=path),
            text("Close the other Unkink, or try again in a moment."),
        )


class Moved(StorageError):
    """The file was moved, replaced or deleted while it was open."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """The database at this path is no longer the one that was opened."""
        return cls(
            text("{path} was moved or replaced while Unkink was running.", path=path), text("Start Unkink again.")
        )


class Unreachable(StorageError):
    """There is no such place, or it is not what it should be."""

    @classmethod
    def at(cls, path: Path, reason: str) -> Self:
        """This path cannot be used, for this reason: a sentence with {path} in it."""
        return cls(text(reason, path=path), text("Choose another place."))


class AlreadyThere(StorageError):
    """A file that would be overwritten."""

    @classmethod
    def at(cls, path: Path) -> Self:
        """There is something at this path."""
        return cls(text("{path} is already there.", path=path), text("Choose another name, or move it away first."))


class NotABackup(StorageError):
    """The file to restore is not a whole Unkink database."""

    @classmethod
    def at(cls, path: Path, reason: str) -> Self:
        """The file cannot be restored, for this reason: a sentence with {path} in it."""
        return cls(text(reason, path=path), text("Nothing was changed. Choose a file that `unkink backup` wrote."))


class MigrationFailed(StorageError):
    """An older database could not be brought up to this version."""

    @classmethod
    def at(cls, path: Path, reason: object) -> Self:
        """The database at this path stays as it was."""
        return cls(
            text("{path} could not be brought up to this version of Unkink ({reason}).", path=path, reason=reason),
            text("Nothing was changed. Go on with the version you had, and report this."),
        )


class Conflict(StorageError):
    """An event's id is already taken by a different event."""

    @classmethod
    def of(cls, event: UUID) -> Self:
        """This id came back with other content."""
        return cls(
            text("Event {event} is already recorded with different content.", event=event),
            text("Nothing was saved. Give every event an id of its own."),
        )


class OutOfRange(StorageError):
    """A time in an event is too large to keep."""

    @classmethod
    def of(cls, event: UUID) -> Self:
        """This event's `at` or `position_ms` does not fit into 64 bits."""
        return cls(
            text("Event {event} has a time that is out of range.", event=event),
            text("Nothing was saved. Give times in ms."),
        )
