"""Saying a text in the language of the moment, and keeping it so that it can be said in another one later.

Every text that a person reads is written as a whole sentence where it is said: `text("There is no plan yet.")`,
`text("Port {port} is taken.", port=port)`, `texts("{n} movement", "{n} movements", n)`. `scripts/strings.py` gathers
them, so they stand there in double quotes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Self

from unkink.language import formats, strings

_CURRENT: ContextVar[str] = ContextVar("language", default=strings.ENGLISH)


def current() -> str:
    """The language of the moment."""
    return _CURRENT.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """This language inside; the one before afterwards."""
    before = _CURRENT.set(language)
    try:
        yield
    finally:
        _CURRENT.reset(before)


class Said(str):
    """A text in one language that knows how it came about; to everybody else it is just that text.

    `made` is what it was made by and of: the name of a function of this module, then its arguments.
    """

    __slots__ = ("made",)
    made: tuple[Any, ...]

    def __new__(cls, said: str, made: tuple[Any, ...]) -> Self:
        """The text, and how it was made."""
        new = super().__new__(cls, said)
        new.made = made
        return new

    def __getnewargs__(self) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        return str(self), self.made


def text(english: str, /, **words: object) -> Said:
    """The text in the language of the moment, with the words filled in. What is not translated stays English."""
    found = strings.app(current()).get(english, english)
    return Said(_filled(str(found), words), ("text", english, words))


def texts(one: str, many: str, n: int, /, **words: object) -> Said:
    """The text for one or for many; `{n}` is the number."""
    found = strings.app(current()).get((one, many), (one, many))
    return Said(_filled(found[n != 1], {**words, "n": n}), ("texts", one, many, n, words))


def mark(english: str) -> str:
    """The text as it is: for those that stand in a table and are said with `text` later."""
    return english


def name(english: str) -> str:
    """A text of the catalogue in the language of the moment; a person's own stays as they wrote it."""
    found = strings.catalogue(current()).get(english)
    return english if found is None else Said(found, ("name", english))


def original(said: str) -> str:
    """A text of the catalogue as it was authored: for rules that look at words, which must not hang on a language."""
    return str(said.made[1]) if isinstance(said, Said) and said.made[0] == "name" else said


def within(word: str) -> Said:
    """A name inside a sentence: in small letters, as far as the language writes it so."""
    return Said(formats.inside(word, current()), ("within", word))


def sentences(*parts: str) -> Said:
    """Whole sentences after each other; empty ones are left out."""
    told = tuple(filter(None, parts))
    return Said(" ".join(told), ("sentences", *told))


def _filled(template: str, words: dict[str, object]) -> str:
    shown = {key: formats.number(word, current()) if isinstance(word, float) else word for key, word in words.items()}
    return template.format(**shown) if words else template


# Keeping what was said


def kept(said: str) -> Any:  # noqa: ANN401 (whatever JSON is)
    """A text as JSON, so that `again` can say it in any language: what it was made of; a bare text where it is bare."""
    if not isinstance(said, Said):
        return said
    how, *parts = said.made
    return {"how": how, "of": [_kept_part(part) for part in parts]}


def _kept_part(part: object) -> Any:  # noqa: ANN401
    if isinstance(part, dict):
        return {key: _kept_part(word) for key, word in part.items()}
    return kept(part) if isinstance(part, str) else part


def again(told: Any) -> str:  # noqa: ANN401
    """What `kept` gave, in the language of the moment. Raises KeyError or TypeError for what it never gave."""
    if isinstance(told, str):
        return name(told)
    return _MADE_BY[told["how"]](*told["of"])


def _text(english: str, words: dict[str, Any]) -> Said:
    return text(english, **_words(words))


def _texts(one: str, many: str, n: int, words: dict[str, Any]) -> Said:
    return texts(one, many, n, **_words(words))


def _words(words: dict[str, Any]) -> dict[str, Any]:
    return {key: word if isinstance(word, int | float) else again(word) for key, word in words.items()}


_MADE_BY: dict[str, Callable[..., str]] = {
    "text": _text,
    "texts": _texts,
    "name": name,
    "within": lambda word: within(again(word)),
    "sentences": lambda *parts: sentences(*map(again, parts)),
}
