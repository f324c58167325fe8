"""Simulated annealing over the planner's problem: what a method without a proof reaches. For comparison only."""

import math
import random

from unkink.planner.orders import Order
from unkink.planner.problem import POINT, Placed, Problem

STEPS = 3_000
HOT, COLD = 3.0 * POINT, 0.02 * POINT


def anneal(problem: Problem, begin: tuple[Placed, ...], order: Order, seed: int) -> int:
    """The best worth found from that session on, by adding, dropping and exchanging options."""
    chance = random.Random(seed)
    visits = {visit.position: visit for visit in reversed(order)}
    places = [Placed(number, visits[option.position]) for number, option in enumerate(problem.options)]
    now, worth = begin, problem.worth(begin)
    best = worth
    for step in range(STEPS):
        heat = HOT * (COLD / HOT) ** (step / STEPS)
        other = _neighbour(problem, now, places, chance)
        arranged = problem.arranged(other, order)
        if next(problem.broken(arranged, order), None) is not None:
            continue
        new = problem.worth(arranged)
        if new >= worth or chance.random() < math.exp((new - worth) / heat):
            now, worth = arranged, new
            best = max(best, worth)
    return best


def _neighbour(problem: Problem, now: tuple[Placed, ...], places: list[Placed], chance: random.Random) -> list[Placed]:
    """One option more, one less, or one in the place of another."""
    move, kept = chance.random(), list(now)
    if move < 0.6 and kept:
        kept.pop(chance.randrange(len(kept)))
    if move > 0.2:
        added = chance.choice(places)
        movement = problem.options[added.option].movement
        kept = [each for each in kept if problem.options[each.option].movement != movement]
        kept.append(added)
    return kept
