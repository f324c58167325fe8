"""What Unkink asks of storage, in the words of the house."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from unkink.model.coach import Kept
from unkink.model.programme import Routine
from unkink.model.progress import Change, Undone
from unkink.model.screening import Answers, Screened
from unkink.model.session import Event, Session
from unkink.model.timeline import Pacing


class Storage(Protocol):
    """Keeps what happened and how a person likes it. Every call may raise a StorageError."""

    def record(self, events: Sequence[Event]) -> int:
        """Keep these events, all or none, and say how many were new; on disk when this returns.

        Recording an event again changes nothing; Conflict where its id is taken by something else. Events may
        come in any order: a session appears once its `started` is there.
        """

    def events(self, session: UUID) -> tuple[Event, ...]:
        """All that is known of a session, in order of time (then id)."""

    def sessions(self, limit: int | None = None) -> tuple[Session, ...]:
        """Sessions without their events, newest first; at most `limit`."""

    def session(self, session: UUID) -> Session | None:
        """One session with its events."""

    def sessions_since(self, start: int) -> tuple[Session, ...]:
        """Sessions that began at that moment (ms since 1970 UTC) or later, with their events, newest first."""

    def open_session(self) -> Session | None:
        """The open session that something happened in last, without events, however old."""

    def record_changes(self, changed: Sequence[Change], taken_back: Sequence[Undone] = ()) -> int:
        """Keep these changes and undos, all or none, and say how many were new; on disk when this returns.

        As with events: what is recorded again changes nothing, any order will do, Conflict where an id is taken.
        """

    def changes(self) -> tuple[Change, ...]:
        """Every change of the plan, undone or not, in order of time (then id)."""

    def undone(self) -> tuple[Undone, ...]:
        """Every undo, in order of time (then id)."""

    def pacing(self) -> Pacing:
        """The person's settings; the usual ones where none were set."""

    def set_pacing(self, pacing: Pacing) -> None:
        """Keep the person's settings."""

    def screening(self) -> Screened | None:
        """The answers to the safety questions, and when they were given; None before the first time."""

    def keep_screening(self, answers: Answers, at: int) -> None:
        """Keep these answers, given at this moment (ms since 1970 UTC), in the place of those before."""

    def ask_again(self, at: int) -> None:
        """Keep that the safety questions should be asked again, as was found at this moment (ms since 1970 UTC)."""

    def asked_again(self) -> int | None:
        """When it was last found that the safety questions should be asked again."""

    def plan(self) -> Kept | None:
        """The plan that is kept; None before the first."""

    def keep_plan(self, kept: Kept) -> None:
        """Keep this plan in the place of the one before, and its routines for good."""

    def keep_routines(self, planned: Sequence[Routine]) -> None:
        """Keep these routines for good; those that are there stay as they are."""

    def routine(self, routine_id: str) -> Routine | None:
        """A routine that was planned once."""

    def backup(self, path: Path, *, overwrite: bool = False) -> None:
        """Copy everything to a file, while in use. AlreadyThere where it exists, unless `overwrite`."""

    def close(self) -> None:
        """Let go of the files."""
