"""Props as triangles, shaped as the viewer shapes them (frontend/src/figure/things.ts). Metres; the floor is y = 0."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from figures.pictures import Values

ROUND = np.linspace(0, 2 * np.pi, 29)
# A part as the two joints that it lies between, and how thick it is.
PARTS = {
    "foot": ("foot", "toe3-1", 0.05),
    "sole": ("foot", "toe3-1", 0.05),
    "ankle": ("foot", "foot", 0.055),
    "thigh": ("upperleg01", "lowerleg01", 0.09),
}
PAIRS = {"feet": "foot", "soles": "sole"}
Place = Callable[[str], Values]


class Shape(NamedTuple):
    """Triangles (T, 3, 3), and which flat or round face each belongs to (T): between faces an edge is drawn."""

    corners: Values
    faces: Values


def whole(shapes: list[Shape]) -> Shape:
    """Several as one; no two share a face."""
    if not shapes:
        return Shape(np.zeros((0, 3, 3)), np.zeros(0))
    begun = np.cumsum([0, *(each.faces.max() + 1 for each in shapes)])
    faces = [each.faces + first for each, first in zip(shapes, begun, strict=False)]
    return Shape(np.concatenate([each.corners for each in shapes]), np.concatenate(faces))


def box(middle: tuple[float, float, float], size: tuple[float, float, float]) -> Shape:
    """A box with its edges along the axes."""
    low, high = np.array(middle) - np.array(size) / 2, np.array(middle) + np.array(size) / 2
    corners, faces = [], []
    for axis in range(3):
        a, b = (each for each in range(3) if each != axis)
        for side, at in enumerate((low, high)):
            four = np.tile(at, (4, 1))
            four[:, a] = [low[a], high[a], high[a], low[a]]
            four[:, b] = [low[b], low[b], high[b], high[b]]
            corners += [four[[0, 1, 2]], four[[0, 2, 3]]]
            faces += [axis * 2 + side] * 2
    return Shape(np.array(corners), np.array(faces, float))


def rod(start: Values, end: Values, radius: float) -> Shape:
    """A cylinder from one point to another."""
    return tube(np.stack([start, end]), radius)


def tube(line: Values, radius: float) -> Shape:
    """A round band along a line (N, 3), with flat ends."""
    along = np.gradient(line, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    first = np.cross(along, [0.13, 0.97, 0.21])
    first /= np.maximum(np.linalg.norm(first, axis=1, keepdims=True), 1e-9)
    second = np.cross(along, first)
    rings = line[:, None] + radius * (
        np.cos(ROUND)[None, :, None] * first[:, None] + np.sin(ROUND)[None, :, None] * second[:, None]
    )
    a, b, c, d = rings[:-1, :-1], rings[:-1, 1:], rings[1:, 1:], rings[1:, :-1]
    side = np.concatenate([np.stack([a, b, c], 2).reshape(-1, 3, 3), np.stack([a, c, d], 2).reshape(-1, 3, 3)])
    caps = [
        np.stack([np.broadcast_to(line[end], (len(ROUND) - 1, 3)), rings[end, :-1], rings[end, 1:]], 1)
        for end in (0, -1)
    ]
    faces = np.concatenate([np.full(len(each), number, float) for number, each in enumerate((side, *caps))])
    return Shape(np.concatenate([side, *caps]), faces)


def standing(prop: str, size: tuple[float, float, float], at: tuple[float, float, float], turn: float) -> Shape:
    """A prop that stands or lies somewhere: its width, height, depth; the middle of its underside; degrees turned."""
    wide, high, deep = size
    if prop == "chair":
        made = _chair(wide, high, deep)
    elif prop == "bed":
        made = _bed(wide, high, deep)
    elif prop in {"roll", "foam-roller"}:
        half = np.array([wide / 2, 0, 0] if wide >= deep else [0, 0, deep / 2])
        middle = np.array([0, high / 2, 0])
        made = rod(middle - half, middle + half, high / 2)
    elif prop == "wall":
        made = box((0, min(high, 2.1) / 2, 0), (min(wide, 1.5), min(high, 2.1), min(deep, 1.5)))
    else:
        made = box((0, high / 2, 0), size)
    angle = np.deg2rad(turn)
    turned = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
    return Shape(made.corners @ turned.T + np.array(at), made.faces)


def _chair(wide: float, high: float, deep: float) -> Shape:
    seat = 0.45 if high > 0.6 else high
    top = max(high, seat + 0.42)
    leg = 0.016
    x, z = wide / 2 - leg * 1.6, deep / 2 - leg * 1.6
    legs = [
        rod(np.array([a * x, 0, b * z]), np.array([a * x, (seat - 0.03) if b > 0 else top, b * z]), leg)
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    rails = [box((0, seat + (top - seat) * up, -z), (wide - 0.02, 0.07, 0.02)) for up in (0.62, 0.92)]
    return whole([*legs, box((0, seat - 0.0175, 0), (wide, 0.035, deep)), *rails])


def _bed(wide: float, high: float, deep: float) -> Shape:
    mattress = min(0.2, high * 0.5)
    base = high - mattress - 0.1
    feet = [
        box((a * (wide / 2 - 0.08), 0.06, b * (deep / 2 - 0.08)), (0.045, 0.12, 0.045))
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    return whole(
        [
            box((0, high - mattress / 2, 0), (wide, mattress, deep)),
            box((0, 0.1 + base / 2, 0), (wide - 0.02, base, deep - 0.02)),
            *feet,
        ]
    )


def carried(prop: str, held: tuple[str, ...], part: str, place: Place) -> Shape:
    """What goes with the hands. `place` tells where a bone is."""
    if prop == "dumb-bells":
        return whole([piece for side in held for piece in _dumb_bell(side, place)])
    hands = [_hand(side, place)[0] for side in held]
    first = hands[0]
    last = hands[1] if len(hands) > 1 else first + np.array([0.01, 0.01, 0])
    goal = _part(part, place)
    if goal is None:
        points = np.stack([first, (first + last) / 2 - np.array([0, 0.02, 0]), last])
    else:
        middle, along, radius = goal
        away = _unit(middle - (first + last) / 2)
        across = _unit(np.cross(along, away))
        across = -across if across @ (first - last) < 0 else across
        angles = np.deg2rad([90, 45, 0, -45, -90])
        loop = middle + radius * (np.sin(angles)[:, None] * across + np.cos(angles)[:, None] * away)
        points = np.concatenate([first[None], loop, last[None]])
    return tube(_curved(points), 0.011 if prop == "strap" else 0.02)


def _unit(vector: Values) -> Values:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _hand(side: str, place: Place) -> tuple[Values, Values]:
    """The middle of a hand, and the way across it from the little finger to the index finger."""
    end = side[0].upper()
    index, little, tip = (place(f"{bone}.{end}") for bone in ("finger2-1", "finger5-1", "finger3-3"))
    return ((index + little) / 2 + tip) / 2, _unit(index - little)


def _dumb_bell(side: str, place: Place) -> list[Shape]:
    middle, across = _hand(side, place)
    ends = [rod(middle + across * sign * 0.055, middle + across * sign * 0.105, 0.036) for sign in (-1, 1)]
    return [rod(middle - across * 0.075, middle + across * 0.075, 0.013), *ends]


def _part(part: str, place: Place) -> tuple[Values, Values, float] | None:
    """The middle of a part, the way along it, and how thick it is."""
    side, _, name = part.rpartition("-")
    joints = PARTS.get(PAIRS.get(part, name))
    if joints is None:
        return None
    ends = ["L", "R"] if part in PAIRS else [side[:1].upper()]
    start, stop, radius = joints
    middle = np.mean([place(f"{bone}.{end}") for end in ends for bone in (start, stop)], axis=0)
    along = place(f"{stop}.{ends[0]}") - place(f"{start}.{ends[0]}")
    along = _unit(along) if along @ along > 1e-6 else np.array([0.0, 1.0, 0.0])
    apart = float(np.linalg.norm(place(f"{start}.L") - place(f"{start}.R"))) / 2 if part in PAIRS else 0.0
    return middle, along, radius + apart


def _curved(points: Values) -> Values:
    """A smooth line through points, as a Catmull-Rom spline."""
    if len(points) < 3:
        return points
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(((2 * b) + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3) / 2)
    return np.concatenate([*pieces, points[-1:]])


def of_clip(props: list[Mapping[str, object]], place: Place) -> list[tuple[str, Shape]]:
    """The props of a clip, each with its kind."""
    made = []
    for prop in props:
        kind = str(prop["prop"])
        if "at" in prop:
            made.append((kind, standing(kind, _three(prop["size"]), _three(prop["at"]), float(str(prop["turn"])))))
        else:
            held = tuple(map(str, prop["held"])) if isinstance(prop["held"], list) else ()
            made.append((kind, carried(kind, held, str(prop.get("round", "")), place)))
    return made


def _three(numbers: object) -> tuple[float, float, float]:
    x, y, z = (float(each) for each in numbers) if isinstance(numbers, list) else (0.0, 0.0, 0.0)
    return x, y, z
