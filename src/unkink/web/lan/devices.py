"""The devices that were let in: one small file each, named by the hash of its token. Forgetting deletes the file.

So a running server and the command line need no lock between them, and who was forgotten is out at the next request.
They are not in the journal's database: a backup that is put back must not let anybody in again.
"""

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unkink.language import again, kept, text
from unkink.moments import DAY_MS
from unkink.web.lan import private

FOLDER = "devices"
DAYS = 400  # browsers keep no cookie longer
SEEN_EVERY_MS = 60 * 1_000  # so often is written down that a device was there
_TOKEN_BYTES = 32
_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Device:
    """A device that was let in: its number, its name by its browser, when it came and was last seen (ms)."""

    number: int
    name: str
    let_in: int
    seen: int


class Devices:
    """Those of one data folder. The time when a device was last seen is that of its file."""

    def __init__(self, data_folder: Path) -> None:
        """Nothing is read or made yet."""
        self._folder = data_folder / FOLDER

    def let_in(self, name: str, now: int) -> tuple[str, Device]:
        """A new device, and the token that it alone gets. Raises UnkinkError where it cannot be written down."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        number = 1 + max((device.number for device in self.all(now)), default=0)
        path = self._path(token)
        content = {"number": number, "name": kept(name), "let_in": now}
        private.write(path, json.dumps(content, ensure_ascii=False).encode())
        _touch(path, now)
        return token, Device(number, name, now, now)

    def known(self, token: str, now: int) -> Device | None:
        """The device with that token, if it is still let in; that it was seen is written down."""
        if not token or len(token) > _LONGEST_TOKEN:
            return None
        path = self._path(token)
        device = _read(path, now)
        if device and abs(now - device.seen) >= SEEN_EVERY_MS:
            _touch(path, now)
        return device

    def all(self, now: int) -> list[Device]:
        """Those that are let in, in order of their numbers."""
        found = (_read(path, now) for path in self._paths())
        return sorted((device for device in found if device), key=lambda device: device.number)

    def forget(self, number: int | None, now: int) -> list[Device]:
        """Let that one in no more; None: none of them. Gives those that were let in until now."""
        gone = []
        for path in self._paths():
            device = _read(path, now)
            if number is None or (device and device.number == number):
                path.unlink(missing_ok=True)
                gone += [device] if device else []
        return gone

    def _paths(self) -> Iterator[Path]:
        yield from self._folder.glob("*.json")

    def _path(self, token: str) -> Path:
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / f"{digest}.json"


def _read(path: Path, now: int) -> Device | None:
    """The device of that file; None where there is none, where it is damaged, or where its time is over."""
    try:
        content = json.loads(path.read_bytes())
        seen = path.stat().st_mtime_ns // 1_000_000
        device = Device(int(content["number"]), again(content["name"]), int(content["let_in"]), seen)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return device if now < device.let_in + DAYS * DAY_MS else None


def _touch(path: Path, now: int) -> None:
    """Write down that it was seen. A file that is gone stays gone."""
    with contextlib.suppress(OSError):
        os.utime(path, ns=(now * 1_000_000, now * 1_000_000))


_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)
# Browsers name those they descend from as well: the first that is found is the one.
_BROWSERS = (
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


def name_of(user_agent: str) -> str:
    """A device as its owner would name it, such as "Safari on iPhone". Nothing that its browser sends is repeated."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), text("A browser"))
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return text("{browser} on {system}", browser=browser, system=system) if system else browser
