"""The texts of the catalogue, in files that several people can translate beside each other."""

from pathlib import Path

from scripts.strings import Entry
from unkink.catalogue.load import load

PARTS = 3  # of the movements, which are two thirds of all texts
LIST = "Names to be found by, parted by “; ”. Give those that people use in your language, as many as there are."


def files(root: Path) -> dict[str, list[Entry]]:
    """The entries of each file. Each text is in the first file it comes in, with all its places."""
    places: dict[str, list[str]] = {}

    def note(place: str, text: str) -> str:
        places.setdefault(text, []).append(place)
        return text

    load(root / "catalogue", note)
    movements = sorted({path.parent.name for path in (root / "catalogue").glob("movements/*/movement.toml")})
    listed = {name: list[Entry]() for name in (*(_part(n) for n in range(PARTS)), "guidance.po", "coach.po")}
    for text, found in places.items():
        in_order = sorted(found, key=lambda place: (list(listed).index(_file(place, movements)), _path(place)))
        remarks = (LIST,) if any(place.endswith("#aliases") for place in found) else ()
        listed[_file(in_order[0], movements)].append(Entry(text, tuple(in_order), remarks))
    # The sort is stable: within a file of the catalogue, its texts stay in the order they are read in.
    return {name: sorted(entries, key=lambda entry: _path(entry.places[0])) for name, entries in listed.items()}


def _part(number: int) -> str:
    return f"movements-{number + 1}.po"


def _path(place: str) -> str:
    return place.partition("#")[0]


def _file(place: str, movements: list[str]) -> str:
    """The file of translations that a place of the catalogue belongs to."""
    room, *inside = _path(place).split("/")
    if room == "movements":
        return _part(movements.index(inside[0]) * PARTS // len(movements))
    return "guidance.po" if room == "guidance" else "coach.po"
