"""From the shapes of the files to the values of the model: seconds become ms, tables become dataclasses."""

from unkink.catalogue import files
from unkink.model.catalogue import Aim, Cause, Guidance, Position, Prop, Source, Term, Vocabulary
from unkink.model.dose import Dose, DoseRange, Range
from unkink.model.movement import (
    Caution,
    Direction,
    Feel,
    Form,
    Instruction,
    Movement,
    Phases,
    Planning,
    Props,
    SourceRef,
    Timing,
)
from unkink.model.programme import Choice, Fitt, Programme, Step
from unkink.model.screening import Choice as Answer
from unkink.model.screening import Outcome, Question, Rule


def ms(seconds: float) -> int:
    """Seconds as whole ms."""
    return round(seconds * 1_000)


def dose(file: files.DoseFile, usual: Dose | None = None) -> Dose:
    """A dose; rest and tempo come from the movement's usual dose where the file leaves them out."""
    rest_ms = usual.rest_ms if usual else 0
    rep_ms = usual.rep_ms if usual else None
    return Dose(
        sets=file.sets,
        reps=file.reps,
        hold_ms=None if file.hold_s is None else ms(file.hold_s),
        rest_ms=rest_ms if file.rest_s is None else ms(file.rest_s),
        rep_ms=rep_ms if file.rep_s is None else ms(file.rep_s),
    )


def dose_range(file: files.DoseRangeFile) -> DoseRange:
    """The range of a dose."""
    return DoseRange(
        sets=Range(*file.sets),
        reps=Range(*file.reps) if file.reps else None,
        hold_ms=_ms_range(file.hold_s),
        rest_ms=Range(*map(ms, file.rest_s)),
        rep_ms=_ms_range(file.rep_s),
    )


def _ms_range(pair: tuple[float, float] | None) -> Range | None:
    return Range(ms(pair[0]), ms(pair[1])) if pair else None


def _refs(refs: tuple[files.SourceRefFile, ...]) -> tuple[SourceRef, ...]:
    return tuple(SourceRef(ref.key, ref.note) for ref in refs)


def _directions(listed: tuple[files.DirectionFile, ...]) -> tuple[Direction, ...]:
    return tuple(Direction(direction.id, direction.say) for direction in listed)


def _form(file: files.FormFile) -> Form:
    return Form(
        id=file.id,
        grade=file.grade,
        name=file.name,
        text=file.text,
        movement=file.movement,
        position=file.position,
        mode=file.mode,
        directions=_directions(file.directions),
        needs=file.needs,
        lifts=file.lifts,
        bars=file.bars,
    )


def _planning(file: files.PlanningFile) -> Planning:
    return Planning(file.kind, file.depth, file.loads, file.days_per_week, file.jolts)


def movement(movement_id: str, file: files.MovementFile) -> Movement:
    """A movement; its id is the name of its folder."""
    return Movement(
        id=movement_id,
        name=file.name,
        aliases=file.aliases,
        summary=file.summary,
        regions=file.regions,
        muscles=file.muscles,
        position=file.position,
        mode=file.mode,
        sides=file.sides,
        props=Props(file.props.required, file.props.optional, file.props.instead),
        lead_in=Instruction(file.lead_in),
        steps=tuple(Instruction(step.text, step.breath) for step in file.steps),
        feel=Feel(file.feel.text, file.feel.where),
        cautions=tuple(Caution(caution.when, caution.act, caution.text) for caution in file.cautions),
        forms=tuple(map(_form, file.forms)),
        unlike=file.unlike,
        dose=dose(file.dose),
        dose_range=dose_range(file.dose.range),
        dose_source=SourceRef(file.dose.source.key, file.dose.source.note),
        timing=Timing(ms(file.timing.setup_s), ms(file.timing.switch_s), file.timing.side_by_side),
        sources=_refs(file.sources),
        planning=_planning(file.planning),
        phases=Phases(file.phases.inhale, file.phases.exhale) if file.phases else None,
        release=Instruction(file.release) if file.release else None,
        directions=_directions(file.directions),
    )


def step(file: files.StepFile, movements: dict[str, Movement]) -> Step:
    """A step; the movement must be known."""
    return Step(file.movement, dose(file.dose, movements[file.movement].dose), file.form, file.note)


def programme(programme_id: str, file: files.ProgrammeFile, movements: dict[str, Movement]) -> Programme:
    """A programme; its id is the name of its file, and its movements must be known."""
    return Programme(
        id=programme_id,
        name=file.name,
        summary=file.summary,
        regions=file.regions,
        fitt=Fitt(**file.fitt.model_dump()),
        steps=tuple(step(each, movements) for each in file.steps),
        guidance=file.guidance,
        source=file.source,
        choices=tuple(
            Choice(each.id, each.name, each.text, step(each.between, movements), each.default) for each in file.choices
        ),
    )


def _kinds(file: files.AimFile) -> dict[str, float]:
    return {kind.value: weight for kind, weight in file.kinds.items()}


def cause(cause_id: str, file: files.CauseFile) -> Cause:
    """A cause, by its id in planning.toml."""
    return Cause(
        id=cause_id,
        name=file.name,
        kinds=_kinds(file),
        muscles=file.muscles,
        note=file.note,
        guidance=file.guidance,
        sources=_refs(file.sources),
    )


def aim(goal: str, file: files.AimFile) -> Aim:
    """The aim of that goal."""
    return Aim(goal, file.name, _kinds(file), file.note, file.guidance, _refs(file.sources))


def question(question_id: str, file: files.QuestionFile) -> Question:
    """A safety question; its id is the name of its file."""
    return Question(
        id=question_id,
        order=file.order,
        ask=file.ask,
        help=file.help,
        choices=tuple(Answer(choice.id, choice.name, choice.clear) for choice in file.choices),
        rules=tuple(map(_rule, file.rules)),
        sources=_refs(file.sources),
        several=file.several,
        only_if=file.only_if,
    )


def _rule(file: files.RuleFile) -> Rule:
    return Rule(file.answers, Outcome(file.outcome), file.finding, file.do, file.also, file.cautions, file.positions)


def guidance(page_id: str, file: files.GuidanceFile, body: str) -> Guidance:
    """A page of guidance; its id is the name of its file."""
    return Guidance(page_id, file.title, file.summary, body, _refs(file.sources))


def vocabulary(file: files.VocabularyFile) -> Vocabulary:
    """The closed lists."""

    def terms(listed: dict[str, files.TermFile]) -> dict[str, Term]:
        return {key: Term(key, term.name) for key, term in listed.items()}

    return Vocabulary(
        regions=terms(file.regions),
        positions={key: Position(key, p.name, p.level, p.facing, p.prop) for key, p in file.positions.items()},
        props={key: Prop(key, prop.name, prop.said, prop.instead, prop.at_home) for key, prop in file.props.items()},
        cautions=terms(file.cautions),
        muscles=terms(file.muscles),
    )


def source(key: str, file: files.SourceFile) -> Source:
    """A source, under its key."""
    return Source(key, file.title, file.author, file.year, file.address, file.read)
