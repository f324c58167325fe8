"""The JSON shapes of the house: what the command line prints and the web sends.

Doses are in seconds, as the catalogue is written; timelines and times of day are in whole ms.
"""

from typing import Literal

from typing_extensions import TypedDict


class DoseShape(TypedDict):
    """An exact dose; times in seconds, per side."""

    sets: int
    reps: int | None
    hold_s: float | None
    rest_s: float
    rep_s: float | None


class DoseRangeShape(TypedDict):
    """What a dose may be; each a pair [low, high] or null; times in seconds."""

    sets: list[float]
    reps: list[float] | None
    hold_s: list[float] | None
    rest_s: list[float]
    rep_s: list[float] | None


class SourceShape(TypedDict):
    """Where a fact comes from. `read`: "whole" or "quoted" (seen on a page that quotes it)."""

    key: str
    title: str
    author: str
    year: int | None
    address: str
    read: str
    note: str


class DefaultDoseShape(DoseShape):
    """A movement's usual dose, its range, and the source of both."""

    range: DoseRangeShape
    source: SourceShape


class PropShape(TypedDict):
    """A thing that is needed or that helps, and what else will do."""

    id: str
    name: str
    required: bool
    instead: list[str]


class InstructionShape(TypedDict):
    """One step, told for the left side where a side is meant. `breath`: in, out, easy or null."""

    text: str
    breath: str | None


class FeelShape(TypedDict):
    """What should be felt, and in which muscles (names)."""

    text: str
    where: list[str]


class CautionShape(TypedDict):
    """When to leave the movement out ("avoid") or do it smaller ("ease")."""

    when: str
    name: str
    act: str
    text: str


class FormShape(TypedDict):
    """An easier, harder or other way; `movement` is set where it is a movement of its own."""

    id: str
    grade: str
    name: str
    text: str
    movement: str | None
    position: str | None
    mode: str | None


class FigureShape(TypedDict):
    """What is drawn of a movement: whether it has a clip and stills, and which of its forms have some of their own.

    `elsewhere` are the forms in another position: without pictures of their own those of the movement would mislead.
    """

    clip: bool
    forms: list[str]
    still: bool
    form_stills: list[str]
    elsewhere: list[str]


class FiguresShape(TypedDict):
    """The movements that are drawn, and the bodies they are drawn with. `version` changes with any of the files.

    A file is at `/figures/<path>?v=<version>`: `<body>.glb`, `rig.json`, `clips/<name>.json`,
    `stills/<name>-<body>.webp`, `lines/<name>.svg`; a name is `<movement>` or `<movement>--<form>`.
    """

    version: str
    bodies: list[str]
    movements: dict[str, FigureShape]


class UnlikeShape(TypedDict):
    """How this differs from a movement that is easily taken for it."""

    movement: str
    name: str
    text: str


class PhasesShape(TypedDict):
    """What the body does while breathing in and out."""

    inhale: str
    exhale: str


class DirectionShape(TypedDict):
    """A way the movement is turned."""

    id: str
    say: str


class MovementShape(TypedDict):
    """A movement with all that is known of it."""

    id: str
    name: str
    aliases: list[str]
    summary: str
    mode: str
    position: str
    sides: str
    regions: list[str]
    muscles: list[str]
    props: list[PropShape]
    lead_in: str
    steps: list[InstructionShape]
    feel: FeelShape
    cautions: list[CautionShape]
    forms: list[FormShape]
    unlike: list[UnlikeShape]
    phases: PhasesShape | None
    directions: list[DirectionShape]
    dose: DefaultDoseShape
    sources: list[SourceShape]


class FittShape(TypedDict):
    """Frequency, intensity, time, type."""

    frequency: str
    intensity: str
    time: str
    type: str
    sessions_per_day: int
    days_per_week: int


class StepShape(TypedDict):
    """A movement with its exact dose at its place; mode and directions are those of its form, where it has one."""

    movement: str
    name: str
    mode: str
    sides: str
    directions: list[DirectionShape]
    dose: DoseShape
    form: str | None
    note: str


class ChoiceShape(TypedDict):
    """An extra step that may be put between every two steps."""

    id: str
    name: str
    text: str
    default: bool
    between: StepShape


class GuidanceLinkShape(TypedDict):
    """A page of guidance, by id and title."""

    id: str
    title: str


class ProgrammeShape(TypedDict):
    """A programme; `duration_ms` is for its default choices and the person's own pacing."""

    id: str
    name: str
    summary: str
    regions: list[str]
    positions: list[str]
    fitt: FittShape
    steps: list[StepShape]
    choices: list[ChoiceShape]
    guidance: list[GuidanceLinkShape]
    props: list[PropShape]
    duration_ms: int
    source: SourceShape


