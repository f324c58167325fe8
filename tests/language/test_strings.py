"""Gathering texts: nothing that was translated is lost when English changes around it."""

from pathlib import Path

import pytest

from scripts import strings
from scripts.strings import Entry, Kept
from scripts.texts import app, screens
from unkink.catalogue import blocks
from unkink.catalogue.load import load
from unkink.pages import html
from unkink.places import built_in_catalogue


def po(entries: list[Entry], *kept: Kept) -> str:
    return strings._po(entries, kept, {entry.english for entry in entries}, "de").partition("\n\n")[2]


def test_a_translation_goes_with_its_text_wherever_that_moves() -> None:
    old = Kept("Rest.", "Ruh dich aus.", ("cues.toml#rest",))
    assert 'msgstr "Ruh dich aus."' in po([Entry("Rest.", ("cues.toml#pause",))], old)


def test_a_text_that_was_changed_keeps_its_translation_in_doubt() -> None:
    """The translator sees what it was, and what it was made from."""
    old = Kept("Rest.", "Ruh dich aus.", ("cues.toml#rest",))
    told = po([Entry("Rest a little.", ("cues.toml#rest",))], old)
    assert '#, fuzzy\n#| msgid "Rest."\nmsgid "Rest a little."\nmsgstr "Ruh dich aus."' in told
    again = strings._po([Entry("Rest a little.", ("cues.toml#rest",))], [old], {"Rest.", "Rest a little."}, "de")
    assert "fuzzy" not in again, "the other text is still there, so its translation is its own"


def test_a_text_that_is_gone_takes_its_translation_with_it() -> None:
    assert po([], Kept("Rest.", "Ruh dich aus.", ("cues.toml#rest",))) == ""


def test_the_texts_of_python_are_found_where_they_are_said(tmp_path: Path) -> None:
    source = tmp_path / "src" / "unkink"
    source.mkdir(parents=True)
    (source / "a.py").write_text(
        "from unkink.language import mark, text, texts\nfrom sqlalchemy import text as sql\n"
        "A = {1: mark('One.')}\nB = text('Two {n}.', n=1), text('One.'), texts('a', 'b', 2), text(A[1])\n"
        "C = sql('x')\n",
        encoding="utf-8",
    )
    found = app.files(tmp_path)["app.po"]
    assert [entry.english for entry in found] == ["One.", "Two {n}.", ("a", "b")]
    assert {entry.places for entry in found} == {("src/unkink/a.py",)}


@pytest.mark.parametrize("said", ["text(f'Two {n}.')", "text('Two ' + n)"])
def test_a_text_that_is_put_together_is_refused(said: str, tmp_path: Path) -> None:
    source = tmp_path / "src" / "unkink"
    source.mkdir(parents=True)
    (source / "a.py").write_text(f"from unkink.language import text\nA = {said}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.py:2: a text is one string"):
        app.files(tmp_path)


def test_the_texts_of_the_screens_are_found_where_they_are_said() -> None:
    source = """
      // t("not this")
      const a = [t("Leave"), tn("{n} minute", "{n} minutes", n), best("no"), a.t("no")];
      const b = t(
        "A longer one, with “quotes” and \\"more\\".", { n },
      );
      <p aria-label={t("Two of {n}", { n })}>{t("Leave")}</p>
    """
    assert [*screens.texts(source)] == [
        *("Leave", ("{n} minute", "{n} minutes"), 'A longer one, with “quotes” and "more".', "Two of {n}", "Leave"),
    ]


def test_one_text_cannot_be_said_in_two_ways() -> None:
    with pytest.raises(ValueError, match="with a number or without"):
        strings.gathered([("{n} minute", "a"), (("{n} minute", "{n} minutes"), "b")])


def test_a_page_taken_apart_and_put_together_is_the_same_page() -> None:
    """Headings, lists, tables and links of every page survive the way to the translators and back."""
    for page in load(built_in_catalogue()).guidance.values():
        body = blocks.translated(page.body, "a.md", lambda _, text: text)
        assert html(body).split() == html(page.body).split(), page.id
