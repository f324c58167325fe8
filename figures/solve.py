"""From an authored pose to a body that holds it: near the angles that are written, and touching what it should.

The angles themselves are what is searched, so the joints' limits hold exactly. Pelvis and spine stay close to what is
written (otherwise reaching hands would flatten a cat), arms hardly at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body, body
from figures.collide import Balls
from figures.parts import patches
from figures.rig import Rig, Skin, skin_of
from figures.touch import Surfaces, Touch, touches
from unkink.catalogue.pose import singles
from unkink.model.pose import FLOOR, Angle, Pose

# Rough steps and how far they go (degrees, centimetres), and fine steps at most.
STEPS, COARSE = 100, 1.6
FINE = 130
SEEN = 1600
# What lies this near to the floor is on it (metres), and how few points are too few to tell where a part is.
ON_FLOOR, FEW = 0.015, 3
SEED = 7

# How firmly an angle is held to what is written, per squared degree.
FIRM = {
    "pelvis": 2.0e-3,
    "lumbar": 6e-3,
    "thoracic": 6e-3,
    "neck": 1.5e-3,
    "hip": 8e-4,
    "knee": 5e-4,
    "ankle": 2e-4,
    "toe": 5e-3,
    "scapula": 1e-3,
    "shoulder": 6e-5,
    "elbow": 6e-5,
    "forearm": 6e-5,
    "wrist": 6e-5,
    "finger": 5e-3,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A pose as a body holds it: angles by name (degrees), bones, joint centres and skin (metres)."""

    body: str
    pose: Pose
    angles: dict[str, float]
    rotations: Tensor
    centres: Tensor
    skin: NDArray[np.float32]
    root: Tensor


class Aims(NamedTuple):
    """What a pose must keep: the skin that is looked at, its touches, and what stays planted where."""

    skin: Skin
    touches: list[Touch]
    pins: list[tuple[Tensor, Tensor]]
    surfaces: Surfaces


