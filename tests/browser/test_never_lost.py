"""Close the lid, lose the server, shut the tab: the session goes on, or resumes where it was."""

import contextlib
import re

import pytest
from playwright.sync_api import BrowserContext, Error, expect

from tests.browser.player import Player
from tests.browser.record import assert_whole, eventually, places, story
from tests.browser.server import Server
from tests.browser.watch import AWAY, Watch

# Knee to chest with quick settings: the hold on the left goes from 10 to 40 s.
HOLD_S = 10
WITHIN_MS = 1_000
WAITED = "so this waited for you"


@pytest.fixture(autouse=True)
def nothing_open(server: Server) -> None:
    """The server runs, and no session of another test is offered."""
    server.start()
    server.put_away()


def go_on(player: Player) -> None:
    """Go on from the page that offers it."""
    expect(player.says("Knee to chest")).to_be_visible()
    expect(player.page.get_by_text("You were at")).to_be_visible()
    player.time.stand()
    player.press("Go on")
    expect(player.button("Pause")).to_be_visible()


def test_a_reload_in_the_middle_goes_on_within_a_second_of_the_same_place(player: Player, server: Server) -> None:
    """A browser that reloads by itself must not cost the stretch one is in."""
    player.start("knee-to-chest", at=HOLD_S + 12)
    session = player.session
    player.expect_seconds(18)
    player.page.reload()
    go_on(player)
    assert player.session == session
    assert player.seconds() in {18, 19}
    (resumed,) = places(story(server, session, "started", "paused", "resumed"), "resumed")
    assert abs(resumed - (HOLD_S + 12) * 1_000) <= WITHIN_MS
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible()
    events = story(server, session, "started", "paused", "resumed", "finished")
    assert_whole(events, server.play("knee-to-chest"))


def test_after_a_closed_tab_the_first_page_offers_to_go_on(
    player: Player, context: BrowserContext, server: Server
) -> None:
    """Who shut the tab by mistake, or to answer a call, finds the session at the first look."""
    player.start("knee-to-chest", at=HOLD_S + 12)
    session = player.session
    player.page.close(run_before_unload=True)
    story(server, session, "started", "paused")
    later = Player(context.new_page())
    later.page.goto("/")
    expect(later.says("Go on where you were")).to_be_visible()
    expect(later.page.get_by_text("22 s of 73 s done")).to_be_visible()
    later.page.get_by_role("link", name="Go on", exact=True).click()
    go_on(later)
    assert later.session == session
    assert later.seconds() in {18, 19}


def test_a_tab_that_crashes_costs_no_more_than_a_second(
    player: Player, context: BrowserContext, server: Server
) -> None:
    """Where nobody could say a last word, the browser still knows the second."""
    player.start("knee-to-chest", at=HOLD_S + 12)
    session = player.session
    assert eventually(lambda: places(server.events(session), "reached")[-1:] == [HOLD_S * 1_000])
    with player.page.expect_event("crash"), contextlib.suppress(Error):
        player.page.goto("chrome://crash")
    later = Player(context.new_page())
    later.page.goto("/")
    later.page.get_by_role("link", name="Go on", exact=True).click()
    go_on(later)
    assert later.seconds() in {18, 19}


def test_a_session_can_be_left_and_gone_on_with_later(player: Player, server: Server) -> None:
    """What is left for later waits; "Leave it" puts the session away for good."""
    player.start("knee-to-chest", at=HOLD_S + 12)
    session = player.session
    player.press("Leave")
    player.press("Leave, and go on later")
    expect(player.says("Go on where you were")).to_be_visible()
    player.page.get_by_role("link", name="Go on", exact=True).click()
    go_on(player)
    player.expect_seconds(18)
    player.press("Leave")
    player.press("Leave, and go on later")
    player.press("Leave it")
    expect(player.page.get_by_role("link", name="Go on", exact=True)).to_have_count(0)
    story(server, session, "started", "paused", "resumed", "paused", "stopped")
    assert server.session(session)["state"] == "stopped"


