"""Looking at what is shipped: the table of numbers, and the sheets of pictures."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import torch
from PIL import Image

from figures import stamps
from figures.bodies import CACHE
from figures.check import Measured, Setting, measure, table
from figures.draw import Camera, picture, sheet
from figures.make import solver, stands
from figures.motion import BETWEEN, Moved
from figures.motion import moved as solve_motion
from figures.props import boxes, placed
from figures.solve import Held, Solver
from figures.touch import surfaces_of
from unkink.model.catalogue import Catalogue
from unkink.model.pose import Angle, Figure, Shown

SHEETS = CACHE / "sheets"
ANGLES = (Camera(90, 6), Camera(45, 18), Camera(0, 10), Camera(90, 80))
EXCUSED = Path(__file__).with_name("excused.toml")
USUAL = "usual"
# How long the way into a hold takes in the player, in seconds, and a breath's two halves.
INTO_HOLD, BREATH = 4.0, 4.0


class Review(NamedTuple):
    """What is to be looked at, and how. `tried`: solved now, not as shipped; only these forms where any are named."""

    catalogue: Catalogue
    angles: Mapping[str, Angle]
    bodies: tuple[str, ...]
    check: bool
    sheet: bool
    tried: tuple[str, ...] | None = None


def review(figures: list[Figure], asked: Review) -> int:
    """Print the table, draw the sheets; 1 where --check finds something over its threshold that is not excused."""
    if not (asked.check or asked.sheet):
        return 0
    excused = excuses()
    measured: list[Measured] = []
    for figure in figures:
        rows: list[list[Image.Image]] = []
        titles: list[str] = []
        forms = [form for form in (None, *figure.forms) if not asked.tried or (form or USUAL) in asked.tried]
        for form, body in ((form, body) for form in forms for body in asked.bodies):
            moved = shipped(figure, form, solver(body)) if asked.tried is None else _solved_now(figure, form, body)
            if asked.check:
                seconds = seconds_of(asked.catalogue, figure, moved)
                setting = Setting(figure.movement, form or "", stands(figure.movement, form), seconds)
                measured.append(measure(moved, solver(body), setting))
            if asked.sheet:
                for title, row in _rows(moved, solver(body), f"{figure.movement} {form or ''} ({body})"):
                    titles.append(title)
                    rows.append(row)
        if rows:
            SHEETS.mkdir(parents=True, exist_ok=True)
            sheet(rows, titles).save(SHEETS / f"{figure.movement}.png")
    if measured:
        print(table(measured, frozenset(excused)))
    bad = [(each, thing) for each in measured for thing in each.over() if (_name(each), thing) not in excused]
    if asked.check and bad:
        print(f"{len(bad)} over their threshold and not excused in {EXCUSED.name}.")
    return 1 if asked.check and bad else 0


def _solved_now(figure: Figure, form: str | None, body: str) -> Moved:
    shown = figure.forms[form] if form else figure.usual
    return solve_motion(figure, shown, solver(body), upright=stands(figure.movement, form))


def excuses() -> dict[tuple[str, str], str]:
    """Why a movement may miss a threshold, by movement (or movement--form) and thing."""
    with EXCUSED.open("rb") as file:
        return {(name, thing): why for name, things in tomllib.load(file).items() for thing, why in things.items()}


def _name(measured: Measured) -> str:
    return f"{measured.movement}--{measured.form}" if measured.form else measured.movement


def shipped(figure: Figure, form: str | None, solver: Solver) -> Moved:
    """A movement as its clip has it. Raises FileNotFoundError before it is made."""
    name = f"{figure.movement}--{form}" if form else figure.movement
    clip = json.loads((stamps.OUT / "clips" / f"{name}.json").read_text("utf-8"))
    joints = json.loads((stamps.OUT / "joints" / f"{name}.json").read_text("utf-8"))
    mine, known = clip["bodies"][solver.body.name], joints["bodies"][solver.body.name]
    shown: Shown = figure.forms[form] if form else figure.usual
    columns = torch.tensor([*(solver.names.index(angle) for angle in clip["angles"]), *range(-3, 0)])

    def whole(row: list[int]) -> torch.Tensor:
        filled = torch.zeros(len(solver.names) + 3)
        filled[columns] = torch.tensor(row, dtype=torch.float32) / 10
        return filled

    def held(key: str) -> Held:
        row = whole(mine["poses"][key])
        return solver.held(figure.poses[key], row[:-3], row[-3:] / 100, torch.tensor(known[key]["spots"]))

    poses = {key: held(key) for key in mine["poses"]}
    ways = {(way["from"], way["to"]): torch.stack([whole(row) for row in way["frames"]]) for way in mine["paths"]}
    return Moved(shown, surfaces_of(shown.scene), poses, ways)


def seconds_of(catalogue: Catalogue, figure: Figure, moved: Moved) -> float:
    """How long one way takes when it is played at the usual pace."""
    phasing = moved.shown.phasing
    if phasing.hold:
        return INTO_HOLD
    if phasing.exhale:
        return BREATH
    movement = catalogue.movements[figure.movement]
    ways = max(len(each) + 1 for each in (phasing.rep, *(phasing.directions or {}).values()))
    return (movement.dose.rep_ms or 4000) / 1000 / ways


def _rows(moved: Moved, solver: Solver, title: str) -> Iterator[tuple[str, list[Image.Image]]]:
    """A row of views for each key pose, and a strip for each way."""
    props = placed(moved, solver.patches)
    for name, held in moved.poses.items():
        around = boxes(props, held.skin, solver.patches)
        yield f"{title}: {name}", [picture(solver.body, held.skin, camera, around) for camera in ANGLES]
    view = Camera(moved.shown.view.round_deg, moved.shown.view.up_deg)
    for (first, last), rows in moved.ways.items():
        ends = moved.poses[first], moved.poses[last]
        strip = [ends[0].row(), *rows[1 :: BETWEEN // 2], ends[1].row()][:4]
        shown = [solver.held(ends[1].pose, row[:-3], row[-3:] / 100, ends[1].spots) for row in strip]
        yield (
            f"{title}: {first} > {last}",
            [picture(solver.body, each.skin, view, boxes(props, each.skin, solver.patches)) for each in shown],
        )
