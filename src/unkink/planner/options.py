"""The hard rules about movements: which of them this person may do, in which ways, and why not the others."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from unkink.language import original, text, within
from unkink.model.catalogue import Catalogue, Vocabulary
from unkink.model.movement import Caution, Form, Movement
from unkink.model.person import Experience, Person
from unkink.model.plan import Why
from unkink.model.progress import Place, Standing
from unkink.model.screening import Clearance
from unkink.model.words import Act, Depth, Grade, Kind
from unkink.planner.cleared import not_cleared
from unkink.planner.doses import Size
from unkink.prose import listed

# NRS. Clinics draw the lines of what may hurt during exercise differently (see docs/safety.md): up to 3 all of them say
# "go on", from 7 all of them say "less" or "stop".
CALM, SORE = 3, 7
# From here on nothing brisk that jolts the place; and for whoever is new to exercise nothing brisk at all. Our own
# lines: green ends at 3, and the next two points are for careful trying, not for a jolt.
JOLT_FROM, NEW_JOLT_FROM = 5, 4
FULL_LOAD = 2  # what loads a place this much is felt there


class Way(NamedTuple):
    """A movement in one form that this person may do; `eased` says why it is done smaller or easier, in words.

    `sizes` are the doses that are allowed. `most` is the level where progress has it, and goes beyond no other: the
    sizes count only where it is eased. None where nothing has changed yet.
    """

    movement: Movement
    form: Form | None
    position: str
    kind: Kind
    depth: Depth
    sizes: frozenset[Size]
    eased: tuple[str, ...] = ()
    most: int | None = None


class No(NamedTuple):
    """Why a movement is not allowed at all, in words."""

    why: Why
    text: str


def at_home(vocabulary: Vocabulary) -> frozenset[str]:
    """What is counted on where a person did not say what is at hand."""
    return frozenset(prop.id for prop in vocabulary.props.values() if prop.at_home)


@dataclass(frozen=True, slots=True)
class Hands:
    """What is at hand, and what of it may stand in for what is not."""

    vocabulary: Vocabulary
    props: frozenset[str]

    def missing(self, movement: Movement, needed: tuple[str, ...]) -> tuple[str, ...]:
        """The props among those that neither lie at hand nor have a stand-in."""
        return tuple(
            prop for prop in dict.fromkeys(needed) if prop not in self.props and not self.instead(movement, prop)
        )

    def instead(self, movement: Movement, prop: str) -> str | None:
        """What lies at hand and will do for that prop, in words."""
        words = (movement.props.instead or {}).get(prop) or self.vocabulary.props[prop].instead
        names = [original(self.vocabulary.props[each].name).lower() for each in sorted(self.props)]
        told = "|".join(map(re.escape, names))
        return next((each for each in words if names and re.search(rf"\b({told})\b", original(each).lower())), None)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person, their clearance and where they stand allow."""

    person: Person
    clearance: Clearance
    catalogue: Catalogue
    standing: Standing = field(default_factory=Standing)
    hands: Hands = field(init=False)

    def __post_init__(self) -> None:
        words = self.catalogue.vocabulary
        props = at_home(words) if self.person.props is None else self.person.props
        object.__setattr__(self, "hands", Hands(words, props))

    def ways(self, movement: Movement) -> tuple[Way, ...] | No:
        """The ways this person may do the movement, at most one in each position; or why there is none.

        Where progress has put it into a form, that is the only way, unless clearance, props or positions forbid it.
        """
        if movement.id in self.person.disliked:
            return No(Why.DISLIKED, text("You said that you do not like it."))
        place = self.standing.places.get(movement.id)
        if place and place.dropped:
            return No(Why.LEFT_OUT, text("It was left out, because it hurt or you skipped it. You can take it back."))
        if no := self._brisk(movement):
            return no
        if place:
            grown = self._judge(movement, movement.form(place.form) if place.form else None, place)
            if isinstance(grown, Way):
                return (grown,)
        allowed: dict[str, Way] = {}
        refused: list[No] = []
        for form in self._forms(movement):
            judged = self._judge(movement, form, None)
            if isinstance(judged, No):
                refused.append(judged)
            else:
                allowed.setdefault(judged.position, judged._replace(most=place.level if place else None))
        if allowed:
            return tuple(allowed.values())
        return min(refused, key=lambda no: _LAST_TOLD.index(no.why))

    def way(self, movement: Movement, form_id: str | None) -> Way | No:
        """One way of doing the movement, whether it is the best or not."""
        whole = self.ways(movement)
        if isinstance(whole, No):
            return whole
        form, place = movement.form(form_id) if form_id else None, self.standing.places.get(movement.id)
        judged = self._judge(movement, form, place if place and place.form == form_id else None)
        return judged._replace(most=place.level if place else None) if isinstance(judged, Way) else judged

    def _brisk(self, movement: Movement) -> No | None:
        """Whether its pace would jolt a place that hurts, or is too much for somebody new who is in pain."""
        pain = self.person.pain
        nrs, region = max(((pain.get(region, 0), region) for region in movement.planning.jolts), default=(0, ""))
        if nrs >= JOLT_FROM:
            name = within(self.catalogue.vocabulary.regions[region].name)
            brisk = text("It is brisk, and would jolt your {region}. It can come when that hurts less.", region=name)
            return No(Why.TOO_HARD, brisk)
        new = self.person.experience is Experience.NEW
        if region and new and max(pain.values()) >= NEW_JOLT_FROM:
            return No(Why.TOO_HARD, text("It is brisk. It can come when you hurt less, or are used to exercise."))
        return None

    def _forms(self, movement: Movement) -> list[Form | None]:
        """The forms that are the movement itself, the best for this person first."""
        own = [form for form in movement.forms if form.movement is None]
        eased = bool(self._eases(movement, None)) or self._sore(movement)
        worst = max((self.person.pain.get(region, 0) for region in movement.planning.loads), default=0)
        ready = self.person.experience is Experience.USED and worst <= CALM
        ranks = {
            Grade.EASIER: 0 if eased else 2,
            Grade.OTHER: 3,
            Grade.HARDER: 0 if ready else 4,
        }
        return sorted([None, *own], key=lambda form: ranks[form.grade] if form else 1)

    def _judge(self, movement: Movement, form: Form | None, place: Place | None) -> Way | No:
        """One way of doing it: allowed, or why not. `place` is where progress has it, if it has led to this form."""
        position = (form and form.position) or movement.position
        if no := self._forbidden(movement, form):
            return no
        eased: tuple[str, ...] = tuple(
            text("{why}: {what}", why=self._caution(caution.when), what=caution.text)
            for caution in self._eases(movement, form)
        )
        if self._sore(movement):
            eased += (text("This place hurts a lot at present, so it is done in a smaller way."),)
        depth = depth_of(movement, form)
        if no := self._too_hard(movement, form, eased=bool(eased), earned=place is not None):
            return no
        sizes = self._sizes(movement, form, eased=bool(eased))
        most = place.level if place else None
        return Way(movement, form, position, movement.planning.kind, depth, sizes, eased, most)

    def forms_allowed(self) -> Mapping[str, frozenset[str | None]]:
        """For each movement, the forms that answers, props and wished positions allow; None is the usual form.

        A movement without any is left out. What is too hard or disliked is not looked at.
        """
        found: dict[str, frozenset[str | None]] = {}
        for movement in self.catalogue.movements.values():
            forms: list[Form | None] = [None, *(form for form in movement.forms if form.movement is None)]
            fits = frozenset(form.id if form else None for form in forms if not self._forbidden(movement, form))
            if fits:
                found[movement.id] = fits
        return found

    def _eases(self, movement: Movement, form: Form | None) -> list[Caution]:
        """The cautions by which this person should do it smaller, and that the form does not lift."""
        lifted = form.lifts if form else ()
        return [
            each
            for each in movement.cautions
            if each.act is Act.EASE and each.when in self.clearance.cautions and each.when not in lifted
        ]

    def _caution(self, caution: str) -> str:
        return self.catalogue.vocabulary.cautions[caution].name

    def _forbidden(self, movement: Movement, form: Form | None) -> No | None:
        """Whether answers, wished positions or props speak against it."""
        words, position = self.catalogue.vocabulary, (form and form.position) or movement.position
        if why := not_cleared(movement, form, self.clearance, words):
            return No(Why.NOT_CLEARED, why)
        if position in self.person.positions:
            name = words.positions[position].name
            return No(Why.POSITION, text("{position} is a position you want to avoid.", position=name))
        placed = words.positions[position].prop
        needed = movement.props.required + (form.needs if form else ()) + ((placed,) if placed else ())
        if missing := self.hands.missing(movement, needed):
            names = listed(within(words.props[prop].name) for prop in missing)
            return No(Why.NO_PROP, text("It needs what is not at hand: {props}.", props=names))
        return None

    def _sore(self, movement: Movement) -> bool:
        """Whether it works a place that hurts a lot."""
        pain = self.person.pain
        return any(
            load >= FULL_LOAD and pain.get(region, 0) >= SORE for region, load in movement.planning.loads.items()
        )

    def _too_hard(self, movement: Movement, form: Form | None, *, eased: bool, earned: bool) -> No | None:
        """Whether it asks too much. A harder form that progress has led to was `earned`, however new the person was."""
        harder, depth = form is not None and form.grade is Grade.HARDER, depth_of(movement, form)
        if harder and (eased or not (earned or self.person.experience is Experience.USED)):
            return No(Why.TOO_HARD, text("This form is for later."))
        grown = earned and movement.planning.depth is not Depth.DEEP
        if depth is Depth.DEEP and self.person.experience is Experience.NEW and not grown:
            return No(Why.TOO_HARD, text("It goes far, or is hard work. It can come when you are used to exercise."))
        if depth is Depth.DEEP and eased:
            return No(Why.TOO_HARD, text("It goes far, and what you answered asks for less."))
        return None

    def _sizes(self, movement: Movement, form: Form | None, *, eased: bool) -> frozenset[Size]:
        """The doses allowed: eased ones low, unless the form is the easier one; strength not high for beginners."""
        if eased:
            easier = form is not None and form.grade is Grade.EASIER
            return frozenset({Size.LOW, Size.USUAL} if easier else {Size.LOW})
        new = self.person.experience is Experience.NEW
        if new and movement.planning.kind is Kind.STRENGTH:
            return frozenset({Size.LOW, Size.USUAL})
        return frozenset(Size)


# Where several ways are refused for several reasons, the one that is nearest to being allowed is told.
_LAST_TOLD = (Why.NO_PROP, Why.POSITION, Why.TOO_HARD, Why.NOT_CLEARED)


def depth_of(movement: Movement, form: Form | None) -> Depth:
    """How far this form goes: an easier one a step less, a harder one a step further."""
    depths = tuple(Depth)
    change = {Grade.EASIER: -1, Grade.HARDER: 1}.get(form.grade, 0) if form else 0
    return depths[min(max(movement.planning.depth.rank + change, 0), len(depths) - 1)]


def judged(rules: Rules, movements: Mapping[str, Movement]) -> Iterator[tuple[Movement, tuple[Way, ...] | No]]:
    """Every movement with the ways it may be done, or why it may not."""
    for movement in movements.values():
        yield movement, rules.ways(movement)
