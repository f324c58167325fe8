"""The code that lets a device in, and how often it may be tried. Times are in ms, and passed in."""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from unkink.moments import DAY_MS, HOUR_MS

DIGITS = 6
CODE_MS = 5 * 60 * 1_000
TRIES = 5  # wrong ones of one address; then it waits
TRIES_OF_ALL = 10  # wrong ones of all together; then the code is void, and all wait
PAUSE_MS = 60 * 1_000  # the first pause; each further one is twice as long
LONGEST_PAUSE_MS = HOUR_MS


class Answer(StrEnum):
    """What becomes of a code that was typed."""

    LET_IN = "let-in"
    WRONG = "wrong"
    EXPIRED = "expired"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits, and until when they open the door."""

    digits: str
    begins: int
    ends: int

    def holds(self, now: int) -> bool:
        """Whether it opens now. A clock that was put back does not make it last longer."""
        return self.begins <= now < self.ends


@dataclass(slots=True)
class _Tries:
    """Wrong codes, and the pauses they led to."""

    allowed: int
    wrong: int = 0
    pauses: int = 0
    until: int = 0
    last: int = 0

    def miss(self, now: int) -> bool:
        """One more; whether it was one too many."""
        self.wrong += 1
        self.last = now
        if self.wrong < self.allowed:
            return False
        pause = min(LONGEST_PAUSE_MS, PAUSE_MS << min(self.pauses, 10))
        self.wrong, self.pauses, self.until = 0, self.pauses + 1, now + pause
        return True

    def left(self, now: int) -> int:
        """How long the pause still is."""
        return min(LONGEST_PAUSE_MS, max(0, self.until - now))


def six_digits() -> str:
    """A code that nobody can foresee."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def digits_of(typed: str) -> str:
    """The six digits in what a person typed, however they parted them; nothing where it is something else."""
    bare = "".join(sign for sign in typed if not sign.isspace() and sign not in "-–.")
    return bare if len(bare) == DIGITS and bare.isascii() and bare.isdecimal() else ""


@dataclass(slots=True)
class Pairing:
    """One code at a time, for one device. It is made when somebody comes to the door, and not before.

    Ten wrong codes in a minute, then in two, four, … sixty: who guesses all day long has one chance in 3,000 a day.
    """

    make: Callable[[], str] = six_digits
    code: Code | None = None
    _all: _Tries = field(default_factory=lambda: _Tries(TRIES_OF_ALL))
    _by_address: dict[str, _Tries] = field(default_factory=dict)

    def knock(self, now: int) -> Code | None:
        """Somebody is at the door: the code that was made for them; None where one holds already, or all wait."""
        if self._all.left(now) or (self.code and self.code.holds(now)):
            return None
        self.code = Code(self.make(), now, now + CODE_MS)
        return self.code

    def pause(self, address: str, now: int) -> int:
        """How long that address must wait before it may try."""
        own = self._by_address.get(address)
        return max(self._all.left(now), own.left(now) if own else 0)

    def attempt(self, digits: str, address: str, now: int) -> Answer:
        """Try these digits. The right ones open once."""
        if self.pause(address, now):
            return Answer.WAIT
        if self.code is None or not self.code.holds(now):
            self.code = None
            return Answer.EXPIRED
        if hmac.compare_digest(digits.encode(), self.code.digits.encode()):
            self.code = None
            self._all = _Tries(TRIES_OF_ALL)
            self._by_address.pop(address, None)
            return Answer.LET_IN
        self._miss(address, now)
        return Answer.WRONG

    def _miss(self, address: str, now: int) -> None:
        # What was forgotten by others for a day is forgotten here, so that the list stays short.
        self._by_address = {at: tries for at, tries in self._by_address.items() if now - tries.last < DAY_MS}
        self._by_address.setdefault(address, _Tries(TRIES)).miss(now)
        if self._all.miss(now):
            self.code = None
