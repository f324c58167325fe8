"""The safety questions, and what their answers led to."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from unkink.model.screening import Outcome
from unkink.tell.layout import paragraph, section
from unkink.tell.words import counted

if TYPE_CHECKING:
    from unkink.shapes import ClearanceShape, FindingShape, QuestionShape

_AGAIN = "Has something changed? Answer again: unkink screen"
_NO_EXAMINATION = "Unkink cannot examine you. If in doubt, ask a person."


def questions(shapes: Sequence["QuestionShape"]) -> Iterator[str]:
    """Every question with the ids of its answers, for those who answer without being asked."""
    for shape in shapes:
        pick = "any of" if shape["several"] else "one of"
        yield from paragraph(f"{shape['id']}: {shape['ask']}")
        if shape["help"]:
            yield from paragraph(shape["help"], "  ")
        if shape["only_if"]:
            yield from paragraph(f"Asked only after certain answers to {', '.join(shape['only_if'])}.", "  ")
        yield f"  Pick {pick}"
        for choice in shape["choices"]:
            yield from paragraph(choice["name"], f"    {choice['id']}  ")
        yield ""
    yield from paragraph("Answer: unkink screen --answer nerves=none --answer joints=knee,hip and so on.")


def clearance(shape: "ClearanceShape", asks: dict[str, str]) -> Iterator[str]:
    """What to do. In an emergency that alone; `asks` holds the questions by id."""
    worst = [each for each in shape["findings"] if each["outcome"] == shape["outcome"]]
    if shape["outcome"] == Outcome.EMERGENCY.value:
        for do in dict.fromkeys(each["do"] for each in worst):
            yield from paragraph(do)
    elif shape["outcome"] == Outcome.SEE_SOMEONE_FIRST.value:
        yield from _stop(shape, worst, asks)
    elif shape["outcome"] == Outcome.GO_WITH_LIMITS.value:
        yield from paragraph("You may stretch, with some things left out.")
        yield from section("What is left out", _told(worst))
        yield from _end()
    else:
        yield from paragraph("You may stretch. Nothing you said speaks against it.")
        yield from _end()


def _stop(shape: "ClearanceShape", worst: Sequence["FindingShape"], asks: dict[str, str]) -> Iterator[str]:
    if worst:
        yield from paragraph("Ask somebody first. Until then Unkink makes no plan for you.")
        yield from section("Why, and what to do", _told(worst))
    if open_ones := shape["unanswered"]:
        yield from [""] if worst else []
        yield from paragraph(
            f"{counted(len(open_ones), 'question')} still open. No plan is made until all are answered."
        )
        yield from section("Still open", [f"{asks[each]} ({each})" for each in open_ones])
    yield from _end()


def _told(findings: Sequence["FindingShape"]) -> list[str]:
    return [f"{each['finding']} {each['do']}" for each in findings]


def _end() -> Iterator[str]:
    yield ""
    yield from paragraph(f"{_NO_EXAMINATION} {_AGAIN}")
