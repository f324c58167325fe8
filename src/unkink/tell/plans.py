"""A plan in lines of text: the sessions with their reasons, how sure it is, and what was left out."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from unkink.language import current, mark, text, weekday
from unkink.prose import listed
from unkink.tell.layout import paragraph, section
from unkink.tell.words import clock, dose, form_of, movements_counted

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue
    from unkink.shapes import LeftOutShape, PlannedSessionShape, PlanShape, WorthShape

_WHY = {
    "not-cleared": mark("Left out. Out by what you answered to the safety questions:"),
    "position": mark("Left out. In a position you want to avoid:"),
    "no-prop": mark("Left out. Something is not at hand:"),
    "disliked": mark("Left out. You do not like it:"),
    "left-out": mark("Left out. It did not go well:"),
    "too-hard": mark("Left out. For later:"),
    "weekly-limit": mark("Left out. It has its days already:"),
    "not-helpful": mark("Left out. For other places:"),
    "no-time": mark("Left out. The sessions do more without it:"),
}


def plan(shape: "PlanShape", catalogue: "Catalogue") -> Iterator[str]:
    """The whole plan."""
    for number, session in enumerate(shape["sessions"]):
        if number:
            yield ""
        yield from _session(session, catalogue)
    yield from section(text("Good to know"), shape["notes"])
    yield from _left_out(shape["left_out"])
    yield ""
    yield from paragraph(text("The same answers with --seed {seed} give this plan again.", seed=shape["seed"]))


def _session(shape: "PlannedSessionShape", catalogue: "Catalogue") -> Iterator[str]:
    when = listed(weekday(day, current()) for day in shape["days"])
    amount = movements_counted(len(shape["steps"]))
    yield from paragraph(f"{shape['name']}: {clock(shape['duration_ms'])}, {amount}")
    yield from paragraph(text("On {days}, for example.", days=when))
    for number, (step, reason) in enumerate(zip(shape["steps"], shape["reasons"], strict=True), 1):
        told = dose(step["dose"], step["mode"], step["sides"], ways=len(step["directions"]) > 1)
        form = form_of(step, catalogue)
        way = f", {form}" if form else ""
        yield from paragraph(f"{step['name']}{way}: {told}.", f"{number:>3}. ")
        yield from paragraph(reason["text"], " " * 5)
    yield from paragraph(_proof(shape["worth"]))


def _proof(worth: "WorthShape") -> str:
    value, bound = round(worth["value"], 1), round(worth["bound"], 1)
    if worth["proof"] == "optimal":
        return text(
            "Proven: nothing better by more than a fifth of a point can be put together within these rules ({value} "
            "points; most {bound}).",
            value=value,
            bound=bound,
        )
    if worth["proof"] == "within":
        return text(
            "Worth {value} points. No session can be worth more than {bound}; it was not proven that one is.",
            value=value,
            bound=bound,
        )
    return text(
        "Put together by the simple method: {value} points. Something better may exist, up to {bound} at most.",
        value=value,
        bound=bound,
    )


def _left_out(shapes: "list[LeftOutShape]") -> Iterator[str]:
    order = list(_WHY)
    ranked = sorted(shapes, key=lambda each: (order.index(each["why"]), each["name"]))
    for why, of_kind in groupby(ranked, key=lambda each: each["why"]):
        yield from section(text(_WHY[why]), [f"{each['name']}. {each['text']}" for each in of_kind])
