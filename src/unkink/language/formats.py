"""Names, numbers and dates as each language writes them. English is written out here, and does not wait for Babel."""

import re
from datetime import date

from unkink.language.strings import ENGLISH

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# A date with its weekday, and what follows it where the year is told.
_PATTERNS = {"de": ("EEEE, d. MMMM", " y"), "es": ("EEEE, d 'de' MMMM", " 'de' y")}
# How German names begin that do not begin with a noun; an adjective is known by its ending and the noun after it.
_GERMAN_SMALL = re.compile(
    r"(?i:am|an|auf|aus|beide|beim?|bis|die|der|das|ein|eine|erst|im|in|mit|nach|nur|ohne|unter|über|vom?|vor|zum?|zur)\b"
    r"|\w+(e|er|es|en) (?=[A-ZÄÖÜ])"
)


def inside(name: str, language: str) -> str:
    """A name as it stands inside a sentence: "lower back", "unterer Rücken", "Nacken", "im Stehen"."""
    if language != "de":
        return name.lower()
    return name[:1].lower() + name[1:] if _GERMAN_SMALL.match(name) else name


def number(value: float, language: str) -> str:
    """A number with as many places as it has, six at most: "7.5", "7,5"."""
    if language == ENGLISH:
        return f"{value:g}"
    from babel.numbers import format_decimal  # noqa: PLC0415

    return str(format_decimal(float(f"{value:g}"), format="0.######", locale=language))


def weekday(day: int, language: str) -> str:
    """A day of the week, 0 to 6 from Monday on."""
    if language == ENGLISH:
        return _WEEKDAYS[day]
    from babel.dates import get_day_names  # noqa: PLC0415

    return str(get_day_names("wide", "format", language)[day])


def long_date(day: date, language: str, *, year: bool = False) -> str:
    """A date with its weekday: "Monday 3 March", "Montag, 3. März", "lunes, 3 de marzo"."""
    if language == ENGLISH:
        told = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
        return f"{told} {day.year}" if year else told
    from babel.dates import format_date  # noqa: PLC0415

    pattern, of_year = _PATTERNS[language]
    return str(format_date(day, pattern + of_year if year else pattern, locale=language))
