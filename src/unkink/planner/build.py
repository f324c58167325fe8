"""From a person, their clearance and the catalogue to the problem of one session."""

import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from unkink.model.movement import Movement
from unkink.model.plan import Why
from unkink.model.programme import Step
from unkink.planner.doses import Level, Portion, portions
from unkink.planner.options import No, Rules, Way, judged
from unkink.planner.orders import orders
from unkink.planner.problem import Option, Problem, stage_of
from unkink.planner.times import Stopwatch
from unkink.planner.weights import Weights

MINUTE_MS = 60_000
Keep = Callable[[Option], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """All that one person may do: every movement with its ways, or why it has none."""

    rules: Rules
    ways: Mapping[str, tuple[Way, ...]]
    refused: Mapping[str, No]

    @property
    def movements(self) -> Mapping[str, Movement]:
        """The whole catalogue."""
        return self.rules.catalogue.movements


def field_of(rules: Rules) -> Field:
    """What the rules leave."""
    ways: dict[str, tuple[Way, ...]] = {}
    refused: dict[str, No] = {}
    for movement, found in judged(rules, rules.catalogue.movements):
        if isinstance(found, No):
            refused[movement.id] = found
        else:
            ways[movement.id] = found
    return Field(rules, ways, refused)


@dataclass(frozen=True, slots=True)
class Session:
    """One session to be planned: its problem, and why movements that are allowed are not among its options."""

    problem: Problem
    refused: Mapping[str, No]


def session(  # noqa: PLR0913 (what a session is made from)
    field: Field,
    weights: Weights,
    watch: Stopwatch,
    *,
    minutes: int | None = None,
    resting: Iterable[str] = (),
    keep: Keep = lambda _: True,
    seed: int = 0,
) -> Session:
    """The problem of one session. `resting` movements are not for today; `keep` leaves further options out.

    The seed decides between movements that are worth the same.
    """
    person = field.rules.person
    minutes = person.minutes if minutes is None else minutes
    rest = frozenset(resting)
    options: list[Option] = []
    refused: dict[str, No] = {}
    for movement_id in shuffled(field.ways, seed):
        ways = field.ways[movement_id]
        if movement_id in rest:
            refused[movement_id] = No(Why.WEEKLY_LIMIT, "It needs days of rest between, and has its days already.")
            continue
        found = [option for way in ways for option in _options(way, weights, watch) if option.adds or option.bonus > 0]
        if not found:
            refused[movement_id] = No(Why.NOT_HELPFUL, "It is for other places than those you named.")
        options += [option for option in found if option.span.same_ms <= minutes * MINUTE_MS and keep(option)]
    reachable = frozenset(target for option in options for target in option.adds)
    problem = Problem(
        tuple(options),
        weights.targets(reachable, minutes),
        orders(watch.down, mixed=person.mixed_positions),
        watch.changes,
        minutes * MINUTE_MS,
    )
    return Session(problem, refused)


def shuffled(movement_ids: Iterable[str], seed: int) -> list[str]:
    """The movements in the seed's order: of two that are as good, the first is taken."""
    return sorted(movement_ids, key=lambda each: zlib.crc32(f"{seed} {each}".encode()))


def _options(way: Way, weights: Weights, watch: Stopwatch) -> Iterable[Option]:
    movement, form = way.movement, way.form.id if way.form else None
    for portion in _allowed(way):
        yield Option(
            movement=movement.id,
            form=form,
            level=portion.level,
            dose=portion.dose,
            position=way.position,
            stage=stage_of(way.kind, way.depth),
            span=watch.span(Step(movement.id, portion.dose, form)),
            adds=weights.adds(way, portion),
            bonus=weights.bonus(way, portion),
            eased=way.eased,
        )


def _allowed(way: Way) -> Iterable[Portion]:
    """The doses of a way that its person may do; where only low is allowed and there is none, the least there is."""
    found = portions(way.movement, way.form)
    allowed = [portion for portion in found if portion.level in way.levels]
    if not allowed and Level.LOW in way.levels:
        return found[:1]
    return allowed
