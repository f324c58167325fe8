"""What is shipped of the figures is whole, small, and what the catalogue says. Needs neither torch nor anny."""

import gzip
import json
from pathlib import Path

import pytest

from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_figures
from unkink.figures import BODIES
from unkink.figures import name as name_of

FOLDER = places.figures()
CATALOGUE = load(places.built_in_catalogue())
FIGURES = load_figures(places.built_in_catalogue(), CATALOGUE)
NAMES = [name_of(figure.movement, form) for figure in FIGURES.values() for form in (None, *figure.forms)]


def test_every_movement_of_the_catalogue_has_a_figure() -> None:
    """Else somebody would have to read where others look."""
    assert FIGURES.keys() == CATALOGUE.movements.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_movement_and_each_of_its_forms_can_be_shown(name: str) -> None:
    """Else the figure would stop short, or show another movement."""
    clip = json.loads((FOLDER / "clips" / f"{name}.json").read_text("utf-8"))
    wide = len(clip["angles"]) + 3
    phases = clip["phases"]
    wanted = {phases[role] for role in ("start", "hold", "inhale", "exhale") if phases[role]}
    wanted.update(phases["rep"], *phases["directions"].values())
    assert set(clip["bodies"]) == set(BODIES)
    for body in clip["bodies"].values():
        assert set(body["poses"]) == wanted
        rows = [*body["poses"].values(), *(row for path in body["paths"] for row in path["frames"])]
        assert {len(row) for row in rows} == {wide}
        assert wanted - {phases["start"]} <= {end for path in body["paths"] for end in (path["from"], path["to"])}
    assert (FOLDER / "lines" / f"{name}.svg").is_file()
    assert all((FOLDER / "stills" / f"{name}-{body}.webp").is_file() for body in BODIES)


def test_nothing_is_larger_than_a_slow_line_bears() -> None:
    def sent(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 5))

    assert max(path.stat().st_size for path in FOLDER.glob("*.glb")) <= 450 * 1024
    assert max(map(sent, (FOLDER / "clips").iterdir())) <= 30 * 1024


def test_angles_of_every_clip_are_known_to_the_rig() -> None:
    """Else a joint would stay still without a word."""
    known = set(json.loads((FOLDER / "rig.json").read_text("utf-8"))["angles"])
    for name in NAMES:
        assert known.issuperset(json.loads((FOLDER / "clips" / f"{name}.json").read_text("utf-8"))["angles"]), name
