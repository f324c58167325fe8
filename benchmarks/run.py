"""What `x.py bench` runs: each claim about speed, measured, in a table. Nothing here is a test; machines differ.

Give names to run only those: `x.py bench timelines reads`. docs/performance.md holds figures of one machine.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1])]

from benchmarks import (  # noqa: E402 (only now they can be found)
    database,
    figure,
    lighthouse_scores,
    page,
    plan,
    progress,
    server,
    start,
    timelines,
    track,
    voice,
)
from benchmarks.measure import Row  # noqa: E402

BENCHES: dict[str, Callable[[], list[Row]]] = {
    "start": start.rows,
    "timelines": timelines.rows,
    "database": database.rows,
    "server": server.rows,
    "page": page.rows,
    "figure": figure.rows,
    "plan": plan.rows,
    "plan-by-size": plan.by_size,
    "progress": progress.rows,
    "track": track.rows,
    "voice": voice.rows,
}
# Fetched and run only when named.
APART: dict[str, Callable[[], list[Row]]] = {"lighthouse": lighthouse_scores.rows}


def main() -> None:
    """Print the table."""
    known = BENCHES | APART
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *known], metavar="NAME", help=", ".join(known))
    names = parser.parse_args().names or list(BENCHES)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| what | measured | aim | |\n|---|---|---|---|")
    for name in names:
        for row in known[name]():
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
