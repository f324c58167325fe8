"""Single keys from a terminal, without Enter: on Unix through termios, on Windows through msvcrt."""

import re
import sys
import time
from types import TracebackType
from typing import Self

_NAMES = {"\x1b[C": "right", "\x1bOC": "right", "\x1b[D": "left", "\x1bOD": "left", "\x1b": "escape", " ": "space"}
END = "end of input"

_SEQUENCE = re.compile(r"\x1b(\[[0-9;]*[ -/]*[@-~]|O.)")


def first_key(typed: str) -> tuple[str, str]:
    """The first of what was typed at once, by name (nothing where it has none), and the rest."""
    sequence = _SEQUENCE.match(typed)
    key = sequence.group() if sequence else typed[0]
    return _NAMES.get(key, "" if sequence else key.lower()), typed[len(key) :]


if sys.platform == "win32":
    import msvcrt

    _ARROWS = {"M": "right", "K": "left"}
    _LOOK_S = 0.02

    class Keyboard:
        """Reads keys while it is open."""

        def __enter__(self) -> Self:
            return self

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
        ) -> None:
            """Nothing was changed."""

        def listen(self) -> None:
            """Nothing needs to be set."""

        def get(self, timeout_s: float) -> str:
            """The next key, or nothing within the time."""
            end = time.monotonic() + timeout_s
            while not msvcrt.kbhit():
                if time.monotonic() >= end:
                    return ""
                time.sleep(_LOOK_S)
            key = msvcrt.getwch()
            if key in "\x00\xe0":
                return _ARROWS.get(msvcrt.getwch(), "")
            if key == "\x03":
                raise KeyboardInterrupt
            return _NAMES.get(key, key.lower())

else:
    import os
    import select
    import termios
    import tty

    class Keyboard:
        """Reads keys while it is open; the terminal is then as it was."""

        def __enter__(self) -> Self:
            self.fd = sys.stdin.fileno()
            self.typed = ""
            self.before = termios.tcgetattr(self.fd)
            self.listen()
            return self

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
        ) -> None:
            """The terminal as it was."""
            termios.tcsetattr(self.fd, termios.TCSADRAIN, self.before)

        def listen(self) -> None:
            """Have keys at once, unseen. To be said again after the shell had the terminal (Ctrl-Z and fg)."""
            tty.setcbreak(self.fd)

        def get(self, timeout_s: float) -> str:
            """The next key, or nothing within the time; END where the terminal is gone."""
            if not self.typed:
                ready, _, _ = select.select([self.fd], [], [], timeout_s)
                if not ready:
                    return ""
                self.typed = self._read()
                if not self.typed:
                    return END
            key, self.typed = first_key(self.typed)
            return key

        def _read(self) -> str:
            try:
                return os.read(self.fd, 64).decode(errors="ignore")
            except OSError:  # the terminal was closed
                return ""
