"""Why each movement is in a session, and why the others are not, in words."""

from collections.abc import Iterator, Mapping, Sequence

from unkink.language import sentences, text, within
from unkink.model.plan import LeftOut, Reason, Why
from unkink.planner.asked import Asked
from unkink.planner.build import Session
from unkink.planner.options import No
from unkink.planner.problem import LOAD, Option, Placed, Problem, Stage, lacking, returns
from unkink.planner.solve import Solved
from unkink.prose import listed, parted

NOTABLE = 0.5  # what adds less than half of what a movement adds most is not told as a reason
HELPFUL = 0.2


def reasons(asked: Asked, problem: Problem, arranged: Sequence[Placed]) -> tuple[Reason, ...]:
    """One reason a step, in their order."""
    options = [problem.options[placed.option] for placed in arranged]
    return tuple(_reason(asked, option, first=not number) for number, option in enumerate(options))


def _reason(asked: Asked, option: Option, *, first: bool) -> Reason:
    regions = {each: load / LOAD for each, load in option.adds.items() if each in asked.person.pain}
    return Reason(option.movement, sentences(*_sentences(asked, option, regions, first=first)), regions)


def _sentences(asked: Asked, option: Option, regions: Mapping[str, float], *, first: bool) -> Iterator[str]:
    names = asked.catalogue.vocabulary.regions
    most = max(regions.values(), default=0)
    told = [within(names[each].name) for each, load in regions.items() if load >= most * NOTABLE]
    if told:
        yield text("For your {regions}.", regions=listed(told))
    yield from _wishes(asked, option)
    if first and option.stage <= Stage.GENTLE:
        yield text("Easy enough to begin with.")
    if option.stage >= Stage.STRONG:
        yield text("Late in the session, when you are warm.")
    if option.eased:
        yield text("Done smaller or easier for you.")
        yield _sentence(option.eased[0])
    yield from _stand_ins(asked, option)


def _wishes(asked: Asked, option: Option) -> Iterator[str]:
    """What the person said that speaks for it."""
    movement = asked.catalogue.movements[option.movement]
    weighed = list(asked.weights({}).asked_for(movement))
    wished = [each.name for each, weight in weighed if weight >= HELPFUL or not option.adds]
    if wished:
        yield text("It goes with what you told: {wishes}.", wishes=parted(wished))
    if option.movement in asked.person.liked:
        yield text("You like it.")
    if asked.history.weights.get(option.movement, 0) >= HELPFUL:
        yield text("It has gone well for you before.")


def _stand_ins(asked: Asked, option: Option) -> Iterator[str]:
    """What will do for a prop that is not at hand."""
    movement, hands = asked.catalogue.movements[option.movement], asked.field.rules.hands
    form = movement.form(option.form) if option.form else None
    for prop in movement.props.required + (form.needs if form else ()):
        if prop not in hands.props and (instead := hands.instead(movement, prop)):
            name = within(asked.catalogue.vocabulary.props[prop].name)
            yield text("For the {prop}, take {instead}.", prop=name, instead=instead)


def left_out(asked: Asked, sessions: Sequence[tuple[Session, Solved]]) -> tuple[LeftOut, ...]:
    """Every movement that is in no session, and why. What would have to go is a guess; `variants.displaced` knows."""
    used = {session.problem.options[p.option].movement for session, solved in sessions for p in solved.arranged}
    found = []
    for movement in asked.catalogue.movements.values():
        if movement.id not in used:
            no = asked.field.refused.get(movement.id) or _refused(movement.id, sessions)
            if no:
                found.append(LeftOut(movement.id, no.why, no.text))
            else:
                found.append(_no_time(asked, movement.id, sessions))
    return tuple(found)


def _refused(movement_id: str, sessions: Sequence[tuple[Session, Solved]]) -> No | None:
    """Why it is among the options of no session; None where it is among those of one."""
    nos = [session.refused.get(movement_id) for session, _ in sessions]
    return None if any(no is None for no in nos) else nos[0]


def _no_time(asked: Asked, movement_id: str, sessions: Sequence[tuple[Session, Solved]]) -> LeftOut:
    for session, solved in sessions:
        options = [option for option in session.problem.options if option.movement == movement_id]
        if options:
            going = cheapest_room(session.problem, solved.arranged, min(option.span.same_ms for option in options))
            names = [asked.catalogue.movements[each].name for each in going]
            room = text("Nothing would have to go.")
            if names:
                room = text("To make room, {movements} would most likely have to go.", movements=listed(names))
            why = sentences(text("It may be done, but the session does more without it."), room)
            return LeftOut(movement_id, Why.NO_TIME, why, going)
    return LeftOut(movement_id, Why.NO_TIME, text("It takes longer than the whole session."))


def cheapest_room(problem: Problem, arranged: Sequence[Placed], wanted_ms: int) -> tuple[str, ...]:
    """Which steps would be given up first for that much time: those worth least for their length."""
    free = problem.limit_ms - problem.length_ms(arranged)
    loads = problem.loads(placed.option for placed in arranged)
    weights = {target.id: target for target in problem.targets}

    def loss(option: Option) -> float:
        lost = option.bonus
        for each, load in option.adds.items():
            target = weights[each]
            lost += returns(loads[each], target.weight) - returns(loads[each] - load, target.weight)
            lost += lacking(loads[each] - load, target) - lacking(loads[each], target)
        return lost / option.span.same_ms

    going: list[str] = []
    for option in sorted((problem.options[placed.option] for placed in arranged), key=loss):
        if free >= wanted_ms:
            break
        going.append(option.movement)
        free += option.span.same_ms
    return tuple(going)


def _sentence(told: str) -> str:
    return told if told.endswith((".", "!", "?")) else text("{sentence}.", sentence=told)
