"""The first page: how much script it loads, and how soon a person can use it."""

import gzip
import json
import statistics
import tempfile

from playwright.sync_api import sync_playwright

from benchmarks.measure import Row
from benchmarks.server import Server
from unkink import places

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-quic", "--enable-unsafe-swiftshader"]


def rows() -> list[Row]:
    """Script of the first page, compressed; time until its heading is there and its main button works."""
    waits = []
    with tempfile.TemporaryDirectory() as folder, Server(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _ in range(5):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.port}/")
            page.get_by_role("heading", level=1).wait_for()
            page.get_by_role("link", name="Start").or_(page.get_by_role("button", name="Start")).first.wait_for()
            waits.append(float(page.evaluate("performance.now()")) / 1_000)
            page.close()
        browser.close()
    return [
        Row("script of the first page, compressed", _first_script() / 1_024, "KB", 90),
        Row("first page, from nothing to its Start button, on loopback, median of 5", statistics.median(waits), "s", 1),
    ]


def _first_script() -> int:
    """Bytes of the entry's script and all it imports at once, gzipped as the server does."""
    folder = places.front_end()
    manifest = json.loads((folder / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    entries = [key for key, item in manifest.items() if item.get("isEntry")]
    wanted: set[str] = set()
    while entries:
        item = manifest[entries.pop()]
        if item["file"] not in wanted:
            wanted.add(item["file"])
            entries += item.get("imports", [])
    return sum(len(gzip.compress((folder / name).read_bytes(), 5)) for name in wanted if name.endswith(".js"))
