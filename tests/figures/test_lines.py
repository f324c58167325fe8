"""Line drawings. See test_rig for why these are not in the usual run."""

import re

import pytest

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")

import numpy as np

from figures.lines import _svg
from figures.pictures import area_of, chains, eye_for, length_of, look, simple, smooth, steps
from figures.shapes import box, carried, standing, whole

EYE = eye_for(np.array([[-0.5, 0.0, 0.0], [0.5, 1.0, 0.0]]), 0, 0, (160, 120))


def test_all_points_are_in_the_picture_with_room_for_the_flesh() -> None:
    points = np.array([[-0.9, 0.0, 0.3], [0.9, 0.2, -0.3], [0.0, 0.4, 0.9]])
    flat, away = eye_for(points, 80, 8, (640, 480)).flat(points)
    assert (away > 1).all()
    assert ((flat > 10) & (flat < (630, 470))).all()


def test_what_is_nearer_is_seen() -> None:
    far, near = box((0, 0.5, -0.5), (0.8, 0.8, 0.1)), box((0, 0.5, 0.5), (0.2, 0.2, 0.1))
    both = whole([far, near])
    seen = look(both.corners, EYE)
    middle = seen.triangle[60, 80]
    assert both.faces[middle] > far.faces.max()
    assert seen.away[60, 80] < seen.away[60, 65]


def test_what_turns_its_back_is_not_seen() -> None:
    corners = np.array([[[-0.3, 0.2, 0], [0.3, 0.2, 0], [0, 0.9, 0]]])
    assert (look(corners, EYE, outside=True).triangle >= 0).any()
    assert not (look(corners[:, ::-1], EYE, outside=True).triangle >= 0).any()


def test_an_outline_closes_and_keeps_its_area() -> None:
    y, x = np.mgrid[:100, :100]
    disc = np.hypot(x - 50, y - 50) < 30
    one, other, ends = steps(disc)
    (ring,) = chains(ends[disc[one] != disc[other]], 100, rings=True)
    assert (ring[0] == ring[-1]).all()
    drawn = simple(smooth(ring, 2), 0.5)
    assert len(drawn) < 60
    assert area_of(drawn) == pytest.approx(np.pi * 30**2, rel=0.03)


def test_a_smoothed_line_keeps_its_ends() -> None:
    stairs = np.array([[step // 2, (step + 1) // 2] for step in range(41)], float)
    drawn = simple(smooth(stairs, 2), 0.4)
    assert drawn[[0, -1]] == pytest.approx(stairs[[0, -1]])
    assert length_of(drawn) == pytest.approx(np.hypot(20, 20), rel=0.02)


@pytest.mark.parametrize("prop", ["chair", "bed", "wall", "block", "cushion", "roll", "foam-roller"])
def test_props_stand_where_they_are_put(prop: str) -> None:
    corners = standing(prop, (0.4, 0.44, 0.5), (1.0, 0.0, 2.0), 90.0).corners.reshape(-1, 3)
    assert corners[:, 1].min() == pytest.approx(0, abs=0.01)
    middle = (corners.min(0) + corners.max(0)) / 2
    assert middle[[0, 2]] == pytest.approx([1.0, 2.0], abs=0.03)


def test_a_strap_goes_from_hand_to_foot_and_back() -> None:
    places = {"foot.L": (0.1, 1, 0), "toe3-1.L": (0.1, 1.1, 0.1), "foot.R": (-0.1, 0, 0), "toe3-1.R": (-0.1, 0, 0.1)}

    def place(bone: str) -> np.ndarray:
        return np.array(places.get(bone, (0.2 if bone.endswith("L") else -0.2, 0.3, 0.5)), float)

    strap = carried("strap", ("left", "right"), "left-foot", place).corners.reshape(-1, 3)
    for goal in (place("foot.L"), place("finger2-1.L"), place("finger2-1.R")):
        assert np.linalg.norm(strap - goal, axis=1).min() < 0.12


def test_a_drawing_tells_its_title_and_pose() -> None:
    made = _svg("Knee & chest", "hold", ['<path class="silhouette" d="M 1 1 L 2 2 Z"/>'])
    assert "<title>Knee &amp; chest</title>" in made
    assert re.search(r'<path class="silhouette" d="M [\d. LMZ]+"', made)
    assert 'data-pose="hold"' in made
