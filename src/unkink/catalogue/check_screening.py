"""The rules that hold between safety questions. Each yields every mistake it finds.

They keep four promises: the questions can be passed, "not sure" is never read as "no", a worrying answer never counts
for somebody, and every limit leaves something out.
"""

import re
from collections.abc import Iterator, Mapping

from unkink.catalogue.check import known, twice
from unkink.catalogue.problem import Problem
from unkink.language import original
from unkink.model.catalogue import Catalogue
from unkink.model.screening import Outcome, Question, Rule

UNSURE = "unsure"
_NOW = re.compile(r"\bnow\b", re.IGNORECASE)


def question_problems(question: Question, catalogue: Catalogue) -> Iterator[Problem]:
    """Every mistake in one question, seen with the rest of the catalogue."""
    file = f"screening/{question.id}.toml"
    yield from known(file, "sources", tuple(ref.key for ref in question.sources), catalogue.sources)
    yield from _place(question, catalogue, file)
    yield from _choices(question, catalogue, file)
    for number, rule in enumerate(question.rules, 1):
        yield from _rule(rule, question, catalogue, f"rules.{number}", file)


def _place(question: Question, catalogue: Catalogue, file: str) -> Iterator[Problem]:
    """Its order is its own, and what it is asked after comes before it."""
    for other in catalogue.questions.values():
        if other.order == question.order and other.id != question.id:
            yield Problem(file, "order", f"{question.order}, the order of {other.id}", "a number no other question has")
    earlier = {key: other for key, other in catalogue.questions.items() if other.order < question.order}
    yield from _answers_of(question.only_if, earlier, "only_if", "the id of an earlier question", file)


def _choices(question: Question, catalogue: Catalogue, file: str) -> Iterator[Problem]:
    yield from twice(file, "choices", [choice.id for choice in question.choices])
    clear = len(question.choices) - len(question.worrying)
    if clear == 0 or (question.several and clear > 1):
        yield Problem(
            file, "choices", f"{clear} clear answers", "one answer with clear = true, so that all may be well"
        )
    if UNSURE not in question.worrying:
        yield Problem(file, "choices", f"no answer {UNSURE!r} that is not clear", "one; not sure is not a no")
    meant = _meant(question, catalogue)
    for answer in question.worrying:
        if answer not in meant:
            yield Problem(file, "rules", f"no rule for the answer {answer!r}", "a rule, or clear = true")


def _meant(question: Question, catalogue: Catalogue) -> set[str]:
    """The answers that a rule speaks of, here or in another question."""
    everywhere = [rule for other in catalogue.questions.values() for rule in other.rules]
    own = [answer for rule in question.rules for answer in rule.answers]
    return {*own, *(answer for rule in everywhere for answer in rule.also.get(question.id, ()))}


def _rule(rule: Rule, question: Question, catalogue: Catalogue, key: str, file: str) -> Iterator[Problem]:
    yield from known(file, f"{key}.answers", rule.answers, question.worrying)
    others = {other: value for other, value in catalogue.questions.items() if other != question.id}
    yield from _answers_of(rule.also, others, f"{key}.also", "the id of another question", file)
    yield from known(file, f"{key}.cautions", rule.cautions, catalogue.vocabulary.cautions)
    yield from known(file, f"{key}.positions", rule.positions, catalogue.vocabulary.positions)
    leaves_out = bool(rule.cautions or rule.positions)
    if leaves_out != (rule.outcome is Outcome.GO_WITH_LIMITS):
        found = "cautions or positions" if leaves_out else "no cautions and no positions"
        allowed = "them with go-with-limits, and only there; a limit beside a stop is a rule of its own"
        yield Problem(file, key, found, allowed)
    if rule.outcome is Outcome.EMERGENCY and not _NOW.search(original(rule.do)):
        yield Problem(file, f"{key}.do", repr(rule.do[:40]), "what to do now, with that word")


def _answers_of(
    wanted: Mapping[str, tuple[str, ...]], questions: Mapping[str, Question], key: str, allowed: str, file: str
) -> Iterator[Problem]:
    for other, answers in wanted.items():
        if other not in questions:
            yield Problem(file, f"{key}.{other}", repr(other), allowed)
        else:
            yield from known(file, f"{key}.{other}", answers, questions[other].worrying)
