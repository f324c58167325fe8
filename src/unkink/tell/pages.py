"""One movement, one programme, one timeline, with all that is known of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from unkink.language import mark, sentences, text, within
from unkink.prose import listed
from unkink.tell.layout import facts, paragraph, section
from unkink.tell.words import clock, dose, exactly, form_of, length, movements_counted, ranges

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.model.timeline import Cue, Timeline
    from unkink.shapes import FormShape, MovementShape, ProgrammeShape, PropShape, SourceShape, StepShape

_GRADES = {"easier": mark("Easier"), "harder": mark("Harder"), "other": mark("Another way")}
_ACTS = {"avoid": mark("Leave it out"), "ease": mark("Do it smaller")}


def movement(shape: "MovementShape", catalogue: "Catalogue") -> Iterator[str]:
    """Everything known of a movement."""
    words = catalogue.vocabulary
    usual, ways = shape["dose"], len(shape["directions"]) > 1
    yield from paragraph(shape["name"])
    yield from paragraph(shape["summary"])
    yield ""
    told = [
        (text("Id"), shape["id"]),
        (text("Also"), ", ".join(shape["aliases"])),
        (text("Dose"), dose(usual, shape["mode"], shape["sides"], ways=ways)),
        (text("May be"), ranges(usual["range"], shape["mode"])),
        (text("Position"), words.positions[shape["position"]].name),
        (text("For"), ", ".join(words.regions[each].name for each in shape["regions"])),
        (text("Muscles"), ", ".join(shape["muscles"])),
        *_things(shape["props"]),
    ]
    yield from facts(told)
    breaths = {"in": text("(Breathe in.)"), "out": text("(Breathe out.)")}
    steps = [sentences(each["text"], breaths.get(each["breath"] or "", "")) for each in shape["steps"]]
    yield from section(text("How"), steps, numbered=True)
    if phases := shape["phases"]:
        led = [
            text("Breathe in: {phase}.", phase=phases["inhale"]),
            text("Breathe out: {phase}.", phase=phases["exhale"]),
        ]
        yield from section(text("With the breath"), led)
    yield from section(text("What you should feel"), [shape["feel"]["text"]])
    careful = [f"{each['name']}. {text(_ACTS[each['act']])}: {each['text']}" for each in shape["cautions"]]
    yield from section(text("Careful"), careful)
    yield from section(text("Other ways to do it"), [_form(each) for each in shape["forms"]])
    unlike = [f"{each['name']} ({each['movement']}): {each['text']}" for each in shape["unlike"]]
    yield from section(text("Not the same as"), unlike)
    yield from section(text("Where this comes from"), [*map(_source, _once([*shape["sources"], usual["source"]]))])
    yield ""
    yield text("Do it: unkink play {id}", id=shape["id"])


def _form(shape: "FormShape") -> str:
    other = f" ({shape['movement']})" if shape["movement"] else ""
    return f"{text(_GRADES[shape['grade']])}. {shape['name']}{other}: {shape['text']}"


def programme(shape: "ProgrammeShape", catalogue: "Catalogue") -> Iterator[str]:
    """Everything known of a programme."""
    yield from paragraph(shape["name"])
    yield from paragraph(shape["summary"])
    yield ""
    fitt = shape["fitt"]
    yield from facts(
        [
            (text("Id"), shape["id"]),
            (text("Takes"), f"{length(shape['duration_ms'])}, {movements_counted(len(shape['steps']))}"),
            (text("How often"), fitt["frequency"]),
            (text("How hard"), fitt["intensity"]),
            (text("How long"), fitt["time"]),
            (text("What kind"), fitt["type"]),
            *_things(shape["props"]),
        ]
    )
    yield from section(text("The movements"), [_step(each, catalogue) for each in shape["steps"]], numbered=True)
    choices = [f"{each['name']}: {each['text']} (--choice {each['id']})" for each in shape["choices"]]
    yield from section(text("If you like"), choices)
    yield from section(text("Good to read, in the web app"), [each["title"] for each in shape["guidance"]])
    yield from section(text("Where this comes from"), [_source(shape["source"])])
    yield ""
    yield text("Do it: unkink play {id}", id=shape["id"])


def _step(shape: "StepShape", catalogue: "Catalogue") -> str:
    told = dose(shape["dose"], shape["mode"], shape["sides"], ways=len(shape["directions"]) > 1)
    form = form_of(shape, catalogue)
    way = f", {form}" if form else ""
    note = f". {shape['note']}" if shape["note"] else ""
    return f"{shape['name']}: {told}{way}{note}"


def _things(props: Sequence["PropShape"]) -> list[tuple[str, str]]:
    needed, helpful = ([_prop(each) for each in props if each["required"] is wanted] for wanted in (True, False))
    return [(text("You need"), "; ".join(needed) or text("nothing")), (text("It helps"), "; ".join(helpful))]


def _prop(shape: "PropShape") -> str:
    name = within(shape["name"])
    return (
        text("{prop} (or {instead})", prop=name, instead=listed(shape["instead"], "or")) if shape["instead"] else name
    )


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
    """Every segment, with the cues that fall into it: when, how long or by which channel, what.

    For those who look at how it works: apart from the cues in the words of the code, which are English.
    """
    steps = len(value.starts)
    yield f"{value.routine}: {steps} {'step' if steps == 1 else 'steps'}, {clock(value.duration_ms)}"
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
