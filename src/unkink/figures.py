"""Which figures there are: read from the list that lies beside them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

BODIES = ("slim", "average", "heavy")
VERSION_SIGNS = 12


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
    bodies = tuple(body for body in BODIES if f"{body}.glb" in outputs)
    clips = frozenset(_named("clips/", ".json", outputs)) if bodies else frozenset()
    of_each = [frozenset(_named("stills/", f"-{body}.webp", outputs)) for body in bodies or BODIES]
    version = hashlib.sha256(text).hexdigest()[:VERSION_SIGNS]
    return Figures(version, bodies or BODIES, clips, frozenset.intersection(*of_each))


def _named(before: str, after: str, outputs: frozenset[str]) -> list[str]:
    return [path[len(before) : -len(after)] for path in outputs if path.startswith(before) and path.endswith(after)]
