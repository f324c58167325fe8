"""Three bodies at rest, taken from anny once and kept: vertices, joint heads, skin weights.

Y is up, the body faces +Z and its left is +X; metres, feet on the floor. Rest rotations are the identity, so that one
set of joint rotations fits every body. Only anny's own topology is used: its SMPL ones are not free for every use.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

CACHE = Path(__file__).parents[1] / ".figures"
WEIGHTS_PER_VERTEX = 4

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]

# anny's own scales, 0 to 1. Height 0.5 would be 1.91 m for a man.
PHENOTYPES: dict[str, dict[str, float]] = {
    "slim": {"gender": 1.0, "age": 0.62, "muscle": 0.45, "weight": 0.22, "height": 0.45, "proportions": 0.7},
    "average": {"gender": 0.0, "age": 0.68, "muscle": 0.55, "weight": 0.5, "height": 0.33, "proportions": 0.6},
    "heavy": {"gender": 0.15, "age": 0.97, "muscle": 0.35, "weight": 1.0, "height": 0.3, "proportions": 0.35},
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body at rest: V vertices, B bones. `weights` and `bones` are V by 4; `heads` are the joint centres.

    `texture` are places on a picture of the skin, 0 to 1 from its lower left; `corners` those of each face's corners.
    """

    name: str
    vertices: Floats
    faces: Ints
    texture: Floats
    corners: Ints
    weights: Floats
    bones: Ints
    heads: Floats
    labels: tuple[str, ...]
    parents: tuple[int, ...]

    @property
    def height(self) -> float:
        """From the sole to the crown, in metres."""
        return float(self.vertices[:, 1].max())

    def bone(self, label: str) -> int:
        """The number of a bone. Raises ValueError where there is none of that name."""
        return self.labels.index(label)

    def head(self, label: str) -> Floats:
        """Where the bone's joint is, at rest."""
        return self.heads[self.bone(label)]


@cache
def body(name: str) -> Body:
    """One of the three bodies. Without its file in .figures/ anny makes it, which takes minutes the first time."""
    path = CACHE / f"body-{name}.npz"
    if not path.exists() or not _whole(path):
        _make_all()
    with np.load(path) as kept:
        labels = tuple(str(label) for label in kept["labels"])
        return Body(
            name=name,
            vertices=kept["vertices"],
            faces=kept["faces"].astype(np.int64),
            texture=kept["texture"],
            corners=kept["corners"].astype(np.int64),
            weights=kept["weights"],
            bones=kept["bones"].astype(np.int64),
            heads=_even(kept["heads"], labels),
            labels=labels,
            parents=tuple(int(parent) for parent in kept["parents"]),
        )


def _whole(path: Path) -> bool:
    """Whether a kept body has its places on the picture; those made by earlier versions have none."""
    with np.load(path) as kept:
        return "corners" in kept


def _even(heads: Floats, labels: tuple[str, ...]) -> Floats:
    """Left and right alike: anny's joints are a few millimetres off."""
    sides = {"L": "R", "R": "L"}
    order = [labels.index(label[:-1] + sides[label[-1]]) if "." in label else labels.index(label) for label in labels]
    even: Floats = (heads + heads[order] * np.array([-1, 1, 1], np.float32)) / 2
    return even


def _y_up(points: Floats) -> Floats:
    """Anny has Z up and faces -Y."""
    return np.stack([points[..., 0], points[..., 2], -points[..., 1]], -1)


def _make_all() -> None:
    CACHE.mkdir(exist_ok=True)
    os.environ.setdefault("ANNY_CACHE_DIR", str(CACHE / "anny"))
    import anny

    model = anny.Anny(skinning_method="lbs")
    weights = model.vertex_bone_weights.numpy()
    strongest = np.argsort(-weights, 1)[:, :WEIGHTS_PER_VERTEX]
    kept = np.take_along_axis(weights, strongest, 1)
    bones = np.take_along_axis(model.vertex_bone_indices.numpy(), strongest, 1)
    for name, phenotype in PHENOTYPES.items():
        made = model(pose_parameters=None, phenotype_kwargs=phenotype)
        vertices = _y_up(made["rest_vertices"][0].detach().numpy())
        heads = _y_up(made["rest_bone_poses"][0, :, :3, 3].detach().numpy())
        floor = vertices[:, 1].min()
        vertices[:, 1] -= floor
        heads[:, 1] -= floor
        np.savez_compressed(
            CACHE / f"body-{name}.npz",
            vertices=vertices.astype(np.float32),
            heads=heads.astype(np.float32),
            faces=model.faces.numpy().astype(np.int32),
            texture=model.texture_coordinates.numpy().astype(np.float32),
            corners=model.face_texture_coordinate_indices.numpy().astype(np.int32),
            weights=(kept / kept.sum(1, keepdims=True)).astype(np.float32),
            bones=bones.astype(np.int32),
            labels=np.array(model.bone_labels),
            parents=np.array(model.bone_parents),
        )
