"""Values of the model as rows of a table, and back. Bodies are JSON without what is at its default."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from unkink.language import again, kept
from unkink.model.progress import Change, ChangeKind, Place, Shift, Undone
from unkink.model.screening import Screened
from unkink.model.session import Event, EventKind, Hurt, Pain, Session, State
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness
from unkink.storage.errors import Corrupt, OutOfRange

_BITS = 63


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Rows are read here; Corrupt where one holds what Unkink never wrote."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Corrupt.at(path) from error


def event_row(event: Event) -> dict[str, object]:
    """A row of `events`. OutOfRange where a time does not fit into 64 bits."""
    if any(number >> _BITS not in {0, -1} for number in (event.at, event.position_ms)):
        raise OutOfRange.of(event.id)
    body = {
        "routine": event.routine,
        "choices": event.choices,
        "pacing": event.pacing and asdict(event.pacing),
        "movement": event.movement,
        "hurt": event.hurt,
        "pain": event.pain,
        "extra_ms": event.extra_ms,
    }
    return {
        "id": event.id,
        "session": event.session,
        "kind": event.kind.value,
        "at": event.at,
        "position_ms": event.position_ms,
        "body": _dump({key: value for key, value in body.items() if value not in (None, ())}),
    }


def event_of(row: Row[Any]) -> Event:
    """The event of a row of `events`."""
    body = json.loads(row.body)
    return Event(
        id=row.id,
        session=row.session,
        kind=EventKind(row.kind),
        at=row.at,
        position_ms=row.position_ms,
        routine=body.get("routine"),
        choices=tuple(body.get("choices", ())),
        pacing=_pacing_of(body["pacing"]) if "pacing" in body else None,
        movement=body.get("movement"),
        hurt=Hurt(body["hurt"]) if "hurt" in body else None,
        pain=_pain_of(body),
        extra_ms=body.get("extra_ms"),
    )


def session_row(session: Session, last_event: UUID) -> dict[str, object]:
    """A row of `sessions`; the session's events are not part of it."""
    body = {
        "routine": session.routine,
        "choices": session.choices,
        "position_ms": session.position_ms,
        "pacing": session.pacing and asdict(session.pacing),
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "pain_next_day": session.pain_next_day,
        "hurts": session.hurts,
        "skipped": session.skipped,
    }
    return {
        "id": session.id,
        "started_at": session.started_at,
        "last_at": session.last_at,
        "last_event": last_event,
        "state": session.state.value,
        "body": _dump({key: value for key, value in body.items() if value not in (None, ())}),
    }


def session_of(row: Row[Any]) -> Session:
    """The session of a row of `sessions`, without events."""
    body = json.loads(row.body)
    return Session(
        id=row.id,
        routine=body["routine"],
        choices=tuple(body.get("choices", ())),
        started_at=row.started_at,
        last_at=row.last_at,
        position_ms=body["position_ms"],
        state=State(row.state),
        pacing=_pacing_of(body["pacing"]) if "pacing" in body else None,
        pain_before=_pain_of(body, "pain_before"),
        pain_after=_pain_of(body, "pain_after"),
        pain_next_day=_pain_of(body, "pain_next_day"),
        hurts=tuple((movement, Hurt(hurt)) for movement, hurt in body.get("hurts", ())),
        skipped=tuple(body.get("skipped", ())),
    )


def screened_row(screened: Screened) -> dict[str, object]:
    """A row of `screenings`, without its key."""
    return {"at": screened.at, "body": _dump(dict(screened.answers))}


def screened_of(row: Row[Any]) -> Screened:
    """The answers of a row of `screenings`."""
    body = dict(json.loads(row.body))
    if any(not isinstance(choice, str) for picked in body.values() for choice in picked):
        raise TypeError(row.body)
    return Screened({key: tuple(picked) for key, picked in body.items()}, row.at)


def change_row(change: Change) -> dict[str, object]:
    """A row of `changes`. OutOfRange where a time does not fit into 64 bits."""
    if any(number >> _BITS not in {0, -1} for number in (change.at, change.until or 0)):
        raise OutOfRange.of(change.id)
    body = {
        "reason": kept(change.reason),
        "shifts": change.shifts,
        "sessions": [str(session) for session in change.sessions],
        "until": change.until,
    }
    given = {key: value for key, value in body.items() if value not in (None, (), [])}
    return {"id": change.id, "at": change.at, "kind": change.kind.value, "body": _dump(given)}


def change_of(row: Row[Any]) -> Change:
    """The change of a row of `changes`."""
    body = json.loads(row.body)
    return Change(
        id=row.id,
        at=row.at,
        kind=ChangeKind(row.kind),
        reason=again(body["reason"]),
        shifts=tuple(
            Shift(movement, Place(*before), Place(*after)) for movement, before, after in body.get("shifts", ())
        ),
        sessions=tuple(map(UUID, body.get("sessions", ()))),
        until=body.get("until"),
    )


def undone_row(undone: Undone) -> dict[str, object]:
    """A row of `undone`. OutOfRange where a time does not fit into 64 bits."""
    if undone.at >> _BITS not in {0, -1}:
        raise OutOfRange.of(undone.id)
    return {"id": undone.id, "at": undone.at, "change": undone.change}


def undone_of(row: Row[Any]) -> Undone:
    """The undo of a row of `undone`."""
    return Undone(row.id, row.at, row.change)


def pacing_body(pacing: Pacing) -> str:
    """The settings as JSON."""
    return _dump(asdict(pacing))


def pacing_from(body: str) -> Pacing:
    """The settings from JSON."""
    return _pacing_of(json.loads(body))


def _pacing_of(body: dict[str, Any]) -> Pacing:
    return Pacing(**{**body, "chatty": Chattiness(body["chatty"])})


def _pain_of(body: dict[str, Any], key: str = "pain") -> tuple[Pain, ...]:
    return tuple(Pain(nrs, region) for nrs, region in body.get(key, ()))


def _dump(body: object) -> str:
    return json.dumps(body, separators=(",", ":"))
