"""Samples to MP3: mono, one bit rate throughout, so that a place in time is a place in the file."""

import io
from collections.abc import Callable

from unkink.track.loudness import Source
from unkink.voice.port import RATE

# 64 kbit/s: half an hour is 14.4 MB. Not less: in a smaller frame there is no room for the note that tells a player
# how many samples the encoder put before the first (576) and after the last. Players leave them out, so the first
# sample of a track is the first that is heard.
KBITS = 64
LAME = 0.95  # LAME makes everything this much softer at such bit rates, against clipping; our peaks are held already
_HIGHEST, _LOWEST = 160, 8  # kbit/s of MP3 at this rate; libsndfile wants a place between them
STRETCH = 10 * RATE  # samples at a time: a track is never in memory as a whole


def mp3(source: Source, told: Callable[[float], None] = lambda _: None) -> bytes:
    """The whole source as MP3."""
    from soundfile import SoundFile  # noqa: PLC0415 (only who makes a track pays for it)

    file = io.BytesIO()
    with SoundFile(
        file,
        "w",
        RATE,
        channels=1,
        format="MP3",
        subtype="MPEG_LAYER_III",
        compression_level=(_HIGHEST - KBITS) / (_HIGHEST - _LOWEST),
        bitrate_mode="CONSTANT",
    ) as out:
        for start in range(0, source.length, STRETCH):
            told(start / source.length)
            out.write(source.window(start, min(start + STRETCH, source.length)) / LAME)
    return file.getvalue()
