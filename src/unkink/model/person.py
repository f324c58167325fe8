"""What a person says of themselves: where it hurts, what they want, how much time they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NRS, MINUTES, A_DAY, A_WEEK = range(11), range(3, 46), range(1, 5), range(1, 8)


class Goal(StrEnum):
    """What the sessions are for."""

    EASE_NOW = "ease-now"
    MOVE_BETTER = "move-better"
    PREVENT = "prevent"
    STRESS = "stress"


class Experience(StrEnum):
    """How used to exercise a person is."""

    NEW = "new"
    SOME = "some"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Person:
    """Everything the planner asks. Only `pain` (NRS 0 to 10 by region, at least one) and `minutes` must be told.

    `causes` are ids of the catalogue's causes. `props` is what is at hand; None where it was not told, and then only
    what every home has is counted on. `positions` are those to avoid. `disliked` and `liked` are movements.
    Raises ValueError for numbers outside 0–10, 3–45 minutes, 1–4 sessions a day, 1–7 days a week.
    """

    pain: Mapping[str, int]
    minutes: int
    causes: frozenset[str] = frozenset()
    goal: Goal = Goal.EASE_NOW
    sessions_per_day: int = 1
    days_per_week: int = 5
    props: frozenset[str] | None = None
    positions: frozenset[str] = frozenset()
    disliked: frozenset[str] = frozenset()
    liked: frozenset[str] = frozenset()
    experience: Experience = Experience.NEW
    mixed_positions: bool = False

    def __post_init__(self) -> None:
        checks = (
            (bool(self.pain), "at least one region is needed"),
            (all(nrs in NRS for nrs in self.pain.values()), "pain is 0 to 10"),
            (self.minutes in MINUTES, "a session is 3 to 45 minutes"),
            (self.sessions_per_day in A_DAY, "1 to 4 sessions a day"),
            (self.days_per_week in A_WEEK, "1 to 7 days a week"),
        )
        for fine, message in checks:
            if not fine:
                raise ValueError(message)
