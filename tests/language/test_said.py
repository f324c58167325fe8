"""Saying texts: in the language of the moment, and once more in another one."""

import copy
import json
import pickle
from datetime import date

import pytest

from tests.language.conftest import Lay
from unkink.catalogue.words import spoken
from unkink.language import again, current, kept, long_date, name, sentences, speaking, text, texts, weekday, within
from unkink.model.movement import sided
from unkink.model.words import Side
from unkink.prose import listed

GERMAN = """
msgid "For your {regions}."
msgstr "Für: {regions}."

msgid "{n} movement"
msgid_plural "{n} movements"
msgstr[0] "{n} Bewegung"
msgstr[1] "{n} Bewegungen"

msgid "{seconds} s"
msgstr "{seconds} Sek."

msgid "{list} and {word}"
msgstr "{list} und {word}"

#, fuzzy
msgid "Where?"
msgstr "Wann?"
"""
NAMES = """
msgid "Neck"
msgstr "Nacken"

msgid "Lower back"
msgstr "Unterer Rücken"
"""


@pytest.fixture(autouse=True)
def german(lay: Lay) -> None:
    lay("app.po", GERMAN)
    lay("coach.po", NAMES)


def reason() -> str:
    names = (within(name(each)) for each in ("Neck", "Lower back"))
    return sentences(text("For your {regions}.", regions=listed(names)), texts("{n} movement", "{n} movements", 2))


def test_what_is_not_translated_or_in_doubt_stays_english() -> None:
    with speaking("de"):
        assert text("Where?") == "Where?"
        assert text("Where now, {friend}?", friend="you") == "Where now, you?"


def test_a_language_ends_where_it_should() -> None:
    """Otherwise one person's answer would come in the language of another."""

    def fails() -> None:
        with speaking("de"):
            assert current() == "de"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert current() == "en"


def test_names_are_written_as_the_language_writes_them_inside_a_sentence() -> None:
    assert reason() == "For your neck and lower back. 2 movements"
    with speaking("de"):
        assert reason() == "Für: Nacken und unterer Rücken. 2 Bewegungen"
        names = ("Im Stehen", "Auf den Unterarmen", "Kleine Rollbewegungen", "Schulter", "Decke (doppelt)", "Yogablock")
        assert [within(each) for each in names] == [
            *("im Stehen", "auf den Unterarmen", "kleine Rollbewegungen", "Schulter", "Decke (doppelt)", "Yogablock"),
        ]


@pytest.mark.parametrize("written_in", ["en", "de"])
@pytest.mark.parametrize("read_in", ["en", "de"])
def test_what_was_kept_is_told_in_the_language_of_whoever_reads_it(written_in: str, read_in: str) -> None:
    with speaking(written_in):
        body = json.dumps(kept(reason()))
    with speaking(read_in):
        assert again(json.loads(body)) == reason()


def test_a_text_from_before_there_were_languages_is_told_as_it_is() -> None:
    with speaking("de"):
        assert again("For your neck.") == "For your neck."


def test_copies_know_how_they_came_about() -> None:
    """Values are copied on their way into the database."""
    said = reason()
    for twin in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301 (our own, just made)
        assert twin == said
        assert kept(twin) == kept(said)


def test_numbers_and_dates_are_written_as_the_language_does() -> None:
    day = date(2026, 3, 2)
    assert text("{seconds} s", seconds=7.5) == "7.5 s"
    assert long_date(day, "en") == "Monday 2 March"
    with speaking("de"):
        assert text("{seconds} s", seconds=7.5) == "7,5 Sek."
        assert text("{seconds} s", seconds=30.0) == "30 Sek."
    assert long_date(day, "de") == "Montag, 2. März"
    assert long_date(day, "es", year=True) == "lunes, 2 de marzo de 2026"
    assert [weekday(day, "es") for day in (0, 6)] == ["lunes", "domingo"]


def test_sides_are_bent_as_the_language_bends_them() -> None:
    german = "Zieh das {linke|rechte} Knie heran, der {rechte|linke} Fuß bleibt stehen."
    assert sided(german, Side.LEFT) == "Zieh das linke Knie heran, der rechte Fuß bleibt stehen."
    assert sided(german, Side.RIGHT) == "Zieh das rechte Knie heran, der linke Fuß bleibt stehen."
    assert sided("{Side} side first, then the {other}.", Side.RIGHT) == "Right side first, then the left."


def test_english_reads_no_files() -> None:
    """An English start must not wait for the other languages."""
    assert spoken("en")("anywhere", "Neck") is spoken("en")("anywhere", "Neck") == "Neck"
