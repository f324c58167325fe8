"""Pictures and props. See test_rig for why these are not in the usual run."""

import pytest

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (only where torch is)

from figures.draw import PAPER, Camera, picture, sheet  # noqa: E402
from figures.parts import patches  # noqa: E402
from figures.props import boxes  # noqa: E402
from unkink.model.pose import Place, SceneProp  # noqa: E402

BODY = bodies.body("slim")
PATCHES = patches(BODY)


def test_a_picture_shows_the_body_upright_in_the_middle() -> None:
    seen = np.asarray(picture(BODY, BODY.vertices, Camera(0, 5, size=120)))
    drawn = np.abs(seen[:60].astype(int) - PAPER).sum(2) > 60
    columns = np.nonzero(drawn.any(0))[0]
    assert drawn.any()
    assert columns.mean() == pytest.approx(60, abs=4)


def test_a_sheet_has_a_row_for_each_title() -> None:
    small = picture(BODY, BODY.vertices, Camera(90, 5, size=40))
    assert sheet([[small, small], [small]], ["one", "two"]).size == (80, 2 * (40 + 16))


@pytest.mark.parametrize(
    ("prop", "count"),
    [
        (SceneProp("chair", Place.BEHIND), 6),
        (SceneProp("wall", Place.BEHIND, gap_m=0.1), 1),
        (SceneProp("cushion", Place.UNDER, "knees"), 1),
        (SceneProp("dumb-bells", Place.HELD, "hands"), 2),
        (SceneProp("towel", Place.ROUND, "soles"), 3),
        (SceneProp("bed", Place.BEHIND), 1),
    ],
)
def test_each_prop_is_drawn(prop: SceneProp, count: int) -> None:
    made = boxes((prop,), BODY.vertices, PATCHES)
    assert len(made) == count
    assert all(np.isfinite(box.faces).all() for box in made)
