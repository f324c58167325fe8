"""rig.json: read by its own rule it turns bones as the rig does."""

import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (only where torch is)
import numpy.typing as npt  # noqa: E402
import torch  # noqa: E402

from figures.rig import Rig  # noqa: E402
from figures.rig_file import rig, rig_file, shipped_bones  # noqa: E402

RIG = rig()


def matrix(quaternion: list[float]) -> npt.NDArray[np.float64]:
    x, y, z, w = quaternion
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def turned(name: str, angles: dict[str, float]) -> list[npt.NDArray[np.float64]]:
    """Global rotations of the bones, by what rig.json says alone."""
    for side in ("left", "right"):
        raised = max(0.0, angles[f"{side}_shoulder_elevation"] - RIG["girdle"]["from"])
        risen = angles[f"{side}_scapula_elevation"] + RIG["girdle"]["share"] * raised
        angles = angles | {f"{side}_girdle_elevation": risen}
    body = RIG["bodies"][name]
    whole: list[npt.NDArray[np.float64]] = []
    for number, bone in enumerate(RIG["bones"]):
        local = matrix(body["back"][number])
        for angle, axis, share in bone["turns"]:
            half = np.deg2rad(angles[angle] * share) / 2
            unit = [float(axis == each) * np.sin(half) for each in "xyz"]
            local = local @ matrix([*unit, np.cos(half)])
        local = local @ matrix(body["zero"][number])
        whole.append(local if bone["parent"] < 0 else whole[bone["parent"]] @ local)
    return whole


@pytest.mark.parametrize("name", bodies.PHENOTYPES)
@pytest.mark.parametrize("seed", range(4))
def test_bones_turn_as_in_the_rig(name: str, seed: int) -> None:
    body = bodies.body(name)
    degrees = np.random.default_rng(seed).uniform(-90, 90, len(RIG["angles"])).astype(np.float32)
    expected, centres = Rig(body, tuple(RIG["angles"])).place(torch.tensor(degrees), torch.zeros(3))
    found = turned(name, dict(zip(RIG["angles"], degrees.tolist(), strict=True)))
    bones = shipped_bones(body)
    for bone, is_, parent in zip(bones.kept, found, bones.parents, strict=True):
        # The angle between two rotations, by the chord: the cosine is too flat at so small a one.
        apart = 2 * np.arcsin(np.linalg.norm(expected[bone].numpy() - is_) / np.sqrt(8))
        assert np.rad2deg(apart) < 0.1
        # Skin of a bone that is left out moves with the one above.
        above = body.heads[bone] - (body.heads[bones.kept[parent]] if parent >= 0 else body.heads[0])
        from_above = centres[bone] - centres[bones.kept[max(parent, 0)]]
        assert from_above.numpy() == pytest.approx((found[max(parent, 0)] @ above), abs=0.002)


def test_bones_that_are_left_out_move_with_the_one_above() -> None:
    body = bodies.body("slim")
    degrees = torch.tensor(np.random.default_rng(9).uniform(-80, 80, len(RIG["angles"])), dtype=torch.float32)
    turns, _ = Rig(body, tuple(RIG["angles"])).place(degrees, torch.zeros(3))
    bones = shipped_bones(body)
    for bone, onto in enumerate(bones.onto):
        assert turns[bone].numpy() == pytest.approx(turns[bones.kept[onto]].numpy(), abs=1e-4)


def test_the_mirror_of_a_mirror_is_the_same() -> None:
    twin, sign = RIG["mirror"]["twin"], RIG["mirror"]["sign"]
    assert [twin[other] for other in twin] == list(range(len(RIG["angles"])))
    assert all(sign[index] == sign[other] for index, other in enumerate(twin))
    assert all(sign[index] == 1 for index, other in enumerate(twin) if index != other)
    assert RIG["angles"][twin[RIG["angles"].index("left_hip_flexion")]] == "right_hip_flexion"
    assert sign[RIG["angles"].index("neck_rotation")] == -1


def test_the_file_holds_it_all(tmp_path: Path) -> None:
    assert json.loads(rig_file(tmp_path / "rig.json").read_text("utf-8")) == json.loads(json.dumps(RIG))
    assert all(bone["parent"] < number for number, bone in enumerate(RIG["bones"]))
    assert all(len(each["zero"]) == len(each["back"]) == len(RIG["bones"]) for each in RIG["bodies"].values())
