"""What covers a body: shirt, trousers and hair, each as a field that says how far inside it a point of the skin lies.

Fields are in metres, positive inside, and told from the joint heads, so that they fit every body. The same fields
colour the picture of the skin and raise the mesh a little: edges of colour and of cloth lie together.
"""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.bodies import Body
from figures.surface import Neighbours, Values, drawn_flat, normals_of
from figures.texture import COVERED, COVERED_ROUND, EAR, EARS, MOUTH, rim

Colour: TypeAlias = tuple[int, int, int]

ARM = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
SKULL = ("head", "neck03")
SHIRT_OUT, TROUSERS_OUT = 0.005, 0.002


class Points(NamedTuple):
    """Points of the skin at rest (N): places (N, 3), places on the picture (N, 2), shares of arm, skull and eye."""

    places: Values
    texture: Values
    arm: Values
    skull: Values
    eye: Values


class Cloth(NamedTuple):
    """The colours of shirt and trousers."""

    shirt: Colour
    trousers: Colour


@dataclass(frozen=True, slots=True)
class Look:
    """A person's colours, and how the hair lies: its front line over the eyes and its thickness, in metres."""

    skin: Colour
    lips: Colour
    iris: Colour
    hair: Colour
    hair_light: Colour
    brows: Colour
    hairline: float
    hair_height: float
    nape: float
    fade: float
    knot: bool
    light: Cloth
    dark: Cloth


LOOKS = {
    "slim": Look(
        skin=(198, 145, 114),
        lips=(168, 98, 86),
        iris=(78, 54, 38),
        hair=(62, 42, 33),
        hair_light=(96, 68, 50),
        brows=(58, 38, 30),
        hairline=0.062,
        hair_height=0.010,
        nape=-0.085,
        fade=0.0,
        knot=True,
        light=Cloth((168, 203, 197), (134, 139, 146)),
        dark=Cloth((36, 92, 94), (44, 52, 63)),
    ),
    "average": Look(
        skin=(226, 180, 150),
        lips=(192, 126, 110),
        iris=(84, 92, 84),
        hair=(70, 52, 40),
        hair_light=(104, 80, 60),
        brows=(74, 54, 42),
        hairline=0.064,
        hair_height=0.016,
        nape=-0.075,
        fade=0.6,
        knot=False,
        light=Cloth((222, 206, 178), (122, 132, 142)),
        dark=Cloth((30, 80, 88), (48, 53, 60)),
    ),
    "heavy": Look(
        skin=(232, 192, 168),
        lips=(196, 138, 124),
        iris=(96, 116, 130),
        hair=(168, 164, 158),
        hair_light=(202, 199, 193),
        brows=(138, 130, 122),
        hairline=0.072,
        hair_height=0.011,
        nape=-0.075,
        fade=0.6,
        knot=False,
        light=Cloth((186, 203, 186), (142, 136, 130)),
        dark=Cloth((44, 88, 84), (52, 50, 58)),
    ),
}


def points_of(body: Body) -> Points:
    """All vertices of a body; on the picture each has its first place there."""
    kinds = np.array([label.split(".")[0].rstrip("0123456789-") for label in body.labels])
    skulls = np.isin([label.split(".")[0] for label in body.labels], SKULL)

    def share(bones: NDArray[np.bool_]) -> Values:
        return np.asarray((body.weights * bones[body.bones]).sum(1), np.float64)

    texture = np.zeros((len(body.vertices), 2))
    texture[body.faces.ravel()[::-1]] = body.texture[body.corners.ravel()[::-1]]
    return Points(
        body.vertices.astype(np.float64),
        texture,
        share(np.isin(kinds, ARM)),
        share(skulls),
        share(kinds == "eye"),
    )


def shirt(body: Body, points: Points) -> Values:
    """A T-shirt: from the hips to the neck, with sleeves to the middle of the upper arm."""
    x, y, z = points.places.T
    shoulder, elbow = body.head("upperarm01.L"), body.head("lowerarm01.L")
    arm = (elbow - shoulder).astype(np.float64)
    length = float(np.linalg.norm(arm))
    along = (np.stack([np.abs(x), y, z], 1) - shoulder) @ arm / length
    sleeve = 0.56 * length - along
    neck = body.head("neck01")
    collar = np.sqrt(x**2 + (z - neck[2]) ** 2 + (1.15 * (y - neck[1] - 0.02)) ** 2) - 0.098
    trunk = np.minimum(np.minimum(y - hem(body), collar), neck[1] + 0.035 - y)
    return np.where(points.arm > 0.5, sleeve, np.where(points.eye + points.skull > 0.4, -0.1, trunk))