class SegmentShape(TypedDict):
    """What the body does from start to end."""

    start_ms: int
    end_ms: int
    kind: Literal["transition", "prepare", "hold", "rep", "breathe", "rest", "switch"]
    movement: str
    side: Literal["left", "right", "both"]
    set: int
    rep: int


class CueShape(TypedDict):
    """What is said, sounded or shown, and when."""

    at_ms: int
    channel: Literal["say", "sound", "show"]
    text: str


class TimelineShape(TypedDict):
    """A routine with every moment fixed."""

    routine: str
    duration_ms: int
    segments: list[SegmentShape]
    cues: list[CueShape]


class PlayStepShape(TypedDict):
    """What a player needs to show of one step; `instructions` by side (left, right or both).

    `form` is empty where the movement is done as it is described. `not_cleared`: why it is not for this person, by what
    they answered to the safety questions; empty where nothing speaks against it.
    """

    movement: str
    form: str
    name: str
    position: str
    mode: str
    start_ms: int
    end_ms: int
    dose: DoseShape
    note: str
    instructions: dict[str, list[str]]
    feel: str
    easier: list[str]
    props: list[PropShape]
    not_cleared: str


class PlayShape(TimelineShape):
    """A timeline with what a player shows beside it; `pacing` is what it was made with.

    `outcome` is what screening says; `due`: why the safety questions should be answered (again) first.
    """

    outcome: Literal["go", "go-with-limits", "see-someone-first", "emergency"]
    due: Literal["never", "wished", "sharp", "red", "old"] | None

    name: str
    choices: list[str]
    pacing: "PacingShape"
    steps: list[PlayStepShape]


class PacingShape(TypedDict):
    """A person's settings: pace in percent, times in ms, how much is said."""

    pace: int
    prepare_ms: int
    inhale_ms: int
    exhale_ms: int
    chatty: Literal["steps", "changes", "tones"]


class PainShape(TypedDict):
    """A rating of pain, 0 to 10, in a region (null: all in all)."""

    nrs: int
    region: str | None


class EventShape(TypedDict):
    """One thing that happened in a session; `at` in ms since 1970 UTC."""

    id: str
    session: str
    kind: str
    at: int
    position_ms: int
    routine: str | None
    choices: list[str]
    pacing: PacingShape | None
    movement: str | None
    hurt: str | None
    pain: list[PainShape]
    extra_ms: int | None


class HurtShape(TypedDict):
    """A "that hurts" and its answer: sharp, mild, gone or stays."""

    movement: str
    hurt: str


class SessionShape(TypedDict):
    """One run of a routine. `state`: open (can be resumed), finished or stopped."""

    id: str
    routine: str
    name: str
    choices: list[str]
    pacing: PacingShape | None
    started_at: int
    last_at: int
    position_ms: int
    state: Literal["open", "finished", "stopped"]
    pain_before: list[PainShape]
    pain_after: list[PainShape]
    hurts: list[HurtShape]
    skipped: list[str]


class SessionWithEventsShape(SessionShape):
    """A session with all that happened in it, in order of time."""

    events: list[EventShape]


class GuidanceShape(TypedDict):
    """A page of guidance; `html` is made from its Markdown."""

    id: str
    title: str
    summary: str
    html: str
    sources: list[SourceShape]


class TermShape(TypedDict):
    """A word of a closed list and how people say it."""

    id: str
    name: str


class VocabularyShape(TypedDict):
    """The closed lists that movements are described with."""

    regions: list[TermShape]
    positions: list[TermShape]
    props: list[TermShape]
    muscles: list[TermShape]
    modes: list[TermShape]
    causes: list[TermShape]
    goals: list[TermShape]


class AnswerShape(TypedDict):
    """An answer that a question offers. `clear`: it says that all is well, and goes with no other."""

    id: str
    name: str
    clear: bool


class QuestionShape(TypedDict):
    """A safety question. `several`: more than one answer may be picked.

    It is asked where `only_if` is empty, or one of the answers it names was given to the question it names.
    """

    id: str
    ask: str
    help: str
    several: bool
    only_if: dict[str, list[str]]
    choices: list[AnswerShape]
    sources: list[SourceShape]


class FindingShape(TypedDict):
    """What answers to a question led to, and what to do. Words of cautions and positions are ids."""

    question: str
    answers: list[str]
    outcome: Literal["go", "go-with-limits", "see-someone-first", "emergency"]
    finding: str
    do: str
    cautions: list[str]
    positions: list[str]
    sources: list[SourceShape]


class ClearanceShape(TypedDict):
    """Whether a person may stretch; findings come worst first. `unanswered` are ids of questions still open."""

    outcome: Literal["go", "go-with-limits", "see-someone-first", "emergency"]
    cleared: bool
    findings: list[FindingShape]
    cautions: list[str]
    positions: list[str]
    unanswered: list[str]


