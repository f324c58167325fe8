"""From anatomical angles to bones: where every bone is when the joints are bent so.

Each bone has a zero rotation, which carries the body at rest into the anatomical position, and turns within it. So a
bone's rotation is its parent's, back to rest, the joint's turns, and out of the zero again; angles mean the same on
every body, whatever pose it rests in. Turns are chained as docs/poses.md says.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body, Floats
from figures.zero import zero_rotations

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
EYE = torch.eye(3)
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
        self._which, self._shares = torch.tensor(which), torch.tensor(shares)
        # The bones that have a turn in each slot: few have more than three.
        self._turned = [torch.tensor(np.nonzero(shares[slot])[0]) for slot in range(longest)]
        crosses = [_crosses(torch.tensor(axes[slot, bones])) for slot, bones in enumerate(self._turned)]
        self._crosses = [(cross, cross @ cross) for cross in crosses]
        zero = zero_rotations(body)
        back = np.stack([zero[parent] if parent >= 0 else np.eye(3) for parent in body.parents])
        self._zero = torch.tensor(zero, dtype=torch.float32)
        self._back = torch.tensor(np.swapaxes(back, 1, 2), dtype=torch.float32)
        self._levels, self._unsorted = _levels(body.parents)
        self._heads = torch.tensor(body.heads)
        parents = np.array([max(parent, 0) for parent in body.parents])
        self._offsets = self._heads - self._heads[torch.tensor(parents)]
        self._offsets[0] = self._heads[0]

    def place(self, degrees: Tensor, root: Tensor) -> tuple[Tensor, Tensor]:
        """Global rotations (..., B, 3, 3) and joint centres (..., B, 3, metres).

        For angles (..., A, degrees) and the pelvis' shift (..., 3, metres).
        """
        whole = torch.cat([degrees, self._girdle(degrees)], -1)
        angle = torch.deg2rad(whole[..., self._which] * self._shares)
        local = EYE.expand(*degrees.shape[:-1], len(self._zero), 3, 3)
        for slot, bones in enumerate(self._turned):
            turn = _rotation(self._crosses[slot], angle[..., slot, bones])
            local = local.index_copy(-3, bones, local[..., bones, :, :] @ turn)
        local = self._back @ local @ self._zero
        rotations = [local[..., :1, :, :]]
        centres = [(self._offsets[0] + root)[..., None, :]]
        for bones, parents in self._levels:
            above = rotations[-1][..., parents, :, :]
            rotations.append(above @ local[..., bones, :, :])
            centres.append(centres[-1][..., parents, :] + (above * self._offsets[bones][:, None]).sum(-1))
        return torch.cat(rotations, -3)[..., self._unsorted, :, :], torch.cat(centres, -2)[..., self._unsorted, :]

    def skin(self, rotations: Tensor, centres: Tensor, points: "Skin") -> Tensor:
        """Where these points of the skin are (..., V, 3)."""
        shift = centres - (rotations * self._heads[:, None]).sum(-1)
        moves = torch.cat([rotations, shift[..., None]], -1).flatten(-2)
        # One large product instead of one for each pose.
        flat = moves.reshape(-1, *moves.shape[-2:]).transpose(0, 1).flatten(1)
        blended = (points.blend @ flat).unflatten(-1, (-1, 3, 4)).transpose(0, 1)
        blended = blended.reshape(*moves.shape[:-2], -1, 3, 4)
        return (blended[..., :3] * points.rest[:, None]).sum(-1) + blended[..., 3]

    def _girdle(self, degrees: Tensor) -> Tensor:
        return torch.stack(
            [
                degrees[..., self.index[f"{side}_scapula_elevation"]]
                + RHYTHM * torch.relu(degrees[..., self.index[f"{side}_shoulder_elevation"]] - RHYTHM_FROM)
                for side in RIGHT_HANDED
            ],
            -1,
        )


class Skin(NamedTuple):
    """Points of the skin at rest (V, 3), and how much each hangs on each bone (V, B)."""

    rest: Tensor
    blend: Tensor


def skin_of(body: Body, vertices: NDArray[np.int64] | None = None) -> Skin:
    """All of a body's skin, or some of its vertices."""
    chosen = np.arange(len(body.vertices)) if vertices is None else vertices
    blend = np.zeros((len(chosen), len(body.labels)), np.float32)
    np.add.at(blend, (np.arange(len(chosen))[:, None], body.bones[chosen]), body.weights[chosen])
    return Skin(torch.tensor(body.vertices[chosen]), torch.tensor(blend))


def _levels(parents: tuple[int, ...]) -> tuple[list[tuple[Tensor, Tensor]], Tensor]:
    """Bones by their depth below the root, each with its parent's place in the level above; and the way back."""
    levels = [[0]]
    while sum(map(len, levels)) < len(parents):
        levels.append([bone for bone, parent in enumerate(parents) if parent in levels[-1]])
    places = [
        (torch.tensor(level), torch.tensor([above.index(parents[bone]) for bone in level]))
        for above, level in pairwise(levels)
    ]
    return places, torch.argsort(torch.tensor([bone for level in levels for bone in level]))


def _crosses(axis: Tensor) -> Tensor:
    """The matrices (N, 3, 3) that multiply as the cross product with unit axes (N, 3) does."""
    x, y, z = axis.unbind(-1)
    zero = torch.zeros_like(x)
    return torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], -1).reshape(-1, 3, 3)


def _rotation(crosses: tuple[Tensor, Tensor], angle: Tensor) -> Tensor:
    """Rotation matrices (..., N, 3, 3) by angles (..., N, radians); the axes as their cross matrix and its square."""
    cross, squared = crosses
    sine, cosine = torch.sin(angle)[..., None, None], torch.cos(angle)[..., None, None]
    return EYE + sine * cross + (1 - cosine) * squared


def vector(rest: Floats) -> Tensor:
    """Numbers as the rig takes them."""
    return torch.tensor(np.asarray(rest), dtype=torch.float32)
