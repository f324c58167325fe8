"""The traffic light: what the signs of each session say. Pure.

The lines are those of `pain-traffic-light`, the strictest of three clinics that are quoted there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from statistics import fmean

from unkink.journal import moment
from unkink.model.progress import Light, Reading, Seen, Sign
from unkink.model.session import EventKind, Hurt, Pain, Session, State
from unkink.progress.rules import AMBER_UP_TO, FAR_WORSE, GREEN_UP_TO, NEXT_DAY_FROM, NEXT_DAY_TO, OPEN_FOR, REAL_CHANGE

LIGHT_OF: Mapping[Sign, Light] = {
    Sign.COMFORTABLE: Light.GREEN,
    Sign.SETTLED: Light.GREEN,
    Sign.UNRATED: Light.AMBER,
    Sign.GONE: Light.AMBER,
    Sign.ACCEPTABLE: Light.AMBER,
    Sign.ROSE: Light.AMBER,
    Sign.ALREADY_HIGH: Light.AMBER,
    Sign.STAYS: Light.RED,
    Sign.UNSETTLED: Light.RED,
    Sign.HIGH: Light.RED,
    Sign.SHARP: Light.RED,
}

_RANK = {light: rank for rank, light in enumerate(Light)}


def read(sessions: Iterable[Session], now: int) -> tuple[Reading, ...]:
    """Every session that is over, in order of time. A session must come with its events."""
    over = sorted((s for s in sessions if _over(s, now)), key=lambda session: (session.started_at, session.id))
    return tuple(_reading(session, later) for session, later in zip_longest(over, over[1:]))


def _over(session: Session, now: int) -> bool:
    return session.started_at <= now and (session.state is not State.OPEN or now - session.last_at >= OPEN_FOR.ms)


def worst(pains: Sequence[Pain]) -> int | None:
    """The highest of several ratings; None where there are none."""
    return max((pain.nrs for pain in pains), default=None)


def fall(before: Sequence[Pain], after: Sequence[Pain]) -> float | None:
    """How much pain fell (NRS points), over the regions rated both times; None where none was."""
    first, then = {pain.region: pain.nrs for pain in before}, {pain.region: pain.nrs for pain in after}
    both = [first[region] - then[region] for region in first if region in then]
    return fmean(both) if both else None


def _rise(before: Sequence[Pain], after: Sequence[Pain]) -> int | None:
    """The greatest rise over the regions rated both times; None where none was."""
    first = {pain.region: pain.nrs for pain in before}
    return max((pain.nrs - first[pain.region] for pain in after if pain.region in first), default=None)


def _reading(session: Session, later: Session | None) -> Reading:
    course = _course(session)
    of_all = _rated(session, later)
    signs = (*of_all, *course.hurts)
    light = _worst_light(of_all)
    own = dict.fromkeys(course.done, light if light is Light.GREEN else Light.AMBER)
    for seen in course.hurts:
        if seen.movement:
            own[seen.movement] = max(own.get(seen.movement, Light.GREEN), LIGHT_OF[seen.sign], key=_RANK.__getitem__)
    return Reading(
        session=session.id,
        at=session.started_at,
        light=_worst_light(signs),
        movements=own,
        signs=signs,
        skipped=frozenset(course.skipped),
        repeated=frozenset(course.repeated),
        pain_before=worst(session.pain_before),
        fall=fall(session.pain_before, session.pain_after),
    )


def _worst_light(signs: Iterable[Seen]) -> Light:
    return max((LIGHT_OF[seen.sign] for seen in signs), key=_RANK.__getitem__)


def _rated(session: Session, later: Session | None) -> tuple[Seen, ...]:
    """What the ratings before, after and on the next morning say.

    Pain comes and goes by itself: a worse morning is held against the session where pain had grown in it already, where
    nobody told, or where it is far worse.
    """
    after = _after(session)
    morning, at = _morning(session, later)
    level = worst(morning)
    if level is None:
        return (after,)
    at_once, rise = _rise(session.pain_before, session.pain_after), _rise(session.pain_before, morning)
    if rise is None:
        return (after, Seen(Sign.UNSETTLED, at)) if level > AMBER_UP_TO.value else (after,)
    if rise >= REAL_CHANGE.value and level > GREEN_UP_TO.value:
        blamed = at_once is None or at_once > 0 or rise >= FAR_WORSE.value
        return after, Seen(Sign.UNSETTLED if blamed else Sign.ROSE, at)
    if after.sign is Sign.ACCEPTABLE and at_once is not None and max(at_once, rise) <= 0:
        return (Seen(Sign.SETTLED, at),)
    return (after,)


def _after(session: Session) -> Seen:
    """What the rating at the end says. Pain that was high at the start and did not grow is not held against it."""
    after, before = worst(session.pain_after), worst(session.pain_before)
    at = _told_at(session, EventKind.PAIN_AFTER)
    if after is None:
        return Seen(Sign.UNRATED, at)
    rise = _rise(session.pain_before, session.pain_after)
    if after > AMBER_UP_TO.value:
        began_high = before is not None and before >= after and (rise or 0) <= 0
        return Seen(Sign.ALREADY_HIGH if began_high else Sign.HIGH, at)
    if rise is not None and rise >= REAL_CHANGE.value:
        return Seen(Sign.ROSE, at)
    return Seen(Sign.COMFORTABLE if after <= GREEN_UP_TO.value else Sign.ACCEPTABLE, at)


def _morning(session: Session, later: Session | None) -> tuple[Sequence[Pain], int]:
    """Pain on the next morning: its own rating, or that before the next session where it is a day later."""
    if session.pain_next_day:
        return session.pain_next_day, _told_at(session, EventKind.PAIN_NEXT_DAY)
    if later is not None and NEXT_DAY_FROM.ms <= later.started_at - session.last_at <= NEXT_DAY_TO.ms:
        return later.pain_before, _told_at(later, EventKind.PAIN_BEFORE)
    return (), session.last_at


def _told_at(session: Session, kind: EventKind) -> int:
    return max((event.at for event in session.events if event.kind is kind), default=session.last_at)


@dataclass(slots=True)
class _Course:
    """What was done in a session, read event by event."""

    done: dict[str, None] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    repeated: set[str] = field(default_factory=set)
    hurts: list[Seen] = field(default_factory=list)


def _course(session: Session) -> _Course:
    """A movement was done when the next began, or the routine ended, without its being skipped."""
    course, here, left = _Course(), None, False
    for event in sorted(session.events, key=moment):
        match event.kind:
            case EventKind.REACHED:
                if here and event.movement != here and not left:
                    course.done[here] = None
                here, left = event.movement or here, False
            case EventKind.SKIPPED if event.movement:
                course.skipped.add(event.movement)
                left = True
            case EventKind.WENT_BACK:
                left = True
            case EventKind.REPEATED if event.movement:
                course.repeated.add(event.movement)
                course.done[event.movement] = None
                left = False
            case EventKind.HURT | EventKind.EASED if event.movement:
                course.hurts.append(Seen(_sign(event.hurt), event.at, event.movement))
            case EventKind.FINISHED if here and not left:
                course.done[here] = None
            case _:
                pass
    course.skipped -= course.done.keys()
    return course


def _sign(hurt: Hurt | None) -> Sign:
    """Eased without an answer: it stayed. Mild, with nothing after it, may have gone."""
    return {Hurt.SHARP: Sign.SHARP, Hurt.MILD: Sign.GONE, Hurt.GONE: Sign.GONE}.get(hurt or Hurt.STAYS, Sign.STAYS)
