"""The server: reads a second on one core, and memory when nobody asks for anything."""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from benchmarks.measure import Row, per_second

ROOT = Path(__file__).parents[1]
READS = ("/api/movements/knee-to-chest", "/api/programmes/upper-back-nine", "/api/settings", "/api/resumable")


def python(*args: str) -> list[str]:
    """The command line of this source tree."""
    return [sys.executable, "-m", "unkink", *args]


class Server:
    """A server of our own on a free port, ready to answer, stopped at the end."""

    def __init__(self, folder: str, *, core: int | None = None) -> None:
        self.folder, self.core = folder, core

    def __enter__(self) -> Self:
        """Start it and wait for the first answer."""
        os.environ["PYTHONPATH"] = str(ROOT / "src")
        command = python("serve", "--port", "0", "--no-open", "--data-dir", self.folder)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        if self.core is not None and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(self.process.pid, {self.core})
        assert self.process.stdout  # noqa: S101
        found = re.search(r"http://127\.0\.0\.1:(\d+)", self.process.stdout.readline())
        assert found  # noqa: S101
        self.port = int(found.group(1))
        self.read("/api/about")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait()

    def connect(self) -> http.client.HTTPConnection:
        """A connection; it waits a little for a server that has only just started."""
        for _ in range(200):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.connect()
            except ConnectionRefusedError:
                time.sleep(0.01)
            else:
                return connection
        raise TimeoutError

    def read(self, path: str) -> bytes:
        """One answer on a connection of its own."""
        connection = self.connect()
        connection.request("GET", path)
        body = connection.getresponse().read()
        connection.close()
        return body


def rows() -> list[Row]:
    """Reads over one kept connection, the server bound to one core; then its memory."""
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
    with tempfile.TemporaryDirectory() as folder, Server(folder, core=cores[-1]) as server:
        time.sleep(1)
        idle = psutil.Process(server.process.pid).memory_info().rss / 1e6
        connection = server.connect()

        def work() -> int:
            for path in READS:
                connection.request("GET", path)
                connection.getresponse().read()
            return len(READS)

        reads = per_second(work)

        def list_of_all() -> int:
            connection.request("GET", "/api/movements")
            connection.getresponse().read()
            return 1

        lists = per_second(list_of_all)
    return [
        Row(
            "API reads (a movement, a programme, settings, what can be resumed), server on one core",
            reads,
            "a second",
            500,
            at_least=True,
        ),
        Row("API reads of all movements at once", lists, "a second", 20, at_least=True),
        Row("memory of the idle server", idle, "MB", 150),
    ]
