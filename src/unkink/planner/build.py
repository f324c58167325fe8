"""From a person, their clearance and the catalogue to the problem of one session."""

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unkink.language import text
from unkink.model.movement import Movement
from unkink.model.plan import Why
from unkink.model.programme import Step
from unkink.planner.doses import Portion, Size, portion, portions
from unkink.planner.options import No, Rules, Way, judged
from unkink.planner.orders import orders
from unkink.planner.problem import Option, Problem, stage_of
from unkink.planner.times import Stopwatch
from unkink.planner.weights import Weights
from unkink.progress.levels import has_own_dose, levels

MINUTE_MS = 60_000
Keep = Callable[[Option], bool]


def anything(_: Option) -> bool:
    """Keep every option."""
    return True


def alike(steps: Iterable[Step]) -> Keep:
    """Keep the options of these steps' movements only in a form and dose that one of the steps has.

    So a movement is the same in all sessions of a week, and "from 3 × 10 s to 3 × 15 s" is true of all of them.
    """
    known: dict[str, list[Step]] = {}
    for step in steps:
        known.setdefault(step.movement, []).append(step)
    return lambda option: option.movement not in known or option.step in known[option.movement]


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
    keep: Keep = anything,
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
            refused[movement_id] = No(
                Why.WEEKLY_LIMIT, text("It needs days of rest between, and has its days already.")
            )
            continue
        found = [option for way in ways for option in _options(way, weights, watch) if option.adds or option.bonus > 0]
        if not found:
            refused[movement_id] = No(Why.NOT_HELPFUL, text("It is for other places than those you named."))
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
    return (option_of(way, each, weights, watch) for each in allowed(way))


def option_of(way: Way, chosen: Portion, weights: Weights, watch: Stopwatch) -> Option:
    """A way in one dose, measured and weighed."""
    form = way.form.id if way.form else None
    return Option(
        movement=way.movement.id,
        form=form,
        size=chosen.size,
        level=chosen.level,
        dose=chosen.dose,
        position=way.position,
        stage=stage_of(way.kind, way.depth),
        span=watch.span(Step(way.movement.id, chosen.dose, form)),
        adds=weights.adds(way, chosen),
        bonus=weights.bonus(way, chosen),
        eased=way.eased,
    )


def allowed(way: Way) -> Sequence[Portion]:
    """The doses of a way that its person may do, the smallest first; where only low may be, but is not, the least.

    Where progress has it on a level, that one and what is below it.
    """
    found = portions(way.movement, way.form)
    fits = [each for each in found if each.size in way.sizes]
    if not fits and Size.LOW in way.sizes:
        fits = [*found[:1]]
    if way.most is None or not fits or has_own_dose(way.movement, way.form.id if way.form else None):
        return fits
    top = min(way.most, fits[-1].level) if way.eased else way.most
    lowest, highest = levels(way.movement)
    top = min(max(top, lowest), highest)
    return [*(each for each in fits if each.level < top), portion(way.movement, top)]