class ScreeningShape(ClearanceShape):
    """The answers that are kept, when they were given (ms since 1970 UTC), and what they clear.

    `due`: why to ask (again), if so. Then nothing is cleared until the questions are answered.
    """

    answers: dict[str, list[str]]
    answered_at: int | None
    due: Literal["never", "wished", "sharp", "red", "old"] | None


class AboutShape(TypedDict):
    """Which Unkink this is, where it keeps things, and what of the person's own catalogue was left out, and why."""

    version: str
    data_folder: str
    movements: int
    programmes: int
    left_out: list[str]


class SavedShape(TypedDict):
    """How many events were new, and how many were there already."""

    saved: int
    known: int


class ReasonShape(TypedDict):
    """Why a movement is in a session, and what it adds to each region (points)."""

    movement: str
    name: str
    text: str
    adds: dict[str, float]


class LeftOutShape(TypedDict):
    """Why a movement is in no session; `displaces` are movements that would most likely have to go for it."""

    movement: str
    name: str
    why: str
    text: str
    displaces: list[str]


class WorthShape(TypedDict):
    """What a session is worth, the most any could be (points), and how that is known: optimal, within or greedy."""

    value: float
    bound: float
    proof: str
    solve_ms: int


class PlannedSessionShape(TypedDict):
    """A session of a plan; `days` are those of the week, from 0, on which it comes."""

    routine: str
    name: str
    days: list[int]
    duration_ms: int
    steps: list[StepShape]
    reasons: list[ReasonShape]
    worth: WorthShape


class PlanShape(TypedDict):
    """A week made for one person: `days` holds the ids of each day's sessions, in order; days without are for rest."""

    seed: int
    days: dict[str, list[str]]
    sessions: list[PlannedSessionShape]
    left_out: list[LeftOutShape]
    notes: list[str]


class PersonShape(TypedDict):
    """What a person said of themselves (model.person.Person). `pain` is NRS by region; `props` None: not told."""

    pain: dict[str, int]
    minutes: int
    causes: list[str]
    goal: Literal["ease-now", "move-better", "prevent", "stress"]
    sessions_per_day: int
    days_per_week: int
    props: list[str] | None
    positions: list[str]
    disliked: list[str]
    liked: list[str]
    experience: Literal["new", "some", "used"]
    mixed_positions: bool


class KeptPlanShape(PlanShape):
    """The plan that is kept: its day 0 is the date `begins` (ISO), its week repeats; `made_at` is its last change.

    `guidance` are the pages that go with what the person told.
    """

    person: PersonShape
    begins: str
    made_at: int
    guidance: list[GuidanceLinkShape]


class TurnShape(TypedDict):
    """A session of today. `instead`: why it is not the planned one, for today alone."""

    number: int
    done: bool
    instead: Literal["shorter", "gentler", "bad-day"] | None
    session: PlannedSessionShape


class NextShape(TypedDict):
    """The next date with a session after today (ISO)."""

    date: str
    session: PlannedSessionShape


class ChangeShape(TypedDict):
    """A change of the plan: why, when (ms since 1970 UTC), and which movements. `undoable`: it can be taken back."""

    id: str
    at: int
    kind: str
    reason: str
    movements: list[str]
    undoable: bool


class MorningShape(TypedDict):
    """A session after which nobody told how the next morning was."""

    session: str
    name: str
    ended_at: int


class TodayShape(TypedDict):
    """One day of a person's plan. Times are ms since 1970 UTC, `date` is ISO.

    `due`: why the safety questions must be answered before anything else. `planned`: whether there is a plan at all.
    `turns` are the sessions of the day, `next` the next one on another day. `guidance`: pages for what the person told.
    """

    date: str
    outcome: Literal["go", "go-with-limits", "see-someone-first", "emergency"]
    cleared: bool
    due: Literal["never", "wished", "sharp", "red", "old"] | None
    planned: bool
    minutes: int | None
    turns: list[TurnShape]
    next: NextShape | None
    changes: list[ChangeShape]
    gentle_until: int | None
    morning: MorningShape | None
    guidance: list[GuidanceLinkShape]


class SwapShape(TypedDict):
    """A movement that can take a step's place, why, and how long the session is then."""

    movement: str
    name: str
    text: str
    duration_ms: int


class BreaksShape(TypedDict):
    """Short breaks for a working day, in order; `pages` are guidance that belongs to it."""

    breaks: list[PlannedSessionShape]
    pages: list[GuidanceLinkShape]


class ErrorShape(TypedDict):
    """What went wrong in one plain line, the way out, and the nearest ids where an id was unknown."""

    error: str
    way_out: str
    nearest: list[str]
