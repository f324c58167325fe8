"""The rules that hold between the facts: closed lists, doses, sides, references. Each yields every mistake it finds."""

import re
from collections.abc import Iterator
from string import Formatter

from unkink.catalogue.problem import Problem
from unkink.model.catalogue import Aim, Catalogue, Cause, Guidance, Vocabulary
from unkink.model.dose import Dose, DoseRange, Range
from unkink.model.movement import Form, Movement
from unkink.model.person import Goal
from unkink.model.programme import Programme, Step
from unkink.model.words import Kind, Mode, Sides

# What each mode's dose must have; in every mode but hold, either a count or a time, not both.
TEMPO_MODES = {Mode.REPS, Mode.ROLL, Mode.ISOLATED}
BREATH_MODES = {Mode.FLOW, Mode.BREATH}

# What a movement can be to the planner, by how it is done.
KINDS_OF_MODE: dict[Mode, frozenset[Kind]] = {
    Mode.HOLD: frozenset({Kind.MOBILITY, Kind.STRETCH, Kind.STRENGTH}),
    Mode.REPS: frozenset({Kind.WARM_UP, Kind.MOBILITY, Kind.STRETCH, Kind.STRENGTH}),
    Mode.FLOW: frozenset({Kind.WARM_UP, Kind.MOBILITY}),
    Mode.BREATH: frozenset({Kind.BREATH}),
    Mode.ROLL: frozenset({Kind.WARM_UP, Kind.MOBILITY}),
    Mode.ISOLATED: frozenset({Kind.MOBILITY, Kind.STRETCH}),
}
MOST_LOAD = 3

# The words that may be filled into each phrase of cues.toml.
PHRASE_WORDS: dict[str, frozenset[str]] = {
    "first": frozenset({"name"}),
    "next": frozenset({"name"}),
    "same_position": frozenset({"name"}),
    "go_to": frozenset({"position"}),
    "props": frozenset({"props"}),
    "first_side": frozenset({"side", "Side"}),
    "in_turn": frozenset({"side", "Side"}),
    "hold_long": frozenset({"time"}),
    "hold_for": frozenset({"time"}),
    "seconds": frozenset({"count"}),
    "one_minute": frozenset(),
    "minutes": frozenset({"count"}),
    "hold": frozenset(),
    "again": frozenset(),
    "halfway": frozenset(),
    "last_five": frozenset(),
    "count": frozenset({"count"}),
    "for_time": frozenset({"time"}),
    "last_rep": frozenset(),
    "last_breath": frozenset(),
    "breathe_in": frozenset({"phase"}),
    "breathe_out": frozenset({"phase"}),
    "inhale": frozenset(),
    "exhale": frozenset(),
    "switch": frozenset({"side", "Side"}),
    "next_set": frozenset({"set", "sets"}),
    "rest": frozenset(),
    "finished": frozenset(),
}

_SIDE_WORD = re.compile(r"\b(left|right)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")
_BY_SIDE = re.compile(r"\{[^{}|]*\|[^{}|]*\}")  # {linke|rechte}, where a language bends the word
_ANY_LINK = re.compile(r"\]\(([^)]*)\)")

ONE_SIDED_PLACEHOLDERS = {"{side}", "{other}"}


def movement_problems(movement: Movement, catalogue: Catalogue) -> Iterator[Problem]:
    """Every mistake in one movement, seen with the rest of the catalogue."""
    file = f"movements/{movement.id}/movement.toml"
    yield from _vocabulary(movement, catalogue, file)
    yield from _references(movement, catalogue, file)
    yield from _texts(movement, file)
    yield from _shape_of_mode(movement, file)
    yield from _dose(movement.dose, movement.mode, movement, file, "dose")
    yield from _own_ranges(movement.dose_range, file)
    yield from _planning(movement, catalogue, file)
    for number, form in enumerate(movement.forms, 1):
        yield from _form(form, movement, catalogue, file, f"forms.{number}")


