"""A session that is there already, read back as choices of its problem: so that it can be changed in part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from unkink.model.plan import Proof
from unkink.model.programme import Step
from unkink.planner.asked import Asked
from unkink.planner.build import Session, allowed, option_of
from unkink.planner.doses import Portion, portion
from unkink.planner.greedy import most
from unkink.planner.options import No, Way
from unkink.planner.orders import Order
from unkink.planner.problem import POINT, Option, Placed, Problem
from unkink.planner.solve import Solved
from unkink.planner.weights import Weights
from unkink.progress.levels import has_own_dose, level_of


def option_for(asked: Asked, weights: Weights, step: Step) -> Option | None:
    """The option that a step is, or the most of it that is allowed; None where it is not allowed at all."""
    movement = asked.catalogue.movements.get(step.movement)
    way = asked.field.rules.way(movement, step.form) if movement else None
    if way is None or isinstance(way, No):
        return None
    chosen = _chosen(way, step)
    return option_of(way, chosen, weights, asked.watch) if chosen else None


def _chosen(way: Way, step: Step) -> Portion | None:
    doses = allowed(way)
    if not doses or has_own_dose(way.movement, step.form):
        return next(iter(doses), None)
    return portion(way.movement, min(level_of(way.movement, step.dose), doses[-1].level))


def less_of(asked: Asked, weights: Weights, option: Option) -> Iterator[Option]:
    """The smaller doses of an option, in its form."""
    way = asked.field.rules.way(asked.catalogue.movements[option.movement], option.form)
    if isinstance(way, Way):
        for each in allowed(way):
            if each.level < option.level:
                yield option_of(way, each, weights, asked.watch)


def with_options(problem: Problem, options: Iterable[Option]) -> tuple[Problem, list[int]]:
    """The problem with those options among its own, and their numbers."""
    every = [*problem.options]
    numbers = []
    for option in options:
        if option not in every:
            every.append(option)
        numbers.append(every.index(option))
    return replace(problem, options=tuple(every)), numbers


def arrangements(problem: Problem, numbers: Sequence[int]) -> Iterator[tuple[tuple[Placed, ...], Order]]:
    """The ways of doing those options within the rules; the first keeps their order, if it can be kept."""
    for order in problem.orders:
        if placed := _along(problem, numbers, order):
            yield from _within(problem, placed, order)
    for order in single(problem.orders):
        visits = {visit.position: visit for visit in order}
        yield from _within(problem, [Placed(each, visits[problem.options[each].position]) for each in numbers], order)


def single(orders: Sequence[Order]) -> Iterator[Order]:
    """The orders, those with two visits to a position taken apart, so that each is gone to once."""
    for order in orders:
        for time in sorted({visit.time for visit in order}):
            yield tuple(visit for visit in order if visit.time == time)


def _along(problem: Problem, numbers: Sequence[int], order: Order) -> list[Placed]:
    """The options in that very order along the visits; nothing where they do not go along them."""
    placed, at = [], 0
    for number in numbers:
        position = problem.options[number].position
        at = next((n for n in range(at, len(order)) if order[n].position == position), len(order))
        if at == len(order):
            return []
        placed.append(Placed(number, order[at]))
    return placed


def _within(problem: Problem, placed: Sequence[Placed], order: Order) -> Iterator[tuple[tuple[Placed, ...], Order]]:
    arranged = problem.arranged(placed, order)
    if next(problem.broken(arranged, order), None) is None:
        yield arranged, order


def with_one_more(problem: Problem, kept: Sequence[int], without: str | None = None) -> Iterator[Solved]:
    """Every session of the kept options and one of another movement, in each order, that breaks no rule."""
    movements = {without, *(problem.options[number].movement for number in kept)}
    for order in single(problem.orders):
        visits = {visit.position: visit for visit in order}
        for number, option in enumerate(problem.options):
            if option.movement not in movements:
                chosen = [Placed(each, visits[problem.options[each].position]) for each in (*kept, number)]
                for arranged, _ in _within(problem, chosen, order):
                    yield solved_by_hand(problem, arranged, order)


def solved_by_hand(problem: Problem, arranged: tuple[Placed, ...], order: Order) -> Solved:
    """Those choices as an answer. Nobody looked for better ones: it says so."""
    worth = problem.worth(arranged)
    return Solved(arranged, order, worth / POINT, max(worth, most(problem)) / POINT, Proof.GREEDY, 0)


def as_it_is(asked: Asked, made: Session, weights: Weights, steps: Sequence[Step]) -> tuple[Session, Solved]:
    """A session of these steps in their order, read back; of what may not be done any more, the rest."""
    options = [option for step in steps if (option := option_for(asked, weights, step))]
    problem, numbers = with_options(made.problem, options)
    by_rule = next(arrangements(problem, numbers), None)
    visits = {visit.position: visit for visit in problem.orders[0]}
    as_told = tuple(Placed(each, visits[problem.options[each].position]) for each in numbers)
    return Session(problem, made.refused), solved_by_hand(problem, *(by_rule or (as_told, problem.orders[0])))
