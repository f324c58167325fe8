"""The orders in which a session may go through the positions: down once, or up once.

A body in pain should not have to get down and up again and again, so each position is visited at most once. Going down
from standing to lying, or beginning on the floor and coming up, is also what makes the planner quick: an order is one
of two, and not one of thousands.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, permutations, product
from typing import NamedTuple

from unkink.model.catalogue import Position, Vocabulary
from unkink.timeline import transition_ms

MOST_TO_TRY = 5  # positions of one level whose order is tried out; more keep the order of the vocabulary


class Visit(NamedTuple):
    """One stay in a position; `time` is 0 for the first stay, 1 for a second."""

    position: str
    time: int = 0


Order = tuple[Visit, ...]


def orders(down: Sequence[str], *, mixed: bool) -> tuple[Order, ...]:
    """Down and up; with `mixed` one order, down and up again, in which every position comes twice."""
    if mixed:
        return (tuple(Visit(each) for each in down) + tuple(Visit(each, 1) for each in reversed(down)),)
    return (tuple(Visit(each) for each in down), tuple(Visit(each) for each in reversed(down)))


def way_down(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Positions from the highest to the lowest; on the same level in the order that turns over least."""
    levels: dict[int, list[Position]] = {}
    for position in vocabulary.positions.values():
        levels.setdefault(position.level, []).append(position)
    listed = [levels[level] for level in sorted(levels, reverse=True)]
    ways = (tuple(chain.from_iterable(parts)) for parts in product(*map(_arrangements, listed)))
    return tuple(position.id for position in min(ways, key=_turning_ms))


def _arrangements(level: list[Position]) -> Iterator[Sequence[Position]]:
    return permutations(level) if len(level) <= MOST_TO_TRY else iter([level])


def _turning_ms(way: Sequence[Position]) -> int:
    return sum(transition_ms(a, b) for a, b in pairwise(way))
