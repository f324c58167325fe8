"""Ids made where things happen: UUIDv7 by RFC 9562. Python has its own from 3.14 on."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

# RFC 9562, section 6.2, method 1: 42 bits (rand_a and the head of rand_b) count within a millisecond, and 32
# stay random.
_LOW_BITS = 30
_COUNTER_BITS = 12 + _LOW_BITS
_RANDOM_BITS = 32
_VERSION = 7 << 76
_VARIANT = 0b10 << 62


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class Maker:
    """Makes UUIDv7 that only grow, also when the clock stands still or goes back. `clock`: ms since 1970."""

    clock: Callable[[], int] = _now_ms
    last_ms: int = -1
    counter: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def make(self) -> UUID:
        """The next id; safe to call from several threads."""
        with self.lock:
            now = self.clock()
            if now > self.last_ms:
                self._begin(now)
            else:
                self.counter += 1
                if self.counter >> _COUNTER_BITS:
                    self._begin(self.last_ms + 1)
            ms, counter = self.last_ms, self.counter
        high, low = counter >> _LOW_BITS, counter & ((1 << _LOW_BITS) - 1)
        tail = secrets.randbits(_RANDOM_BITS)
        return UUID(int=ms << 80 | _VERSION | high << 64 | _VARIANT | low << _RANDOM_BITS | tail)

    def _begin(self, ms: int) -> None:
        """A new millisecond: count from a random number whose first bit is 0, to leave room to count on."""
        self.last_ms = ms
        self.counter = secrets.randbits(_COUNTER_BITS - 1)


_maker = Maker()


def uuid7() -> UUID:
    """A new UUIDv7: 48 bits of ms since 1970 UTC come first; greater than all before it in this process."""
    return _maker.make()
