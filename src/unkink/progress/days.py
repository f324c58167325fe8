"""The rules for days: a bad one, two weeks without any, and what is skipped every day. Pure."""

from statistics import median

from unkink.model.progress import ChangeKind, Shift
from unkink.model.session import EventKind
from unkink.moments import DAY_MS
from unkink.progress import words
from unkink.progress.levels import easier
from unkink.progress.light import worst
from unkink.progress.look import Draft, Look
from unkink.progress.rules import (
    AMBER_UP_TO,
    GREEN_UP_TO,
    GREENS,
    REAL_CHANGE,
    SETTLES_WITHIN,
    SKIPS,
    USUAL_FROM,
    USUAL_OVER,
)

_RATINGS = (EventKind.PAIN_BEFORE, EventKind.PAIN_AFTER, EventKind.PAIN_NEXT_DAY)


def flare_up(look: Look) -> Draft | None:
    """The newest rating is 6 or more, or well above what is usual: a gentle day."""
    now = look.case.now
    ratings = [
        (event.at, worst(event.pain) or 0, session)
        for session in look.case.sessions
        for event in session.events
        if event.kind in _RATINGS and event.pain and event.at <= now
    ]
    if not ratings:
        return None
    at, nrs, session = max(ratings, key=lambda rating: rating[0])
    known = any(change.until is not None and change.until > at for change in look.changes)
    if known or now - at >= SETTLES_WITHIN.ms:
        return None
    lately = [r for r in look.readings if r.session != session.id and session.started_at - r.at < USUAL_OVER.ms]
    before = [r.pain_before for r in lately if r.pain_before is not None and r.at < session.started_at]
    usual = median(before) if len(before) >= USUAL_FROM.value else None
    above = usual is not None and nrs > GREEN_UP_TO.value and nrs - usual >= REAL_CHANGE.value
    if nrs <= AMBER_UP_TO.value and not above:
        return None
    reason = words.flare_up(nrs, usual)
    return Draft(ChangeKind.FLARE_UP, reason, sessions=(session.id,), until=at + SETTLES_WITHIN.ms)


def absence(look: Look) -> Draft | None:
    """Two weeks without a session: everything above its usual dose or form goes one step back, once."""
    last = look.gap()
    if last is None or len(look.readings) - last - 1 >= GREENS.value:
        return None
    before = look.readings[last]
    if any(c.kind is ChangeKind.STEP_BACK and before.session in c.sessions for c in look.changes):
        return None
    known = sorted({*look.standing.places, *look.standing.begins})
    shifts = tuple(shift for movement in known if (shift := _one_less(look, movement)))
    if not shifts:
        return None
    following = look.readings[last + 1].at if last + 1 < len(look.readings) else look.case.now
    reason = words.absence((following - before.at) // DAY_MS, len(shifts))
    return Draft(ChangeKind.STEP_BACK, reason, shifts, (before.session,))


def _one_less(look: Look, movement_id: str) -> Shift | None:
    movement, before = look.case.movements.get(movement_id), look.standing.place(movement_id)
    if movement is None or before.dropped:
        return None
    found = movement.form(before.form or "")
    if before.level > 0:
        return Shift(movement_id, before, before._replace(level=before.level - 1))
    after = easier(movement, before, look.allowed(movement_id)) if found and found.grade == "harder" else None
    return Shift(movement_id, before, after) if after else None


def skips(look: Look) -> Draft | None:
    """A movement that was skipped every time of late is left out."""
    for movement_id in sorted({m for reading in look.readings for m in reading.skipped}):
        movement = look.case.movements.get(movement_id)
        if movement is None or look.place(movement_id).dropped:
            continue
        since = max((change.at for change in look.of(movement_id)), default=-1)
        met = [r for r in look.readings if r.at > since and (movement_id in r.skipped or movement_id in r.movements)]
        newest = met[-SKIPS.value :]
        always = len(newest) == SKIPS.value and all(movement_id not in r.movements for r in newest)
        if always and not look.refused(frozenset({ChangeKind.DROPPED}), movement_id):
            before = look.place(movement_id)
            shift = Shift(movement_id, before, before._replace(dropped=True))
            reason = words.skipped(movement, SKIPS.value)
            return Draft(ChangeKind.DROPPED, reason, (shift,), tuple(r.session for r in newest))
    return None
