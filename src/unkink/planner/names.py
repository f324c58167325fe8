"""Ids of planned routines: which session of the week it is, and a mark of its steps. The same steps, the same id."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple

from unkink.model.programme import Routine, Step

PLAN, BREAK = "plan", "break"
MARK = 10  # hex digits: of a thousand routines, two that differ have the same with a chance of one in two million


def session_id(letter: str, steps: Sequence[Step]) -> str:
    """The id of a session of the week: "plan-a-0c4f9e12ab"."""
    return f"{PLAN}-{letter.lower()}-{_mark(steps)}"


def break_id(steps: Sequence[Step]) -> str:
    """The id of a short break: "break-0c4f9e12ab"."""
    return f"{BREAK}-{_mark(steps)}"


def letter_of(routine: Routine) -> str:
    """The letter of a session of the week."""
    return routine.id.split("-")[1].upper()


def _mark(steps: Sequence[Step]) -> str:
    told = "\n".join(repr((step.movement, step.form, *astuple(step.dose))) for step in steps)
    return hashlib.sha256(told.encode()).hexdigest()[:MARK]
