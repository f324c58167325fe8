"""A person, their plan and their day as the JSON shapes of the house (`shapes`)."""

from typing import TYPE_CHECKING

from unkink.shapes import (
    BreaksShape,
    ChangeShape,
    GuidanceLinkShape,
    KeptPlanShape,
    LeftOutShape,
    PersonShape,
    PlannedSessionShape,
    PlanShape,
    ReasonShape,
    SwapShape,
    TodayShape,
    TurnShape,
    WorthShape,
)
from unkink.wire import step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unkink.model.catalogue import Catalogue
    from unkink.model.coach import Kept, Swap, Today, Told, Turn
    from unkink.model.person import Person
    from unkink.model.plan import Plan, PlannedSession, Reason, Worth

BREAK_PAGES = ("desk-breaks", "sitting-posture")


def plan(value: "Plan", catalogue: "Catalogue") -> PlanShape:
    """A plan; a session that comes on several days is told once."""
    sessions: dict[str, PlannedSession] = {}
    days: dict[str, list[int]] = {}
    for day, of_day in value.days.items():
        for each in of_day:
            sessions[each.routine.id] = each
            days.setdefault(each.routine.id, []).append(day)
    return {
        "seed": value.seed,
        "days": {str(day): [each.routine.id for each in of_day] for day, of_day in value.days.items()},
        "sessions": [planned(each, days[key], catalogue) for key, each in sessions.items()],
        "left_out": [
            LeftOutShape(
                movement=each.movement,
                name=catalogue.movements[each.movement].name,
                why=each.why.value,
                text=each.text,
                displaces=[*each.displaces],
            )
            for each in value.left_out
        ],
        "notes": [*value.notes],
    }


def planned(value: "PlannedSession", days: list[int], catalogue: "Catalogue") -> PlannedSessionShape:
    """A session of a plan, and the days of the week it comes on."""
    return {
        "routine": value.routine.id,
        "name": value.routine.name,
        "days": sorted(set(days)),
        "duration_ms": value.duration_ms,
        "steps": [step(each, catalogue) for each in value.routine.steps],
        "reasons": [_reason(each, catalogue) for each in value.reasons],
        "worth": _worth(value.worth),
    }


def _reason(value: "Reason", catalogue: "Catalogue") -> ReasonShape:
    name = catalogue.movements[value.movement].name
    return {"movement": value.movement, "name": name, "text": value.text, "adds": dict(value.adds)}


def _worth(value: "Worth") -> WorthShape:
    return {"value": value.value, "bound": value.bound, "proof": value.proof.value, "solve_ms": value.solve_ms}


def person(value: "Person") -> PersonShape:
    """What a person said of themselves."""
    return {
        "pain": dict(value.pain),
        "minutes": value.minutes,
        "causes": sorted(value.causes),
        "goal": value.goal.value,
        "sessions_per_day": value.sessions_per_day,
        "days_per_week": value.days_per_week,
        "props": None if value.props is None else sorted(value.props),
        "positions": sorted(value.positions),
        "disliked": sorted(value.disliked),
        "liked": sorted(value.liked),
        "experience": value.experience.value,
        "mixed_positions": value.mixed_positions,
    }


def kept_plan(value: "Kept", catalogue: "Catalogue") -> KeptPlanShape:
    """The plan that is kept, and for whom."""
    return {
        **plan(value.plan, catalogue),
        "person": person(value.person),
        "begins": value.begins.isoformat(),
        "made_at": value.made_at,
        "guidance": guidance(value.person, catalogue),
    }


def guidance(value: "Person", catalogue: "Catalogue") -> list[GuidanceLinkShape]:
    """The pages that go with what a person told: those of the causes, then those of the goal, each once."""
    causes = (catalogue.causes[each] for each in sorted(value.causes) if each in catalogue.causes)
    aim = catalogue.aims.get(value.goal.value)
    pages = [page for cause in causes for page in cause.guidance] + [*(aim.guidance if aim else ())]
    return _links(pages, catalogue)


def _links(pages: "Sequence[str]", catalogue: "Catalogue") -> list[GuidanceLinkShape]:
    found = [catalogue.guidance[each] for each in dict.fromkeys(pages) if each in catalogue.guidance]
    return [{"id": page.id, "title": page.title} for page in found]


def today(value: "Today", catalogue: "Catalogue") -> TodayShape:
    """One day of a person's plan."""
    kept, following = value.kept, value.next
    return {
        "date": value.date.isoformat(),
        "outcome": value.clearance.outcome.value,
        "cleared": value.clearance.cleared,
        "due": value.due.value if value.due else None,
        "planned": kept is not None,
        "minutes": kept.person.minutes if kept else None,
        "turns": [_turn(turn, kept.day(value.date), catalogue) for turn in value.turns] if kept else [],
        "next": following
        and {"date": following.date.isoformat(), "session": planned(following.session, [], catalogue)},
        "changes": [_change(told) for told in value.told],
        "gentle_until": value.gentle_until,
        "morning": value.morning
        and {
            "session": str(value.morning.session),
            "name": value.morning.name,
            "ended_at": value.morning.ended_at,
        },
        "guidance": guidance(kept.person, catalogue) if kept else [],
    }


def _turn(value: "Turn", day: int, catalogue: "Catalogue") -> TurnShape:
    return {
        "number": value.number,
        "done": value.done,
        "instead": value.instead.value if value.instead else None,
        "session": planned(value.session, [day], catalogue),
    }


def _change(value: "Told") -> ChangeShape:
    change = value.change
    return {
        "id": str(change.id),
        "at": change.at,
        "kind": change.kind.value,
        "reason": change.reason,
        "movements": [shift.movement for shift in change.shifts],
        "undoable": value.undoable,
    }


def swap(value: "Swap", catalogue: "Catalogue") -> SwapShape:
    """A movement that can take a step's place."""
    reasons = (reason.text for reason in value.session.reasons if reason.movement == value.movement)
    return {
        "movement": value.movement,
        "name": catalogue.movements[value.movement].name,
        "text": next(reasons, ""),
        "duration_ms": value.session.duration_ms,
    }


def breaks(value: "Sequence[PlannedSession]", catalogue: "Catalogue") -> BreaksShape:
    """Short breaks for a working day."""
    return {
        "breaks": [planned(each, [], catalogue) for each in value],
        "pages": _links(BREAK_PAGES, catalogue),
    }