def programme_problems(programme: Programme, catalogue: Catalogue) -> Iterator[Problem]:
    """Every mistake in one programme, seen with the rest of the catalogue. Its movements are known already."""
    file = f"programmes/{programme.id}.toml"
    if programme.id in catalogue.movements:
        yield Problem(file, "", f"the id {programme.id}, which is a movement's", "an id no movement has")
    yield from known(file, "regions", programme.regions, catalogue.vocabulary.regions)
    yield from known(file, "source", (programme.source,), catalogue.sources)
    yield from known(file, "guidance", programme.guidance, catalogue.guidance)
    yield from twice(file, "choices", [choice.id for choice in programme.choices])
    places = [(f"steps.{number}", step) for number, step in enumerate(programme.steps, 1)]
    places += [(f"choices.{n}.between", choice.between) for n, choice in enumerate(programme.choices, 1)]
    for key, step in places:
        yield from _step(step, catalogue, file, key)


def guidance_problems(page: Guidance, catalogue: Catalogue) -> Iterator[Problem]:
    """Every link of a page must lead to another page or to a movement; nothing leads off the machine."""
    file = f"guidance/{page.id}.md"
    yield from known(file, "sources", tuple(ref.key for ref in page.sources), catalogue.sources)
    for target in _ANY_LINK.findall(page.body):
        kind, _, name = target.partition(":")
        targets = {"guidance": catalogue.guidance, "movement": catalogue.movements}.get(kind)
        if targets is None:
            yield Problem(file, "links", repr(target), "guidance:ID or movement:ID")
        elif name not in targets:
            yield Problem(file, "links", repr(target), f"an id of a {kind} that exists")


def vocabulary_problems(words: Vocabulary) -> Iterator[Problem]:
    """What a position takes must be a prop."""
    for position in words.positions.values():
        if position.prop:
            key = f"positions.{position.id}.prop"
            yield from known("vocabulary.toml", key, (position.prop,), words.props)


