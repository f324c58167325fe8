"""Movements, programmes and the journal as lists."""

import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from unkink import wire
from unkink.language import mark, text, texts
from unkink.prose import listed
from unkink.tell.layout import paragraph, table
from unkink.tell.words import day, dose, length, movements_counted, region, spaced

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.model.movement import Movement
    from unkink.model.programme import Programme
    from unkink.shapes import HurtShape, PainShape, SessionShape

_STATES = {
    "finished": mark("{routine}: finished, {length} of it done"),
    "stopped": mark("{routine}: stopped early, {length} of it done"),
    "open": mark("{routine}: not finished, {length} of it done"),
}
_HURTS = {"sharp": mark("sharply"), "mild": mark("a little"), "gone": mark("eased"), "stays": mark("stayed")}


def movements(found: Sequence["Movement"], catalogue: "Catalogue") -> Iterator[str]:
    """One line a movement (two where the terminal is narrow): id, name, usual dose, position."""
    if not found:
        yield from paragraph(
            text("No movement fits all of that. Leave something out, or see them all: unkink movements")
        )
        return
    positions = catalogue.vocabulary.positions
    yield from table((each.id, each.name, _usual(each), positions[each.position].name) for each in found)
    yield ""
    yield from paragraph(
        texts(
            "{n} movement. Read it: unkink show {id}",
            "{n} movements. Read one: unkink show {id}",
            len(found),
            id=found[0].id,
        )
    )


def _usual(movement: "Movement") -> str:
    return dose(wire.dose(movement.dose), movement.mode, movement.sides, ways=len(movement.directions) > 1)


def programmes(found: Sequence[tuple["Programme", int]], catalogue: "Catalogue") -> Iterator[str]:
    """One line a programme, with how long it takes (`found` holds it in ms)."""
    if not found:
        yield from paragraph(text("No programme is for that. See them all: unkink programmes"))
        return
    yield from table(
        (
            each.id,
            each.name,
            length(ms),
            movements_counted(len(each.steps)),
            ", ".join(region(key, catalogue) for key in each.regions),
        )
        for each, ms in found
    )
    yield ""
    yield from paragraph(text("Be led through one: unkink play {id}", id=found[0][0].id))


def journal(shapes: Sequence["SessionShape"], catalogue: "Catalogue", now_ms: int | None = None) -> Iterator[str]:
    """Sessions by day, newest first: when, what, how far, how it felt."""
    if not shapes:
        yield from paragraph(text("Your journal is empty. To begin: unkink play upper-back-nine"))
        yield from paragraph(text("Or choose from: unkink programmes"))
        return
    now = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    for number, (date, of_day) in enumerate(groupby(shapes, key=lambda shape: day(shape["started_at"], now))):
        if number:
            yield ""
        yield date
        for shape in of_day:
            at = time.strftime("%H:%M", time.localtime(shape["started_at"] / 1_000))
            told = text(_STATES[shape["state"]], routine=shape["name"], length=length(shape["position_ms"]))
            yield from paragraph(told, f"  {at}  ")
            for line in felt(shape, catalogue):
                yield from paragraph(line, " " * 9)


def felt(shape: "SessionShape", catalogue: "Catalogue") -> Iterator[str]:
    """How a session felt, and what of it was left out."""
    before, after = (_pains(shape[when], catalogue) for when in ("pain_before", "pain_after"))
    if before and after:
        yield text("Pain before {before}, after {after}", before=before, after=after)
    elif before:
        yield text("Pain before {before}", before=before)
    elif after:
        yield text("Pain after {after}", after=after)
    by_movement: dict[str, list[str]] = {}
    for each in shape["hurts"]:
        by_movement.setdefault(each["movement"], []).append(_hurt(each))
    for movement, words in by_movement.items():
        yield text("It hurt in {movement}: {how}", movement=_name(movement, catalogue), how=", ".join(words))
    if shape["skipped"]:
        names = (_name(each, catalogue) for each in dict.fromkeys(shape["skipped"]))
        yield text("Left out: {movements}", movements=listed(names))


def _name(movement_id: str, catalogue: "Catalogue") -> str:
    found = catalogue.movements.get(movement_id)
    return found.name if found else spaced(movement_id)


def _hurt(shape: "HurtShape") -> str:
    return text(_HURTS[shape["hurt"]]) if shape["hurt"] in _HURTS else shape["hurt"]


def _pains(pains: Sequence["PainShape"], catalogue: "Catalogue") -> str:
    """Ratings, those that are alike together: "6 (shoulders and lower back)"."""
    places: dict[int, list[str]] = {}
    for each in pains:
        places.setdefault(each["nrs"], []).extend([region(each["region"], catalogue)] if each["region"] else [])
    return listed(f"{nrs} ({listed(where)})" if where else str(nrs) for nrs, where in places.items())
