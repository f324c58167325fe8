"""`unkink serve --lan` as a program. It listens on loopback alone, and takes that for its network."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]
TOLD_WITHIN_S = 60


class Served:
    """The running program, and what its terminal shows."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.folder = folder
        self._lines: list[str] = []
        self._more = threading.Condition()
        arguments = ("serve", "--no-open", "--port", "0", "--lan", "--host", "127.0.0.1", *more)
        self.process = subprocess.Popen(
            self._command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self._env()
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.loopback = self.told(r"(http://127\.0\.0\.1:\d+)")
        self.address = self.told(r"(https://127\.0\.0\.1:\d+)")

    def told(self, pattern: str, count: int = 1) -> str:
        """What the terminal shows there: the first group of the count-th line that has it. Waits for it."""
        found: list[str] = []

        def is_there() -> bool:
            found[:] = [match[1] for line in self._lines if (match := re.search(pattern, line))]
            return len(found) >= count

        with self._more:
            assert self._more.wait_for(is_there, TOLD_WITHIN_S), f"{pattern} is not in {self._lines}"
        return found[count - 1]

    def code(self, count: int = 1) -> str:
        """The count-th code that was shown."""
        return self.told(r"Code for one device: (\d{3} \d{3})", count)

    def unkink(self, *arguments: str) -> str:
        """What another command of Unkink prints, on the same folder."""
        command = self._command(*arguments)
        return subprocess.run(command, check=True, capture_output=True, text=True, env=self._env()).stdout

    def stop(self) -> int:
        """As with Ctrl-C; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(2)
        return self.process.wait(TOLD_WITHIN_S)

    def end(self) -> None:
        """Whatever it does."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout
        self.process.stdout.close()

    @property
    def shown(self) -> str:
        """All that the terminal shows."""
        return "\n".join(self._lines)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "unkink", *arguments, "--data-dir", str(self.folder)]

    def _env(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._more:
                self._lines.append(line.rstrip("\n"))
                self._more.notify_all()


@contextmanager
def on_the_network(folder: Path, *more: str) -> Iterator[Served]:
    """The program; stopped at the end."""
    served = Served(folder, *more)
    try:
        yield served
    finally:
        served.end()
