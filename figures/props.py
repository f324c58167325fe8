"""The things in the scene: where each stands or lies round a body, and their shapes as plain boxes for the sheets."""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.motion import Moved
from figures.solve import Held
from figures.touch import ROLL_AT, ROUND, SEATS, WALL_AT
from unkink.model.pose import PAIRS, SIDES, Place, SceneProp

Points: TypeAlias = NDArray[np.float32]
Patches: TypeAlias = Mapping[str, NDArray[np.int64]]
Vector: TypeAlias = NDArray[np.float64]

WOOD, CLOTH, WALL, METAL = (176, 140, 104), (206, 190, 160), (232, 226, 214), (110, 112, 118)
COLOURS = {"chair": WOOD, "wall": WALL, "dumb-bells": METAL}
# How wide and how long a thing is from front to back, in metres; what is round is as long as it is high.
WIDE = {
    "block": (0.23, 0.16),
    "cushion": (0.46, 0.4),
    "blanket": (0.55, 0.45),
    "roll": (0.5, None),
    "foam-roller": (0.6, None),
    "chair": (0.42, 0.42),
    "bed": (1.0, 2.0),
}
WALL_SIZE, WALL_HIGH = (2.4, 0.03), 2.1
# The side of the bed over which a leg hangs, from the middle of the pelvis, in hips' widths.
EDGE = 0.45


class Placed(NamedTuple):
    """A thing that stands or lies somewhere: width, height, depth; the middle of its underside; its turn (degrees)."""

    prop: str
    size: tuple[float, float, float]
    at: tuple[float, float, float]
    turn: float = 0.0


class Carried(NamedTuple):
    """A thing that goes with the hands, and the part it goes round, if any."""

    prop: str
    held: tuple[str, ...]
    round: str | None = None


def placed(moved: Moved, patches: Patches) -> list[Placed | Carried]:
    """The props of a scene; each stands where the first pose that touches it has it."""
    return [_place(prop, moved, patches) for prop in moved.shown.scene]


def _place(prop: SceneProp, moved: Moved, patches: Patches) -> Placed | Carried:
    start = moved.poses[moved.shown.phasing.start]
    others = [held for held in moved.poses.values() if held is not start]
    touching = [held for held in (start, *others) if prop.prop in held.pose.touch.values()]
    held = touching[0] if touching else start
    by = [part for part, on in held.pose.touch.items() if on == prop.prop]
    if prop.place in {Place.HELD, Place.ROUND}:
        return _carried(prop)
    if prop.prop == "wall":
        return _wall(prop, held, moved)
    if prop.prop == "chair":
        return _chair(prop, held, by, patches)
    if prop.prop == "bed":
        return _bed(held, patches)
    points = held.skin[patches[by[0] if by and prop.part not in patches else prop.part or "pelvis"]]
    if prop.part and prop.part not in by and prop.part in patches:
        points = held.skin[patches[prop.part]]
    wide, long = WIDE[prop.prop]
    high = prop.height_m or {**SEATS, **ROUND}.get(prop.prop, 0.1)
    middle = points.mean(0).astype(float)
    if prop.prop in ROUND and prop.place is not Place.UNDER:
        return _behind(prop, held, patches, (wide, ROUND[prop.prop], ROUND[prop.prop]))
    if prop.prop in ROUND:
        middle[2] = float(held.spots[ROLL_AT])
    elif not by and prop.place is not Place.UNDER:
        middle = _beside(prop, held, wide)
    size = (wide, high, long or high)
    return Placed(prop.prop, size, (float(middle[0]), 0.0, float(middle[2])))


def _carried(prop: SceneProp) -> Carried:
    part = prop.part or ""
    if prop.place is Place.ROUND:
        return Carried(prop.prop, SIDES, part)
    one = part.partition("-")[0]
    return Carried(prop.prop, (one,) if one in SIDES else SIDES)


def _wall(prop: SceneProp, held: Held, moved: Moved) -> Placed:
    assert moved.surfaces.wall is not None  # noqa: S101 (surfaces_of gives every wall its axis)
    axis, sign = moved.surfaces.wall
    middle = held.skin.mean(0).astype(float)
    between = [each for each in moved.shown.scene if each.prop in ROUND and each.place is prop.place]
    off = sum(ROUND[each.prop] for each in between)
    wide, thick = WALL_SIZE
    middle[axis] = float(held.spots[WALL_AT]) + sign * (off + thick / 2)
    return Placed("wall", (wide, WALL_HIGH, thick), (middle[0], 0.0, middle[2]), 90.0 if axis == 0 else 0.0)


