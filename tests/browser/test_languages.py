"""The screens in other languages: found by who reads no English, kept, and with room for longer words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.browser import planned, states
from tests.browser.conftest import Visit
from tests.browser.longer import CHOOSE, speak_longer
from tests.browser.player import Player
from tests.browser.server import QUICK, Server, serving
from tests.browser.watch import NOT_FOUND, Watch

GERMAN = {"Good that you are here": "Schön, dass du da bist", "Settings": "Einstellungen", "Language": "Sprache"}
WIDTHS = (320, 390, 1280)
NEW = ("/", "/start", "/plan", "/wishes", "/safety", "/breaks", "/journal")
KNOWN = (
    "/",
    "/plan",
    "/wishes",
    "/safety",
    "/breaks",
    "/settings",
    "/movements",
    "/movements/supine-spinal-twist",
    "/programmes",
    "/programmes/upper-middle-lower",
    "/learn",
    "/journal",
    "/nowhere",
)
# Words that stand out of the window, or out of what holds them.
OUTSIDE = """() => [...document.querySelectorAll("body *")].flatMap((one) => {
    if (one.closest(".hidden-text, .skip, svg") || one.matches("input, select")) return [];
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const { left, right, width } = one.getBoundingClientRect();
    if (!words || !width || getComputedStyle(one).visibility === "hidden") return [];
    const out = left < -1 || right > document.documentElement.clientWidth + 1;
    const over = one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1;
    return out || over ? [one.textContent.trim()] : [];
})"""


@pytest.fixture(scope="module")
def planned_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of a person with a plan and a journal."""
    with serving(tmp_path_factory.mktemp("planned")) as server:
        server.record(states.journal())
        planned.plan(server)
        yield server


def outside(page: Page, path: str) -> list[str]:
    """What does not fit on a screen, in each width of the window."""
    page.goto(path, wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for summary in page.locator("summary").all():
        summary.click()
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size(ViewportSize(width=width, height=844))
        lines: list[str] = page.evaluate(OUTSIDE)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            lines.append("scrolls sideways")
        found += [f"{path} {width}: {line}" for line in lines]
    return found


@pytest.mark.parametrize("who", ["new", "known"])
def test_words_that_are_much_longer_have_room(
    visit: Visit, server: Server, planned_server: Server, watch: Watch, who: str
) -> None:
    """German is a third longer than English, and no button of it may be cut off, on the smallest phone either."""
    watch.brings_about(NOT_FOUND, "409 (Conflict)")  # no breaks before the safety questions
    context = visit(calm=True, at=planned_server if who == "known" else server)
    speak_longer(context)
    page = context.new_page()
    assert [line for path in (KNOWN if who == "known" else NEW) for line in outside(page, path)] == []
    context.unroute_all(behavior="ignoreErrors")


def test_who_reads_no_english_finds_their_language_at_the_beginning_and_it_stays(page: Page) -> None:
    """Their own word for it is the only one on the screen that they know."""
    page.route("**/api/words/de", lambda route: route.fulfill(json=GERMAN))
    asked: list[Request] = []
    page.goto("/start")
    expect(page.get_by_role("heading", level=1)).to_have_text("Good that you are here")
    assert page.locator("html").get_attribute("lang") == "en-GB"
    page.on("request", lambda one: asked.append(one) if "/api/" in one.url else None)
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Schön, dass du da bist")
    assert page.locator("html").get_attribute("lang") == "de"
    assert len(asked) > 3
    assert {one.headers["accept-language"] for one in asked} == {"de"}

    page.goto("/settings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Einstellungen")
    choice = page.get_by_role("group", name="Sprache")
    expect(choice.get_by_role("button", name="Deutsch")).to_have_attribute("aria-pressed", "true")
    choice.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")


def test_without_its_words_the_page_is_there_in_english(page: Page, watch: Watch) -> None:
    """A blank page helps nobody."""
    watch.brings_about("net::ERR_FAILED")
    page.add_init_script(CHOOSE)
    page.route("**/api/words/*", lambda route: route.abort())
    page.goto("/settings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_the_language_does_not_change_while_a_routine_is_played(player: Player, server: Server) -> None:
    """A session in two languages helps nobody either."""
    server.set_pacing(QUICK)
    player.start("knee-to-chest")
    page = player.page.context.new_page()
    page.goto("/settings")
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("alert").filter(has_text="running in another tab")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
