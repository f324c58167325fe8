"""Sums over a mesh: smooth normals, smoothing over neighbours, hollows."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.bodies import Ints

Values: TypeAlias = NDArray[np.float64]


def normals_of(vertices: Values, faces: Ints) -> Values:
    """Unit normals of the vertices (V, 3), by the areas of their faces."""
    across = np.cross(vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]])
    total = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(total, faces[:, corner], across)
    unit: Values = total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-12)
    return unit


class Neighbours:
    """Who lies beside whom on a mesh."""

    def __init__(self, faces: Ints, count: int) -> None:
        ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
        pairs = np.unique(np.sort(ends, 1), axis=0)
        self._one, self._other = pairs.T
        self._count = np.maximum(np.bincount(pairs.ravel(), minlength=count), 1)

    def mean(self, values: Values) -> Values:
        """The mean of each vertex's neighbours; `values` are (V,) or (V, K)."""
        total = np.zeros_like(values)
        np.add.at(total, self._one, values[self._other])
        np.add.at(total, self._other, values[self._one])
        return total / (self._count if values.ndim == 1 else self._count[:, None])

    def smooth(self, values: Values, times: int, share: Values | float = 0.5) -> Values:
        """Values drawn `times` by their share to the mean of their neighbours."""
        part: NDArray[np.float64] | float = share
        if isinstance(share, np.ndarray) and values.ndim > 1:
            part = share[:, None]
        for _ in range(times):
            values = values + part * (self.mean(values) - values)
        return values


def drawn_flat(vertices: Values, faces: Ints, radius: float, share: Values) -> Values:
    """Vertices moved along their normals, by their share (V), to the middle of the skin within about `radius` metres.

    Skin counts by its area: where vertices are dense they are drawn as flat as elsewhere. None moves sideways, which
    would take the picture along that lies on it.
    """
    normals = normals_of(vertices, faces)
    area = np.zeros(len(vertices))
    sides = vertices[faces[:, 1]] - vertices[faces[:, 0]], vertices[faces[:, 2]] - vertices[faces[:, 0]]
    for corner in range(3):
        np.add.at(area, faces[:, corner], np.linalg.norm(np.cross(*sides), axis=1))
    flat = vertices.copy()
    for some in np.array_split(np.nonzero(share)[0], 32):
        apart = ((vertices[some, None] - vertices[None]) ** 2).sum(-1)
        # What looks another way is another part: the other thigh, the arm beside the ribs.
        weight = np.exp(-apart / (2 * radius**2)) * np.clip(normals[some] @ normals.T, 0, 1) * area
        middle = weight @ vertices / weight.sum(1, keepdims=True)
        rise = ((middle - vertices[some]) * normals[some]).sum(1)
        flat[some] += (share[some] * rise)[:, None] * normals[some]
    return flat


def hollows(vertices: Values, normals: Values, beside: Neighbours) -> Values:
    """How hollow the skin is round each vertex, 0 to 1: armpits, creases, the corners of the eyes."""
    step = beside.mean(vertices) - vertices
    rise = (step * normals).sum(1) / np.maximum(np.linalg.norm(beside.mean(np.abs(step)), axis=1), 1e-6)
    return np.clip(beside.smooth(rise, 4), 0, 0.5) * 2
