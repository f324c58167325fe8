"""Whether a person's answers to the safety questions speak against one way of doing a movement."""

from collections.abc import Mapping

from unkink.model.catalogue import Catalogue, Vocabulary
from unkink.model.movement import Form, Movement
from unkink.model.person import Person
from unkink.model.screening import Clearance
from unkink.model.words import Act
from unkink.planner.options import Hands, at_home


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


def allowed(person: Person, clearance: Clearance, catalogue: Catalogue) -> Mapping[str, frozenset[str | None]]:
    """For each movement, the forms this person may do it in, by their answers, their props and the positions they want.

    None is the usual form. A movement without any is left out.
    """
    words = catalogue.vocabulary
    hands = Hands(words, at_home(words) if person.props is None else person.props)
    found: dict[str, frozenset[str | None]] = {}
    for movement in catalogue.movements.values():
        forms: list[Form | None] = [None, *(form for form in movement.forms if form.movement is None)]
        fits = {
            form.id if form else None
            for form in forms
            if not_cleared(movement, form, clearance, words) is None and _fits(movement, form, person, hands)
        }
        if fits:
            found[movement.id] = frozenset(fits)
    return found


def _fits(movement: Movement, form: Form | None, person: Person, hands: Hands) -> bool:
    """Whether its position is wanted and its props are there."""
    position = (form and form.position) or movement.position
    placed = hands.vocabulary.positions[position].prop
    needed = movement.props.required + (form.needs if form else ()) + ((placed,) if placed else ())
    return position not in person.positions and not hands.missing(movement, needed)
