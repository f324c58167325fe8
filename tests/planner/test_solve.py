"""The solver's answer is the best there is: held against every session that could be put together."""

import builtins
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planner.people import cleared, cut_down, somebody
from tests.routines import BUILT_IN
from unkink.model.person import Experience, Person
from unkink.model.plan import Proof
from unkink.planner import solve as solver
from unkink.planner.asked import Asked
from unkink.planner.problem import POINT, Placed, Problem
from unkink.planner.solve import SAME, solve

IDS = sorted(BUILT_IN.movements)


def every_session(problem: Problem) -> Iterator[tuple[tuple[Placed, ...], int]]:
    """Every session within the rules, and its worth."""
    movements = sorted({option.movement for option in problem.options})
    for order in problem.orders:
        ways: list[list[Placed | None]] = []
        for movement in movements:
            of_it = [
                Placed(number, visit)
                for number, option in enumerate(problem.options)
                for visit in order
                if option.movement == movement and visit.position == option.position
            ]
            ways.append([None, *of_it])
        for picked in product(*ways):
            chosen = [placed for placed in picked if placed is not None]
            arranged = problem.arranged(chosen, order)
            if next(problem.broken(arranged, order), None) is None:
                yield arranged, problem.worth(arranged)


@st.composite
def tiny(draw: st.DrawFn) -> Problem:
    """A session over four movements."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True))
    regions = sorted({region for each in ids for region in BUILT_IN.movements[each].planning.loads})
    pain = draw(st.dictionaries(st.sampled_from(regions), st.integers(1, 6), min_size=1, max_size=3))
    person = Person(
        pain,
        draw(st.integers(3, 9)),
        experience=draw(st.sampled_from(Experience)),
        causes=draw(st.frozensets(st.sampled_from(sorted(BUILT_IN.causes)), max_size=1)),
        mixed_positions=draw(st.booleans()),
    )
    return Asked(person, cleared(), cut_down(BUILT_IN, *ids)).session().problem


@settings(max_examples=60)
@given(tiny())
def test_nothing_better_can_be_put_together(problem: Problem) -> None:
    best = max((worth for _, worth in every_session(problem)), default=None)
    found = solve(problem)
    if best is None:
        assert found is None
        return
    assert found is not None
    assert found.proof is Proof.OPTIMAL
    assert best - SAME <= round(found.value * POINT) <= best
    assert best <= found.bound * POINT + 1


@settings(max_examples=30)
@given(tiny())
def test_what_the_greedy_one_says_is_never_beaten_is_never_beaten(problem: Problem) -> None:
    found = solve(problem, exact=False)
    if found is not None:
        assert max(worth for _, worth in every_session(problem)) <= found.bound * POINT + 1


def test_without_the_solver_there_is_an_answer_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "highspy":
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    problem = Asked(somebody("lower-back:6 neck:3"), cleared(), BUILT_IN).session().problem
    monkeypatch.setattr(builtins, "__import__", without)
    found = solve(problem)
    assert found is not None
    assert found.proof is Proof.GREEDY
    assert found.value < found.bound


def test_without_time_there_is_an_answer_and_it_says_so() -> None:
    problem = Asked(somebody("lower-back:6 neck:3"), cleared(), BUILT_IN).session().problem
    found = solve(problem, seconds=0)
    assert found is not None
    assert found.proof is Proof.GREEDY


def test_a_worse_answer_than_the_greedy_one_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver may stop with a poor session when its time is over."""
    problem = Asked(somebody("lower-back:6 neck:3"), cleared(), BUILT_IN).session().problem
    real = solver._exact

    def poor(*arguments: object) -> object:
        return replace(real(*arguments), worth=0, bound=10**7)  # type: ignore[arg-type, type-var]

    monkeypatch.setattr(solver, "_exact", poor)
    found, quick = solve(problem), solve(problem, exact=False)
    assert found is not None
    assert quick is not None
    assert found.arranged == quick.arranged
    assert found.proof is Proof.WITHIN
