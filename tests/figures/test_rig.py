"""The rig: what each sign means, on a real body, and that the mirror and the way there and back hold.

Kept out of the usual run where torch and the bodies are not there: they are needed only to make figures, and are large.
`python3 x.py figures --test` runs these in the environment that has them.
"""

from typing import Any

import pytest

from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_words, singles
from unkink.model.pose import Pose, mirrored

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (only where torch is)
import torch  # noqa: E402

from figures.check import hull, outside  # noqa: E402
from figures.rig import Rig, turns_of_bones  # noqa: E402
from figures.solve import FIRM  # noqa: E402

FOLDER = places.built_in_catalogue()
WORDS = load_words(FOLDER, load(FOLDER))
NAMES = tuple(name for angle in WORDS.angles for name in singles(angle, WORDS.angles))
RIG = Rig(bodies.body("average"), NAMES)


def centres(**degrees: float) -> dict[str, Any]:
    """Joint centres (x to the left, y up, z ahead; metres) with these angles, the others 0."""
    vector = torch.tensor([degrees.get(name, 0.0) for name in NAMES])
    placed = RIG.place(vector, torch.zeros(3))[1].numpy()
    return dict(zip(RIG.body.labels, placed, strict=True))


STILL = centres()
AHEAD, UP, LEFT = 2, 1, 0


@pytest.mark.parametrize(
    ("angle", "bone", "axis", "sign"),
    [
        ("pelvis_tilt", "neck01", AHEAD, 1),
        ("pelvis_list", "upperleg01.L", UP, 1),
        ("pelvis_turn", "upperleg01.L", AHEAD, -1),
        ("lumbar_flexion", "neck01", AHEAD, 1),
        ("lumbar_side_bend", "neck01", LEFT, 1),
        ("lumbar_rotation", "upperarm01.L", AHEAD, -1),
        ("thoracic_flexion", "neck01", AHEAD, 1),
        ("thoracic_side_bend", "neck01", LEFT, 1),
        ("thoracic_rotation", "upperarm01.L", AHEAD, -1),
        ("neck_flexion", "eye.L", UP, -1),
        ("neck_side_bend", "head", LEFT, 1),
        ("neck_rotation", "eye.L", AHEAD, -1),
        ("left_hip_flexion", "lowerleg01.L", AHEAD, 1),
        ("left_hip_abduction", "lowerleg01.L", LEFT, 1),
        ("left_hip_rotation", "toe1-1.L", LEFT, -1),
        ("left_knee_flexion", "foot.L", AHEAD, -1),
        ("left_ankle_dorsiflexion", "toe1-1.L", UP, 1),
        ("left_toe_extension", "toe1-2.L", UP, 1),
        ("left_scapula_elevation", "upperarm01.L", UP, 1),
        ("left_scapula_protraction", "upperarm01.L", AHEAD, 1),
        ("left_shoulder_elevation", "lowerarm01.L", LEFT, 1),
        ("left_shoulder_rotation", "finger1-3.L", LEFT, -1),
        ("left_elbow_flexion", "wrist.L", AHEAD, 1),
        ("left_forearm_supination", "finger1-3.L", LEFT, 1),
        ("left_wrist_flexion", "finger3-1.L", LEFT, -1),
        ("left_wrist_deviation", "finger3-1.L", AHEAD, -1),
        ("left_finger_curl", "finger3-3.L", LEFT, -1),
    ],
)
def test_plus_goes_where_the_reference_says(angle: str, bone: str, axis: int, sign: int) -> None:
    moved = centres(**{angle: 15.0})[bone] - STILL[bone]
    assert moved[axis] * sign > 0.002


def test_the_right_side_is_the_mirror_of_the_left() -> None:
    rng = np.random.default_rng(3)
    for _ in range(5):
        degrees = {name: float(rng.uniform(-25, 25)) for name in NAMES}
        other = mirrored(Pose("any", degrees, {}), WORDS.angles)
        here, there = centres(**degrees), centres(**other.angles)
        for label, centre in here.items():
            twin = label.replace(".L", ".X").replace(".R", ".L").replace(".X", ".R")
            assert np.allclose(centre * [-1, 1, 1], there[twin], atol=0.004), label


def test_the_anatomical_position_is_upright_with_hanging_arms_and_straight_legs() -> None:
    assert np.allclose((STILL["wrist.L"] - STILL["upperarm01.L"])[[0, 2]], 0, atol=1e-3)
    assert np.allclose((STILL["foot.R"] - STILL["upperleg01.R"])[[0, 2]], 0, atol=1e-3)
    assert STILL["finger1-3.L"][AHEAD] > STILL["finger5-1.L"][AHEAD]


@pytest.mark.parametrize("elevation", [40.0, 90.0, 150.0])
@pytest.mark.parametrize("plane", [-40.0, 0.0, 90.0, 120.0])
def test_the_arm_can_be_read_back_from_where_it_points(plane: float, elevation: float) -> None:
    """There and back: elevation is the angle from hanging, plane the way round from the side to the front."""
    placed = centres(left_shoulder_plane=plane, left_shoulder_elevation=elevation, left_scapula_protraction=8.0)
    x, y, z = placed["lowerarm01.L"] - placed["upperarm01.L"]
    assert np.degrees(np.arccos(-y / np.linalg.norm([x, y, z]))) == pytest.approx(elevation, abs=0.2)
    assert np.degrees(np.arctan2(z, x)) == pytest.approx(plane, abs=0.4)


@pytest.mark.parametrize("flexion", [10.0, 90.0, 125.0])
@pytest.mark.parametrize("abduction", [-20.0, 0.0, 40.0])
def test_the_thigh_can_be_read_back_from_where_it_points(flexion: float, abduction: float) -> None:
    placed = centres(left_hip_flexion=flexion, left_hip_abduction=abduction)
    x, y, z = placed["lowerleg01.L"] - placed["upperleg01.L"]
    assert np.degrees(np.arctan2(z, -y)) == pytest.approx(flexion, abs=0.2)
    assert np.degrees(np.arcsin(x / np.linalg.norm([x, y, z]))) == pytest.approx(abduction, abs=0.2)


def test_every_angle_turns_some_bone_and_knows_how_firmly_it_is_held() -> None:
    derived = {"left_girdle_elevation", "right_girdle_elevation"}
    turned = {turn.angle for turns in turns_of_bones().values() for turn in turns} - derived
    assert turned | {"left_scapula_elevation", "right_scapula_elevation"} == set(NAMES)
    assert {angle.partition("_")[0] for angle in WORDS.angles} == FIRM.keys()


def test_a_point_is_outside_a_hull_by_its_distance() -> None:
    square = hull(np.array([[0.0, 0.0], [1, 0], [1, 1], [0, 1], [0.5, 0.5]]))
    assert len(square) == 4
    assert outside(np.array([0.5, 0.2]), square) == 0
    assert outside(np.array([1.5, 0.5]), square) == pytest.approx(0.5)
