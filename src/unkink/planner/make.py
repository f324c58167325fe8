"""A plan: a week of sessions for one person, with a reason for everything it holds and everything it leaves out."""

from collections.abc import Mapping, Sequence

from unkink.language import text
from unkink.model.catalogue import Catalogue
from unkink.model.person import Person
from unkink.model.plan import Plan, PlannedSession, Worth
from unkink.model.programme import Routine
from unkink.model.screening import Clearance
from unkink.model.timeline import Pacing
from unkink.planner.asked import Asked, History
from unkink.planner.build import Session, alike, anything
from unkink.planner.explain import left_out, reasons
from unkink.planner.mend import no_plan, unreached
from unkink.planner.names import session_id
from unkink.planner.notes import notes
from unkink.planner.problem import steps_of
from unkink.planner.solve import Solved, solve
from unkink.planner.week import Diary, Pattern, Slot, patterns

LETTERS = "ABCDEFGH"


def make_plan(  # noqa: PLR0913 (what a plan is made from)
    person: Person,
    clearance: Clearance,
    catalogue: Catalogue,
    pacing: Pacing | None = None,
    *,
    seed: int = 0,
    history: History | None = None,
    exact: bool = True,
) -> Plan:
    """The week's plan. The same arguments give the same plan. `exact` False leaves the solver out.

    Raises NotCleared where the clearance lets nobody through, and NoPlan, with the smallest change that mends it, where
    what the person wishes cannot be had together.
    """
    return plan_of(Asked(person, clearance, catalogue, pacing or Pacing(), seed, history or History()), exact=exact)


def plan_of(asked: Asked, *, exact: bool = True) -> Plan:
    """The plan for what was asked."""
    if unreached(asked):
        raise no_plan(asked)
    diary = Diary(asked.catalogue.movements)
    made: list[tuple[Session, Solved]] = []
    days: dict[Slot, PlannedSession] = {}
    for number, pattern in enumerate(patterns(asked.person)):
        problem, solved = _solved(asked, diary, pattern, made, exact=exact)
        made.append((problem, solved))
        planned = planned_session(asked, problem, solved, LETTERS[number])
        diary.note([step.movement for step in planned.routine.steps], pattern.days)
        days |= dict.fromkeys(pattern.slots, planned)
    return Plan(_by_day(days), left_out(asked, made), notes(asked, made), asked.seed)


def _solved(
    asked: Asked, diary: Diary, pattern: Pattern, made: Sequence[tuple[Session, Solved]], *, exact: bool
) -> tuple[Session, Solved]:
    """The next session of a week. Movements of the sessions before it come in the same form and dose, if it goes."""
    before = [step for session, solved in made for step in steps_of(session.problem, solved.arranged)]
    for keep in dict.fromkeys([alike(before), anything]):
        session = asked.session(diary.times, resting=diary.resting(pattern.days), keep=keep)
        if solved := solve(session.problem, exact=exact):
            return session, solved
    raise no_plan(asked)


def planned_session(asked: Asked, made: Session, solved: Solved, letter: str) -> PlannedSession:
    """A session as the plan holds it. Its length is the timeline's."""
    steps = steps_of(made.problem, solved.arranged)
    routine = Routine(session_id(letter, steps), text("Your session {letter}", letter=letter), steps)
    duration = asked.watch.total_ms(routine)
    if duration > made.problem.limit_ms:  # the planner counts at least as long as the compiler, so this is a mistake
        raise AssertionError((duration, made.problem.limit_ms, routine))
    worth = Worth(solved.value, solved.bound, solved.proof, solved.solve_ms)
    return PlannedSession(routine, duration, worth, reasons(asked, made.problem, solved.arranged))


def _by_day(days: Mapping[Slot, PlannedSession]) -> Mapping[int, tuple[PlannedSession, ...]]:
    found: dict[int, tuple[PlannedSession, ...]] = {}
    for slot in sorted(days):
        found[slot.day] = (*found.get(slot.day, ()), days[slot])
    return found
