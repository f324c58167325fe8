"""From an authored pose to a body that holds it: near the angles that are written, and touching what it should.

The angles themselves are what is searched, so the joints' limits hold exactly. Pelvis and spine stay close to what is
written (otherwise reaching hands would flatten a cat), arms hardly at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.bodies import Body, body
from figures.collide import Balls
from figures.flesh import Flesh
from figures.parts import patches
from figures.rig import Rig, Skin, skin_of
from figures.touch import ROLL_AT, Surfaces, Touch, touches
from unkink.catalogue.pose import singles
from unkink.model.pose import FLOOR, Angle, Pose

# Rough steps and how far they go (degrees, centimetres), and fine steps at most.
STEPS, COARSE = 50, 2.2
FINE = 40
# Rounds of fine steps at most, and what share of the loss may be left after one that was worth it.
ROUNDS, WORTH_IT = 2, 0.97
# A pose that began on another body and misses more than this of its aims is tried from what is written as well.
MISSED = 0.15
# The same for the way between two poses, which begins from a good guess.
PATH_STEPS, PATH_FINE, PATH_ROUNDS = 10, 50, 4
# How firmly the way keeps to the straight one (at least, and as a share of FIRM), and how evenly it goes, per squared
# degree.
NEAR, LOOSE, SMOOTH = 1e-4, 0.15, 2e-3
# How much half of a planted part that slid counts, per squared metre.
PINNED = 1500
# How much a body that runs into itself counts, per squared metre.
APART_FROM_SELF = 900
# Who is patient lets all of that count so much less at first: counted in full at once, a pose may get stuck on its way.
SOFT = 1 / 3
# What cannot be pushed along by what lies on it.
PLANTED = {FLOOR, "wall", "chair", "bed"}
# How far apart the points of the skin are that are looked at, in metres.
APART = 0.04
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
    "shoulder": 1e-4,
    "elbow": 1e-4,
    "forearm": 1e-4,
    "wrist": 1e-4,
    "finger": 5e-3,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A pose as a body holds it: angles by name (degrees), bones, joint centres and skin (metres).

    `spots` is where wall and roll are (touch.Surfaces).
    """

    body: str
    pose: Pose
    angles: dict[str, float]
    rotations: Tensor
    centres: Tensor
    skin: NDArray[np.float32]
    root: Tensor
    spots: Tensor

    def row(self) -> Tensor:
        """Angles and the pelvis' place as one vector: degrees, then centimetres."""
        return torch.cat([torch.tensor(list(self.angles.values())), self.root * 100])


