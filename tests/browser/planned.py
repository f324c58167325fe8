"""A person with a plan, made through the API as the first run makes it, and what they did before today."""

import time
from collections.abc import Mapping
from typing import cast

import httpx2 as httpx

from tests.browser.server import Server
from unkink import shapes, wire
from unkink.ids import uuid7
from unkink.model.session import Event, EventKind, Hurt, Pain

ASKED = ("nerves", "danger", "pain", "health", "care", "directions", "joints", "places")
ALL_WELL: Mapping[str, list[str]] = {question: ["none"] for question in ASKED}
WISHES: Mapping[str, object] = {
    "pain": {"lower-back": 5, "neck": 3},
    "minutes": 10,
    "causes": ["sitting"],
    "days_per_week": 7,
}
HOUR_MS = 60 * 60 * 1_000
A_DAY_AGO_MS = 25 * HOUR_MS  # on the day before, whatever the hour is now


def call(server: Server, method: str, path: str, body: object = None) -> object:
    """The answer to a call of the API."""
    answer = httpx.request(method, server.address + path, json=body, timeout=60, trust_env=False)
    answer.raise_for_status()
    return cast("object", answer.json())


def answer(server: Server, **answers: list[str]) -> None:
    """Answer the safety questions: all is well, but for these."""
    call(server, "PUT", "/api/screening", {"answers": {**ALL_WELL, **answers}})


def plan(server: Server, **wishes: object) -> shapes.KeptPlanShape:
    """Be cleared, and have a plan made for these wishes."""
    answer(server)
    return cast("shapes.KeptPlanShape", call(server, "PUT", "/api/plan", {**WISHES, **wishes}))


def today(server: Server) -> shapes.TodayShape:
    """The day as it stands."""
    return cast("shapes.TodayShape", server.read("/api/today"))


def session(server: Server, number: int = 0) -> shapes.PlannedSessionShape:
    """The session of today with that number."""
    return today(server)["turns"][number]["session"]


def did(server: Server, routine: str, *, ago_ms: int = 0, sharp: str = "") -> str:
    """Put a session into the journal, finished so long ago; or stopped by sharp pain in that movement. Its id."""
    play = server.play(routine)
    run, ended = uuid7(), int(time.time() * 1_000) - ago_ms
    began, whole = ended - play["duration_ms"], play["duration_ms"]
    events = [
        Event(uuid7(), run, EventKind.STARTED, began, routine=routine),
        Event(uuid7(), run, EventKind.PAIN_BEFORE, began + 1, pain=(Pain(4),)),
        *(
            Event(uuid7(), run, EventKind.REACHED, began + 2 + at["start_ms"], at["start_ms"], movement=at["movement"])
            for at in play["steps"]
        ),
    ]
    if sharp:
        events.append(Event(uuid7(), run, EventKind.HURT, ended - 1, 1_000, movement=sharp, hurt=Hurt.SHARP))
        events.append(Event(uuid7(), run, EventKind.STOPPED, ended, 1_000))
    else:
        events.append(Event(uuid7(), run, EventKind.FINISHED, ended, whole))
        events.append(Event(uuid7(), run, EventKind.PAIN_AFTER, ended + 1, whole, pain=(Pain(3),)))
    server.record([wire.event(event) for event in events])
    return str(run)
