"""Which pictures of the movements there are to be, and what each is made from. Needs neither torch nor numpy."""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from figures import stamps
from figures.stamps import OUT, ROOT, code, digest
from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_words, read_figures

BODIES = ("slim", "average", "heavy")
STYLE = "light"
# The modules whose work shows in a line drawing, and in a still.
LINES = ("lines", "pictures", "shapes", "wear", "surface", "texture", "rig", "rig_file")
STILLS = ("stills",)
FRONT_END = ROOT / "frontend"
# What the viewer's pictures depend on, inside frontend/, and its package that draws.
VIEWER = (
    "stills.html",
    *(f"src/figure/{name}.ts" for name in ("camera", "clip", "flow", "glow", "rig", "stage", "stills", "things")),
)
DRAWS = "three"


class Name(NamedTuple):
    """What the files of a movement, or of a form of it, are called, without their ending; and how people call it.

    `side` is the one that works where it is done on one after the other, as the clip has it; else both.
    """

    name: str
    movement: str
    form: str | None
    title: str
    side: str


def names() -> list[Name]:
    """Every movement and form that is shown. Raises ValueError where the catalogue is broken."""
    folder = places.built_in_catalogue()
    catalogue = load(folder)
    figures, problems = read_figures(folder, catalogue, load_words(folder, catalogue))
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    found = []
    for key, figure in figures.items():
        movement = catalogue.movements[key]
        forms = {form.id: form.name for form in movement.forms}
        side = "left" if movement.sides == "each" else "both"
        found.append(Name(key, key, None, movement.name, side))
        found += [Name(f"{key}--{form}", key, form, f"{movement.name}: {forms[form]}", side) for form in figure.forms]
    return found


def clip_of(name: str) -> Path:
    """Where a clip lies."""
    return OUT / "clips" / f"{name}.json"


def line_of(name: str) -> Path:
    """Where a line drawing lies."""
    return OUT / "lines" / f"{name}.svg"


def still_of(name: str, body: str) -> Path:
    """Where a still picture lies."""
    return OUT / "stills" / f"{name}-{body}.webp"


def inputs_of_line(each: Name) -> str:
    """What a line drawing is made from. Raises FileNotFoundError where there is no clip."""
    return digest(code(LINES), clip_of(each.name).read_bytes(), each.title)


def inputs_of_still(each: Name, body: str) -> str:
    """What a still is made from. Raises FileNotFoundError where there is no clip, drawing or body yet."""
    files = (clip_of(each.name), OUT / "rig.json", OUT / f"{body}.glb", OUT / f"{body}-{STYLE}.webp")
    return digest(code(STILLS), pose_of(each.name), each.side, viewer(), *(hash_of(path) for path in files))


def pose_of(name: str) -> str:
    """The key pose that the drawing of it shows. Raises FileNotFoundError where there is none yet."""
    found = re.search(r'data-pose="([^"]*)"', line_of(name).read_text("utf-8"))
    return found[1] if found else ""


@cache
def viewer() -> str:
    """A hash of the part of the front end that draws."""
    uses = json.loads((FRONT_END / "package.json").read_text("utf-8"))
    version = {**uses.get("devDependencies", {}), **uses.get("dependencies", {})}[DRAWS]
    return digest(str(version), *((FRONT_END / file).read_bytes() for file in VIEWER))


def hash_of(path: Path) -> str:
    """A file's hash."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stale(paths_and_inputs: Iterator[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Those that are not there, are of other inputs, or are not what was made, each with its inputs of today."""
    outputs = stamps.read()
    for path, inputs in paths_and_inputs:
        known = outputs.get(path.relative_to(OUT).as_posix())
        if not known or known["inputs"] != inputs or not path.exists() or known["sha256"] != hash_of(path):
            yield path, inputs
