"""The translations that are shipped: all there, none in doubt, and with everything in them that is filled in."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

from scripts import strings
from unkink import language, places
from unkink.catalogue.files import FORBIDDEN
from unkink.catalogue.load import load
from unkink.catalogue.words import spoken

ROOT = Path(__file__).parents[2]
OTHERS = [each for each in language.LANGUAGES if each != language.ENGLISH]
FILES = sorted((ROOT / "translations").rglob("*.po"))
_WORD = re.compile(r"\{[^{}]*\}")
_SIDE = re.compile(r"\{(side|Side|other)\}")
_BY_SIDE = re.compile(r"\{[^{}|]+\|[^{}|]+\}")
_LINK = re.compile(r"\]\([^)]*\)")


class Pair(NamedTuple):
    """An English text, what it is in another language, and where it stands first."""

    english: str
    said: str
    place: str


def pairs(path: Path) -> Iterator[Pair]:
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    for message in messages:
        english = [message.id] if isinstance(message.id, str) else message.id
        said = [message.string] if isinstance(message.string, str) else message.string
        place = message.locations[0][0]
        yield from (Pair(*pair, place) for pair in zip(english, said or [""] * len(english), strict=True))


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def test_the_files_are_up_to_date() -> None:
    """A sentence that nobody gathered would be told in English."""
    assert strings.stale(strings.made()) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_text_is_translated(path: Path) -> None:
    with path.open("rb") as file:
        catalog = read_po(file)
    assert [message.id for message in catalog if message.fuzzy and message.id] == []
    assert [*catalog.obsolete] == []
    assert [pair.english for pair in pairs(path) if not pair.said.strip()] == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_is_filled_in_is_in_the_translation_as_well(path: Path) -> None:
    """A name left out would be missing on the screen; a word in braces too many would be read out as it stands."""
    wrong = [pair for pair in pairs(path) if pair.said and (told := _off(pair)) and told]
    assert wrong == []


def _off(pair: Pair) -> bool:
    english, said = Counter(_WORD.findall(_SIDE.sub("", pair.english))), _BY_SIDE.sub("", pair.said)
    sides_are_said = bool(_SIDE.search(pair.english)) == bool(_BY_SIDE.search(pair.said))
    return english != Counter(_WORD.findall(said)) or not sides_are_said or "{" in _WORD.sub("", said)


@pytest.mark.parametrize("path", [path for path in FILES if path.stem == "guidance"], ids=name)
def test_links_lead_where_they_did(path: Path) -> None:
    for pair in pairs(path):
        if pair.said:
            assert Counter(_LINK.findall(pair.said)) == Counter(_LINK.findall(pair.english)), pair


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_number_is_lost(path: Path) -> None:
    """Seconds, degrees, ratings, the number of an ambulance: a fact stays the fact it was."""
    facts = [pair for pair in pairs(path) if pair.said and not pair.place.endswith("#aliases")]
    assert [pair for pair in facts if _numbers(pair.english) - _numbers(pair.said)] == []


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text; languages part thousands and decimals each in their own way."""
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


@pytest.mark.parametrize("spoken_in", OTHERS)
def test_the_catalogue_keeps_its_rules_in_every_language(spoken_in: str) -> None:
    """Sides, words of phrases and names of movements; a mistake would keep Unkink from starting in that language."""
    catalogue = load(places.built_in_catalogue(), spoken(spoken_in))
    assert len({movement.name for movement in catalogue.movements.values()}) == len(catalogue.movements)


# Words that promise what stretching cannot, as `catalogue.files.FORBIDDEN` has them for English.
PROMISES = {
    "de": r"\b((ge)?heil(t(?! noch)|en|ung\w*)|kurier\w*|garanti\w*|diagnos\w*|wundermittel\w*|entgift\w*)\b",
    "es": r"\b(cura[rn]?|curad[oa]s?|sanar?|garantiza\w*|garantía|diagn[oó]s\w*|milagro\w*|desintoxi\w*)\b",
}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_promised_that_is_not_in_english(path: Path) -> None:
    promise = re.compile(PROMISES[path.parent.name], re.IGNORECASE)
    told = [pair for pair in pairs(path) if promise.search(pair.said) and not FORBIDDEN.search(pair.english)]
    assert told == []
