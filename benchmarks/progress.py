"""Twelve simulated weeks: fixed programmes, a planner without memory, and the same planner with progress.

The people are those of benchmarks/simulated.py. Every person lives through each arm with the same hidden responses and
the same luck. The planner is the real one (benchmarks/planned.py); only its memory differs between the last two arms.
Seeds are fixed. What is told: the difference of means over people, with its 95 % bootstrap interval.

python -m benchmarks.progress 20 tells all there is of the first 20 people.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from random import Random
from statistics import fmean
from typing import Protocol
from uuid import UUID

from benchmarks.measure import Row
from benchmarks.planned import Planned, days_of
from benchmarks.simulated import BEGINNING, DAY_MS, Simulated, somebody
from unkink import places
from unkink.catalogue.load import load
from unkink.journal import fold
from unkink.model.catalogue import Catalogue
from unkink.model.programme import Routine
from unkink.model.progress import Change, Place, Standing
from unkink.model.session import Event, Session
from unkink.model.timeline import Pacing
from unkink.progress import Case, helped, read, review, stand
from unkink.timeline import compile_timeline

PEOPLE = 100
DAYS = 84
LAST = 28
RESAMPLES = 4_000


class Chooser(Protocol):
    """What makes the routine of a day."""

    remembers: bool

    def choose(self, person: Simulated, standing: Standing, day: int) -> Routine:
        """The session for this person on this day (0 is the first), which is one of theirs."""
        ...

    def begins(self, person: Simulated) -> Mapping[str, Place]:
        """Where the movements of the plan stand; nothing where nobody remembers."""
        ...


@dataclass(slots=True)
class Fixed:
    """The programme of the catalogue that fits the regions best, then the minutes; always the same."""

    catalogue: Catalogue
    remembers: bool = False

    def choose(self, person: Simulated, standing: Standing, day: int) -> Routine:  # noqa: ARG002 (a fixed programme looks at neither)
        """That programme, as it stands."""
        wanted = person.regions

        def fit(routine: Routine) -> tuple[float, int]:
            loads = [self.catalogue.movements[step.movement].planning.loads for step in routine.steps]
            covered = fmean(sum(wanted[region] * load.get(region, 0) for region in wanted) for load in loads)
            return -covered, abs(_length(routine, self.catalogue) - person.minutes * 60_000)

        return min((programme.routine() for programme in self.catalogue.programmes.values()), key=fit)

    def begins(self, person: Simulated) -> Mapping[str, Place]:  # noqa: ARG002 (as above)
        """Nothing."""
        return {}


def _length(routine: Routine, catalogue: Catalogue) -> int:
    return compile_timeline(routine, catalogue, Pacing()).duration_ms


@dataclass(slots=True)
class Outcome:
    """What one person's twelve weeks came to."""

    pain: list[float] = field(default_factory=list)
    planned: int = 0
    done: int = 0
    hurts: int = 0
    changes: Counter[str] = field(default_factory=Counter)

    @property
    def adherence(self) -> float:
        """The share of planned sessions that were begun."""
        return self.done / self.planned


@dataclass(slots=True)
class Weeks:
    """One person in one arm: their journal, and where they stand."""

    catalogue: Catalogue
    sessions: dict[UUID, list[Event]] = field(default_factory=dict)
    folded: dict[UUID, Session] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    screened_at: int = 0
    ids: "count[int]" = field(default_factory=lambda: count(1))

    def record(self, events: Iterable[Event]) -> None:
        """Write down what happened."""
        for event in events:
            self.sessions.setdefault(event.session, []).append(event)
            if found := fold(self.sessions[event.session]):
                self.folded[event.session] = found

    def standing(self, now: int, begins: Mapping[str, Place]) -> Standing:
        """Where the person stands."""
        return stand(self.changes, (), helped(read(self.folded.values(), now)), begins)

    def review(self, routine: Routine, now: int, begins: Mapping[str, Place]) -> None:
        """Look until nothing changes; the person answers the safety questions when asked, all with no."""
        forms = _forms()
        while True:
            case = Case(
                [*self.folded.values()],
                self.catalogue.movements,
                (routine,),
                forms,
                now,
                self.changes,
                (),
                self.screened_at,
                begins,
            )
            found = review(case, lambda: UUID(int=next(self.ids)))
            if found.screen_again:
                self.screened_at = now
            if not found.change:
                return
            self.changes.append(found.change)


@cache
def _catalogue() -> Catalogue:
    return load(places.built_in_catalogue())


@cache
def _forms() -> dict[str, frozenset[str | None]]:
    """Everybody here may do every form."""
    return {
        movement.id: frozenset({None, *(form.id for form in movement.forms)})
        for movement in _catalogue().movements.values()
    }


