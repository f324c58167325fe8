"""The language of the moment: what is said in it, and how. English stands in the code; the rest in translations/."""

from unkink.language.formats import long_date, number, weekday
from unkink.language.said import (
    Said,
    again,
    current,
    kept,
    mark,
    name,
    original,
    sentences,
    speaking,
    text,
    texts,
    within,
)
from unkink.language.strings import ENGLISH, LANGUAGES, catalogue, screens
from unkink.language.wanted import NAMED, of_header, of_system

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "NAMED",
    "Said",
    "again",
    "catalogue",
    "current",
    "kept",
    "long_date",
    "mark",
    "name",
    "number",
    "of_header",
    "of_system",
    "original",
    "screens",
    "sentences",
    "speaking",
    "text",
    "texts",
    "weekday",
    "within",
]
