"""What can go wrong when a text is to be spoken."""

from unkink.errors import UnkinkError


class VoiceError(UnkinkError):
    """A text that the voice cannot say, or a voice that is not there. Nobody is left without: the words are shown."""
