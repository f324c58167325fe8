"""How movements look, from angles.toml, stances.toml and each movement's pose.toml.

Read only where figures are made or checked: `load` does not come here, so that starting stays quick.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from unkink.catalogue import read
from unkink.catalogue.load import CatalogueError
from unkink.catalogue.pose_check import (
    angle_problems,
    both,
    figure_problems,
    key_pose_problems,
    pose_problems,
    surface_problems,
)
from unkink.catalogue.pose_files import (
    AngleFile,
    FigureFile,
    KeyPoseFile,
    PhasingFile,
    ScenePropFile,
    StancesFile,
    ViewFile,
)
from unkink.catalogue.problem import Problem
from unkink.model.catalogue import Catalogue
from unkink.model.movement import Movement
from unkink.model.pose import NOTHING, PAIRS, SIDES, Angle, Figure, Phasing, Pose, SceneProp, Shown, View

ANGLES = "angles.toml"
STANCES = "stances.toml"


class Words(NamedTuple):
    """What poses are written in: the angles, and the stances that poses may be based on."""

    angles: Mapping[str, Angle]
    stances: Mapping[str, KeyPoseFile]


class Read(NamedTuple):
    """The sound figures of a folder by movement, and every mistake in the others."""

    figures: dict[str, Figure]
    problems: tuple[Problem, ...]


def load_words(folder: Path, catalogue: Catalogue) -> Words:
    """The angles and stances of the built-in catalogue. Raises CatalogueError with every mistake in them."""
    problems: list[Problem] = []
    angles = _angles(folder, problems)
    problems.extend(angle_problems(angles, catalogue.sources, ANGLES))
    table = read.toml(folder / STANCES, STANCES, problems)
    file = None if table is None else read.shape({"poses": table}, StancesFile, STANCES, problems)
    words = Words(angles, file.poses if file else {})
    for key, each in words.stances.items():
        problems.extend(key_pose_problems(each, angles, STANCES, key))
        _whole(key, words.stances, angles, STANCES, problems)
    if problems:
        raise CatalogueError(problems)
    return words


def load_figures(folder: Path, catalogue: Catalogue) -> dict[str, Figure]:
    """The figure of each movement that has a pose.toml, by movement. Raises CatalogueError with every mistake."""
    figures, problems = read_figures(folder, catalogue, load_words(folder, catalogue))
    if problems:
        raise CatalogueError(list(problems))
    return figures


def read_figures(folder: Path, catalogue: Catalogue, words: Words) -> Read:
    """Every pose.toml of a folder, held to the rules."""
    problems: list[Problem] = []
    figures: dict[str, Figure] = {}
    for path in sorted((folder / "movements").glob("*/pose.toml")):
        movement_id = path.parent.name
        name = f"movements/{movement_id}/pose.toml"
        table = read.toml(path, name, problems)
        file = None if table is None else read.shape(table, FigureFile, name, problems)
        movement = catalogue.movements.get(movement_id)
        if movement is None:
            problems.append(Problem(name, "", f"no movement {movement_id}", "a sound movement.toml beside it"))
        elif file:
            before = len(problems)
            problems.extend(figure_problems(file, movement, catalogue, name))
            for key, each in file.poses.items():
                problems.extend(key_pose_problems(each, words.angles, name, f"poses.{key}"))
            figure = _figure(file, movement, words, problems)
            if len(problems) == before:
                figures[movement_id] = figure
    return Read(figures, tuple(problems))


def _angles(folder: Path, problems: list[Problem]) -> dict[str, Angle]:
    table = read.toml(folder / ANGLES, ANGLES, problems) or {}
    angles: dict[str, Angle] = {}
    for key, entry in table.items():
        if file := read.shape(entry, AngleFile, ANGLES, problems, key):
            low, high = file.range
            angles[key] = Angle(id=key, low=low, high=high, **file.model_dump(exclude={"range"}))
    return angles


def _figure(file: FigureFile, movement: Movement, words: Words, problems: list[Problem]) -> Figure:
    name = f"movements/{movement.id}/pose.toml"
    usual = _shown(file.phases, file.view, file.scene)
    forms = {
        key: _shown(f.phases, f.view or file.view, file.scene if f.scene is None else f.scene)
        for key, f in file.forms.items()
    }
    known = {**words.stances, **file.poses}
    poses: dict[str, Pose] = {}
    needed = {each.based_on for each in file.poses.values()}
    for place, shown in {"phases": usual, **{f"forms.{key}.phases": form for key, form in forms.items()}}.items():
        used = shown.phasing.used()
        needed |= used
        scene = {prop.prop for prop in shown.scene}
        for pose_id in sorted(used):
            if pose_id not in known:
                problems.append(Problem(name, place, repr(pose_id), ", ".join(known)))
                continue
            if pose_id not in poses:
                poses[pose_id] = _whole(pose_id, known, words.angles, name, problems)
                problems.extend(pose_problems(poses[pose_id], name))
            problems.extend(surface_problems(poses[pose_id], scene, name))
    problems.extend(
        Problem(name, f"poses.{unused}", "a key pose that no moment needs", "one that phases name")
        for unused in sorted(file.poses.keys() - needed)
    )
    return Figure(movement.id, poses, usual, forms, movement.feel.where)


def _whole(
    key: str, known: Mapping[str, KeyPoseFile], angles: Mapping[str, Angle], name: str, problems: list[Problem]
) -> Pose:
    """The pose with all that it is based on."""
    room = "" if name == STANCES else "poses."
    chain: list[str] = []
    at: str | None = key
    while at is not None:
        if at in chain or at not in known:
            found = f"{at!r}, which comes back to itself" if at in chain else repr(at)
            problems.append(Problem(name, f"{room}{chain[-1]}.based_on", found, ", ".join(known)))
            break
        chain.append(at)
        at = known[at].based_on
    degrees: dict[str, float] = {}
    touch: dict[str, str] = {}
    for each in (known[pose] for pose in reversed(chain)):
        for written, value in each.angles.items():
            degrees |= dict.fromkeys(singles(written, angles), value)
        touch |= dict(pair for part, surface in each.touch.items() for pair in _touches(part, surface))
    slide = frozenset(single for part in known[key].slide for single in both(part)) if key in known else frozenset()
    return Pose(key, degrees, {part: on for part, on in touch.items() if on != NOTHING}, slide)


def singles(written: str, angles: Mapping[str, Angle]) -> tuple[str, ...]:
    """The angles that a key stands for: one, or where it names no side, the left and the right one."""
    sided = written in angles and angles[written].sided
    return tuple(f"{side}_{written}" for side in SIDES) if sided else (written,)


def _touches(part: str, surface: str) -> Iterator[tuple[str, str]]:
    """A touch as touches of single parts: hands on shins are the left hand on the left shin, and the right."""
    for single in both(part):
        side = single.partition("-")[0]
        yield single, f"{side}-{PAIRS[surface]}" if surface in PAIRS and part in PAIRS else surface


def _shown(phases: PhasingFile, view: ViewFile, scene: tuple[ScenePropFile, ...]) -> Shown:
    props = tuple(SceneProp(p.prop, p.place, p.part, p.gap_m, p.height_m) for p in scene)
    phasing = Phasing(phases.start, phases.hold, phases.inhale, phases.exhale, phases.rep, dict(phases.directions))
    return Shown(phasing, View(view.round, view.up), props)
