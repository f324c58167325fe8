"""Random people, and catalogues of any size, for the planner's benchmark."""

import random
from collections.abc import Iterator
from dataclasses import replace

from unkink import places
from unkink.catalogue.load import load
from unkink.model.catalogue import Catalogue
from unkink.model.movement import Movement
from unkink.model.person import Experience, Goal, Person
from unkink.model.screening import Clearance, Outcome
from unkink.model.timeline import Pacing
from unkink.planner.asked import Asked

PAINFUL = ("neck", "shoulders", "upper-back", "middle-back", "lower-back", "glutes", "hamstrings")
MINUTES = (3, 5, 8, 10, 10, 12, 12, 15, 15, 20, 30, 45)  # 10 to 15 is the usual size


def real() -> Catalogue:
    """The built-in catalogue."""
    return load(places.built_in_catalogue())


def asked(catalogue: Catalogue, count: int, seed: int = 1) -> Iterator[Asked]:
    """That many people with what screening says of them; the same for the same seed."""
    chance = random.Random(seed)
    while count:
        yield Asked(_person(chance, catalogue), _clearance(chance, catalogue), catalogue, Pacing(), seed=count)
        count -= 1


def _person(chance: random.Random, catalogue: Catalogue) -> Person:
    words = catalogue.vocabulary
    home = {prop.id for prop in words.props.values() if prop.at_home}
    regions = chance.sample(PAINFUL, chance.choice((1, 1, 2, 2, 3, 4)))
    return Person(
        pain={region: chance.randint(1, 9) for region in regions},
        minutes=chance.choice(MINUTES),
        causes=frozenset(chance.sample(sorted(catalogue.causes), chance.choice((0, 1, 1, 2)))),
        goal=chance.choice(tuple(Goal)),
        days_per_week=chance.randint(2, 7),
        props=chance.choice((None, None, frozenset(home), frozenset(words.props), frozenset({"wall", "chair"}))),
        positions=frozenset(chance.sample(sorted(words.positions), chance.choice((0, 0, 0, 1, 2)))),
        liked=frozenset(chance.sample(sorted(catalogue.movements), chance.choice((0, 0, 2)))),
        disliked=frozenset(chance.sample(sorted(catalogue.movements), chance.choice((0, 0, 2)))),
        experience=chance.choice(tuple(Experience)),
        mixed_positions=chance.random() < 0.1,
    )


def _clearance(chance: random.Random, catalogue: Catalogue) -> Clearance:
    known = sorted(set(catalogue.vocabulary.cautions) - {"recent-surgery"})  # who has that is not cleared
    cautions = frozenset(chance.sample(known, chance.choice((0, 0, 0, 1, 2))))
    return Clearance(Outcome.GO_WITH_LIMITS if cautions else Outcome.GO, (), cautions, frozenset(), ())


def grown(catalogue: Catalogue, size: int) -> Catalogue:
    """The catalogue with varied copies of its movements, until it has that many."""
    chance = random.Random(size)
    movements = dict(list(catalogue.movements.items())[:size])
    originals = list(catalogue.movements.values())
    while len(movements) < size:
        copy = _varied(chance.choice(originals), len(movements), chance)
        movements[copy.id] = copy
    return replace(catalogue, movements=movements, programmes={})


def _varied(movement: Movement, number: int, chance: random.Random) -> Movement:
    """A copy with a longer or shorter name, other loads and another usual dose inside its range."""
    planning, dose, ranges = movement.planning, movement.dose, movement.dose_range
    loads = {region: min(max(load + chance.choice((-1, 0, 0, 1)), 1), 3) for region, load in planning.loads.items()}
    if dose.hold_ms and ranges.hold_ms:
        low, high = max(ranges.hold_ms.low, dose.hold_ms // 2), min(ranges.hold_ms.high, dose.hold_ms * 3 // 2)
        dose = replace(dose, hold_ms=chance.randrange(low, high + 1, 1_000))
    return replace(
        movement,
        id=f"{movement.id}-{number}",
        name=f"{movement.name}{' once more' * chance.randint(0, 2)}",
        planning=replace(planning, loads=loads),
        dose=dose,
        forms=tuple(form for form in movement.forms if form.movement is None),
    )
