"""Which tones ring the terminal's one bell."""

from collections.abc import Sequence

from unkink.model.timeline import Channel, Cue

STALE_MS = 500  # after this a tone no longer belongs to its moment

# Breathing out has no bell: two that sound alike would not say which is which.
RUNG = ("begin", "switch", "halfway", "rest", "rep", "count", "inhale", "end")


def rings(cues: Sequence[Cue], now_ms: int) -> bool:
    """Whether these cues, due at that place in the timeline, ring."""
    return any(cue.channel is Channel.SOUND and cue.text in RUNG and now_ms - cue.at_ms <= STALE_MS for cue in cues)
