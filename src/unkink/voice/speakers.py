"""Who speaks which language."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from unkink.voice.port import Voice


@cache
def voice_of(language: str, folder: "Path | None" = None) -> "Voice | None":
    """The voice for "en", "de" or "es"; None where there is none and the browser's own may speak.

    Where a folder is named, what it says is kept there. However often it is asked for, it is loaded once.
    """
    if language != "en":
        return None
    if folder is None:
        from unkink.voice.hibari import HibariVoice  # noqa: PLC0415 (only where something is said)

        return HibariVoice()
    from unkink.voice.kept import Spoken  # noqa: PLC0415 (as above)

    voice = voice_of(language)
    return voice and Spoken(voice, folder)
