"""The shapes of the authored files, exactly as a contributor writes them. Unknown keys are mistakes.

Times are in seconds here and nowhere else; `load` turns them into the ms of the model.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from unkink.model.person import Goal
from unkink.model.words import Act, Breath, Depth, Grade, Kind, Mode, Sides

# Words that promise what stretching cannot: the catalogue never diagnoses and never cures.
FORBIDDEN = re.compile(
    r"\b(cures?|cured|curing|heals?|healed|healing|fix(es|ed|ing)?|guarantee[sd]?|diagnos\w*|miracles?|toxins?|detox\w*)\b",
    re.IGNORECASE,
)


# What a person reads or hears, and translators translate; the other texts of a file are ids, or names of papers.
TEXT = "text"
# Names to be found by: they are translated as one list, as another language may have more of them, or fewer.
LISTED = "listed"


def _no_promises(text: str) -> str:
    if found := FORBIDDEN.search(text):
        message = f"no word that promises or diagnoses; “{found.group()}” is one"
        raise ValueError(message)
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Name = Annotated[_Name, TEXT]
Names = Annotated[tuple[_Name, ...], LISTED]
Spoken = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=140),
    AfterValidator(_no_promises),
    TEXT,
]
Short = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(_no_promises),
    TEXT,
]
Prose = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    AfterValidator(_no_promises),
    TEXT,
]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400), TEXT]
Seconds = Annotated[float, Field(ge=0, le=3600)]
Count = Annotated[int, Field(ge=1, le=200)]
SecondsRange = tuple[Seconds, Seconds]
CountRange = tuple[Count, Count]
Load = Annotated[int, Field(ge=1, le=3)]
Weight = Annotated[float, Field(ge=0.25, le=4)]


class File(BaseModel):
    """What every authored table shares: it is frozen, and a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceRefFile(File):
    """A source by its key in sources.toml, and what it says here."""

    key: Id
    note: Note = ""


class InstructionFile(File):
    """One numbered step."""

    text: Spoken
    breath: Breath | None = None


class PropsFile(File):
    """Things needed, things that help, and what else will do."""

    required: tuple[Id, ...] = ()
    optional: tuple[Id, ...] = ()
    instead: dict[Id, tuple[Prose, ...]] = {}


class FeelFile(File):
    """What should be felt, and in which muscles."""

    text: Prose
    where: Annotated[tuple[Id, ...], Field(min_length=1)]


class CautionFile(File):
    """When to leave a movement out or do it smaller."""

    when: Id
    act: Act
    text: Prose


class DirectionFile(File):
    """One way the movement is turned."""

    id: Id
    say: Spoken


class PhasesFile(File):
    """What the body does with each half of a breath."""

    inhale: Short
    exhale: Short


class FormFile(File):
    """Another way of doing a movement."""

    id: Id
    grade: Grade
    name: Name
    text: Prose
    movement: Id | None = None
    position: Id | None = None
    mode: Mode | None = None
    directions: tuple[DirectionFile, ...] = ()
    needs: tuple[Id, ...] = ()
    lifts: tuple[Id, ...] = ()
    bars: tuple[Id, ...] = ()


class PlanningFile(File):
    """What a plan must know of a movement."""

    kind: Kind
    depth: Depth
    loads: Annotated[dict[Id, Load], Field(min_length=1)]
    days_per_week: Annotated[int, Field(ge=1, le=7)] = 7
    jolts: tuple[Id, ...] = ()


class DoseFile(File):
    """An exact dose; times in seconds, a side."""

    sets: Count = 1
    reps: Count | None = None
    hold_s: Annotated[float, Field(gt=0, le=3600)] | None = None
    rest_s: Seconds | None = None
    rep_s: Annotated[float, Field(ge=0.5, le=60)] | None = None


class DoseRangeFile(File):
    """What a dose may be; pairs of lowest and highest, times in seconds."""

    sets: CountRange = (1, 1)
    reps: CountRange | None = None
    hold_s: SecondsRange | None = None
    rest_s: SecondsRange = (0, 60)
    rep_s: SecondsRange | None = None


class DefaultDoseFile(DoseFile):
    """A movement's usual dose, the range around it, and where both come from."""

    source: SourceRefFile
    range: DoseRangeFile


class TimingFile(File):
    """Seconds to get props and body arranged, seconds to change sides, and the order of sides and sets."""

    setup_s: Annotated[float, Field(ge=0, le=120)] = 0
    switch_s: Annotated[float, Field(ge=0, le=60)] = 5
    side_by_side: bool = False


