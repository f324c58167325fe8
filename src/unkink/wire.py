"""The JSON shapes of the house, and how values of the model become them.

The command line and the web speak these same shapes. Doses are in seconds, as the catalogue is written; timelines and
times of day are in whole ms.
"""

from typing import TYPE_CHECKING, Literal

from typing_extensions import TypedDict

from unkink.model.movement import sided
from unkink.model.words import Mode, Side, Sides

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue, Guidance, Source
    from unkink.model.dose import Dose, DoseRange, Range
    from unkink.model.movement import Form, Movement, SourceRef
    from unkink.model.programme import Programme, Routine, Step
    from unkink.model.session import Event, Pain, Session
    from unkink.model.timeline import Pacing, Timeline


MODE_NAMES = {
    Mode.HOLD: "Held",
    Mode.REPS: "Repeated",
    Mode.FLOW: "Flowing with the breath",
    Mode.BREATH: "Breathing",
    Mode.ROLL: "On a roller",
    Mode.ISOLATED: "Short and repeated",
}


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
    """What a player needs to show of one step; `instructions` by side (left, right or both)."""

    movement: str
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


class PlayShape(TimelineShape):
    """A timeline with what a player shows beside it; `pacing` is what it was made with."""

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


class ErrorShape(TypedDict):
    """What went wrong in one plain line, the way out, and the nearest ids where an id was unknown."""

    error: str
    way_out: str
    nearest: list[str]


def _seconds(ms: int) -> float:
    whole, rest = divmod(ms, 1_000)
    return ms / 1_000 if rest else whole


def dose(value: "Dose") -> DoseShape:
    """A dose in seconds."""
    return {
        "sets": value.sets,
        "reps": value.reps,
        "hold_s": None if value.hold_ms is None else _seconds(value.hold_ms),
        "rest_s": _seconds(value.rest_ms),
        "rep_s": None if value.rep_ms is None else _seconds(value.rep_ms),
    }


def _pair_s(value: "Range | None") -> list[float] | None:
    return None if value is None else [_seconds(value.low), _seconds(value.high)]


def _dose_range(value: "DoseRange") -> DoseRangeShape:
    return {
        "sets": [value.sets.low, value.sets.high],
        "reps": None if value.reps is None else [value.reps.low, value.reps.high],
        "hold_s": _pair_s(value.hold_ms),
        "rest_s": [_seconds(value.rest_ms.low), _seconds(value.rest_ms.high)],
        "rep_s": _pair_s(value.rep_ms),
    }


def source(value: "Source", note: str = "") -> SourceShape:
    """A source with what it says here."""
    return {
        "key": value.key,
        "title": value.title,
        "author": value.author,
        "year": value.year,
        "address": value.address,
        "read": value.read,
        "note": note,
    }


def _ref(ref: "SourceRef", catalogue: "Catalogue") -> SourceShape:
    return source(catalogue.sources[ref.key], ref.note)


def props(value: "Movement", catalogue: "Catalogue") -> list[PropShape]:
    """What a movement needs and what helps, the needed first."""
    instead = value.props.instead or {}
    return [
        _prop(prop, catalogue, required=prop in value.props.required, instead=instead.get(prop))
        for prop in (*value.props.required, *value.props.optional)
    ]


def _prop(prop: str, catalogue: "Catalogue", *, required: bool, instead: tuple[str, ...] | None = None) -> PropShape:
    entry = catalogue.vocabulary.props[prop]
    other = entry.instead if instead is None else instead
    return {"id": prop, "name": entry.name, "required": required, "instead": list(other)}


