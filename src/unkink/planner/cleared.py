"""Whether a person's answers to the safety questions speak against one way of doing a movement."""

from unkink.model.catalogue import Vocabulary
from unkink.model.movement import Form, Movement
from unkink.model.screening import Clearance
from unkink.model.words import Act


def not_cleared(movement: Movement, form: Form | None, clearance: Clearance, words: Vocabulary) -> str | None:
    """Why this way of doing it is out for that person, in words; None where nothing speaks against it."""
    lifted = form.lifts if form else ()
    for caution in movement.cautions:
        if caution.act is Act.AVOID and caution.when in clearance.cautions and caution.when not in lifted:
            return f"{words.cautions[caution.when].name}: {caution.text}"
    if form and (barred := sorted(clearance.cautions & set(form.bars))):
        return f"{words.cautions[barred[0]].name}: this way of doing it is out."
    position = (form and form.position) or movement.position
    if position in clearance.positions:
        return f"{words.positions[position].name} is out for you, by what you answered."
    return None
