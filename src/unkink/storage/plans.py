"""A person's plan and its routines as JSON, and back. What is read must be what was written, or it is corrupt.

Texts come back in the language of the moment, whichever they were written in.
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from unkink.language import again, kept
from unkink.model.coach import DateSlot, Instead, Kept, Replaced
from unkink.model.dose import Dose
from unkink.model.person import Experience, Goal, Person
from unkink.model.plan import LeftOut, Plan, PlannedSession, Proof, Reason, Why, Worth
from unkink.model.programme import Routine, Step
from unkink.model.timeline import Pacing
from unkink.model.words import Chattiness

_WORDS = ("causes", "positions", "disliked", "liked")


def routine_body(routine: Routine) -> str:
    """A routine as JSON."""
    return _dump(asdict(routine))


def routine_from(body: str) -> Routine:
    """A routine from JSON."""
    return _routine_of(json.loads(body))


def plan_body(plan: Kept) -> str:
    """A kept plan as JSON, without when it was made."""
    whole = {
        "person": _person(plan.person),
        "plan": {**asdict(plan.plan), "days": {day: list(map(asdict, each)) for day, each in plan.plan.days.items()}},
        "begins": plan.begins.isoformat(),
        "cautions": sorted(plan.cautions),
        "positions": sorted(plan.positions),
        "pacing": asdict(plan.pacing),
        "instead": [
            [slot.date.isoformat(), slot.number, other.why, asdict(other.session)]
            for slot, other in plan.instead.items()
        ],
    }
    return _dump(whole)


def plan_from(body: str, at: int) -> Kept:
    """A kept plan from JSON."""
    told = json.loads(body)
    return Kept(
        person=_person_of(told["person"]),
        plan=_plan_of(told["plan"]),
        begins=date.fromisoformat(told["begins"]),
        made_at=at,
        cautions=frozenset(told["cautions"]),
        positions=frozenset(told["positions"]),
        pacing=Pacing(**{**told["pacing"], "chatty": Chattiness(told["pacing"]["chatty"])}),
        instead={
            DateSlot(date.fromisoformat(day), number): Replaced(Instead(why), _session_of(session))
            for day, number, why, session in told["instead"]
        },
    )


def _person(person: Person) -> dict[str, Any]:
    lists = {key: sorted(getattr(person, key)) for key in _WORDS}
    return {**asdict(person), **lists, "props": None if person.props is None else sorted(person.props)}


def _person_of(told: dict[str, Any]) -> Person:
    words = {key: frozenset(told[key]) for key in _WORDS}
    props = None if told["props"] is None else frozenset(told["props"])
    goal, experience = Goal(told["goal"]), Experience(told["experience"])
    return Person(**{**told, **words, "props": props, "goal": goal, "experience": experience})


def _plan_of(told: dict[str, Any]) -> Plan:
    return Plan(
        days={int(day): tuple(map(_session_of, sessions)) for day, sessions in told["days"].items()},
        left_out=tuple(
            LeftOut(each["movement"], Why(each["why"]), again(each["text"]), tuple(each["displaces"]))
            for each in told["left_out"]
        ),
        notes=tuple(map(again, told["notes"])),
        seed=told["seed"],
    )


def _session_of(told: dict[str, Any]) -> PlannedSession:
    worth = {**told["worth"], "proof": Proof(told["worth"]["proof"])}
    reasons = tuple(Reason(**{**each, "text": again(each["text"])}) for each in told["reasons"])
    return PlannedSession(_routine_of(told["routine"]), told["duration_ms"], Worth(**worth), reasons)


def _routine_of(told: dict[str, Any]) -> Routine:
    steps = tuple(Step(**{**each, "dose": Dose(**each["dose"]), "note": again(each["note"])}) for each in told["steps"])
    return Routine(told["id"], again(told["name"]), steps)


def _dump(body: object) -> str:
    return json.dumps(_with_texts_kept(body), separators=(",", ":"))


def _with_texts_kept(body: object) -> object:
    """Each text that was said as what it was made of: whoever reads it may speak another language."""
    if isinstance(body, dict):
        return {key: _with_texts_kept(each) for key, each in body.items()}
    if isinstance(body, list | tuple):
        return [_with_texts_kept(each) for each in body]
    return kept(body) if isinstance(body, str) else body
