"""Every screen and every state of the player, for people with other eyes, hands and windows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import planned, states, ways
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.keyboard import unseen
from tests.browser.player import Player
from tests.browser.room import large_text, lost, small, spaced_text
from tests.browser.server import Server, serving
from tests.browser.watch import NOT_FOUND, Watch

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1280, height=800)
# A phone of the smallest kind, or 400 % zoom; a window half as large as usual, or 200 % zoom.
NARROW, LOW = ViewportSize(width=320, height=568), ViewportSize(width=640, height=400)
FINGER_PX = 48


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the usual settings, in which everything is told, and two sessions in the journal."""
    with serving(tmp_path_factory.mktemp("unkink"), pacing=None) as server:
        server.record(states.journal())
        yield server


@pytest.fixture(scope="module")
def new_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of a person who has just come."""
    with serving(tmp_path_factory.mktemp("new")) as server:
        yield server


def moving(page: Page) -> list[str]:
    """What moves by itself now."""
    running: list[str] = page.evaluate("""() => document.getAnimations()
        .filter(({ playState }) => playState === "running")
        .map(({ effect }) => `moves: ${effect.target.className}`)""")
    return running


def troubles(page: Page) -> list[str]:
    """All that keeps somebody out of the page as it is, in each size and colour. It is left light, and a phone's."""
    found: list[str] = []

    def note(where: str, lines: list[str]) -> None:
        found.extend(f"{where}: {line}" for line in lines)

    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        note(f"{size['width']}, light", violations(page) + lost(page) + small(page) + moving(page))
        page.emulate_media(color_scheme="dark")
        note(f"{size['width']}, dark", violations(page, "colours"))
        page.emulate_media(color_scheme="light")
    for size in (LOW, NARROW):
        page.set_viewport_size(size)
        note(f"{size['width']} × {size['height']}", lost(page) + small(page))
    for size in (NARROW, DESK):
        page.set_viewport_size(size)
        with large_text(page):
            note(f"{size['width']}, letters of twice the size", lost(page))
    with spaced_text(page):
        note("1280, spaced", lost(page))
    page.set_viewport_size(PHONE)
    with spaced_text(page):
        note("390, spaced", lost(page))
    return found


def assert_for_everyone(open_it: states.Open, visit: Visit, at: Server) -> None:
    at.put_away()
    player = Player(visit((390, 844), calm=True, worker=False, at=at).new_page())
    open_it(player)
    assert troubles(player.page) == []


@pytest.fixture
def way_server(tmp_path: Path) -> Iterator[Server]:
    """Of a person who goes one way, and tells things on it. Comes before `visit`: no page may outlive its server."""
    with serving(tmp_path, pacing=None) as server:
        yield server


@pytest.mark.parametrize("way", ways.WAYS)
def test_everyone_can_go(way_server: Server, way: str, visit: Visit, watch: Watch) -> None:
    """From the first question to the settings: what shuts somebody out on one step, shuts them out of all behind it."""
    watch.brings_about("409 (Conflict)", "net::ERR_FAILED")
    player = Player(visit((390, 844), calm=True, at=way_server).new_page())
    found = [f"{state}: {trouble}" for state in ways.WAYS[way](player, way_server) for trouble in troubles(player.page)]
    assert found == []


@pytest.mark.parametrize("state", states.NEW)
def test_who_is_new_can_use(state: str, visit: Visit, new_server: Server) -> None:
    """The first minute decides whether somebody stays."""
    assert_for_everyone(states.NEW[state], visit, new_server)


@pytest.mark.parametrize("state", states.SCREENS)
def test_everyone_can_use(state: str, visit: Visit, server: Server, watch: Watch) -> None:
    """Nothing for axe to find, light or dark, narrow or wide; no scrolling sideways; still for who asked for it."""
    watch.brings_about(NOT_FOUND)
    watch.brings_about("net::ERR_FAILED")
    assert_for_everyone(states.SCREENS[state], visit, server)


@pytest.mark.parametrize("state", states.PLAYER)
def test_everyone_can_play(state: str, visit: Visit, server: Server, watch: Watch) -> None:
    """The same for each state of the player."""
    watch.brings_about("net::ERR_FAILED")
    assert_for_everyone(states.PLAYER[state], visit, server)


@pytest.mark.parametrize("state", ["holding", "breathing", "getting ready", "waiting", "choosing"])
def test_every_button_is_large_enough_and_can_be_reached(state: str, visit: Visit, server: Server) -> None:
    """A knee on the floor and a trembling hand must hit it, in the smallest window too."""
    server.put_away()
    player = Player(visit().new_page())
    states.PLAYER[state](player)
    for size in (PHONE, NARROW, LOW):
        player.page.set_viewport_size(size)
        for button in player.page.get_by_role("button").all():
            button.click(trial=True)
            box = button.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= FINGER_PX, (size, button.inner_text(), box)


def assert_seen(page: Page) -> None:
    """Wherever Tab leads, there and back, the place is marked, and no bar that stays lies over all of it."""
    for key in ("Tab", "Shift+Tab"):
        assert unseen(page, key) == []


@pytest.mark.parametrize("state", ["today", "a movement", "movements", "settings", "more places"])
def test_the_place_of_the_focus_is_seen(state: str, visit: Visit, server: Server) -> None:
    """Who goes by keys and cannot find the place again is lost on the page."""
    server.put_away()
    player = Player(visit((390, 600), calm=True).new_page())
    states.SCREENS[state](player)
    assert_seen(player.page)


@pytest.mark.parametrize("state", ["before, with pain", "holding", "keys", "choosing"])
def test_the_place_of_the_focus_is_seen_while_playing(state: str, visit: Visit, server: Server) -> None:
    """The same in the player."""
    server.put_away()
    player = Player(visit((390, 600), calm=True).new_page())
    states.PLAYER[state](player)
    assert_seen(player.page)


def test_the_place_of_the_focus_is_seen_over_the_bar_of_the_wishes(way_server: Server, visit: Visit) -> None:
    """Two bars lie over the lower edge there, and the slider of the body may be a third."""
    planned.plan(way_server)
    page = visit((390, 600), calm=True, at=way_server).new_page()
    page.goto("/wishes")
    page.locator("[data-region=neck] path").first.click()
    page.get_by_text("Let me say").click()
    assert_seen(page)


@pytest.mark.parametrize("state", ["breathing", "waiting"])
def test_only_who_asked_for_stillness_gets_it(state: str, visit: Visit, server: Server) -> None:
    """The circle breathes, or stands as a still frame for those whom motion makes ill."""
    for calm in (False, True):
        server.put_away()
        player = Player(visit(calm=calm).new_page())
        states.PLAYER[state](player)
        player.time.run(1)
        circle = player.count.locator("span").first
        sizes = set()
        moved = []
        for _ in range(8):
            sizes.add(circle.evaluate("(element) => element.getBoundingClientRect().width"))
            moved += moving(player.page)
            player.page.wait_for_timeout(100)
        assert (len(sizes) > 1) is not calm
        assert bool(moved) is not calm


def test_each_screen_tells_a_screen_reader_where_it_is(visit: Visit, server: Server) -> None:
    """A new screen takes the focus to its heading and names the tab."""
    page = visit().new_page()
    page.goto("/programmes")
    for link, title in (("Movements", "Movements"), ("Journal", "Journal"), ("Settings", "Settings")):
        page.get_by_role("navigation").get_by_role("link", name=link, exact=True).click()
        expect(page).to_have_title(f"{title} · Unkink")
        expect(page.get_by_role("heading", level=1)).to_be_focused()
