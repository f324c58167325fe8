"""Every combination of answers that can matter, over the built-in questions.

Questions interact through `also` and `only_if`: those groups are walked in full, all others in pairs, each with one
answer or none. Picking several answers adds up what each means, which a test holds too; sets of answers at random do
the rest.
"""

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.routines import BUILT_IN
from unkink.model.screening import Answers, Clearance, Outcome
from unkink.screening import asked, screen

QUESTIONS = BUILT_IN.questions
Pick = tuple[str, ...]

CLEAR: dict[str, Pick] = {
    key: (next(choice.id for choice in question.choices if choice.clear),) for key, question in QUESTIONS.items()
}
# Every way of answering a question with one choice, and of not answering it.
PICKS: dict[str, list[Pick]] = {
    key: [(), *((choice.id,) for choice in question.choices)] for key, question in QUESTIONS.items()
}
EMERGENCIES = {
    (key, answer)
    for key, question in QUESTIONS.items()
    for rule in question.rules
    if rule.outcome is Outcome.EMERGENCY
    for answer in rule.answers
}


def groups() -> list[list[str]]:
    """Questions that one rule, or the asking of one, joins; each group in order."""
    joined = {key: {key} for key in QUESTIONS}
    for key, question in QUESTIONS.items():
        for other in [*question.only_if, *(each for rule in question.rules for each in rule.also)]:
            together = joined[key] | joined[other]
            for each in together:
                joined[each] = together
    unique = {frozenset(each) for each in joined.values()}
    return sorted(
        ([key for key in QUESTIONS if key in each] for each in unique), key=lambda group: QUESTIONS[group[0]].order
    )


GROUPS = groups()


def judge(answers: Answers) -> Clearance:
    """The clearance, after the promises that hold for any answers."""
    clearance = screen(answers, QUESTIONS)
    waiting = asked(answers, QUESTIONS)
    picked = {(each.id, answer) for each in waiting for answer in answers.get(each.id, ())}
    worst = [finding.outcome.severity for finding in clearance.findings]
    assert (clearance.outcome is Outcome.EMERGENCY) == bool(picked & EMERGENCIES)
    assert worst == sorted(worst, reverse=True)
    assert clearance.unanswered == tuple(each.id for each in waiting if not answers.get(each.id))
    if clearance.unanswered:
        assert not clearance.cleared
    if any(answer == "unsure" for _, answer in picked):
        assert clearance.outcome is not Outcome.GO
    if clearance.outcome is Outcome.GO:
        assert not clearance.findings
    assert clearance.cleared == (clearance.outcome in {Outcome.GO, Outcome.GO_WITH_LIMITS})
    return clearance


def no_looser(worrying: Clearance, clear: Clearance) -> bool:
    """Whether the first is at least as strict as the second, in its outcome and in its limits."""
    return (
        worrying.outcome.severity >= clear.outcome.severity
        and (not worrying.cleared or worrying.cautions >= clear.cautions)
        and (not worrying.cleared or worrying.positions >= clear.positions)
    )


def walk(keys: list[str], rest: Answers) -> int:
    """Judge every combination of picks for these questions; none is looser than with one of them clear."""
    judged: dict[tuple[Pick, ...], Clearance] = {}
    for picks in product(*(PICKS[key] for key in keys)):
        judged[picks] = judge({**rest, **dict(zip(keys, picks, strict=True))})
    for picks, clearance in judged.items():
        for place, key in enumerate(keys):
            clear = judged[(*picks[:place], CLEAR[key], *picks[place + 1 :])]
            assert no_looser(clearance, clear), (keys, picks)
    return len(judged)


def test_the_built_in_questions_form_one_group_and_five_alone() -> None:
    """So that a walk of groups in full stays possible; whoever joins more of them meets this."""
    assert [len(group) for group in GROUPS] == [1, 1, 4, 1, 1, 1]


