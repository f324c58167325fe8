"""Today's sessions in lines of text, with what changed of late and what comes next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from unkink.language import current, long_date, mark, text, weekday
from unkink.tell.layout import paragraph, section
from unkink.tell.words import clock, dose, form_of, movements_counted

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.shapes import ChangeShape, TodayShape, TurnShape

_INSTEAD = {
    "shorter": mark("shorter today"),
    "gentler": mark("gentler today"),
    "bad-day": mark("gentle, as today is a bad day"),
}
_DUE = {
    "never": mark("The safety questions come first: unkink screen"),
    "wished": mark("You wished to answer the safety questions again: unkink screen"),
    "sharp": mark("It hurt sharply since you answered the safety questions. Answer them again first: unkink screen"),
    "red": mark("Your journal asks for care. Answer the safety questions again first: unkink screen"),
    "old": mark("Your answers to the safety questions are older than 30 days. Answer them again first: unkink screen"),
}


def today(shape: "TodayShape", catalogue: "Catalogue") -> Iterator[str]:
    """The whole day. Whose questions are due is sent to them, and to nothing else."""
    if shape["due"]:
        yield from paragraph(text(_DUE[shape["due"]]))
        return
    if not shape["planned"]:
        yield from paragraph(
            text("There is no plan yet. Make one: unkink plan --keep --minutes 12 --region lower-back:5")
        )
        return
    yield from _day(shape, catalogue)


def _day(shape: "TodayShape", catalogue: "Catalogue") -> Iterator[str]:
    if until := shape["gentle_until"]:
        ends = datetime.fromtimestamp(until / 1_000, UTC).astimezone()
        day_name = weekday(ends.weekday(), current())
        yield from paragraph(text("Gentle until {day}, {time}.", day=day_name, time=f"{ends:%H:%M}"))
    if not shape["turns"]:
        yield from paragraph(text("Today is a day of rest."))
    for turn in shape["turns"]:
        yield from _turn(turn, catalogue)
    if following := shape["next"]:
        day = long_date(date.fromisoformat(following["date"]), current())
        name, length = following["session"]["name"], clock(following["session"]["duration_ms"])
        yield from paragraph(text("Next: {day}, {session}, {length}.", day=day, session=name, length=length))
    yield from section(text("What changed of late"), [_change(each) for each in shape["changes"]])
    if any(not turn["done"] for turn in shape["turns"]):
        yield ""
        yield from paragraph(text("Begin: unkink play today"))


def _turn(turn: "TurnShape", catalogue: "Catalogue") -> Iterator[str]:
    session = turn["session"]
    more = [text("done") if turn["done"] else "", text(_INSTEAD[turn["instead"]]) if turn["instead"] else ""]
    steps = movements_counted(len(session["steps"]))
    told = ", ".join([clock(session["duration_ms"]), steps, *filter(None, more)])
    yield from paragraph(f"{session['name']}: {told}")
    for number, step in enumerate(session["steps"], 1):
        how = dose(step["dose"], step["mode"], step["sides"], ways=len(step["directions"]) > 1)
        form = form_of(step, catalogue)
        way = f", {form}" if form else ""
        yield from paragraph(f"{step['name']}{way}: {how}.", f"{number:>3}. ")


def _change(shape: "ChangeShape") -> str:
    return shape["reason"]
