"""The rules for red lights: a movement that hurt, and a session that was too much as a whole. Pure."""

from unkink.model.movement import Movement
from unkink.model.progress import ChangeKind, Light, Place, Reading, Shift, Sign
from unkink.progress import words
from unkink.progress.levels import easier, less
from unkink.progress.look import BACK, FORWARD, Draft, Look, red
from unkink.progress.rules import LOOK_BACK


def hurts(look: Look) -> Draft | None:
    """A movement that hurt: sharp, or again, and it is dropped; else an easier form, a smaller dose, or dropped."""
    pending: dict[str, list[Reading]] = {}
    for reading in look.readings:
        for movement, light in reading.movements.items():
            known = movement in look.case.movements and not look.place(movement).dropped
            if light is Light.RED and known and not _answered(look, reading, movement):
                pending.setdefault(movement, []).append(reading)
    sharp_first = sorted(pending, key=lambda m: (Sign.SHARP not in _signs(m, pending[m]), pending[m][0].at, m))
    drafts = (_after_hurt(look, look.case.movements[m], pending[m]) for m in sharp_first)
    return next((draft for draft in drafts if draft), None)


def _answered(look: Look, reading: Reading, movement: str) -> bool:
    told = max(seen.at for seen in reading.own(movement) if red(seen))
    return any(
        reading.session in change.sessions or (change.kind in BACK and change.at > told)
        for change in look.of(movement)
        if change.kind not in FORWARD
    )


def _signs(movement: str, readings: list[Reading]) -> list[Sign]:
    return [seen.sign for reading in readings for seen in reading.own(movement) if red(seen)]


def _after_hurt(look: Look, movement: Movement, readings: list[Reading]) -> Draft | None:
    signs = _signs(movement.id, readings)
    ways = _ways_back(look, movement)
    drop = (ChangeKind.DROPPED, look.place(movement.id)._replace(dropped=True))
    eased = [c for c in look.of(movement.id) if c.kind in BACK and not look.undone(c)]
    again = len(readings) > 1 or any(look.case.now - change.at < LOOK_BACK.ms for change in eased)
    ordered = [drop, *ways] if again else [*ways, drop]
    if Sign.SHARP not in signs:
        ordered = [(kind, after) for kind, after in ordered if not look.refused(frozenset({kind}), movement.id)]
    else:
        ordered = [drop]
    if not ordered:
        return None
    kind, after = ordered[0]
    before = look.place(movement.id)
    reason = words.hurt(movement, before, after, signs, len(readings))
    return Draft(kind, reason, (Shift(movement.id, before, after),), tuple(r.session for r in readings))


def _ways_back(look: Look, movement: Movement) -> list[tuple[ChangeKind, Place]]:
    """What can be made less of a movement, an easier form first."""
    before = look.place(movement.id)
    ways = (
        (ChangeKind.EASIER_FORM, easier(movement, before, look.allowed(movement.id))),
        (ChangeKind.DOSE_DOWN, less(movement, before)),
    )
    return [(kind, after) for kind, after in ways if after]


def too_much(look: Look) -> Draft | None:
    """A session was too much as a whole: the movement that grew last goes back, else the one that asks the most."""
    pending = [r for r in look.readings if look.case.now - r.at < LOOK_BACK.ms and _whole(r) and not _met(look, r)]
    if not pending:
        return None
    grown = {s.movement: c.at for c in look.changes if c.kind in FORWARD and not look.undone(c) for s in c.shifts}

    def suspicion(movement: Movement) -> tuple[float, ...]:
        helped = look.standing.helped.get(movement.id)
        place, depth = look.place(movement.id), movement.planning.depth
        return (-grown.get(movement.id, 0), -depth.rank, -place.level, helped.points if helped else 0)

    done = {m for reading in pending for m in reading.movements if m in look.case.movements}
    movements = [look.case.movements[m] for m in sorted(done) if not look.place(m).dropped]
    signs = [seen.sign for reading in pending for seen in reading.signs]
    for movement in sorted(movements, key=suspicion):
        for kind, after in sorted(_ways_back(look, movement), key=lambda way: _dose_first(look, movement, way)):
            if not look.refused(frozenset({kind}), movement.id):
                before = look.place(movement.id)
                reason = words.session(movement, before, after, signs, grew=movement.id in grown)
                return Draft(kind, reason, (Shift(movement.id, before, after),), tuple(r.session for r in pending))
    return None


def _whole(reading: Reading) -> bool:
    """Red as a whole, without a movement that tells why."""
    reds = [seen for seen in reading.signs if red(seen)]
    return bool(reds) and all(seen.movement is None for seen in reds)


def _met(look: Look, reading: Reading) -> bool:
    """Whether something went back since."""
    told = max(seen.at for seen in reading.signs if red(seen))
    return any(c.kind in BACK and (reading.session in c.sessions or c.at > told) for c in look.changes)


def _dose_first(look: Look, movement: Movement, way: tuple[ChangeKind, Place]) -> bool:
    """No movement hurt by itself, so its form may stay, unless it is a harder one."""
    found = movement.form(look.place(movement.id).form or "")
    harder = found is not None and found.grade == "harder"
    return (way[0] is ChangeKind.EASIER_FORM) is not harder