def movement(value: "Movement", catalogue: "Catalogue") -> MovementShape:
    """A movement, told for its first side."""
    side = Side.BOTH if value.sides is Sides.BOTH else Side.LEFT
    words = catalogue.vocabulary
    return {
        "id": value.id,
        "name": value.name,
        "aliases": list(value.aliases),
        "summary": value.summary,
        "mode": value.mode,
        "position": value.position,
        "sides": value.sides,
        "regions": list(value.regions),
        "muscles": [words.muscles[muscle].name for muscle in value.muscles],
        "props": props(value, catalogue),
        "lead_in": value.lead_in.for_side(side),
        "steps": [{"text": step.for_side(side), "breath": step.breath} for step in value.steps],
        "feel": {
            "text": value.feel.text,
            "where": [words.muscles[muscle].name for muscle in value.feel.where],
        },
        "cautions": [
            {"when": c.when, "name": words.cautions[c.when].name, "act": c.act, "text": c.text} for c in value.cautions
        ],
        "forms": [_form(form, side) for form in value.forms],
        "unlike": [
            {"movement": other, "name": catalogue.movements[other].name, "text": text}
            for other, text in value.unlike.items()
        ],
        "phases": {"inhale": value.phases.inhale, "exhale": value.phases.exhale} if value.phases else None,
        "directions": [{"id": way.id, "say": way.say} for way in value.directions],
        "dose": {
            **dose(value.dose),
            "range": _dose_range(value.dose_range),
            "source": _ref(value.dose_source, catalogue),
        },
        "sources": [_ref(ref, catalogue) for ref in value.sources],
    }


def _form(value: "Form", side: Side) -> FormShape:
    text = sided(value.text, side)
    return {
        "id": value.id,
        "grade": value.grade,
        "name": value.name,
        "text": text,
        "movement": value.movement,
        "position": value.position,
        "mode": value.mode,
    }


def _step(value: "Step", catalogue: "Catalogue") -> StepShape:
    movement = catalogue.movements[value.movement]
    form = movement.form(value.form) if value.form else None
    directions = (form.directions if form else ()) or movement.directions
    return {
        "movement": value.movement,
        "name": movement.name,
        "mode": (form and form.mode) or movement.mode,
        "sides": movement.sides,
        "directions": [{"id": way.id, "say": way.say} for way in directions],
        "dose": dose(value.dose),
        "form": value.form,
        "note": value.note,
    }


def programme(value: "Programme", catalogue: "Catalogue", duration_ms: int) -> ProgrammeShape:
    """A programme, with how long it takes."""
    movements = [catalogue.movements[step.movement] for step in value.steps]
    required = dict.fromkeys(prop for m in movements for prop in m.props.required)
    optional = dict.fromkeys(prop for m in movements for prop in m.props.optional if prop not in required)
    return {
        "id": value.id,
        "name": value.name,
        "summary": value.summary,
        "regions": list(value.regions),
        "positions": list(dict.fromkeys(m.position for m in movements)),
        "fitt": {
            "frequency": value.fitt.frequency,
            "intensity": value.fitt.intensity,
            "time": value.fitt.time,
            "type": value.fitt.type,
            "sessions_per_day": value.fitt.sessions_per_day,
            "days_per_week": value.fitt.days_per_week,
        },
        "steps": [_step(step, catalogue) for step in value.steps],
        "choices": [
            {
                "id": choice.id,
                "name": choice.name,
                "text": choice.text,
                "default": choice.default,
                "between": _step(choice.between, catalogue),
            }
            for choice in value.choices
        ],
        "guidance": [{"id": page, "title": catalogue.guidance[page].title} for page in value.guidance],
        "props": [
            *(_prop(prop, catalogue, required=True) for prop in required),
            *(_prop(prop, catalogue, required=False) for prop in optional),
        ],
        "duration_ms": duration_ms,
        "source": source(catalogue.sources[value.source]),
    }


def timeline(value: "Timeline") -> TimelineShape:
    """A timeline in ms."""
    return {
        "routine": value.routine,
        "duration_ms": value.duration_ms,
        "segments": [
            {
                "start_ms": s.start_ms,
                "end_ms": s.end_ms,
                "kind": s.kind.value,
                "movement": s.movement,
                "side": s.side.value,
                "set": s.set,
                "rep": s.rep,
            }
            for s in value.segments
        ],
        "cues": [{"at_ms": c.at_ms, "channel": c.channel.value, "text": c.text} for c in value.cues],
    }


def play(
    routine: "Routine", value: "Timeline", pacing: "Pacing", choices: tuple[str, ...], catalogue: "Catalogue"
) -> PlayShape:
    """A timeline with what a player shows beside it."""
    ends = (*value.starts[1:], value.duration_ms)
    return {
        **timeline(value),
        "name": routine.name,
        "choices": list(choices),
        "pacing": pacing_shape(pacing),
        "steps": [
            _play_step(step, start, end, catalogue)
            for step, start, end in zip(routine.steps, value.starts, ends, strict=True)
        ],
    }