def shaping_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Causes and aims: one aim for each goal, and in each only muscles, pages and sources that there are."""
    file = "planning.toml"
    for goal in Goal:
        if goal not in catalogue.aims:
            yield Problem(file, f"aims.{goal}", "nothing", "an aim for each goal")
    for cause in catalogue.causes.values():
        yield from known(file, f"causes.{cause.id}.muscles", tuple(cause.muscles), catalogue.vocabulary.muscles)
    ways: list[tuple[str, Cause | Aim]] = [(f"causes.{each.id}", each) for each in catalogue.causes.values()]
    ways += [(f"aims.{each.id}", each) for each in catalogue.aims.values()]
    for key, way in ways:
        yield from known(file, f"{key}.guidance", way.guidance, catalogue.guidance)
        yield from known(file, f"{key}.sources", tuple(ref.key for ref in way.sources), catalogue.sources)


def phrase_problems(phrases: dict[str, str]) -> Iterator[Problem]:
    """Every phrase is there, none is unknown, and each uses only the words that can be filled in."""
    file = "cues.toml"
    for key in PHRASE_WORDS.keys() - phrases.keys():
        yield Problem(file, key, "nothing", "a value; this key must be given")
    for key in phrases.keys() - PHRASE_WORDS.keys():
        yield Problem(file, key, "a key that is not known", ", ".join(PHRASE_WORDS))
    for key in phrases.keys() & PHRASE_WORDS.keys():
        text = _BY_SIDE.sub("", phrases[key]) if "side" in PHRASE_WORDS[key] else phrases[key]
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            used = {phrases[key]}
        if used - PHRASE_WORDS[key]:
            allowed = ", ".join(sorted(PHRASE_WORDS[key])) or "no words in braces"
            yield Problem(file, key, ", ".join(sorted(used - PHRASE_WORDS[key])), allowed)


def name_problems(movements: dict[str, Movement]) -> Iterator[tuple[str, Problem]]:
    """No two movements share a name. Yields the id of the later one with its mistake."""
    seen: dict[str, str] = {}
    for movement in movements.values():
        first = seen.setdefault(movement.name.casefold(), movement.id)
        if first != movement.id:
            file = f"movements/{movement.id}/movement.toml"
            yield (
                movement.id,
                Problem(file, "name", f"{movement.name!r}, the name of {first}", "a name of its own"),
            )


def known(file: str, key: str, used: tuple[str, ...], allowed: object) -> Iterator[Problem]:
    """What is used but not allowed, and what is used twice."""
    keys: list[str] = list(allowed)  # type: ignore[call-overload]
    for word in used:
        if word not in keys:
            yield Problem(file, key, repr(word), ", ".join(keys) or "nothing")
    yield from twice(file, key, list(used))


def twice(file: str, key: str, used: list[str]) -> Iterator[Problem]:
    """What is used more than once."""
    for word in sorted({word for word in used if used.count(word) > 1}):
        yield Problem(file, key, f"{word!r} twice", "each once")


def _vocabulary(movement: Movement, catalogue: Catalogue, file: str) -> Iterator[Problem]:
    words = catalogue.vocabulary
    yield from known(file, "regions", movement.regions, words.regions)
    yield from known(file, "muscles", movement.muscles, words.muscles)
    yield from known(file, "feel.where", movement.feel.where, words.muscles)
    yield from known(file, "position", (movement.position,), words.positions)
    yield from _prop_of_position(movement.position, movement.props.required, catalogue, file, "props.required")
    yield from known(file, "props", movement.props.required + movement.props.optional, words.props)
    used = movement.props.required + movement.props.optional
    for prop in movement.props.instead or {}:
        if prop not in used:
            yield Problem(file, f"props.instead.{prop}", "a prop this movement does not use", ", ".join(used) or "none")
    for number, caution in enumerate(movement.cautions, 1):
        yield from known(file, f"cautions.{number}.when", (caution.when,), words.cautions)
    yield from twice(file, "cautions", [caution.when for caution in movement.cautions])


def _prop_of_position(
    position: str | None, props: tuple[str, ...], catalogue: Catalogue, file: str, key: str
) -> Iterator[Problem]:
    """Whoever has no chair must not be sent to sit on one."""
    found = catalogue.vocabulary.positions.get(position or "")
    if found and found.prop and found.prop not in props:
        yield Problem(file, key, f"no {found.prop}", f"{found.prop}, which the position {found.id} takes")


def _references(movement: Movement, catalogue: Catalogue, file: str) -> Iterator[Problem]:
    refs = tuple(ref.key for ref in movement.sources)
    yield from known(file, "sources", refs, catalogue.sources)
    yield from known(file, "dose.source", (movement.dose_source.key,), catalogue.sources)
    yield from twice(file, "forms", [form.id for form in movement.forms])
    others = [other for other in catalogue.movements if other != movement.id]
    targets = [(f"unlike.{other}", other) for other in movement.unlike]
    targets += [(f"forms.{n}.movement", form.movement) for n, form in enumerate(movement.forms, 1) if form.movement]
    for key, target in targets:
        if target not in others:
            yield Problem(file, key, repr(target), "the id of another movement")


def _texts(movement: Movement, file: str) -> Iterator[Problem]:
    """Sides are written {side} and {other} where a side is meant, and never where none is."""
    sided = [("lead_in", movement.lead_in.text)]
    if movement.release:
        sided.append(("release", movement.release.text))
    sided += [(f"steps.{n}.text", step.text) for n, step in enumerate(movement.steps, 1)]
    sided += [(f"forms.{n}.text", form.text) for n, form in enumerate(movement.forms, 1)]
    sided += [(f"directions.{n}.say", way.say) for n, way in enumerate(movement.directions, 1)]
    if movement.phases:
        sided += [("phases.inhale", movement.phases.inhale), ("phases.exhale", movement.phases.exhale)]
    plain = [("summary", movement.summary), ("feel.text", movement.feel.text)]
    plain += [(f"cautions.{n}.text", caution.text) for n, caution in enumerate(movement.cautions, 1)]
    one_sided = movement.sides is not Sides.BOTH
    allowed = ONE_SIDED_PLACEHOLDERS if one_sided else set()
    for key, text in sided:
        used = {each for each in _PLACEHOLDER.findall(text) if not (one_sided and _BY_SIDE.fullmatch(each))}
        for found in used - allowed:
            yield Problem(file, key, found, " and ".join(sorted(allowed)) or "no braces: both sides work at once")
    for key, text in plain:
        for found in set(_PLACEHOLDER.findall(text)):
            yield Problem(file, key, found, "no braces here")
    for key, text in sided + plain:
        if one_sided and (word := _SIDE_WORD.search(text)):
            yield Problem(file, key, repr(word.group()), "{side} or {other}, or no side at all")
    breathes = movement.phases or any(step.breath for step in movement.steps)
    if not breathes:
        yield Problem(file, "steps", "no breath in any step", 'breath = "in", "out" or "easy" in one step or more')


def _shape_of_mode(movement: Movement, file: str) -> Iterator[Problem]:
    if movement.mode in BREATH_MODES and not movement.phases:
        yield Problem(file, "phases", "nothing", "inhale and exhale; this movement follows the breath")
    if movement.mode not in BREATH_MODES and movement.phases:
        yield Problem(file, "phases", "phases", "none; this movement does not follow the breath")
    if movement.directions and movement.mode not in TEMPO_MODES:
        yield Problem(file, "directions", "directions", "only in modes reps, roll and isolated")
    if movement.sides is Sides.ALTERNATING and movement.mode not in (Mode.REPS, Mode.ISOLATED):
        yield Problem(file, "sides", "'alternating'", "both or each; only reps can alternate")


def _planning(movement: Movement, catalogue: Catalogue, file: str) -> Iterator[Problem]:
    """Every region it is listed under counts, at least one fully; its mode can be of that kind, and can jolt."""
    kind, loads = movement.planning.kind, movement.planning.loads
    yield from known(file, "planning.loads", tuple(loads), catalogue.vocabulary.regions)
    for region in movement.regions:
        if region not in loads:
            yield Problem(file, f"planning.loads.{region}", "nothing", "1 to 3, as regions names it")
    full = [region for region, load in loads.items() if load == MOST_LOAD]
    if not full:
        yield Problem(file, "planning.loads", "no 3", "3 for the region it is for; one or more")
    for region in full:
        if region not in movement.regions:
            yield Problem(file, f"planning.loads.{region}", "3", "1 or 2 for a region that regions does not name")
    allowed = KINDS_OF_MODE[movement.mode]
    if kind not in allowed:
        named = ", ".join(each for each in Kind if each in allowed)
        yield Problem(file, "planning.kind", repr(kind.value), f"{named}, in mode {movement.mode}")
    jolts = movement.planning.jolts
    yield from known(file, "planning.jolts", jolts, catalogue.vocabulary.regions)
    if jolts and movement.mode is not Mode.REPS:
        yield Problem(file, "planning.jolts", ", ".join(jolts), f"nothing, in mode {movement.mode}; reps can be brisk")


def _form(form: Form, movement: Movement, catalogue: Catalogue, file: str, key: str) -> Iterator[Problem]:
    words, props = catalogue.vocabulary, movement.props
    own = form.position or form.mode or form.directions or form.needs or form.lifts or form.bars
    if form.movement and own:
        found = "both a movement and keys of its own way"
        yield Problem(file, key, found, "the movement alone; it has its own")
    if form.position:
        yield from known(file, f"{key}.position", (form.position,), words.positions)
    if form.directions and (form.mode or movement.mode) not in TEMPO_MODES:
        yield Problem(file, f"{key}.directions", "directions", "only in modes reps, roll and isolated")
    yield from twice(file, f"{key}.needs", list(form.needs))
    for prop in form.needs:
        if prop not in props.optional:
            allowed = ", ".join(props.optional) or "nothing; props.optional has none"
            yield Problem(file, f"{key}.needs", repr(prop), allowed)
    yield from known(file, f"{key}.lifts", form.lifts, [caution.when for caution in movement.cautions])
    yield from known(file, f"{key}.bars", form.bars, words.cautions)
    for caution in form.bars:
        if caution in form.lifts:
            yield Problem(file, f"{key}.bars", repr(caution), "in lifts or in bars, not in both")
    yield from _prop_of_position(form.position, (*form.needs, *props.required), catalogue, file, f"{key}.needs")


def _dose(dose: Dose, mode: Mode, movement: Movement, file: str, key: str) -> Iterator[Problem]:
    """The figures a mode needs and may have, and each inside the movement's range."""
    if mode is Mode.HOLD:
        if dose.hold_ms is None:
            yield Problem(file, f"{key}.hold_s", "nothing", "the seconds of one hold")
    elif mode is Mode.ISOLATED:
        if dose.reps is None or dose.hold_ms is not None:
            yield Problem(file, key, "no reps, or a hold_s", "reps alone; each is held for about two seconds")
    elif (dose.reps is None) == (dose.hold_ms is None):
        found = "neither reps nor hold_s" if dose.reps is None else "both reps and hold_s"
        yield Problem(file, key, found, "a count (reps) or a time (hold_s), one of the two")
    if mode in TEMPO_MODES and dose.rep_ms is None:
        yield Problem(file, f"{key}.rep_s", "nothing", "the seconds of one rep")
    if mode not in TEMPO_MODES and dose.rep_ms is not None:
        yield Problem(file, f"{key}.rep_s", _shown(dose.rep_ms, ms=True), f"nothing; mode {mode} has no tempo")
    if movement.sides is Sides.ALTERNATING and (dose.reps or 0) % 2:
        yield Problem(file, f"{key}.reps", str(dose.reps), "an even number, so that both sides get the same")
    yield from _inside(dose, movement.dose_range, file, key)


