"""What answers mean, in a small catalogue; when the questions are due; and that nothing else clears anybody."""

import ast
import tomllib

import pytest

from tests.test_layers import FILES, SOURCE
from unkink.catalogue import convert, files
from unkink.errors import Refused, Unknown
from unkink.model.screening import Answers, Due, Outcome, Question, Screened
from unkink.model.session import Hurt
from unkink.screening import ASK_AGAIN_MS, asked, due, screen, still_known

QUESTIONS = """
[signs]
order = 1
ask = "Signs?"
several = true
choices = [
  { id = "numb", name = "Numb" }, { id = "old", name = "Old" },
  { id = "unsure", name = "Not sure" }, { id = "none", name = "None", clear = true },
]
sources = [{ key = "a-book" }]
rules = [
  { answers = ["numb"], outcome = "emergency", finding = "Numb.", do = "Go now." },
  { answers = ["old"], also = { seen = ["no", "unsure"] }, outcome = "see-someone-first", finding = "Old", do = "Ask" },
  { answers = ["unsure"], outcome = "see-someone-first", finding = "Who knows.", do = "Ask." },
]

[seen]
order = 2
ask = "Has somebody looked?"
only_if = { signs = ["old"] }
choices = [{ id = "yes", name = "Yes", clear = true }, { id = "no", name = "No" }, { id = "unsure", name = "Not sure" }]
sources = [{ key = "a-book" }]

[knee]
order = 3
ask = "Does a knee hurt?"
choices = [{ id = "yes", name = "Yes" }, { id = "no", name = "No", clear = true }, { id = "unsure", name = "Not sure" }]
sources = [{ key = "a-book" }]

[[knee.rules]]
answers = ["yes", "unsure"]
outcome = "go-with-limits"
finding = "A knee."
do = "Spare it."
cautions = ["knee-pain"]
positions = ["kneeling"]
"""


def read(text: str) -> dict[str, Question]:
    """Questions written in a test."""
    tables = tomllib.loads(text)
    return {key: convert.question(key, files.QuestionFile.model_validate(table)) for key, table in tables.items()}


SMALL = read(QUESTIONS)


def answers(text: str) -> Answers:
    """Answers as a line: "signs=numb,old knee=no"."""
    pairs = (word.partition("=") for word in text.split())
    return {key: tuple(filter(None, picked.split(","))) for key, _, picked in pairs}


@pytest.mark.parametrize(
    ("given", "outcome", "unanswered"),
    [
        ("signs=none knee=no", "go", ""),
        ("signs=none knee=yes", "go-with-limits", ""),
        ("signs=none knee=unsure", "go-with-limits", ""),
        ("signs=unsure knee=no", "see-someone-first", ""),
        ("signs=old knee=no seen=no", "see-someone-first", ""),
        ("signs=old knee=no seen=unsure", "see-someone-first", ""),
        ("signs=old knee=no seen=yes", "go", ""),
        ("signs=old knee=no", "see-someone-first", "seen"),
        ("signs=none", "see-someone-first", "knee"),
        ("signs=none knee=", "see-someone-first", "knee"),
        ("", "see-someone-first", "signs knee"),
        ("signs=numb", "emergency", "knee"),
        ("signs=numb,old seen=yes knee=yes", "emergency", ""),
        ("signs=numb,none knee=no", "emergency", ""),
        ("signs=none seen=no knee=no", "go", ""),
    ],
)
def test_the_worst_that_holds_decides(given: str, outcome: str, unanswered: str) -> None:
    """Also where answers contradict each other; what was not asked does not count; what is open is not a no."""
    clearance = screen(answers(given), SMALL)
    assert clearance.outcome == outcome
    assert clearance.unanswered == tuple(unanswered.split())
    assert clearance.cleared == (outcome in {"go", "go-with-limits"})


def test_findings_come_worst_first_with_what_was_picked() -> None:
    clearance = screen(answers("knee=yes signs=old,numb seen=no"), SMALL)
    assert [(each.question, each.answers, each.outcome) for each in clearance.findings] == [
        ("signs", ("numb",), Outcome.EMERGENCY),
        ("signs", ("old",), Outcome.SEE_SOMEONE_FIRST),
        ("knee", ("yes",), Outcome.GO_WITH_LIMITS),
    ]
    assert clearance.cautions == {"knee-pain"}
    assert clearance.positions == {"kneeling"}
    assert clearance.findings[0].sources[0].key == "a-book"


