"""What touches what: how far a part is from what it should touch, for the solver and for the check."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body
from figures.rig import Rig
from figures.zero import palm_normal
from unkink.model.pose import FLOOR, Pose

Patches: TypeAlias = Mapping[str, NDArray[np.int64]]

# Heights of what one sits or lies on, in metres.
SEATS = {"chair": 0.44, "bed": 0.5, "block": 0.1, "cushion": 0.12}
# Parts that lie with a face down: palms and soles are flat on what they touch.
FLAT = {"palm", "sole"}
# Points of a patch that are looked at, so that two patches make a small table of distances.
FEW = 60


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Heights of the level surfaces that can be touched, by name, in metres."""

    heights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch: numbers of the part's points, and of the other part's, or none where it is a surface."""

    part: str
    surface: str
    points: Tensor
    others: Tensor | None
    bone: int | None
    out: Tensor | None
    weight: float = 1.0

    def loss(self, at: Tensor, rotations: Tensor, surfaces: Surfaces) -> Tensor:
        """How much it is missed."""
        if self.others is not None:
            return self._to_part(at)
        height = at[self.points, 1] - surfaces.heights[self.surface]
        lowest = height.topk(max(3, len(height) // 5), largest=False).values
        loss = 150 * self.weight * (lowest.mean() - 0.004) ** 2 + 300 * self.weight * height.min() ** 2
        if self.bone is not None and self.out is not None:
            loss = loss + 1.5 * (1 + (rotations[self.bone] @ self.out)[1])
        return loss

    def _to_part(self, at: Tensor) -> Tensor:
        assert self.others is not None  # noqa: S101 (the caller asked)
        table = torch.cdist(at[self.points], at[self.others])
        nearest = table.min(1).values
        close = nearest.topk(max(4, len(nearest) // 8), largest=False).values
        return 400 * self.weight * (torch.relu(close - 0.006) ** 2).mean()


def touches(pose: Pose, patches: Patches, place: Mapping[int, int], rig: Rig, surfaces: Surfaces) -> list[Touch]:
    """The touches of a pose; `place` numbers the points that are looked at. Raises KeyError for an unknown surface."""
    made = []
    for part, surface in pose.touch.items():
        own = _numbers(patches[part], place)
        bone, out = _face(part, rig.body)
        if surface in patches:
            made.append(Touch(part, surface, _thinned(own), _thinned(_numbers(patches[surface], place)), None, None))
        elif surface in surfaces.heights:
            made.append(Touch(part, surface, own, None, bone, out))
        else:
            message = f"{pose.id}: {part} on {surface}: this surface cannot be solved yet"
            raise KeyError(message)
    return made


def surfaces_of(props: tuple[str, ...]) -> Surfaces:
    """The floor, and the tops of the props in the scene."""
    return Surfaces({FLOOR: 0.0, **{prop: SEATS[prop] for prop in props if prop in SEATS}})


def gap(pose: Pose, part: str, skin: NDArray[np.float32], patches: Patches, surfaces: Surfaces) -> float:
    """How far the part is from what it should touch, in metres; a part that is in the floor is 0 from it."""
    surface = pose.touch[part]
    own = skin[patches[part]]
    if surface in patches:
        table = np.linalg.norm(own[:, None] - skin[patches[surface]][None], axis=-1)
        return float(table.min())
    return float(max(own[:, 1].min() - surfaces.heights[surface], 0.0))


def _numbers(patch: NDArray[np.int64], place: Mapping[int, int]) -> Tensor:
    return torch.tensor([place[int(vertex)] for vertex in patch])


def _thinned(numbers: Tensor) -> Tensor:
    return numbers[:: max(1, len(numbers) // FEW)]


def _face(part: str, body: Body) -> tuple[int | None, Tensor | None]:
    side, _, kind = part.partition("-")
    if kind not in FLAT:
        return None, None
    end = side[0].upper()
    if kind == "sole":
        return body.bone(f"foot.{end}"), torch.tensor([0.0, -1.0, 0.0])
    return body.bone(f"wrist.{end}"), torch.tensor(palm_normal(body, end), dtype=torch.float32)
