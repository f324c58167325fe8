"""Routines and the catalogue they were made from."""

from unkink.model.catalogue import Catalogue
from unkink.model.programme import Routine


def playable(routine: Routine, catalogue: Catalogue) -> bool:
    """Whether the catalogue of today has all that a routine planned earlier is made of."""
    movements = catalogue.movements
    return all(
        step.movement in movements and (not step.form or movements[step.movement].form(step.form) is not None)
        for step in routine.steps
    )
