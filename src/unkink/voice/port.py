"""The voice as the rest of Unkink knows it: text in, samples out."""

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Samples: TypeAlias = "NDArray[np.float32]"

RATE = 24_000


class Voice(Protocol):
    """A speaker. `name` and `version` say which, so that what it said can be kept; `language` is "en", "de" or "es".

    Samples are float32, mono, RATE a second, from -1 to 1. The same text gives the same samples.
    """

    name: str
    version: str
    language: str

    def speak(self, text: str) -> Samples:
        """The text, said. Raises VoiceError where it cannot be said."""
        ...
