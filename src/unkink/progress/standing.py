"""Where a person stands: a fold over the changes that were not undone. Pure.

The newest change of a movement says where it is: an earlier one that is undone leaves later ones as they were told.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from uuid import UUID

from unkink.language import text
from unkink.model.movement import Movement
from unkink.model.progress import Change, ChangeKind, Helped, Place, Request, Shift, Standing, Undone
from unkink.model.words import Depth, Kind
from unkink.progress.levels import less
from unkink.progress.rules import SETTLES_WITHIN

GENTLE_MINUTES = 10
SHORTEST = 3
GENTLE_KINDS = frozenset({Kind.BREATH, Kind.WARM_UP, Kind.MOBILITY, Kind.STRETCH})


def moment(told: Change | Undone) -> tuple[int, UUID]:
    """When it was told, as a sort key."""
    return told.at, told.id


def in_force(changes: Iterable[Change], undone: Iterable[Undone]) -> tuple[Change, ...]:
    """The changes that were not undone, each once, in order of time."""
    return _in_order(changes, {each.change for each in undone})


def stand(
    changes: Iterable[Change],
    undone: Iterable[Undone] = (),
    helped: Mapping[str, Helped] | None = None,
    begins: Mapping[str, Place] | None = None,
    planned_at: int = 0,
) -> Standing:
    """Where these changes lead, from where the movements of the present plan are. Order and repetition do not matter.

    `begins` is `planner.begins.places` of the plan as it is now. A change holds in every later plan as well, so
    `begins` counts only for movements that no change in force has moved. Where the plan is still as an undone change
    made it, what was before that change counts; that can only be so with changes since `planned_at`, when the plan was
    made new (ms since 1970 UTC), not when it last followed a change.
    """
    told, gone = [*changes], {each.change for each in undone}
    places: dict[str, Place] = {}
    flare_until = None
    for change in _in_order(told, gone):
        places |= {shift.movement: shift.after for shift in change.shifts}
        if change.until is not None:
            flare_until = max(change.until, flare_until or change.until)
    undone_since = _in_order((each for each in told if each.at >= planned_at), {each.id for each in told} - gone)
    taken_from = {} if begins is None else _without(undone_since, begins)
    rest = {movement: at for movement, at in taken_from.items() if movement not in places and at != Place()}
    return Standing(places, helped or {}, flare_until, rest)


def _without(undone: Sequence[Change], begins: Mapping[str, Place]) -> dict[str, Place]:
    """Where movements stand that the plan still has, or has left out, as undone changes made them."""
    found = dict(begins)
    for change in reversed(undone):
        for shift in change.shifts:
            if found.get(shift.movement, shift.after) == shift.after:
                found[shift.movement] = shift.before
    return found


def _in_order(changes: Iterable[Change], without: Container[UUID]) -> tuple[Change, ...]:
    """Those changes, each once, in order of time."""
    return tuple(sorted({each.id: each for each in changes if each.id not in without}.values(), key=moment))


def undoable(changes: Iterable[Change], undone: Iterable[Undone]) -> tuple[Change, ...]:
    """The changes whose undoing puts all back as it was before them, newest first: nothing later touches the same."""
    touched: set[str | None] = set()
    found: list[Change] = []
    for change in reversed(in_force(changes, undone)):
        touches: set[str | None] = {shift.movement for shift in change.shifts}
        touches = touches or {None}
        if not touches & touched:
            found.append(change)
        touched |= touches
    return tuple(found)


def taken_back(movement: Movement, standing: Standing, now: int, ident: UUID) -> Change | None:
    """A dropped movement comes back because the person wants it to: one step below its usual dose, in the form it had.

    None where it is not dropped. A harder form does not come back with it.
    """
    before = standing.place(movement.id)
    if not before.dropped:
        return None
    form = before.form if (found := movement.form(before.form or "")) and found.grade == "easier" else None
    usual = Place(min(before.level, 0), form)
    reason = text("You wanted {movement} back. It begins a little below its usual dose.", movement=movement.name)
    shift = Shift(movement.id, before, less(movement, usual) or usual)
    return Change(ident, now, ChangeKind.TAKEN_BACK, reason, (shift,))


def bad_day(now: int, ident: UUID) -> Change:
    """The person says that today is a bad day, whatever the ratings say."""
    reason = text("You said that today is a bad day. Sessions are short and gentle until tomorrow.")
    return Change(ident, now, ChangeKind.FLARE_UP, reason, until=now + SETTLES_WITHIN.ms)


def request(standing: Standing, minutes: int, now: int) -> Request | None:
    """What to ask the planner for at this moment; None where nothing is special about it. `minutes`: as usual."""
    if not standing.flares(now):
        return None
    shorter = max(SHORTEST, min(minutes, GENTLE_MINUTES, -(-minutes // 2)))
    note = text("A gentle day: shorter, with easy movements and breathing, and nothing that builds strength.")
    return Request(min(minutes, shorter), Depth.GENTLE, GENTLE_KINDS, note)