def test_a_killed_server_stops_nobody_and_later_everything_is_in_the_journal_once(
    player: Player, server: Server, watch: Watch
) -> None:
    """The session goes on to its end without the server, says what is not saved, and saves it when it can."""
    play = server.play("knee-to-chest")
    player.start("knee-to-chest", at=5)
    session = player.session
    watch.brings_about(*AWAY)
    server.kill()
    player.time.move(10)
    expect(player.page.get_by_text("Not saved yet, still trying.")).to_be_visible()
    player.expect_seconds(25)
    player.key("+")
    player.expect_seconds(35)
    player.press("Pause")
    player.press("Go on")
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible()
    player.page.get_by_role("radio", name=re.compile("^4")).check(force=True)
    expect(player.page.get_by_text("Not saved yet, still trying.")).to_be_visible()
    server.start()
    expect(player.page.get_by_text("Not saved yet")).to_have_count(0, timeout=25_000)
    player.press("Done")
    events = story(server, session, "started", "extended", "paused", "resumed", "finished", "pain-after")
    assert_whole(events, play)


def test_what_a_closed_tab_could_not_save_is_saved_at_the_next_visit(
    player: Player, context: BrowserContext, server: Server, watch: Watch
) -> None:
    """Server gone, tab gone: what was done waits in the browser."""
    player.start("knee-to-chest", at=5)
    session = player.session
    watch.brings_about(*AWAY)
    server.kill()
    player.time.move(10)
    player.press("Pause")
    player.press("10 s more")
    expect(player.page.get_by_text("Not saved yet, still trying.")).to_be_visible()
    player.page.close()
    server.start()
    before = server.events(session)
    assert places(before, "paused") == []
    later = Player(context.new_page())
    later.page.goto("/")
    events = story(server, session, "started", "paused", "extended")
    assert events[: len(before)] == before
    later.page.goto("/play/knee-to-chest")
    go_on(later)
    later.expect_seconds(25)


def test_a_sleeping_laptop_pauses_at_the_last_place_and_says_so(player: Player, server: Server) -> None:
    """Nobody stretches while the lid is closed: the time is not counted, and nothing is ticked off."""
    player.start("knee-to-chest", at=HOLD_S + 12)
    player.time.jump(3_600)
    expect(player.page.get_by_text(WAITED)).to_be_visible()
    expect(player.button("Go on")).to_be_visible()
    player.expect_seconds(18)
    player.time.jump(3_600)
    player.press("Go on")
    expect(player.page.get_by_text(WAITED)).to_have_count(0)
    player.time.move(2)
    player.expect_seconds(16)
    events = story(server, player.session, "started", "paused", "resumed")
    assert places(events, "paused") == places(events, "resumed") == [22_000]


def test_of_two_tabs_one_plays_and_the_other_says_so(player: Player, context: BrowserContext, server: Server) -> None:
    """A session counted in two places would be written down twice."""
    player.start("knee-to-chest", at=HOLD_S + 12)
    session = player.session
    assert eventually(lambda: places(server.events(session), "reached")[-1:] == [HOLD_S * 1_000])
    before = server.events(session)
    second = Player(context.new_page())
    second.page.goto(player.page.url)
    second.press("Go on")
    expect(second.says("Open in another tab")).to_be_visible()
    second.key("Space")
    second.key("ArrowRight")
    assert server.events(session) == before
    player.time.move(3)
    player.expect_seconds(15)
    player.page.close(run_before_unload=True)
    go_on(second)
    second.time.run()
    expect(second.says("That is the whole routine")).to_be_visible()
    events = story(server, session, "started", "paused", "resumed", "finished")
    assert_whole(events, server.play("knee-to-chest"))
    assert places(events, "paused") == places(events, "resumed") == [25_000]
