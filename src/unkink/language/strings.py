"""The translations as they lie in translations/: from English to what is said. What is not translated is not there."""

from collections.abc import Mapping
from functools import cache

from unkink import places

ENGLISH = "en"
LANGUAGES = (ENGLISH, "de", "es")
APP, SCREENS = "app.po", "screens.po"

# From English to the translation; from both English numbers, one and many, to both translations.
Strings = Mapping[str | tuple[str, str], str | tuple[str, str]]


def app(language: str) -> Strings:
    """What Python says."""
    return _read(language, APP)


def screens(language: str) -> Strings:
    """What the screens say."""
    return _read(language, SCREENS)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The texts of the catalogue: every file but the other two."""
    found: dict[str, str] = {}
    if language != ENGLISH:
        for path in sorted((places.translations() / language).glob("*.po")):
            if path.name not in {APP, SCREENS}:
                found |= {str(english): str(said) for english, said in _read(language, path.name).items()}
    return found


@cache
def _read(language: str, name: str) -> Strings:
    """One file. Nothing for English, and where there is no such file; a translation marked as fuzzy does not count."""
    path = places.translations() / language / name
    if language == ENGLISH or not path.is_file():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 (English alone does not need it)

    found: dict[str | tuple[str, str], str | tuple[str, str]] = {}
    with path.open("rb") as file:
        for message in read_po(file):
            english, said = message.id, message.string
            if not message.id or message.fuzzy or not said or not all(said):
                continue
            if isinstance(english, str) and isinstance(said, str):
                found[english] = said
            elif not isinstance(english, str) and not isinstance(said, str):
                found[english[0], english[1]] = said[0], said[1]
    return found
