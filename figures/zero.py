"""The anatomical position of a body: for each bone, the rotation that takes it there from how the body rests.

Legs straight down with the soles flat; arms hanging, the elbows' hinge from left to right, palms to the thighs (thumbs
forward), hand and fingers in line with the forearm.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.bodies import Body

Matrix: TypeAlias = NDArray[np.float64]
Vector: TypeAlias = NDArray[np.float64]

DOWN = np.array([0.0, -1.0, 0.0])
FINGERS = (2, 3, 4, 5)


def zero_rotations(body: Body) -> Matrix:
    """Global rotations into the anatomical position (B, 3, 3); bones that are not named follow their parents."""
    zero: dict[int, Matrix] = {0: np.eye(3)}
    for end, hand in (("L", 1.0), ("R", -1.0)):
        named = _leg(body, end) | _arm(body, end, np.array([-hand, 0.0, 0.0]))
        zero |= {body.bone(f"{label}.{end}"): rotation for label, rotation in named.items()}
    rotations = np.tile(np.eye(3), (len(body.labels), 1, 1))
    for bone, parent in sorted(enumerate(body.parents), key=lambda pair: _depth(body, pair[0])):
        rotations[bone] = zero.get(bone, rotations[max(parent, 0)])
    return rotations


def palm_normal(body: Body, end: str) -> Vector:
    """Out of the palm, at rest."""
    wrist = _at(body, f"wrist.{end}")
    across = np.cross(_at(body, f"finger2-1.{end}") - wrist, _at(body, f"finger5-1.{end}") - wrist)
    # At rest the palms look inwards.
    return _unit(across if (across[0] < 0) == (end == "L") else -across)


def _leg(body: Body, end: str) -> dict[str, Matrix]:
    hip, knee, ankle = (_at(body, f"{bone}.{end}") for bone in ("upperleg01", "lowerleg01", "foot"))
    return {"upperleg01": _align(knee - hip), "lowerleg01": _align(ankle - knee), "foot": np.eye(3)}


def _arm(body: Body, end: str, inwards: Vector) -> dict[str, Matrix]:
    shoulder, elbow, wrist = (_at(body, f"{bone}.{end}") for bone in ("upperarm01", "lowerarm01", "wrist"))
    knuckle = _at(body, f"finger3-1.{end}")
    hinge = np.cross(elbow - shoulder, wrist - elbow)
    rightwards = np.array([-1.0, 0.0, 0.0])
    hand = _frame(DOWN, inwards) @ _frame(knuckle - wrist, palm_normal(body, end)).T
    zero = {
        # The clavicle stays as it is; what hangs on it is told against the chest.
        "upperarm01": _frame(DOWN, rightwards) @ _frame(elbow - shoulder, hinge).T,
        "lowerarm01": _frame(DOWN, rightwards) @ _frame(wrist - elbow, hinge).T,
        "lowerarm02": _frame(DOWN, inwards) @ _frame(wrist - elbow, palm_normal(body, end)).T,
        "wrist": hand,
    }
    for finger in FINGERS:
        joints = [_at(body, f"finger{finger}-{joint}.{end}") for joint in (1, 2, 3)]
        along = [joints[1] - joints[0], joints[2] - joints[1], joints[2] - joints[1]]
        for joint, way in enumerate(along, 1):
            x, y, _ = hand @ way
            # Unbent: no part of the finger's direction left towards the palm.
            straight = _about_z(-np.arctan2(x, -y))
            zero[f"finger{finger}-{joint}"] = straight @ hand
    return zero


def _about_z(angle: float) -> Matrix:
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.array([[cosine, -sine, 0.0], [sine, cosine, 0.0], [0.0, 0.0, 1.0]])


def _at(body: Body, label: str) -> Vector:
    return body.head(label).astype(np.float64)


def _unit(way: Vector) -> Vector:
    return way / np.linalg.norm(way)


def _frame(first: Vector, second: Vector) -> Matrix:
    """Axes along the first direction and, square to it, the second, as columns."""
    along = _unit(first)
    aside = _unit(second - along * (second @ along))
    return np.stack([along, aside, np.cross(along, aside)], 1)


def _align(way: Vector) -> Matrix:
    """The shortest turn that lets a direction point down."""
    along = _unit(way)
    axis = np.cross(along, DOWN)
    x, y, z = axis
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.eye(3) + cross + cross @ cross / (1 + along @ DOWN)


def _depth(body: Body, bone: int) -> int:
    depth = 0
    while body.parents[bone] >= 0:
        bone = body.parents[bone]
        depth += 1
    return depth
