"""What happened, read from events: a session is a fold over its events in order of time. Pure.

This fold is the one truth. Storage keeps its result beside the events to list sessions quickly; whoever
changes what it answers also writes a migration that folds the stored sessions again.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from unkink.model.session import Event, EventKind, Hurt, Journal, Session, State

_RATINGS = (EventKind.PAIN_BEFORE, EventKind.PAIN_AFTER, EventKind.PAIN_NEXT_DAY)


def moment(event: Event) -> tuple[int, UUID]:
    """When it happened, as a sort key; the id, which grows with time, decides between equal times."""
    return event.at, event.id


def journal(events: Iterable[Event]) -> Journal:
    """Every session that has begun, newest first, with its events. Order and repetition do not matter."""
    by_session: defaultdict[UUID, list[Event]] = defaultdict(list)
    for event in events:
        by_session[event.session].append(event)
    sessions = [session for each in by_session.values() if (session := fold(each))]
    sessions.sort(key=lambda session: (session.started_at, session.id), reverse=True)
    return {session.id: session for session in sessions}


def fold(events: Iterable[Event]) -> Session | None:
    """The session these events tell of, with them; None while its `started` has not come in."""
    ordered = sorted(set(events), key=moment)
    started = next((event for event in ordered if event.kind is EventKind.STARTED), None)
    if started is None:
        return None
    session = Session(
        id=started.session,
        routine=started.routine or "",
        choices=started.choices,
        started_at=started.at,
        last_at=started.at,
        position_ms=started.position_ms,
        state=State.OPEN,
        pacing=started.pacing,
    )
    for event in ordered:
        session = advance(session, event)
    return replace(session, events=tuple(ordered))


def advance(session: Session, event: Event) -> Session:
    """The session after one more event, later than all before it. Its `events` stay as they were."""
    # A rating says how it feels, not where in the timeline the person is.
    position_ms = session.position_ms if event.kind in _RATINGS else event.position_ms
    after = replace(session, last_at=event.at, position_ms=position_ms, state=_state(session.state, event))
    match event.kind:
        case EventKind.PAIN_BEFORE:
            return replace(after, pain_before=event.pain)
        case EventKind.PAIN_AFTER:
            return replace(after, pain_after=event.pain)
        case EventKind.PAIN_NEXT_DAY:
            return replace(after, pain_next_day=event.pain)
        case EventKind.HURT if event.hurt:
            return replace(after, hurts=(*session.hurts, (event.movement or "", event.hurt)))
        case EventKind.SKIPPED:
            return replace(after, skipped=(*session.skipped, event.movement or ""))
        case _:
            return after


def _state(before: State, event: Event) -> State:
    """Once over, a session stays over. Sharp pain ends it, even where the app died before `stopped`.

    So does the next morning: who is asked how it feels is not led back into yesterday's session.
    """
    if before is not State.OPEN:
        return before
    if event.kind is EventKind.FINISHED:
        return State.FINISHED
    if event.kind in {EventKind.STOPPED, EventKind.PAIN_NEXT_DAY} or event.hurt is Hurt.SHARP:
        return State.STOPPED
    return State.OPEN
