"""A look at the journal: at most one change, with its reason. Pure; the clock and the ids are passed in.

What goes back comes before what goes further, and the gravest first. Record the change and look again until there is
none: several things may go back after one session, but after any change nothing goes further for a while.
"""

from collections.abc import Callable
from uuid import UUID

from unkink.ids import uuid7
from unkink.model.movement import Movement
from unkink.model.progress import Change, ChangeKind, Light, Place, Reading, Review, Shift
from unkink.progress import back, days, words
from unkink.progress.levels import further as one_more
from unkink.progress.look import FORWARD, Case, Draft, Look
from unkink.progress.rules import ABSENCE, COOL_DOWN, GREENS


def review(case: Case, make_id: Callable[[], UUID] = uuid7) -> Review:
    """What the case leads to now."""
    look = Look(case)
    rules = (back.hurts, back.too_much, days.flare_up, days.absence, days.skips, further)
    draft = next((draft for rule in rules if (draft := rule(look))), None)
    change = Change(make_id(), case.now, *_in_order(draft)) if draft else None
    light = look.readings[-1].light if look.readings else None
    return Review(change, light, look.screen_again())


def _in_order(draft: Draft) -> tuple[ChangeKind, str, tuple[Shift, ...], tuple[UUID, ...], int | None]:
    return draft.kind, draft.reason, draft.shifts, draft.sessions, draft.until


def further(look: Look) -> Draft | None:
    """One movement of the plan goes one step further, after enough green sessions with it and a rest from changes."""
    if not _may_go_further(look):
        return None
    planned = {step.movement for routine in look.case.routines for step in routine.steps}
    found = []
    for movement_id in sorted(planned & look.case.allowed.keys() & look.case.movements.keys()):
        movement, before = look.case.movements[movement_id], look.place(movement_id)
        after = None if look.held_back(movement_id) else one_more(movement, before, look.allowed(movement_id))
        greens = _greens(look, movement_id)
        if after and not before.dropped and len(greens) >= GREENS.value and not look.refused(FORWARD, movement_id):
            repeated = sum(movement_id in reading.repeated for reading in greens)
            found.append(((-len(greens), -repeated, before.level, movement_id), (movement, before, after, greens)))
    return _draft(*min(found, key=lambda each: each[0])[1]) if found else None


def _draft(movement: Movement, before: Place, after: Place, greens: list[Reading]) -> Draft:
    kind = ChangeKind.DOSE_UP if after.form == before.form else ChangeKind.HARDER_FORM
    reason = words.further(movement, before, after, len(greens))
    return Draft(kind, reason, (Shift(movement.id, before, after),), tuple(r.session for r in greens))


def _may_go_further(look: Look) -> bool:
    """The newest session was green and not long ago, nothing is asked or gentle, and the last change lies behind."""
    now, readings = look.case.now, look.readings
    if not readings or readings[-1].light is not Light.GREEN or now - readings[-1].at >= ABSENCE.ms:
        return False
    if look.standing.flares(now) or look.screen_again():
        return False
    told = [change.at for change in look.changes] + [each.at for each in look.case.undone]
    return not told or sum(reading.at > max(told) for reading in readings) >= COOL_DOWN.value


def _greens(look: Look, movement: str) -> list[Reading]:
    """The green sessions in a row with the movement, newest first, since its last change and the last absence."""
    told = [change.at for change in look.of(movement)]
    kept = {change.id for change in look.of(movement)}
    told += [each.at for each in look.case.undone if each.change in kept]
    since, gap = max(told, default=-1), look.gap()
    found: list[Reading] = []
    for number in range(len(look.readings) - 1, -1 if gap is None else gap, -1):
        reading = look.readings[number]
        if reading.at <= since or movement in reading.skipped:
            break
        light = reading.movements.get(movement)
        if light not in {None, Light.GREEN}:
            break
        if light:
            found.append(reading)
    return found
