"""What is told with a plan: how the person's answers shaped it, and where a wish could not be met in full."""

from collections.abc import Iterator, Sequence

from unkink.language import mark, text
from unkink.model.words import Kind
from unkink.planner.asked import Asked
from unkink.planner.build import Session
from unkink.planner.problem import LOAD, Target
from unkink.planner.solve import Solved
from unkink.planner.weights import KIND

NO_ROOM = {
    Kind.BREATH: mark("There was no room in every session for slow breathing."),
    Kind.WARM_UP: mark("There was no room in every session for a warm-up."),
    Kind.MOBILITY: mark("There was no room in every session for easy movement."),
    Kind.STRETCH: mark("There was no room in every session for held stretches."),
    Kind.STRENGTH: mark("There was no room in every session for strengthening."),
}
Made = Sequence[tuple[Session, Solved]]
A_LITTLE_LOAD = LOAD // 2  # half a point less than its share is not worth a word


def notes(asked: Asked, made: Made) -> tuple[str, ...]:
    """Sentences, the most important first; each once."""
    found = [*_limits(asked), *_short(asked, made), *_resting(asked, made), *_props(asked), *_shaped(asked)]
    return tuple(dict.fromkeys(found))


def _limits(asked: Asked) -> Iterator[str]:
    for finding in asked.clearance.findings:
        if finding.do and (finding.cautions or finding.positions):
            yield finding.do


def _short(asked: Asked, made: Made) -> Iterator[str]:
    """Regions that get less than their share by their pain, and kinds of movement there was no room for."""
    for session, solved in made:
        loads = session.problem.loads(placed.option for placed in solved.arranged)
        for target in session.problem.targets:
            if target.need - loads[target.id] > A_LITTLE_LOAD:
                yield _less(asked, target)


def _less(asked: Asked, target: Target) -> str:
    if target.id.startswith(KIND):
        return text(NO_ROOM[Kind(target.id.removeprefix(KIND))])
    return text(
        "{region} gets less than its share by how much it hurts: in {minutes} minutes, within your limits, "
        "there was no room for more.",
        region=asked.catalogue.vocabulary.regions[target.id].name,
        minutes=asked.person.minutes,
    )


def _resting(asked: Asked, made: Made) -> Iterator[str]:
    """Regions that have nothing on some days, as all that is for them needs rest."""
    for session, _ in made:
        for target in session.problem.targets:
            if target.id in asked.person.pain and not any(target.id in o.adds for o in session.problem.options):
                name = asked.catalogue.vocabulary.regions[target.id].name
                yield text("{region} rests on some days: what there is for it needs a day between.", region=name)


def _props(asked: Asked) -> Iterator[str]:
    if asked.person.props is None:
        yield text("You did not say what is at hand, so only what most homes have is counted on.")


def _shaped(asked: Asked) -> Iterator[str]:
    for cause in sorted(asked.person.causes & set(asked.catalogue.causes)):
        shape = asked.catalogue.causes[cause]
        yield text("{name}: {note}", name=shape.name, note=shape.note)
    if aim := asked.catalogue.aims.get(asked.person.goal.value):
        yield text("{name}: {note}", name=aim.name, note=aim.note)
