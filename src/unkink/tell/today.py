"""Today's sessions in lines of text, with what changed of late and what comes next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from unkink.tell.layout import paragraph, section
from unkink.tell.words import clock, counted, dose, spaced

if TYPE_CHECKING:
    from unkink.shapes import ChangeShape, TodayShape, TurnShape

_INSTEAD = {"shorter": "shorter today", "gentler": "gentler today", "bad-day": "gentle, as today is a bad day"}
_DUE = {
    "never": "The safety questions come first: unkink screen",
    "wished": "You wished to answer the safety questions again: unkink screen",
    "sharp": "It hurt sharply since you answered the safety questions. Answer them again first: unkink screen",
    "red": "Your journal asks for care. Answer the safety questions again first: unkink screen",
    "old": "Your answers to the safety questions are older than 30 days. Answer them again first: unkink screen",
}


def today(shape: "TodayShape") -> Iterator[str]:
    """The whole day. Whose questions are due is sent to them, and to nothing else."""
    if shape["due"]:
        yield from paragraph(_DUE[shape["due"]])
        return
    if not shape["planned"]:
        yield from paragraph("There is no plan yet. Make one: unkink plan --keep --minutes 12 --region lower-back:5")
        return
    yield from _day(shape)


def _day(shape: "TodayShape") -> Iterator[str]:
    if until := shape["gentle_until"]:
        yield from paragraph(f"Gentle until {datetime.fromtimestamp(until / 1_000, UTC).astimezone():%A, %H:%M}.")
    if not shape["turns"]:
        yield from paragraph("Today is a day of rest.")
    for turn in shape["turns"]:
        yield from _turn(turn)
    if following := shape["next"]:
        day = date.fromisoformat(following["date"])
        length = clock(following["session"]["duration_ms"])
        yield from paragraph(f"Next: {day:%A, %d %B}, {following['session']['name']}, {length}.")
    yield from section("What changed of late", [_change(each) for each in shape["changes"]])
    if any(not turn["done"] for turn in shape["turns"]):
        yield ""
        yield from paragraph("Begin: unkink play today")


def _turn(turn: "TurnShape") -> Iterator[str]:
    session = turn["session"]
    more = ["done" if turn["done"] else "", _INSTEAD.get(turn["instead"] or "", "")]
    steps = counted(len(session["steps"]), "movement")
    told = ", ".join([clock(session["duration_ms"]), steps, *filter(None, more)])
    yield from paragraph(f"{session['name']}: {told}")
    for number, step in enumerate(session["steps"], 1):
        how = dose(step["dose"], step["mode"], step["sides"], ways=len(step["directions"]) > 1)
        way = f", {spaced(step['form'])}" if step["form"] else ""
        yield from paragraph(f"{step['name']}{way}: {how}.", f"{number:>3}. ")


def _change(shape: "ChangeShape") -> str:
    return shape["reason"]
