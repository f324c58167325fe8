"""Where on the skin each muscle is felt: masks over the vertices at rest, for lighting up what a stretch reaches.

Areas are drawn on four kinds of chart, all of them told by joint heads, so that they fit every body and both sides:

- "back" and "front": across, 0 in the middle and 100 at the shoulder joint; up, 0 at the hip joints and 100 at the
  root of the neck; only skin behind or in front of the middle of the body.
- "side": depth, -100 at the back and 100 in front, up as above; only skin that looks sideways.
- "neck": degrees round from the front, up from its root (0) to the base of the skull (100).
- limbs: degrees round from the front, the outer side at 90, the back at 180 and the inner side at 270; along, 0 at the
  upper joint and 100 at the lower. The front of the arm is where the elbow bends to.

A deep muscle has the area over it. Outlines follow textbooks of surface anatomy (Lumley; Field, Hutchinson).
"""

import tomllib
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.bodies import Body
from figures.surface import Values, normals_of
from figures.wear import ARM
from unkink import places

Mask: TypeAlias = NDArray[np.bool_]
Outline: TypeAlias = tuple[tuple[float, float], ...]
LEG = ("upperleg", "lowerleg", "foot", "toe")
SLICES = 24


class Chart(NamedTuple):
    """Two coordinates a vertex, and which vertices are on this chart."""

    across: Values
    up: Values
    on: Mask


def band(low: float, high: float, start: float, end: float) -> Outline:
    """A rectangle on a chart."""
    return (low, start), (high, start), (high, end), (low, end)


AREAS: dict[str, tuple[tuple[str, Outline], ...]] = {
    "suboccipitals": (("neck", band(128, 232, 66, 118)),),
    "neck-flexors": (("neck", band(-34, 34, -25, 62)),),
    "scalenes": (("neck", ((42, -30), (100, -30), (118, 0), (112, 66), (62, 60))),),
    "levator-scapulae": (
        ("back", ((14, 117), (29, 115), (33, 102), (56, 92), (56, 84), (40, 84), (20, 98))),
        ("neck", ((105, 20), (150, 20), (150, 80), (105, 80))),
    ),
    "upper-trapezius": (
        ("back", ((0, 117), (17, 117), (28, 106), (52, 100), (100, 100), (108, 86), (55, 86), (0, 95))),
        ("front", ((28, 108), (48, 100), (95, 100), (95, 91), (60, 93), (34, 99))),
    ),
    "middle-trapezius": (("back", ((0, 96), (50, 88), (100, 88), (100, 82), (50, 78), (0, 74))),),
    "lower-trapezius": (("back", ((0, 77), (48, 80), (52, 76), (24, 58), (4, 42), (0, 42))),),
    "rhomboids": (("back", ((4, 95), (40, 86), (46, 62), (34, 59), (4, 78))),),
    "latissimus-dorsi": (
        ("back", ((104, 74), (80, 66), (42, 57), (8, 46), (6, 22), (28, 19), (62, 30), (92, 48), (112, 66))),
        ("side", ((-100, 74), (-45, 74), (-40, 52), (-60, 34), (-100, 34))),
    ),
    "rotator-cuff": (("back", ((48, 87), (108, 89), (112, 78), (90, 70), (60, 60), (46, 66))),),
    "erector-spinae": (("back", band(6, 34, 6, 100)),),
    "multifidus": (("back", ((0, 0), (10, 0), (24, 12), (20, 38), (0, 38))),),
    "quadratus-lumborum": (("back", ((28, 19), (76, 21), (66, 41), (28, 42))),),
    "serratus-anterior": (("side", ((-30, 76), (20, 74), (62, 56), (48, 46), (-10, 46), (-40, 58))),),
    "intercostals": (
        ("side", band(-55, 62, 42, 74)),
        ("front", ((30, 56), (120, 62), (120, 42), (70, 40))),
    ),
    "pectoralis-major": (("front", ((4, 86), (40, 88), (84, 87), (98, 80), (96, 70), (70, 59), (36, 56), (4, 60))),),
    "pectoralis-minor": (("front", ((58, 87), (78, 87), (76, 74), (54, 62), (40, 65), (44, 72))),),
    "diaphragm": (("front", ((0, 56), (24, 54), (100, 42), (100, 34), (50, 38), (0, 48))),),
    "rectus-abdominis": (("front", ((0, 56), (36, 56), (42, 30), (30, 8), (10, -1), (0, -1))),),
    "obliques": (
        ("front", ((40, 46), (130, 46), (130, 17), (66, 14), (44, 24))),
        ("side", band(-35, 100, 18, 46)),
    ),
    "transversus-abdominis": (("front", ((0, 31), (130, 31), (130, 18), (66, 13), (20, 3), (0, 3))),),
    "hip-flexors": (("front", ((30, 10), (64, 16), (76, 6), (68, -20), (48, -27), (28, -8))),),
    "gluteus-maximus": (("back", ((4, 13), (34, 17), (70, 12), (104, 0), (104, -12), (66, -16), (8, -15), (3, -4))),),
    "gluteus-medius": (
        ("back", ((46, 20), (140, 20), (140, 3), (100, 1), (72, 12))),
        ("side", ((-100, 18), (30, 19), (30, 4), (0, -3), (-70, 2))),
    ),
    "piriformis": (("back", ((10, 10), (26, 12), (70, 5), (100, 2), (100, -5), (66, -4), (24, 1), (10, 3))),),
    "tensor-fasciae-latae": (("side", ((0, 14), (66, 15), (72, 4), (45, -22), (0, -22), (-8, -4))),),
    "adductors": (("thigh", ((215, 16), (322, 10), (318, 40), (292, 78), (250, 78), (228, 40))),),
    "quadriceps": (("thigh", ((-48, 18), (96, 18), (84, 92), (-70, 96), (-66, 60))),),
    "hamstrings": (("thigh", ((116, 24), (240, 24), (252, 92), (108, 92))),),
    "calves": (("shank", ((92, 8), (268, 8), (264, 46), (220, 74), (140, 74), (96, 46))),),
    "front-deltoid": (("arm", ((-40, -16), (84, -22), (84, 44), (40, 34), (-24, 12))),),
    "rear-deltoid": (("arm", ((88, -22), (210, -14), (196, 12), (140, 34), (88, 44))),),
    "biceps": (("arm", band(-62, 62, 30, 92)),),
    "triceps": (("arm", band(112, 250, 28, 92)),),
}


