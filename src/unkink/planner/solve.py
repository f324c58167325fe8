"""The best session, by HiGHS. The only file that knows the solver, and the only one that imports it.

Each order of positions is a problem of its own. First it is solved as if half a movement could be done. That gives a
bound, and for each choice what taking it would cost at least. Only choices that may still be in a best session are then
decided in whole, in the order with the higher bound first; after that only what beats the best so far is looked for. So
the answer is exact, and the problem small.

Where the solver is not installed, or finds nothing better in its time, the answer is the greedy one and says so.
"""

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from unkink.model.plan import Proof
from unkink.planner.formulation import Program, Written, write
from unkink.planner.greedy import greedy, most
from unkink.planner.orders import Order
from unkink.planner.problem import POINT, Placed, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECONDS = 3.0  # a person waits for it
# Sessions this near to each other are the same to us: a fifth of a point, a fifteenth of one movement. The weights
# behind the points are judgements; to tell such sessions apart would be a show of precision, and takes long.
SAME = POINT // 5
ASIDE, WIDER = 0.002, 6.0  # the first try leaves aside what costs more than this part of the bound; others, less
AT_BOUND = 1e-7
NOTHING = {"kInfeasible", "kObjectiveBound", "kUnboundedOrInfeasible"}  # how a search ends that finds nothing at all
# One thread gives the same answer each time. Starting over, looking for symmetries, many cuts and most heuristics cost
# more than they save on problems as small as these: with them, it takes twice as long (docs/decisions/9-highs.md).
SETTINGS = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": float(SAME),
    "mip_allow_restart": False,
    "mip_detect_symmetry": False,
    "mip_pool_soft_limit": 10,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_root_reduced_cost": False,
}


@dataclass(frozen=True, slots=True)
class Solved:
    """The steps in their order, their worth and the most any session could be worth (points), and how sure that is."""

    arranged: tuple[Placed, ...]
    order: Order
    value: float
    bound: float
    proof: Proof
    solve_ms: int


def solve(problem: Problem, *, seconds: float = SECONDS, exact: bool = True) -> Solved | None:
    """The best session found in that time; None where no session keeps the rules. `exact` False asks no solver."""
    begun = time.perf_counter()
    found = _exact(problem, seconds) if exact and problem.options else None
    if found and found.none_exists:
        return None
    # Doing nothing breaks no rule of the program, and is no session.
    answers = [(found.arranged, found.order, found.worth)] if found and found.arranged else []
    if found is None or not found.proven:
        quick = greedy(problem)
        if quick is not None and quick[0]:
            answers.append((*quick, problem.worth(quick[0])))
    if not answers:
        return None
    arranged, order, worth = max(answers, key=lambda answer: answer[2])
    bound = max(worth, found.bound if found else most(problem))
    proof = Proof.WITHIN if found else Proof.GREEDY
    if bound - worth <= SAME:
        proof = Proof.OPTIMAL
    spent = round((time.perf_counter() - begun) * 1_000)
    return Solved(arranged, order, worth / POINT, bound / POINT, proof, spent)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the solver found: steps if any, their worth, the bound, and whether there can be any at all."""

    bound: int
    worth: int = -(10**12)
    arranged: tuple[Placed, ...] = ()
    order: Order = ()
    none_exists: bool = False

    @property
    def proven(self) -> bool:
        return self.bound - self.worth <= SAME


def _exact(problem: Problem, seconds: float) -> _Found | None:
    """The solver's answer; None where it is not installed, or had no time even for a bound."""
    try:
        import highspy  # noqa: F401, PLC0415 (heavy: only who plans pays for it)
    except ImportError:
        return None
    until = time.perf_counter() + seconds
    models = [_Model(write(problem, order), until) for order in problem.orders]
    relaxed = [model.relax() for model in models]
    if all(model.infeasible for model in models):
        return _Found(0, none_exists=True)
    if not all(done or model.infeasible for done, model in zip(relaxed, models, strict=True)):
        return None
    best: _Found | None = None
    for model in sorted(models, key=lambda model: -model.bound):
        if not model.infeasible and (best is None or model.bound > best.worth + SAME):
            model.decide(None if best is None else best.worth)
            best = _better(problem, best, model)
    bound = max((int(model.bound) for model in models if not model.infeasible), default=0)
    if best is None:
        return _Found(bound + 1, none_exists=all(model.infeasible for model in models))
    return replace(best, bound=max(bound, best.worth))


def _better(problem: Problem, best: _Found | None, model: "_Model") -> _Found | None:
    """The better of what was found before and what this model found."""
    if model.values is None:
        return best
    arranged = problem.arranged(model.written.read(model.values), model.written.order)
    worth = problem.worth(arranged)
    return best if best and best.worth >= worth else _Found(0, worth, arranged, model.written.order)


