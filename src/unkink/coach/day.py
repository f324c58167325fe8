"""What one day of a kept plan holds. Pure: plan, journal and clock are passed in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta, tzinfo

from unkink.model.coach import DateSlot, Kept, Morning, Next, Turn
from unkink.model.session import Session, State
from unkink.moments import HOUR_MS, date_of

# When the next morning is asked for: not sooner than after a night, and only while people still know.
MORNING_FROM, MORNING_TO = 6 * HOUR_MS, 36 * HOUR_MS
WEEK = 7


def turns(kept: Kept, today: date, sessions: Sequence[Session], zone: tzinfo | None) -> Iterator[Turn]:
    """The day's sessions. One that comes twice in a day must be finished twice.

    What was done stays done when the plan changed after it: then the session has other steps, and the same letter.
    """
    finished = Counter(
        _letter(each.routine)
        for each in sessions
        if each.state is State.FINISHED and date_of(each.last_at, zone) == today
    )
    for number, session in enumerate(kept.sessions(today)):
        letter = _letter(session.routine.id)
        done = finished[letter] > 0
        finished[letter] -= done
        other = kept.instead.get(DateSlot(today, number))
        yield Turn(number, session, done, other.why if other else None)


def _letter(routine_id: str) -> str:
    """A planned routine's id without the mark of its steps (planner.names)."""
    return routine_id.rpartition("-")[0]


def following(kept: Kept, today: date) -> Next | None:
    """The next session on a day after this one."""
    days = (today + timedelta(days=number) for number in range(1, WEEK + 1))
    return next((Next(day, kept.sessions(day)[0]) for day in days if kept.sessions(day)), None)


def morning(sessions: Sequence[Session], now: int, zone: tzinfo | None) -> Session | None:
    """The newest session that a night has passed since and whose next morning nobody told."""
    if not sessions:
        return None
    newest = max(sessions, key=lambda session: session.last_at)
    night = date_of(newest.last_at, zone) < date_of(now, zone) and now - newest.last_at >= MORNING_FROM
    asked = night and now - newest.last_at <= MORNING_TO and newest.state is not State.OPEN
    return newest if asked and not newest.pain_next_day else None


def told_morning(session: Session, name: str) -> Morning:
    """What is asked about it."""
    return Morning(session.id, name, session.last_at)