class Aims(NamedTuple):
    """What a pose must keep: the skin that is looked at, its touches, what stays planted where, where things are."""

    skin: Skin
    touches: list[Touch]
    pins: list[tuple[Tensor, Tensor]]
    surfaces: Surfaces
    fixed: Tensor | None
    support: Tensor | None


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
        self.flesh = Flesh(self.rig)
        kinds = [angles[name.removeprefix("left_").removeprefix("right_")] for name in self.names]
        self.low = torch.tensor([angle.low for angle in kinds])
        self.high = torch.tensor([angle.high for angle in kinds])
        self.firm = torch.tensor([FIRM[angle.id.partition("_")[0]] for angle in kinds])
        self._turns = torch.tensor([angle.turns for angle in kinds])
        self._twin = torch.tensor([self.names.index(_twin(name)) for name in self.names])
        # One point of the skin in each small cube, so that hands and face are not looked at more than the back.
        cubes = np.round(self.body.vertices / APART).astype(np.int64)
        self._seen = np.sort(np.unique(cubes, axis=0, return_index=True)[1])

    def solve(  # noqa: PLR0913 (what a pose is made from)
        self,
        pose: Pose,
        surfaces: Surfaces,
        start: Held | None = None,
        *,
        upright: bool = False,
        like: Held | None = None,
        patient: bool = False,
    ) -> Held:
        """The pose as this body holds it; `start` is where parts are that stay planted. The same every time.

        An `upright` one (standing, kneeling) must also balance over what it stands on. `like` is the pose on another
        body, where the search begins. `patient` takes twice as long, and gets stuck less.
        """
        written = torch.tensor([float(pose.angles.get(name, 0.0)) for name in self.names])
        needed, place = self._needed(pose)
        skin = skin_of(self.body, needed)
        aims = Aims(
            skin,
            touches(pose, self.patches, place, self.rig, surfaces),
            [] if start is None else self._pins(pose, start, place),
            surfaces,
            None if start is None else start.spots,
            self._support(pose, place, surfaces) if upright else None,
        )
        both = self._is_even(pose) and not (surfaces.wall and surfaces.wall[0] == 0)

        def begun(begin: Tensor, steps: int) -> tuple[float, float, tuple[Tensor, Tensor, Tensor]]:
            """The loss that is left, how much of it is missed aims, and the pose, from one beginning."""
            root, spots = self._first_place(begin, aims)
            # One unit is a degree, or a centimetre of a place: both move the body about as far.
            unknown = torch.cat([begin, root * 100, spots * 100]).requires_grad_()

            def loss(counts: float = 1) -> Tensor:
                angles, shift, spots = self._whole(unknown, both=both)
                beyond = torch.relu(angles - self.high) + torch.relu(self.low - angles)
                near = (self.firm * (angles - written) ** 2).sum()
                return near + counts * self._loss(angles, shift, spots, aims).sum() + 0.1 * (beyond**2).sum()

            if patient:
                _descend(unknown, partial(loss, SOFT), steps, FINE, ROUNDS)
            _descend(unknown, loss, 0 if patient else steps, FINE, ROUNDS)
            with torch.no_grad():
                angles, shift, spots = (each.detach() for each in self._whole(unknown, both=both))
                return float(loss()), float(self._loss(angles, shift, spots, aims)), (angles, shift, spots)

        if like is None:
            best = begun(written, STEPS)
        else:
            best = begun(like.row()[: len(self.names)], STEPS // 4)
            if best[1] > MISSED:
                best = min(best, begun(written, STEPS), key=lambda one: one[0])
        angles, shift, spots = best[2]
        where = spots if start is None else start.spots
        return self.held(pose, angles.clamp(self.low, self.high), shift, where)

    def path(  # noqa: PLR0913 (what a way is made from)
        self,
        first: Held,
        last: Held,
        surfaces: Surfaces,
        count: int,
        *,
        like: tuple[Held, Held, Tensor] | None = None,
        patient: bool = False,
    ) -> Tensor:
        """Poses between two, evenly spaced (count, A + 3): degrees, then the pelvis' place in centimetres.

        What touches the same in both goes on touching it, and what is planted stays planted. `like` is the same way on
        another body with its ends, where the search begins. `patient` as in `solve`.
        """
        kept = {part: on for part, on in last.pose.touch.items() if first.pose.touch.get(part) == on}
        pose = replace(last.pose, touch=kept)
        needed, place = self._needed(pose)
        along = torch.arange(1, count + 1)[:, None] / (count + 1)
        straight = first.row() * (1 - along) + last.row() * along
        spots = first.spots * (1 - along) + last.spots * along
        pins = [
            (points, here * (1 - along) + there * along)
            for (points, here), (_, there) in zip(
                self._pins(pose, first, place), self._pins(pose, last, place, first), strict=True
            )
        ]
        wanted = touches(pose, self.patches, place, self.rig, surfaces)
        aims = Aims(skin_of(self.body, needed), wanted, pins, surfaces, None, None)
        both = self._is_even(first.pose) and self._is_even(last.pose) and not (surfaces.wall and surfaces.wall[0] == 0)
        begin = straight
        if like is not None:
            begin = straight + like[2] - (like[0].row() * (1 - along) + like[1].row() * along)
        unknown = begin.clone().requires_grad_()
        firm = torch.cat([torch.clamp(self.firm * LOOSE, min=NEAR), torch.full((3,), NEAR / 10)])
        ends = first.row()[None], last.row()[None]

        def loss(counts: float = 1) -> Tensor:
            angles, shift, _ = self._whole(unknown, both=both)
            rows = torch.cat([ends[0], unknown, ends[1]])
            rough = rows[2:] - 2 * rows[1:-1] + rows[:-2]
            beyond = torch.relu(angles - self.high) + torch.relu(self.low - angles)
            near = (firm * (unknown - straight) ** 2).sum()
            return (
                near
                + SMOOTH * (rough**2).sum()
                + counts * self._loss(angles, shift, spots, aims).sum()
                + 0.1 * (beyond**2).sum()
            )

        rough = PATH_STEPS if like is None else 0
        if patient:
            _descend(unknown, partial(loss, SOFT), rough, PATH_FINE, PATH_ROUNDS)
        _descend(unknown, loss, 0 if patient else rough, PATH_FINE, PATH_ROUNDS)
        with torch.no_grad():
            angles, shift, _ = self._whole(unknown, both=both)
            return torch.cat([angles.clamp(self.low, self.high), shift * 100], -1)

    def _support(self, pose: Pose, place: Mapping[int, int], surfaces: Surfaces) -> Tensor | None:
        """The points of all parts that stand or lean on something level; none where a wall takes weight too."""
        if leans(pose):
            return None
        carried = [part for part, on in pose.touch.items() if on in surfaces.heights]
        points = [place[int(vertex)] for part in carried for vertex in self.patches[part]]
        return torch.tensor(points) if points else None

    def _whole(self, unknown: Tensor, *, both: bool) -> tuple[Tensor, Tensor, Tensor]:
        """Angles, the pelvis' shift, and where wall and roll are (nothing for rows of a path)."""
        many = len(self.names)
        angles, shift, spots = unknown[..., :many], unknown[..., many : many + 3] / 100, unknown[..., many + 3 :] / 100
        return (*self._even(angles, shift), spots) if both else (angles, shift, spots)

    def _needed(self, pose: Pose) -> tuple[NDArray[np.int64], dict[int, int]]:
        """The vertices that are looked at, and the place of each among them."""
        needed = np.unique(np.concatenate([self._seen, *(self.patches[p] for p in _parts(pose, self.patches))]))
        return needed, {int(vertex): number for number, vertex in enumerate(needed)}

    def _loss(self, angles: Tensor, shift: Tensor, spots: Tensor, aims: Aims) -> Tensor:
        """What a pose (..., A) misses of its aims (...)."""
        rotations, centres = self.rig.place(angles, shift)
        points = self.rig.skin(rotations, centres, aims.skin)
        where = spots if aims.fixed is None else aims.fixed
        under = torch.relu(aims.surfaces.inside(points, where) - 0.001)
        loss = 300 * (under**2).sum(-1) + 15000 * under.max(-1).values ** 2
        for touch in aims.touches:
            loss = loss + touch.loss(points, rotations, aims.surfaces, where)
        for numbers, spot in aims.pins:
            loss = loss + PINNED * ((points[..., numbers, :].mean(-2) - spot)[..., [0, 2]] ** 2).sum(-1)
        if aims.support is not None:
            loss = loss + 150 * self.flesh.off(rotations, centres, points[aims.support]) ** 2
        return loss + APART_FROM_SELF * (torch.relu(self.balls.depth(rotations, centres) - 0.01) ** 2).sum(-1)

    def held(self, pose: Pose, angles: Tensor, shift: Tensor, spots: Tensor) -> Held:
        """A pose with its bones and skin."""
        with torch.no_grad():
            rotations, centres = self.rig.place(angles, shift)
            skin = self.rig.skin(rotations, centres, self.skin).numpy()
        degrees = {name: round(float(value), 2) for name, value in zip(self.names, angles, strict=True)}
        return Held(self.body.name, pose, degrees, rotations, centres, skin, shift, spots.detach())

    def _pins(
        self, pose: Pose, start: Held, place: Mapping[int, int], chosen_by: Held | None = None
    ) -> list[tuple[Tensor, Tensor]]:
        """The points of both halves of each part that stays planted, and where their middle is in `start`."""
        chosen_by = chosen_by or start
        stay = [
            part
            for part, on in pose.touch.items()
            if on in PLANTED and chosen_by.pose.touch.get(part) == on and part not in pose.slide
        ]
        pins = []
        for part in stay:
            points = planted(self.patches[part], chosen_by.skin) if pose.touch[part] == FLOOR else self.patches[part]
            pins += [
                (torch.tensor([place[int(v)] for v in half]), torch.tensor(start.skin[half].mean(0)))
                for half in halves(points, chosen_by.skin)
            ]
        return pins

    def _first_place(self, written: Tensor, aims: Aims) -> tuple[Tensor, Tensor]:
        """The shift that sets the written pose down on what it touches, and where wall and roll are."""
        with torch.no_grad():
            rotations, centres = self.rig.place(written, torch.zeros(3))
            points = self.rig.skin(rotations, centres, aims.skin)
            rises = [
                aims.surfaces.heights[touch.surface] - float(points[touch.points, 1].min())
                for touch in aims.touches
                if touch.surface in aims.surfaces.heights and touch.surface not in {FLOOR, "dumb-bells"}
            ]
            up = sum(rises) / len(rises) if rises else -float(points[:, 1].min())
            shift = torch.tensor([0.0, up, 0.0])
            if aims.pins:
                moved = torch.stack([spot - points[numbers].mean(0) for numbers, spot in aims.pins]).mean(0)
                shift[0], shift[2] = moved[0], moved[2]
            at = points + shift
            rolled = [at[touch.points].mean(0) for touch in aims.touches if touch.surface in aims.surfaces.radii]
            spots = aims.surfaces.first_spots(at)
            if rolled:
                spots[ROLL_AT] = torch.stack(rolled).mean(0)[2]
        return shift, spots if aims.fixed is None else aims.fixed

    def _is_even(self, pose: Pose) -> bool:
        """Whether left and right do the same. Crossed arms or legs do not: one lies on the other."""
        if any(_crosses(part, surface) for part, surface in pose.touch.items()):
            return False
        angles = all(
            pose.angles.get(name, 0.0) == pose.angles.get(_twin(name), 0.0) and not (turns and pose.angles.get(name))
            for name, turns in zip(self.names, self._turns, strict=True)
        )
        return angles and all(
            pose.touch.get(_twin(part)) == _twin(surface) for part, surface in pose.touch.items() if part != _twin(part)
        )

    def _even(self, angles: Tensor, shift: Tensor) -> tuple[Tensor, Tensor]:
        """Left and right alike."""
        alike = torch.where(self._turns, torch.zeros_like(angles), (angles + angles[..., self._twin]) / 2)
        return alike, shift * torch.tensor([0.0, 1.0, 1.0])


def _descend(unknown: Tensor, loss: Callable[[], Tensor], steps: int, fine_steps: int, rounds: int = 1) -> None:
    """Lower the loss: rough steps out of the way of what collides, then by its curvature down to the bottom.

    What is known of the curvature is forgotten now and then: where another point of the skin becomes the nearest the
    loss has an edge, and old knowledge leads nowhere.
    """

    def closure() -> Tensor:
        unknown.grad = None
        value = loss()
        value.backward()
        return value.detach()

    rough = torch.optim.Adam([unknown], lr=COARSE)
    for _ in range(steps):
        closure()
        rough.step()
    before = float("inf")
    for _ in range(rounds):
        fine = torch.optim.LBFGS(
            [unknown], max_iter=fine_steps, history_size=30, line_search_fn="strong_wolfe", tolerance_change=1e-7
        )
        fine.step(closure)
        with torch.no_grad():
            now = float(loss())
        if now > before * WORTH_IT:
            break
        before = now


def leans(pose: Pose) -> bool:
    """Whether a wall takes some of the weight: then the body need not balance over its feet."""
    return "wall" in pose.touch.values()


def planted(patch: NDArray[np.int64], skin: NDArray[np.float32]) -> NDArray[np.int64]:
    """The vertices of a part that lie on the floor; all of them where hardly one does."""
    low = patch[skin[patch, 1] < ON_FLOOR]
    return low if len(low) > FEW else patch


def halves(points: NDArray[np.int64], skin: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """A part cut across its longer way over the ground: pinned at both halves it can neither slide nor turn."""
    over = skin[points][:, [0, 2]] - skin[points][:, [0, 2]].mean(0)
    along = over @ np.linalg.svd(over, full_matrices=False)[2][0]
    order = points[np.argsort(along, kind="stable")]
    return [order[: len(order) // 2], order[len(order) // 2 :]] if len(order) > 1 else [order]


def _twin(name: str) -> str:
    for one, other in (("left", "right"), ("right", "left")):
        if name.startswith((one + "_", one + "-")):
            return other + name[len(one) :]
    return name


def _crosses(part: str, surface: str) -> bool:
    """Whether a part touches one of the other side that is not its own twin."""
    sides = part.partition("-")[0], surface.partition("-")[0]
    return set(sides) == {"left", "right"} and surface != _twin(part)


def _parts(pose: Pose, known: Mapping[str, NDArray[np.int64]]) -> list[str]:
    return [part for pair in pose.touch.items() for part in pair if part in known]
