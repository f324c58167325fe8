"""Which figures there are: read from their folder and the list in it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

BODIES = ("slim", "average", "heavy")
SIGNS = 12  # of a hash are enough to tell two sets of figures apart


@dataclass(frozen=True, slots=True)
class Figures:
    """`clips` and `stills` are names: a movement's id, or with a form `movement--form`; a still is there for each body.

    `version` changes with any of them; it is empty where there are none.
    """

    version: str = ""
    bodies: tuple[str, ...] = ()
    clips: frozenset[str] = frozenset()
    stills: frozenset[str] = frozenset()


def name(movement: str, form: str | None = None) -> str:
    """What the files of a movement, or of a form of it, are called."""
    return f"{movement}--{form}" if form else movement


def read(folder: Path) -> Figures:
    """The figures of that folder; none where it has no list of them, or a broken one."""
    try:
        text = (folder / "manifest.json").read_bytes()
        outputs = frozenset(json.loads(text)["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return Figures()
    bodies = tuple(body for body in BODIES if (folder / f"{body}.glb").is_file())
    clips = frozenset(_named("clips/", ".json", outputs)) if bodies else frozenset()
    of_each = [frozenset(_named("stills/", f"-{body}.webp", outputs)) for body in bodies or BODIES]
    return Figures(_version(folder), bodies or BODIES, clips, frozenset.intersection(*of_each))


def _version(folder: Path) -> str:
    """Of the list, which holds a hash of each clip and still, and of the bodies and what dresses them beside it."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()[:SIGNS]


def _named(before: str, after: str, outputs: frozenset[str]) -> list[str]:
    return [path[len(before) : -len(after)] for path in outputs if path.startswith(before) and path.endswith(after)]
