"""Every format there is."""

from unkink import search
from unkink.errors import Unknown
from unkink.exports.mp3 import Mp3
from unkink.exports.port import Format

FORMATS: dict[str, Format] = {each.name: each for each in (Mp3(),)}


def format_of(name: str) -> Format:
    """That format. Raises Unknown with the nearest."""
    if name not in FORMATS:
        raise Unknown("format", name, search.nearest(name, dict.fromkeys(FORMATS, ())))
    return FORMATS[name]
