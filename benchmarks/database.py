"""The journal: events made safe on disk a second, and the time to list a long one."""

import tempfile
import time
from pathlib import Path

from benchmarks.measure import Row, median_s, per_second
from unkink.ids import uuid7
from unkink.model.session import Event, EventKind
from unkink.storage.open import open_storage

SESSIONS = 2_000
EVENTS = 60


def rows() -> list[Row]:
    """Events one at a time; two thousand sessions of sixty events listed."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder))
        session = uuid7()
        storage.record([_event(session, 0)])
        single = per_second(lambda: storage.record([_event(session, 1)]))
        for _ in range(SESSIONS):
            session = uuid7()
            storage.record([_event(session, number) for number in range(EVENTS)])
        listing = median_s(storage.sessions, times=5)
        storage.close()
        warm = median_s(lambda: open_storage(Path(folder)).close(), times=5)
    return [
        Row("events recorded one at a time, each safe on disk", single, "a second", 200, at_least=True),
        Row(f"{SESSIONS:,} sessions of {EVENTS} events listed", listing, "s", 1),
        Row("journal opened, warm", warm, "s", 0.1),
    ]


def _event(session: object, number: int) -> Event:
    kind = EventKind.REACHED if number else EventKind.STARTED
    at = time.time_ns() // 1_000_000
    return Event(uuid7(), session, kind, at, number * 1_000, None if number else "upper-back-nine")  # type: ignore[arg-type]
