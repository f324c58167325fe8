"""Where a body would run through itself: balls along the bones, as thick as the flesh there, and which may not meet.

Neighbours are left out, and so is what touches by nature when joints bend far: thigh on calf and thigh on belly have
their own, smaller, balls.
"""

from itertools import combinations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body
from figures.rig import Rig

# From bone to bone, how many balls, and the bones whose skin tells how thick it is there.
TRUNK = (("spine04", "spine03", 2), ("spine03", "spine02", 2), ("spine02", "spine01", 3), ("spine01", "neck01", 2))
LIMBS = (
    ("upperleg01", "lowerleg01", 5, ("upperleg",)),
    ("lowerleg01", "foot", 5, ("lowerleg",)),
    ("upperarm01", "lowerarm01", 4, ("upperarm",)),
    ("lowerarm01", "wrist", 4, ("lowerarm",)),
    ("wrist", "finger3-2", 3, ("wrist", "metacarpal", "finger")),
    ("foot", "toe2-1", 3, ("foot", "toe")),
)
# Limbs joined to each other or to the trunk, by their place in LIMBS.
JOINED = {(0, 1), (1, 5), (2, 3), (3, 4)}
# How far belly and thigh are pressed flat where they meet, as a share of half the trunk's depth there.
FLESH = 0.55
# The lowest parts of the trunk, by their place in TRUNK.
SITS = 2
# How far down the thigh may rest on its own foot, of its five balls.
SITS_ON_FOOT = 1
# Which of the hand's balls the fingers are.
FINGERS = 2
THIGH, SHANK, UPPER_ARM, FOREARM, HAND, FOOT = range(6)


class Balls:
    """The balls of a body. `depth` tells how far each pair runs into each other, in metres."""

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        centres: list[Tensor] = []
        radii: list[float] = []
        bones: list[int] = []
        segments: list[tuple[int, str, int]] = []
        body = rig.body
        for number, (low, high, count) in enumerate(TRUNK):
            for at in _between(body, low, high, count):
                depth, width = _trunk_size(body, at)
                for aside in (-1, 0, 1):
                    ball = at.copy()
                    ball[0], ball[2] = aside * max(width - depth, 0.0), at[2] * 0 + _trunk_middle(body, at)
                    centres.append(torch.tensor(ball, dtype=torch.float32))
                    radii.append(depth)
                    bones.append(body.bone(low))
                    segments.append((number, "", len(segments)))
        head = body.head("head") + np.array([0, 0.05, 0.03])
        centres.append(torch.tensor(head, dtype=torch.float32))
        radii.append(0.085)
        bones.append(body.bone("head"))
        segments.append((len(TRUNK), "", 0))
        for end in "LR":
            for number, (low, high, count, skin) in enumerate(LIMBS):
                for place, at in enumerate(_between(body, f"{low}.{end}", f"{high}.{end}", count)):
                    centres.append(torch.tensor(at, dtype=torch.float32))
                    radii.append(_limb_radius(body, at, f"{low}.{end}", f"{high}.{end}", skin))
                    bones.append(body.bone(f"{low}.{end}"))
                    segments.append((number, end, place))
        self._bones = torch.tensor(bones)
        self._rest = torch.stack(centres) - torch.tensor(body.heads)[self._bones]
        self._radii = torch.tensor(radii, dtype=torch.float32)
        pairs = [pair for pair in combinations(range(len(segments)), 2) if _meet(*(segments[each] for each in pair))]
        self._first, self._second = torch.tensor(pairs).T
        self._called = [tuple(_called(*segments[each]) for each in pair) for pair in pairs]
        # The trunk's balls come first: of a pair that yields, the first is the trunk.
        soft = [FLESH * radii[pair[0]] if _yields(*(segments[each] for each in pair)) else 0.0 for pair in pairs]
        self._reach = self._radii[self._first] + self._radii[self._second] - torch.tensor(soft)

    def depth(self, rotations: Tensor, centres: Tensor) -> Tensor:
        """How deep each pair is in each other (..., P); nothing where they are apart."""
        turned = (rotations[..., self._bones, :, :] * self._rest[:, None]).sum(-1)
        at = centres[..., self._bones, :] + turned
        apart = (at[..., self._first, :] - at[..., self._second, :]).norm(dim=-1)
        return torch.relu(self._reach - apart)

    def worst(self, rotations: Tensor, centres: Tensor) -> tuple[float, str]:
        """The deepest pair of one pose: how deep, and what it is that meets."""
        depth = self.depth(rotations, centres)
        one, other = self._called[int(depth.argmax())]
        return float(depth.max()), f"{one} in {other}"