def _play_step(step: "Step", start_ms: int, end_ms: int, catalogue: "Catalogue") -> PlayStepShape:
    value = catalogue.movements[step.movement]
    form = value.form(step.form) if step.form else None
    sides = (Side.BOTH,) if value.sides is Sides.BOTH else (Side.LEFT, Side.RIGHT)
    first = sides[0]
    return {
        "movement": value.id,
        "name": value.name,
        "position": catalogue.vocabulary.positions[(form and form.position) or value.position].name,
        "mode": (form and form.mode) or value.mode,
        "start_ms": start_ms,
        "end_ms": end_ms,
        "dose": dose(step.dose),
        "note": step.note,
        "instructions": {side.value: [each.for_side(side) for each in value.steps] for side in sides},
        "feel": value.feel.text,
        "easier": [f"{form.name}: {_form(form, first)['text']}" for form in value.forms if form.grade == "easier"],
        "props": props(value, catalogue),
    }


def pacing_shape(value: "Pacing") -> PacingShape:
    """A person's settings for time and talk."""
    return {
        "pace": value.pace,
        "prepare_ms": value.prepare_ms,
        "inhale_ms": value.inhale_ms,
        "exhale_ms": value.exhale_ms,
        "chatty": value.chatty.value,
    }


def _pains(values: "tuple[Pain, ...]") -> list[PainShape]:
    return [{"nrs": pain.nrs, "region": pain.region} for pain in values]


def event(value: "Event") -> EventShape:
    """One thing that happened."""
    return {
        "id": str(value.id),
        "session": str(value.session),
        "kind": value.kind,
        "at": value.at,
        "position_ms": value.position_ms,
        "routine": value.routine,
        "choices": list(value.choices),
        "pacing": pacing_shape(value.pacing) if value.pacing else None,
        "movement": value.movement,
        "hurt": value.hurt,
        "pain": _pains(value.pain),
        "extra_ms": value.extra_ms,
    }


def session(value: "Session", catalogue: "Catalogue") -> SessionShape:
    """A session without its events; a routine that is gone keeps its id for a name."""
    routine = catalogue.routine(value.routine)
    return {
        "id": str(value.id),
        "routine": value.routine,
        "name": routine.name if routine else value.routine,
        "choices": list(value.choices),
        "pacing": pacing_shape(value.pacing) if value.pacing else None,
        "started_at": value.started_at,
        "last_at": value.last_at,
        "position_ms": value.position_ms,
        "state": value.state.value,
        "pain_before": _pains(value.pain_before),
        "pain_after": _pains(value.pain_after),
        "hurts": [{"movement": where, "hurt": hurt} for where, hurt in value.hurts],
        "skipped": list(value.skipped),
    }


def session_with_events(value: "Session", catalogue: "Catalogue") -> SessionWithEventsShape:
    """A session with all that happened in it."""
    return {**session(value, catalogue), "events": [event(each) for each in value.events]}


def guidance(value: "Guidance", catalogue: "Catalogue") -> GuidanceShape:
    """A page of guidance as HTML."""
    from unkink.pages import html  # noqa: PLC0415 (Markdown is only needed where a page is read)

    return {
        "id": value.id,
        "title": value.title,
        "summary": value.summary,
        "html": html(value.body),
        "sources": [_ref(ref, catalogue) for ref in value.sources],
    }


def vocabulary(catalogue: "Catalogue") -> VocabularyShape:
    """The closed lists that movements are described with."""
    words = catalogue.vocabulary
    return {
        "regions": [{"id": term.id, "name": term.name} for term in words.regions.values()],
        "positions": [{"id": place.id, "name": place.name} for place in words.positions.values()],
        "props": [{"id": prop.id, "name": prop.name} for prop in words.props.values()],
        "muscles": [{"id": term.id, "name": term.name} for term in words.muscles.values()],
        "modes": [{"id": mode.value, "name": MODE_NAMES[mode]} for mode in Mode],
    }
