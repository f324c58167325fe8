"""Movements, programmes and the journal as lists."""

import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from unkink import wire
from unkink.prose import listed
from unkink.tell.layout import paragraph, table
from unkink.tell.words import counted, day, dose, length, spaced

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.model.movement import Movement
    from unkink.model.programme import Programme
    from unkink.shapes import HurtShape, PainShape, SessionShape

_STATES = {"finished": "finished", "stopped": "stopped early", "open": "not finished"}
_HURTS = {"sharp": "sharply", "mild": "a little", "gone": "eased", "stays": "stayed"}


def movements(found: Sequence["Movement"], catalogue: "Catalogue") -> Iterator[str]:
    """One line a movement (two where the terminal is narrow): id, name, usual dose, position."""
    if not found:
        yield from paragraph("No movement fits all of that. Leave something out, or see them all: unkink movements")
        return
    positions = catalogue.vocabulary.positions
    yield from table((each.id, each.name, _usual(each), positions[each.position].name) for each in found)
    yield ""
    yield from paragraph(f"{counted(len(found), 'movement')}. Read one: unkink show {found[0].id}")


def _usual(movement: "Movement") -> str:
    return dose(wire.dose(movement.dose), movement.mode, movement.sides, ways=len(movement.directions) > 1)


def programmes(found: Sequence[tuple["Programme", int]]) -> Iterator[str]:
    """One line a programme, with how long it takes (`found` holds it in ms)."""
    if not found:
        yield from paragraph("No programme is for that. See them all: unkink programmes")
        return
    yield from table(
        (each.id, each.name, length(ms), counted(len(each.steps), "movement"), ", ".join(map(spaced, each.regions)))
        for each, ms in found
    )
    yield ""
    yield from paragraph(f"Be led through one: unkink play {found[0][0].id}")


def journal(shapes: Sequence["SessionShape"], catalogue: "Catalogue", now_ms: int | None = None) -> Iterator[str]:
    """Sessions by day, newest first: when, what, how far, how it felt."""
    if not shapes:
        yield from paragraph("Your journal is empty. To begin: unkink play upper-back-nine")
        yield from paragraph("Or choose from: unkink programmes")
        return
    now = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    names = {key: value.name for key, value in catalogue.movements.items()}
    for number, (date, of_day) in enumerate(groupby(shapes, key=lambda shape: day(shape["started_at"], now))):
        if number:
            yield ""
        yield date
        for shape in of_day:
            at = time.strftime("%H:%M", time.localtime(shape["started_at"] / 1_000))
            yield from paragraph(f"{shape['name']}: {_outcome(shape)}", f"  {at}  ")
            for line in felt(shape, names):
                yield from paragraph(line, " " * 9)


def _outcome(shape: "SessionShape") -> str:
    state = _STATES[shape["state"]]
    return f"{state}, {length(shape['position_ms'])} of it done"


def felt(shape: "SessionShape", names: Mapping[str, str]) -> Iterator[str]:
    """How a session felt, and what of it was left out; `names` are those of movements, by id."""
    ratings = [("before", shape["pain_before"]), ("after", shape["pain_after"])]
    if told := [f"{when} {_pains(pains)}" for when, pains in ratings if pains]:
        yield f"Pain {', '.join(told)}"
    by_movement: dict[str, list[str]] = {}
    for each in shape["hurts"]:
        by_movement.setdefault(each["movement"], []).append(_hurt(each))
    for movement, words in by_movement.items():
        yield f"It hurt in {names.get(movement, spaced(movement))}: {', '.join(words)}"
    if shape["skipped"]:
        yield f"Left out: {listed(names.get(each, spaced(each)) for each in dict.fromkeys(shape['skipped']))}"


def _hurt(shape: "HurtShape") -> str:
    return _HURTS.get(shape["hurt"], shape["hurt"])


def _pains(pains: Sequence["PainShape"]) -> str:
    """Ratings, those that are alike together: "6 (shoulders and lower back)"."""
    places: dict[int, list[str]] = {}
    for each in pains:
        places.setdefault(each["nrs"], []).extend([spaced(each["region"])] if each["region"] else [])
    return listed(f"{nrs} ({listed(where)})" if where else str(nrs) for nrs, where in places.items())
