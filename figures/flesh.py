"""The weight of a body: where its centre of mass is, and how far that is off what carries it."""

import numpy as np
import torch
from torch import Tensor

from figures.rig import Rig

# How far inside its support a body stands in comfort, in metres.
MARGIN = 0.012


class Flesh:
    """Masses of a body's bones with their flesh, all of it equally heavy."""

    def __init__(self, rig: Rig) -> None:
        body = rig.body
        corners = body.vertices[body.faces].astype(np.float64)
        bones = body.bones[np.arange(len(body.vertices)), body.weights.argmax(1)]
        heads = body.heads[bones].astype(np.float64)
        # The flesh under a face: a wedge down to the joint of the bone that carries it.
        down = heads[body.faces[:, 0]][:, None] - corners
        volumes = np.abs(np.einsum("ij,ij->i", down[:, 0], np.cross(down[:, 1], down[:, 2]))) / 6
        middles = (corners.sum(1) + heads[body.faces[:, 0]]) / 4
        masses, sums = np.zeros(len(body.labels)), np.zeros((len(body.labels), 3))
        np.add.at(masses, bones[body.faces[:, 0]], volumes)
        np.add.at(sums, bones[body.faces[:, 0]], volumes[:, None] * middles)
        centres = sums / np.maximum(masses, 1e-12)[:, None]
        self._share = torch.tensor(masses / masses.sum(), dtype=torch.float32)
        self._from_head = torch.tensor(np.where(masses[:, None] > 0, centres - body.heads, 0), dtype=torch.float32)

    def centre(self, rotations: Tensor, centres: Tensor) -> Tensor:
        """The centre of mass (..., 3), in metres."""
        at = centres + (rotations * self._from_head[:, None]).sum(-1)
        return (self._share[:, None] * at).sum(-2)

    def off(self, rotations: Tensor, centres: Tensor, carried_by: Tensor) -> Tensor:
        """How far the centre of mass is outside the points that carry it, seen from above and kept off their edge."""
        from scipy.spatial import ConvexHull

        level = carried_by[:, [0, 2]]
        corners = level[torch.tensor(ConvexHull(level.detach().numpy().astype(np.float64)).vertices).long()]
        following = corners.roll(-1, 0)
        way = following - corners
        out = torch.stack([way[:, 1], -way[:, 0]], -1) / way.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        here = self.centre(rotations, centres)[[0, 2]]
        return torch.relu(((here - corners) * out).sum(-1).max() + MARGIN)
