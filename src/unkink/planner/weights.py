"""What counts for this person: the targets of a session, and what each movement adds to them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from unkink.model.catalogue import Aim, Catalogue, Cause
from unkink.model.movement import Movement
from unkink.model.person import Person
from unkink.model.words import Grade
from unkink.planner.doses import Portion
from unkink.planner.options import Way
from unkink.planner.problem import LOAD, POINT, Target

MOST_PAIN = 10
# What a cause or the goal asks for counts like load on a region that hurts a third as much as the worst; without
# falling returns, as it spreads over the whole body.
ASKED = 0.33
LEAST_WEIGHT = 10  # percent: no region that was named counts for nothing
# What a minute can bring, in hundredths of a point, and which part of it must go to the regions by their pain. One
# movement made for a region brings three points in about two minutes.
PER_MINUTE, SHARED = 150, 0.5
MOST_NEED = 600  # two movements made for a region: what is beyond is left to the falling returns
LIKED = POINT  # as much as a point more of load
HELPED = 0.5  # what helped a person most counts half as much again, what did not help half
AGAIN = POINT * 6 // 10  # what a movement loses for each time it comes in the week already
SOURCE = 0.03  # each further source that names a movement makes it count 3 % more
MOST_SOURCES = 4
EASIER = 0.85  # an easier form moves less, or with less weight on it
MUCH = 2.0  # a weight with which a kind of movement belongs into every session, if there is room
KIND = "kind:"  # how the targets begin that are no regions
UNUSUAL = 2  # points a weight twice as high as usual brings, in the usual dose


@dataclass(frozen=True, slots=True)
class Weights:
    """How movements count for one person. `helped` is from -1 (made it worse) to 1; `done` how often in this week."""

    person: Person
    catalogue: Catalogue
    helped: Mapping[str, float] = field(default_factory=dict)
    done: Mapping[str, int] = field(default_factory=dict)

    def targets(self, reachable: frozenset[str], minutes: int) -> tuple[Target, ...]:
        """Regions by their pain, each with its share of what the minutes can bring; then kinds that are asked for.

        A region that is not `reachable` today is wanted, but need not be loaded.
        """
        pain = self.person.pain
        whole, worst = max(sum(pain.values()), 1), max(*pain.values(), 1)
        found = []
        for region, nrs in sorted(pain.items()):
            share = min(round(minutes * PER_MINUTE * SHARED * nrs / whole), MOST_NEED)
            must = nrs > 0 or not any(pain.values())
            reached = region in reachable
            found.append(
                Target(region, max(100 * nrs // worst, LEAST_WEIGHT), share if reached else 0, must and reached)
            )
        found += [Target(KIND + kind, 0, LOAD) for kind in self.asked_kinds() if KIND + kind in reachable]
        return tuple(found)

    def asked_kinds(self) -> list[str]:
        """The kinds of movement that a cause or the goal asks for so much that no session should be without."""
        asked: list[Cause | Aim] = [*self._causes(), *self._aims()]
        return sorted({kind for each in asked for kind, weight in each.kinds.items() if weight >= MUCH})

    def _causes(self) -> Sequence[Cause]:
        known = self.catalogue.causes
        return [known[cause] for cause in sorted(self.person.causes) if cause in known]

    def _aims(self) -> Sequence[Aim]:
        aim = self.catalogue.aims.get(self.person.goal.value)
        return [aim] if aim else []

    def adds(self, way: Way, portion: Portion) -> dict[str, int]:
        """What a movement in that dose adds to each target, in hundredths of a point."""
        factor = portion.factor * self._trust(way.movement) * self._shape(way.movement) * LOAD
        if way.form and way.form.grade is Grade.EASIER:
            factor *= EASIER
        loads = way.movement.planning.loads
        found = {region: max(1, round(loads[region] * factor)) for region in self.person.pain if region in loads}
        kind = way.movement.planning.kind.value
        return found | ({KIND + kind: LOAD} if kind in self.asked_kinds() else {})

    def bonus(self, way: Way, portion: Portion) -> int:
        """What it is worth beside its regions: asked for by a cause or the goal, liked, and new in this week."""
        movement = way.movement
        asked = sum(weight for _, weight in self.asked_for(movement)) * UNUSUAL * ASKED
        liked = LIKED if movement.id in self.person.liked else 0
        worth = round(asked * portion.factor * self._trust(movement) * POINT)
        return worth + liked - AGAIN * self.done.get(movement.id, 0)

    def asked_for(self, movement: Movement) -> Iterator[tuple[Cause | Aim, float]]:
        """The causes and the goal that ask for a movement more than usual, and how much more."""
        kind = movement.planning.kind.value
        for cause in self._causes():
            muscles = max((cause.muscles.get(muscle, 1.0) for muscle in movement.muscles), default=1.0)
            if (weight := cause.kinds.get(kind, 1.0) * muscles) > 1:
                yield cause, weight - 1
        for aim in self._aims():
            if (weight := aim.kinds.get(kind, 1.0)) > 1:
                yield aim, weight - 1

    def _trust(self, movement: Movement) -> float:
        """How much more a movement counts for what helped this person, and for each source that names it."""
        sources = len({source.key for source in movement.sources})
        told = 1 + SOURCE * (min(max(sources, 1), MOST_SOURCES) - 1)
        return told * (1 + HELPED * min(max(self.helped.get(movement.id, 0.0), -1.0), 1.0))

    def _shape(self, movement: Movement) -> float:
        """How much more or less its kind counts by causes and goal together, for the regions.

        The root of it: what is asked for more counts a second time, beside the regions (`bonus`).
        """
        kind = movement.planning.kind.value
        asked: list[Cause | Aim] = [*self._causes(), *self._aims()]
        return math.sqrt(math.prod(each.kinds.get(kind, 1.0) for each in asked))
