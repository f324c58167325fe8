"""What the house knows, told in lines of plain text: as wide as the terminal, without boxes, good to read aloud."""

import shutil
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from unkink.model.words import Mode, Sides

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.model.movement import Movement
    from unkink.model.programme import Programme
    from unkink.model.timeline import Cue, Timeline
    from unkink.wire import (
        DoseRangeShape,
        DoseShape,
        FormShape,
        HurtShape,
        MovementShape,
        PainShape,
        ProgrammeShape,
        PropShape,
        SessionShape,
        SourceShape,
        StepShape,
    )

NARROWEST, USUAL, WIDEST = 32, 80, 100  # columns; longer lines are hard to read
GAP = 2
_MINUTE_S = 60
_TO_THE_MINUTE_MS = 90_000
_DAY_S = 86_400
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_STATES = {"finished": "finished", "stopped": "stopped early", "open": "not finished"}
_HURTS = {"sharp": "sharply", "mild": "a little", "gone": "eased", "stays": "stayed"}
_GRADES = {"easier": "Easier", "harder": "Harder", "other": "Another way"}
_ACTS = {"avoid": "Leave it out", "ease": "Do it smaller"}
_MILD, _MODERATE = 3, 6  # the highest NRS of each


# Numbers and times in words


def counted(count: int, thing: str, things: str = "") -> str:
    """How many: "1 movement", "2 movements"."""
    return f"{count} {thing if count == 1 else things or f'{thing}s'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list is said: "a", "a and b", "a, b and c"."""
    *rest, final = [*words] or [""]
    return f"{', '.join(rest)} {last} {final}" if rest else final


def exactly(seconds: float) -> str:
    """A length in seconds, nothing rounded away that a person would do: "30 s", "1 min", "1 min 30 s"."""
    minutes, rest = divmod(round(seconds, 1), _MINUTE_S)
    told = [f"{minutes:g} min"] if minutes else []
    return " ".join([*told, f"{round(rest, 1):g} s"] if rest or not told else told)


def length(ms: int) -> str:
    """A length to the nearest minute: "12 min"; below a minute and a half in seconds."""
    return f"{round(ms / 1_000)} s" if ms < _TO_THE_MINUTE_MS else f"{round(ms / 60_000)} min"


