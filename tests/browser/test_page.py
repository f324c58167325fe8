"""The page itself: its policy, its size, its colours before the first paint."""

import gzip
import json
import re
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Visit
from tests.browser.server import Server
from tests.browser.watch import Watch

FIRST_LOAD = 90 * 1024
PAPER = {"light": "rgb(250, 246, 238)", "dark": "rgb(27, 23, 20)"}

# The background of each of the first frames that the browser draws.
KEEP_SHADES = """
globalThis.shades = [];
requestAnimationFrame(function look() {
  shades.push(getComputedStyle(document.documentElement).backgroundColor);
  if (shades.length < 40) requestAnimationFrame(look);
});
"""


@pytest.mark.parametrize("path", ["/", "/play/knee-to-chest", "/nowhere", "/api/about", "/theme.js"])
def test_the_strict_policy_is_on_every_answer(server: Server, path: str) -> None:
    """A script that got in from anywhere could read what hurts whom."""
    policy = httpx.get(server.address + path, trust_env=False).headers["content-security-policy"]
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed.pop("default-src") == "'none'"
    assert allowed.pop("media-src") == "'self' blob:", "the track of a session, which the page puts together"
    assert allowed.keys() >= {"script-src", "style-src", "connect-src", "base-uri", "form-action", "frame-ancestors"}
    assert set(allowed.values()) <= {"'self'", "'none'"}


def test_the_page_holds_no_script_and_no_style_of_its_own(front_end: Path) -> None:
    """The policy would refuse them, and the page would stay blank or bare."""
    page = (front_end / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) >= 2
    assert all("src=" in attributes and not body.strip() for attributes, body in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|data:", page)
    assert re.findall(r"(?:src|href)=\"(?!/)", page) == []


def test_the_policy_is_enforced(page: Page, watch: Watch) -> None:
    """A script that somebody smuggles into a text does not run."""
    watch.brings_about("Content Security Policy")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "globalThis.smuggled = true";
        document.body.append(script);
    }""")
    assert page.evaluate("typeof smuggled") == "undefined"


def test_the_first_load_is_at_most_90_kb_of_script(page: Page, front_end: Path) -> None:
    """An old phone has to read it all before anything shows."""
    manifest = json.loads((front_end / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    wanted = [name for name, chunk in manifest.items() if chunk.get("isEntry")]
    chunks = set()
    while wanted:
        chunk = manifest[wanted.pop()]
        chunks.add(chunk["file"])
        wanted += chunk.get("imports", [])
    assert sum(len(gzip.compress((front_end / name).read_bytes(), 5)) for name in chunks) <= FIRST_LOAD

    # And what the browser really fetches, with what the entry fetches by itself.
    sizes = []
    page.on("requestfinished", lambda one: sizes.append(one.sizes()) if one.resource_type == "script" else None)
    page.goto("/", wait_until="networkidle")
    assert len(sizes) >= len(chunks) + 1
    assert sum(size["responseBodySize"] for size in sizes) <= FIRST_LOAD


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_light_or_dark_is_kept_without_a_flash(visit: Visit, theme: str) -> None:
    """A dark bedroom is not lit up by a white page, not for one frame; nor the other way round."""
    context: BrowserContext = visit(scheme="light" if theme == "dark" else "dark")
    page = context.new_page()
    page.goto("/settings")
    choice = page.get_by_role("group", name="Light or dark")
    choice.get_by_text(theme.capitalize(), exact=True).click()
    expect(page.locator("div[role=status]")).to_have_text("Saved")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == PAPER[theme]
    context.add_init_script(KEEP_SHADES)
    for path in ("/settings", "/", "/play/knee-to-chest"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(300)
        assert set(page.evaluate("shades")) == {PAPER[theme]}
    page.goto("/settings")
    expect(choice.get_by_role("radio", name=theme.capitalize())).to_be_checked()
