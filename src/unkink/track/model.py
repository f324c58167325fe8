"""What a track is made from: the timeline, the voice, and which of voice, tones and breath are in it."""

from dataclasses import dataclass

LEAD_IN_MS = 2_000  # Bluetooth loudspeakers swallow what comes right after they wake
TAIL_MS = 12_000  # silence at the very end: where a player goes for the +10 s

# Which way of mixing this is. A change of any sound, level or length makes it another: kept tracks are then made anew.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Mix:
    """What is heard."""

    voice: bool = True
    tones: bool = True
    breath: bool = True