class MovementFile(File):
    """movements/<id>/movement.toml."""

    name: Name
    aliases: Names = ()
    summary: Annotated[Prose, Field(max_length=200)]
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]
    muscles: Annotated[tuple[Id, ...], Field(min_length=1)]
    position: Id
    mode: Mode
    sides: Sides
    lead_in: Spoken
    release: Spoken | None = None
    unlike: dict[Id, Prose] = {}
    props: PropsFile = PropsFile()
    steps: Annotated[tuple[InstructionFile, ...], Field(min_length=2, max_length=9)]
    feel: FeelFile
    cautions: tuple[CautionFile, ...] = ()
    forms: tuple[FormFile, ...] = ()
    planning: PlanningFile
    dose: DefaultDoseFile
    timing: TimingFile = TimingFile()
    phases: PhasesFile | None = None
    directions: tuple[DirectionFile, ...] = ()
    sources: Annotated[tuple[SourceRefFile, ...], Field(min_length=1)]


class StepFile(File):
    """A movement with its exact dose, at its place in a programme."""

    movement: Id
    dose: DoseFile
    form: Id | None = None
    note: Note = ""


class ChoiceFile(File):
    """An extra step between every two steps."""

    id: Id
    name: Name
    text: Prose
    between: StepFile
    default: bool = False


class FittFile(File):
    """Frequency, intensity, time, type."""

    frequency: Prose
    intensity: Prose
    time: Prose
    type: Prose
    sessions_per_day: Annotated[int, Field(ge=1, le=6)]
    days_per_week: Annotated[int, Field(ge=1, le=7)]


class ProgrammeFile(File):
    """programmes/<id>.toml."""

    name: Name
    summary: Prose
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]
    source: Id
    guidance: tuple[Id, ...] = ()
    fitt: FittFile
    steps: Annotated[tuple[StepFile, ...], Field(min_length=1)]
    choices: tuple[ChoiceFile, ...] = ()


class AimFile(File):
    """A goal: how it shapes a plan."""

    name: Name
    kinds: dict[Kind, Weight]
    note: Prose
    guidance: Annotated[tuple[Id, ...], Field(min_length=1)]
    sources: Annotated[tuple[SourceRefFile, ...], Field(min_length=1)]


class CauseFile(AimFile):
    """What a person thinks brings the pain on: how it shapes a plan."""

    muscles: dict[Id, Weight] = {}


class ShapingFile(File):
    """planning.toml."""

    causes: dict[Id, CauseFile]
    aims: dict[Goal, AimFile]


class AnswerFile(File):
    """One answer that a question offers."""

    id: Id
    name: Spoken
    clear: bool = False


class RuleFile(File):
    """What answers mean, and what to do then."""

    answers: Annotated[tuple[Id, ...], Field(min_length=1)]
    also: dict[Id, Annotated[tuple[Id, ...], Field(min_length=1)]] = {}
    outcome: Literal["go-with-limits", "see-someone-first", "emergency"]
    finding: Prose
    do: Prose
    cautions: tuple[Id, ...] = ()
    positions: tuple[Id, ...] = ()


class QuestionFile(File):
    """screening/<id>.toml."""

    order: Annotated[int, Field(ge=1, le=10_000)]
    ask: Spoken
    help: Annotated[Note, AfterValidator(_no_promises)] = ""
    several: bool = False
    only_if: dict[Id, Annotated[tuple[Id, ...], Field(min_length=1)]] = {}
    choices: Annotated[tuple[AnswerFile, ...], Field(min_length=2, max_length=20)]
    rules: tuple[RuleFile, ...] = ()
    sources: Annotated[tuple[SourceRefFile, ...], Field(min_length=1)]


class GuidanceFile(File):
    """The head of guidance/<id>.md, between two lines of +++."""

    title: Name
    summary: Prose
    sources: tuple[SourceRefFile, ...] = ()


class TermFile(File):
    """A word of a closed list."""

    name: Name


class PositionFile(TermFile):
    """A position: levels up from lying on the floor, where the chest looks, and what it takes."""

    level: Annotated[int, Field(ge=0, le=6)]
    facing: Literal["up", "down", "side", "ahead"]
    prop: Id | None = None


class PropFile(TermFile):
    """A prop, and what else will do."""

    said: Name
    instead: tuple[Name, ...] = ()
    at_home: bool = False


class VocabularyFile(File):
    """vocabulary.toml."""

    regions: dict[Id, TermFile]
    positions: dict[Id, PositionFile]
    props: dict[Id, PropFile]
    cautions: dict[Id, TermFile]
    muscles: dict[Id, TermFile]


class SourceFile(File):
    """One entry of sources.toml."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    author: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    address: Annotated[str, StringConstraints(pattern=r"^https?://")] | Literal[""] = ""
    read: Literal["whole", "quoted"]
