"""Simulated people with back pain: hidden preferences and responses. A model of ours, not data.

Each person has (all hidden from the planner but regions, minutes and days):

- one or two regions that hurt, 8 to 20 minutes, 3 to 6 days a week;
- pain on day t: S + F + N(0, 1), cut to 0–10. S begins at 3 to 6, goes down by 0.5 over the weeks (as e^(-t/42))
  whatever is done, and by what training has gained. F is a flare-up: with chance 0.015 a day +2.5, and what irritates
  adds to it; 0.6 of it is left each day;
- for every movement, relief r = N(0.25 · load, 0.35) points in a session at the usual dose (load: 0 to 1, for the
  regions that hurt), usefulness for training q (log-normal, spread 0.5), liking N(0, 1), and a tolerance N(2, 0.6);
- a dose of w times the usual work counts √w, and asks √w of the tolerance, times 0.6 (gentle), 1 or 1.6 (deep),
  1.3 for strength, 0.7 and 1.3 for an easier and a harder form. Tolerance grows with sessions done (up to +0.8) and
  shrinks by 0.15 a point of pain over 4;
- a session's relief is 2 · tanh(sum of r·√w / 2). It is gone by the next day. Training gains up to 0.5 to 2 points:
  0.06 · tanh(sum of q · load · √w / 3) of what is left a session, and 1 % of it is lost a day;
- what asks more than is tolerated by x hurts with chance 1 - e^(-2x): 15 % pass, 75 % stay, 10 % are sharp and end the
  session. What stays or is sharp adds 0.5 + 0.5·x to F;
- a movement is skipped with a chance of logistic(-2.5 - liking), and of 0.5 once it has hurt (also without a planner);
- a planned session is begun with a chance of logistic(1 + 0.5 · mean liking + 0.5 · relief felt of late - 0.5 · hurts
  of late); what was felt fades by a third with every session;
- ratings: before always, after in 9 of 10 sessions (with an error of N(0, 0.6)), the next morning in half of them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from unkink.model.catalogue import Catalogue
from unkink.model.dose import Dose
from unkink.model.movement import Movement
from unkink.model.programme import Routine, Step
from unkink.model.session import Event, EventKind, Hurt, Pain
from unkink.model.words import Depth, Grade, Kind

DAY_MS = 24 * 60 * 60 * 1_000
BEGINNING = 1_760_000_000_000
_DEMAND = {Depth.GENTLE: 0.6, Depth.MODERATE: 1.0, Depth.DEEP: 1.6}
_FORM = {Grade.EASIER: 0.7, Grade.HARDER: 1.3}


@dataclass(frozen=True, slots=True)
class Hidden:
    """How one person responds to one movement."""

    relief: float
    training: float
    liking: float
    tolerance: float


@dataclass(slots=True)
class Simulated:
    """One person, in one arm. `seed` gives the same person, and the same luck day by day, in every arm."""

    seed: int
    regions: Mapping[str, int]
    minutes: int
    days_per_week: int
    start: float
    most_gain: float
    hidden: Mapping[str, Hidden]
    gained: float = 0.0
    flare: float = 0.0
    fitness: float = 0.0
    felt: float = 0.0
    hurts_felt: float = 0.0
    wary: set[str] = field(default_factory=set)
    pain: float = 0.0

    def luck(self, day: int, what: str) -> Random:
        """Chance that depends on the person, the day and what it is for, never on what else was asked."""
        return Random(f"{self.seed} {day} {what}")

    def wakes(self, day: int) -> None:
        """A new day: pain as it is now."""
        luck = self.luck(day, "wakes")
        self.flare = self.flare * 0.6 + (2.5 if luck.random() < 0.015 else 0)
        self.gained *= 0.99
        steady = self.start - 0.5 * (1 - math.exp(-day / 42)) - self.gained
        self.pain = min(10.0, max(0.0, steady + self.flare + luck.gauss(0, 1)))

    def begins(self, day: int, routine: Routine) -> bool:
        """Whether the planned session is begun."""
        liking = [self.hidden[step.movement].liking for step in routine.steps]
        mean = sum(liking) / len(liking) if liking else 0
        return self.luck(day, "begins").random() < _logistic(1 + 0.5 * mean + 0.5 * self.felt - 0.5 * self.hurts_felt)

    def does(self, day: int, routine: Routine, catalogue: Catalogue) -> tuple[list[Event], int]:
        """The session: what happened, as a player would write it down, and how often it hurt."""
        luck = self.luck(day, "session")
        log = _Log(UUID(int=luck.getrandbits(128)), BEGINNING + day * DAY_MS, luck)
        log.add(EventKind.STARTED, routine=routine.id)
        log.add(EventKind.PAIN_BEFORE, pain=(Pain(round(self.pain)),))
        relief = training = irritated = 0.0
        hurts = 0
        for step in routine.steps:
            movement, hidden = catalogue.movements[step.movement], self.hidden[step.movement]
            chance = self.luck(day, movement.id)
            log.add(EventKind.REACHED, movement=movement.id)
            if chance.random() < (0.5 if movement.id in self.wary else _logistic(-2.5 - hidden.liking)):
                log.add(EventKind.SKIPPED, movement=movement.id)
                continue
            effort = math.sqrt(_work(step.dose) / _work(movement.dose))
            over = _demand(movement, step) * effort - self._tolerance(hidden)
            if over > 0 and chance.random() < 1 - math.exp(-2 * over):
                hurt = chance.choices((Hurt.GONE, Hurt.STAYS, Hurt.SHARP), (15, 75, 10))[0]
                log.add(EventKind.HURT, movement=movement.id, hurt=hurt)
                if hurt is not Hurt.GONE:
                    hurts += 1
                    irritated += 0.5 + 0.5 * over
                    self.wary.add(movement.id)
                if hurt is Hurt.SHARP:
                    log.add(EventKind.STOPPED)
                    break
            relief += hidden.relief * effort
            training += hidden.training * _load(movement, self.regions) * effort
        else:
            log.add(EventKind.FINISHED)
        felt = 2 * math.tanh(relief / 2) - irritated
        after = min(10.0, max(0.0, self.pain - felt + luck.gauss(0, 0.6)))
        if luck.random() < 0.9:
            log.add(EventKind.PAIN_AFTER, pain=(Pain(round(after)),))
        self.gained += 0.06 * math.tanh(max(0.0, training) / 3) * max(0.0, self.most_gain - self.gained)
        self.flare += irritated
        self.fitness = min(0.8, self.fitness + 0.02)
        self.felt = self.felt * 2 / 3 + felt / 3
        self.hurts_felt = self.hurts_felt * 2 / 3 + hurts
        return log.events, hurts

    def tells_next_morning(self, day: int, session: UUID) -> list[Event]:
        """The rating of the morning after, or none."""
        luck = self.luck(day, "morning")
        if luck.random() > 0.5:
            return []
        at = BEGINNING + day * DAY_MS - DAY_MS // 3
        ident, pain = UUID(int=luck.getrandbits(128)), (Pain(round(self.pain)),)
        return [Event(ident, session, EventKind.PAIN_NEXT_DAY, at, pain=pain)]

    def _tolerance(self, hidden: Hidden) -> float:
        return hidden.tolerance + self.fitness - 0.15 * max(0.0, self.pain - 4)


@dataclass(slots=True)
class _Log:
    """Events of one session, half a minute apart."""

    session: UUID
    at: int
    luck: Random
    events: list[Event] = field(default_factory=list)

    def add(
        self,
        kind: EventKind,
        *,
        routine: str | None = None,
        movement: str | None = None,
        hurt: Hurt | None = None,
        pain: tuple[Pain, ...] = (),
    ) -> None:
        self.at += 30_000
        ident = UUID(int=self.luck.getrandbits(128))
        self.events.append(
            Event(ident, self.session, kind, self.at, routine=routine, movement=movement, hurt=hurt, pain=pain)
        )


def somebody(seed: int, catalogue: Catalogue) -> Simulated:
    """The person of that number."""
    luck = Random(f"person {seed}")
    main = luck.choices(("lower-back", "upper-back", "neck", "middle-back"), (50, 20, 15, 15))[0]
    regions = {main: 6}
    if luck.random() < 0.5:
        regions.setdefault(luck.choice(("glutes", "hamstrings", "neck", "upper-back", "lower-back")), 3)
    minutes, days = luck.choice((8, 12, 15, 20)), luck.randint(3, 6)
    start, most_gain = luck.uniform(3, 6), luck.uniform(0.5, 2)
    hidden = {}
    for movement in sorted(catalogue.movements.values(), key=lambda movement: movement.id):
        luck = Random(f"person {seed} {movement.id}")
        relief = luck.gauss(0.25 * _load(movement, regions), 0.35)
        hidden[movement.id] = Hidden(relief, luck.lognormvariate(0, 0.5), luck.gauss(0, 1), luck.gauss(2, 0.6))
    return Simulated(seed, regions, minutes, days, start, most_gain, hidden)


def _load(movement: Movement, regions: Mapping[str, int]) -> float:
    return max(movement.planning.loads.get(region, 0) for region in regions) / 3


def _work(dose: Dose) -> float:
    return (dose.hold_ms or 1_000) * (dose.reps or 1) * dose.sets


def _demand(movement: Movement, step: Step) -> float:
    form = movement.form(step.form) if step.form else None
    strength = 1.3 if movement.planning.kind is Kind.STRENGTH else 1.0
    return _DEMAND[movement.planning.depth] * strength * (_FORM.get(form.grade, 1.0) if form else 1.0)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))
