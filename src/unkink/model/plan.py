"""A plan: a programme made for one person, with a reason for everything it holds and everything it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from unkink.model.programme import Routine


class Why(StrEnum):
    """Why a movement is not in a plan."""

    NOT_CLEARED = "not-cleared"
    POSITION = "position"
    NO_PROP = "no-prop"
    DISLIKED = "disliked"
    LEFT_OUT = "left-out"
    NOT_HELPFUL = "not-helpful"
    TOO_HARD = "too-hard"
    WEEKLY_LIMIT = "weekly-limit"
    NO_TIME = "no-time"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a movement is in the plan: in words, with what it adds to each region."""

    movement: str
    text: str
    adds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a movement is not in the plan, in words. `displaces` is what would have to go for it."""

    movement: str
    why: Why
    text: str
    displaces: tuple[str, ...] = ()


class Proof(StrEnum):
    """How sure it is that nothing better exists under the same rules."""

    OPTIMAL = "optimal"
    WITHIN = "within"
    GREEDY = "greedy"


@dataclass(frozen=True, slots=True)
class Worth:
    """What a session is worth to the planner, and the most any could be. `proof` says how it was found."""

    value: float
    bound: float
    proof: Proof
    solve_ms: int


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session of the week: its routine, its length at the person's pacing in ms, its worth and its reasons."""

    routine: Routine
    duration_ms: int
    worth: Worth
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A week of sessions by day (0 to 6; days without one are rest), and what was left out of all of them.

    `notes` say how the person's answers shaped it; `seed` and what it was made from give the same plan again.
    """

    days: Mapping[int, tuple[PlannedSession, ...]]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    seed: int
