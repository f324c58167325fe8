"""Numbers, times and doses as people say them."""

import time
from datetime import date
from typing import TYPE_CHECKING

from unkink.language import current, long_date, mark, text, texts, within
from unkink.model.words import Mode, Sides
from unkink.prose import parted

if TYPE_CHECKING:
    from collections.abc import Callable

    from unkink.model.catalogue import Catalogue
    from unkink.shapes import DoseRangeShape, DoseShape, StepShape

_MINUTE_S = 60
_TO_THE_MINUTE_MS = 90_000
_DAY_S = 86_400
# The highest NRS of each word, as 287 adults put it themselves (Palos and others 2006, J Pain 7:49-56). Other studies
# draw the lines elsewhere; nothing is decided by these words.
_MILD, _MODERATE = 4, 6


def movements_counted(count: int) -> str:
    """How many: "1 movement", "2 movements"."""
    return texts("{n} movement", "{n} movements", count)


def exactly(seconds: float) -> str:
    """A length in seconds, nothing rounded away that a person would do: "30 s", "1 min", "1 min 30 s"."""
    minutes, rest = divmod(round(seconds, 1), _MINUTE_S)
    if minutes and rest:
        return text("{minutes} min {seconds} s", minutes=int(minutes), seconds=round(rest, 1))
    return text("{n} min", n=int(minutes)) if minutes else text("{seconds} s", seconds=float(rest))


def length(ms: int) -> str:
    """A length to the nearest minute: "12 min"; below a minute and a half in seconds."""
    if ms < _TO_THE_MINUTE_MS:
        return text("{seconds} s", seconds=round(ms / 1_000))
    return text("{n} min", n=round(ms / 60_000))


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
        return text("Yesterday") if days else text("Today")
    return long_date(date(*then[:3]), current(), year=then.tm_year != now.tm_year)


def dose(value: "DoseShape", mode: str, sides: str, *, ways: bool = False) -> str:
    """A dose as people say it: "30 s each side", "20 times, side to side", "5 slow breaths". With `ways`, each way."""
    told, where = _amount(value, mode), _where(value, sides, ways=ways)
    if where:
        told = text(where, amount=told)
    if value["sets"] > 1:
        told = text("{n} sets: {dose}", n=value["sets"], dose=told)
    repeated = value["sets"] > 1 or (value["reps"] or 1) > 1
    if value["rest_s"] and repeated:
        return text("{dose}, {rest} rest between", dose=told, rest=exactly(value["rest_s"]))
    return told


def _amount(value: "DoseShape", mode: str) -> str:
    reps, hold = value["reps"], exactly(value["hold_s"] or 0)
    if mode == Mode.HOLD:
        return text("{hold}, {times}", hold=hold, times=times(reps)) if reps and reps > 1 else hold
    if reps is None:
        return hold
    return breaths(reps) if mode in (Mode.FLOW, Mode.BREATH) else times(reps)


def _where(value: "DoseShape", sides: str, *, ways: bool) -> str:
    """How often, by its sides and directions, with the amount in it: English, to be said. Nothing where it is once."""
    if sides == Sides.EACH:
        return mark("{amount} each side each way") if ways else mark("{amount} each side")
    if sides == Sides.ALTERNATING:
        each_way = ways and value["reps"] is not None
        return mark("{amount} each way, side to side") if each_way else mark("{amount}, side to side")
    return mark("{amount} each way") if ways else ""


def breaths(count: int) -> str:
    """How many breaths."""
    return texts("{n} slow breath", "{n} slow breaths", count)


def times(count: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: text("once"), 2: text("twice")}.get(count) or text("{n} times", n=count)


def ranges(value: "DoseRangeShape", mode: str) -> str:
    """What a dose may be: "hold 10 s to 3 min; sets 1 to 4". Parts that may not vary are left out."""
    led = mode in (Mode.FLOW, Mode.BREATH)
    parts: tuple[tuple[str, list[float] | None, Callable[[float], str]], ...] = (
        (mark("hold {low} to {high}") if mode == Mode.HOLD else mark("time {low} to {high}"), value["hold_s"], exactly),
        (mark("breaths {low} to {high}") if led else mark("times {low} to {high}"), value["reps"], _plainly),
        (mark("sets {low} to {high}"), value["sets"], _plainly),
        (mark("one of them {low} to {high}"), value["rep_s"], exactly),
        (mark("rest {low} to {high}"), value["rest_s"], exactly),
    )
    return parted(
        text(told, low=say(pair[0]), high=say(pair[1])) for told, pair, say in parts if pair and pair[0] != pair[1]
    )


def _plainly(value: float) -> str:
    return f"{value:g}"


def pain_word(nrs: int) -> str:
    """The word for a rating: none, mild (1 to 4), moderate (5 to 6), severe (7 to 10)."""
    if nrs <= 0:
        return text("none")
    if nrs <= _MILD:
        return text("mild")
    return text("moderate") if nrs <= _MODERATE else text("severe")


def form_of(step: "StepShape", catalogue: "Catalogue") -> str:
    """The form that a step names, as it is called within a sentence; nothing where it is done as usual."""
    movement = catalogue.movements.get(step["movement"])
    form = movement.form(step["form"]) if movement and step["form"] else None
    return within(form.name) if form else ""


def region(region_id: str, catalogue: "Catalogue") -> str:
    """A region as it is called within a sentence; the id as words where the catalogue has it no more."""
    found = catalogue.vocabulary.regions.get(region_id)
    return within(found.name) if found else spaced(region_id)


def spaced(some_id: str) -> str:
    """An id as words: "lower back"."""
    return some_id.replace("-", " ")
