"""What follows "That hurts": the one thing that must never go wrong."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.player import Player
from tests.browser.record import story
from tests.browser.server import Server

HOLD_S = 10  # where the first hold of knee to chest begins with quick settings


@pytest.fixture
def hurting(player: Player) -> Player:
    """Ten seconds into the first hold of a programme, and it hurts."""
    player.start("conquer-lower-back", at=HOLD_S + 10)
    player.key("h")
    expect(player.says("What kind of pain is it?")).to_be_visible()
    return player


def test_sharp_pain_stops_the_session_says_what_to_do_and_nothing_resumes_it(hurting: Player, server: Server) -> None:
    """Going on into sharp pain does harm: no key, no button and no way back leads on."""
    player, page = hurting, hurting.page
    session = player.session
    page.get_by_role("button", name=re.compile("^Sharp")).click()
    expect(player.says("Stop here for today")).to_be_visible()
    for line in ("Come out of it slowly", "Rest in whatever position is easiest", "Do not go on today"):
        expect(page.get_by_text(line)).to_be_visible()
    expect(page.get_by_text("numb between the legs")).to_be_visible()
    expect(page.get_by_role("link", name="When to see a professional")).to_have_attribute(
        "href", "/learn/see-a-professional"
    )
    for key in ("Space", "ArrowRight", "ArrowLeft", "r", "+", "h", "Escape"):
        player.key(key)
    player.time.run()
    expect(player.says("Stop here for today")).to_be_visible()
    player.press("I have read this")
    expect(player.says("You stopped here")).to_be_visible()
    for key in ("Space", "ArrowRight", "r"):
        player.key(key)
    expect(player.says("You stopped here")).to_be_visible()
    page.reload()
    expect(page.get_by_text("That session has ended.")).to_be_visible()
    expect(player.button("Go on")).to_have_count(0)
    server.put_away()
    page.goto("/")
    expect(page.get_by_text("Last time something hurt sharply.")).to_be_visible()
    expect(page.get_by_role("link", name="Go on", exact=True)).to_have_count(0)
    story(server, session, "started", "hurt sharp", "stopped")
    assert server.session(session)["state"] == "stopped"


def test_mild_pain_waits_ten_seconds_and_goes_on_once_it_has_gone(hurting: Player, server: Server) -> None:
    """Mild discomfort is fine if it eases within ten seconds; the hold goes on where it was."""
    hurting.page.get_by_role("button", name=re.compile("^Mild")).click()
    expect(hurting.says("Ease off a little, and breathe")).to_be_visible()
    hurting.expect_seconds(10)
    hurting.time.move(4)
    hurting.expect_seconds(6)
    hurting.time.move(6)
    expect(hurting.says("Is it still there?")).to_be_visible()
    hurting.press("It has eased: go on")
    hurting.expect_seconds(20)
    hurting.time.move(1)
    hurting.expect_seconds(19)
    story(server, hurting.session, "started", "hurt mild", "hurt gone")


def test_mild_pain_that_goes_early_need_not_be_waited_for(hurting: Player) -> None:
    hurting.page.get_by_role("button", name=re.compile("^Mild")).click()
    hurting.time.move(3)
    hurting.press("It has eased: go on")
    hurting.expect_seconds(20)


def staying(player: Player) -> Page:
    """Mild pain that is still there after the wait."""
    player.page.get_by_role("button", name=re.compile("^Mild")).click()
    player.time.move(10)
    player.press("Still there")
    expect(player.says("Make it easier, or leave it out")).to_be_visible()
    return player.page


def test_mild_pain_that_stays_can_be_done_more_gently(hurting: Player, server: Server) -> None:
    """The easier ways of this very movement are told before one goes on."""
    page = staying(hurting)
    step = server.play("conquer-lower-back")["steps"][0]
    assert step["easier"]
    expect(page.get_by_text(step["easier"][0].split(": ")[0]).first).to_be_visible()
    hurting.press("Go on, more gently")
    hurting.expect_seconds(20)
    story(server, hurting.session, "started", "hurt mild", "hurt stays", "eased")


def test_mild_pain_that_stays_can_be_left_out(hurting: Player, server: Server) -> None:
    """Skip leads to the next movement, and the session is playing there."""
    staying(hurting)
    hurting.press("Skip this movement")
    play = server.play("conquer-lower-back")
    expect(hurting.says(play["steps"][1]["name"])).to_be_visible()
    expect(hurting.button("Pause")).to_be_visible()
    story(server, hurting.session, "started", "hurt mild", "hurt stays", "skipped")
    assert server.session(hurting.session)["skipped"] == [play["steps"][0]["movement"]]


@pytest.mark.parametrize("when", ["while waiting", "when asked again", "when choosing"])
def test_mild_pain_that_turns_sharp_stops_at_once(hurting: Player, server: Server, when: str) -> None:
    """Pain that gets worse is one press away from the stop, at every point."""
    if when == "when choosing":
        staying(hurting)
    else:
        hurting.page.get_by_role("button", name=re.compile("^Mild")).click()
        hurting.time.move(10 if when == "when asked again" else 3)
    hurting.press("It is sharp")
    expect(hurting.says("Stop here for today")).to_be_visible()
    mild = ["hurt mild", "hurt stays"] if when == "when choosing" else ["hurt mild"]
    story(server, hurting.session, "started", *mild, "hurt sharp", "stopped")


def test_a_slip_of_the_finger_on_that_hurts_costs_nothing(hurting: Player, server: Server) -> None:
    """It waits, paused, where it was; the journal has no pain in it that was not there."""
    hurting.press("It was nothing")
    expect(hurting.button("Go on")).to_be_visible()
    hurting.expect_seconds(20)
    story(server, hurting.session, "started")
