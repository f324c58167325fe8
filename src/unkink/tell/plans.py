"""A plan in lines of text: the sessions with their reasons, how sure it is, and what was left out."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from unkink.prose import listed
from unkink.tell.layout import paragraph, section
from unkink.tell.words import clock, counted, dose, spaced

if TYPE_CHECKING:
    from unkink.shapes import LeftOutShape, PlannedSessionShape, PlanShape, WorthShape

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WHY = {
    "not-cleared": "Out by what you answered to the safety questions",
    "position": "In a position you want to avoid",
    "no-prop": "Something is not at hand",
    "disliked": "You do not like it",
    "left-out": "It did not go well",
    "too-hard": "For later",
    "weekly-limit": "It has its days already",
    "not-helpful": "For other places",
    "no-time": "The sessions do more without it",
}


def plan(shape: "PlanShape") -> Iterator[str]:
    """The whole plan."""
    for number, session in enumerate(shape["sessions"]):
        if number:
            yield ""
        yield from _session(session)
    yield from section("Good to know", shape["notes"])
    yield from _left_out(shape["left_out"])
    yield ""
    yield from paragraph(f"The same answers with --seed {shape['seed']} give this plan again.")


def _session(shape: "PlannedSessionShape") -> Iterator[str]:
    when = listed(DAYS[day] for day in shape["days"])
    yield from paragraph(f"{shape['name']}: {clock(shape['duration_ms'])}, {counted(len(shape['steps']), 'movement')}")
    yield from paragraph(f"On {when}, for example.")
    for number, (step, reason) in enumerate(zip(shape["steps"], shape["reasons"], strict=True), 1):
        told = dose(step["dose"], step["mode"], step["sides"], ways=len(step["directions"]) > 1)
        way = f", {spaced(step['form'])}" if step["form"] else ""
        yield from paragraph(f"{step['name']}{way}: {told}.", f"{number:>3}. ")
        yield from paragraph(reason["text"], " " * 5)
    yield from paragraph(_proof(shape["worth"]))


def _proof(worth: "WorthShape") -> str:
    value, bound = f"{worth['value']:.1f}", f"{worth['bound']:.1f}"
    if worth["proof"] == "optimal":
        most = f"({value} points; most {bound})"
        return f"Proven: nothing better by more than a fifth of a point can be put together within these rules {most}."
    if worth["proof"] == "within":
        return f"Worth {value} points. No session can be worth more than {bound}; it was not proven that one is."
    return f"Put together by the simple method: {value} points. Something better may exist, up to {bound} at most."


def _left_out(shapes: "list[LeftOutShape]") -> Iterator[str]:
    order = list(_WHY)
    ranked = sorted(shapes, key=lambda each: (order.index(each["why"]), each["name"]))
    for why, of_kind in groupby(ranked, key=lambda each: each["why"]):
        yield from section(f"Left out. {_WHY[why]}:", [f"{each['name']}. {each['text']}" for each in of_kind])
