"""The storage port on a SQL database. The queries serve SQLite and PostgreSQL; `path` is SQLite's file."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from unkink.journal import advance, fold, moment
from unkink.model.coach import Kept
from unkink.model.programme import Routine
from unkink.model.progress import Change, Undone
from unkink.model.screening import Answers, Screened
from unkink.model.session import Event, EventKind, Session, State
from unkink.model.timeline import Pacing
from unkink.storage import plans as as_json
from unkink.storage import rows
from unkink.storage.backup import write_backup
from unkink.storage.errors import Conflict
from unkink.storage.sqlite import plainly
from unkink.storage.tables import changes, events, plans, routines, screenings, sessions, settings, undone

_LOOK_UP = 500  # ids in one query; databases limit how many a statement may hold

# Statements are made once: SQLAlchemy takes longer to build one than SQLite to run it.
_EVENTS_OF = select(events).where(events.c.session == bindparam("of")).order_by(events.c.at, events.c.id)
_SESSION = select(sessions).where(sessions.c.id == bindparam("of")).with_for_update()
_NEWEST_FIRST = select(sessions).order_by(sessions.c.started_at.desc(), sessions.c.id.desc())
_LAST_OPEN = (
    select(sessions)
    .where(sessions.c.state == State.OPEN.value)
    .order_by(sessions.c.last_at.desc(), sessions.c.id.desc())
    .limit(1)
)
_EVENTS_SINCE = (
    select(events)
    .join(sessions, sessions.c.id == events.c.session)
    .where(sessions.c.started_at >= bindparam("start"))
    .order_by(sessions.c.started_at.desc(), sessions.c.id.desc(), events.c.at, events.c.id)
)
_CHANGES = select(changes).order_by(changes.c.at, changes.c.id)
_UNDONE = select(undone).order_by(undone.c.at, undone.c.id)
_SETTING = select(settings.c.body).where(settings.c.key == bindparam("of"))
_SCREENING = select(screenings).where(screenings.c.key == bindparam("of"))
_PLAN = select(plans).where(plans.c.key == bindparam("of"))
_ROUTINE = select(routines.c.body).where(routines.c.id == bindparam("of"))
_LAST, _ASK_AGAIN = "last", "ask-again"


class _Told(Protocol):
    """Something with an id of its own that is recorded once."""

    @property
    def id(self) -> UUID: ...


Told = TypeVar("Told", bound=_Told)


def insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can be told what to do with a row that is there already: each database has its own."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


class SqlStorage:
    """Storage in a SQL database. May be called from several threads."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path
        self._writes = engine.execution_options(writes=True)
        # Threads of one process queue here: SQLite waits for its own lock by sleeping and trying again.
        self._one_writer = threading.Lock()
        dialect = engine.dialect.name
        self._adds = {
            table: insert(dialect, table).on_conflict_do_nothing(index_elements=[table.c.id]).returning(table.c.id)
            for table in (events, changes, undone)
        }
        self._put_session = _put(dialect, sessions)
        self._put_setting = _put(dialect, settings)
        self._put_screening = _put(dialect, screenings)
        self._put_plan = _put(dialect, plans)
        self._add_routine = insert(dialect, routines).on_conflict_do_nothing(index_elements=[routines.c.id])

    def record(self, happened: Sequence[Event]) -> int:
        """Keep these events, all or none; how many were new."""
        unique = _unique(happened)
        if not unique:
            return 0
        with self._writing() as connection:
            new = self._add(connection, events, unique, rows.event_row, rows.event_of)
            fresh = sorted((unique[event] for event in new), key=lambda event: (event.session, moment(event)))
            for session, of_session in groupby(fresh, key=lambda event: event.session):
                self._sum_up(connection, session, list(of_session))
        return len(new)

    def events(self, session: UUID) -> tuple[Event, ...]:
        """All that is known of a session, in order of time."""
        with self._reading() as connection:
            return self._events(connection, session)

    def sessions(self, limit: int | None = None) -> tuple[Session, ...]:
        """Sessions without their events, newest first."""
        with self._reading() as connection:
            return tuple(map(rows.session_of, connection.execute(_NEWEST_FIRST.limit(limit))))

    def session(self, session: UUID) -> Session | None:
        """One session with its events."""
        return fold(self.events(session))

    def sessions_since(self, start: int) -> tuple[Session, ...]:
        """Sessions that began then or later, with their events, newest first."""
        with self._reading() as connection:
            found = list(map(rows.event_of, connection.execute(_EVENTS_SINCE, {"start": start})))
        folded = (fold(of_session) for _, of_session in groupby(found, key=lambda event: event.session))
        return tuple(session for session in folded if session)

    def record_changes(self, changed: Sequence[Change], taken_back: Sequence[Undone] = ()) -> int:
        """Keep these changes and undos, all or none; how many were new."""
        told, back = _unique(changed), _unique(taken_back)
        if not told and not back:
            return 0
        with self._writing() as connection:
            new = self._add(connection, changes, told, rows.change_row, rows.change_of)
            new |= self._add(connection, undone, back, rows.undone_row, rows.undone_of)
        return len(new)

    def changes(self) -> tuple[Change, ...]:
        """Every change of the plan, in order of time."""
        with self._reading() as connection:
            return tuple(map(rows.change_of, connection.execute(_CHANGES)))

    def undone(self) -> tuple[Undone, ...]:
        """Every undo, in order of time."""
        with self._reading() as connection:
            return tuple(map(rows.undone_of, connection.execute(_UNDONE)))

    def open_session(self) -> Session | None:
        """The open session that something happened in last, without its events."""
        with self._reading() as connection:
            row = connection.execute(_LAST_OPEN).first()
            return rows.session_of(row) if row else None

    def pacing(self) -> Pacing:
        """The person's settings, or the usual ones."""
        with self._reading() as connection:
            body = connection.scalar(_SETTING, {"of": "pacing"})
            return rows.pacing_from(body) if body else Pacing()

    def set_pacing(self, pacing: Pacing) -> None:
        """Keep the person's settings."""
        with self._writing() as connection:
            connection.execute(self._put_setting, {"key": "pacing", "body": rows.pacing_body(pacing)})

    def screening(self) -> Screened | None:
        """The answers to the safety questions, and when they were given."""
        with self._reading() as connection:
            row = connection.execute(_SCREENING, {"of": _LAST}).first()
            return rows.screened_of(row) if row else None

    def keep_screening(self, answers: Answers, at: int) -> None:
        """Keep these answers in the place of those before."""
        with self._writing() as connection:
            connection.execute(self._put_screening, {"key": _LAST, **rows.screened_row(Screened(answers, at))})

    def ask_again(self, at: int) -> None:
        """Keep that the safety questions should be asked again."""
        with self._writing() as connection:
            connection.execute(self._put_setting, {"key": _ASK_AGAIN, "body": str(at)})

    def asked_again(self) -> int | None:
        """When it was last found that they should be asked again."""
        with self._reading() as connection:
            body = connection.scalar(_SETTING, {"of": _ASK_AGAIN})
            return int(body) if body else None

    def plan(self) -> Kept | None:
        """The plan that is kept."""
        with self._reading() as connection:
            row = connection.execute(_PLAN, {"of": _LAST}).first()
            return as_json.plan_from(row.body, row.at) if row else None

    def keep_plan(self, kept: Kept) -> None:
        """Keep this plan in the place of the one before, and its routines for good."""
        body = {"key": _LAST, "at": kept.made_at, "body": as_json.plan_body(kept)}
        sessions = [*(each for day in kept.plan.days.values() for each in day)]
        sessions += [other.session for other in kept.instead.values()]
        with self._writing() as connection:
            connection.execute(self._put_plan, body)
            self._keep(connection, [session.routine for session in sessions])

    def keep_routines(self, planned: Sequence[Routine]) -> None:
        """Keep these routines for good."""
        with self._writing() as connection:
            self._keep(connection, planned)

    def routine(self, routine_id: str) -> Routine | None:
        """A routine that was planned once."""
        with self._reading() as connection:
            body = connection.scalar(_ROUTINE, {"of": routine_id})
            return as_json.routine_from(body) if body else None

    def backup(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a copy of everything to a file, while in use."""
        write_backup(self.path, path, overwrite=overwrite)

    def close(self) -> None:
        """Let go of the files."""
        with plainly(self.path):
            self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plainly(self.path), rows.readable(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._one_writer, plainly(self.path), self._writes.begin() as connection:
            yield connection

    def _add(
        self,
        connection: Connection,
        table: Table,
        told: dict[UUID, Told],
        row_of: Callable[[Told], dict[str, object]],
        value_of: Callable[[Row[Any]], Told],
    ) -> set[UUID]:
        """Add what is not there yet; which ids were new. Conflict where an id was recorded with something else."""
        if not told:
            return set()
        new = set(connection.execute(self._adds[table], [row_of(each) for each in told.values()]).scalars())
        known = [ident for ident in told if ident not in new]
        for start in range(0, len(known), _LOOK_UP):
            query = select(table).where(table.c.id.in_(known[start : start + _LOOK_UP]))
            with rows.readable(self.path):
                recorded = list(map(value_of, connection.execute(query)))
            for each in recorded:
                if each != told[each.id]:
                    raise Conflict.of(each.id)
        return new

    def _keep(self, connection: Connection, planned: Sequence[Routine]) -> None:
        unique = {routine.id: routine for routine in planned}
        if unique:
            found = [{"id": each.id, "body": as_json.routine_body(each)} for each in unique.values()]
            connection.execute(self._add_routine, found)

    def _sum_up(self, connection: Connection, session: UUID, fresh: list[Event]) -> None:
        """Bring the kept fold of a session up to date with what has just been added, given in order of time.

        Usually that came after all the rest, and the fold goes on from where it was; if not, it begins again.
        """
        row = connection.execute(_SESSION, {"of": session}).first()
        if row is None and all(event.kind is not EventKind.STARTED for event in fresh):
            return
        summary: Session | None
        last = fresh[-1]
        if row is not None and (row.last_at, row.last_event) < moment(fresh[0]):
            with rows.readable(self.path):
                summary = rows.session_of(row)
            for event in fresh:
                summary = advance(summary, event)
        else:
            everything = self._events(connection, session)
            summary, last = fold(everything), everything[-1]
        if summary:
            connection.execute(self._put_session, rows.session_row(summary, last.id))

    def _events(self, connection: Connection, session: UUID) -> tuple[Event, ...]:
        with rows.readable(self.path):
            return tuple(map(rows.event_of, connection.execute(_EVENTS_OF, {"of": session})))


def _put(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Insert a row, or replace the one with its key."""
    statement = insert(dialect, table)
    key = list(table.primary_key)
    rest = {column.name: statement.excluded[column.name] for column in table.c if column not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=rest)


def _unique(told: Sequence[Told]) -> dict[UUID, Told]:
    """Each once, by id. Conflict where two different ones share an id."""
    unique: dict[UUID, Told] = {}
    for each in told:
        if unique.setdefault(each.id, each) != each:
            raise Conflict.of(each.id)
    return unique
