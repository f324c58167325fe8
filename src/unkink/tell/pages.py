"""One movement, one programme, one timeline, with all that is known of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from unkink.tell.layout import facts, paragraph, section
from unkink.tell.words import clock, counted, dose, exactly, length, ranges, spaced

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.model.timeline import Cue, Timeline
    from unkink.shapes import FormShape, MovementShape, ProgrammeShape, PropShape, SourceShape, StepShape

_GRADES = {"easier": "Easier", "harder": "Harder", "other": "Another way"}
_ACTS = {"avoid": "Leave it out", "ease": "Do it smaller"}


def movement(shape: "MovementShape", catalogue: "Catalogue") -> Iterator[str]:
    """Everything known of a movement."""
    words = catalogue.vocabulary
    usual, ways = shape["dose"], len(shape["directions"]) > 1
    yield from paragraph(shape["name"])
    yield from paragraph(shape["summary"])
    yield ""
    told = [
        ("Id", shape["id"]),
        ("Also", ", ".join(shape["aliases"])),
        ("Dose", dose(usual, shape["mode"], shape["sides"], ways=ways)),
        ("May be", ranges(usual["range"], shape["mode"])),
        ("Position", words.positions[shape["position"]].name),
        ("For", ", ".join(words.regions[each].name for each in shape["regions"])),
        ("Muscles", ", ".join(shape["muscles"])),
        *_things(shape["props"]),
    ]
    yield from facts(told)
    breaths = {"in": " (Breathe in.)", "out": " (Breathe out.)"}
    steps = [f"{each['text']}{breaths.get(each['breath'] or '', '')}" for each in shape["steps"]]
    yield from section("How", steps, numbered=True)
    if phases := shape["phases"]:
        yield from section("With the breath", [f"Breathe in: {phases['inhale']}.", f"Breathe out: {phases['exhale']}."])
    yield from section("What you should feel", [shape["feel"]["text"]])
    yield from section(
        "Careful", [f"{each['name']}. {_ACTS[each['act']]}: {each['text']}" for each in shape["cautions"]]
    )
    yield from section("Other ways to do it", [_form(each) for each in shape["forms"]])
    yield from section(
        "Not the same as", [f"{each['name']} ({each['movement']}): {each['text']}" for each in shape["unlike"]]
    )
    yield from section("Where this comes from", [*map(_source, _once([*shape["sources"], usual["source"]]))])
    yield ""
    yield f"Do it: unkink play {shape['id']}"


def _form(shape: "FormShape") -> str:
    other = f" ({shape['movement']})" if shape["movement"] else ""
    return f"{_GRADES[shape['grade']]}. {shape['name']}{other}: {shape['text']}"


def programme(shape: "ProgrammeShape") -> Iterator[str]:
    """Everything known of a programme."""
    yield from paragraph(shape["name"])
    yield from paragraph(shape["summary"])
    yield ""
    fitt = shape["fitt"]
    yield from facts(
        [
            ("Id", shape["id"]),
            ("Takes", f"{length(shape['duration_ms'])}, {counted(len(shape['steps']), 'movement')}"),
            ("How often", fitt["frequency"]),
            ("How hard", fitt["intensity"]),
            ("How long", fitt["time"]),
            ("What kind", fitt["type"]),
            *_things(shape["props"]),
        ]
    )
    yield from section("The movements", [_step(each) for each in shape["steps"]], numbered=True)
    choices = [f"{each['name']}: {each['text']} (--choice {each['id']})" for each in shape["choices"]]
    yield from section("If you like", choices)
    yield from section("Good to read, in the web app", [each["title"] for each in shape["guidance"]])
    yield from section("Where this comes from", [_source(shape["source"])])
    yield ""
    yield f"Do it: unkink play {shape['id']}"


def _step(shape: "StepShape") -> str:
    told = dose(shape["dose"], shape["mode"], shape["sides"], ways=len(shape["directions"]) > 1)
    way = f", {spaced(shape['form'])}" if shape["form"] else ""
    note = f". {shape['note']}" if shape["note"] else ""
    return f"{shape['name']}: {told}{way}{note}"


def _things(props: Sequence["PropShape"]) -> list[tuple[str, str]]:
    needed, helpful = ([_prop(each) for each in props if each["required"] is wanted] for wanted in (True, False))
    return [("You need", "; ".join(needed) or "nothing"), ("It helps", "; ".join(helpful))]


def _prop(shape: "PropShape") -> str:
    instead = f" (or {' or '.join(shape['instead'])})" if shape["instead"] else ""
    return shape["name"].lower() + instead


def _once(sources: Sequence["SourceShape"]) -> list["SourceShape"]:
    """Each source once, with all its notes."""
    by_key: dict[str, SourceShape] = {}
    for each in sources:
        known = by_key.get(each["key"])
        notes = [note for note in ((known or each)["note"], each["note"]) if note]
        by_key[each["key"]] = {**each, "note": "; ".join(dict.fromkeys(notes))}
    return list(by_key.values())


def _source(shape: "SourceShape") -> str:
    by = ", ".join(str(part) for part in (shape["author"], shape["year"]) if part)
    told = [part.rstrip(".") for part in (shape["title"], by, shape["note"], shape["address"]) if part]
    return ". ".join(told)


def timeline(value: "Timeline") -> Iterator[str]:
    """Every segment, with the cues that fall into it: when, how long or by which channel, what."""
    yield f"{value.routine}: {counted(len(value.starts), 'step')}, {clock(value.duration_ms)}"
    due = list(value.cues)
    for segment in value.segments:
        of_set = f" set {segment.set}" if segment.set else ""
        of_rep = f" rep {segment.rep}" if segment.rep else ""
        side = "" if segment.side == "both" else f" {segment.side}"
        lasts = exactly((segment.end_ms - segment.start_ms) / 1_000)
        yield f"{_moment(segment.start_ms)}  {segment.kind}{side}{of_set}{of_rep}: {segment.movement}, {lasts}"
        while due and due[0].at_ms < segment.end_ms:
            yield from _cue(due.pop(0))
    for cue in due:
        yield from _cue(cue)


def _cue(cue: "Cue") -> Iterator[str]:
    yield from paragraph(cue.text, f"{_moment(cue.at_ms)}    {cue.channel:<5}  ")


def _moment(ms: int) -> str:
    return f"{clock(ms)}.{ms % 1_000:03}"
