"""The language of the moment: what is said in it, and how. English stands in the code; the rest in translations/."""

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
from unkink.language.wanted import of_header, of_system

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Said",
    "again",
    "catalogue",
    "current",
    "kept",
    "mark",
    "name",
    "of_header",
    "of_system",
    "original",
    "screens",
    "sentences",
    "speaking",
    "text",
    "texts",
    "within",
]
