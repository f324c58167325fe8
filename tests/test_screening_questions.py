"""The built-in questions: each sign leads where its source says, each caution can be set, all can be read in time."""

import re
from pathlib import Path

import pytest

from tests.routines import BUILT_IN
from tests.test_screening_walk import CLEAR, QUESTIONS
from unkink.catalogue.load import join
from unkink.model.screening import Clearance, Outcome
from unkink.screening import screen

MUST_PASS = Path(__file__).parent / "catalogue" / "must_pass"

WORDS_A_MINUTE = 238  # a usual figure for silent reading; a glance over a list is faster
PEOPLE = re.compile(r"\b(doctor|physiotherapist|midwife|advice line)\b")
GOES_TO = re.compile(r"\b(emergency department|ambulance)\b")


def after(question: str, answer: str, **more: str) -> Clearance:
    """All is well but for this."""
    told = {key: tuple(picked.split(",")) for key, picked in more.items()}
    return screen({**CLEAR, question: (answer,), **told}, QUESTIONS)


@pytest.mark.parametrize("answer", ["numb", "bladder", "bowel", "sex", "legs-weak", "legs-pain"])
def test_signs_of_pressed_nerves_are_an_emergency(answer: str) -> None:
    clearance = after("nerves", answer)
    assert clearance.outcome is Outcome.EMERGENCY
    assert "emergency department now" in clearance.findings[0].do


@pytest.mark.parametrize("answer", ["chest", "belly", "head", "accident"])
def test_other_emergencies_need_an_ambulance(answer: str) -> None:
    clearance = after("danger", answer)
    assert clearance.outcome is Outcome.EMERGENCY
    assert "ambulance now" in clearance.findings[0].do


@pytest.mark.parametrize(
    ("question", "answer", "seen_by_somebody"),
    [
        ("nerves", "unsure", "see-someone-first"),
        ("danger", "unsure", "see-someone-first"),
        ("pain", "weaker", "see-someone-first"),
        ("pain", "further", "see-someone-first"),
        ("pain", "unsure", "see-someone-first"),
        ("health", "fever", "see-someone-first"),
        ("health", "unsure", "see-someone-first"),
        ("pain", "rest", "go"),
        ("pain", "first", "go"),
        ("pain", "long", "go"),
        ("health", "infection", "go"),
        ("health", "cancer", "go"),
        ("health", "weight", "go"),
        ("health", "bones", "go-with-limits"),
        ("care", "pregnant", "go-with-limits"),
        ("care", "surgery", "go-with-limits"),
        ("care", "pressure", "go-with-limits"),
        ("care", "dizzy", "go-with-limits"),
        ("care", "breath", "go-with-limits"),
        ("care", "unsure", "go-with-limits"),
    ],
)
def test_what_somebody_should_look_at_first(question: str, answer: str, seen_by_somebody: str) -> None:
    """Until they have; and some of it whatever anybody said before."""
    for seen in ("no", "unsure"):
        clearance = after(question, answer, seen=seen)
        assert clearance.outcome is Outcome.SEE_SOMEONE_FIRST
        assert clearance.findings[0].question == question
    assert after(question, answer, seen="yes").outcome == seen_by_somebody


def test_a_small_fall_counts_where_bones_are_thin() -> None:
    assert after("pain", "fall").outcome is Outcome.GO
    both = after("pain", "fall", health="bones", seen="no")
    assert [(each.question, each.answers) for each in both.findings[:2]] == [
        ("pain", ("fall",)),
        ("health", ("bones",)),
    ]
    assert "today" in both.findings[0].do


@pytest.mark.parametrize(
    ("answer", "out"),
    [
        ("kneel", {"kneeling", "quadruped"}),
        ("prone", {"prone"}),
        ("floor", {"kneeling", "quadruped", "seated-floor", "supine", "prone", "side-lying"}),
        ("unsure", {"kneeling", "quadruped", "seated-floor", "supine", "prone", "side-lying"}),
    ],
)
def test_positions_that_are_out_of_reach(answer: str, out: set[str]) -> None:
    clearance = after("places", answer)
    assert clearance.outcome is Outcome.GO_WITH_LIMITS
    assert clearance.positions == out


