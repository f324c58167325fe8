"""Where each movement of a plan stands: what progress starts from."""

from collections.abc import Mapping

from unkink.model.catalogue import Catalogue
from unkink.model.plan import Plan
from unkink.model.progress import Place
from unkink.progress.levels import place_of


def places(plan: Plan, catalogue: Catalogue) -> Mapping[str, Place]:
    """The place of every movement of the plan; where it comes in several doses, that of the highest.

    A movement that the catalogue does not know any more is left out.
    """
    found: dict[str, Place] = {}
    for step in (step for of_day in plan.days.values() for session in of_day for step in session.routine.steps):
        if movement := catalogue.movements.get(step.movement):
            place = place_of(movement, step)
            found[movement.id] = max(place, found.get(movement.id, place), key=lambda each: each.level)
    return found
