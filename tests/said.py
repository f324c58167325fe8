"""Every text that a voice may be asked to say: the whole catalogue, with the numbers that come up."""

from collections.abc import Iterator
from itertools import combinations

from unkink.model.catalogue import Catalogue
from unkink.model.movement import Movement
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Channel, Pacing
from unkink.model.words import Chattiness, Side, Sides
from unkink.progress.levels import dose_at, levels
from unkink.timeline import compile_timeline

QUICK = 2_000  # a breath that leaves time for the short words only
PACINGS = [
    Pacing(chatty=chatty, inhale_ms=ms) for chatty in (Chattiness.STEPS, Chattiness.CHANGES) for ms in (QUICK, 4_000)
]


def texts(catalogue: Catalogue) -> dict[str, str]:
    """Each text once, with the id of the movement or programme that it came with."""
    found: dict[str, str] = {}
    for movement in catalogue.movements.values():
        for text in _of_movement(movement, catalogue):
            found.setdefault(text, movement.id)
    for routine in _routines(catalogue):
        for pacing in PACINGS:
            for cue in compile_timeline(routine, catalogue, pacing).cues:
                if cue.channel is Channel.SAY:
                    found.setdefault(cue.text, routine.id)
    return found


def _of_movement(movement: Movement, catalogue: Catalogue) -> Iterator[str]:
    """All that is said of a movement, wherever it comes in a routine and whichever side it begins with."""
    for key in ("first", "next", "same_position"):
        yield catalogue.phrases[key].format(name=movement.name)
    for side in (Side.BOTH,) if movement.sides is Sides.BOTH else (Side.LEFT, Side.RIGHT):
        yield movement.lead_in.for_side(side)
        yield from (step.for_side(side) for step in movement.steps)
        if movement.release:
            yield movement.release.for_side(side)
    yield movement.feel.text


def _routines(catalogue: Catalogue) -> Iterator[Routine]:
    """Every programme with all that can be chosen, every movement at every dose that progress leads to, every form."""
    for programme in catalogue.programmes.values():
        choices = [choice.id for choice in programme.choices]
        for count in range(len(choices) + 1):
            yield from (programme.routine(frozenset(chosen)) for chosen in combinations(choices, count))
    for movement in catalogue.movements.values():
        lowest, highest = levels(movement)
        steps = [Step(movement.id, dose_at(movement, level)) for level in range(lowest, highest + 1)]
        steps += [Step(movement.id, movement.dose, form=form.id) for form in movement.forms if not form.movement]
        yield from (Routine(movement.id, movement.name, (step,)) for step in steps)
