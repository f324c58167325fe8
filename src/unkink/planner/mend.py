"""No plan is possible: which wishes conflict, and the smallest change that mends it.

Only wishes are ever changed. What screening says is not one of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from unkink.errors import Refused
from unkink.language import sentences, text, texts, within
from unkink.model.person import Person
from unkink.model.words import Act
from unkink.planner.asked import Asked
from unkink.planner.greedy import greedy
from unkink.planner.options import at_home
from unkink.prose import listed

A_LITTLE, MOST_MINUTES = 5, 45


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a wish: with which it works, in a sentence, and the person it makes."""

    text: str
    person: Person


class NoPlan(Refused):
    """What a person wishes cannot be had together. `mends` is the smallest change that helps, if any."""

    def __init__(self, message: str, way_out: str, mends: Change | None) -> None:
        """Keep the change."""
        super().__init__(message, way_out)
        self.mends = mends


def unreached(asked: Asked) -> tuple[str, ...]:
    """The painful regions that no movement this person may do is for."""
    loaded = {region for ways in asked.field.ways.values() for region in ways[0].movement.planning.loads}
    return tuple(region for region in wanted(asked.person) if region not in loaded)


def wanted(person: Person) -> tuple[str, ...]:
    """The regions a session must do something for: those that hurt, or all that were named where none does."""
    return tuple(region for region, nrs in person.pain.items() if nrs or not any(person.pain.values()))


def no_plan(asked: Asked) -> NoPlan:
    """The error that says what conflicts, and the first of the changes, the smallest first, that mends it."""
    mends = next((change for change in changes(asked) if works(replace(asked, person=change.person))), None)
    message = _conflict(asked)
    barred = _barring(asked)
    if barred:
        names, why = asked.catalogue.vocabulary.regions, asked.catalogue.vocabulary.cautions[barred].name
        message = text(
            "There is no plan for {regions}, because of one answer to the safety questions: {answer}.",
            regions=listed((within(names[region].name) for region in unreached(asked)), "or"),
            answer=why,
        )
    do = next((finding.do for finding in asked.clearance.findings if barred in finding.cautions), "")
    works_with = mends.text if mends else ""
    if barred and (do or mends):
        return NoPlan(message, sentences(do, works_with), mends)
    if mends:
        return NoPlan(message, works_with, mends)
    way_out = text("No single change mends it. Begin with one region, more minutes and fewer limits.")
    return NoPlan(message, way_out, None)


def _barring(asked: Asked) -> str | None:
    """The one caution that rules out every movement there is for the regions that nothing is left for; else None."""
    lost = set(unreached(asked))
    movements = [each for each in asked.catalogue.movements.values() if lost & each.planning.loads.keys()]

    def rules_out(caution: str) -> bool:
        return all(any(each.when == caution and each.act is Act.AVOID for each in m.cautions) for m in movements)

    return next((each for each in sorted(asked.clearance.cautions) if movements and rules_out(each)), None)


def works(asked: Asked) -> bool:
    """Whether a session is possible, as far as a quick search finds out."""
    if unreached(asked):
        return False
    return greedy(asked.session().problem) is not None


def _conflict(asked: Asked) -> str:
    """Which wishes conflict."""
    names = asked.catalogue.vocabulary.regions
    if lost := unreached(asked):
        told = listed((within(names[region].name) for region in lost), "or")
        if asked.clearance.cautions:
            return text(
                "There is no plan for all of that together: nothing is left for {regions} by what you wish, what is at "
                "hand and what your answers allow.",
                regions=told,
            )
        return text(
            "There is no plan for all of that together: nothing is left for {regions} by what you wish and what is at "
            "hand.",
            regions=told,
        )
    return texts(
        "There is no plan for all of that together: {minutes} minutes are too few for that region within your limits.",
        "There is no plan for all of that together: {minutes} minutes are too few for {n} regions within your limits.",
        len(wanted(asked.person)),
        minutes=asked.person.minutes,
    )


def changes(asked: Asked) -> Iterator[Change]:
    """Changes of one wish each, the smallest first."""
    person, words = asked.person, asked.catalogue.vocabulary
    names = asked.catalogue.movements
    yield from _longer(person, person.minutes + 1, person.minutes + A_LITTLE)
    props = at_home(words) if person.props is None else person.props
    for prop in words.props.values():
        if prop.id not in props:
            told = text("It works with this at hand: {prop}.", prop=within(prop.name))
            yield Change(told, replace(person, props=props | {prop.id}))
    for movement in sorted(person.disliked & set(names)):
        told = text("It works if {movement} may be in it.", movement=names[movement].name)
        yield Change(told, replace(person, disliked=person.disliked - {movement}))
    if not person.mixed_positions:
        yield Change(text("It works if you may come back to a position."), replace(person, mixed_positions=True))
    for position in sorted(person.positions):
        told = text(
            "It works if this position may be in it: {position}.", position=within(words.positions[position].name)
        )
        yield Change(told, replace(person, positions=person.positions - {position}))
    yield from _longer(person, person.minutes + A_LITTLE + 1, MOST_MINUTES)
    if len(person.pain) > 1:
        for region in sorted(wanted(person), key=lambda each: person.pain[each]):
            pain = {each: nrs for each, nrs in person.pain.items() if each != region}
            told = text("It works without this region: {region}.", region=within(words.regions[region].name))
            yield Change(told, replace(person, pain=pain))


def _longer(person: Person, low: int, high: int) -> Iterator[Change]:
    for minutes in range(low, min(high, MOST_MINUTES) + 1):
        told = text("It works with {more} minutes instead of {minutes}.", more=minutes, minutes=person.minutes)
        yield Change(told, replace(person, minutes=minutes))