@cache
def muscle_ids() -> tuple[str, ...]:
    """The muscles of the catalogue's vocabulary, sorted. Raises ValueError where one of them has no area here."""
    words: dict[str, Any] = tomllib.loads((places.built_in_catalogue() / "vocabulary.toml").read_text("utf-8"))
    if odd := words["muscles"].keys() ^ AREAS.keys():
        raise ValueError(f"muscles without an area, or the other way round: {sorted(odd)}")
    return tuple(sorted(AREAS))


def masks(body: Body) -> dict[str, Mask]:
    """For each muscle the vertices over it, on both sides (V)."""
    charts = _charts(body)
    found = {}
    for muscle in muscle_ids():
        mask = np.zeros(len(body.vertices), bool)
        for name, outline in AREAS[muscle]:
            chart = charts[name]
            mask |= chart.on & _inside(chart, outline, turns=name not in {"back", "front", "side"})
        found[muscle] = mask
    return found


def bits(body: Body) -> NDArray[np.uint8]:
    """Eight bytes a vertex (V, 8), the lowest first: bit i is muscle i of `muscle_ids`."""
    whole = np.zeros((len(body.vertices), 64), np.uint8)
    for number, mask in enumerate(masks(body).values()):
        whole[:, number] = mask
    return np.packbits(whole, axis=1, bitorder="little")


def _inside(chart: Chart, outline: Outline, *, turns: bool) -> Mask:
    """Which points lie in an outline; `turns` where across are degrees, and -30 is 330."""
    inside = np.zeros(len(chart.up), bool)
    for whole in (-360, 0, 360) if turns else (0,):
        across, odd = chart.across + whole, np.zeros(len(chart.up), bool)
        for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
            if y1 != y2:
                crosses = (y1 > chart.up) != (y2 > chart.up)
                odd ^= crosses & (across < (x2 - x1) * (chart.up - y1) / (y2 - y1) + x1)
        inside |= odd
    return inside


