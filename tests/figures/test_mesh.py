"""The shipped bodies: what is in a GLB, that it is the same each time, and what the pictures show where."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (only where torch is)

from figures import texture, wear  # noqa: E402
from figures.mesh import FRONTEND, glb, mesh_of, packed  # noqa: E402
from figures.rig_file import shipped_bones  # noqa: E402

BODIES = {name: bodies.body(name) for name in bodies.PHENOTYPES}
MESHES = {name: mesh_of(body) for name, body in BODIES.items()}
node = pytest.mark.skipif(
    not (FRONTEND / "node_modules" / "meshoptimizer").is_dir(), reason="needs npm ci in frontend/"
)


def json_of(whole: bytes) -> dict[str, Any]:
    (length,) = struct.unpack_from("<I", whole, 12)
    found: dict[str, Any] = json.loads(whole[20 : 20 + length])
    return found


@pytest.mark.parametrize("name", BODIES)
def test_joints_are_named_and_placed_as_the_rig_file_says(name: str) -> None:
    body, document = BODIES[name], json_of(glb(BODIES[name], MESHES[name]))
    bones = shipped_bones(body)
    joints = [document["nodes"][joint] for joint in document["skins"][0]["joints"]]
    assert [joint["name"] for joint in joints] == [body.labels[bone] for bone in bones.kept]
    assert all("rotation" not in joint for joint in joints)
    for bone, parent in zip(bones.kept, bones.parents, strict=True):
        place, at = np.zeros(3), bones.kept.index(bone)
        while at >= 0:
            place += joints[at]["translation"]
            at = bones.parents[at]
        assert place == pytest.approx(body.heads[bone], abs=1e-4)
        assert parent < bones.kept.index(bone)


@pytest.mark.parametrize("name", BODIES)
def test_a_mesh_is_whole(name: str) -> None:
    mesh = MESHES[name]
    assert mesh.places[:, 1].min() == pytest.approx(0, abs=0.002)
    assert (mesh.weights.astype(int).sum(1) == 255).all()
    assert mesh.texture.min() >= 0
    assert mesh.texture.max() <= 1
    assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1, abs=1e-3)
    assert set(mesh.triangles.ravel().tolist()) == set(range(len(mesh.places)))


@pytest.mark.parametrize("name", BODIES)
def test_what_is_bare_is_as_it_was_and_cloth_lies_close(name: str) -> None:
    body = BODIES[name]
    points = wear.points_of(body)
    moved = np.linalg.norm(wear.dressed(body, points) - body.vertices, axis=1)
    cloth = np.maximum(wear.shirt(body, points), wear.trousers(body, points))
    bare = (cloth < -0.03) & (points.skull < 0.1)
    assert bare.sum() > 3000
    assert moved[bare].max() < 0.001
    assert moved.max() < 0.035


def test_the_clothes_cover_the_trunk_and_leave_hands_and_feet() -> None:
    for body in BODIES.values():
        points = wear.points_of(body)
        dressed = np.maximum(wear.shirt(body, points), wear.trousers(body, points)) > 0
        height = body.vertices[:, 1]
        assert not dressed[height < body.head("foot.L")[1]].any()
        assert not dressed[points.texture[:, 1] < 0.13].any()
        assert dressed[(points.arm + points.skull == 0) & (height > 0.3) & (height < body.head("spine01")[1])].all()


def test_no_face_of_the_eyes_is_lost_and_no_tongue_is_kept() -> None:
    for body in BODIES.values():
        kept = texture.seen(body)
        assert not (kept & texture.piece(body, texture.TONGUE)).any()
        assert (kept & texture.piece(body, texture.EYES)).sum() == 140


@node
def test_a_packed_body_is_small_and_the_same_each_time(tmp_path: Path) -> None:
    plain = glb(BODIES["slim"], MESHES["slim"])
    once, again = packed(plain), packed(glb(BODIES["slim"], mesh_of(BODIES["slim"])))
    assert once == again
    assert len(once) < 450_000
    assert "EXT_meshopt_compression" in json_of(once)["extensionsRequired"]
    count = json_of(once)["accessors"][json_of(once)["meshes"][0]["primitives"][0]["indices"]]["count"]
    assert count == MESHES["slim"].triangles.size
