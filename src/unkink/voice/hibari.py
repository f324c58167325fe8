"""The English voice: hibari, with the one speaker that lies inside its wheel. The only file that knows it.

Its other speakers are downloaded when they are first asked for; ours is named by its file, so nothing ever is.
"""

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from unkink.language import text as say
from unkink.voice.errors import VoiceError
from unkink.voice.trim import trimmed

if TYPE_CHECKING:
    from hibari import Hibari

    from unkink.voice.port import Samples

SPEED = 0.9  # of the speaker's own: somebody who breathes slowly is spoken to slowly
SEED = 0  # of the noise in "s" and "f": the same text gives the same samples


class HibariVoice:
    """An American woman's voice. It is loaded with the first text (about a second, 200 MB), and says one at a time."""

    name = "hibari-heart"
    version = "0.2.1+1"  # of hibari, and ours: speed, seed and trimming. With another one, all is rendered anew
    language = "en"

    def __init__(self) -> None:
        self._alone = Lock()  # its reading of words keeps state, and the web asks from several threads

    def speak(self, text: str) -> "Samples":
        """The text, said, without silence around it. Raises VoiceError where there is nothing to say, or no voice."""
        with self._alone:
            speech = trimmed(self._engine(text, speed=SPEED, seed=SEED))
        if not len(speech):
            message = say("The voice finds no words in “{text}”.", text=text)
            raise VoiceError(message, say("Read it on the screen instead."))
        return speech

    @cached_property
    def _engine(self) -> "Hibari":
        """One thread: the same sums in the same order, and a core left for the rest."""
        try:
            import onnxruntime  # noqa: PLC0415 (heavy, and only needed where something is said)
            from hibari import Hibari  # noqa: PLC0415 (as onnxruntime)
            from hibari.voices import voice_path  # noqa: PLC0415 (as onnxruntime)

            onnxruntime.disable_telemetry_events()  # on Windows it would tell its maker
            return Hibari("heart", model=voice_path("heart", download_missing=False), threads=1)
        except (ImportError, OSError, RuntimeError) as error:
            way_out = say("Install Unkink again; until then, read along.")
            raise VoiceError(say("The voice cannot be loaded."), way_out) from error
