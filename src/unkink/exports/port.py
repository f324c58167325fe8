"""A format as the rest of Unkink knows it: a routine ready to be played in, a file's content out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from unkink.model.play import Play
from unkink.track.kept import Track


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken along: the routine with its timeline, and its track, rendered only when it is asked for."""

    ready: Play
    track: Track


class Format(Protocol):
    """A kind of file. `name` is how it is asked for; `says` is what it is, in a few words."""

    name: str
    says: str

    def content(self, taken: Taken, told: Callable[[float], None]) -> bytes:
        """The whole file. `told` hears how far it is, from 0 to 1."""
        ...
