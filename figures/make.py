"""Solving one movement with all its forms on all bodies, and writing its clips and joints."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import torch

from figures import stamps
from figures.bodies import CACHE, PHENOTYPES
from figures.check import Setting, measure
from figures.clips import clip, joints
from figures.motion import Moved, moved
from figures.solve import Solver
from figures.stamps import Output
from figures.touch import surfaces_of
from unkink import places
from unkink.catalogue.load import load
from unkink.model.pose import Angle, Figure, Shown

KEPT = CACHE / "solved"
UPRIGHT = {"standing", "kneeling"}
# Speed is the dose's, and no solver's matter: seconds in which nothing is too fast.
A_LONG_TIME = 1e6
# The body that is solved first; the others begin from it.
FIRST = "average"


class Task(NamedTuple):
    """A movement, or a form of it, to make, with the hash of what it is made from."""

    figure: Figure
    form: str | None
    angles: Mapping[str, Angle]
    inputs: str


def ready() -> None:
    """One thread, and the same numbers every time."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)


def make(task: Task) -> dict[str, Output]:
    """Write the clip and the joints; their entries for the list."""
    figure, form = task.figure, task.form
    solvers = {name: solver(name) for name in PHENOTYPES}
    on_bodies = solved(figure, form, solvers, stamps.inputs_of_motion(figure, form, task.angles))
    made: dict[str, Output] = {}
    for kind, content in (("clips", clip), ("joints", joints)):
        path = stamps.OUT / kind / f"{name_of(figure, form)}.json"
        _write(path, content(figure, form, on_bodies, solvers))
        made[f"{kind}/{path.name}"] = stamps.output(path, task.inputs)
    return made


def name_of(figure: Figure, form: str | None) -> str:
    """What the files of a movement, or of a form of it, are called, without their ending."""
    return f"{figure.movement}--{form}" if form else figure.movement


def solved(figure: Figure, form: str | None, solvers: Mapping[str, Solver], inputs: str) -> dict[str, Moved]:
    """The movement, or a form of it, on each body; kept in .figures/ until what it is solved from changes."""
    shown = figure.forms[form] if form else figure.usual
    kept = KEPT / f"{inputs}.pt"
    if kept.exists():
        known = torch.load(kept)
        return {name: _again(figure, shown, each, known[name]) for name, each in solvers.items()}
    upright = stands(figure.movement, form)
    first = _best(figure, shown, solvers[FIRST], upright=upright)
    on_bodies = {
        name: first if name == FIRST else _best(figure, shown, each, upright=upright, like=first)
        for name, each in solvers.items()
    }
    KEPT.mkdir(parents=True, exist_ok=True)
    torch.save({name: _plain(each) for name, each in on_bodies.items()}, kept)
    return on_bodies


def _best(figure: Figure, shown: Shown, solver: Solver, *, upright: bool, like: Moved | None = None) -> Moved:
    """The movement on one body; where it is over a threshold, solved again with patience, and the better of the two."""
    quick = moved(figure, shown, solver, upright=upright, like=like)
    setting = Setting(figure.movement, "", upright, A_LONG_TIME)
    missed = measure(quick, solver, setting).excess()
    if not missed:
        return quick
    patient = moved(figure, shown, solver, upright=upright, like=like, patient=True)
    return patient if measure(patient, solver, setting).excess() < missed else quick


def _plain(moved: Moved) -> dict[str, Any]:
    poses = {name: (held.row(), held.spots) for name, held in moved.poses.items()}
    return {"poses": poses, "ways": dict(moved.ways)}


def _again(figure: Figure, shown: Shown, solver: Solver, plain: dict[str, Any]) -> Moved:
    poses = {
        name: solver.held(figure.poses[name], row[:-3], row[-3:] / 100, spots)
        for name, (row, spots) in plain["poses"].items()
    }
    return Moved(shown, surfaces_of(shown.scene), poses, plain["ways"])


@cache
def solver(name: str) -> Solver:
    """The solver of a body, made once in a process."""
    from unkink.catalogue.pose import load_words

    folder = places.built_in_catalogue()
    return Solver(name, load_words(folder, load(folder)).angles)


@cache
def _positions() -> dict[str, dict[str | None, str]]:
    catalogue = load(places.built_in_catalogue())
    return {
        key: {None: each.position, **{form.id: form.position or each.position for form in each.forms}}
        for key, each in catalogue.movements.items()
    }


def stands(movement: str, form: str | None) -> bool:
    """Whether it is done standing or kneeling, so that one can fall over."""
    return _positions()[movement].get(form) in UPRIGHT


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", "utf-8")
