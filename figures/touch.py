"""What touches what: how far a part is from what it should touch, for the solver and for the check."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body, body
from figures.rig import Rig
from figures.surface import normals_of
from figures.zero import palm_normal
from unkink.model.pose import FLOOR, Place, Pose, SceneProp

Patches: TypeAlias = Mapping[str, NDArray[np.int64]]
Points = TypeVar("Points", Tensor, NDArray[np.int64])

# Heights of what one sits, lies or leans on where the scene tells none, in metres.
SEATS = {"chair": 0.44, "bed": 0.5, "block": 0.1, "cushion": 0.12, "blanket": 0.04, "dumb-bells": 0.03}
ROUND = {"roll": 0.1, "foam-roller": 0.14}
# Parts that lie with a face down: palms and soles are flat on what they touch.
FLAT = {"palm", "sole"}
# Parts that face the part of the body they touch.
FACING = {"palm", "hand", "sole"}
# How much a gap counts, per squared metre.
TOUCHES = 1000
# How much it counts which way a part faces: on a surface, and on the body, where it is round.
FACES, FACES_BODY = 1.5, 0.4
# Points of a patch that are looked at, so that two patches make a small table of distances.
FEW = 60
# Which way a wall is, seen from the body.
SIDES = {Place.FRONT: (2, 1.0), Place.BEHIND: (2, -1.0), Place.LEFT: (0, 1.0), Place.RIGHT: (0, -1.0)}
# The two places that are searched with a pose: the wall's distance, and where the roll lies along z.
WALL_AT, ROLL_AT = 0, 1


@dataclass(frozen=True, slots=True)
class Surfaces:
    """What can be touched: heights of level tops and radii of what lies crosswise, by name (metres); the wall.

    `wall` is the axis it stands across and its sign. Where wall and roll are is searched: two numbers in metres,
    the wall's place along its axis and the roll's along z.
    """

    heights: Mapping[str, float]
    radii: Mapping[str, float]
    wall: tuple[int, float] | None = None

    def names(self) -> set[str]:
        """Everything that can be touched."""
        return {*self.heights, *self.radii, *(("wall",) if self.wall else ())}

    def above(self, name: str, at: Tensor, spots: Tensor) -> Tensor:
        """How far points (..., N, 3) are off a surface; below nothing they are in it. `spots` is (..., 2)."""
        if name in self.heights:
            return at[..., 1] - self.heights[name]
        if name in self.radii:
            radius = self.radii[name]
            away = torch.stack([at[..., 1] - radius, at[..., 2] - spots[..., ROLL_AT, None]], -1)
            return away.norm(dim=-1) - radius
        assert self.wall is not None  # noqa: S101 (names() says so)
        axis, sign = self.wall
        return sign * (spots[..., WALL_AT, None] - at[..., axis])

    def inside(self, at: Tensor, spots: Tensor) -> Tensor:
        """How deep points (..., N, 3) are in the floor, the wall or a roll (..., N); nothing outside."""
        deepest = torch.relu(-at[..., 1])
        for name in (*self.radii, *(("wall",) if self.wall else ())):
            deepest = torch.maximum(deepest, torch.relu(-self.above(name, at, spots)))
        return deepest

    def first_spots(self, at: Tensor, gap_m: float = 0.0) -> Tensor:
        """Where wall and roll are at first, for points (N, 3)."""
        spots = torch.tensor([0.0, float(at[:, 2].mean())])
        if self.wall:
            axis, sign = self.wall
            spots[WALL_AT] = sign * (float((sign * at[:, axis]).max()) + gap_m)
        return spots


@dataclass(frozen=True, slots=True)
class Touch:
    """One touch: numbers of the part's points, and of the other part's, or none where it is a surface.

    `bone` and `out` are the bone that carries the part, and the way it faces at rest; `carriers` and `outs` the same
    for each of the other part's points.
    """

    part: str
    surface: str
    points: Tensor
    others: Tensor | None
    bone: int | None
    out: Tensor | None
    carriers: Tensor | None = None
    outs: Tensor | None = None

    def loss(self, at: Tensor, rotations: Tensor, surfaces: Surfaces, spots: Tensor) -> Tensor:
        """How much it is missed (...)."""
        if self.others is not None:
            return self._to_part(at, rotations)
        off = surfaces.above(self.surface, at[..., self.points, :], spots)
        nearest = off.topk(max(3, off.shape[-1] // 5), dim=-1, largest=False).values
        loss = TOUCHES * (nearest.mean(-1) - 0.004) ** 2 + 2 * TOUCHES * off.min(-1).values ** 2
        if self.bone is not None and self.out is not None:
            faces = (rotations[..., self.bone, :, :] @ self.out[:, None])[..., 0]
            loss = loss + FACES * (1 + faces @ self._outwards(surfaces))
        return loss

    def _outwards(self, surfaces: Surfaces) -> Tensor:
        """Out of the surface."""
        way = torch.zeros(3)
        if self.surface == "wall" and surfaces.wall:
            way[surfaces.wall[0]] = -surfaces.wall[1]
        else:
            way[1] = 1.0
        return way

    def _to_part(self, at: Tensor, rotations: Tensor) -> Tensor:
        assert self.others is not None  # noqa: S101 (the caller asked)
        table = torch.cdist(at[..., self.points, :], at[..., self.others, :])
        nearest = table.min(-1)
        close = nearest.values.topk(max(4, len(self.points) // 8), dim=-1, largest=False)
        loss = TOUCHES * (torch.relu(close.values - 0.006) ** 2).mean(-1)
        if self.bone is None or self.out is None or self.carriers is None or self.outs is None:
            return loss
        met = nearest.indices.gather(-1, close.indices)
        turned = rotations[..., self.carriers, :, :] @ self.outs[:, :, None]
        out = turned[..., 0].gather(-2, met[..., None].expand(*met.shape, 3)).mean(-2)
        faces = (rotations[..., self.bone, :, :] @ self.out[:, None])[..., 0]
        return loss + FACES_BODY * (1 + (faces * out).sum(-1))


def touches(pose: Pose, patches: Patches, place: Mapping[int, int], rig: Rig, surfaces: Surfaces) -> list[Touch]:
    """The touches of a pose; `place` numbers the points that are looked at. Raises KeyError for an unknown surface."""
    made = []
    for part, surface in pose.touch.items():
        own = _numbers(patches[part], place)
        bone, out = _face(part, rig.body, FLAT)
        if surface in patches:
            bone, out = _face(part, rig.body, FACING)
            other = _thinned(_numbers(patches[surface], place))
            outs = _outs(_thinned(patches[surface]), rig.body)
            touch = Touch(part, surface, _thinned(own), other, bone, out, *outs)
            made.append(touch)
        elif surface in surfaces.names():
            made.append(Touch(part, surface, own, None, bone, out))
        else:
            message = f"{pose.id}: {part} on {surface}: nothing can be touched there"
            raise KeyError(message)
    return made


def surfaces_of(scene: tuple[SceneProp, ...]) -> Surfaces:
    """The floor, and what the props of a scene offer."""
    heights, radii = {FLOOR: 0.0}, {}
    wall = None
    for prop in scene:
        if prop.prop in SEATS:
            # Of two of a kind the lower one is touched; they differ by less than a hand.
            heights[prop.prop] = prop.height_m if prop.height_m is not None else SEATS[prop.prop]
        elif prop.prop in ROUND and prop.place is Place.UNDER:
            radii[prop.prop] = (prop.height_m or ROUND[prop.prop]) / 2
        elif prop.prop == "wall":
            wall = SIDES.get(prop.place, (2, 1.0))
    return Surfaces(heights, radii, wall)


def gap(pose: Pose, part: str, skin: NDArray[np.float32], patches: Patches, where: tuple[Surfaces, Tensor]) -> float:
    """How far the part is from what it should touch, in metres; a part that is in the floor is 0 from it."""
    surface = pose.touch[part]
    own = skin[patches[part]]
    if surface in patches:
        table = np.linalg.norm(own[:, None] - skin[patches[surface]][None], axis=-1)
        return float(table.min())
    surfaces, spots = where
    return max(float(surfaces.above(surface, torch.from_numpy(own), spots).min()), 0.0)


def _numbers(patch: NDArray[np.int64], place: Mapping[int, int]) -> Tensor:
    return torch.tensor([place[int(vertex)] for vertex in patch])


def _thinned(numbers: Points) -> Points:
    return numbers[:: max(1, len(numbers) // FEW)]


@cache
def _normals(name: str) -> NDArray[np.float64]:
    known = body(name)
    return normals_of(known.vertices.astype(np.float64), known.faces)


def _outs(which: NDArray[np.int64], made: Body) -> tuple[Tensor, Tensor]:
    """The bone that carries each of these points most, and the way out of the skin there at rest."""
    carriers = made.bones[which, made.weights[which].argmax(1)]
    return torch.tensor(carriers).long(), torch.tensor(_normals(made.name)[which], dtype=torch.float32)


def _face(part: str, made: Body, facing: set[str]) -> tuple[int | None, Tensor | None]:
    side, _, kind = part.partition("-")
    if kind not in facing:
        return None, None
    end = side[0].upper()
    if kind == "sole":
        return made.bone(f"foot.{end}"), torch.tensor([0.0, -1.0, 0.0])
    return made.bone(f"wrist.{end}"), torch.tensor(palm_normal(made, end), dtype=torch.float32)
