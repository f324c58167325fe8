"""How long until the command line and the server answer."""

import subprocess
import sys
import tempfile
import time

from benchmarks.measure import Row, median_s
from benchmarks.server import Server, python


def rows() -> list[Row]:
    """`unkink --help`, and a server on a data folder that was used before."""
    help_s = median_s(lambda: subprocess.run(python("--help"), check=True, capture_output=True))
    with tempfile.TemporaryDirectory() as folder:
        with Server(folder):
            pass
        ready = []
        for _ in range(5):
            start = time.perf_counter()
            with Server(folder):
                ready.append(time.perf_counter() - start)
    return [
        Row("`unkink --help`, median of 9", help_s, "s", 0.25),
        Row("server: from start to first answer, warm, median of 5", sorted(ready)[2], "s", 1.5),
    ]


if __name__ == "__main__":
    for row in rows():
        print(row.line(), file=sys.stdout)