def _between(body: Body, low: str, high: str, count: int) -> list[NDArray[np.float32]]:
    first, last = body.head(low), body.head(high)
    return [first + (last - first) * (place + 0.5) / count for place in range(count)]


def _trunk_slice(body: Body, at: NDArray[np.float32]) -> NDArray[np.float32]:
    points = body.vertices
    labels = np.array([label.startswith(("spine", "root", "pelvis", "breast")) for label in body.labels])
    trunk = labels[body.bones[np.arange(len(points)), body.weights.argmax(1)]]
    return points[trunk & (np.abs(points[:, 1] - at[1]) < 0.025)]


def _trunk_size(body: Body, at: NDArray[np.float32]) -> tuple[float, float]:
    """Half the depth and half the width of the trunk there."""
    points = _trunk_slice(body, at)
    depth = np.percentile(points[:, 2], 95) - np.percentile(points[:, 2], 5)
    return float(depth / 2), float(np.percentile(np.abs(points[:, 0]), 90))


def _trunk_middle(body: Body, at: NDArray[np.float32]) -> float:
    depths = _trunk_slice(body, at)[:, 2]
    return float((np.percentile(depths, 95) + np.percentile(depths, 5)) / 2)


def _limb_radius(body: Body, at: NDArray[np.float32], low: str, high: str, skin: tuple[str, ...]) -> float:
    """The middle distance of the skin from the bone there."""
    way = body.head(high) - body.head(low)
    way = way / np.linalg.norm(way)
    out = body.vertices - at
    along = out @ way
    main = body.bones[np.arange(len(out)), body.weights.argmax(1)]
    end = low[-1]
    mine = np.array([label.endswith(end) and label.startswith(skin) for label in body.labels])[main]
    near = out[mine & (np.abs(along) < 0.025)]
    if len(near) < 5:
        return 0.02
    return float(np.median(np.linalg.norm(near - np.outer(near @ way, way), axis=1)))


def _called(number: int, end: str, place: int) -> str:
    """What a ball is called: a limb with its side and how far down it is, or a part of the trunk."""
    if not end:
        return ("hips", "loin", "chest", "upper chest", "head")[number]
    return f"{end} {LIMBS[number][0].rstrip('0123456789')} {place}"


def _yields(one: tuple[int, str, int], other: tuple[int, str, int]) -> bool:
    """Whether flesh gives way there by nature: the belly and the chest under a thigh that is drawn up."""
    return not one[1] and bool(other[1]) and other[0] == THIGH


def _meet(one: tuple[int, str, int], other: tuple[int, str, int]) -> bool:
    """Whether two balls are apart in a sound body."""
    (a, a_end, a_place), (b, b_end, b_place) = one, other
    if not a_end and not b_end:
        return {a, b} == {len(TRUNK), 1} or {a, b} == {len(TRUNK), 2}
    if not a_end:
        # Trunk and limb: the thigh against the belly by its far half; the upper arm by its far half; the rest whole.
        # One sits on one's heels.
        joined = {THIGH: 2, UPPER_ARM: 2, SHANK: 9 if a < SITS else 0, FOOT: 9 if a < SITS else 0}.get(b, 0)
        return b_place >= joined
    if a_end == b_end:
        # Whoever kneels back sits on the foot with the upper half of the thigh.
        sits = (a, b) == (THIGH, FOOT) and a_place <= SITS_ON_FOOT
        return not sits and a != b and (a, b) not in JOINED | {(THIGH, SHANK)}
    # The fingers of clasped hands lie between each other; the tops of the thighs are one flesh.
    clasped = a == b == HAND and a_place == b_place == FINGERS
    return not clasped and not (a == b == THIGH and min(a_place, b_place) < 2)
