"""The pictures of skin, clothes and hair that are laid over a body, in light and in dark clothes.

Every point of the picture knows where on the body it lies; colours are told there, so that edges run round the body and
not along its triangles. Painted twice as large and made small, for soft edges; colours run on over the borders of each
piece, so that none bleeds into another.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from figures.bodies import Body
from figures.surface import Neighbours, Values, hollows, normals_of
from figures.texture import KNOT, MOUTH, SOCKETS, moved, rim, seen, within
from figures.wear import LOOKS, Cloth, Look, Points, dressed, ear, hair, points_of, shirt, trousers

SIZE, FINER = 1024, 2
# So many points of each piece's colour lie beyond its border, for smaller pictures of the picture.
BORDER = 10
WHITE, PUPIL = np.array((236.0, 232.0, 226.0)), np.array((28.0, 24.0, 22.0))


class Canvas(NamedTuple):
    """The picture's points that lie on the body (N): where on the picture (row, column), and on the body."""

    rows: Values
    columns: Values
    points: Points
    hollow: Values


def pictures(body: Body) -> dict[str, Image.Image]:
    """The picture in each style of clothes, by the style's name."""
    canvas = _canvas(body)
    look = LOOKS[body.name]
    return {
        style: _spread(canvas, _colours(body, look, cloth, canvas), look)
        for style, cloth in (("light", look.light), ("dark", look.dark))
    }


def _canvas(body: Body) -> Canvas:
    """Each triangle laid on the picture, its corners' values mixed between them."""
    size = SIZE * FINER
    points = points_of(body)
    beside = Neighbours(body.faces, len(body.vertices))
    worn = dressed(body, points)
    hollow = hollows(worn, normals_of(worn, body.faces), beside)
    shares = np.stack([points.arm, points.skull, points.eye, hollow], 1)
    values = np.concatenate([points.places, shares], 1)
    grid = np.full((size, size, values.shape[1] + 2), np.nan, np.float32)
    flat = moved(body.texture) * (size, -size) + (0, size)
    visible = seen(body)
    for face, corners in zip(body.faces[visible], body.corners[visible], strict=True):
        place = flat[corners]
        (left, top), (right, low) = np.floor(place.min(0)).astype(int), np.ceil(place.max(0)).astype(int)
        x, y = np.meshgrid(np.arange(left, right + 1) + 0.5, np.arange(top, low + 1) + 0.5)
        (ax, ay), (bx, by), (cx, cy) = place
        whole = (by - cy) * (ax - cx) + (cx - bx) * (ay - cy)
        if abs(whole) < 1e-9:
            continue
        a = ((by - cy) * (x - cx) + (cx - bx) * (y - cy)) / whole
        b = ((cy - ay) * (x - cx) + (ax - cx) * (y - cy)) / whole
        share = np.stack([a, b, 1 - a - b], -1)
        inside = (share > -1e-3).all(-1)
        rows, columns = y[inside].astype(int), x[inside].astype(int)
        grid[rows, columns, :-2] = share[inside] @ values[face]
        grid[rows, columns, -2:] = share[inside] @ body.texture[corners]
    rows, columns = np.nonzero(np.isfinite(grid[..., 0]))
    here = grid[rows, columns].astype(np.float64)
    return Canvas(rows, columns, Points(here[:, :3], here[:, -2:], here[:, 3], here[:, 4], here[:, 5]), here[:, 6])


def _mix(colour: Values, other: Values, share: Values) -> Values:
    return colour + (other - colour) * np.clip(share, 0, 1)[:, None]


def _soft(field: Values, width: float) -> Values:
    """0 outside, 1 inside, and in between over this width, in metres."""
    return np.clip(field / width + 0.5, 0, 1)


