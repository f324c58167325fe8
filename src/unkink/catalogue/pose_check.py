"""The rules of poses. Each yields every mistake it finds, with file and key."""

from collections.abc import Iterator, Mapping

from unkink.catalogue.pose_files import FigureFile, KeyPoseFile, PhasingFile, ScenePropFile
from unkink.catalogue.problem import Problem
from unkink.model.catalogue import Catalogue, Source
from unkink.model.movement import Form, Movement
from unkink.model.pose import FLOOR, PAIRS, SIDES, Angle, Place, Pose, parts
from unkink.model.words import Mode

PARTS = parts()

# How far back an arm goes that is behind the body (extension): Norkin and White's tables, 62 degrees.
BEHIND = -45
FARTHEST_BEHIND = 62

# Which moments each mode has besides the start.
MOMENTS = {
    Mode.HOLD: {"hold"},
    Mode.FLOW: {"inhale", "exhale"},
    Mode.BREATH: {"inhale", "exhale"},
    Mode.REPS: {"rep"},
    Mode.ROLL: {"rep"},
    Mode.ISOLATED: {"rep"},
}


def angle_problems(angles: Mapping[str, Angle], sources: Mapping[str, Source], file: str) -> Iterator[Problem]:
    """The list of angles: ranges the right way round, known sources, and no sided angle that also turns."""
    for angle in angles.values():
        if angle.low >= angle.high:
            yield Problem(file, f"{angle.id}.range", "the lowest not below the highest", "[lowest, highest]")
        if angle.source not in sources:
            yield Problem(file, f"{angle.id}.source", repr(angle.source), "a key of sources.toml")
        if angle.sided and angle.turns:
            yield Problem(file, angle.id, "both sided and turns", "one of the two: a sided angle changes sides instead")


def key_pose_problems(file: KeyPoseFile, angles: Mapping[str, Angle], name: str, key: str) -> Iterator[Problem]:
    """Angles that are known, said once and within the normal range, and parts that are known."""
    for written, degrees in file.angles.items():
        side, angle = sided(written, angles)
        place = f"{key}.angles.{written}"
        if angle is None:
            yield Problem(name, place, "an angle that is not known", ", ".join(angle_keys(angles)))
            continue
        if side and angle.id in file.angles:
            yield Problem(name, place, "a side of an angle that is given for both", "either both or each side")
        if not angle.holds(degrees):
            yield Problem(name, place, f"{degrees:g}", f"{angle.low:g} to {angle.high:g} ({angle.source})")
    yield from _part_problems(file, name, key)


def _part_problems(file: KeyPoseFile, name: str, key: str) -> Iterator[Problem]:
    for part, surface in file.touch.items():
        if part not in PARTS:
            yield Problem(name, f"{key}.touch.{part}", "a part that is not known", ", ".join(PARTS))
        if part == surface:
            yield Problem(name, f"{key}.touch.{part}", "a part that touches itself", "something else")
    for part in file.slide:
        if part not in PARTS:
            yield Problem(name, f"{key}.slide", repr(part), ", ".join(PARTS))


def pose_problems(pose: Pose, name: str) -> Iterator[Problem]:
    """What holds between the angles of a whole pose."""
    for side in SIDES:
        plane = pose.angles.get(f"{side}_shoulder_plane", 0)
        raised = pose.angles.get(f"{side}_shoulder_elevation", 0)
        if plane < BEHIND and raised > FARTHEST_BEHIND:
            yield Problem(
                name,
                f"poses.{pose.id}.angles.{side}_shoulder_elevation",
                f"{raised:g} with the arm behind the body",
                f"0 to {FARTHEST_BEHIND} where shoulder_plane is under {BEHIND}",
            )


