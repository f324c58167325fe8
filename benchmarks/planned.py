"""The planner in simulated weeks: a new plan every other week, which in between follows every change.

Without a memory it knows neither what helped nor what changed, and makes the same plans for people who ask the same.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.simulated import BEGINNING, DAY_MS, Simulated
from unkink.model.catalogue import Catalogue
from unkink.model.person import Experience, Person
from unkink.model.plan import Plan
from unkink.model.programme import Routine
from unkink.model.progress import Place, Standing
from unkink.model.screening import Clearance, Outcome
from unkink.planner.adapt import adapted, gentle
from unkink.planner.asked import Asked, History
from unkink.planner.begins import places
from unkink.planner.make import plan_of
from unkink.planner.mend import NoPlan
from unkink.planner.week import Slot
from unkink.progress import request

WEEK, NEW_PLAN_EVERY = 7, 14  # days
CLEARED = Clearance(Outcome.GO, (), frozenset(), frozenset(), ())


def days_of(person: Simulated) -> list[int]:
    """The days of the week on which this person has a session planned."""
    return sorted(Random(f"week {person.seed}").sample(range(WEEK), person.days_per_week))


@dataclass(slots=True)
class Planned:
    """Behind `Chooser`: the real planner, for one person after the other, day by day."""

    catalogue: Catalogue
    remembers: bool
    exact: bool = True
    made: dict[tuple[object, ...], Plan] = field(default_factory=dict)
    asked: Asked | None = None
    plan: Plan | None = None
    of: tuple[int, int] = (-1, -1)

    def choose(self, person: Simulated, standing: Standing, day: int) -> Routine:
        """The session of that day."""
        fortnight = person.seed, day // NEW_PLAN_EVERY
        if self.of[0] != person.seed:
            self.plan = None
        # Where nothing is left for a region in these minutes, the app asks what to change. Here they go on as before.
        with suppress(NoPlan):
            if self.of != fortnight:
                self.asked = self._asked(person, standing, day)
                self.plan = self._new(self.asked)
            elif self.remembers:
                self._follow(standing)
        self.of = fortnight
        if self.plan is None or self.asked is None:
            raise AssertionError(person)
        day_of_plan = sorted(self.plan.days)[days_of(person).index(day % WEEK)]
        special = request(standing, person.minutes, BEGINNING + day * DAY_MS)
        calm = gentle(self.asked, self.plan, Slot(day_of_plan, 0), special) if special else None
        return (calm or self.plan.days[day_of_plan][0]).routine

    def begins(self, person: Simulated) -> Mapping[str, Place]:
        """Where the movements of this person's plan stand."""
        return places(self.plan, self.catalogue) if self.plan and self.of[0] == person.seed else {}

    def _asked(self, person: Simulated, standing: Standing, day: int) -> Asked:
        who = Person(person.regions, person.minutes, days_per_week=person.days_per_week, experience=Experience.SOME)
        known = History(standing=standing) if self.remembers else History()
        return Asked(who, CLEARED, self.catalogue, seed=day // NEW_PLAN_EVERY, history=known)

    def _new(self, asked: Asked) -> Plan:
        person = asked.person
        key = (*sorted(person.pain.items()), person.minutes, person.days_per_week, asked.seed)
        if self.remembers:
            return plan_of(asked, exact=self.exact)
        if key not in self.made:
            self.made[key] = plan_of(asked, exact=self.exact)
        return self.made[key]

    def _follow(self, standing: Standing) -> None:
        """The plan after what has changed since it was made or followed last."""
        if self.asked is None or self.plan is None:
            return
        before = self.asked.history.standing
        known = standing.places.keys() | before.places.keys()
        moved = frozenset(movement for movement in known if standing.place(movement) != before.place(movement))
        self.asked = replace(self.asked, history=History(standing=standing))
        if moved:
            self.plan = adapted(self.asked, self.plan, moved)
