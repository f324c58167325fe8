"""The things in the scene, as plain boxes: enough to see whether the body sits on, holds or leans on them."""

from collections.abc import Mapping
from itertools import product
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.touch import SEATS
from unkink.model.pose import PAIRS, SIDES, Place, SceneProp

Points: TypeAlias = NDArray[np.float32]
Patches: TypeAlias = Mapping[str, NDArray[np.int64]]

WOOD, CLOTH, WALL, METAL = (176, 140, 104), (206, 190, 160), (232, 226, 214), (110, 112, 118)
# Half of how wide, high and long a thing is, in metres, and its colour.
SIZES: dict[str, tuple[tuple[float, float, float], tuple[int, int, int]]] = {
    "block": ((0.11, 0.05, 0.08), CLOTH),
    "cushion": ((0.22, 0.06, 0.18), CLOTH),
    "blanket": ((0.26, 0.025, 0.2), CLOTH),
    "roll": ((0.25, 0.05, 0.06), CLOTH),
    "foam-roller": ((0.3, 0.075, 0.075), CLOTH),
    "dumb-bells": ((0.03, 0.03, 0.08), METAL),
}
STRIPS = {"towel": 0.05, "strap": 0.02}


class Box(NamedTuple):
    """Six four-cornered faces (6, 4, 3) and their colour."""

    faces: Points
    colour: tuple[int, int, int]


def boxes(scene: tuple[SceneProp, ...], skin: Points, patches: Patches) -> list[Box]:
    """The props of a scene round a posed body. A mat is drawn anyway."""
    made: list[Box] = []
    for prop in scene:
        if prop.prop == "chair":
            made += _chair(skin[patches["seat"]].mean(0))
        elif prop.prop == "bed":
            made.append(_box(skin.mean(0) * [1, 0, 1] + [0, SEATS["bed"] / 2, 0], (0.8, SEATS["bed"] / 2, 1.1), CLOTH))
        elif prop.prop == "wall":
            made.append(_wall(prop, skin))
        elif prop.prop in STRIPS and prop.part:
            made += _strips(skin, patches, prop.part, STRIPS[prop.prop])
        elif prop.prop in SIZES and prop.part:
            made += [_under_or_in(prop, skin[patches[part]]) for part in _single(prop)]
    return made


def _single(prop: SceneProp) -> tuple[str, ...]:
    """A thing is held in each hand, but lies once under a pair."""
    part = prop.part or ""
    return tuple(f"{side}-{PAIRS[part]}" for side in SIDES) if prop.place is Place.HELD and part in PAIRS else (part,)


def _under_or_in(prop: SceneProp, points: Points) -> Box:
    half, colour = SIZES[prop.prop]
    middle = points.mean(0)
    if prop.place is Place.UNDER:
        high = prop.height_m or half[1] * 2
        middle = np.array([middle[0], max(points[:, 1].min() - high / 2, high / 2), middle[2]])
        half = (half[0], high / 2, half[2])
    return _box(middle, half, colour)


def _chair(seat: Points) -> list[Box]:
    x, z, high = seat[0], seat[2], SEATS["chair"]
    legs = [
        _box(np.array([x + a * 0.19, high / 2 - 0.02, z + 0.05 + b * 0.19]), (0.015, high / 2 - 0.02, 0.015), WOOD)
        for a, b in product((-1, 1), repeat=2)
    ]
    slab = _box(np.array([x, high - 0.02, z + 0.05]), (0.21, 0.02, 0.21), WOOD)
    back = _box(np.array([x, high + 0.25, z - 0.2]), (0.21, 0.2, 0.012), WOOD)
    return [*legs, slab, back]


def _wall(prop: SceneProp, skin: Points) -> Box:
    low, high = skin.min(0), skin.max(0)
    middle = (low + high) / 2 * [1, 0, 1] + [0, 1.1, 0]
    axis, far = {
        Place.FRONT: (2, high[2] + prop.gap_m),
        Place.BEHIND: (2, low[2] - prop.gap_m),
        Place.LEFT: (0, high[0] + prop.gap_m),
        Place.RIGHT: (0, low[0] - prop.gap_m),
    }.get(prop.place, (2, high[2]))
    middle[axis] = far
    half = (0.005, 1.1, 0.9) if axis == 0 else (0.9, 1.1, 0.005)
    return _box(middle, half, WALL)


def _strips(skin: Points, patches: Patches, part: str, wide: float) -> list[Box]:
    """From each hand to what the strip goes round."""
    goal = skin[patches[part]]
    made = []
    for side in SIDES:
        hand = skin[patches[f"{side}-hand"]].mean(0)
        nearest = goal[np.linalg.norm(goal - hand, axis=1).argmin()]
        edge = np.array([0.0, wide / 2, 0.0], np.float32)
        face = np.stack([hand - edge, hand + edge, nearest + edge, nearest - edge])
        made.append(Box(np.stack([face, face[::-1]]), CLOTH))
    around = goal[[goal[:, 0].argmin(), goal[:, 0].argmax()]]
    edge = np.array([0.0, wide / 2, 0.0], np.float32)
    band = np.stack([around[0] - edge, around[0] + edge, around[1] + edge, around[1] - edge])
    return [*made, Box(np.stack([band, band[::-1]]), CLOTH)]


def _box(middle: Points, half: tuple[float, float, float], colour: tuple[int, int, int]) -> Box:
    faces = []
    for axis in range(3):
        for sign in (-1, 1):
            aside, along = [each for each in range(3) if each != axis]
            corners = np.tile(np.array(middle, np.float32), (4, 1))
            corners[:, axis] += sign * half[axis]
            for corner, (a, b) in enumerate(((-1, -1), (1, -1), (1, 1), (-1, 1))):
                corners[corner, aside] += a * half[aside]
                corners[corner, along] += b * half[along]
            faces.append(corners if (sign > 0) != (axis == 1) else corners[::-1])
    return Box(np.stack(faces), colour)
