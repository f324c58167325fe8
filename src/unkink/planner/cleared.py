"""Whether a person's answers to the safety questions speak against one way of doing a movement."""

from unkink.language import text
from unkink.model.catalogue import Vocabulary
from unkink.model.movement import Form, Movement
from unkink.model.screening import Clearance
from unkink.model.words import Act


def not_cleared(movement: Movement, form: Form | None, clearance: Clearance, words: Vocabulary) -> str | None:
    """Why this way of doing it is out for that person, in words; None where nothing speaks against it."""
    lifted = form.lifts if form else ()
    for caution in movement.cautions:
        if caution.act is Act.AVOID and caution.when in clearance.cautions and caution.when not in lifted:
            return text("{why}: {what}", why=words.cautions[caution.when].name, what=caution.text)
    if form and (barred := sorted(clearance.cautions & set(form.bars))):
        return text("{why}: this way of doing it is out.", why=words.cautions[barred[0]].name)
    position = (form and form.position) or movement.position
    if position in clearance.positions:
        return text("{position} is out for you, by what you answered.", position=words.positions[position].name)
    return None
