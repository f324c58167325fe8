"""What a solved pose is held to, as numbers: a line a pose and body, and what is over its threshold."""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.solve import FEW, ON_FLOOR, Held, Solver, planted
from figures.touch import Surfaces, gap
from unkink.model.pose import FLOOR

Points: TypeAlias = NDArray[np.float32]

# Metres and degrees. A threshold is not loosened to pass.
FLOOR_DEPTH = 0.015
TOUCH_GAP = 0.015
SLIP = 0.015
BODY_DEPTH = 0.025
LIMIT = 1.0
BALANCE = 0.02


class Measured(NamedTuple):
    """One pose on one body; metres, degrees. `widest` is the touch with the widest gap."""

    movement: str
    body: str
    pose: str
    floor: float
    gap: float
    widest: str
    slip: float
    depth: float
    limit: float
    balance: float | None

    def over(self) -> list[str]:
        """The names of what is over its threshold."""
        found = {
            "floor": self.floor > FLOOR_DEPTH,
            "gap": self.gap > TOUCH_GAP,
            "slip": self.slip > SLIP,
            "body": self.depth > BODY_DEPTH,
            "limit": self.limit > LIMIT,
            "balance": self.balance is not None and self.balance > BALANCE,
        }
        return [name for name, bad in found.items() if bad]


class Setting(NamedTuple):
    """What a pose is part of. `upright` ones (standing, kneeling) must balance too."""

    movement: str
    surfaces: Surfaces
    upright: bool


def measure(held: Held, start: Held, solver: Solver, setting: Setting) -> Measured:
    """The pose's numbers; `start` is where its movement begins."""
    gaps = {part: gap(held.pose, part, held.skin, solver.patches, setting.surfaces) for part in held.pose.touch}
    widest = max(gaps, key=lambda part: gaps[part], default="")
    degrees = np.array([held.angles[name] for name in solver.names])
    beyond = np.maximum(solver.low.numpy() - degrees, degrees - solver.high.numpy()).max()
    return Measured(
        movement=setting.movement,
        body=held.body,
        pose=held.pose.id,
        floor=max(0.0, -float(held.skin[:, 1].min())),
        gap=gaps.get(widest, 0.0),
        widest=widest,
        slip=slip(held, start, solver),
        depth=float(solver.balls.depth(held.rotations, held.centres).max()),
        limit=max(0.0, float(beyond)),
        balance=out_of_balance(held.skin, solver.body.faces) if setting.upright else None,
    )


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


def out_of_balance(skin: Points, faces: NDArray[np.int64]) -> float:
    """How far the centre of mass, seen from above, is outside what stands on the floor; flesh is equally heavy."""
    corners = skin[faces].astype(np.float64)
    volumes = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2]))
    centre = (volumes[:, None] * corners.sum(1) / 4).sum(0) / volumes.sum()
    feet = skin[skin[:, 1] < ON_FLOOR][:, [0, 2]].astype(np.float64)
    return outside(centre[[0, 2]], hull(feet))


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


def table(measured: list[Measured]) -> str:
    """A line a pose: centimetres, and degrees for the limit."""
    lines = [
        f"{'movement':28}{'body':9}{'pose':16}{'floor':>6}{'gap':>6}{'slip':>6}{'body':>6}{'limit':>6}{'bal.':>6}  over"
    ]
    for each in measured:
        balance = "–" if each.balance is None else f"{each.balance * 100:.1f}"
        over = ", ".join(f"gap ({each.widest})" if name == "gap" else name for name in each.over())
        numbers = (each.floor, each.gap, each.slip, each.depth)
        shown = "".join(f"{number * 100:6.1f}" for number in numbers)
        lines.append(f"{each.movement:28}{each.body:9}{each.pose:16}{shown}{each.limit:6.1f}{balance:>6}  {over}")
    return "\n".join(lines)


def _turn(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
    """Positive where c lies to the left of the way from a to b."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