def _inside(dose: Dose, ranges: DoseRange, file: str, key: str) -> Iterator[Problem]:
    figures: tuple[tuple[str, int | None, Range | None, bool], ...] = (
        ("sets", dose.sets, ranges.sets, False),
        ("reps", dose.reps, ranges.reps, False),
        ("hold_s", dose.hold_ms, ranges.hold_ms, True),
        ("rest_s", dose.rest_ms, ranges.rest_ms, True),
        ("rep_s", dose.rep_ms, ranges.rep_ms, True),
    )
    for name, value, allowed, is_ms in figures:
        if value is None:
            continue
        if allowed is None:
            yield Problem(file, f"{key}.{name}", _shown(value, ms=is_ms), "nothing; dose.range gives none")
        elif not allowed.holds(value):
            low, high = _shown(allowed.low, ms=is_ms), _shown(allowed.high, ms=is_ms)
            yield Problem(file, f"{key}.{name}", _shown(value, ms=is_ms), f"{low} to {high}")


def _own_ranges(ranges: DoseRange, file: str) -> Iterator[Problem]:
    named = (
        ("sets", ranges.sets),
        ("reps", ranges.reps),
        ("hold_s", ranges.hold_ms),
        ("rest_s", ranges.rest_ms),
        ("rep_s", ranges.rep_ms),
    )
    for name, pair in named:
        if pair and pair.low > pair.high:
            yield Problem(file, f"dose.range.{name}", "the lowest above the highest", "[lowest, highest]")


def _step(step: Step, catalogue: Catalogue, file: str, key: str) -> Iterator[Problem]:
    movement = catalogue.movements[step.movement]
    form = movement.form(step.form) if step.form else None
    if step.form and not form:
        forms = ", ".join(form.id for form in movement.forms) or "none; it has no forms"
        yield Problem(file, f"{key}.form", repr(step.form), forms)
    if form and form.movement:
        yield Problem(file, f"{key}.form", repr(step.form), f"the movement {form.movement} itself")
    mode = (form and form.mode) or movement.mode
    yield from _dose(step.dose, mode, movement, file, f"{key}.dose")


def _shown(value: int, *, ms: bool) -> str:
    return f"{value / 1_000:g}" if ms else str(value)
