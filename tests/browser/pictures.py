"""Takes the pictures of docs/ from the running app: PYTHONPATH=src:. .venv/bin/python -m tests.browser.pictures."""

import os
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.planned import answer, plan
from tests.browser.player import Player
from tests.browser.server import ROOT, Server, serving
from tests.browser.session_time import SCRIPT

PICTURES = ROOT / "docs" / "pictures"
# The figure as a graphics card draws it, which this machine may not have.
FINE = """
delete HTMLCanvasElement.prototype.transferControlToOffscreen;
const ask = WebGL2RenderingContext.prototype.getExtension;
WebGL2RenderingContext.prototype.getExtension = function (name) {
  return name === "WEBGL_debug_renderer_info" ? null : ask.call(this, name);
};
"""
SETTLED_MS = 8_000
ROUTINE, MOVEMENT = "upper-back-nine", "childs-pose-side-stretch"
Shade = Literal["light", "dark"]
PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)


def visit(browser: Browser, server: Server, size: ViewportSize, sharpness: float = 1, shade: Shade = "light") -> Page:
    """A page of a person of their own."""
    context = browser.new_context(
        base_url=server.address, viewport=size, device_scale_factor=sharpness, color_scheme=shade
    )
    context.add_init_script(SCRIPT + FINE)
    return context.new_page()


def today(browser: Browser, server: Server) -> None:
    """The session of the day, and the step of the first run in which the body is pointed at."""
    page = visit(browser, server, DESK)
    answer(server)
    page.goto("/start?at=where")
    page.get_by_role("checkbox", name="Lower back").check(force=True)
    expect(page.get_by_role("slider").first).to_be_visible()
    page.screenshot(path=PICTURES / "where.png", animations="disabled")
    plan(server, causes=["sitting"])
    page.goto("/")
    expect(page.get_by_role("link", name="Start", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / "today.png", animations="disabled")


def player(browser: Browser, server: Server) -> None:
    """The left side is held, and 18 seconds are left; on a screen, and on a phone in the dark."""
    segments = server.play(ROUTINE)["segments"]
    hold = next(one for one in segments if (one["movement"], one["kind"]) == (MOVEMENT, "hold"))
    views: dict[str, tuple[ViewportSize, float, Shade]] = {
        "player": (DESK, 1, "light"),
        "player-phone": (PHONE, 2, "dark"),
    }
    for name, (size, sharpness, shade) in views.items():
        playing = Player(visit(browser, server, size, sharpness, shade))
        playing.start(ROUTINE, at=hold["end_ms"] / 1_000 - 18)
        playing.expect_seconds(18)
        expect(playing.page.locator("[data-figure=moving]")).to_be_visible(timeout=60_000)
        playing.page.wait_for_timeout(SETTLED_MS)
        playing.page.mouse.move(0, 0)
        playing.page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("UNKINK_CHROMIUM", "/usr/bin/chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), None) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        today(browser, server)
        player(browser, server)
        browser.close()


if __name__ == "__main__":
    main()
