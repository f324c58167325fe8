"""Finding a movement or a programme, settings, and what is shown when something is not there."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import without_worker
from tests.browser.player import Player
from tests.browser.record import story
from tests.browser.server import QUICK, Server
from tests.browser.watch import AWAY, NOT_FOUND, Watch
from unkink import shapes


@pytest.fixture(autouse=True)
def running(server: Server) -> None:
    """The server runs, also where a test killed it and failed."""
    server.start()


def cards(page: Page) -> list[str]:
    """The names of the movements that are shown."""
    return page.get_by_role("article").get_by_role("heading").all_inner_texts()


def names(server: Server, query: str) -> list[str]:
    """The names of the movements that the server finds."""
    found = server.read(f"/api/movements?{query}")
    assert isinstance(found, list)
    return [movement["name"] for movement in found]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kne to chets", "Knee to chest"), ("childs pos", "Child's pose"), ("CAT COW", "Cat-cow")],
)
def test_search_forgives_typos(page: Page, typed: str, meant: str) -> None:
    """Nobody must know how a stretch is spelt."""
    page.goto("/movements")
    page.get_by_role("searchbox", name="Search by name").press_sequentially(typed)
    expect(page).to_have_url(re.compile("q="))
    expect(page.get_by_role("article").first).to_contain_text(meant, ignore_case=True)
    expect(page.get_by_role("link", name=meant, exact=True)).to_be_in_viewport()


def test_filters_combine_stay_in_the_address_and_the_back_button_returns_to_them(page: Page, server: Server) -> None:
    """Who looks at one movement after the other does not set the filters each time anew."""
    page.goto("/movements")
    page.get_by_label("Where").select_option("lower-back")
    page.get_by_label("Position").select_option("supine")
    expect(page).to_have_url(re.compile(r"/movements\?region=lower-back&position=supine$"))
    wanted = names(server, "region=lower-back&position=supine")
    assert 1 < len(wanted) < len(names(server, "region=lower-back"))
    expect(page.get_by_text(f"{len(wanted)} movements", exact=True)).to_be_visible()
    assert cards(page) == wanted

    page.get_by_role("link", name=wanted[-1], exact=True).click()
    expect(page.get_by_role("heading", level=1, name=wanted[-1])).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Where")).to_have_value("lower-back")
    expect(page.get_by_label("Position")).to_have_value("supine")
    expect(page.get_by_text(f"{len(wanted)} movements", exact=True)).to_be_visible()
    assert cards(page) == wanted
    expect(page.get_by_role("link", name=wanted[-1], exact=True)).to_be_in_viewport()

    page.reload()
    expect(page.get_by_label("Where")).to_have_value("lower-back")
    page.get_by_role("button", name="Show all movements").click()
    expect(page).to_have_url(re.compile(r"/movements$"))
    expect(page.get_by_role("article")).to_have_count(len(names(server, "")))


def test_programmes_can_be_narrowed_to_a_place_and_a_choice_made(player: Player, server: Server) -> None:
    """From a place that hurts to a programme with an extra, which the player then has."""
    page = player.page
    page.goto("/programmes")
    page.get_by_text("Neck", exact=True).click()
    expect(page).to_have_url(re.compile(r"region=neck"))
    page.goto("/programmes/upper-middle-lower")
    play = server.play("upper-middle-lower", choice="childs-pose-between")
    many = len(play["steps"])
    assert many > len(server.play("upper-middle-lower")["steps"])
    page.get_by_role("checkbox").check()
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_text(f"{many} movements")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_be_checked()
    player.time.stand()
    player.press("Start")
    player.expect_movement(1, many)
    story(server, player.session, "started")
    assert server.session(player.session)["choices"] == ["childs-pose-between"]


def saved(page: Page) -> Locator:
    """Where it stands whether a change was saved."""
    return page.get_by_role("main").locator("div[role=status]")


def pacing(server: Server) -> shapes.PacingShape:
    """The settings, as a new session is made with them."""
    return server.play("knee-to-chest")["pacing"]


def test_settings_are_kept_and_change_the_timeline(page: Page, server: Server) -> None:
    """Who needs more time to lie down sets it once, and each routine has it."""
    before = server.play("knee-to-chest")
    page.goto("/settings")
    page.get_by_role("slider", name="Pace").press("Home")
    expect(saved(page)).to_have_text("Saved")
    page.get_by_role("slider", name="Getting ready").press("End")
    page.get_by_role("radio", name=re.compile("^Every step")).check()
    expect(saved(page)).to_have_text("Saved")
    page.reload()
    expect(page.get_by_role("slider", name="Pace")).to_have_value("50")
    expect(page.get_by_role("slider", name="Getting ready")).to_have_value("30")
    expect(page.get_by_role("radio", name=re.compile("^Every step"))).to_be_checked()
    after = server.play("knee-to-chest")
    assert after["pacing"] == {**QUICK, "pace": 50, "prepare_ms": 30_000, "chatty": "steps"}
    assert after["duration_ms"] > before["duration_ms"] + 4 * 9_000
    page.goto("/play/knee-to-chest")
    expect(page.get_by_text(f"{round(after['duration_ms'] / 60_000)} minutes")).to_be_visible()
    server.set_pacing(QUICK)


@pytest.mark.parametrize(
    ("path", "nearest", "to"),
    [
        ("/movements/knee-to-chst", "Knee to chest", "/movements/knee-to-chest"),
        ("/programmes/uper-back-nine", "Nine for the upper back", "/programmes/upper-back-nine"),
        ("/learn/sharp-pain", "Sharp pain means stop", "/learn/sharp-pain-means-stop"),
    ],
)
def test_an_unknown_address_shows_the_nearest(page: Page, watch: Watch, path: str, nearest: str, to: str) -> None:
    """A link with a slip in it still leads somewhere."""
    watch.brings_about(NOT_FOUND)
    page.goto(path)
    expect(page.get_by_role("heading", level=1, name="Nothing is here")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=nearest, exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(to) + "$"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Nothing is here")


@pytest.mark.parametrize("path", ["/nowhere", "/play/no-such-routine", "/movements/%E0%A4%A"])
def test_an_address_near_nothing_leads_back(page: Page, watch: Watch, path: str) -> None:
    watch.brings_about(NOT_FOUND)
    page.goto(path)
    expect(page.get_by_role("heading", level=1, name="Nothing is here")).to_be_visible()
    page.get_by_role("link", name="Back to today").click()
    expect(page).to_have_url(re.compile(r"/$"))


@without_worker
def test_a_server_that_is_away_is_told_in_plain_words_and_the_page_recovers_by_itself(
    page: Page, server: Server, watch: Watch
) -> None:
    """No code, no blank page: what happened, what to do, and nothing to press once it is back."""
    watch.brings_about(*AWAY)
    page.goto("/programmes")
    expect(page.get_by_role("heading", level=1, name="Programmes")).to_be_visible()
    server.kill()
    page.get_by_role("link", name="Journal", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Unkink is not answering")).to_be_visible()
    expect(page.get_by_text("Start it again on this computer")).to_be_visible()
    expect(page.get_by_text("tries again by itself")).to_be_visible()
    server.start()
    expect(page.get_by_role("heading", level=1, name="Journal")).to_be_visible()


@without_worker
def test_a_routine_that_is_started_while_the_server_is_away_opens_when_it_is_back(
    player: Player, server: Server, watch: Watch
) -> None:
    """The player is fetched when it is first needed; that it could not be must not stay so."""
    watch.brings_about(*AWAY)
    page = player.page
    page.goto("/programmes/conquer-lower-back")
    expect(page.get_by_role("link", name="Start", exact=True)).to_be_visible()
    server.kill()
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Unkink is not answering")).to_be_visible()
    server.start()
    expect(player.button("Start")).to_be_visible()


def test_settings_that_could_not_be_saved_say_so(page: Page, server: Server, watch: Watch) -> None:
    """A change that is lost without a word is worse than none."""
    watch.brings_about(*AWAY)
    page.goto("/settings")
    slider = page.get_by_role("slider", name="Pace")
    expect(slider).to_be_visible()
    server.kill()
    slider.press("ArrowLeft")
    expect(saved(page)).to_contain_text("Not saved.")
    server.start()
    slider.press("ArrowRight")
    expect(saved(page)).to_have_text("Saved")
    assert pacing(server)["pace"] == QUICK["pace"]
