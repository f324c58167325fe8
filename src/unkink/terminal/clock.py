"""The clock of a session: whole ms since the last look, measured against an anchor so that nothing drifts."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LOOK_S = 0.05  # how often a player looks at the time
GAP_NS = 3_000_000_000  # a longer silence between two looks means that the machine slept

# Linux and macOS stop Python's monotonic clock while the machine sleeps; these of theirs run on. Windows needs none.
_RUNS_ON: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def steady_ns() -> int:
    """Monotonic time in ns that also passes while the machine sleeps."""
    return time.monotonic_ns() if _RUNS_ON is None else time.clock_gettime_ns(_RUNS_ON)


@dataclass(slots=True)
class Clock:
    """Counts from `start` on, `speed` times as fast as real time. `now` gives monotonic ns."""

    speed: float = 1
    now: Callable[[], int] = steady_ns
    _anchor: int = field(default=0, init=False)
    _last: int = field(default=0, init=False)
    _given: int = field(default=0, init=False)

    def start(self) -> None:
        """Count from here; what passed before is forgotten."""
        self._anchor = self._last = self.now()
        self._given = 0

    def look(self) -> int | None:
        """Whole ms (times speed) since the last look; None after a gap, which is not counted."""
        now = self.now()
        away = now - self._last
        self._last = now
        if away > GAP_NS:
            self.start()
            return None
        whole = int((now - self._anchor) * self.speed) // 1_000_000
        elapsed = whole - self._given
        self._given = whole
        return elapsed