def trousers(body: Body, points: Points) -> Values:
    """From under the shirt to above the ankles."""
    y = points.places[:, 1]
    cover = np.minimum(hem(body) - y, y - body.head("foot.L")[1] - 0.045)
    return np.where(points.arm > 0.5, -0.1, cover)


def hem(body: Body) -> float:
    """How high the shirt ends, in metres."""
    return float(body.head("upperleg01.L")[1]) + 0.012


def hair(body: Body, look: Look, points: Points) -> Values:
    """Above a line that runs from the forehead over temple and ear to the nape."""
    eye = (body.head("eye.L") + body.head("eye.R")) / 2
    _, y, z = (points.places - eye).T
    back = [-0.19, -0.15, -0.115, -0.1, -0.086, -0.072, -0.058, -0.03, 0.0, 0.04]
    line = [look.nape, look.nape, -0.05, -0.02, -0.022, -0.022, 0.02, 0.044, 0.055, 0.06]
    front = np.interp(z, [-0.06, 0.0], [0.0, look.hairline - 0.06])
    over = y - np.interp(z, back, line) - front
    off_ear = ear(points)
    return np.where(points.skull + points.eye < 0.5, -0.1, np.minimum(over * 0.8, off_ear))


def ear(points: Points) -> Values:
    """How far outside the ears, in about metres."""
    far = [np.hypot(*((points.texture - middle) / EAR).T) for middle in EARS]
    return (np.minimum(*far) - 1.0) * 0.02


def dressed(body: Body, points: Points) -> Values:
    """The vertices (V, 3) with the cloth's and the hair's thickness, cloth smooth over the skin, and a small smile."""
    look = LOOKS[body.name]
    beside = Neighbours(body.faces, len(body.vertices))
    upper, lower = (np.clip(field(body, points) / 0.012, 0, 1) for field in (shirt, trousers))
    locks = np.clip(hair(body, look, points) / 0.022, 0, 1)
    places = _smiling(body, points.places)
    places = _covered(points, places)
    places = drawn_flat(places, body.faces, 0.02, np.maximum(upper, lower * 0.8))
    places = beside.smooth(places, 4, 0.4 * locks)
    out = SHIRT_OUT * upper + TROUSERS_OUT * lower + look.hair_height * locks
    return places + normals_of(places, body.faces) * beside.smooth(out, 2)[:, None]


def _smiling(body: Body, places: Values) -> Values:
    """With the corners of the mouth a little higher and wider."""
    lips = places[rim(body, MOUTH)]
    corner = lips[lips[:, 0].argmax()]
    x, y, z = places.T
    near = np.exp(-(((np.abs(x) - corner[0]) / 0.013) ** 2) - ((y - corner[1]) / 0.013) ** 2) * (z > corner[2] - 0.03)
    return places + near[:, None] * np.stack([np.sign(x) * 0.0015, np.full(len(x), 0.0052), np.zeros(len(x))], 1)


def _covered(points: Points, places: Values) -> Values:
    """With the front of the body carried on over each covered spot: its depth a quadratic of width and height."""
    places = places.copy()
    for spot in COVERED:
        middle = places[np.linalg.norm(points.texture - spot, axis=1).argmin()]
        far = np.linalg.norm(places - middle, axis=1)
        u, v, _ = (places - middle).T
        terms = np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], 1)
        round_it = (far > COVERED_ROUND * 0.9) & (far < COVERED_ROUND * 1.6) & (points.arm < 0.1)
        depth = terms @ np.linalg.lstsq(terms[round_it], places[round_it, 2], rcond=None)[0]
        share = np.clip((COVERED_ROUND - far) / (COVERED_ROUND * 0.5), 0, 1)
        places[:, 2] += share * (depth - places[:, 2])
    return places
