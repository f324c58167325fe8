"""From key poses to motion: every pose of a way of showing a movement, and the ways between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from torch import Tensor

from figures.solve import Held, Solver
from figures.touch import Surfaces, surfaces_of
from unkink.model.pose import Figure, Phasing, Shown

# Poses between two key poses.
BETWEEN = 7

Way = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement, or a form of it, on one body: its key poses, and the poses on each way (n, A + 3; solve.path)."""

    shown: Shown
    surfaces: Surfaces
    poses: Mapping[str, Held]
    ways: Mapping[Way, Tensor]


def ways_of(phasing: Phasing) -> list[Way]:
    """Which pose leads to which, each pair once, in whichever direction comes first."""
    rounds = [phasing.rep, *(phasing.directions or {}).values()]
    chains = [(phasing.start, *each, phasing.start) for each in rounds if each]
    if phasing.hold:
        chains.append((phasing.start, phasing.hold))
    if phasing.inhale and phasing.exhale:
        chains.append((phasing.start, phasing.inhale, phasing.exhale, phasing.start))
    found: list[Way] = []
    for chain in chains:
        for way in pairwise(chain):
            if way[0] != way[1] and way not in found and way[::-1] not in found:
                found.append(way)
    return found


def moved(  # noqa: PLR0913 (what a motion is made from)
    figure: Figure,
    shown: Shown,
    solver: Solver,
    *,
    upright: bool,
    like: Moved | None = None,
    patient: bool = False,
) -> Moved:
    """The movement as one body does it. `like` is the same on another body, from where the search begins.

    `patient` takes twice as long, and gets stuck less.
    """
    surfaces = surfaces_of(shown.scene)
    phasing = shown.phasing
    poses: dict[str, Held] = {}
    for pose in (phasing.start, *sorted(phasing.used() - {phasing.start})):
        poses[pose] = solver.solve(
            figure.poses[pose],
            surfaces,
            poses.get(phasing.start),
            upright=upright,
            like=like.poses[pose] if like else None,
            patient=patient,
        )
    ways = {}
    for way in ways_of(phasing):
        known = (like.poses[way[0]], like.poses[way[1]], like.ways[way]) if like else None
        ways[way] = solver.path(poses[way[0]], poses[way[1]], surfaces, BETWEEN, like=known, patient=patient)
    return Moved(shown, surfaces, poses, ways)
