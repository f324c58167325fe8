"""python -m figures: solve the poses of the catalogue, and show what came out.

--check   a table of numbers, a line a pose and body; fails where one is over its threshold
--sheet   pictures from the side, from 45 degrees, from in front and from above, to .figures/sheets/
--body    only this body (slim, average, heavy); more than once for more
and ids of movements, or all that have a pose.toml.
"""

import argparse
import sys
from typing import NamedTuple

import torch

from figures.bodies import CACHE, PHENOTYPES
from figures.check import Measured, Setting, measure, table
from figures.draw import Camera, picture, sheet
from figures.props import boxes
from figures.solve import Held, Solver
from figures.touch import surfaces_of
from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_words, read_figures
from unkink.model.pose import Figure, SceneProp, Shown

SHEETS = CACHE / "sheets"
ANGLES = (Camera(90, 6), Camera(45, 18), Camera(0, 10), Camera(90, 80))
UPRIGHT = {"standing", "kneeling"}


class Drawn(NamedTuple):
    """A pose on a body, with the props round it."""

    solver: Solver
    held: Held
    scene: tuple[SceneProp, ...]


def main(arguments: list[str]) -> int:
    """Do what is asked; 1 if --check finds something over its threshold."""
    parser = argparse.ArgumentParser(
        prog="x.py figures", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("movements", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sheet", action="store_true")
    parser.add_argument("--body", action="append", choices=sorted(PHENOTYPES))
    asked = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(mode=True)
    folder = places.built_in_catalogue()
    catalogue = load(folder)
    words = load_words(folder, catalogue)
    figures, problems = read_figures(folder, catalogue, words)
    # A broken file of a movement that nobody asked for is no hindrance.
    problems = tuple(each for each in problems if not asked.movements or each.file.split("/")[1] in asked.movements)
    if problems:
        print("\n".join(map(str, problems)), file=sys.stderr)
        return 1
    if unknown := set(asked.movements) - figures.keys():
        parser.error(f"no pose.toml for {', '.join(sorted(unknown))}; there is one for {', '.join(figures)}")
    wanted = [figure for key, figure in figures.items() if not asked.movements or key in asked.movements]
    measured: list[Measured] = []
    pictures: dict[str, list[Drawn]] = {figure.movement: [] for figure in wanted}
    for name in asked.body or PHENOTYPES:
        solver = Solver(name, words.angles)
        for figure in wanted:
            upright = catalogue.movements[figure.movement].position in UPRIGHT
            for held, numbers in solved(figure, solver, upright=upright):
                measured.append(numbers)
                pictures[figure.movement].append(Drawn(solver, held, _scene_of(figure, held.pose.id)))
    if asked.sheet:
        for movement, bodies in pictures.items():
            _draw(movement, bodies)
    print(table(sorted(measured)))
    return 1 if asked.check and any(each.over() for each in measured) else 0


def solved(figure: Figure, solver: Solver, *, upright: bool) -> list[tuple[Held, Measured]]:
    """Every key pose of the movement and of its forms, each start first, on one body."""
    done: dict[str, tuple[Held, Measured]] = {}
    for shown in (figure.usual, *figure.forms.values()):
        for pose in _in_order(shown):
            if pose not in done:
                surfaces = surfaces_of(tuple(prop.prop for prop in shown.scene))
                start = done[shown.phasing.start][0] if pose != shown.phasing.start else None
                held = solver.solve(figure.poses[pose], surfaces, start)
                numbers = measure(held, start or held, solver, Setting(figure.movement, surfaces, upright))
                done[pose] = (held, numbers)
    return list(done.values())


def _scene_of(figure: Figure, pose: str) -> tuple[SceneProp, ...]:
    """The props of the first way of showing it that has the pose."""
    return next(shown.scene for shown in (figure.usual, *figure.forms.values()) if pose in shown.phasing.used())


def _in_order(shown: Shown) -> list[str]:
    start = shown.phasing.start
    return [start, *sorted(shown.phasing.used() - {start})]


def _draw(movement: str, bodies: list[Drawn]) -> None:
    SHEETS.mkdir(parents=True, exist_ok=True)
    rows = [
        [picture(s.body, held.skin, camera, boxes(scene, held.skin, s.patches)) for camera in ANGLES]
        for s, held, scene in bodies
    ]
    titles = [f"{movement}: {held.pose.id} ({held.body})" for _, held, _ in bodies]
    sheet(rows, titles).save(SHEETS / f"{movement}.png")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