class Solver:
    """Solves poses for one body."""

    def __init__(self, name: str, angles: Mapping[str, Angle]) -> None:
        torch.manual_seed(SEED)
        self.body: Body = body(name)
        self.names = tuple(single for angle in angles for single in singles(angle, angles))
        self.rig = Rig(self.body, self.names)
        self.balls = Balls(self.rig)
        self.patches = patches(self.body)
        self.skin = skin_of(self.body)
        kinds = [angles[name.removeprefix("left_").removeprefix("right_")] for name in self.names]
        self.low = torch.tensor([angle.low for angle in kinds])
        self.high = torch.tensor([angle.high for angle in kinds])
        self.firm = torch.tensor([FIRM[angle.id.partition("_")[0]] for angle in kinds])
        self._turns = torch.tensor([angle.turns for angle in kinds])
        self._twin = torch.tensor([self.names.index(_twin(name)) for name in self.names])
        chosen = np.random.default_rng(SEED).choice(len(self.body.vertices), SEEN, replace=False)
        self._seen = np.sort(chosen)

    def solve(self, pose: Pose, surfaces: Surfaces, start: Held | None = None) -> Held:
        """The pose as this body holds it; `start` is where parts are that stay planted. The same every time."""
        written = torch.tensor([float(pose.angles.get(name, 0.0)) for name in self.names])
        needed = np.unique(np.concatenate([self._seen, *(self.patches[p] for p in _parts(pose, self.patches))]))
        skin = skin_of(self.body, needed)
        place = {int(vertex): number for number, vertex in enumerate(needed)}
        wanted = touches(pose, self.patches, place, self.rig, surfaces)
        aims = Aims(skin, wanted, [] if start is None else self._pins(pose, start, place), surfaces)
        both = self._is_even(pose)
        root = self._first_place(written, aims)
        # One unit is a degree, or a centimetre of the pelvis' place: both move the body about as far.
        unknown = torch.cat([written, root * 100]).requires_grad_()

        def whole() -> tuple[Tensor, Tensor]:
            angles, shift = unknown[:-3], unknown[-3:] / 100
            return self._even(angles, shift) if both else (angles, shift)

        def loss() -> Tensor:
            angles, shift = whole()
            beyond = torch.relu(angles - self.high) + torch.relu(self.low - angles)
            return self._loss(angles, shift, written, aims) + 0.1 * (beyond**2).sum()

        _descend(unknown, loss)
        with torch.no_grad():
            angles, shift = whole()
            return self._held(pose, angles.clamp(self.low, self.high), shift)

    def _loss(self, angles: Tensor, shift: Tensor, written: Tensor, aims: Aims) -> Tensor:
        rotations, centres = self.rig.place(angles, shift)
        points = self.rig.skin(rotations, centres, aims.skin)
        loss = (self.firm * (angles - written) ** 2).sum()
        under = torch.relu(-points[:, 1] - 0.003)
        loss = loss + 150 * (under**2).sum() + 1500 * under.max() ** 2
        for touch in aims.touches:
            loss = loss + touch.loss(points, rotations, aims.surfaces)
        for numbers, spot in aims.pins:
            loss = loss + 40 * ((points[numbers].mean(0) - spot)[[0, 2]] ** 2).sum()
        return loss + 150 * (torch.relu(self.balls.depth(rotations, centres) - 0.012) ** 2).sum()

    def _held(self, pose: Pose, angles: Tensor, shift: Tensor) -> Held:
        with torch.no_grad():
            rotations, centres = self.rig.place(angles, shift)
            skin = self.rig.skin(rotations, centres, self.skin).numpy()
        degrees = {name: round(float(value), 2) for name, value in zip(self.names, angles, strict=True)}
        return Held(self.body.name, pose, degrees, rotations, centres, skin, shift)

    def _pins(self, pose: Pose, start: Held, place: Mapping[int, int]) -> list[tuple[Tensor, Tensor]]:
        """The points of each part that stays planted, and where their middle must be."""
        stay = [
            part
            for part, on in pose.touch.items()
            if on == FLOOR and start.pose.touch.get(part) == FLOOR and part not in pose.slide
        ]
        return [
            (
                torch.tensor([place[int(vertex)] for vertex in planted(self.patches[part], start.skin)]),
                torch.tensor(start.skin[planted(self.patches[part], start.skin)].mean(0)),
            )
            for part in stay
        ]

    def _first_place(self, written: Tensor, aims: Aims) -> Tensor:
        """The shift that sets the written pose down on the floor, near what stays planted."""
        with torch.no_grad():
            rotations, centres = self.rig.place(written, torch.zeros(3))
            points = self.rig.skin(rotations, centres, aims.skin)
            shift = torch.tensor([0.0, -float(points[:, 1].min()), 0.0])
            if aims.pins:
                moved = torch.stack([spot - points[numbers].mean(0) for numbers, spot in aims.pins]).mean(0)
                shift[0], shift[2] = moved[0], moved[2]
        return shift

    def _is_even(self, pose: Pose) -> bool:
        """Whether left and right do the same."""
        angles = all(
            pose.angles.get(name, 0.0) == pose.angles.get(_twin(name), 0.0) and not (turns and pose.angles.get(name))
            for name, turns in zip(self.names, self._turns, strict=True)
        )
        return angles and all(
            pose.touch.get(_twin(part)) == _twin(surface) for part, surface in pose.touch.items() if part != _twin(part)
        )

    def _even(self, angles: Tensor, shift: Tensor) -> tuple[Tensor, Tensor]:
        """Left and right alike."""
        alike = torch.where(self._turns, torch.zeros_like(angles), (angles + angles[self._twin]) / 2)
        return alike, shift * torch.tensor([0.0, 1.0, 1.0])


def _descend(unknown: Tensor, loss: Callable[[], Tensor]) -> None:
    """Lower the loss: rough steps out of the way of what collides, then by its curvature down to the bottom."""
    rough = torch.optim.Adam([unknown], lr=COARSE)
    fine = torch.optim.LBFGS(
        [unknown], max_iter=FINE, history_size=30, line_search_fn="strong_wolfe", tolerance_change=1e-7
    )

    def closure() -> Tensor:
        unknown.grad = None
        value = loss()
        value.backward()
        return value

    for _ in range(STEPS):
        closure()
        rough.step()
    fine.step(closure)


def planted(patch: NDArray[np.int64], skin: NDArray[np.float32]) -> NDArray[np.int64]:
    """The vertices of a part that lie on the floor; all of them where hardly one does."""
    low = patch[skin[patch, 1] < ON_FLOOR]
    return low if len(low) > FEW else patch


def _twin(name: str) -> str:
    for one, other in (("left", "right"), ("right", "left")):
        if name.startswith((one + "_", one + "-")):
            return other + name[len(one) :]
    return name


def _parts(pose: Pose, known: Mapping[str, NDArray[np.int64]]) -> list[str]:
    return [part for pair in pose.touch.items() for part in pair if part in known]
