"""From anatomical angles to bones: where every bone is when the joints are bent so.

Each bone has a zero rotation, which carries the body at rest into the anatomical position, and turns within it. So a
bone's rotation is its parent's, back to rest, the joint's turns, and out of the zero again; angles mean the same on
every body, whatever pose it rests in. Turns are chained as docs/poses.md says.
"""

from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body, Floats
from figures.zero import zero_rotations

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
RIGHT_HANDED = {"left": 1.0, "right": -1.0}

# How the angles of a part of the spine are shared out over its bones, from below. spine05 carries the skin of the
# pelvis, and takes little.
SPINE = {
    "lumbar": {"spine05": 0.1, "spine04": 0.4, "spine03": 0.5},
    "thoracic": {"spine02": 0.5, "spine01": 0.5},
    "neck": {"neck01": 0.3, "neck02": 0.2, "neck03": 0.2, "head": 0.3},
}
# Raising an arm takes the shoulder blade with it from 30 degrees on; overhead the collar bone has risen by 25.
RHYTHM_FROM = 30.0
RHYTHM = 25.0 / 150.0


class Turn(NamedTuple):
    """One turn of a bone about a fixed axis, by a share of an angle."""

    angle: str
    axis: tuple[float, float, float]
    share: float


def turns_of_bones() -> dict[str, list[Turn]]:
    """The turns of each bone, in the order in which they are chained."""
    turns: dict[str, list[Turn]] = {
        "root": [Turn("pelvis_tilt", X, 1), Turn("pelvis_list", Z, 1), Turn("pelvis_turn", Y, 1)]
    }
    for part, shares in SPINE.items():
        for bone, share in shares.items():
            turns[bone] = [
                Turn(f"{part}_flexion", X, share),
                Turn(f"{part}_side_bend", Z, -share),
                Turn(f"{part}_rotation", Y, share),
            ]
    for side, hand in RIGHT_HANDED.items():
        turns |= _limbs(side, hand)
    return turns


def _limbs(side: str, hand: float) -> dict[str, list[Turn]]:
    end = side[0].upper()

    def turn(angle: str, axis: tuple[float, float, float], share: float) -> Turn:
        # A mirror at the middle plane keeps turns about X and reverses those about Y and Z.
        return Turn(f"{side}_{angle}", axis, share if axis == X else share * hand)

    girdle = [turn("girdle_elevation", Z, 1), turn("scapula_protraction", Y, -1)]
    turns = {
        "upperleg01": [turn("hip_flexion", X, -1), turn("hip_abduction", Z, 1), turn("hip_rotation", Y, -1)],
        "lowerleg01": [turn("knee_flexion", X, 1)],
        "foot": [turn("ankle_dorsiflexion", X, -1), turn("ankle_inversion", Z, -1)],
        "clavicle": girdle,
        # The arm is told against the chest, so what the shoulder blade did is taken back first.
        "upperarm01": [
            *(Turn(each.angle, each.axis, -each.share) for each in reversed(girdle)),
            turn("shoulder_plane", Y, -1),
            turn("shoulder_elevation", Z, 1),
            turn("shoulder_plane", Y, 1),
            turn("shoulder_rotation", Y, -1),
        ],
        "lowerarm01": [turn("elbow_flexion", X, -1)],
        "lowerarm02": [turn("forearm_supination", Y, 1)],
        "wrist": [turn("wrist_flexion", Z, -1), turn("wrist_deviation", X, 1)],
    }
    for finger in (2, 3, 4, 5):
        for joint in (1, 2, 3):
            turns[f"finger{finger}-{joint}"] = [turn("finger_curl", Z, -1)]
    for joint in (2, 3):
        turns[f"finger1-{joint}"] = [turn("finger_curl", Z, -0.5)]
    for toe in (1, 2, 3, 4, 5):
        turns[f"toe{toe}-1"] = [turn("toe_extension", X, -1)]
    return {f"{bone}.{end}": each for bone, each in turns.items()}


