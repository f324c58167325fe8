"""A movement: something a body does, as the catalogue describes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unkink.model.dose import Dose, DoseRange
from unkink.model.words import Act, Breath, Depth, Grade, Kind, Mode, Side, Sides

_BY_SIDE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@cache
def sided(text: str, side: Side) -> str:
    """The text for the side that works: `{side}`, `{Side}` and `{other}` filled in, which is English.

    Other languages bend these words, so they write both: of `{linke|rechte}` what stands before the bar is for the left
    side, what stands after it for the right.
    """
    text = _BY_SIDE.sub(r"\2" if side is Side.RIGHT else r"\1", text)
    text = text.replace("{Side}", side.value.capitalize())
    return text.replace("{side}", side.value).replace("{other}", side.other.value)


@dataclass(frozen=True, slots=True)
class Instruction:
    """One numbered step of a movement, and what the breath does in it.

    In movements done a side at a time, `{side}` and `{other}` in the text stand for the working
    side and its opposite.
    """

    text: str
    breath: Breath | None = None

    def for_side(self, side: Side) -> str:
        """The text with the side's words filled in."""
        return sided(self.text, side)


@dataclass(frozen=True, slots=True)
class Props:
    """Things a movement needs, things that help, and what else will do for each."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    instead: Mapping[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Feel:
    """What should be felt, in words, and in which muscles."""

    text: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """When to leave a movement out, or to do it smaller, and why."""

    when: str
    act: Act
    text: str


@dataclass(frozen=True, slots=True)
class Direction:
    """One of several ways a movement is turned, each done for the whole dose."""

    id: str
    say: str


@dataclass(frozen=True, slots=True)
class Phases:
    """What the body does while breathing in and while breathing out."""

    inhale: str
    exhale: str


@dataclass(frozen=True, slots=True)
class Form:
    """Another way of doing a movement: easier, harder, or simply different.

    `movement` names the movement that takes this one's place, where the form is one of its own. `position`, `mode` and
    `directions` are given where they differ from the movement's. `needs` are the props this form cannot be done
    without, beyond the movement's; `lifts` are the cautions of the movement that ask for this form or do not hold for
    it; `bars` are the cautions with which this form is out, whatever the movement says of them.
    """

    id: str
    grade: Grade
    name: str
    text: str
    movement: str | None = None
    position: str | None = None
    mode: Mode | None = None
    directions: tuple[Direction, ...] = ()
    needs: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planning:
    """What the planner must know of a movement.

    `loads` is how much it does for each region, 1 (a little) to 3 (what it is for). `days_per_week` is the most days it
    should be done on, by the source's FITT or by what strengthening allows. `jolts` are the regions that its pace
    shakes or swings: a movement that has any is brisk.
    """

    kind: Kind
    depth: Depth
    loads: Mapping[str, int]
    days_per_week: int = 7
    jolts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """How long getting ready takes, in ms, and the order of sides and sets."""

    setup_ms: int = 0
    switch_ms: int = 5_000
    side_by_side: bool = False


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source of a fact, and what it says there."""

    key: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """Something a body does, with all the catalogue knows of it.

    `release` is how to come out of a hold that will be repeated.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    summary: str
    regions: tuple[str, ...]
    muscles: tuple[str, ...]
    position: str
    mode: Mode
    sides: Sides
    props: Props
    lead_in: Instruction
    steps: tuple[Instruction, ...]
    feel: Feel
    cautions: tuple[Caution, ...]
    forms: tuple[Form, ...]
    unlike: Mapping[str, str]
    dose: Dose
    dose_range: DoseRange
    dose_source: SourceRef
    timing: Timing
    sources: tuple[SourceRef, ...]
    planning: Planning
    phases: Phases | None = None
    release: Instruction | None = None
    directions: tuple[Direction, ...] = ()

    def form(self, form_id: str) -> Form | None:
        """The form of that id, or None."""
        return next((form for form in self.forms if form.id == form_id), None)