def clock(ms: int) -> str:
    """A place in a timeline: "02:05", "1:02:05"."""
    minutes, seconds = divmod(ms // 1_000, _MINUTE_S)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def day(at_ms: int, now_ms: int) -> str:
    """The day here: "Today", "Yesterday", "Monday 3 March"; with the year where it is another one."""
    then, now = time.localtime(at_ms / 1_000), time.localtime(now_ms / 1_000)
    # Days are counted between noons, so that an hour more or less of summer time does not matter.
    noons = [time.mktime((*each[:3], 12, 0, 0, 0, 0, -1)) for each in (then, now)]
    days = round((noons[1] - noons[0]) / _DAY_S)
    if days in (0, 1):
        return ("Today", "Yesterday")[days]
    year = "" if then.tm_year == now.tm_year else f" {then.tm_year}"
    return f"{_WEEKDAYS[then.tm_wday]} {then.tm_mday} {_MONTHS[then.tm_mon - 1]}{year}"


def dose(value: "DoseShape", mode: str, sides: str, *, ways: bool = False) -> str:
    """A dose as people say it: "30 s each side", "20 times, side to side", "5 slow breaths". With `ways`, each way."""
    once = _amount(value, mode) + _where(value, sides, ways=ways)
    told = f"{value['sets']} sets: {once}" if value["sets"] > 1 else once
    repeated = value["sets"] > 1 or (value["reps"] or 1) > 1
    return f"{told}, {exactly(value['rest_s'])} rest between" if value["rest_s"] and repeated else told


def _amount(value: "DoseShape", mode: str) -> str:
    reps, hold = value["reps"], exactly(value["hold_s"] or 0)
    if mode == Mode.HOLD:
        return f"{hold}, {_times(reps)}" if reps and reps > 1 else hold
    if reps is None:
        return hold
    # A flow that states how long a rep lasts is counted, not breathed.
    breathed = mode == Mode.BREATH or (mode == Mode.FLOW and value["rep_s"] is None)
    return counted(reps, "slow breath") if breathed else _times(reps)


def _where(value: "DoseShape", sides: str, *, ways: bool) -> str:
    way = " each way" if ways else ""
    if sides == Sides.EACH:
        return f" each side{way}"
    if sides == Sides.ALTERNATING:
        return ", side to side" if value["reps"] is None else f"{way}, side to side"
    return way


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _dose_of(value: "DoseShape", movement: "Movement") -> str:
    return dose(value, movement.mode, movement.sides, ways=len(movement.directions) > 1)


def _ranges(value: "DoseRangeShape", mode: str) -> str:
    """What a dose may be: "hold 10 s to 3 min; sets 1 to 4". Parts that may not vary are left out."""
    parts: tuple[tuple[str, list[float] | None, Callable[[float], str]], ...] = (
        ("hold" if mode == Mode.HOLD else "time", value["hold_s"], exactly),
        ("breaths" if mode in (Mode.FLOW, Mode.BREATH) else "times", value["reps"], "{:g}".format),
        ("sets", value["sets"], "{:g}".format),
        ("one of them", value["rep_s"], exactly),
        ("rest", value["rest_s"], exactly),
    )
    return "; ".join(
        f"{name} {say(pair[0])} to {say(pair[1])}" for name, pair, say in parts if pair and pair[0] != pair[1]
    )


def pain_word(nrs: int) -> str:
    """The word for a rating: none, mild (1 to 3), moderate (4 to 6), severe (7 to 10)."""
    if nrs <= 0:
        return "none"
    return "mild" if nrs <= _MILD else "moderate" if nrs <= _MODERATE else "severe"


# Lists


def movements(found: Sequence["Movement"], catalogue: "Catalogue") -> Iterator[str]:
    """One line a movement (two where the terminal is narrow): id, name, usual dose, position."""
    from unkink.wire import dose as shape_of  # noqa: PLC0415

    if not found:
        yield from _paragraph("No movement fits all of that. Leave something out, or see them all: unkink movements")
        return
    positions = catalogue.vocabulary.positions
    yield from _table(
        (each.id, each.name, _dose_of(shape_of(each.dose), each), positions[each.position].name) for each in found
    )
    yield ""
    yield from _paragraph(f"{counted(len(found), 'movement')}. Read one: unkink show {found[0].id}")


def programmes(found: Sequence[tuple["Programme", int]]) -> Iterator[str]:
    """One line a programme, with how long it takes (`found` holds it in ms)."""
    if not found:
        yield from _paragraph("No programme is for that. See them all: unkink programmes")
        return
    yield from _table(
        (each.id, each.name, length(ms), counted(len(each.steps), "movement"), ", ".join(map(_words, each.regions)))
        for each, ms in found
    )
    yield ""
    yield from _paragraph(f"Be led through one: unkink play {found[0][0].id}")


def journal(
    shapes: Sequence["SessionShape"], catalogue: "Catalogue | None" = None, now_ms: int | None = None
) -> Iterator[str]:
    """Sessions by day, newest first: when, what, how far, how it felt. With the catalogue, movements have names."""
    if not shapes:
        yield from _paragraph("Your journal is empty. To begin: unkink play upper-back-nine")
        yield from _paragraph("Or choose from: unkink programmes")
        return
    now = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    names = {} if catalogue is None else {key: value.name for key, value in catalogue.movements.items()}
    for number, (date, of_day) in enumerate(groupby(shapes, key=lambda shape: day(shape["started_at"], now))):
        if number:
            yield ""
        yield date
        for shape in of_day:
            at = time.strftime("%H:%M", time.localtime(shape["started_at"] / 1_000))
            yield from _paragraph(f"{shape['name']}: {_outcome(shape)}", f"  {at}  ")
            for line in felt(shape, names):
                yield from _paragraph(line, " " * 9)


def _outcome(shape: "SessionShape") -> str:
    state = _STATES[shape["state"]]
    return f"{state}, {length(shape['position_ms'])} of it done"


def felt(shape: "SessionShape", names: Mapping[str, str]) -> Iterator[str]:
    """How a session felt, and what of it was left out; `names` are those of movements, by id."""
    ratings = [("before", shape["pain_before"]), ("after", shape["pain_after"])]
    if told := [f"{when} {_pains(pains)}" for when, pains in ratings if pains]:
        yield f"Pain {', '.join(told)}"
    by_movement: dict[str, list[str]] = {}
    for each in shape["hurts"]:
        by_movement.setdefault(each["movement"], []).append(_hurt(each))
    for movement, words in by_movement.items():
        yield f"It hurt in {names.get(movement, _words(movement))}: {', '.join(words)}"
    if shape["skipped"]:
        yield f"Left out: {listed(names.get(each, _words(each)) for each in dict.fromkeys(shape['skipped']))}"


def _hurt(shape: "HurtShape") -> str:
    return _HURTS.get(shape["hurt"], shape["hurt"])


def _pains(pains: Sequence["PainShape"]) -> str:
    """Ratings, those that are alike together: "6 (shoulders and lower back)"."""
    places: dict[int, list[str]] = {}
    for each in pains:
        places.setdefault(each["nrs"], []).extend([_words(each["region"])] if each["region"] else [])
    return listed(f"{nrs} ({listed(where)})" if where else str(nrs) for nrs, where in places.items())


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
    yield from _paragraph(cue.text, f"{_moment(cue.at_ms)}    {cue.channel:<5}  ")


def _moment(ms: int) -> str:
    return f"{clock(ms)}.{ms % 1_000:03}"


# One movement, one programme


def movement(shape: "MovementShape", catalogue: "Catalogue") -> Iterator[str]:
    """Everything known of a movement."""
    words = catalogue.vocabulary
    usual, ways = shape["dose"], len(shape["directions"]) > 1
    yield from _paragraph(shape["name"])
    yield from _paragraph(shape["summary"])
    yield ""
    facts = [
        ("Id", shape["id"]),
        ("Also", ", ".join(shape["aliases"])),
        ("Dose", dose(usual, shape["mode"], shape["sides"], ways=ways)),
        ("May be", _ranges(usual["range"], shape["mode"])),
        ("Position", words.positions[shape["position"]].name),
        ("For", ", ".join(words.regions[each].name for each in shape["regions"])),
        ("Muscles", ", ".join(shape["muscles"])),
        *_things(shape["props"]),
    ]
    yield from _facts(facts)
    breaths = {"in": " (Breathe in.)", "out": " (Breathe out.)"}
    steps = [f"{each['text']}{breaths.get(each['breath'] or '', '')}" for each in shape["steps"]]
    yield from _section("How", steps, numbered=True)
    if phases := shape["phases"]:
        yield from _section(
            "With the breath", [f"Breathe in: {phases['inhale']}.", f"Breathe out: {phases['exhale']}."]
        )
    yield from _section("What you should feel", [shape["feel"]["text"]])
    yield from _section(
        "Careful", [f"{each['name']}. {_ACTS[each['act']]}: {each['text']}" for each in shape["cautions"]]
    )
    yield from _section("Other ways to do it", [_form(each) for each in shape["forms"]])
    yield from _section(
        "Not the same as", [f"{each['name']} ({each['movement']}): {each['text']}" for each in shape["unlike"]]
    )
    yield from _section("Where this comes from", [*map(_source, _once([*shape["sources"], usual["source"]]))])
    yield ""
    yield f"Do it: unkink play {shape['id']}"


def _form(shape: "FormShape") -> str:
    other = f" ({shape['movement']})" if shape["movement"] else ""
    return f"{_GRADES[shape['grade']]}. {shape['name']}{other}: {shape['text']}"


def programme(shape: "ProgrammeShape", catalogue: "Catalogue | None" = None) -> Iterator[str]:
    """Everything known of a programme. With the catalogue, doses say their sides."""
    yield from _paragraph(shape["name"])
    yield from _paragraph(shape["summary"])
    yield ""
    fitt = shape["fitt"]
    yield from _facts(
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
    yield from _section("The movements", [_step(each, catalogue) for each in shape["steps"]], numbered=True)
    choices = [f"{each['name']}: {each['text']} (--choice {each['id']})" for each in shape["choices"]]
    yield from _section("If you like", choices)
    yield from _section("Good to read, in the web app", [each["title"] for each in shape["guidance"]])
    yield from _section("Where this comes from", [_source(shape["source"])])
    yield ""
    yield f"Do it: unkink play {shape['id']}"


def _step(shape: "StepShape", catalogue: "Catalogue | None") -> str:
    known = catalogue and catalogue.movements.get(shape["movement"])
    told = _dose_of(shape["dose"], known) if known else dose(shape["dose"], _likely_mode(shape["dose"]), Sides.BOTH)
    form = known.form(shape["form"]) if known and shape["form"] else None
    way = f", {form.name.lower()}" if form else ""
    note = f". {shape['note']}" if shape["note"] else ""
    return f"{shape['name']}: {told}{way}{note}"


def _likely_mode(value: "DoseShape") -> Mode:
    return Mode.HOLD if value["hold_s"] else Mode.REPS


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


def _words(some_id: str) -> str:
    return some_id.replace("-", " ")


# Lines


def _columns() -> int:
    """The terminal's columns; 0 where there is none, as in a pipe."""
    return shutil.get_terminal_size(fallback=(0, 0)).columns


def width() -> int:
    """Columns to write text in; 80 where there is no terminal."""
    return min(max(_columns() or USUAL, NARROWEST), WIDEST)


def _paragraph(text: str, first: str = "") -> list[str]:
    """The text wrapped, its later lines under the beginning of the first. Ids and commands are never broken."""
    return textwrap.wrap(
        text,
        width(),
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _facts(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    told = [(label, text) for label, text in facts if text]
    column = max(len(label) for label, _ in told) + GAP
    for label, text in told:
        yield from _paragraph(text, label.ljust(column))


def _section(title: str, items: Sequence[str], *, numbered: bool = False) -> Iterator[str]:
    """A title over its items; nothing where there are none."""
    if not items:
        return
    yield ""
    yield title
    for number, item in enumerate(items, 1):
        yield from _paragraph(item, f"{number:>3}. " if numbered else "  - ")


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Aligned columns; where the terminal is too narrow for them, what follows the first goes under it."""
    held = list(rows)
    sizes = [max(map(len, column)) for column in zip(*held, strict=True)]
    room = _columns()
    fits = not room or sum(sizes) + GAP * (len(sizes) - 1) <= room
    for row in held:
        if fits:
            yield (" " * GAP).join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip()
        else:
            yield row[0]
            yield from _paragraph(", ".join(row[1:]), " " * GAP)
