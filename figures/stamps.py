"""What each shipped file was made from, as hashes, so that nothing old is shipped. Needs neither torch nor anny."""

import ast
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TypedDict

from unkink.model.pose import Figure

ROOT = Path(__file__).parents[1]
OUT = ROOT / "assets" / "figures"
LIST = "manifest.json"
KEPT = ROOT / ".figures"
VERSION = 1

# The modules whose work shows in a file; what only looks on is left out.
SOLVING = ("bodies", "zero", "rig", "surface", "parts", "collide", "flesh", "touch", "solve", "motion", "check", "make")
WRITING = ("props", "clips")
BODIES = ("bodies", "zero", "rig", "muscles", "surface", "texture", "wear", "paint", "mesh", "rig_file")
OTHERS = {"figures.lock": ROOT / "requirements" / "figures.lock"}


class Output(TypedDict):
    """A shipped file: the hash of what it was made from, and its own; its size in bytes."""

    inputs: str
    sha256: str
    bytes: int


def digest(*parts: str | bytes) -> str:
    """One hash of several things in order."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8) + data)
    return whole.hexdigest()


@cache
def code(names: tuple[str, ...]) -> str:
    """A hash of modules of this folder by what they do: comments, layout and docstrings do not count."""
    return digest(*(_doing(Path(__file__).with_name(f"{name}.py")) for name in names))


def _doing(module: Path) -> str:
    tree = ast.parse(module.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


def told(thing: object) -> str:
    """A description in words that do not change with the order of its parts."""
    return json.dumps(_plain(thing), sort_keys=True)


def _plain(thing: object) -> object:
    if hasattr(thing, "__dataclass_fields__"):
        return {name: _plain(getattr(thing, name)) for name in thing.__dataclass_fields__}
    if isinstance(thing, set | frozenset):
        return sorted(map(str, thing))
    if isinstance(thing, list | tuple):
        return [_plain(each) for each in thing]
    if hasattr(thing, "items"):
        return {str(key): _plain(value) for key, value in thing.items()}
    return thing if isinstance(thing, int | float | str | None) else str(thing)


def inputs_of_bodies() -> str:
    """What the bodies, what they wear, and the rig's file are made from."""
    packing = (ROOT / "frontend" / "scripts" / "compress.mjs").read_bytes()
    return digest(code(BODIES), OTHERS["figures.lock"].read_bytes(), packing)


def inputs_of_clips(figure: Figure, angles: object) -> str:
    """What the clips and joints of a movement are made from."""
    return digest(code(SOLVING), code(WRITING), OTHERS["figures.lock"].read_bytes(), told(angles), told(figure))


def inputs_of_motion(figure: Figure, form: str | None, angles: object) -> str:
    """What a movement, or one form of it, is solved from."""
    shown = figure.forms[form] if form else figure.usual
    poses = {name: figure.poses[name] for name in shown.phasing.used()}
    upon = told([shown.phasing, shown.scene, poses])
    return digest(code(SOLVING), OTHERS["figures.lock"].read_bytes(), told(angles), upon)


def read() -> dict[str, Output]:
    """What is shipped, by path below assets/figures; nothing where there is no list yet."""
    path = OUT / LIST
    outputs: dict[str, Output] = json.loads(path.read_text("utf-8"))["outputs"] if path.exists() else {}
    return outputs


def write(outputs: dict[str, Output]) -> None:
    """Keep the list, in order."""
    OUT.mkdir(parents=True, exist_ok=True)
    whole = {"version": VERSION, "outputs": dict(sorted(outputs.items()))}
    fresh = OUT / f"{LIST}.new"
    fresh.write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    fresh.replace(OUT / LIST)


def add(made: dict[str, Output]) -> None:
    """Enter what was made into the list; several processes may do so at once."""
    import fcntl

    KEPT.mkdir(exist_ok=True)
    with (KEPT / "manifest.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        write(read() | made)


def output(path: Path, inputs: str) -> Output:
    """The entry of a file that was just made."""
    data = path.read_bytes()
    return {"inputs": inputs, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
