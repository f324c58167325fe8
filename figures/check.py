"""What a movement is held to, as numbers: a line a movement and body, and what is over its threshold."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from figures.motion import BETWEEN, Moved
from figures.solve import FEW, ON_FLOOR, Held, Solver, leans, planted
from figures.touch import gap
from unkink.model.pose import FLOOR

Points: TypeAlias = NDArray[np.float32]
Noter: TypeAlias = Callable[[str, float, str], None]

# Metres, degrees, degrees a second. A threshold is not loosened to pass.
THRESHOLDS = {
    "floor": 0.015,
    "gap": 0.015,
    "slip": 0.015,
    "body": 0.025,
    "limit": 1.0,
    "balance": 0.02,
    "speed": 120.0,
}
# A way is eased: in its middle it goes this much faster than on the whole.
EASE = 1.5


class Worst(NamedTuple):
    """The worst of one thing, and where: a pose or a way, with its part or joint."""

    amount: float
    where: str


class Measured(NamedTuple):
    """One movement or form on one body: the worst of everything over its poses and ways; metres, degrees."""

    movement: str
    form: str
    body: str
    worst: dict[str, Worst]

    def over(self) -> list[str]:
        """The names of what is over its threshold."""
        return [name for name, most in THRESHOLDS.items() if name in self.worst and self.worst[name].amount > most]

    def excess(self) -> float:
        """How far all together is over the thresholds, each as a part of its threshold."""
        return sum(self.worst[name].amount / THRESHOLDS[name] - 1 for name in self.over())


class Setting(NamedTuple):
    """What is measured: upright ones (standing, kneeling) must balance too; `seconds` is how long a way takes."""

    movement: str
    form: str
    upright: bool
    seconds: float


def measure(moved: Moved, solver: Solver, setting: Setting) -> Measured:
    """The worst of a movement on one body."""
    worst: dict[str, Worst] = {}

    def note(name: str, amount: float, where: str) -> None:
        if name not in worst or amount > worst[name].amount:
            worst[name] = Worst(amount, where)

    start = moved.poses[moved.shown.phasing.start]
    for name, held in moved.poses.items():
        _note_pose(held, solver, note, name)
        for part in held.pose.touch:
            note("gap", gap(held.pose, part, held.skin, solver.patches, (moved.surfaces, held.spots)), f"{name} {part}")
        note("slip", slip(held, start, solver), name)
        if setting.upright and not leans(held.pose):
            note("balance", out_of_balance(held, solver, moved), name)
    for (first, last), rows in moved.ways.items():
        ends = moved.poses[first], moved.poses[last]
        label = f"{first}>{last}"
        whole = torch.cat([ends[0].row()[None], rows, ends[1].row()[None]])
        # Half-way between rows what is drawn is farthest from what was solved.
        for row in (whole[:-1] + whole[1:]) / 2:
            held = solver.held(ends[1].pose, row[:-3], row[-3:] / 100, ends[1].spots)
            _note_pose(held, solver, note, label)
            note("slip", slip(held, ends[0], solver), label)
        for joint, speed in speeds(whole, solver, setting.seconds).items():
            note("speed", speed, f"{label} {joint}")
    return Measured(setting.movement, setting.form, solver.body.name, worst)


def _note_pose(held: Held, solver: Solver, note: Noter, where: str) -> None:
    degrees = np.array([held.angles[name] for name in solver.names])
    beyond = np.maximum(solver.low.numpy() - degrees, degrees - solver.high.numpy())
    note("floor", max(0.0, -float(held.skin[:, 1].min())), where)
    deepest, between = solver.balls.worst(held.rotations, held.centres)
    note("body", deepest, f"{where}, {between}")
    note("limit", max(0.0, float(beyond.max())), f"{where} {solver.names[int(beyond.argmax())]}")


def speeds(whole: Tensor, solver: Solver, seconds: float) -> dict[str, float]:
    """How fast each bone turns against the one it hangs on, at most (degrees a second), over rows (n, A + 3)."""
    with torch.no_grad():
        turned, _ = solver.rig.place(whole[:, :-3], whole[:, -3:] / 100)
    parents = torch.tensor([max(parent, 0) for parent in solver.body.parents])
    local = turned[:, parents].mT @ turned
    local[:, 0] = turned[:, 0]
    step = local[:-1].mT @ local[1:]
    cosine = ((step.diagonal(dim1=-2, dim2=-1).sum(-1) - 1) / 2).clamp(-1, 1)
    degrees = torch.rad2deg(torch.arccos(cosine)).max(0).values
    each = seconds / (BETWEEN + 1) / EASE
    return {label: float(angle) / each for label, angle in zip(solver.body.labels, degrees, strict=True)}


def slip(held: Held, start: Held, solver: Solver) -> float:
    """How far the part slid that slid most of those that stay planted, in metres.

    Told by the points that lie on the floor in both poses. A part that rolled onto others did not slide.
    """
    moved = [0.0]
    for part, on in held.pose.touch.items():
        if on == FLOOR and start.pose.touch.get(part) == FLOOR and part not in held.pose.slide:
            both = np.intersect1d(
                planted(solver.patches[part], start.skin), planted(solver.patches[part], held.skin), assume_unique=True
            )
            if len(both) > FEW:
                moved.append(float(np.linalg.norm((held.skin[both] - start.skin[both]).mean(0)[[0, 2]])))
    return max(moved)


def out_of_balance(held: Held, solver: Solver, moved: Moved) -> float:
    """How far the centre of mass, seen from above, is outside what carries it; flesh is equally heavy."""
    skin = held.skin
    corners = skin[solver.body.faces].astype(np.float64)
    volumes = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
    centre = (volumes[:, None] * corners.sum(1) / 4).sum(0) / volumes.sum()
    tops = moved.surfaces.heights.keys() - {FLOOR}
    leant = [skin[solver.patches[part]] for part, on in held.pose.touch.items() if on in tops]
    carried = np.concatenate([skin[skin[:, 1] < ON_FLOOR], *leant])[:, [0, 2]].astype(np.float64)
    return outside(centre[[0, 2]], hull(carried)) if len(carried) > FEW else 0.0


def hull(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The corners of the smallest convex shape round the points, against the clock (Andrew's chain)."""
    ordered = sorted(map(tuple, points.tolist()))

    def half(way: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
        chain: list[tuple[float, ...]] = []
        for point in way:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return np.array(half(ordered) + half(ordered[::-1]))


def outside(point: NDArray[np.float64], corners: NDArray[np.float64]) -> float:
    """How far a point is outside a convex shape; 0 inside."""
    following = np.roll(corners, -1, 0)
    sides = [_turn(tuple(a), tuple(b), tuple(point)) for a, b in zip(corners, following, strict=True)]
    if all(side >= 0 for side in sides):
        return 0.0
    way = following - corners
    along = np.clip(((point - corners) * way).sum(1) / np.maximum((way**2).sum(1), 1e-12), 0, 1)
    return float(np.linalg.norm(corners + along[:, None] * way - point, axis=1).min())


def table(measured: list[Measured], excused: frozenset[tuple[str, str]] = frozenset()) -> str:
    """A line a movement and body: centimetres; degrees for the limit; degrees a second for the speed."""
    heads = "".join(f"{name:>8}" for name in THRESHOLDS)
    lines = [f"{'movement':44}{'body':9}{heads}  over"]
    for each in measured:
        name = f"{each.movement}--{each.form}" if each.form else each.movement
        cells = "".join(_cell(each, thing) for thing in THRESHOLDS)
        over = "; ".join(
            f"{thing} ({each.worst[thing].where}){' excused' if (name, thing) in excused else ''}"
            for thing in each.over()
        )
        lines.append(f"{name:44}{each.body:9}{cells}  {over}")
    return "\n".join(lines)


def _cell(each: Measured, thing: str) -> str:
    if thing not in each.worst:
        return f"{'–':>8}"
    amount = each.worst[thing].amount
    return f"{amount:8.1f}" if thing in {"limit", "speed"} else f"{amount * 100:8.1f}"


def _turn(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
    """Positive where c lies to the left of the way from a to b."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
