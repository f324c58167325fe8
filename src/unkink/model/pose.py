"""How a body is placed: anatomical joint angles, what touches what, and the things around it.

Angles are in degrees from the anatomical position (standing, arms hanging, thumbs forward), on the living side of each
joint: hip flexion is the thigh against the pelvis, never against the floor. One side is authored: `left` is the side
that works, and a pose for the right side is its mirror image.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

SIDES = ("left", "right")
FLOOR = "floor"
# Takes back a touch of the pose that this one is based on.
NOTHING = "nothing"

# Parts that can touch something: pairs by the word for both, with the word for one; then those there is one of.
PAIRS = {
    "palms": "palm",
    "hands": "hand",
    "fingertips": "fingertip",
    "forearms": "forearm",
    "elbows": "elbow",
    "shoulders": "shoulder",
    "thighs": "thigh",
    "hamstrings": "hamstring",
    "knees": "knee",
    "shins": "shin",
    "calves": "calf",
    "ankles": "ankle",
    "feet": "foot",
    "insteps": "instep",
    "soles": "sole",
    "heels": "heel",
    "toes": "toe",
}
SINGLE = (
    *("forehead", "face", "back-of-head", "chest", "belly", "pelvis"),
    *("upper-back", "lower-back", "seat"),
)


class Place(StrEnum):
    """Where a prop lies or stands, seen from the body."""

    UNDER = "under"
    FRONT = "front"
    BEHIND = "behind"
    LEFT = "left"
    RIGHT = "right"
    HELD = "held"
    ROUND = "round"


@dataclass(frozen=True, slots=True)
class Angle:
    """One movement of one joint: what each sign means, and its normal range in degrees, with the range's source.

    `sided` angles exist on the left and on the right. `turns` marks those that change their sign in the mirror.
    """

    id: str
    name: str
    plus: str
    minus: str
    low: float
    high: float
    source: str
    sided: bool = False
    turns: bool = False

    def holds(self, degrees: float) -> bool:
        """Whether the joint normally goes there."""
        return self.low <= degrees <= self.high


@dataclass(frozen=True, slots=True)
class SceneProp:
    """A prop in the scene: where, by which part of the body, how far from it and how high it is (metres)."""

    prop: str
    place: Place
    part: str | None = None
    gap_m: float = 0.0
    height_m: float | None = None


@dataclass(frozen=True, slots=True)
class View:
    """From where it is seen best: degrees from straight in front round to the body's left, and up from level."""

    round_deg: float
    up_deg: float


@dataclass(frozen=True, slots=True)
class Pose:
    """A key pose: angles by id (sided ones with `left_` or `right_` before them) and what each part touches.

    What touches the floor in this pose and in the start stays where it is, but for the parts that `slide`.
    """

    id: str
    angles: Mapping[str, float]
    touch: Mapping[str, str]
    slide: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Phasing:
    """Which key pose belongs to which moment. `start` is before and after; the others are as the mode asks.

    `rep` is one repetition from `start` and back to it, its poses evenly spaced; `directions` holds one for each
    direction that the movement is turned.
    """

    start: str
    hold: str | None = None
    inhale: str | None = None
    exhale: str | None = None
    rep: tuple[str, ...] = ()
    directions: Mapping[str, tuple[str, ...]] | None = None

    def used(self) -> set[str]:
        """Every key pose that some moment needs."""
        named = {self.start, self.hold, self.inhale, self.exhale, *self.rep}
        named.update(*(self.directions or {}).values())
        return {pose for pose in named if pose is not None}


@dataclass(frozen=True, slots=True)
class Shown:
    """How the movement, or one of its forms, is shown."""

    phasing: Phasing
    view: View
    scene: tuple[SceneProp, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """All that is known of how a movement looks. `lit` are the muscles that should feel it: the movement's own."""

    movement: str
    poses: Mapping[str, Pose]
    usual: Shown
    forms: Mapping[str, Shown]
    lit: tuple[str, ...]


def parts() -> tuple[str, ...]:
    """Every word for a part of the body that can touch something."""
    one_sided = (f"{side}-{part}" for part in PAIRS.values() for side in SIDES)
    return (*SINGLE, *PAIRS, *one_sided)


def other_side(name: str) -> str:
    """The same name on the other side; a name without a side stays."""
    for side, other in (SIDES, SIDES[::-1]):
        for join in "_-":
            if name.startswith(side + join):
                return other + name[len(side) :]
    return name


def mirrored(pose: Pose, angles: Mapping[str, Angle]) -> Pose:
    """The pose for the other side: left and right change places, and what turns left turns right."""

    def turned(key: str, degrees: float) -> float:
        return -degrees if key in angles and angles[key].turns else degrees

    return replace(
        pose,
        angles={other_side(key): turned(key, degrees) for key, degrees in pose.angles.items()},
        touch={other_side(part): other_side(on) for part, on in pose.touch.items()},
        slide=frozenset(map(other_side, pose.slide)),
    )