def live(person: Simulated, chooser: Chooser, catalogue: Catalogue) -> Outcome:
    """Twelve weeks."""
    outcome, weeks = Outcome(), Weeks(catalogue)
    days = days_of(person)
    last: UUID | None = None
    for day in range(DAYS):
        now = BEGINNING + day * DAY_MS
        person.wakes(day)
        outcome.pain.append(person.pain)
        if last and chooser.remembers:
            weeks.record(person.tells_next_morning(day, last))
        last = None
        if day % 7 not in days:
            continue
        standing = weeks.standing(now, chooser.begins(person)) if chooser.remembers else Standing()
        routine = chooser.choose(person, standing, day)
        outcome.planned += 1
        if not person.begins(day, routine):
            continue
        events, hurts = person.does(day, routine, catalogue)
        outcome.done, outcome.hurts, last = outcome.done + 1, outcome.hurts + hurts, events[0].session
        if chooser.remembers:
            weeks.record(events)
            weeks.review(routine, now + DAY_MS // 8, chooser.begins(person))
    outcome.changes.update(change.kind.value for change in weeks.changes)
    return outcome


def interval(differences: Sequence[float]) -> tuple[float, float, float]:
    """The mean, and its 95 % bootstrap interval (percentiles)."""
    luck = Random(1)
    means = sorted(fmean(luck.choices(differences, k=len(differences))) for _ in range(RESAMPLES))
    return fmean(differences), means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]


def arms(people: int = PEOPLE) -> dict[str, list[Outcome]]:
    """Every person in every arm."""
    catalogue = _catalogue()
    choosers: dict[str, Chooser] = {
        "fixed programmes": Fixed(catalogue),
        "planner without memory": Planned(catalogue, remembers=False),
        "planner with progress": Planned(catalogue, remembers=True),
    }
    return {
        name: [live(somebody(seed, catalogue), chooser, catalogue) for seed in range(people)]
        for name, chooser in choosers.items()
    }


def rows() -> list[Row]:
    """Progress must be ahead of both others: the unlucky end of each interval is compared with no difference."""
    outcomes = arms()
    mine = outcomes["planner with progress"]
    found = []
    for name in ("fixed programmes", "planner without memory"):
        pairs = list(zip(mine, outcomes[name], strict=True))
        pain, _, high = interval([fmean(a.pain) - fmean(b.pain) for a, b in pairs])
        adherence, low, _ = interval([100 * (a.adherence - b.adherence) for a, b in pairs])
        found += [
            Row(f"12 simulated weeks: pain against {name}, mean {pain:+.2f}; upper end of 95 %", high, "NRS", 0),
            Row(
                f"12 simulated weeks: sessions begun against {name}, mean {adherence:+.1f}; lower end of 95 %",
                low,
                "points",
                0,
                at_least=True,
            ),
        ]
    return found


def main(people: int = PEOPLE) -> None:
    """Print everything there is to see."""
    outcomes = arms(people)
    print("| arm | pain, 12 weeks | pain, last 4 weeks | sessions begun | hurts a session |\n|---|---|---|---|---|")
    for name, lives in outcomes.items():
        figures = (
            interval([fmean(each.pain) for each in lives]),
            interval([fmean(each.pain[-LAST:]) for each in lives]),
            interval([100 * each.adherence for each in lives]),
            interval([each.hurts / max(1, each.done) for each in lives]),
        )
        print(f"| {name} | " + " | ".join(f"{m:.2f} ({low:.2f} to {high:.2f})" for m, low, high in figures) + " |")
    mine = outcomes["planner with progress"]
    print("\n| progress against | pain, 12 weeks | pain, last 4 weeks | sessions begun, points |\n|---|---|---|---|")
    for name in ("fixed programmes", "planner without memory"):
        pairs = list(zip(mine, outcomes[name], strict=True))
        figures3 = (
            interval([fmean(a.pain) - fmean(b.pain) for a, b in pairs]),
            interval([fmean(a.pain[-LAST:]) - fmean(b.pain[-LAST:]) for a, b in pairs]),
            interval([100 * (a.adherence - b.adherence) for a, b in pairs]),
        )
        print(f"| {name} | " + " | ".join(f"{m:+.2f} ({low:+.2f} to {high:+.2f})" for m, low, high in figures3) + " |")
    kinds = sum((each.changes for each in mine), Counter[str]())
    told = ", ".join(f"{kind} {number / len(mine):.1f}" for kind, number in sorted(kinds.items()))
    print("\nChanges a person: " + told)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
