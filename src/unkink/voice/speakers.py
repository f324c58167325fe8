"""Who speaks which language."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unkink.voice.port import Voice


@cache
def voice_of(language: str) -> "Voice | None":
    """The voice for "en", "de" or "es"; None where there is none and the browser's own may speak."""
    if language != "en":
        return None
    from unkink.voice.hibari import HibariVoice  # noqa: PLC0415 (only where something is said)

    return HibariVoice()
