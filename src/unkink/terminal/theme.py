"""Colours: warm paper and deep ink, a muted teal, and one warm colour for "now"; dark is warm and dim, for bedrooms."""

import os

from textual.theme import Theme

_LAST_DARK = 6  # of the sixteen colours of a terminal, 0 to 6 and 8 are dark
_GREY = 8

LIGHT = Theme(
    name="unkink-light",
    dark=False,
    primary="#2b6866",
    secondary="#9d4614",
    accent="#2b6866",
    warning="#9d4614",
    foreground="#20292c",
    background="#faf6ee",
    surface="#fffdf8",
    panel="#f2ebde",
    variables={"soft": "#525b5c", "line": "#c9bda8", "now": "#9d4614", "on-colour": "#fffdf8"},
)
DARK = Theme(
    name="unkink-dark",
    dark=True,
    primary="#85bab1",
    secondary="#e5a066",
    accent="#85bab1",
    warning="#e5a066",
    foreground="#e8decf",
    background="#1b1714",
    surface="#25201b",
    panel="#14110e",
    variables={"soft": "#b9ad9c", "line": "#4a4138", "now": "#e5a066", "on-colour": "#10201e"},
)


def fitting() -> str:
    """The theme that fits the terminal, where it says what colours it has; else the dark one."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    light = background.isdecimal() and int(background) > _LAST_DARK and int(background) != _GREY
    return LIGHT.name if light else DARK.name
