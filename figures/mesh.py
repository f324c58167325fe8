"""The shipped bodies: one GLB each, its pictures of skin and clothes, and the file of the rig.

A body is a skinned mesh: four bones a vertex, rest rotations the identity, joints named as in rig.json and in its
order, and a bit for each muscle that lies under a vertex. Bones that never turn by themselves are left out; what hung
on them hangs on the bone above. The tongue and the backs of the eyes are left out, as nobody sees them.
"""

import json
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from figures.bodies import PHENOTYPES, Body, Floats, Ints, body
from figures.muscles import bits
from figures.paint import pictures
from figures.rig_file import Bones, rig_file, shipped_bones
from figures.surface import normals_of
from figures.texture import KNOT, moved, seen
from figures.wear import LOOKS, dressed, points_of

FRONTEND = Path(__file__).parents[1] / "frontend"
# Places are rounded to about a tenth of a millimetre, a power of two, since such numbers pack well.
GRAIN = 2.0**-13
FLOAT, BYTE, UNSIGNED_BYTE, UNSIGNED_SHORT = 5126, 5120, 5121, 5123


class Mesh(NamedTuple):
    """What a GLB holds: N vertices, split where the picture has seams, and triangles of them."""

    places: Floats
    normals: Floats
    texture: Floats
    bones: Ints
    weights: NDArray[np.uint8]
    muscles: NDArray[np.uint8]
    triangles: Ints


