"""The safety questions on a terminal: one after another, back and forth, and not a word more in an emergency."""

from collections.abc import Callable, Iterator

import pytest

from tests.routines import BUILT_IN
from unkink.model.screening import Answers
from unkink.terminal.asking import ask

QUESTIONS = BUILT_IN.questions
ORDER = [key for key in QUESTIONS if key != "seen"]
NONE = {
    key: [choice.id for choice in question.choices].index("none") + 1
    for key, question in QUESTIONS.items()
    if key != "seen"
}
Asking = Callable[[str], "tuple[Answers | None, list[str]]"]


@pytest.fixture
def asking() -> Asking:
    """What comes of typing these lines, and what was shown; after them the input is at its end."""

    def typed(lines: str) -> "tuple[Answers | None, list[str]]":
        waiting: Iterator[str] = iter(lines.split("|"))
        shown: list[str] = []

        def read() -> str:
            try:
                return next(waiting)
            except StopIteration:
                raise EOFError from None

        return ask(QUESTIONS, read, shown.append), shown

    return typed


def none(*changed: tuple[str, str], also: str = "") -> str:
    """All is well but for these; `also` is typed in answer to `seen`, which comes after care."""
    lines = {key: str(NONE[key]) for key in ORDER} | dict(changed)
    typed = [part for key in ORDER for part in ([lines[key], also] if key == "care" and also else [lines[key]])]
    return "|".join(typed)


def test_all_well_takes_one_key_a_question(asking: Asking) -> None:
    answers, shown = asking(none())
    assert answers == dict.fromkeys(ORDER, ("none",))
    assert [line for line in shown if line in {question.ask for question in QUESTIONS.values()}] == [
        QUESTIONS[key].ask for key in ORDER
    ]


def test_several_answers_and_the_question_they_lead_to(asking: Asking) -> None:
    answers, _ = asking(none(("pain", "6"), ("joints", "8, 6"), also="1"))
    assert answers is not None
    assert answers["pain"] == ("long",)
    assert answers["seen"] == ("yes",)
    assert answers["joints"] == ("knee", "hip")


def test_an_emergency_is_not_asked_on(asking: Asking) -> None:
    answers, shown = asking("2")
    assert answers == {"nerves": ("bladder",)}
    assert QUESTIONS["danger"].ask not in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Pick from 1 to 8."),
        ("0", "Pick from 1 to 8."),
        ("9", "Pick from 1 to 8."),
        ("yes", "Pick from 1 to 8."),
        ("2 8", "Either “None of these” or the others."),
        ("²", "Pick from 1 to 8."),
    ],
)
def test_what_cannot_be_meant_is_asked_again(asking: Asking, typed: str, told: str) -> None:
    """Nothing is guessed: least of all that all is well."""
    answers, shown = asking(f"{typed}|{none()}")
    assert answers == dict.fromkeys(ORDER, ("none",))
    assert any(line.startswith(told) for line in shown)


def test_one_answer_where_one_is_asked_for(asking: Asking) -> None:
    answers, shown = asking(none(("pain", "6"), also="1 2|2"))
    assert "Pick one." in shown
    assert answers is not None
    assert answers["seen"] == ("no",)


def test_back_takes_the_last_answer_back(asking: Asking) -> None:
    answers, _ = asking(f"b|7|b|{none()}")
    assert answers == dict.fromkeys(ORDER, ("none",))


@pytest.mark.parametrize("typed", ["8|q", "8|quit", "8", "Q"])
def test_leaving_keeps_nothing(asking: Asking, typed: str) -> None:
    assert asking(typed)[0] is None
