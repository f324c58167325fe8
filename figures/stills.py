"""python -m figures.stills: the still pictures, drawn by the app's own viewer, so that they look as what moves.

Makes those that are older than their clip, body or viewer; only of the bodies that are named, where any are. Needs
Node, what `npm ci` installs in frontend/, and Chromium (UNKINK_CHROMIUM names it); runs in .venv, which has Playwright.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from figures import drawn, stamps
from figures.drawn import BODIES, FRONT_END, STYLE, Name, inputs_of_still, names, pose_of, still_of

SIZE = (640, 480)
# The first quality that is small enough is taken.
QUALITIES = (0.85, 0.75, 0.6, 0.45)
MOST_BYTES = 25_000
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-quic", "--enable-unsafe-swiftshader")
# Software drawing on a busy machine takes its time, in ms.
PATIENCE_MS = 120_000


class Asked(NamedTuple):
    """A still to make: of which clip on which body, where it goes, and the hash of what it is made from."""

    shown: Name
    body: str
    path: Path
    inputs: str


def main(bodies: list[str]) -> int:
    """Make what is stale, for these bodies or for all."""
    asked = [each for each in _stale() if not bodies or each.body in bodies]
    if not asked:
        return 0
    print(f"Drawing {len(asked)} stills.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder))
        with _served(Path(folder)) as address, _page(address) as page:
            for each in asked:
                each.path.parent.mkdir(parents=True, exist_ok=True)
                each.path.write_bytes(_drawn(page, each))
                key = each.path.relative_to(stamps.OUT).as_posix()
                stamps.add({key: stamps.output(each.path, each.inputs)})
    return 0


def _stale() -> Iterator[Asked]:
    """A body at a time, since it takes longer to load one than to draw it. Without a clip there is nothing to draw."""
    ready = [each for each in names() if drawn.clip_of(each.name).exists() and drawn.line_of(each.name).exists()]
    for body in BODIES:
        wanted = {still_of(each.name, body): each for each in ready}
        for path, inputs in drawn.stale((path, inputs_of_still(each, body)) for path, each in wanted.items()):
            yield Asked(wanted[path], body, path, inputs)


def _drawn(page: Page, asked: Asked) -> bytes:
    clip = json.loads(drawn.clip_of(asked.shown.name).read_text("utf-8"))
    told = {
        "clip": clip,
        "body": asked.body,
        "mesh": f"/figures/{asked.body}.glb",
        "clothes": f"/figures/{asked.body}-{STYLE}.webp",
        "pose": pose_of(asked.shown.name),
        "side": asked.shown.side,
        "width": SIZE[0],
        "height": SIZE[1],
        "type": "image/webp",
    }
    picture = b""
    for quality in QUALITIES:
        address = page.evaluate("(told) => still({ ...told, rig: globalThis.rig })", {**told, "quality": quality})
        kind, _, data = str(address).partition(";base64,")
        if kind != "data:image/webp":
            raise RuntimeError(f"{asked.path.name}: this browser writes no WebP but {kind}")
        picture = base64.b64decode(data)
        if len(picture) <= MOST_BYTES:
            return picture
    raise RuntimeError(f"{asked.path.name}: {len(picture)} bytes at the lowest quality; {MOST_BYTES} are the most")


def _build(folder: Path) -> None:
    """Build the page that draws. Raises FileNotFoundError without Node, CalledProcessError where it does not build."""
    node = shutil.which("node")
    vite = FRONT_END / "node_modules" / "vite" / "bin" / "vite.js"
    if node is None or not vite.exists():
        raise FileNotFoundError("Stills need Node and frontend/node_modules: python3 x.py figures sets them up")
    env = {**os.environ, "UNKINK_STILLS": "1", "UNKINK_STATIC_OUT": str(folder)}
    command = [node, str(vite), "build", "--logLevel", "error"]
    subprocess.run(command, cwd=FRONT_END, env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (our own build)


class _Files(SimpleHTTPRequestHandler):
    """The built page, and what is shipped under /figures/."""

    def translate_path(self, path: str) -> str:
        shipped = path.partition("?")[0].removeprefix("/figures/")
        if shipped != path.partition("?")[0] and ".." not in shipped:
            return str(stamps.OUT / shipped)
        return super().translate_path(path)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def _page(address: str) -> Iterator[Page]:
    chromium = os.environ.get("UNKINK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{address}/stills.html")
        page.wait_for_selector("html[data-ready]", state="attached")
        page.evaluate("async () => { globalThis.rig = await (await fetch('/figures/rig.json')).json(); }")
        yield page
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