def _charts(body: Body) -> dict[str, Chart]:
    kinds = np.array([label.split(".")[0].rstrip("0123456789-") for label in body.labels])

    def share(parts: tuple[str, ...]) -> Values:
        return np.asarray((body.weights * np.isin(kinds, parts)[body.bones]).sum(1), np.float64)

    # The right side is charted as if it were the left.
    places = body.vertices.astype(np.float64) * np.where(body.vertices[:, :1] < 0, (-1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
    normals = normals_of(body.vertices.astype(np.float64), body.faces)
    arm, leg, skull = share(ARM), share(LEG), share(("head", "eye"))
    charts = _trunk(body, places, normals, (arm < 0.5) & (skull < 0.9), leg)
    charts["neck"] = _neck(body, places, (arm < 0.1) & (places[:, 0] < 0.09))
    for name, (above, below, mine) in {
        "thigh": ("upperleg01.L", "lowerleg01.L", leg > 0.3),
        "shank": ("lowerleg01.L", "foot.L", leg > 0.8),
    }.items():
        charts[name] = _limb(_at(body, above), _at(body, below), np.array([0.0, 0.0, 1.0]), places, mine)
    shoulder, elbow, wrist = (_at(body, f"{bone}.L") for bone in ("upperarm01", "lowerarm01", "wrist"))
    charts["arm"] = _limb(shoulder, elbow, wrist - elbow, places, (arm > 0.35) | (_far(places, shoulder) < 0.1))
    return charts


def _trunk(body: Body, places: Values, normals: Values, mine: Mask, leg: Values) -> dict[str, Chart]:
    x, y, z = places.T
    hip, neck, shoulder = (_at(body, label) for label in ("upperleg01.L", "neck01", "upperarm01.L"))
    up = (y - hip[1]) / (neck[1] - hip[1]) * 100
    across = x / shoulder[0] * 100
    middle, depth = _depths(y, z, mine)
    behind = z < middle
    # Not the inner thighs: they look at each other, neither to the front nor to the back.
    outwards = np.abs(normals[:, 2]) > 0.15
    outwards |= leg < 0.5
    return {
        "back": Chart(across, up, mine & behind & outwards),
        "front": Chart(across, up, mine & ~behind & outwards),
        "side": Chart((z - middle) / depth * 100, up, mine & (normals[:, 0] * np.sign(body.vertices[:, 0]) > 0.5)),
    }


def _depths(y: Values, z: Values, mine: Mask) -> tuple[Values, Values]:
    """For each height the middle of the trunk from back to front, and half its depth."""
    edges = np.linspace(y[mine].min(), y[mine].max(), 2 * SLICES)
    heights, lows, highs = [], [], []
    for low, high in zip(edges[:-2], edges[2:], strict=True):
        here = z[mine & (y >= low) & (y <= high)]
        if len(here):
            heights.append((low + high) / 2)
            lows.append(here.min())
            highs.append(here.max())
    back, front = np.interp(y, heights, lows), np.interp(y, heights, highs)
    return (back + front) / 2, np.maximum((front - back) / 2, 0.02)


def _neck(body: Body, places: Values, mine: Mask) -> Chart:
    root, base = _at(body, "neck01"), _at(body, "head")
    up = (places[:, 1] - root[1]) / (base[1] - root[1]) * 100
    axis = root[2] + (base[2] - root[2]) * np.clip(up, -20, 100) / 100
    round_ = np.rad2deg(np.arctan2(places[:, 0], places[:, 2] - axis))
    # Not the jaw, nor the shoulders.
    close = np.hypot(places[:, 0], places[:, 2] - axis) < 0.11
    chin = (up > 60) & (places[:, 2] > base[2] + 0.045)
    return Chart(round_ % 360, up, mine & close & ~chin)


def _limb(above: Values, below: Values, forwards: Values, places: Values, mine: Mask) -> Chart:
    """Round a limb's own middle, which is not its bone's, from in front outwards."""
    length = float(np.linalg.norm(below - above))
    axis = (below - above) / length
    front = forwards - axis * (forwards @ axis)
    front = front / np.linalg.norm(front)
    out = np.cross(axis, front)
    out = out if out[0] > 0 else -out
    along = (places - above) @ axis / length
    off = np.stack([(places - above) @ front, (places - above) @ out], 1)
    near = mine & (np.abs(off).max(1) < 0.2)
    middles, steps = [], np.linspace(-0.1, 1.1, SLICES)
    for step in steps:
        here = off[near & (np.abs(along - step) < 0.07)]
        middles.append((here.min(0) + here.max(0)) / 2 if len(here) else np.zeros(2))
    # Where a limb joins the trunk its slice is no longer its own: there the bone is the middle.
    weight = np.clip((steps - 0.1) / 0.15, 0, 1)[:, None]
    centre = np.array(middles) * weight
    rel = off - np.stack([np.interp(along, steps, centre[:, part]) for part in (0, 1)], 1)
    return Chart(np.rad2deg(np.arctan2(rel[:, 1], rel[:, 0])) % 360, along * 100, near)


def _at(body: Body, label: str) -> Values:
    return body.head(label).astype(np.float64)


def _far(places: Values, point: Values) -> Values:
    return np.asarray(np.linalg.norm(places - point, axis=1), np.float64)