def figure_problems(file: FigureFile, movement: Movement, catalogue: Catalogue, name: str) -> Iterator[Problem]:
    """What holds between a movement and how it is shown: forms, modes, props. Poses are looked at by themselves."""
    yield from _moments(file.phases, movement.mode, {way.id for way in movement.directions}, name, "phases")
    yield from _scene(file.scene, movement, catalogue, name, "scene")
    forms = {form.id: form for form in movement.forms if not form.movement}
    for form_id, shown in file.forms.items():
        form: Form | None = forms.get(form_id)
        if form is None:
            allowed = ", ".join(forms) or "none: it has no forms of its own"
            yield Problem(name, f"forms.{form_id}", "a form that this movement does not have", allowed)
            continue
        ways = {way.id for way in form.directions or (() if form.mode else movement.directions)}
        yield from _moments(shown.phases, form.mode or movement.mode, ways, name, f"forms.{form_id}.phases")
        yield from _scene(shown.scene or (), movement, catalogue, name, f"forms.{form_id}.scene")


def surface_problems(pose: Pose, scene: set[str], name: str) -> Iterator[Problem]:
    """Whatever is touched is the floor, a part of the body, or a prop that is there."""
    for part, surface in pose.touch.items():
        if surface not in (FLOOR, *PARTS, *scene):
            allowed = ", ".join((FLOOR, *sorted(scene), "a part of the body"))
            yield Problem(name, f"poses.{pose.id}.touch.{part}", repr(surface), allowed)


def sided(written: str, angles: Mapping[str, Angle]) -> tuple[str | None, Angle | None]:
    """The side that a key names, if any, and its angle, or None where there is none such."""
    side, _, rest = written.partition("_")
    if side in SIDES and rest in angles and angles[rest].sided:
        return side, angles[rest]
    return None, angles.get(written)


def angle_keys(angles: Mapping[str, Angle]) -> list[str]:
    """Every key that may stand under angles, without the ones for a single side."""
    return [f"{key} (or left_, right_)" if angle.sided else key for key, angle in angles.items()]


def _moments(phases: PhasingFile, mode: Mode, ways: set[str], name: str, key: str) -> Iterator[Problem]:
    given = {moment for moment in ("hold", "inhale", "exhale", "rep") if getattr(phases, moment)}
    wanted = set() if ways else MOMENTS[mode]
    for moment in sorted(wanted - given):
        yield Problem(name, f"{key}.{moment}", "nothing", f"a key pose: mode {mode} has this moment")
    for moment in sorted(given - wanted):
        allowed = f"mode {mode} has {', '.join(sorted(wanted))}" if wanted else "its moments stand under directions"
        yield Problem(name, f"{key}.{moment}", "a key pose", f"none: {allowed}")
    for way in sorted(ways ^ phases.directions.keys()):
        found = "nothing" if way in ways else "a direction that is not the movement's"
        yield Problem(name, f"{key}.directions.{way}", found, ", ".join(sorted(ways)) or "no directions")


def _scene(
    scene: tuple[ScenePropFile, ...], movement: Movement, catalogue: Catalogue, name: str, key: str
) -> Iterator[Problem]:
    own = movement.props.required + movement.props.optional
    for number, each in enumerate(scene, 1):
        if each.prop not in own or each.prop not in catalogue.vocabulary.props:
            allowed = ", ".join(own) or "none: the movement uses none"
            yield Problem(name, f"{key}.{number}.prop", repr(each.prop), allowed)
        if (each.part is None) == (each.place in (Place.UNDER, Place.HELD, Place.ROUND)):
            found = "nothing" if each.part is None else repr(each.part)
            yield Problem(
                name, f"{key}.{number}.part", found, "a part where the place is under, held or round; else none"
            )
        if each.part is not None and each.part not in PARTS:
            yield Problem(name, f"{key}.{number}.part", repr(each.part), ", ".join(PARTS))


def both(part: str) -> tuple[str, ...]:
    """A part as the single parts it means: `palms` are the left and the right palm."""
    return tuple(f"{side}-{PAIRS[part]}" for side in SIDES) if part in PAIRS else (part,)
