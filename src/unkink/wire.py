"""Values of the model as the JSON shapes of the house (`shapes`), which the command line and the web speak."""

from itertools import pairwise
from typing import TYPE_CHECKING

from unkink.figures import Figures
from unkink.figures import name as figure_name
from unkink.language import mark, text
from unkink.model.movement import sided
from unkink.model.words import Mode, Side, Sides
from unkink.shapes import (
    ClearanceShape,
    DoseRangeShape,
    DoseShape,
    EventShape,
    FigureShape,
    FiguresShape,
    FindingShape,
    FormShape,
    GuidanceShape,
    MovementShape,
    PacingShape,
    PainShape,
    PlayShape,
    PlayStepShape,
    ProgrammeShape,
    PropShape,
    QuestionShape,
    ScreeningShape,
    SessionShape,
    SessionWithEventsShape,
    SourceShape,
    StepShape,
    TimelineShape,
    VocabularyShape,
)

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue, Guidance, Source
    from unkink.model.dose import Dose, DoseRange, Range
    from unkink.model.movement import Form, Movement, SourceRef
    from unkink.model.play import Play
    from unkink.model.programme import Programme, Step
    from unkink.model.screening import Clearance, Due, Finding, Question, Screened
    from unkink.model.session import Event, Pain, Session
    from unkink.model.timeline import Pacing, Timeline

