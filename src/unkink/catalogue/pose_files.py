"""The shapes of angles.toml, stances.toml and pose.toml, as a contributor writes them. Unknown keys are mistakes."""

from typing import Annotated

from pydantic import Field

from unkink.catalogue.files import File, Id, Name, Note
from unkink.model.pose import Place

Degrees = Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)]
Metres = Annotated[float, Field(ge=0, le=2.5, allow_inf_nan=False)]


class AngleFile(File):
    """One angle of angles.toml: what its signs mean, and the normal range with its source."""

    name: Name
    plus: Note
    minus: Note
    range: tuple[Degrees, Degrees]
    source: Id
    sided: bool = False
    turns: bool = False


class KeyPoseFile(File):
    """A key pose: what differs from the one it is based on, or from the anatomical position."""

    based_on: Id | None = None
    angles: dict[str, Degrees] = Field(default_factory=dict)
    touch: dict[Id, Id] = Field(default_factory=dict)
    slide: tuple[Id, ...] = ()


class StancesFile(File):
    """stances.toml: placings of the body that several movements begin from."""

    poses: dict[Id, KeyPoseFile]


class ViewFile(File):
    """From where it is seen best: degrees from the front round to the body's left, and up from level."""

    round: Annotated[float, Field(ge=-180, le=180)]
    up: Annotated[float, Field(ge=0, le=90)]


class ScenePropFile(File):
    """A prop in the scene."""

    prop: Id
    place: Place
    part: Id | None = None
    gap_m: Metres = 0
    height_m: Metres | None = None


class PhasingFile(File):
    """Which key pose belongs to which moment."""

    start: Id
    hold: Id | None = None
    inhale: Id | None = None
    exhale: Id | None = None
    rep: tuple[Id, ...] = ()
    directions: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)


class ShownFile(File):
    """A form that looks different; view and scene are the movement's where they are left out."""

    phases: PhasingFile
    view: ViewFile | None = None
    scene: tuple[ScenePropFile, ...] | None = None


class FigureFile(File):
    """movements/<id>/pose.toml."""

    phases: PhasingFile
    view: ViewFile
    scene: tuple[ScenePropFile, ...] = ()
    poses: dict[Id, KeyPoseFile] = Field(default_factory=dict)
    forms: dict[Id, ShownFile] = Field(default_factory=dict)