@pytest.mark.parametrize("caution", BUILT_IN.vocabulary.cautions)
def test_every_caution_can_be_set_by_one_answer_that_still_clears(caution: str) -> None:
    """A caution that no answer sets would be written in vain: the planner would never heed it."""
    setting = [
        (key, answer)
        for key, question in QUESTIONS.items()
        for answer in question.worrying
        if answer != "unsure" and after(key, answer, seen="yes").cautions == {caution}
    ]
    assert setting
    for key, answer in setting:
        assert after(key, answer, seen="yes").outcome is Outcome.GO_WITH_LIMITS


@pytest.mark.parametrize("key", ["directions", "joints", "places", "care"])
def test_who_is_not_sure_of_limits_gets_all_of_them(key: str) -> None:
    unsure = after(key, "unsure", seen="yes")
    for answer in QUESTIONS[key].worrying:
        one = after(key, answer, seen="yes")
        assert one.cautions <= unsure.cautions
        assert one.positions <= unsure.positions


def test_what_to_do_is_said() -> None:
    for question in QUESTIONS.values():
        for rule in question.rules:
            words = len(rule.do.split())
            match rule.outcome:
                case Outcome.EMERGENCY:
                    assert GOES_TO.search(rule.do)
                    assert re.search(r"\bnow\b", rule.do)
                    assert words <= 25, rule.do
                case Outcome.SEE_SOMEONE_FIRST:
                    assert PEOPLE.search(rule.do), rule.do
                case _:
                    assert "left out" in rule.do or "No movement" in rule.do or rule.positions, rule.do
            assert words <= 40, rule.do


def test_texts_are_short_and_plain() -> None:
    """Read on a phone by somebody tired and in pain."""
    for question in QUESTIONS.values():
        assert question.ask.endswith("?")
        assert not question.help or question.help.endswith(".")
        assert all(len(choice.name) <= 70 and not choice.name.endswith(".") for choice in question.choices)
        for rule in question.rules:
            for text in (rule.finding, rule.do):
                assert text.endswith(".")
                assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", text)) <= 25, text


def test_all_can_be_read_in_a_minute_and_a_half() -> None:
    """Two minutes from opening the app to a plan is the aim; the question after worrying answers comes on top."""
    always = [question for question in QUESTIONS.values() if not question.only_if]
    assert len(always) <= 8
    words = sum(len(f"{each.ask} {' '.join(choice.name for choice in each.choices)}".split()) for each in always)
    assert words / WORDS_A_MINUTE <= 1.55


def test_a_question_of_ones_own_only_ever_tightens() -> None:
    """A clinic may ask more; it can neither answer for, replace nor loosen what is built in."""
    more = join(BUILT_IN, MUST_PASS).catalogue.questions
    assert list(more)[:-1] == list(QUESTIONS)
    assert all(more[key] == question for key, question in QUESTIONS.items())
    for key, question in QUESTIONS.items():
        for choice in question.choices:
            answers = {**CLEAR, key: (choice.id,)}
            built_in = screen(answers, QUESTIONS)
            for own in ("reaching", "unsure", "none"):
                with_own = screen({**answers, "at-the-door": (own,)}, more)
                assert with_own.outcome.severity >= built_in.outcome.severity
                assert with_own.cautions >= built_in.cautions
            assert not screen(answers, more).cleared
    assert screen({**CLEAR, "at-the-door": ("none",)}, more).outcome is Outcome.GO


def test_nothing_names_a_disease_as_certain() -> None:
    """Answers to questions are no examination."""
    certain = re.compile(r"\byou have (a|an|the)?\s*(cancer|fracture|infection|tumou?r|cauda)", re.IGNORECASE)
    for question in QUESTIONS.values():
        for rule in question.rules:
            assert not certain.search(f"{rule.finding} {rule.do}")
