"""Pictures and props. See test_rig for why these are not in the usual run."""

import pytest

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (only where torch is)

from figures.draw import PAPER, Camera, picture, sheet  # noqa: E402
from figures.parts import patches  # noqa: E402
from figures.props import Carried, Placed, boxes  # noqa: E402

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
        (Placed("chair", (0.42, 0.44, 0.42), (0, 0, 0)), 6),
        (Placed("wall", (2.4, 2.1, 0.03), (0, 0, -0.3), 90.0), 1),
        (Placed("cushion", (0.46, 0.12, 0.4), (0, 0, 0)), 1),
        (Carried("dumb-bells", ("left", "right")), 2),
        (Carried("towel", ("left", "right"), "soles"), 2),
    ],
)
def test_each_prop_is_drawn(prop: Placed | Carried, count: int) -> None:
    made = boxes([prop], BODY.vertices, PATCHES)
    assert len(made) == count
    assert all(np.isfinite(box.faces).all() for box in made)