@pytest.mark.parametrize("group", GROUPS, ids="-".join)
def test_every_combination_within_a_group(group: list[str]) -> None:
    expected = 1
    for key in group:
        expected *= len(PICKS[key])
    assert walk(group, CLEAR) == expected


def pairs_across() -> Iterator[list[str]]:
    """Two questions of different groups."""
    for one, other in combinations(GROUPS, 2):
        yield from ([first, second] for first in one for second in other)


@pytest.mark.parametrize("pair", [*pairs_across()], ids="-".join)
def test_every_pair_across_groups(pair: list[str]) -> None:
    walk(pair, CLEAR)
    walk(pair, {})


def test_all_no_is_go() -> None:
    clearance = judge(CLEAR)
    assert (clearance.outcome, clearance.findings, clearance.cautions) == (Outcome.GO, (), frozenset())


@pytest.mark.parametrize("key", [key for key in QUESTIONS if not QUESTIONS[key].only_if])
def test_an_unanswered_question_is_not_a_no(key: str) -> None:
    clearance = judge({**CLEAR, key: ()})
    assert clearance.outcome is Outcome.SEE_SOMEONE_FIRST
    assert clearance.unanswered == (key,)


def test_no_answers_at_all_clear_nobody() -> None:
    assert judge({}).outcome is Outcome.SEE_SOMEONE_FIRST


def sets_of(key: str, most: int) -> st.SearchStrategy[Pick]:
    """Any set of answers to a question that allows several, any one to another; or none."""
    question = QUESTIONS[key]
    choices = st.sampled_from([choice.id for choice in question.choices])
    return st.lists(choices, max_size=most if question.several else 1, unique=True).map(tuple)


ANYBODY = st.fixed_dictionaries({key: sets_of(key, 12) for key in QUESTIONS})
# As most people answer: nearly all is well, and a few things are not.
ALMOST = st.fixed_dictionaries({key: st.just(CLEAR[key]) | sets_of(key, 3) for key in QUESTIONS})


@settings(max_examples=150)
@given(answers=ANYBODY | ALMOST, data=st.data())
def test_a_worrying_answer_more_never_loosens(answers: dict[str, Pick], data: st.DataObject) -> None:
    before = judge(answers)
    key = data.draw(st.sampled_from(sorted(QUESTIONS)))
    added = data.draw(st.sampled_from(QUESTIONS[key].worrying))
    kept = answers[key] if QUESTIONS[key].several else ()
    if QUESTIONS[key].several or answers[key] in ((), CLEAR[key]):
        bare = judge({**answers, key: tuple(each for each in kept if each != CLEAR[key][0]) or CLEAR[key]})
        after = judge({**answers, key: (*(each for each in kept if each not in (added, CLEAR[key][0])), added)})
        assert no_looser(after, bare)
        assert not before.cleared or no_looser(after, before)
    # Taking an answer back clears nobody who was not cleared, and nobody at all if it is asked for.
    without = judge({other: picked for other, picked in answers.items() if other != key})
    assert not without.cleared or key not in {each.id for each in asked(answers, QUESTIONS)}


@settings(max_examples=150)
@given(answers=st.fixed_dictionaries({key: sets_of(key, 2) for key in QUESTIONS}), data=st.data())
def test_several_answers_mean_what_each_of_them_means(answers: dict[str, Pick], data: st.DataObject) -> None:
    """Which is why walking one answer a question is enough."""
    whole = judge(answers)
    singles: list[list[Pick]] = [[(each,) for each in picked] or [()] for picked in answers.values()]
    found = {
        (finding.question, finding.finding)
        for picks in product(*singles)
        for finding in screen(dict(zip(answers, picks, strict=True)), QUESTIONS).findings
    }
    assert {(finding.question, finding.finding) for finding in whole.findings} == found
    shuffled = {key: tuple(data.draw(st.permutations(answers[key]))) for key in sorted(answers)}
    assert judge(shuffled) == whole
