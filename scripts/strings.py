#!/usr/bin/env python3
"""Gathers the strings that are translated, and brings the files of translations/ up to date with them.

python3 scripts/strings.py           write them anew; what is translated already stays
python3 scripts/strings.py --check   only say what is out of date; exit code 1 if anything is

They come from the catalogue (catalogue/), from what Python says (app.po) and from what the screens say (screens.po).
Where an English text of the catalogue was changed in its place, its old translation stays and is marked as fuzzy, with
the English that it was made from. Where a text is gone, so is its translation.
"""

import io
import sys
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT)) if path not in sys.path]

import x  # noqa: E402 (only now it can be found)
from unkink.language import ENGLISH, LANGUAGES  # noqa: E402

COMMAND = "python3 scripts/strings.py"
FOLDER = ROOT / "translations"
OTHERS = tuple(language for language in LANGUAGES if language != ENGLISH)
HEAD = """# The texts of Unkink in another language. {command} keeps the list; docs/how-to/translate.md tells how.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


English = str | tuple[str, str]


class Entry(NamedTuple):
    """A text to translate, with its plural if it has one, where it stands, and what a translator must know."""

    english: English
    places: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class Kept(NamedTuple):
    """What a file of translations holds for one text."""

    english: English
    translation: str | tuple[str, ...]
    places: tuple[str, ...]
    previous: tuple[str, ...] = ()


def gathered(found: Iterable[tuple[English, str]]) -> list[Entry]:
    """Texts with their places as entries, each text once, in the order they come first.

    Raises ValueError where a text is said both with and without a number: its translation could not be both.
    """
    places: dict[English, dict[str, None]] = {}
    firsts: dict[str, English] = {}
    for english, place in found:
        first = english if isinstance(english, str) else english[0]
        if firsts.setdefault(first, english) != english:
            message = f"{place}: “{first}” is said in another way elsewhere, with a number or without."
            raise ValueError(message)
        places.setdefault(english, {})[place] = None
    return [Entry(english, tuple(each)) for english, each in places.items()]


def groups(root: Path = ROOT) -> list[dict[str, list[Entry]]]:
    """The entries of each file, by its name. Within a group a text is in one file; groups know nothing of each other.

    Raises ValueError for a text that cannot be gathered.
    """
    from scripts.texts import app, catalogue, screens  # noqa: PLC0415 (they need the packages of .venv)

    return [room.files(root) for room in (catalogue, app, screens)]


def made(root: Path = ROOT) -> dict[str, str]:
    """Every file of translations as it should be, by its path from the root."""
    texts = groups(root)
    rooms = {name: number for number, group in enumerate(texts) for name in group}
    found = {}
    for language in OTHERS:
        paths = sorted((root / "translations" / language).glob("*.po"))
        for number, group in enumerate(texts):
            kept = _kept(path for path in paths if rooms.get(path.name, 0) == number)
            known = {entry.english for entries in group.values() for entry in entries}
            for name, entries in group.items():
                found[f"translations/{language}/{name}"] = _po(entries, kept, known, language)
    return found


def _kept(paths: Iterable[Path]) -> list[Kept]:
    """All that is translated already, whichever of these files it lies in."""
    from babel.messages.pofile import read_po  # noqa: PLC0415

    found = []
    for path in paths:
        with path.open("rb") as file:
            messages = list(read_po(file))
        for message in messages:
            translation = message.string if isinstance(message.string, str) else tuple(message.string or ())
            if message.id and any([translation] if isinstance(translation, str) else translation):
                english = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
                places = tuple(name for name, _ in message.locations)
                previous = tuple(message.previous_id or ()) if message.fuzzy else ()
                found.append(Kept(english, translation, places, previous))
    return found


def _po(entries: Iterable[Entry], kept: Sequence[Kept], known: Container[English], language: str) -> str:
    """A file of translations: each entry with what it was translated to, by its text or, if that changed, its place.

    `known` are all texts there are now: a translation of one of them belongs to no other.
    """
    from babel.messages import Catalog  # noqa: PLC0415
    from babel.messages.pofile import write_po  # noqa: PLC0415

    by_text = {each.english: each for each in kept}
    by_place = {place: each for each in kept if each.english not in known for place in each.places if "#" in place}
    catalog = Catalog(locale=language)
    for entry in entries:
        old = by_text.get(entry.english) or _moved(entry, by_place)
        message = catalog.add(
            entry.english,
            old and old.translation,
            locations=[(place, None) for place in entry.places],  # type: ignore[misc]  # None: no line
            flags=["fuzzy"] if old and old.previous else (),
            auto_comments=entry.remarks,
            previous_id=old.previous if old else (),
        )
        # Babel guesses these from the signs in a text; other tools then take offence at {linke|rechte}.
        message.flags -= {"python-format", "python-brace-format"}
    text = io.BytesIO()
    write_po(text, catalog, width=0, omit_header=True, include_previous=True)
    return HEAD.format(command=COMMAND, language=language) + text.getvalue().decode()


def _moved(entry: Entry, by_place: Mapping[str, Kept]) -> Kept | None:
    """The translation of what stood in the entry's place before, with the English that it was made from."""
    old = next((by_place[place] for place in entry.places if place in by_place), None)
    if old is None or isinstance(old.english, str) != isinstance(entry.english, str):
        return None
    before = (old.english,) if isinstance(old.english, str) else old.english
    return old._replace(previous=old.previous or before)


def stale(texts: Mapping[str, str], root: Path = ROOT) -> list[str]:
    """What is not on disk as it would be written now, and files of translations that nothing reads."""
    old = [path for path, text in texts.items() if not _is_written(root / path, text)]
    lying = {path.relative_to(root).as_posix() for path in (root / "translations").rglob("*.po")}
    return old + sorted(lying - texts.keys())


def _is_written(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def write(texts: Mapping[str, str], root: Path = ROOT) -> None:
    """Write the files, and remove those that nothing reads any more: their translations are in the others."""
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="\n")
    for path in stale(texts, root):
        (root / path).unlink()


def main(arguments: Sequence[str]) -> int:
    """Write or check; 0, or 1 with what is out of date and the way out."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write(__doc__.strip() + "\n")
        return 2
    try:
        texts = made()
    except ImportError:
        if Path(sys.prefix) == x.VENV:
            raise
        x.set_up("dev")
        return x.hand_over([str(x.PYTHON), __file__, *arguments], x.own_env())
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    old = stale(texts)
    if not arguments:
        write(texts)
        sys.stderr.write("".join(f"{path}\n" for path in old) or "Nothing has changed.\n")
        return 0
    if old:
        sys.stderr.write(f"Out of date: {', '.join(old)}. Write them anew: {COMMAND}\n")
    return 1 if old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