def test_a_question_is_asked_where_it_matters() -> None:
    assert [each.id for each in asked({}, SMALL)] == ["signs", "knee"]
    assert [each.id for each in asked(answers("signs=old"), SMALL)] == ["signs", "seen", "knee"]


def test_an_answer_to_a_question_that_is_not_asked_leads_to_no_other() -> None:
    """What was once answered on the way does not keep a question alive."""
    chained = QUESTIONS.replace("[knee]\norder = 3\n", '[knee]\norder = 3\nonly_if = { seen = ["no"] }\n')
    assert [each.id for each in asked(answers("signs=old seen=no"), read(chained))] == ["signs", "seen", "knee"]
    assert [each.id for each in asked(answers("signs=none seen=no"), read(chained))] == ["signs"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("knees=yes", "no safety question called “knees”. Did you mean knee"),
        ("knee=yess", "no answer to knee called “yess”. Did you mean yes"),
        ("knee=yes,no", "The question knee has one answer, not 2. Pick one: yes, no, unsure."),
    ],
)
def test_what_is_not_known_is_refused(given: str, told: str) -> None:
    """A misspelt answer must never count as none."""
    with pytest.raises((Unknown, Refused), match=told):
        screen(answers(given), SMALL)


def test_nobody_is_cleared_by_being_asked_nothing() -> None:
    with pytest.raises(Refused):
        screen({}, {})


def test_kept_answers_that_are_not_known_any_more_are_open_again() -> None:
    """A later version asks otherwise, or a folder of one's own is gone."""
    kept = answers("signs=old,dizzy seen=yes knee=no ankle=no")
    assert still_known(kept, SMALL) == answers("seen=yes knee=no")
    assert screen(still_known(kept, SMALL), SMALL).unanswered == ("signs",)


THEN = 1_772_539_200_000


@pytest.mark.parametrize(
    ("later", "hurts", "wished", "why"),
    [
        (0, [], False, None),
        (ASK_AGAIN_MS - 1, [(THEN + 9, Hurt.MILD), (THEN + 9, Hurt.STAYS)], False, None),
        (ASK_AGAIN_MS, [], False, Due.OLD),
        (-1, [], False, Due.OLD),
        (1_000, [(THEN - 1, Hurt.SHARP)], False, None),
        (1_000, [(THEN, Hurt.SHARP)], False, Due.SHARP),
        (1_000, [(THEN + 9, Hurt.MILD), (THEN + 500, Hurt.SHARP)], False, Due.SHARP),
        (1_000, [], True, Due.WISHED),
    ],
)
def test_the_questions_are_due_again(later: int, hurts: list[tuple[int, Hurt]], wished: bool, why: Due | None) -> None:  # noqa: FBT001
    """After thirty days, after sharp pain, or on a wish; and where a clock was wrong."""
    assert due(Screened({}, THEN), THEN + later, hurts, wished=wished) is why


def test_the_questions_are_due_before_the_first_time() -> None:
    assert due(None, THEN, []) is Due.NEVER


def _made_here(path: str) -> set[str]:
    """Where in a source a Clearance is made, or could be under another name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            copied = called == "replace" and node.args and "clearance" in ast.unparse(node.args[0]).lower()
            if called == "Clearance" or copied:
                found.add(ast.unparse(node))
        elif isinstance(node, ast.ImportFrom):
            found |= {f"as {each.asname}" for each in node.names if each.name == "Clearance" and each.asname}
        elif isinstance(node, ast.Assign) and getattr(node.value, "id", "") == "Clearance":
            found.add(ast.unparse(node))
    return found


def test_nothing_but_screening_makes_a_clearance() -> None:
    """The planner asks for one, so that nobody gets a plan who was not asked."""
    made = {path.relative_to(SOURCE).as_posix(): _made_here(path.read_text(encoding="utf-8")) for path in FILES}
    assert len(made.pop("screening.py")) == 1
    assert {name: calls for name, calls in made.items() if calls} == {}


@pytest.mark.parametrize(
    "source",
    [
        "Clearance(outcome)",
        "screening.Clearance(outcome)",
        "replace(clearance, outcome=go)",
        "dataclasses.replace(self.clearance, cautions=())",
        "from unkink.model.screening import Clearance as Pass",
        "Pass = Clearance",
    ],
)
def test_a_clearance_made_elsewhere_would_be_found(source: str) -> None:
    assert _made_here(source)
