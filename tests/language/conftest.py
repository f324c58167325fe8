"""A language that nobody speaks: every text is there, in ⟦brackets⟧; and a way to lay down others."""

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from scripts.strings import Entry, groups
from unkink import places
from unkink.language import strings
from unkink.service import Unkink
from unkink.settings import Settings
from unkink.web.app import create_app

HOST = "127.0.0.1:8420"
OPEN, CLOSE = "⟦", "⟧"
HEAD = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
HEAD += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'

Lay = Callable[[str, str], None]


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lay]:
    """Lay down a file of German translations; there are no others."""
    folder = tmp_path / "translations"
    (folder / "de").mkdir(parents=True)
    monkeypatch.setattr(places, "translations", lambda: folder)
    forget()

    def one(name: str, entries: str) -> None:
        (folder / "de" / name).write_text(HEAD + entries, encoding="utf-8")

    yield one
    forget()


def forget() -> None:
    """Whatever was read of translations is read anew."""
    strings.catalogue.cache_clear()
    strings._read.cache_clear()


@pytest.fixture(scope="session")
def in_brackets() -> dict[str, str]:
    """Every text of the project in brackets, by its file."""
    return {name: "\n".join(map(_bracketed, entries)) for group in groups() for name, entries in group.items()}


@pytest.fixture
def brackets(lay: Lay, in_brackets: dict[str, str]) -> None:
    """Those texts as German."""
    for name, entries in in_brackets.items():
        lay(name, entries)


def _bracketed(entry: Entry) -> str:
    if isinstance(entry.english, tuple):
        one, many = map(_quoted, entry.english)
        said = [_quoted(f"{OPEN}{each}{CLOSE}") for each in entry.english]
        return f"msgid {one}\nmsgid_plural {many}\nmsgstr[0] {said[0]}\nmsgstr[1] {said[1]}\n"
    listed = "; ".join(f"{OPEN}{each}{CLOSE}" for each in entry.english.split("; ")) if entry.remarks else ""
    return f"msgid {_quoted(entry.english)}\nmsgstr {_quoted(listed or f'{OPEN}{entry.english}{CLOSE}')}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


@pytest.fixture
def client(data_dir: Path, tmp_path: Path) -> Iterator[httpx.Client]:
    """The API, which answers in English until it is asked otherwise."""
    service = Unkink(Settings.of(data_dir))
    app = create_app(service, lambda: frozenset({f"http://{HOST}"}), tmp_path)
    with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        yield client
    service.close()
