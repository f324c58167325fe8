"""The picture that is laid over a body: which piece of skin lies where on it, and what is never seen.

Places are 0 to 1 from the picture's lower left, and the same on every body. Boxes are left, low, right, high.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.bodies import Body, Floats, Ints

Box: TypeAlias = tuple[float, float, float, float]
Mask: TypeAlias = NDArray[np.bool_]

MOUTH: Box = (0.757, 0.011, 0.925, 0.137)
SOCKETS: Box = (0.011, 0.545, 0.152, 0.634)
EYES: Box = (0.757, 0.930, 0.815, 0.960)
TONGUE: Box = (0.620, 0.925, 0.650, 0.990)
# The eyes get more room than they came with, and a knot of hair its own.
ROOMS: dict[Box, Box] = {
    (0.7585, 0.9436, 0.7738, 0.9580): (0.69, 0.87, 0.77, 0.95),
    (0.8003, 0.9436, 0.8138, 0.9580): (0.79, 0.87, 0.87, 0.95),
}
KNOT: Box = (0.90, 0.87, 0.99, 0.99)
# The middles of the ears, and half their width and height.
EARS = ((0.847, 0.624), (0.847, 0.343))
EAR = (0.026, 0.03)
# What shows through no cloth: nipples and navel, by their middles, and how far round
# them cloth is drawn smooth, in metres.
COVERED = ((0.325, 0.697), (0.4355, 0.697), (0.381, 0.5635))
COVERED_ROUND = 0.027


def moved(texture: Floats) -> Floats:
    """Places on the picture as it is shipped."""
    new = texture.copy()
    for old, (left, low, right, high) in ROOMS.items():
        there = within(texture, old)
        share = (texture[there] - old[:2]) / (old[2] - old[0], old[3] - old[1])
        new[there] = (left, low) + share * (right - left, high - low)
    return new


def within(texture: NDArray[np.floating], box: Box) -> Mask:
    """Which places (..., 2) lie in a box."""
    return np.asarray(((texture > box[:2]) & (texture < box[2:])).all(-1))


def seen(body: Body) -> Mask:
    """Which faces are ever seen (F): not the tongue, nor what lies behind the eyes."""
    corners = body.texture[body.corners]
    places = body.vertices[body.faces]
    behind = places[..., 2].max(1) < body.head("eye.L")[2] + 0.003
    backs = piece(body, EYES) & ~np.logical_or.reduce([within(corners, old).all(1) for old in ROOMS])
    return ~((piece(body, SOCKETS) & behind) | backs | piece(body, TONGUE))


def piece(body: Body, box: Box) -> Mask:
    """The faces (F) of the head that lie in a box of the picture; some fingers lie close to the mouth there."""
    above = body.vertices[body.faces][..., 1].min(1) > body.head("spine01")[1]
    return np.asarray(within(body.texture[body.corners], box).all(1) & above)


def rim(body: Body, box: Box) -> Ints:
    """The vertices where such a piece joins the rest of the skin: the line of the lips, the edges of the lids."""
    inside = piece(body, box)
    return np.intersect1d(body.faces[inside], body.faces[~inside])
