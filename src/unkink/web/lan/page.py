"""The page at the door, for a device that is not let in: plain HTML, without a script."""

from dataclasses import dataclass
from html import escape

PAGE, STYLE, FONT, ICON, AUTHORITY = "/pair", "/pair/style.css", "/pair/font.woff2", "/pair/icon.svg", "/unkink.crt"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the code did not open, and the way out: whole sentences."""

    error: str
    way_out: str


WRONG = Trouble(
    "That is not the code.", "Look at the computer once more, and type the six digits that stand there now."
)
UNREADABLE = Trouble("A code has six digits.", "Type those that the computer shows, and nothing else.")
EXPIRED = Trouble("That code is over.", "The computer shows a new one now. Type that.")
ELSEWHERE = Trouble("The code did not come from this page.", "Type it here.")


def wait(ms: int) -> Trouble:
    """Too many wrong codes."""
    minutes = -(-ms // 60_000)
    length = "a minute" if minutes == 1 else f"{minutes} minutes"
    way_out = f"Wait {length}, then open this page again and look at the computer: the code may be a new one."
    return Trouble("There were too many wrong codes.", way_out)


def door(trouble: Trouble | None = None) -> str:
    """The page that asks for the code."""
    return _whole("Not let in: " if trouble else "", "Let this device in", _form(trouble) + _NO_CODE + _WITHOUT_NETWORK)


def inside(name: str) -> str:
    """The page for a device that is let in already."""
    said = f"<p>It is called {escape(name)}.</p>\n" if name else ""
    way_on = '<p><a class="button" href="/">Open Unkink</a></p>\n'
    return _whole("", "This device is let in", said + way_on + _WITHOUT_NETWORK)


def _form(trouble: Trouble | None) -> str:
    told, described = "", "hint"
    if trouble:
        said = f"<strong>{escape(trouble.error)}</strong> {escape(trouble.way_out)}"
        told = f'<p class="error" id="error" role="alert">{said}</p>\n'
        described = "error hint"
    invalid = ' aria-invalid="true"' if trouble else ""
    return f"""<p id="hint">The computer on which Unkink runs shows a code of six digits. Type it here, once.</p>
<form method="post" action="{PAGE}">
{told}<label for="code">Code</label>
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="20" autofocus
  aria-describedby="{described}"{invalid}>
<button class="button" type="submit">Let in</button>
</form>
"""


_NO_CODE = """<details>
<summary>Where is the code?</summary>
<p>In the window in which Unkink was started, beneath the square pattern. It holds for five minutes, and for one device.
Where there is none any more, a new one came when you opened this page.</p>
</details>
"""

_WITHOUT_NETWORK = f"""<details>
<summary>To use it without network</summary>
<p>Everything works without this, as long as the computer is near. To install Unkink, and to use it where there is no
network, this device must trust the computer’s certificate. Only do so if its fingerprint is the one that the computer
shows.</p>
<p><a class="button quiet" href="{AUTHORITY}">Certificate</a></p>
<p>iPhone and iPad: load it, install the profile in Settings, then switch it on under General, About, Certificate Trust
Settings. Android: load it, then in Settings search for “CA certificate”, and install it from the file.</p>
</details>
"""


def _whole(before: str, title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{before}{title} – Unkink</title>
<link rel="icon" type="image/svg+xml" href="{ICON}">
<link rel="stylesheet" href="{STYLE}">
</head>
<body>
<main>
<p class="brand"><img src="{ICON}" alt="" width="32" height="32">Unkink</p>
<h1>{title}</h1>
{body}</main>
</body>
</html>
"""
