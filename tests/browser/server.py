"""The server as a person starts it: a program of its own, on a port and a folder that outlive it."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import cast
from uuid import UUID

import httpx2 as httpx

from unkink import shapes, wire
from unkink.ids import uuid7
from unkink.model.session import Event, EventKind

ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 20
QUICK: shapes.PacingShape = {
    "pace": 200,
    "prepare_ms": 2_000,
    "inhale_ms": 2_000,
    "exhale_ms": 2_000,
    "chatty": "tones",
}


class Server:
    """Unkink on one data folder. It may be killed and started again; its port stays the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.front_end: Path | None = None
        self.port = 0
        self._process: subprocess.Popen[str] | None = None
        self._client = httpx.Client(timeout=10, trust_env=False, verify=False)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, if it does not run, and wait for its first answer."""
        if self._process:
            return
        command = [sys.executable, *self._program(), "serve", "--no-open"]
        command += ["--port", str(self.port), "--data-dir", str(self.folder)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert process.stdout
        self._process = process
        found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found, "the server did not start"
        self.port = int(found[1])
        last = time.monotonic() + READY_WITHIN_S
        while True:
            try:
                self.read("/api/about")
            except httpx.TransportError:
                assert time.monotonic() < last, "the server did not answer"
                time.sleep(0.02)
            else:
                return

    def _program(self) -> list[str]:
        """Unkink; with the screens that lie in `front_end`, where that is set."""
        if not self.front_end:
            return ["-m", "unkink"]
        folder = repr(str(self.front_end))
        text = (
            f"import pathlib, unkink.places as p; p.front_end = lambda: pathlib.Path({folder}); import unkink.__main__"
        )
        return ["-c", text]

    def kill(self) -> None:
        """As when the power goes: SIGKILL, no last word."""
        if self._process:
            self._process.kill()
            self._gone()

    def stop(self) -> None:
        """Stop it in peace, if it runs, and for good."""
        self._client.close()
        if self._process:
            self._process.terminate()
            self._gone()

    def _gone(self) -> None:
        assert self._process
        self._process.communicate()
        self._process = None

    def read(self, path: str) -> object:
        """JSON of a GET."""
        answer = self._client.get(self.address + path)
        answer.raise_for_status()
        return cast("object", answer.json())

    def set_pacing(self, pacing: shapes.PacingShape) -> None:
        """The person's settings."""
        self._client.put(self.address + "/api/settings", json=pacing).raise_for_status()

    def record(self, events: Sequence[shapes.EventShape]) -> None:
        """Events, as a player sends them."""
        self._client.post(self.address + "/api/events", json={"events": events}).raise_for_status()

    def play(self, routine: str, choice: str = "none") -> shapes.PlayShape:
        """The routine as a player gets it."""
        return cast("shapes.PlayShape", self.read(f"/api/routines/{routine}/play?choice={choice}"))

    def sessions(self) -> list[shapes.SessionShape]:
        """The journal, newest first."""
        return cast("list[shapes.SessionShape]", self.read("/api/sessions"))

    def session(self, session: str) -> shapes.SessionWithEventsShape:
        """That session, with its events."""
        return cast("shapes.SessionWithEventsShape", self.read(f"/api/sessions/{session}"))

    def events(self, session: str) -> list[shapes.EventShape]:
        """What happened in that session; nothing where the journal has not heard of it yet."""
        known = any(one["id"] == session for one in self.sessions())
        return self.session(session)["events"] if known else []

    def put_away(self) -> None:
        """Stop all sessions that were left in the middle."""
        left = [session for session in self.sessions() if session["state"] == "open"]
        stops = [Event(uuid7(), UUID(one["id"]), EventKind.STOPPED, one["last_at"], one["position_ms"]) for one in left]
        self.record([wire.event(stop) for stop in stops])


@cache
def _rendered() -> Path:
    """A folder for as long as these tests run."""
    folder = Path(mkdtemp(prefix="unkink-rendered-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def serving(folder: Path, pacing: shapes.PacingShape | None = QUICK) -> Iterator[Server]:
    """A running server with that pacing. What it has said and rendered is shared by all: it is the same everywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cache").symlink_to(_rendered(), target_is_directory=True)
    server = Server(folder)
    try:
        server.start()
        if pacing:
            server.set_pacing(pacing)
        yield server
    finally:
        server.stop()
