"""Screening: answers in, a clearance out. The only maker of a Clearance, and pure: the clock is passed in.

An answer can only add what it means; nothing takes anything away. So a worrying answer never loosens the outcome, and
as every question that is asked must be answered, leaving one out is never as good as answering it.
"""

from collections.abc import Iterable, Iterator, Mapping

from unkink.errors import Refused, Unknown
from unkink.language import text
from unkink.model.screening import Answers, Clearance, Due, Finding, Outcome, Question, Rule, Screened
from unkink.model.session import Hurt
from unkink.moments import DAY_MS
from unkink.search import nearest

ASK_AGAIN_MS = 30 * DAY_MS


def screen(answers: Answers, questions: Mapping[str, Question]) -> Clearance:
    """Whether, and within which limits, somebody with these answers may stretch.

    Raises Unknown for a question or answer that does not exist, Refused for two answers where one is asked for, or
    where there are no questions at all: nobody is cleared by being asked nothing.
    """
    if not questions:
        raise Refused(text("There are no safety questions to answer."), text("Install Unkink anew."))
    _check(answers, questions)
    waiting = asked(answers, questions)
    given = {question.id: answers.get(question.id, ()) for question in waiting}
    unanswered = tuple(key for key, picked in given.items() if not picked)
    findings = [
        _finding(question, rule, given)
        for question in waiting
        for rule in question.rules
        if _holds(rule, question.id, given)
    ]
    findings.sort(key=lambda finding: -finding.outcome.severity)
    outcomes = [Outcome.GO, *(finding.outcome for finding in findings)]
    if unanswered:
        outcomes.append(Outcome.SEE_SOMEONE_FIRST)
    return Clearance(
        outcome=max(outcomes, key=lambda outcome: outcome.severity),
        findings=tuple(findings),
        cautions=frozenset(caution for finding in findings for caution in finding.cautions),
        positions=frozenset(position for finding in findings for position in finding.positions),
        unanswered=unanswered,
    )


def asked(answers: Answers, questions: Mapping[str, Question]) -> tuple[Question, ...]:
    """The questions that somebody with these answers is asked, in order."""
    found: dict[str, Question] = {}
    for question in sorted(questions.values(), key=lambda each: each.order):
        # What was answered to a question that is not asked any more does not count.
        given = ((answers.get(key, ()) if key in found else (), wanted) for key, wanted in question.only_if.items())
        if not question.only_if or any(set(picked) & set(wanted) for picked, wanted in given):
            found[question.id] = question
    return tuple(found.values())


def still_known(answers: Answers, questions: Mapping[str, Question]) -> Answers:
    """Kept answers without those that the questions of today do not know: they are open, and asked again."""

    def known(key: str, picked: tuple[str, ...]) -> bool:
        return key in questions and set(picked) <= {choice.id for choice in questions[key].choices}

    return {key: picked for key, picked in answers.items() if known(key, picked)}


def due(
    screened: Screened | None,
    now: int,
    hurts: Iterable[tuple[int, Hurt]],
    *,
    wished: bool = False,
    red_at: int | None = None,
) -> Due | None:
    """Why the questions should be asked (again), or None. `hurts` are moments and answers of "that hurts".

    `red_at` is when a look at the journal found that they should be asked again. Times are in ms since 1970 UTC.
    Answers from the future come from a clock that was wrong, and count as old.
    """
    if screened is None:
        return Due.NEVER
    if wished:
        return Due.WISHED
    if any(hurt is Hurt.SHARP and at >= screened.at for at, hurt in hurts):
        return Due.SHARP
    if red_at is not None and red_at >= screened.at:
        return Due.RED
    return None if 0 <= now - screened.at < ASK_AGAIN_MS else Due.OLD


def _check(answers: Answers, questions: Mapping[str, Question]) -> None:
    for key, picked in answers.items():
        if key not in questions:
            raise Unknown("safety question", key, nearest(key, dict.fromkeys(questions, ())))
        choices = {choice.id: (choice.name,) for choice in questions[key].choices}
        for choice in picked:
            if choice not in choices:
                raise Unknown("answer", choice, nearest(choice, choices), of=key)
        if len(set(picked)) > 1 and not questions[key].several:
            raise Refused(
                text("The question {question} has one answer, not {n}.", question=key, n=len(set(picked))),
                text("Pick one: {answers}.", answers=", ".join(choices)),
            )


def _holds(rule: Rule, question: str, given: Answers) -> bool:
    """Whether a rule's own answers were given, and those it asks for beside them."""
    wanted: Iterator[tuple[str, tuple[str, ...]]] = iter([(question, rule.answers), *rule.also.items()])
    return all(set(given.get(key, ())) & set(answers) for key, answers in wanted)


def _finding(question: Question, rule: Rule, given: Answers) -> Finding:
    picked = set(given[question.id])
    return Finding(
        question=question.id,
        answers=tuple(answer for answer in rule.answers if answer in picked),
        outcome=rule.outcome,
        finding=rule.finding,
        do=rule.do,
        cautions=rule.cautions,
        positions=rule.positions,
        sources=question.sources,
    )