def _chair(prop: SceneProp, held: Held, by: list[str], patches: Patches) -> Placed:
    """One sits on it facing away from its back; hands hold its back, or its seat from the other side."""
    high = prop.height_m if prop.height_m is not None else SEATS["chair"]
    size = (0.42, SEATS["chair"], 0.42)
    if prop.place is Place.UNDER:
        x, _, z = held.skin[patches["seat"]].mean(0)
        return Placed("chair", size, (float(x), 0.0, float(z) + 0.04))
    points = held.skin[np.concatenate([patches[part] for part in by])] if by else None
    if prop.place is Place.BEHIND:
        z = float(points.mean(0)[2]) - 0.06 if points is not None else float(held.skin[:, 2].min()) - prop.gap_m - 0.21
        x = float(points.mean(0)[0]) if points is not None else float(held.centres[0][0])
        return Placed("chair", size, (x, 0.0, z))
    z = float(points.mean(0)[2]) if points is not None else float(held.skin[:, 2].max()) + prop.gap_m
    x = float(points.mean(0)[0]) if points is not None else float(held.centres[0][0])
    if high > SEATS["chair"] + 0.1:
        return Placed("chair", size, (x, 0.0, z + 0.19))
    return Placed("chair", size, (x, 0.0, z + 0.05), 180.0)


def _bed(held: Held, patches: Patches) -> Placed:
    """Its left side is the edge."""
    pelvis = held.skin[patches["pelvis"]]
    half = float(np.ptp(pelvis[:, 0])) / 2
    edge = float(pelvis[:, 0].mean()) + EDGE * half
    wide, long = WIDE["bed"]
    lying = held.skin[held.skin[:, 1] > SEATS["bed"] - 0.03]
    middle = float(lying[:, 2].min() + lying[:, 2].max()) / 2
    return Placed("bed", (wide, SEATS["bed"], long or 2.0), (edge - wide / 2, 0.0, middle))


def _behind(prop: SceneProp, held: Held, patches: Patches, size: tuple[float, float, float]) -> Placed:
    """Between the back and what it leans on."""
    part = "upper-back" if (prop.height_m or 0) > 1 else "lower-back"
    points = held.skin[patches[part]]
    x, y, _ = points.mean(0).astype(float)
    return Placed(prop.prop, size, (x, y - size[1] / 2, float(points[:, 2].min()) - size[2] / 2))


def _beside(prop: SceneProp, held: Held, wide: float) -> Vector:
    low, high = held.skin.min(0).astype(float), held.skin.max(0).astype(float)
    middle = (low + high) / 2
    axis, sign = {Place.FRONT: (2, 1), Place.BEHIND: (2, -1), Place.LEFT: (0, 1)}.get(prop.place, (0, -1))
    middle[axis] = (high if sign > 0 else low)[axis] + sign * (prop.gap_m + wide / 2)
    return middle


class Box(NamedTuple):
    """Six four-cornered faces (6, 4, 3) and their colour."""

    faces: Points
    colour: tuple[int, int, int]


def boxes(props: list[Placed | Carried], skin: Points, patches: Patches) -> list[Box]:
    """The props round a posed body, for the sheets. A mat is drawn anyway."""
    made: list[Box] = []
    for prop in props:
        if isinstance(prop, Placed):
            made += _standing(prop)
        elif prop.round:
            made += _strips(skin, patches, prop)
        else:
            hands = [skin[patches[f"{side}-hand"]].mean(0) for side in prop.held]
            made += [_box(hand, (0.03, 0.03, 0.09), METAL) for hand in hands]
    return made


def _standing(prop: Placed) -> list[Box]:
    wide, high, long = prop.size
    if prop.turn in {90.0, 270.0}:
        wide, long = long, wide
    colour = COLOURS.get(prop.prop, CLOTH)

    def box(above: tuple[float, float, float], half: tuple[float, float, float]) -> Box:
        return _box(np.array(prop.at) + np.array(above), half, colour)

    if prop.prop != "chair":
        return [box((0, high / 2, 0), (wide / 2, high / 2, long / 2))]
    back = -1.0 if prop.turn == 0 else 1.0
    legs = [
        box((a * 0.19, high / 2 - 0.02, b * 0.19), (0.015, high / 2 - 0.02, 0.015)) for a in (-1, 1) for b in (-1, 1)
    ]
    seat = box((0, high - 0.02, 0), (wide / 2, 0.02, long / 2))
    return [*legs, seat, box((0, high + 0.25, back * long / 2), (wide / 2, 0.2, 0.012))]


def _strips(skin: Points, patches: Patches, prop: Carried) -> list[Box]:
    """From each hand to what the strip goes round."""
    part = prop.round or ""
    goal = skin[patches[PAIRS.get(part, part) if part not in patches else part]]
    edge = np.array([0.0, 0.02, 0.0], np.float32)
    made = []
    for side in prop.held:
        hand = skin[patches[f"{side}-hand"]].mean(0)
        nearest = goal[np.linalg.norm(goal - hand, axis=1).argmin()]
        face = np.stack([hand - edge, hand + edge, nearest + edge, nearest - edge])
        made.append(Box(np.stack([face, face[::-1]]), CLOTH))
    return made


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
