"""The moving figure: what it weighs on the way to the page, and how soon it is there. Drawn by the processor."""

import gzip
import statistics
import tempfile

from playwright.sync_api import sync_playwright

from benchmarks.measure import Row
from benchmarks.page import CHROMIUM, FLAGS
from benchmarks.server import Server
from unkink import places

MOVEMENT = "cat-cow"
TIMES = 5
KB = 1_024
STILL = "() => [...document.images].some(i => i.src.includes('stills/') && i.complete && i.naturalWidth)"


def rows() -> list[Row]:
    """Compressed sizes, and the time until still and moving figure of a movement's page are on the screen."""
    folder = places.figures()
    bodies = [path.stat().st_size for path in folder.glob("*.glb")]
    clips = [len(gzip.compress(path.read_bytes(), 5)) for path in (folder / "clips").glob("*.json")]
    stills, moving = _waits()
    return [
        Row("largest body, as sent", max(bodies) / KB, "KB", 450),
        Row("largest clip, as sent", max(clips) / KB, "KB", 30),
        Row(f"still of a movement on the screen, median of {TIMES}", statistics.median(stills), "s", 1.5),
        Row(f"moving figure on the screen, software rendering, median of {TIMES}", statistics.median(moving), "s", 1.5),
    ]


def _waits() -> tuple[list[float], list[float]]:
    stills, moving = [], []
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(TIMES):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.port}/movements/{MOVEMENT}")
            page.wait_for_function(STILL)
            stills.append(float(page.evaluate("performance.now()")) / 1_000)
            page.wait_for_selector("[data-figure=moving]")
            moving.append(float(page.evaluate("performance.now()")) / 1_000)
            page.close()
        browser.close()
    return stills, moving
