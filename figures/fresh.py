"""python -m figures.fresh: whether all that is shipped of the figures is there, whole, and of today's inputs.

Prints a line for each file that is not, with what mends it. Needs neither torch nor numpy.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from figures import drawn, stamps
from figures.drawn import BODIES, Name
from figures.stamps import LIST, OUT, Output
from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_words, read_figures


def main() -> int:
    """1 if something is stale."""
    found = list(stale())
    for path, what, way_out in found:
        print(f"{path}: {what}. {way_out}")
    return 1 if found else 0


def stale() -> Iterator[tuple[str, str, str]]:
    """Each file that is not as it should be: its path below assets/figures, what is wrong, and the way out."""
    outputs = stamps.read()
    wanted: set[str] = {f"{body}.glb" for body in BODIES} | {"rig.json"}
    wanted |= {f"{body}-{style}.webp" for body in BODIES for style in ("light", "dark")}
    mends = dict.fromkeys(wanted, "python3 x.py figures")
    inputs: dict[str, str | None] = dict.fromkeys(wanted, stamps.inputs_of_bodies())
    for each, own in _inputs():
        inputs |= own
        mends |= dict.fromkeys(own, f"python3 x.py figures {each.movement}")
    for key in sorted(inputs):
        if what := _wrong(key, inputs[key], outputs):
            yield key, what, f"Run: {mends[key]}"
    there = {path.relative_to(OUT).as_posix() for path in OUT.rglob("*") if path.is_file()} - {LIST}
    for key in sorted((there | outputs.keys()) - inputs.keys()):
        yield key, "nothing in the catalogue asks for it", f"Delete it, and its entry in {LIST}"


def _wrong(key: str, inputs: str | None, outputs: Mapping[str, Output]) -> str:
    """What is wrong with a file; nothing where all is well. Inputs that are not told are not looked at."""
    path = OUT / key
    if not path.exists():
        return "not there"
    if key not in outputs:
        return f"not in {LIST}"
    if drawn.hash_of(path) != outputs[key]["sha256"]:
        return "not what was made"
    if inputs is not None and inputs != outputs[key]["inputs"]:
        return "older than what it is made from"
    return ""


def _inputs() -> Iterator[tuple[Name, dict[str, str | None]]]:
    """For each movement and form its files, with the hashes of what they should be made from."""
    folder = places.built_in_catalogue()
    catalogue = load(folder)
    words = load_words(folder, catalogue)
    figures, _ = read_figures(folder, catalogue, words)
    clips = {key: stamps.inputs_of_clips(figure, words.angles) for key, figure in figures.items()}
    for each in drawn.names():
        own: dict[str, str | None] = {
            _key(drawn.clip_of(each.name)): clips[each.movement],
            f"joints/{each.name}.json": clips[each.movement],
        }
        try:
            own[_key(drawn.line_of(each.name))] = drawn.inputs_of_line(each)
            own |= {_key(drawn.still_of(each.name, body)): drawn.inputs_of_still(each, body) for body in BODIES}
        except FileNotFoundError:
            # What they are made from is named already; they themselves are at least to be there.
            pictures = (drawn.line_of(each.name), *(drawn.still_of(each.name, body) for body in BODIES))
            own |= {_key(path): None for path in pictures if _key(path) not in own}
        yield each, own


def _key(path: Path) -> str:
    return path.relative_to(OUT).as_posix()


if __name__ == "__main__":
    sys.exit(main())
