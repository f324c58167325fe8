"""A routine made ready to be played."""

from dataclasses import dataclass

from unkink.model.programme import Routine
from unkink.model.screening import Due, Outcome
from unkink.model.timeline import Pacing, Timeline


@dataclass(frozen=True, slots=True)
class Play:
    """All a player needs: the routine, its timeline, and the pacing and choices it was made with.

    `outcome` and `due` are what screening says. `not_cleared` has, for each step, why it is not for this person by what
    they answered, or None.
    """

    routine: Routine
    timeline: Timeline
    pacing: Pacing
    choices: tuple[str, ...]
    outcome: Outcome
    due: Due | None
    not_cleared: tuple[str | None, ...]

    @property
    def stopped(self) -> bool:
        """Whether this person should see somebody before they do anything, by answers that still count."""
        return self.due is None and self.outcome.severity >= Outcome.SEE_SOMEONE_FIRST.severity