def write_bodies(folder: Path) -> list[Path]:
    """Write rig.json, and a GLB and two pictures a body; the same bytes each time. Returns the files.

    Needs Node and what `npm ci` installs in frontend/; raises FileNotFoundError where either is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [rig_file(folder / "rig.json")]
    for name in PHENOTYPES:
        each = body(name)
        written.append(folder / f"{name}.glb")
        written[-1].write_bytes(packed(glb(each, mesh_of(each))))
        for style, image in pictures(each).items():
            written.append(folder / f"{name}-{style}.webp")
            image.save(written[-1], "WEBP", quality=82, method=6)
    return written


def mesh_of(body: Body) -> Mesh:
    """A body dressed and combed, ready to be written."""
    places = dressed(body, points_of(body))
    normals = normals_of(places, body.faces)
    visible = seen(body)
    faces, corners = body.faces[visible], body.corners[visible]
    pairs, triangles = np.unique(np.stack([faces.ravel(), corners.ravel()], 1), axis=0, return_inverse=True)
    vertex, corner = pairs.T
    bones = shipped_bones(body)
    on, weights = _folded(body, bones)
    made = Mesh(
        (np.round(places[vertex] / GRAIN) * GRAIN).astype(np.float32),
        normals[vertex].astype(np.float32),
        moved(body.texture[corner]),
        on[vertex],
        weights[vertex],
        bits(body)[vertex],
        triangles.reshape(-1, 3).astype(np.int64),
    )
    return _with_knot(made, body, bones) if LOOKS[body.name].knot else made


def glb(body: Body, mesh: Mesh) -> bytes:
    """A mesh as a GLB, not yet compressed."""
    bones = shipped_bones(body)
    parts = _Parts()
    bind = np.tile(np.eye(4, dtype=np.float32), (len(bones.kept), 1, 1))
    heads = body.heads[list(bones.kept)]
    # A GLB counts from the picture's upper left.
    texture = np.round((mesh.texture * (1, -1) + (0, 1)) * 65535)
    # Matrices are written column by column.
    bind[:, 3, :3] = -heads
    attributes = {
        "POSITION": parts.add(mesh.places, FLOAT, "VEC3", limits=True),
        "NORMAL": parts.add(_padded(np.round(mesh.normals * 127).astype(np.int8)), BYTE, "VEC3", scaled=True),
        "TEXCOORD_0": parts.add(texture.astype(np.uint16), UNSIGNED_SHORT, "VEC2", scaled=True),
        "JOINTS_0": parts.add(mesh.bones.astype(np.uint8), UNSIGNED_BYTE, "VEC4"),
        "WEIGHTS_0": parts.add(mesh.weights, UNSIGNED_BYTE, "VEC4", scaled=True),
        "_MUSCLES_0": parts.add(mesh.muscles[:, :4], UNSIGNED_BYTE, "VEC4"),
        "_MUSCLES_1": parts.add(mesh.muscles[:, 4:], UNSIGNED_BYTE, "VEC4"),
    }
    indices = parts.add(mesh.triangles.ravel().astype(np.uint16), UNSIGNED_SHORT, "SCALAR")
    binds = parts.add(bind.reshape(-1, 16), FLOAT, "MAT4")
    nodes: list[dict[str, Any]] = []
    for bone, parent in zip(bones.kept, bones.parents, strict=True):
        from_parent = body.heads[bone] - (heads[parent] if parent >= 0 else 0)
        nodes.append({"name": body.labels[bone], "translation": [round(float(step), 6) for step in from_parent]})
        if parent >= 0:
            nodes[parent].setdefault("children", []).append(len(nodes) - 1)
    nodes.append({"name": "body", "mesh": 0, "skin": 0})
    return parts.whole(
        {
            "asset": {"version": "2.0"},
            "scene": 0,
            "scenes": [{"nodes": [0, len(nodes) - 1]}],
            "nodes": nodes,
            "meshes": [{"name": "body", "primitives": [{"attributes": attributes, "indices": indices, "material": 0}]}],
            "skins": [{"joints": list(range(len(bones.kept))), "inverseBindMatrices": binds, "skeleton": 0}],
            "materials": [{"name": "body", "pbrMetallicRoughness": {"metallicFactor": 0, "roughnessFactor": 0.85}}],
            "extensionsUsed": ["KHR_mesh_quantization"],
            "extensionsRequired": ["KHR_mesh_quantization"],
        }
    )


class _Parts:
    """The binary part of a GLB, as it grows."""

    def __init__(self) -> None:
        self._bytes = b""
        self._views: list[dict[str, Any]] = []
        self._accessors: list[dict[str, Any]] = []

    def add(self, values: NDArray[Any], kind: int, shape: str, *, scaled: bool = False, limits: bool = False) -> int:
        data = np.ascontiguousarray(values).tobytes()
        view: dict[str, Any] = {"buffer": 0, "byteOffset": len(self._bytes), "byteLength": len(data)}
        if kind == BYTE:
            view["byteStride"] = 4
        self._views.append(view)
        self._bytes += data + b"\0" * (-len(data) % 4)
        accessor: dict[str, Any] = {"bufferView": len(self._views) - 1, "componentType": kind, "type": shape}
        accessor["count"] = len(values)
        if scaled:
            accessor["normalized"] = True
        if limits:
            accessor |= {"min": values.min(0).tolist(), "max": values.max(0).tolist()}
        self._accessors.append(accessor)
        return len(self._accessors) - 1

    def whole(self, document: dict[str, Any]) -> bytes:
        document |= {"accessors": self._accessors, "bufferViews": self._views}
        document["buffers"] = [{"byteLength": len(self._bytes)}]
        text = json.dumps(document, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        size = 12 + 8 + len(text) + 8 + len(self._bytes)
        head = struct.pack("<4sII", b"glTF", 2, size) + struct.pack("<I4s", len(text), b"JSON")
        return head + text + struct.pack("<I4s", len(self._bytes), b"BIN\0") + self._bytes


def _padded(values: NDArray[np.int8]) -> NDArray[np.int8]:
    return np.concatenate([values, np.zeros((len(values), 1), np.int8)], 1)


def _folded(body: Body, bones: Bones) -> tuple[Ints, NDArray[np.uint8]]:
    """Bones (V, 4), numbered as shipped, and weights (V, 4) that add up to 255."""
    whole = np.zeros((len(body.vertices), len(bones.kept)))
    for slot in range(body.bones.shape[1]):
        np.add.at(whole, (np.arange(len(whole)), bones.onto[body.bones[:, slot]]), body.weights[:, slot])
    strongest = np.argsort(-whole, 1, kind="stable")[:, :4]
    weights = np.take_along_axis(whole, strongest, 1)
    rounded = np.round(weights / weights.sum(1, keepdims=True) * 255).astype(np.int64)
    rounded[:, 0] += 255 - rounded.sum(1)
    return np.where(rounded > 0, strongest, 0), rounded.astype(np.uint8)


def _with_knot(mesh: Mesh, body: Body, bones: Bones) -> Mesh:
    """With the hair tied on the crown, where neither the floor nor a hand touches it."""
    eye, crown = body.head("eye.L"), float(body.vertices[:, 1].max())
    middle = np.array([0.0, crown + 0.012, eye[2] - 0.112])
    rows, columns = 12, 18
    down, round_ = np.meshgrid(np.linspace(0, np.pi, rows + 1), np.linspace(0, 2 * np.pi, columns + 1), indexing="ij")
    unit = np.stack([np.sin(down) * np.sin(round_), np.cos(down), np.sin(down) * np.cos(round_)], -1).reshape(-1, 3)
    # Leans back a little, as the crown does.
    lean = np.deg2rad(-28)
    turn = np.array([[1, 0, 0], [0, np.cos(lean), -np.sin(lean)], [0, np.sin(lean), np.cos(lean)]])
    places = middle + (unit * (0.036, 0.029, 0.036)) @ turn.T
    left, low, right, high = KNOT
    across, along = round_.ravel() / (2 * np.pi), 1 - down.ravel() / np.pi
    texture = np.stack([left + across * (right - left), low + along * (high - low)], 1)
    corner = np.arange((rows + 1) * (columns + 1)).reshape(rows + 1, columns + 1)
    a, b, c, d = (each.ravel() for each in (corner[:-1, :-1], corner[1:, :-1], corner[1:, 1:], corner[:-1, 1:]))
    count = len(places)
    on = np.zeros((count, 4), np.int64)
    on[:, 0] = bones.onto[body.bone("head")]
    weights = np.zeros((count, 4), np.uint8)
    weights[:, 0] = 255
    return Mesh(
        np.concatenate([mesh.places, places.astype(np.float32)]),
        np.concatenate([mesh.normals, (unit @ turn.T).astype(np.float32)]),
        np.concatenate([mesh.texture, texture.astype(np.float32)]),
        np.concatenate([mesh.bones, on]),
        np.concatenate([mesh.weights, weights]),
        np.concatenate([mesh.muscles, np.zeros((count, 8), np.uint8)]),
        np.concatenate(
            [mesh.triangles, np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)]) + len(mesh.places)]
        ),
    )


def packed(plain: bytes) -> bytes:
    """A GLB compressed for sending. Raises FileNotFoundError where Node or what `npm ci` installs is missing."""
    node = shutil.which("node")
    script = FRONTEND / "scripts" / "compress.mjs"
    if node is None or not (FRONTEND / "node_modules" / "meshoptimizer").is_dir():
        raise FileNotFoundError("Node or what it needs is missing. Run: npm ci --prefix frontend")
    with tempfile.TemporaryDirectory() as scratch:
        into, out = Path(scratch) / "plain.glb", Path(scratch) / "packed.glb"
        into.write_bytes(plain)
        subprocess.run([node, str(script), str(into), str(out)], check=True, cwd=FRONTEND)  # noqa: S603 (a script of ours)
        return out.read_bytes()
