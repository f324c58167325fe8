"""What is told and asked before and after a routine: in plain words, the same on the screen and in lines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from unkink import wire
from unkink.language import mark, text, within
from unkink.model.movement import Instruction
from unkink.model.session import Pain, State
from unkink.model.words import Grade, Side
from unkink.prose import listed
from unkink.tell import clock, felt, length, movements_counted
from unkink.terminal.commands import JUST_LESS, how_to_go_on

if TYPE_CHECKING:
    from unkink.model.catalogue import Catalogue, Term
    from unkink.model.play import Play
    from unkink.terminal.run import Run

WORST = 10
_NOT_PLACES = ("core", "posture", "breathing")  # regions that nobody points at when something hurts

# English, to be said with `text`.
CAREFUL = mark("A clear pull is fine. Sharp pain means stop.")
NOW = mark("How much does it hurt now? 0 is not at all, 10 the worst there is.")
AFTER = mark("How much does it hurt afterwards? 0 is not at all, 10 the worst there is.")
WHERE = mark("Where?")
SLEPT = mark("The machine slept. Your place was kept.")
SAVED = mark("What could not be saved before is saved now.")


def what_it_is(ready: "Play") -> str:
    """How long and how many."""
    return f"{length(ready.timeline.duration_ms)}, {movements_counted(len(ready.routine.steps))}"


def what_to_have(ready: "Play", catalogue: "Catalogue") -> list[str]:
    """What is needed, with what else will do, and what helps."""
    movements = [catalogue.movements[step.movement] for step in ready.routine.steps]
    shapes = {prop["id"]: prop for movement in movements for prop in wire.props(movement, catalogue)}
    needed = dict.fromkeys(prop for movement in movements for prop in movement.props.required)
    things = [listed([within(shapes[prop]["name"]), *shapes[prop]["instead"]], "or") for prop in needed]
    helpful = [within(shape["name"]) for prop, shape in shapes.items() if prop not in needed]
    needs = text("You need: {things}.", things="; ".join(things)) if things else text("You need nothing for this.")
    lines: list[str] = [needs]
    return [*lines, text("It helps to have: {things}.", things=", ".join(helpful))] if helpful else lines


def where_it_stands(run: "Run") -> str:
    """Where a session that was left goes on."""
    step, steps = run.state.segment.step, len(run.ready.routine.steps)
    name = run.service.catalogue.movements[run.state.segment.movement].name
    at = clock(run.state.position_ms)
    return text("Going on at {time}, with {movement} ({n} of {all}).", time=at, movement=name, n=step + 1, all=steps)


def easier(run: "Run") -> tuple[str, ...]:
    """The easier forms of the present movement, each a name and a text; else what always helps."""
    segment = run.state.segment
    side = Side.LEFT if segment.side is Side.BOTH else segment.side
    forms = run.service.catalogue.movements[segment.movement].forms
    told = (f"{form.name}: {Instruction(form.text).for_side(side)}" for form in forms if form.grade is Grade.EASIER)
    return tuple(told) or (text(JUST_LESS),)


def how_it_went(run: "Run") -> list[str]:
    """What was done and how it felt, when it is over or was left."""
    session = run.so_far
    if session is None:
        return [text("Nothing was begun.")]
    name, at, whole = run.ready.routine.name, clock(session.position_ms), run.ready.timeline.duration_ms
    if session.state is State.OPEN:
        way = how_to_go_on(run.ready.routine.id, run.service.settings)
        left = text(
            "Left at {time} of {all}. To go on within half a day: {command}", time=at, all=clock(whole), command=way
        )
        return [left]
    ended = text("Ended at {time} of {all}: {routine}.", time=at, all=clock(whole), routine=name)
    if session.state is State.FINISHED:
        ended = text("Done: {routine}, {length}.", routine=name, length=length(whole))
    shape = wire.session(session, run.service.name_of(session.routine))
    return [ended, *(f"{line}." for line in felt(shape, run.service.catalogue))]


def how_it_ended(run: "Run") -> list[str]:
    """The last lines: how it went, and whether all of it is kept. Tries once more to save what is not."""
    lost = run.close()
    kept = [text("It is in your journal: unkink journal")] if run.over else []
    return [*how_it_went(run), *([lost] if lost else kept)]


def where_it_can_hurt(catalogue: "Catalogue") -> list["Term"]:
    """The regions to choose from when something hurts."""
    return [term for term in catalogue.vocabulary.regions.values() if term.id not in _NOT_PLACES]


def ratings(nrs: int | None, places: Iterable[str]) -> tuple[Pain, ...]:
    """One rating for every place, or one all in all; none where nothing was given."""
    if nrs is None:
        return ()
    return tuple(Pain(nrs, place) for place in places) or (Pain(nrs),)


def read_nrs(typed: str) -> int | None:
    """A typed rating; None where it is not a whole number from 0 to 10."""
    wanted = typed.strip()
    return int(wanted) if wanted.isdecimal() and int(wanted) <= WORST else None


def read_places(typed: str, terms: list["Term"]) -> tuple[list[str], list[str]]:
    """Typed places, by number or by the beginning of their name: the ids, and what was not understood."""
    found: list[str] = []
    unknown: list[str] = []
    for word in filter(None, (part.strip().casefold() for part in typed.split(","))):
        if word.isdecimal() and 1 <= int(word) <= len(terms):
            found.append(terms[int(word) - 1].id)
            continue
        fitting = [term.id for term in terms if term.name.casefold().startswith(word) or term.id.startswith(word)]
        if len(fitting) == 1:
            found += fitting
        else:
            unknown.append(word)
    return list(dict.fromkeys(found)), unknown
