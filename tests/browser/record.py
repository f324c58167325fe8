"""What a session must have left in the journal."""

import time
from collections.abc import Callable

from tests.browser.server import Server
from unkink import shapes

SAVED_WITHIN_S = 15


def eventually(holds: Callable[[], bool], within_s: float = SAVED_WITHIN_S) -> bool:
    """Wait until it holds; False if it never does."""
    last = time.monotonic() + within_s
    while not holds():
        if time.monotonic() > last:
            return False
        time.sleep(0.05)
    return True


def kinds(events: list[shapes.EventShape]) -> list[str]:
    """The story in short: without the parts that were reached; a hurt tells its answer."""
    return [
        f"hurt {event['hurt']}" if event["hurt"] else event["kind"] for event in events if event["kind"] != "reached"
    ]


def places(events: list[shapes.EventShape], kind: str) -> list[int]:
    """Where in the routine such events were (ms)."""
    return [event["position_ms"] for event in events if event["kind"] == kind]


def story(server: Server, session: str, *wanted: str) -> list[shapes.EventShape]:
    """Wait until the journal tells exactly this, each event once and in order; answers all of it."""
    eventually(lambda: kinds(server.events(session)) == list(wanted))
    events = server.events(session)
    told = kinds(events)
    assert told == list(wanted), f"the journal tells {told}"
    assert_once_in_order(events)
    return events


def assert_once_in_order(events: list[shapes.EventShape]) -> None:
    """No event twice, each later than the one before, by id and by time."""
    ids = [event["id"] for event in events]
    assert ids == sorted(set(ids))
    times = [event["at"] for event in events]
    assert times == sorted(times)


def assert_whole(events: list[shapes.EventShape], play: shapes.PlayShape) -> None:
    """Every part of the routine was reached once, in order, at its own time."""
    reached = [(e["position_ms"], e["movement"]) for e in events if e["kind"] == "reached"]
    assert reached == [(segment["start_ms"], segment["movement"]) for segment in play["segments"]]
    assert places(events, "finished") == [play["duration_ms"]]
