"""What Lighthouse says of the main screens: performance, accessibility, best practices, out of 100."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import Row
from benchmarks.page import CHROMIUM
from benchmarks.server import Server

PROGRAM = Path(__file__).parent / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = "--headless=new --no-sandbox --disable-background-networking --disable-quic --enable-unsafe-swiftshader"
SCREENS = {
    "start": "/start",
    "today": "/",
    "movements": "/movements",
    "a movement": "/movements/cat-cow",
    "programmes": "/programmes",
    "a programme": "/programmes/conquer-lower-back",
    "player, before": "/play/conquer-lower-back",
    "learn": "/learn",
    "a page": "/learn/how-to-breathe",
    "settings": "/settings",
}
CATEGORIES = ("performance", "accessibility", "best-practices")
# As on a desk, and as on a phone with a fifth of the speed behind a slow line.
DEVICES: dict[str, tuple[str, ...]] = {"desktop": ("--preset=desktop",), "phone": ()}


def rows() -> list[Row]:
    """A row for each device and category: the worst screen, and which it is."""
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server:
        return [row for device in DEVICES for row in _rows(device, server.port, Path(folder))]


def _rows(device: str, port: int, folder: Path) -> list[Row]:
    scores = {name: _scores(f"http://127.0.0.1:{port}{path}", device, folder) for name, path in SCREENS.items()}
    found = []
    for place, category in enumerate(CATEGORIES):
        worst = min(scores, key=lambda name: scores[name][place])
        what = f"Lighthouse, {device}, {category}: worst of {len(SCREENS)} screens ({worst})"
        found.append(Row(what, scores[worst][place], "points", 95, at_least=True))
    return found


def _scores(address: str, device: str, folder: Path) -> list[float]:
    file = folder / "lighthouse.json"
    command = ["node", str(PROGRAM), address, "--output=json", f"--output-path={file}", "--quiet"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}", *DEVICES[device]]
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": os.environ.get("UNKINK_CHROMIUM", CHROMIUM)})
    categories = json.loads(file.read_text(encoding="utf-8"))["categories"]
    return [100 * categories[name]["score"] for name in CATEGORIES]
