"""MP3: the track of the session as it is, with the routine's name for the player's display."""

from collections.abc import Callable

from unkink.exports.port import Taken

_V2_3 = b"ID3\x03\x00\x00"
_UTF_16 = b"\x01"  # the one way of writing that every player of this version reads, whatever the language


class Mp3:
    """One file with the whole session, for any player."""

    name = "mp3"
    says = "sound, for any player"

    def content(self, taken: Taken, told: Callable[[float], None]) -> bytes:
        """The track, after a tag with its name."""
        return title(taken.ready.routine.name) + taken.track.mp3(told)


def title(name: str) -> bytes:
    """An ID3 tag (version 2.3) that holds a title and nothing else."""
    text = _UTF_16 + name.encode("utf-16")
    frame = b"TIT2" + len(text).to_bytes(4, "big") + b"\x00\x00" + text
    return _V2_3 + _seven_bits(len(frame)) + frame


def _seven_bits(length: int) -> bytes:
    """A length as a tag's head has it: seven bits a byte, so that it never looks like the start of sound."""
    return bytes(length >> shift & 0x7F for shift in (21, 14, 7, 0))
