"""All that a plan is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from unkink.errors import Refused
from unkink.language import sentences, text
from unkink.model.catalogue import Catalogue
from unkink.model.person import Person
from unkink.model.progress import Standing
from unkink.model.screening import Clearance, Outcome
from unkink.model.timeline import Pacing
from unkink.planner.build import Field, Keep, Session, anything, field_of, session
from unkink.planner.options import Rules
from unkink.planner.times import Stopwatch, stopwatch
from unkink.planner.weights import Weights


class NotCleared(Refused):
    """A plan was asked for by somebody whom screening has not let through."""


FULL_HELP = 1.0  # NRS points; twice the spread between movements that progress reckons with (docs/progress.md)


@dataclass(frozen=True)
class History:
    """What is known from earlier weeks: how far each movement helped, and where each one stands by now.

    `helped` is from -1 (made it worse) to 1, by movement. Where it is not given, it is what `standing` says helped: a
    point of pain more than without the movement counts in full, what is less in proportion.
    """

    helped: Mapping[str, float] | None = None
    standing: Standing = field(default_factory=Standing)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How far each movement helped, from -1 to 1."""
        if self.helped is not None:
            return self.helped
        told = self.standing.helped.items()
        return {movement: min(max(each.points / FULL_HELP, -1.0), 1.0) for movement, each in told}


@dataclass(frozen=True)
class Asked:
    """A person, what screening says, the catalogue, their pacing, the seed, and what is known from earlier weeks.

    Raises NotCleared where the clearance lets nobody through: there is no way around it.
    """

    person: Person
    clearance: Clearance
    catalogue: Catalogue
    pacing: Pacing = field(default_factory=Pacing)
    seed: int = 0
    history: History = field(default_factory=History)

    def __post_init__(self) -> None:
        if not self.clearance.cleared:
            raise _not_cleared(self.clearance)

    @cached_property
    def field(self) -> Field:
        """Which movements this person may do, and how."""
        return field_of(Rules(self.person, self.clearance, self.catalogue, self.history.standing))

    @cached_property
    def watch(self) -> Stopwatch:
        """How long things take at this person's pacing."""
        return stopwatch(self.catalogue, self.pacing)

    def weights(self, done: Mapping[str, int]) -> Weights:
        """What counts for this person, where those movements have come in the week already."""
        return Weights(self.person, self.catalogue, self.history.weights, done)

    def session(
        self,
        done: Mapping[str, int] | None = None,
        *,
        minutes: int | None = None,
        resting: Iterable[str] = (),
        keep: Keep = anything,
    ) -> Session:
        """The problem of one session, where those movements have come so often in the week already."""
        weights = self.weights(done or {})
        return session(self.field, weights, self.watch, minutes=minutes, resting=resting, keep=keep, seed=self.seed)


def _not_cleared(clearance: Clearance) -> NotCleared:
    """What stops this person and what to do: as the worst finding says, else to answer what is open."""
    stops = [finding for finding in clearance.findings if finding.outcome is clearance.outcome]
    if not stops and clearance.unanswered:
        return NotCleared(
            text("No plan is made yet: the safety questions are not answered, or it is time to answer them again."),
            text("Answer them first (in the terminal: unkink screen)."),
        )
    message = text("No plan is made yet: your answers ask for somebody to look at you first.")
    if clearance.outcome is Outcome.EMERGENCY:
        message = text("No plan is made.")
    do = sentences(*dict.fromkeys(finding.do for finding in stops))
    return NotCleared(
        message, do or text("The safety page says what to do now (in the terminal: unkink screen --kept).")
    )