class Rig:
    """A body's bones, moved by angles. `names` are the angles, in the order of the vectors that it takes."""

    def __init__(self, body: Body, names: tuple[str, ...]) -> None:
        self.body = body
        self.names = names
        self.index = {name: number for number, name in enumerate(names)}
        derived = [f"{side}_girdle_elevation" for side in RIGHT_HANDED]
        where = self.index | {name: len(names) + number for number, name in enumerate(derived)}
        turns = turns_of_bones()
        count, longest = len(body.labels), max(map(len, turns.values()))
        axes = np.zeros((longest, count, 3), np.float32)
        which = np.zeros((longest, count), np.int64)
        axes[..., 0] = 1
        shares = np.zeros((longest, count), np.float32)
        for label, each in turns.items():
            for slot, turn in enumerate(each):
                bone = body.bone(label)
                axes[slot, bone], which[slot, bone], shares[slot, bone] = turn.axis, where[turn.angle], turn.share
        self._axes, self._which, self._shares = torch.tensor(axes), torch.tensor(which), torch.tensor(shares)
        zero = zero_rotations(body)
        back = np.stack([zero[parent] if parent >= 0 else np.eye(3) for parent in body.parents])
        self._zero = torch.tensor(zero, dtype=torch.float32)
        self._back = torch.tensor(np.swapaxes(back, 1, 2), dtype=torch.float32)
        self._levels = _levels(body.parents)
        self._heads = torch.tensor(body.heads)
        parents = np.array([max(parent, 0) for parent in body.parents])
        self._offsets = self._heads - self._heads[torch.tensor(parents)]
        self._offsets[0] = self._heads[0]

    def place(self, degrees: Tensor, root: Tensor) -> tuple[Tensor, Tensor]:
        """Global rotations (B, 3, 3) and joint centres (B, 3, metres) for angles (degrees) and the pelvis' shift."""
        whole = torch.cat([degrees, self._girdle(degrees)])
        angle = torch.deg2rad(whole[self._which] * self._shares)
        local = _rotation(self._axes[0], angle[0])
        for slot in range(1, len(angle)):
            local = local @ _rotation(self._axes[slot], angle[slot])
        local = self._back @ local @ self._zero
        rotations: list[Tensor] = [local[0]] * len(local)
        centres: list[Tensor] = [self._offsets[0] + root] * len(local)
        for bone, parent in self._levels:
            rotations[bone] = rotations[parent] @ local[bone]
            centres[bone] = centres[parent] + rotations[parent] @ self._offsets[bone]
        return torch.stack(rotations), torch.stack(centres)

    def skin(self, rotations: Tensor, centres: Tensor, points: "Skin") -> Tensor:
        """Where these points of the skin are (V, 3)."""
        shift = centres - (rotations @ self._heads[..., None])[..., 0]
        turned = (points.weights[..., None, None] * rotations[points.bones]).sum(1)
        return (turned @ points.rest[..., None])[..., 0] + (points.weights[..., None] * shift[points.bones]).sum(1)

    def _girdle(self, degrees: Tensor) -> Tensor:
        return torch.stack(
            [
                degrees[self.index[f"{side}_scapula_elevation"]]
                + RHYTHM * torch.relu(degrees[self.index[f"{side}_shoulder_elevation"]] - RHYTHM_FROM)
                for side in RIGHT_HANDED
            ]
        )


class Skin(NamedTuple):
    """Points of the skin at rest, with the bones they hang on."""

    rest: Tensor
    bones: Tensor
    weights: Tensor


def skin_of(body: Body, vertices: NDArray[np.int64] | None = None) -> Skin:
    """All of a body's skin, or some of its vertices."""
    chosen = np.arange(len(body.vertices)) if vertices is None else vertices
    return Skin(
        torch.tensor(body.vertices[chosen]), torch.tensor(body.bones[chosen]), torch.tensor(body.weights[chosen])
    )


def _levels(parents: tuple[int, ...]) -> list[tuple[int, int]]:
    """Bones with their parents, every parent before its children."""
    order: list[tuple[int, int]] = []
    placed = {0}
    while len(placed) < len(parents):
        fresh = [(bone, up) for bone, up in enumerate(parents) if bone not in placed and up in placed]
        order += fresh
        placed |= {bone for bone, _ in fresh}
    return order


def _rotation(axis: Tensor, angle: Tensor) -> Tensor:
    """Rotation matrices about unit axes (N, 3) by angles (N, radians)."""
    x, y, z = axis.unbind(-1)
    zero = torch.zeros_like(x)
    cross = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], -1).reshape(-1, 3, 3)
    sine, cosine = torch.sin(angle)[:, None, None], torch.cos(angle)[:, None, None]
    return torch.eye(3) + sine * cross + (1 - cosine) * (cross @ cross)


def vector(rest: Floats) -> Tensor:
    """Numbers as the rig takes them."""
    return torch.tensor(np.asarray(rest), dtype=torch.float32)
