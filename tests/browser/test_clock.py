"""The clock of the player in a browser as it is: real time, hidden tabs, frozen tabs; with a track where it says so."""

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import FLAGS
from tests.browser.player import Player
from tests.browser.record import places, story
from tests.browser.server import Server
from tests.browser.session_time import NO_TRACK
from tests.browser.test_track import LISTEN, RENDERED_WITHIN_MS, assert_where_the_sound_is, until
from tests.browser.watch import Watch

DRIFT_MS = 50


@pytest.fixture(scope="module")
def usual(playwright: Playwright, chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser as people have it: Playwright's own lets no tab be hidden, and slows no hidden page down."""
    profile = tmp_path_factory.mktemp("profile")
    command = [chromium, "--headless", *FLAGS, "--no-first-run", "--remote-debugging-port=0"]
    command += [f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            port = port_in(profile / "DevToolsActivePort")
            browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", no_defaults=True)
            yield browser.contexts[0]
            browser.close()
        finally:
            process.terminate()


def port_in(file: Path) -> int:
    """The port that Chromium writes there as soon as it listens."""
    for _ in range(600):
        if file.exists() and (lines := file.read_text().split()):
            return int(lines[0])
        time.sleep(0.05)
    raise TimeoutError(file)


@pytest.fixture
def page(usual: BrowserContext, server: Server, watch: Watch) -> Iterator[Page]:
    """A tab of it, with a routine that plays, and a note of when each key came."""
    watch.over(usual)
    page = usual.new_page()
    page.add_init_script(NO_TRACK)
    page.goto(f"{server.address}/play/knee-to-chest")
    page.get_by_role("button", name="Start", exact=False).last.click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.evaluate("""() => {
        globalThis.presses = [];
        addEventListener("keydown", () => presses.push(performance.now()), true);
    }""")
    yield page
    page.close()
    server.put_away()
    assert watch.found == []


def assert_no_drift(page: Page, server: Server) -> None:
    """Between the last two presses as much of the session passed as of the time."""
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    *_, begin, end = page.evaluate("() => presses")
    events = story(server, Player(page).session, "started", "paused", "resumed", "paused")
    passed = places(events, "paused")[1] - places(events, "resumed")[0]
    assert abs(passed - (end - begin)) < DRIFT_MS


def test_in_twenty_seconds_of_a_busy_browser_the_count_drifts_less_than_50_ms(page: Page, server: Server) -> None:
    """Thirty seconds on the left and thirty on the right must be thirty, also on a slow machine."""
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    for busy_ms in (30, 700, 250, 1_500, 90, 400):
        page.evaluate("(ms) => { const end = performance.now() + ms; while (performance.now() < end); }", busy_ms)
        page.wait_for_timeout(2_850)
    page.keyboard.press("Space")
    assert_no_drift(page, server)


def test_a_page_that_is_held_up_for_seconds_goes_on_where_the_time_is(page: Page, server: Server) -> None:
    """On a machine with much to do a drawing may take long: who holds a stretch meanwhile has not slept."""
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.evaluate("() => { const end = performance.now() + 5_000; while (performance.now() < end); }")
    page.wait_for_timeout(1_000)
    expect(page.get_by_text("so this waited for you")).to_have_count(0)
    page.keyboard.press("Space")
    assert_no_drift(page, server)


def test_a_hidden_tab_goes_on_and_keeps_its_place(page: Page, usual: BrowserContext, server: Server) -> None:
    """Music or a message in another tab: the routine goes on meanwhile, to the second."""
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    other = usual.new_page()
    other.bring_to_front()
    page.wait_for_timeout(5_000)
    assert page.evaluate("document.visibilityState") == "hidden"
    other.close()
    page.bring_to_front()
    page.keyboard.press("Space")
    assert_no_drift(page, server)


def test_a_hidden_tab_is_where_its_track_is(usual: BrowserContext, server: Server, watch: Watch) -> None:
    """The phone is in the pocket and the routine in the ears: what is heard is what the journal has."""
    watch.over(usual)
    page = usual.new_page()
    page.add_init_script(LISTEN)
    player = Player(page)
    with page.expect_response(re.compile("/track"), timeout=RENDERED_WITHIN_MS):
        page.goto(f"{server.address}/play/knee-to-chest")
    page.get_by_role("button", name="Start", exact=False).last.click()
    assert until(page, "sounds.at(-1).currentTime > 2.5")
    other = usual.new_page()
    other.bring_to_front()
    page.wait_for_timeout(5_000)
    assert page.evaluate("document.visibilityState") == "hidden"
    other.close()
    page.bring_to_front()
    assert_where_the_sound_is(player, server)
    page.close()
    server.put_away()
    assert watch.found == []


def test_a_frozen_tab_waits_at_the_last_place_and_says_so(page: Page, usual: BrowserContext, server: Server) -> None:
    """A browser that puts hidden tabs to sleep must not let the routine run out unseen."""
    other = usual.new_page()
    other.bring_to_front()
    expect(page.get_by_role("timer")).to_have_text("7")
    tab = usual.new_cdp_session(page)
    tab.send("Page.setWebLifecycleState", {"state": "frozen"})
    page.wait_for_timeout(3_500)
    tab.send("Page.setWebLifecycleState", {"state": "active"})
    other.close()
    page.bring_to_front()
    expect(page.get_by_text("so this waited for you")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text("7")
    page.keyboard.press("Space")
    expect(page.get_by_role("timer")).to_have_text("6")
