"""Numbers, times and doses as people say them."""

import time
from typing import TYPE_CHECKING

from unkink.model.words import Mode, Sides

if TYPE_CHECKING:
    from collections.abc import Callable

    from unkink.shapes import DoseRangeShape, DoseShape

_MINUTE_S = 60
_TO_THE_MINUTE_MS = 90_000
_DAY_S = 86_400
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The highest NRS of each word, as 287 adults put it themselves (Palos and others 2006, J Pain 7:49-56). Other studies
# draw the lines elsewhere; nothing is decided by these words.
_MILD, _MODERATE = 4, 6


def counted(count: int, thing: str, things: str = "") -> str:
    """How many: "1 movement", "2 movements"."""
    return f"{count} {thing if count == 1 else things or f'{thing}s'}"


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
    return counted(reps, "slow breath") if mode in (Mode.FLOW, Mode.BREATH) else _times(reps)


def _where(value: "DoseShape", sides: str, *, ways: bool) -> str:
    way = " each way" if ways else ""
    if sides == Sides.EACH:
        return f" each side{way}"
    if sides == Sides.ALTERNATING:
        return ", side to side" if value["reps"] is None else f"{way}, side to side"
    return way


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def ranges(value: "DoseRangeShape", mode: str) -> str:
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
    """The word for a rating: none, mild (1 to 4), moderate (5 to 6), severe (7 to 10)."""
    if nrs <= 0:
        return "none"
    return "mild" if nrs <= _MILD else "moderate" if nrs <= _MODERATE else "severe"


def spaced(some_id: str) -> str:
    """An id as words: "lower back"."""
    return some_id.replace("-", " ")
