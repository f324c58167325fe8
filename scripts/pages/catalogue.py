"""All movements, programmes and sources of the built-in catalogue."""

from collections.abc import Iterable, Mapping

from scripts.pages.markdown import code, joined, table
from unkink import tell, wire
from unkink.model.catalogue import Aim, Catalogue, Cause, Source
from unkink.model.dose import Dose, DoseRange, Range
from unkink.model.movement import Movement
from unkink.model.programme import Programme
from unkink.model.screening import Question, Rule
from unkink.model.timeline import Pacing
from unkink.timeline import compile_timeline

COUNTS = "Who decided this, and how: [planning](../planning.md). 3 is what it is for, 1 a little."
COUNTS_HEAD = ("movement", "kind", "depth", "counts for", "days a week at most")
SHAPES = "How much more than usual (1) kinds and muscles count, for what a person tells."
QUESTIONS = """
In the order in which they are asked. All that holds counts, and the worst outcome decides. What stands without an
outcome says that all is well.
"""


def page(catalogue: Catalogue) -> str:
    """The whole page."""
    movements = sorted(catalogue.movements.values(), key=lambda movement: movement.name)
    counts = f"{len(movements)} movements, {len(catalogue.programmes)} programmes, {len(catalogue.guidance)} pages"
    parts = ["# The built-in catalogue", f"{counts}. Doses are a side where a movement has sides.", "## Programmes"]
    for programme in catalogue.programmes.values():
        parts += _programme(programme, catalogue)
    head = ("movement", "position", "usual dose", "it may be", "sources")
    parts += ["## Movements", table(head, [_movement(each, catalogue) for each in movements])]
    parts += ["## What each movement counts for", COUNTS, table(COUNTS_HEAD, map(_counts, movements))]
    parts += ["## Causes and aims", SHAPES, *_ways(catalogue.causes), *_ways(catalogue.aims)]
    parts += ["## Safety questions", QUESTIONS]
    for question in catalogue.questions.values():
        parts += _question(question)
    pages = [(code(each.id), each.title, each.summary) for each in catalogue.guidance.values()]
    parts += ["## Pages to read", table(("id", "title", "what it tells"), pages)]
    parts += ["## Sources", "The key is what files refer to.", *map(_source, catalogue.sources.values())]
    return joined(*parts)


def _programme(programme: Programme, catalogue: Catalogue) -> Iterable[str]:
    length = tell.length(compile_timeline(programme.routine(), catalogue, Pacing()).duration_ms)
    fitt = programme.fitt
    yield f"### {programme.name}"
    yield programme.summary
    facts = [
        ("id", code(programme.id)),
        ("takes", f"{length} at the usual pace"),
        ("how often", fitt.frequency),
        ("how hard", fitt.intensity),
        ("how long", fitt.time),
        ("what kind", fitt.type),
        ("source", _keys([programme.source])),
    ]
    yield table(("", ""), facts)
    steps = []
    for number, step in enumerate(programme.steps, 1):
        movement = catalogue.movements[step.movement]
        form = movement.form(step.form) if step.form else None
        steps.append((number, movement.name, _dose(step.dose, movement), form.name if form else ""))
    yield table(("", "movement", "dose", "form"), steps)
    for choice in programme.choices:
        usual = "taken unless you say otherwise" if choice.default else "off unless you ask for it"
        yield f"As a choice, {usual} (`{choice.id}`): {choice.text}"


def _question(question: Question) -> Iterable[str]:
    yield f"### {question.ask}"
    yield question.help
    pick = "several answers may be picked" if question.several else "one answer is picked"
    only = "; ".join(f"{key} is {' or '.join(answers)}" for key, answers in question.only_if.items())
    yield f"`{question.id}`: {pick}. Sources: {_keys(ref.key for ref in question.sources)}."
    yield f"Asked only where {only}." if only else ""
    rows = [(code(choice.id), choice.name, "", "") for choice in question.choices if choice.clear]
    for choice in question.choices:
        rules = [rule for rule in question.rules if choice.id in rule.answers]
        rows += [(code(choice.id), choice.name, _outcome(rule), f"{rule.finding} {rule.do}") for rule in rules]
        if not rules and not choice.clear:
            rows.append((code(choice.id), choice.name, "what other questions make of it", ""))
    yield table(("id", "answer", "leads to", "what is said"), rows)


def _outcome(rule: Rule) -> str:
    also = " and ".join(f"{key} is {' or '.join(answers)}" for key, answers in rule.also.items())
    left_out = ", ".join(map(code, (*rule.cautions, *rule.positions)))
    return f"{rule.outcome.value}{f' where {also}' if also else ''}{f': {left_out}' if left_out else ''}"


def _movement(movement: Movement, catalogue: Catalogue) -> tuple[str, ...]:
    position = catalogue.vocabulary.positions[movement.position].name
    keys = dict.fromkeys([*(ref.key for ref in movement.sources), movement.dose_source.key])
    named = f"{movement.name}<br>`{movement.id}`"
    return named, position, _dose(movement.dose, movement), _ranges(movement.dose_range), _keys(keys)


def _counts(movement: Movement) -> tuple[str, ...]:
    planning = movement.planning
    loads = sorted(planning.loads.items(), key=lambda load: -load[1])
    told = ", ".join(f"{region} {load}" for region, load in loads)
    kind = f"{planning.kind}, brisk" if planning.jolts else planning.kind
    return movement.name, kind, planning.depth, told, str(planning.days_per_week)


def _ways(ways: Mapping[str, Cause] | Mapping[str, Aim]) -> Iterable[str]:
    for key, way in ways.items():
        weights = {**way.kinds, **(way.muscles if isinstance(way, Cause) else {})}
        told = ", ".join(f"{word} {weight:g}" for word, weight in weights.items()) or "nothing more than usual"
        yield f"### {way.name}"
        yield f"`{key}`: {told}. {way.note} Sources: {_keys(ref.key for ref in way.sources)}."


def _dose(dose: Dose, movement: Movement) -> str:
    return tell.dose(wire.dose(dose), movement.mode, movement.sides, ways=len(movement.directions) > 1)


def _ranges(ranges: DoseRange) -> str:
    named = (("hold_s", ranges.hold_ms), ("reps", ranges.reps), ("rep_s", ranges.rep_ms), ("sets", ranges.sets))
    told = [f"`{name}` {_pair(pair, 1_000 if name.endswith('_s') else 1)}" for name, pair in named if pair]
    return ", ".join(told)


def _pair(pair: Range, unit: int) -> str:
    low, high = f"{pair.low / unit:g}", f"{pair.high / unit:g}"
    return low if low == high else f"{low} to {high}"


def _keys(keys: Iterable[str]) -> str:
    return ", ".join(f"[{key}](#{key})" for key in keys)


def _source(source: Source) -> str:
    where = f" <{source.address}>" if source.address else ""
    year = f", {source.year}" if source.year else ""
    read = "" if source.read == "whole" else " Seen on a page that quotes it."
    return f"### {source.key}\n\n{source.title}. {source.author}{year}.{read}{where}"
