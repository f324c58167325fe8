"""Solved poses keep what they are held to. See test_rig for why these are not in the usual run."""

import pytest

from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_figures, load_words

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

from figures.check import Setting, measure  # noqa: E402 (only where torch is)
from figures.motion import Moved, moved, ways_of  # noqa: E402
from figures.parts import patches  # noqa: E402
from figures.solve import Solver  # noqa: E402
from unkink.model.pose import Phasing  # noqa: E402

FOLDER = places.built_in_catalogue()
BUILT_IN = load(FOLDER)
WORDS = load_words(FOLDER, BUILT_IN)
SLIM = Solver("slim", WORDS.angles)
CAT_COW = load_figures(FOLDER, BUILT_IN)["cat-cow"]


@pytest.fixture(scope="module")
def once() -> Moved:
    return moved(CAT_COW, CAT_COW.usual, SLIM, upright=False)


def test_a_movement_is_solved_within_every_threshold(once: Moved) -> None:
    """Else a hand would go through the floor, or a planted knee would slide."""
    assert measure(once, SLIM, Setting("cat-cow", "", upright=False, seconds=4.0)).over() == []


def test_what_is_solved_again_is_the_same(once: Moved) -> None:
    """Else every run would change every file."""
    again = moved(CAT_COW, CAT_COW.usual, SLIM, upright=False)
    assert [held.angles for held in again.poses.values()] == [held.angles for held in once.poses.values()]
    assert all(again.ways[way].equal(rows) for way, rows in once.ways.items())


def test_left_and_right_stay_alike_where_they_are_written_so(once: Moved) -> None:
    for name, degrees in once.poses["cat"].angles.items():
        if name.startswith("left_"):
            assert once.poses["cat"].angles[name.replace("left_", "right_")] == pytest.approx(degrees, abs=0.02)


def test_every_moment_of_a_movement_can_be_reached() -> None:
    """Else the figure would jump from one key pose to another."""
    assert ways_of(Phasing("a", hold="b")) == [("a", "b")]
    assert ways_of(Phasing("a", inhale="b", exhale="c")) == [("a", "b"), ("b", "c"), ("c", "a")]
    assert ways_of(Phasing("a", inhale="b", exhale="a")) == [("a", "b")]
    assert ways_of(Phasing("a", rep=("b", "c", "b"))) == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("name", bodies.PHENOTYPES)
def test_every_part_has_its_patch_of_skin(name: str) -> None:
    found = patches(bodies.body(name))
    assert min(map(len, found.values())) >= 4
