"""The page at the door, for a device that is not let in: plain HTML, without a script, in the language it asks for."""

from dataclasses import dataclass
from html import escape

from unkink.language import ENGLISH, current, text, texts

PAGE, STYLE, FONT, ICON, AUTHORITY = "/pair", "/pair/style.css", "/pair/font.woff2", "/pair/icon.svg", "/unkink.crt"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the code did not open, and the way out: whole sentences."""

    error: str
    way_out: str


def wrong() -> Trouble:
    """Six digits, but not those."""
    way_out = text("Look at the computer once more, and type the six digits that stand there now.")
    return Trouble(text("That is not the code."), way_out)


def unreadable() -> Trouble:
    """Not six digits."""
    return Trouble(text("A code has six digits."), text("Type those that the computer shows, and nothing else."))


def expired() -> Trouble:
    """Once the right one, or never."""
    return Trouble(text("That code is over."), text("The computer shows a new one now. Type that."))


def elsewhere() -> Trouble:
    """Another page sent it."""
    return Trouble(text("The code did not come from this page."), text("Type it here."))


def wait(ms: int) -> Trouble:
    """Too many wrong codes."""
    way_out = texts(
        "Wait {n} minute, then open this page again and look at the computer: the code may be a new one.",
        "Wait {n} minutes, then open this page again and look at the computer: the code may be a new one.",
        -(-ms // 60_000),
    )
    return Trouble(text("There were too many wrong codes."), way_out)


def door(trouble: Trouble | None = None) -> str:
    """The page that asks for the code."""
    heading = text("Let this device in")
    title = text("Not let in: {heading}", heading=heading) if trouble else heading
    return _whole(title, heading, _form(trouble) + _no_code() + _without_network())


def inside(name: str) -> str:
    """The page for a device that is let in already."""
    heading = text("This device is let in")
    called = f"<p>{escape(text('It is called {name}.', name=name))}</p>\n" if name else ""
    way_on = f'<p><a class="button" href="/">{escape(text("Open Unkink"))}</a></p>\n'
    return _whole(heading, heading, called + way_on + _without_network())


def _form(trouble: Trouble | None) -> str:
    told, described = "", "hint"
    if trouble:
        said = f"<strong>{escape(trouble.error)}</strong> {escape(trouble.way_out)}"
        told = f'<p class="error" id="error" role="alert">{said}</p>\n'
        described = "error hint"
    invalid = ' aria-invalid="true"' if trouble else ""
    hint = text("The computer on which Unkink runs shows a code of six digits. Type it here, once.")
    return f"""<p id="hint">{escape(hint)}</p>
<form method="post" action="{PAGE}">
{told}<label for="code">{escape(text("Code"))}</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="20" autofocus
  aria-describedby="{described}"{invalid}>
<button class="button" type="submit">{escape(text("Let in"))}</button>
</form>
"""


def _no_code() -> str:
    where = text(
        "In the window in which Unkink was started, beneath the square pattern. It holds for five minutes, and for one "
        "device. Where there is none any more, a new one came when you opened this page."
    )
    return f"""<details>
<summary>{escape(text("Where is the code?"))}</summary>
<p>{escape(where)}</p>
</details>
"""


def _without_network() -> str:
    why = text(
        "Everything works without this, as long as the computer is near. To install Unkink, and to use it where there "
        "is no network, this device must trust the computer’s certificate. Only do so if its fingerprint is the one "
        "that the computer shows."
    )
    apple = text(
        "iPhone and iPad: load it, install the profile in Settings, then switch it on under General, About, "
        "Certificate Trust Settings."
    )
    android = text("Android: load it, then in Settings search for “CA certificate”, and install it from the file.")
    return f"""<details>
<summary>{escape(text("To use it without network"))}</summary>
<p>{escape(why)}</p>
<p><a class="button quiet" href="{AUTHORITY}">{escape(text("Certificate"))}</a></p>
<p>{escape(apple)} {escape(android)}</p>
</details>
"""


def _whole(title: str, heading: str, body: str) -> str:
    language = "en-GB" if current() == ENGLISH else current()
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)} – Unkink</title>
<link rel="icon" type="image/svg+xml" href="{ICON}">
<link rel="stylesheet" href="{STYLE}">
</head>
<body>
<main>
<p class="brand"><img src="{ICON}" alt="" width="32" height="32">Unkink</p>
<h1>{escape(heading)}</h1>
{body}</main>
</body>
</html>
"""
