"""What the app plays: a clip for each movement and form, and the joints of its key poses for whoever needs them."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from figures.motion import Moved
from figures.props import Carried, Placed, placed
from figures.solve import Held, Solver
from unkink.model.pose import Figure

# An angle is written in tenths of a degree, a place in millimetres.
TENTHS = 10


def clip(
    figure: Figure, form: str | None, on_bodies: Mapping[str, Moved], solvers: Mapping[str, Solver]
) -> dict[str, Any]:
    """A clip as docs/figures.md tells it."""
    shown = figure.forms[form] if form else figure.usual
    names = solvers[next(iter(on_bodies))].names
    used = sorted({place for moved in on_bodies.values() for place in _used(moved, len(names))})
    phasing = shown.phasing
    return {
        "movement": figure.movement,
        "form": form,
        "view": {"round": shown.view.round_deg, "up": shown.view.up_deg},
        "lit": list(figure.lit),
        "phases": {
            "start": phasing.start,
            "hold": phasing.hold,
            "inhale": phasing.inhale,
            "exhale": phasing.exhale,
            "rep": list(phasing.rep),
            "directions": {key: list(poses) for key, poses in (phasing.directions or {}).items()},
        },
        "angles": [names[place] for place in used],
        "bodies": {body: _body(moved, used, solvers[body]) for body, moved in on_bodies.items()},
    }


def joints(
    figure: Figure, form: str | None, on_bodies: Mapping[str, Moved], solvers: Mapping[str, Solver]
) -> dict[str, Any]:
    """Joint centres (mm, by bone) and angles (degrees) of each key pose, by body."""
    return {
        "movement": figure.movement,
        "form": form,
        "bodies": {
            body: {
                name: {
                    "spots": [round(float(each), 3) for each in held.spots],
                    "angles": {key: round(degrees, 1) for key, degrees in held.angles.items() if round(degrees, 1)},
                    "centres": {
                        label: [round(float(each) * 1000) for each in centre]
                        for label, centre in zip(solvers[body].body.labels, held.centres, strict=True)
                        if not label.startswith(FACE)
                    },
                }
                for name, held in sorted(moved.poses.items())
            }
            for body, moved in on_bodies.items()
        },
    }


# Bones of the face and single toes, which nobody measures.
FACE = (
    "eye",
    "jaw",
    "tongue",
    "special",
    "oris",
    "orbicularis",
    "levator",
    "risorius",
    "temporalis",
    "oculi",
    "toe",
    "breast",
    "metacarpal",
)


def _used(moved: Moved, many: int) -> set[int]:
    rows = torch.cat([torch.stack([held.row() for held in moved.poses.values()]), *moved.ways.values()])
    return set(torch.nonzero((rows[:, :many].abs() >= 0.05).any(0))[:, 0].tolist())


def _body(moved: Moved, used: list[int], solver: Solver) -> dict[str, Any]:
    return {
        "poses": {name: _row(held.row(), used) for name, held in sorted(moved.poses.items())},
        "paths": [
            {"from": first, "to": last, "frames": [_row(row, used) for row in rows]}
            for (first, last), rows in moved.ways.items()
        ],
        "props": [_prop(prop) for prop in placed(moved, solver.patches)],
    }


def _row(row: Tensor, used: list[int]) -> list[int]:
    return [*(round(float(row[place]) * TENTHS) for place in used), *(round(float(each) * TENTHS) for each in row[-3:])]


def _prop(prop: Placed | Carried) -> dict[str, Any]:
    if isinstance(prop, Carried):
        return {"prop": prop.prop, "held": list(prop.held), **({"round": prop.round} if prop.round else {})}
    return {
        "prop": prop.prop,
        "size": [round(each, 3) for each in prop.size],
        "at": [round(each, 3) for each in prop.at],
        "turn": prop.turn,
    }


def most_telling(moved: Moved) -> Held:
    """The pose a still shows: the hold; else the first of a repetition, breath or direction."""
    phasing = moved.shown.phasing
    rounds = [phasing.rep, *(phasing.directions or {}).values()]
    # What is farthest from the start says most.
    named = (
        [phasing.hold]
        if phasing.hold
        else [phasing.exhale, phasing.inhale, *(pose for each in rounds for pose in each)]
    )
    start = moved.poses[phasing.start]
    known = [moved.poses[name] for name in named if name]
    return max(known, key=lambda held: float((held.centres - start.centres).norm(dim=-1).sum()), default=start)