def _colours(body: Body, look: Look, cloth: Cloth, canvas: Canvas) -> Values:
    points = canvas.points
    colour = _face(body, look, canvas)
    for field, dye, edge in (
        (trousers(body, points), cloth.trousers, 0.016),
        (shirt(body, points), cloth.shirt, 0.018),
    ):
        fabric = np.tile(np.array(dye, float), (len(field), 1))
        # A hem is a little darker, with a line of stitches at its upper end.
        seam = np.exp(-(((field - edge) / 0.0016) ** 2))
        fabric *= (1 - 0.05 * (field < edge) - 0.1 * seam)[:, None]
        fabric *= (1 - 0.1 * canvas.hollow)[:, None]
        colour = _mix(colour, fabric, _soft(field, 0.001))
    return np.clip(colour, 0, 255)


def _face(body: Body, look: Look, canvas: Canvas) -> Values:
    """Skin with its shades, lips, lids, brows, eyes and hair."""
    points = canvas.points
    x, y, z = points.places.T
    skin = np.array(look.skin, float)
    colour = np.tile(skin, (len(x), 1))
    flushed = skin * (1.0, 0.88, 0.85)
    left = body.head("eye.L").astype(np.float64)
    middle = left * (0, 1, 1)
    front = (points.skull > 0.5) & (z > left[2] - 0.03)
    away = np.abs(x)
    cheek = np.exp(-(((away - 0.042) / 0.018) ** 2) - ((y - middle[1] + 0.036) / 0.016) ** 2)
    colour = _mix(colour, flushed, 0.4 * cheek * front)
    colour = _mix(colour, flushed, 0.35 * _soft(-ear(points), 0.012))
    colour *= (1 - 0.16 * canvas.hollow)[:, None]
    colour = _mix(colour, np.array(look.lips, float), 0.8 * _soft(_lips(body, points), 0.0025) * front)
    mouth, socket = within(points.texture, MOUTH) & front, within(points.texture, SOCKETS) & front
    corner = body.vertices[rim(body, MOUTH)]
    corner = corner[corner[:, 0].argmax()].astype(np.float64)
    from_corner = np.hypot(away - corner[0], y - corner[1])
    colour = _mix(colour, skin * 0.5, 0.8 * np.exp(-((from_corner / 0.0022) ** 2)) * front)
    colour[mouth] = np.array(look.lips) * 0.62
    colour[socket] = skin * 0.5
    colour = _mix(
        colour, skin * 0.3, 0.85 * _soft(0.0009 - _from_lids(body, points, front), 0.0014) * (points.eye < 0.5)
    )
    lock = hair(body, look, points)
    if not look.knot:
        # Short hair has no straight edge.
        lock = lock + 0.002 * np.sin(x * 480 + 2 * np.sin(z * 310)) + 0.0015 * np.sin(x * 1130 + y * 700)
    fade = 1 - look.fade * np.exp(-np.maximum(lock, 0) / 0.012) * (y < middle[1] + 0.03)
    colour = _mix(
        colour, _locks(look, points.places - middle), _soft(lock - 0.003, 0.008 if look.knot else 0.013) * fade
    )
    outer = away - left[0]
    arch = middle[1] + 0.0215 - 5.0 * (outer + 0.003) ** 2
    brow = np.minimum(0.0024 - 0.04 * outer - np.abs(y - arch), np.minimum(outer + 0.018, 0.022 - outer) * 0.3)
    colour = _mix(colour, np.array(look.brows, float), 0.75 * _soft(brow, 0.0022) * front)
    return _eyes(look, points, colour, left)


def _lips(body: Body, points: Points) -> Values:
    """How far inside the lips, in metres: a little on both sides of the line where they meet, less to the corners."""
    line = body.vertices[rim(body, MOUTH)].astype(np.float64)
    line = line[np.argsort(np.abs(line[:, 0]), kind="stable")]
    x, y, _ = points.places.T
    from_line = y - np.interp(np.abs(x), np.abs(line[:, 0]), line[:, 1])
    full = np.sqrt(np.maximum(1 - (x / np.abs(line[:, 0]).max()) ** 2, 0))
    return np.where(from_line > 0, 0.0068, 0.0088) * full - np.abs(from_line) - 0.0006


