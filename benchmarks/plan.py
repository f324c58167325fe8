"""How soon the planner answers, how often its answer is proven the best, and what quicker methods lose.

Times are of the processor, beside the clock's for the session: others may be using the machine.
"""

import contextlib
import statistics
import time
from typing import NamedTuple

from benchmarks.annealing import anneal
from benchmarks.measure import Row, one_core
from benchmarks.people import asked, grown, real
from unkink.model.catalogue import Catalogue
from unkink.model.plan import Proof
from unkink.planner.asked import Asked
from unkink.planner.greedy import greedy
from unkink.planner.make import plan_of
from unkink.planner.mend import NoPlan
from unkink.planner.problem import POINT
from unkink.planner.solve import Solved, solve

PEOPLE, WEEKS, FEWER, COMPARED = 1_000, 200, 60, 150
SIZES = {50: 50, 150: 150, 500: 500, 1_000: 1_000}  # movements: ms that the median may take


class Taken(NamedTuple):
    """One session: ms of the processor and by the clock, and the answer."""

    cpu_ms: float
    wall_ms: float
    solved: Solved | None


def _session(each: Asked) -> Taken:
    wall, cpu = time.perf_counter(), time.process_time()
    solved = solve(each.session().problem)
    return Taken((time.process_time() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000, solved)


def _sessions(catalogue: Catalogue, count: int) -> list[Taken]:
    """Sessions for that many people, after one that warms up: the solver loaded, the movements measured."""
    for each in asked(catalogue, 5, seed=0):
        solve(each.session().problem)
    return [_session(each) for each in asked(catalogue, count)]


def _proven(taken: list[Taken]) -> float:
    """Percent of the sessions that are proven the best; where there is none, that is proven too."""
    return 100 * statistics.fmean(not each.solved or each.solved.proof is Proof.OPTIMAL for each in taken)


def _nth(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) * percent // 100, len(values) - 1)]


def rows() -> list[Row]:
    """A thousand people on one core, and weeks."""
    one_core()
    catalogue = real()
    taken = _sessions(catalogue, PEOPLE)
    cpu, wall = [each.cpu_ms for each in taken], [each.wall_ms for each in taken]
    weeks = [_week_ms(each) for each in asked(catalogue, WEEKS, seed=2)]
    found = f"{PEOPLE:,} people, {len(catalogue.movements)} movements"
    return [
        Row(f"a session planned, {found}: median, processor", _nth(cpu, 50), "ms", 50),
        Row("the same, 99th percentile, processor", _nth(cpu, 99), "ms", 150),
        Row("the same, median, by the clock", _nth(wall, 50), "ms", 50),
        Row("the same, 99th percentile, by the clock", _nth(wall, 99), "ms", 150),
        Row("the same, proven the best", _proven(taken), "%", 99, at_least=True),
        Row(f"a week with all its reasons, {WEEKS} people: median, processor", _nth(weeks, 50), "ms", 150),
        *_compared(catalogue),
    ]


def _week_ms(each: Asked) -> float:
    cpu = time.process_time()
    with contextlib.suppress(NoPlan):
        plan_of(each)
    return (time.process_time() - cpu) * 1_000


def _compared(catalogue: Catalogue) -> list[Row]:
    """How far the greedy method and annealing stay behind, in percent of the best."""
    behind: dict[str, list[float]] = {"greedy": [], "annealing": []}
    for number, each in enumerate(asked(catalogue, COMPARED, seed=3)):
        problem = each.session().problem
        best, quick = solve(problem), greedy(problem)
        if best and quick and best.value > 0:
            arranged, order = quick
            worth = problem.worth(arranged)
            for method, value in (("greedy", worth), ("annealing", anneal(problem, arranged, order, number))):
                behind[method].append(100 * min(max(0.0, 1 - value / POINT / best.value), 1.0))
    return [
        Row(f"{method} stays behind the best by, {part}", _nth(values, percent), "%", aim)
        for method, values in behind.items()
        for part, percent, aim in (("median", 50, 5), ("99th percentile", 99, 25))
    ]


def by_size() -> list[Row]:
    """Larger catalogues, grown from ours by varied copies."""
    one_core()
    catalogue = real()
    found: list[Row] = []
    for size, aim in SIZES.items():
        taken = _sessions(grown(catalogue, size), FEWER)
        cpu = [each.cpu_ms for each in taken]
        found += [
            Row(f"a session out of {size:,} movements, {FEWER} people: median, processor", _nth(cpu, 50), "ms", aim),
            Row(f"{size:,} movements: slowest, processor", max(cpu), "ms", 10 * aim),
            Row(f"{size:,} movements: proven the best", _proven(taken), "%", 99, at_least=True),
        ]
    return found
