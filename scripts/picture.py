#!/usr/bin/env python3
"""Takes the picture of the player in docs/pictures, from the real app.

python3 scripts/picture.py    needs Chromium, and a minute: it shows a real session in the middle of a hold
"""

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT)) if path not in sys.path]

import x  # noqa: E402 (only now it can be found)

TARGET = ROOT / "docs" / "pictures" / "player.png"
ROUTINE = "upper-back-nine"
SKIPPED = 2  # to a movement that is held on each side
HOLD = "18"  # seconds that are left of it in the picture
SIZE = (1280, 800)
PATIENCE_MS = 120_000
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-quic", "--enable-unsafe-swiftshader"]


def take() -> None:
    """Play as far as that moment, and keep what is seen."""
    from playwright.sync_api import ViewportSize, sync_playwright  # noqa: PLC0415 (only the packages of .venv have it)

    from benchmarks.server import Server  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, Server(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=x.find_chromium(), args=FLAGS)
        page = browser.new_page(viewport=ViewportSize(width=SIZE[0], height=SIZE[1]))
        page.goto(f"http://127.0.0.1:{server.port}/play/{ROUTINE}")
        page.get_by_role("button", name="Start").click()
        for _ in range(SKIPPED):
            page.get_by_role("button", name="Skip").click()
        page.mouse.move(1, SIZE[1] - 1)
        moment = re.compile(rf"Hold\s*{HOLD}(?!\d)")
        page.locator("main").filter(has_text=moment).wait_for(timeout=PATIENCE_MS)
        page.screenshot(path=TARGET)
        browser.close()


def main() -> int:
    """Set up what is needed, and take it."""
    if Path(sys.prefix) != x.VENV:
        x.set_up("dev", npm=True, front_end=True)
        return x.hand_over([str(x.PYTHON), __file__], x.own_env())
    take()
    return 0


if __name__ == "__main__":
    sys.exit(main())
