"""Programmes, routines and steps: what is done, in which order, how often."""

from dataclasses import dataclass

from unkink.model.dose import Dose
from unkink.model.movement import Movement


@dataclass(frozen=True, slots=True)
class Step:
    """A movement with its exact dose at its place in a routine; `form` names a way of doing it."""

    movement: str
    dose: Dose
    form: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Routine:
    """Ordered steps, done in one go."""

    id: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Fitt:
    """How often, how hard, how long and what kind: the four parts of an exercise prescription."""

    frequency: str
    intensity: str
    time: str
    type: str
    sessions_per_day: int
    days_per_week: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An extra a programme offers: a step put between every two of its steps."""

    id: str
    name: str
    text: str
    between: Step
    default: bool = False


@dataclass(frozen=True, slots=True)
class Programme:
    """A routine with its FITT, guidance and source."""

    id: str
    name: str
    summary: str
    regions: tuple[str, ...]
    fitt: Fitt
    steps: tuple[Step, ...]
    guidance: tuple[str, ...]
    source: str
    choices: tuple[Choice, ...] = ()

    def routine(self, choices: frozenset[str] | None = None) -> Routine:
        """The routine with the chosen extras; None takes the programme's defaults."""
        chosen = [choice for choice in self.choices if (choice.default if choices is None else choice.id in choices)]
        steps: list[Step] = []
        for step in self.steps:
            if steps:
                steps.extend(c.between for c in chosen if c.between.movement not in (step.movement, steps[-1].movement))
            steps.append(step)
        return Routine(self.id, self.name, tuple(steps))


def routine_of(movement: Movement) -> Routine:
    """A routine of one movement in its default dose."""
    return Routine(movement.id, movement.name, (Step(movement.id, movement.dose),))
