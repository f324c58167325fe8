"""The safety questions, and what their answers led to."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from unkink.language import mark, sentences, text, texts
from unkink.model.screening import Outcome
from unkink.tell.layout import paragraph, section

if TYPE_CHECKING:
    from unkink.shapes import ClearanceShape, FindingShape, QuestionShape

_AGAIN = mark("Has something changed? Answer again: unkink screen")
_NO_EXAMINATION = mark("Unkink cannot examine you. If in doubt, ask a person.")


def questions(shapes: Sequence["QuestionShape"]) -> Iterator[str]:
    """Every question with the ids of its answers, for those who answer without being asked."""
    for shape in shapes:
        yield from paragraph(f"{shape['id']}: {shape['ask']}")
        if shape["help"]:
            yield from paragraph(shape["help"], "  ")
        if shape["only_if"]:
            yield from paragraph(
                text("Asked only after certain answers to {questions}.", questions=", ".join(shape["only_if"])), "  "
            )
        yield "  " + (text("Pick any of") if shape["several"] else text("Pick one of"))
        for choice in shape["choices"]:
            yield from paragraph(choice["name"], f"    {choice['id']}  ")
        yield ""
    yield from paragraph(text("Answer: unkink screen --answer nerves=none --answer joints=knee,hip and so on."))


def clearance(shape: "ClearanceShape", asks: dict[str, str]) -> Iterator[str]:
    """What to do. In an emergency that alone; `asks` holds the questions by id."""
    worst = [each for each in shape["findings"] if each["outcome"] == shape["outcome"]]
    if shape["outcome"] == Outcome.EMERGENCY.value:
        for do in dict.fromkeys(each["do"] for each in worst):
            yield from paragraph(do)
    elif shape["outcome"] == Outcome.SEE_SOMEONE_FIRST.value:
        yield from _stop(shape, worst, asks)
    elif shape["outcome"] == Outcome.GO_WITH_LIMITS.value:
        yield from paragraph(text("You may stretch, with some things left out."))
        yield from section(text("What is left out"), _told(worst))
        yield from _end()
    else:
        yield from paragraph(text("You may stretch. Nothing you said speaks against it."))
        yield from _end()


def _stop(shape: "ClearanceShape", worst: Sequence["FindingShape"], asks: dict[str, str]) -> Iterator[str]:
    if worst:
        yield from paragraph(text("Ask somebody first. Until then Unkink makes no plan for you."))
        yield from section(text("Why, and what to do"), _told(worst))
    if open_ones := shape["unanswered"]:
        yield from [""] if worst else []
        yield from paragraph(
            texts(
                "{n} question still open. No plan is made until all are answered.",
                "{n} questions still open. No plan is made until all are answered.",
                len(open_ones),
            )
        )
        yield from section(text("Still open"), [f"{asks[each]} ({each})" for each in open_ones])
    yield from _end()


def _told(findings: Sequence["FindingShape"]) -> list[str]:
    return [f"{each['finding']} {each['do']}" for each in findings]


def _end() -> Iterator[str]:
    yield ""
    yield from paragraph(sentences(text(_NO_EXAMINATION), text(_AGAIN)))
