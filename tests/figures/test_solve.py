"""Solved poses keep what they are held to. See test_rig for why these are not in the usual run."""

import pytest

from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_figures, load_words

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

from figures.__main__ import solved  # noqa: E402 (only where torch is)
from figures.parts import patches  # noqa: E402
from figures.solve import Solver  # noqa: E402

FOLDER = places.built_in_catalogue()
BUILT_IN = load(FOLDER)
WORDS = load_words(FOLDER, BUILT_IN)
SLIM = Solver("slim", WORDS.angles)


def test_a_pose_is_solved_within_every_threshold_and_the_same_again() -> None:
    figure = load_figures(FOLDER, BUILT_IN)["cat-cow"]
    once, again = (solved(figure, SLIM, upright=False) for _ in range(2))
    assert [numbers.over() for _, numbers in once] == [[], [], []]
    assert [held.angles for held, _ in once] == [held.angles for held, _ in again]


def test_left_and_right_stay_alike_where_they_are_written_so() -> None:
    (held, _), *_ = solved(load_figures(FOLDER, BUILT_IN)["cat-cow"], SLIM, upright=False)
    for name, degrees in held.angles.items():
        if name.startswith("left_"):
            assert held.angles[name.replace("left_", "right_")] == pytest.approx(degrees, abs=0.02)


@pytest.mark.parametrize("name", bodies.PHENOTYPES)
def test_every_part_has_its_patch_of_skin(name: str) -> None:
    found = patches(bodies.body(name))
    assert min(map(len, found.values())) >= 4