MODE_NAMES = {
    Mode.HOLD: mark("Held"),
    Mode.REPS: mark("Repeated"),
    Mode.FLOW: mark("Flowing with the breath"),
    Mode.BREATH: mark("Breathing"),
    Mode.ROLL: mark("On a roller"),
    Mode.ISOLATED: mark("Short and repeated"),
}


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
        "steps": [{"text": each.for_side(side), "breath": each.breath} for each in value.steps],
        "feel": {
            "text": value.feel.text,
            "where": [words.muscles[muscle].name for muscle in value.feel.where],
        },
        "cautions": [
            {"when": c.when, "name": words.cautions[c.when].name, "act": c.act, "text": c.text} for c in value.cautions
        ],
        "forms": [_form(form, side) for form in value.forms],
        "unlike": [
            {"movement": other, "name": catalogue.movements[other].name, "text": why}
            for other, why in value.unlike.items()
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


def figures(value: Figures, catalogue: "Catalogue") -> FiguresShape:
    """The movements that have a figure."""
    drawn: dict[str, FigureShape] = {}
    for key, movement in catalogue.movements.items():
        forms = {form.id: figure_name(key, form.id) for form in movement.forms}
        figure: FigureShape = {
            "clip": key in value.clips,
            "forms": [form for form, name in forms.items() if name in value.clips],
            "still": key in value.stills,
            "form_stills": [form for form, name in forms.items() if name in value.stills],
            "elsewhere": [form.id for form in movement.forms if form.position not in {None, movement.position}],
        }
        if figure["clip"] or figure["still"] or figure["forms"] or figure["form_stills"]:
            drawn[key] = figure
    return {"version": value.version, "bodies": list(value.bodies), "movements": drawn}


def _form(value: "Form", side: Side) -> FormShape:
    return {
        "id": value.id,
        "grade": value.grade,
        "name": value.name,
        "text": sided(value.text, side),
        "movement": value.movement,
        "position": value.position,
        "mode": value.mode,
    }


def step(value: "Step", catalogue: "Catalogue") -> StepShape:
    """A step of a routine."""
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
    movements = [catalogue.movements[each.movement] for each in value.steps]
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
        "steps": [step(each, catalogue) for each in value.steps],
        "choices": [
            {
                "id": choice.id,
                "name": choice.name,
                "text": choice.text,
                "default": choice.default,
                "between": step(choice.between, catalogue),
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


def play(value: "Play", catalogue: "Catalogue") -> PlayShape:
    """A timeline with what a player shows beside it."""
    starts, end = value.timeline.starts, value.timeline.duration_ms
    return {
        **timeline(value.timeline),
        "name": value.routine.name,
        "choices": list(value.choices),
        "pacing": pacing_shape(value.pacing),
        "outcome": value.outcome.value,
        "due": value.due.value if value.due else None,
        "steps": [
            _play_step(each, span, why or "", catalogue)
            for each, span, why in zip(value.routine.steps, pairwise((*starts, end)), value.not_cleared, strict=True)
        ],
    }


def _play_step(of: "Step", span: tuple[int, int], not_cleared: str, catalogue: "Catalogue") -> PlayStepShape:
    value = catalogue.movements[of.movement]
    form = value.form(of.form) if of.form else None
    sides = (Side.BOTH,) if value.sides is Sides.BOTH else (Side.LEFT, Side.RIGHT)
    first = sides[0]
    return {
        "movement": value.id,
        "form": of.form or "",
        "name": value.name,
        "position": catalogue.vocabulary.positions[(form and form.position) or value.position].name,
        "mode": (form and form.mode) or value.mode,
        "start_ms": span[0],
        "end_ms": span[1],
        "dose": dose(of.dose),
        "note": of.note,
        "instructions": {side.value: [each.for_side(side) for each in value.steps] for side in sides},
        "feel": value.feel.text,
        "easier": [f"{form.name}: {_form(form, first)['text']}" for form in value.forms if form.grade == "easier"],
        "props": props(value, catalogue),
        "not_cleared": not_cleared,
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


def session(value: "Session", name: str) -> SessionShape:
    """A session without its events; `name` is its routine's."""
    return {
        "id": str(value.id),
        "routine": value.routine,
        "name": name,
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


def session_with_events(value: "Session", name: str) -> SessionWithEventsShape:
    """A session with all that happened in it."""
    return {**session(value, name), "events": [event(each) for each in value.events]}


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


def question(value: "Question", catalogue: "Catalogue") -> QuestionShape:
    """A safety question as it is asked; what its answers mean stays inside."""
    return {
        "id": value.id,
        "ask": value.ask,
        "help": value.help,
        "several": value.several,
        "only_if": {key: list(answers) for key, answers in value.only_if.items()},
        "choices": [{"id": choice.id, "name": choice.name, "clear": choice.clear} for choice in value.choices],
        "sources": [_ref(ref, catalogue) for ref in value.sources],
    }


def _finding(value: "Finding", catalogue: "Catalogue") -> FindingShape:
    return {
        "question": value.question,
        "answers": list(value.answers),
        "outcome": value.outcome.value,
        "finding": value.finding,
        "do": value.do,
        "cautions": list(value.cautions),
        "positions": list(value.positions),
        "sources": [_ref(ref, catalogue) for ref in value.sources],
    }


def clearance(value: "Clearance", catalogue: "Catalogue") -> ClearanceShape:
    """Whether a person may stretch, and why."""
    return {
        "outcome": value.outcome.value,
        "cleared": value.cleared,
        "findings": [_finding(each, catalogue) for each in value.findings],
        "cautions": sorted(value.cautions),
        "positions": sorted(value.positions),
        "unanswered": list(value.unanswered),
    }


def screening(
    value: "Clearance", screened: "Screened | None", due: "Due | None", catalogue: "Catalogue"
) -> ScreeningShape:
    """A clearance with the answers it comes from."""
    return {
        **clearance(value, catalogue),
        "answers": {key: list(picked) for key, picked in screened.answers.items()} if screened else {},
        "answered_at": screened.at if screened else None,
        "due": due.value if due else None,
    }


def vocabulary(catalogue: "Catalogue") -> VocabularyShape:
    """The closed lists that movements are described with."""
    words = catalogue.vocabulary
    return {
        "regions": [{"id": term.id, "name": term.name} for term in words.regions.values()],
        "positions": [{"id": place.id, "name": place.name} for place in words.positions.values()],
        "props": [{"id": prop.id, "name": prop.name} for prop in words.props.values()],
        "muscles": [{"id": term.id, "name": term.name} for term in words.muscles.values()],
        "modes": [{"id": mode.value, "name": text(MODE_NAMES[mode])} for mode in Mode],
        "causes": [{"id": cause.id, "name": cause.name} for cause in catalogue.causes.values()],
        "goals": [{"id": aim.id, "name": aim.name} for aim in catalogue.aims.values()],
    }
