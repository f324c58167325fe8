"""Solved poses keep what they are held to. See test_rig for why these are not in the usual run."""

import pytest

from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_figures, load_words

torch = pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (comes with torch)

from figures.check import THRESHOLDS, Setting, measure  # noqa: E402 (only where torch is)
from figures.motion import Moved, moved, ways_of  # noqa: E402
from figures.parts import patches  # noqa: E402
from figures.solve import Solver, leans  # noqa: E402
from figures.surface import normals_of  # noqa: E402
from figures.zero import palm_normal  # noqa: E402
from unkink.model.pose import Phasing  # noqa: E402

FOLDER = places.built_in_catalogue()
BUILT_IN = load(FOLDER)
WORDS = load_words(FOLDER, BUILT_IN)
SLIM = Solver("slim", WORDS.angles)
CAT_COW = load_figures(FOLDER, BUILT_IN)["cat-cow"]


@pytest.fixture(scope="module")
def once() -> Moved:
    # As it is made for the app: the average body first, the others beginning from it.
    first = moved(CAT_COW, CAT_COW.usual, Solver("average", WORDS.angles), upright=False)
    return moved(CAT_COW, CAT_COW.usual, SLIM, upright=False, like=first)


def test_a_movement_is_solved_within_every_threshold(once: Moved) -> None:
    """Else a hand would go through the floor, or a planted knee would slide."""
    assert measure(once, SLIM, Setting("cat-cow", "", upright=False, seconds=4.0)).over() == []


def test_what_is_solved_again_is_the_same() -> None:
    """Else every run would change every file."""
    once, again = (moved(CAT_COW, CAT_COW.usual, SLIM, upright=False) for _ in range(2))
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


def test_a_hand_that_is_laid_on_the_belly_lies_there_with_its_palm() -> None:
    """Else it would stand on its edge, and a person would not know what the hand is for."""
    figure = load_figures(FOLDER, BUILT_IN)["diaphragmatic-breathing"]
    held = moved(figure, figure.usual, SLIM, upright=False).poses["hands-laid"]
    wrist = SLIM.body.bone("wrist.R")
    palm = held.rotations[wrist].numpy() @ palm_normal(SLIM.body, "R")
    belly = normals_of(held.skin.astype(np.float64), SLIM.body.faces)[SLIM.patches["belly"]].mean(0)
    assert palm @ belly / np.linalg.norm(belly) < -0.6


def test_crossed_arms_are_not_the_mirror_of_each_other() -> None:
    """Else each forearm would lie within the other."""
    figure = load_figures(FOLDER, BUILT_IN)["crunch"]
    crossed = moved(figure, figure.usual, SLIM, upright=False).poses["arms-crossed"]
    deepest, between = SLIM.balls.worst(crossed.rotations, crossed.centres)
    assert deepest < THRESHOLDS["body"], between


def test_sitting_back_on_the_heels_is_no_collision() -> None:
    """Else child's pose could never reach the heels."""
    names = {"hip_flexion": 110.0, "hip_abduction": 15.0, "knee_flexion": 150.0, "ankle_dorsiflexion": -55.0}
    # The arms are out of the way.
    names |= {"shoulder_plane": 90.0, "shoulder_elevation": 150.0}
    angles = {f"{side}_{name}": degrees for side in ("left", "right") for name, degrees in names.items()}
    row = torch.tensor([angles.get(name, 0.0) for name in SLIM.names])
    rotations, centres = SLIM.rig.place(row, torch.zeros(3))
    deepest, between = SLIM.balls.worst(rotations, centres)
    assert deepest < THRESHOLDS["body"], between


def test_leaning_on_a_wall_needs_no_balance() -> None:
    """Else nobody could lean: the wall carries a part of the weight."""
    hands = load_figures(FOLDER, BUILT_IN)["leg-swing"].poses["hand-on-wall"]
    assert leans(hands)
    assert not leans(CAT_COW.poses["cat"])