def _from_lids(body: Body, points: Points, front: NDArray[np.bool_]) -> Values:
    """How far from the edge of the upper lids, in metres."""
    edge = body.vertices[rim(body, SOCKETS)].astype(np.float64)
    edge = edge[edge[:, 1] > body.head("eye.L")[1] - 0.0005]
    far = np.full(len(front), 1.0)
    for point in edge:
        far[front] = np.minimum(far[front], np.linalg.norm(points.places[front] - point, axis=1))
    return far


def _locks(look: Look, from_eyes: Values) -> Values:
    """Hair: strands that run up to the knot, or short ones."""
    x, y, z = from_eyes.T
    if look.knot:
        way = np.arctan2(x, y - 0.12 + 0.4 * z) * 40 + 12 * np.hypot(x, z)
        strand = 0.5 + 0.25 * np.sin(way) + 0.25 * np.sin(2.7 * way + 1.3)
    else:
        way = np.arctan2(x, y + 0.05) * 60 + 1.2 * np.sin(z * 210) + 0.9 * np.sin(y * 260 + x * 90)
        strand = 0.5 + 0.2 * np.sin(way) + 0.3 * np.sin(1.9 * way + z * 330) * np.sin(z * 240 + way * 0.3)
    return _mix(
        np.tile(np.array(look.hair, float), (len(x), 1)),
        np.array(look.hair_light, float),
        (0.5 if look.knot else 0.32) * strand,
    )


def _eyes(look: Look, points: Points, colour: Values, left: Values) -> Values:
    eye = points.eye > 0.5
    x, y, _ = points.places.T
    far = np.hypot(np.abs(x) - left[0], y - left[1])
    ball = np.tile(WHITE, (len(x), 1))
    ball = _mix(ball, np.array(look.iris, float), _soft(0.0062 - far, 0.0012))
    ball = _mix(ball, PUPIL, _soft(0.0028 - far, 0.001))
    glint = np.hypot(np.abs(x) - left[0] - 0.0018 * np.sign(x), y - left[1] - 0.0024)
    ball = _mix(ball, np.array((255.0, 255.0, 255.0)), _soft(0.001 - glint, 0.0008))
    return np.where(eye[:, None], ball, colour)


def _spread(canvas: Canvas, colour: Values, look: Look) -> Image.Image:
    """The finished picture: made small, and what lies on no piece filled from the nearest one."""
    rows, columns = canvas.rows // FINER, canvas.columns // FINER
    total = np.zeros((SIZE, SIZE, 4))
    np.add.at(total, (rows, columns), np.concatenate([colour, np.ones((len(colour), 1))], 1))
    left, low, right, high = KNOT
    top, down = int((1 - high) * SIZE), int((1 - low) * SIZE)
    first, last = int(left * SIZE), int(right * SIZE)
    along = np.arange(first - 4, last + 4)
    strand = 0.5 + 0.5 * np.sin((along - first) / (last - first) * 2 * np.pi * 14)
    locks = _mix(np.tile(np.array(look.hair, float), (len(along), 1)), np.array(look.hair_light, float), 0.45 * strand)
    total[top - 4 : down + 4, first - 4 : last + 4] = (*[0.0] * 3, 1.0)
    total[top - 4 : down + 4, first - 4 : last + 4, :3] = locks
    filled = total[..., 3] > 0
    image = np.zeros((SIZE, SIZE, 3))
    image[filled] = total[filled, :3] / total[filled, 3:]
    return Image.fromarray(_grown(image, filled).round().astype(np.uint8))


def _grown(image: Values, filled: NDArray[np.bool_]) -> Values:
    """Colours run on by some points over the border of each piece, and their mean beyond."""
    whole = np.where(filled[..., None], image, image[filled].mean(0))
    known = filled.copy()
    for _ in range(BORDER):
        total, count = np.zeros_like(whole), np.zeros(known.shape)
        for step, axis in ((1, 0), (-1, 0), (1, 1), (-1, 1)):
            beside = np.roll(known, step, axis)
            total += np.roll(whole, step, axis) * beside[..., None]
            count += beside
        fresh = ~known & (count > 0)
        whole[fresh] = total[fresh] / count[fresh][:, None]
        known |= fresh
    return whole
