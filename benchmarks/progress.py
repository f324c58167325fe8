"""Twelve simulated weeks: fixed programmes, a planner without memory, and the same planner with progress.

The people are those of benchmarks/simulated.py. Every person lives through each arm with the same hidden responses and
the same luck. The planner here is a plain greedy stand-in behind `Chooser`; only its memory differs between the last
two arms. Seeds are fixed. What is told: the difference of means over people, with its 95 % bootstrap interval.
"""

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
from benchmarks.simulated import BEGINNING, DAY_MS, Simulated, somebody
from unkink import places
from unkink.catalogue.load import load
from unkink.journal import fold
from unkink.model.catalogue import Catalogue
from unkink.model.movement import Movement
from unkink.model.programme import Routine, Step
from unkink.model.progress import Change, Standing
from unkink.model.session import Event, Session
from unkink.model.timeline import Pacing
from unkink.model.words import Depth, Kind
from unkink.progress import Case, dose_at, helped, read, request, review, stand
from unkink.timeline import compile_timeline

PEOPLE = 100
DAYS = 84
LAST = 28
RESAMPLES = 4_000


class Chooser(Protocol):
    """What makes the routine of a day. The real planner fits behind this."""

    remembers: bool

    def choose(self, person: Simulated, standing: Standing, day: int) -> Routine:
        """The session for this person on this day (0 is the first)."""
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


@dataclass(slots=True)
class Greedy:
    """A stand-in for the planner: the most load for the time, with falling returns, some variety, and what is known."""

    catalogue: Catalogue
    remembers: bool
    lengths: dict[tuple[str, int], int] = field(default_factory=dict)

    def choose(self, person: Simulated, standing: Standing, day: int) -> Routine:
        """Movements until the minutes are full, gentle before deep."""
        asked = request(standing, person.minutes, BEGINNING + day * DAY_MS)
        left = (asked.minutes if asked else person.minutes) * 60_000
        luck = Random(f"variety {person.seed} {day}")
        variety = {movement: luck.uniform(0, 0.3) for movement in sorted(self.catalogue.movements)}
        covered: Counter[str] = Counter()
        chosen: list[Movement] = []
        while True:
            fits = [
                movement
                for movement in self.catalogue.movements.values()
                if movement not in chosen
                and movement.id not in standing.dropped
                and self._length(movement, standing) <= left
                and (not asked or (movement.planning.kind in asked.kinds and movement.planning.depth is Depth.GENTLE))
                and (movement.planning.kind is not Kind.STRENGTH or sum(_strength(m) for m in chosen) < 2)
            ]
            worths = {m.id: self._worth(m, person, standing, covered) + variety[m.id] for m in fits}
            if not fits or max(worths.values()) <= 0.3:
                break
            best = max(fits, key=lambda movement: (worths[movement.id], movement.id))
            chosen.append(best)
            left -= self._length(best, standing)
            covered.update(best.planning.loads)
        chosen = chosen or [self.catalogue.movements["diaphragmatic-breathing"]]
        chosen.sort(key=lambda movement: (_strength(movement), movement.planning.depth.rank, movement.position))
        return Routine("planned", "Planned", tuple(_step(movement, standing) for movement in chosen))

    @staticmethod
    def _worth(movement: Movement, person: Simulated, standing: Standing, covered: Mapping[str, int]) -> float:
        loads = movement.planning.loads
        worth = sum(
            (nrs / 6) * (loads.get(region, 0) / 3) / (1 + covered.get(region, 0) / 6)
            for region, nrs in person.regions.items()
        )
        known = standing.helped.get(movement.id)
        return worth + (known.points if known else 0)

    def _length(self, movement: Movement, standing: Standing) -> int:
        """Time (ms) for the movement alone, at the dose where the person stands."""
        key = (movement.id, standing.place(movement.id).level)
        if key not in self.lengths:
            self.lengths[key] = _length(
                Routine(movement.id, movement.name, (_step(movement, standing),)), self.catalogue
            )
        return self.lengths[key]


def _strength(movement: Movement) -> bool:
    return movement.planning.kind is Kind.STRENGTH


def _step(movement: Movement, standing: Standing) -> Step:
    place = standing.place(movement.id)
    return Step(movement.id, dose_at(movement, place.level), place.form)


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

    def standing(self, now: int) -> Standing:
        """Where the person stands."""
        return stand(self.changes, (), helped(read(self.folded.values(), now)))

    def review(self, routine: Routine, now: int) -> None:
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
    days = set(Random(f"week {person.seed}").sample(range(7), person.days_per_week))
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
        routine = chooser.choose(person, weeks.standing(now) if chooser.remembers else Standing(), day)
        outcome.planned += 1
        if not person.begins(day, routine):
            continue
        events, hurts = person.does(day, routine, catalogue)
        outcome.done, outcome.hurts, last = outcome.done + 1, outcome.hurts + hurts, events[0].session
        if chooser.remembers:
            weeks.record(events)
            weeks.review(routine, now + DAY_MS // 8)
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
        "planner without memory": Greedy(catalogue, remembers=False),
        "planner with progress": Greedy(catalogue, remembers=True),
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


def main() -> None:
    """Print everything there is to see."""
    outcomes = arms()
    print("| arm | pain, 12 weeks | pain, last 4 weeks | sessions begun | hurts a session |\n|---|---|---|---|---|")
    for name, people in outcomes.items():
        figures = (
            interval([fmean(each.pain) for each in people]),
            interval([fmean(each.pain[-LAST:]) for each in people]),
            interval([100 * each.adherence for each in people]),
            interval([each.hurts / max(1, each.done) for each in people]),
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
    main()
