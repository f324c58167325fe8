"""Line drawings from meshes: what is seen of triangles at each point of a picture, and the lines between."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

# As the viewer has it (frontend/src/figure/stage.ts, camera.ts): its lens, and how far past the joints the body goes.
FOV_DEG, FLESH_M, LOWEST_EYE_M = 26.0, 0.13, 0.06
# How many triangles' points are looked at together.
AT_ONCE = 1_000_000
NEAREST_M = 0.05


class Eye(NamedTuple):
    """Where one looks from (metres), right and up of the picture, and the way back from it to the eye.

    `size` is the picture's width and height in points.
    """

    place: Values
    right: Values
    up: Values
    back: Values
    size: tuple[int, int]

    def flat(self, points: Values) -> tuple[Values, Values]:
        """Points (..., 3) on the picture (..., 2), from its upper left, and how far away each is."""
        seen = points - self.place
        away = -(seen @ self.back)
        lens = self.size[1] / 2 / np.tan(np.deg2rad(FOV_DEG / 2)) / np.maximum(away, NEAREST_M)
        across = self.size[0] / 2 + seen @ self.right * lens
        return np.stack([across, self.size[1] / 2 - seen @ self.up * lens], -1), away


def eye_for(points: Values, round_deg: float, up_deg: float, size: tuple[int, int]) -> Eye:
    """From where all points (N, 3) and the flesh round them fill the picture, as camera.ts of the viewer has it."""
    turn, rise = np.deg2rad(round_deg), np.deg2rad(up_deg)
    back = np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)])
    right = np.array([np.cos(turn), 0.0, -np.sin(turn)])
    axes = np.stack([right, np.cross(back, right), back])
    seen = points @ axes.T
    tall = np.tan(np.deg2rad(FOV_DEG / 2))
    room = np.array([tall * size[0] / size[1], tall])
    middle = (seen.min(0) + seen.max(0)) / 2
    distance = 0.0
    for _ in range(4):
        off = seen - middle
        distance = float(((np.abs(off[:, :2]) + FLESH_M) / room + off[:, 2:]).max())
        edges = off[:, :2] / (distance - off[:, 2:])
        middle[:2] += (np.maximum(edges.max(0), 0) + np.minimum(edges.min(0), 0)) / 2 * distance * 0.8
    looked_at = middle @ axes
    place = looked_at + back * distance
    place[1] = max(LOWEST_EYE_M, place[1])
    back = (place - looked_at) / np.linalg.norm(place - looked_at)
    return Eye(place, right, np.cross(back, right), back, size)


class Seen(NamedTuple):
    """For each point of a picture (H, W): the triangle seen there, or -1; how far away; where in it (H, W, 3)."""

    triangle: Ints
    away: Values
    shares: Values


def look(corners: Values, eye: Eye, *, outside: bool = False) -> Seen:
    """What is seen of triangles (T, 3 corners, 3), or with `outside` only of those whose front is seen."""
    wide, high = eye.size
    flat, away = eye.flat(corners)
    nearness = 1 / np.maximum(away, NEAREST_M)
    low = np.clip(np.ceil(flat.min(1) - 0.5), 0, (wide, high)).astype(np.int64)
    up_to = np.clip(np.floor(flat.max(1) - 0.5) + 1, 0, (wide, high)).astype(np.int64)
    boxes = np.maximum(up_to - low, 0)
    first, second = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    area = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    facing = -area if outside else np.abs(area)
    points = np.where((facing > 1e-9) & (away.min(1) > NEAREST_M), boxes.prod(1), 0)
    found = Seen(np.full(wide * high, -1), np.full(wide * high, np.inf), np.zeros((wide * high, 3)))
    begun = np.cumsum(points) // AT_ONCE
    for chunk in np.unique(begun):
        chosen = np.nonzero((begun == chunk) & (points > 0))[0]
        which = np.repeat(chosen, points[chosen])
        number = np.arange(len(which)) - np.repeat(np.cumsum(points[chosen]) - points[chosen], points[chosen])
        x, y = low[which, 0] + number % boxes[which, 0], low[which, 1] + number // boxes[which, 0]
        off = np.stack([x + 0.5, y + 0.5], 1) - flat[which, 0]
        b = (off[:, 0] * second[which, 1] - off[:, 1] * second[which, 0]) / area[which]
        c = (first[which, 0] * off[:, 1] - first[which, 1] * off[:, 0]) / area[which]
        shares = np.stack([1 - b - c, b, c], 1)
        inside = (shares >= 0).all(1)
        which, shares, at = which[inside], shares[inside], (y * wide + x)[inside]
        far = 1 / (shares * nearness[which]).sum(1)
        nearer = far < found.away[at]
        which, shares, at, far = which[nearer], shares[nearer], at[nearer], far[nearer]
        # Of several in one place the last is kept: the nearest.
        order = np.lexsort((which, -far))
        found.triangle[at[order]], found.away[at[order]] = which[order], far[order]
        found.shares[at[order]] = shares[order]
    return Seen(found.triangle.reshape(high, wide), found.away.reshape(high, wide), found.shares.reshape(high, wide, 3))


class Beside(NamedTuple):
    """The two points of the picture on the sides of each step between points: row and column of each."""

    one: tuple[Ints, Ints]
    other: tuple[Ints, Ints]
    ends: Ints


def steps(occupied: Mask) -> Beside:
    """The edges of the points that are chosen; `ends` (N, 2) are the corners each goes between."""
    wide = occupied.shape[1]
    y, x = np.nonzero(occupied[:, :-1] | occupied[:, 1:])
    upright = np.stack([y * (wide + 1) + x + 1, (y + 1) * (wide + 1) + x + 1], 1)
    v, u = np.nonzero(occupied[:-1] | occupied[1:])
    level = np.stack([(v + 1) * (wide + 1) + u, (v + 1) * (wide + 1) + u + 1], 1)
    return Beside(
        (np.concatenate([y, v]), np.concatenate([x, u])),
        (np.concatenate([y, v + 1]), np.concatenate([x + 1, u])),
        np.concatenate([upright, level]),
    )


def chains(ends: Ints, wide: int, *, rings: bool = False) -> list[Values]:
    """Edges (N, 2 corners) joined into lines (M, 2) of x and y; those that close end where they begin.

    Lines end where others branch off, or with `rings` only where they close.
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in ends.tolist():
        beside[one].append(other)
        beside[other].append(one)
    left = {(min(pair), max(pair)) for pair in ends.tolist()}
    found = []

    def walk(corner: int) -> Iterator[int]:
        yield corner
        while True:
            further = [each for each in beside[corner] if (min(corner, each), max(corner, each)) in left]
            if not further:
                return
            left.discard((min(corner, further[0]), max(corner, further[0])))
            corner = further[0]
            yield corner
            if corner in forks:
                return

    forks = dict.fromkeys(corner for corner, others in beside.items() if len(others) != 2 and not rings)
    for corner in (*forks, *beside):
        while any((min(corner, each), max(corner, each)) in left for each in beside[corner]):
            line = np.array(list(walk(corner)))
            found.append(np.stack([line % (wide + 1), line // (wide + 1)], 1).astype(np.float64))
    return found


def smooth(line: Values, sigma: float) -> Values:
    """A line without its steps; its ends stay, and a closed one stays closed."""
    reach = int(3 * sigma)
    if len(line) < 3 or reach < 1:
        return line
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    closed = bool((line[0] == line[-1]).all())
    if closed:
        ring = line[:-1]
        padded = ring[np.arange(-reach, len(ring) + reach) % len(ring)]
    else:
        places = np.arange(-reach, len(line) + reach)
        last = len(line) - 1
        folded = np.clip(np.where(places < 0, -places, np.where(places > last, 2 * last - places, places)), 0, last)
        padded = line[folded]
        padded[places < 0] = 2 * line[0] - padded[places < 0]
        padded[places > last] = 2 * line[-1] - padded[places > last]
    smoothed = np.stack([np.convolve(padded[:, axis], weights, "valid") for axis in (0, 1)], 1)
    return np.concatenate([smoothed, smoothed[:1]]) if closed else smoothed


def simple(line: Values, off: float) -> Values:
    """The fewest points of a line that stay within `off` of it (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return line
    keep = np.zeros(len(line), bool)
    keep[[0, -1]] = True
    parts = [(0, len(line) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        along, between = line[last] - line[first], line[first + 1 : last] - line[first]
        length = float(np.hypot(*along))
        if length < 1e-9:
            away = np.hypot(*between.T)
        else:
            away = np.abs(along[0] * between[:, 1] - along[1] * between[:, 0]) / length
        farthest = int(away.argmax())
        if away[farthest] > off:
            middle = first + 1 + farthest
            keep[middle] = True
            parts += [(first, middle), (middle, last)]
    return line[keep]


def length_of(line: Values) -> float:
    """How long a line is."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def area_of(line: Values) -> float:
    """The area inside a closed line."""
    x, y = line.T
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())) / 2