class _Model:
    """One order's program inside HiGHS, on one thread. `bound` is the most it can be worth, as far as is known."""

    def __init__(self, written: Written, until: float) -> None:
        import highspy  # noqa: PLC0415
        import numpy as np  # noqa: PLC0415

        self.highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.np, self.names, self.feasible = np, highspy, highspy.SolutionStatus.kSolutionStatusFeasible
        self.written, self.until = written, until
        program = written.program
        self.bound = float("inf")
        self.values: list[float] | None = None
        self.infeasible = False
        self.upper = np.array(program.upper, float)
        self.whole = np.array(program.whole)
        self.relaxed: NDArray[Any] = self.upper
        self.costs: NDArray[Any] = self.upper
        for option, value in SETTINGS.items():
            self.highs.setOptionValue(option, value)
        self._pass(program)

    def _pass(self, program: Program) -> None:
        np, lp = self.np, self.names.HighsLp()
        low, high = zip(*program.rows, strict=True)
        lp.num_col_, lp.num_row_ = len(program.worth), len(program.rows)
        lp.sense_ = self.names.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = np.array(program.worth, float), np.zeros(lp.num_col_), self.upper
        lp.row_lower_, lp.row_upper_ = np.array(low, float), np.array(high, float)
        lp.a_matrix_.format_ = self.names.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([*program.starts, len(program.columns)])
        lp.a_matrix_.index_ = np.array(program.columns)
        lp.a_matrix_.value_ = np.array(program.factors, float)
        self.highs.passModel(lp)

    def _run(self) -> str:
        """Run in what is left of the time; how it ended."""
        left = self.until - time.perf_counter()
        if left <= 0:
            return "kTimeLimit"
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left)  # its clock goes on between runs
        self.highs.run()
        return str(self.highs.getModelStatus().name)

    def relax(self) -> bool:
        """Solve it with halves: a bound, and what each choice costs. False where that fails or nothing is possible."""
        self.highs.setOptionValue("presolve", "off")  # small as it is, looking for simplifications takes longer
        ended = self._run()
        self.infeasible = ended == "kInfeasible"
        if ended != "kOptimal":
            return False
        self.bound = self.highs.getInfo().objective_function_value
        solution = self.highs.getSolution()
        self.relaxed, self.costs = self.np.array(solution.col_value), abs(self.np.array(solution.col_dual))
        self.highs.setOptionValue("presolve", "choose")
        numbers = self.np.nonzero(self.whole)[0].astype(self.np.int32)
        kinds = self.np.array([self.names.HighsVarType.kInteger] * len(numbers))
        self.highs.changeColsIntegrality(len(numbers), numbers, kinds)
        return True

    def decide(self, floor: float | None) -> None:
        """Solve it in whole, leaving aside what cannot be in a better session than the one found.

        `floor` is the worth of a session that is known: only what is better by more than `SAME` is looked for.
        """
        relaxed, aside = self.bound, abs(self.bound) * ASIDE
        while True:
            enough = float("inf") if floor is None else relaxed - floor - SAME
            aside = min(aside, enough)
            all_in = self._leave_aside(aside)
            if floor is not None:
                self.highs.setOptionValue("objective_bound", -(floor + SAME))  # it looks for the least of the negative
            ended = self._run()
            worth, most = self._answer(ended, floor)
            whole = all_in or aside >= enough
            self.bound = min(self.bound, most if whole else max(most, relaxed - aside))
            if worth is not None:
                floor = worth
            elif ended in NOTHING and floor is None and all_in:
                self.infeasible = True
            if whole or ended not in {"kOptimal", *NOTHING} or (floor is not None and self.bound <= floor + SAME):
                return
            aside *= WIDER

    def _answer(self, ended: str, floor: float | None) -> tuple[float | None, float]:
        """What a search found that is better than the floor, and the most that what it looked at can be worth.

        Where nothing is better, it may end with a worse one in its hands, or with that of the search before.
        """
        info = self.highs.getInfo()
        found = ended not in NOTHING and info.primal_solution_status == self.feasible
        if found and (floor is None or info.objective_function_value > floor):
            self.values = list(self.highs.getSolution().col_value)
            worth = info.objective_function_value
            return worth, max(worth, info.mip_dual_bound)
        if ended in {"kOptimal", *NOTHING}:
            return None, -float("inf") if floor is None else floor + SAME
        return None, info.mip_dual_bound

    def _leave_aside(self, aside: float) -> bool:
        """Hold every choice where it is that would cost more than that to change; whether none is held."""
        dear = self.whole & (self.costs > aside)
        out, kept = dear & (self.relaxed < AT_BOUND), dear & (self.relaxed > self.upper - AT_BOUND)
        count = len(self.upper)
        low, high = self.np.where(kept, self.upper, 0.0), self.np.where(out, 0.0, self.upper)
        self.highs.changeColsBounds(count, self.np.arange(count, dtype=self.np.int32), low, high)
        return not (out | kept).any()
