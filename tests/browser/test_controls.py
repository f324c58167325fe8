"""The buttons and keys of the player."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.player import Player
from tests.browser.record import places, story
from tests.browser.server import Server

# Knee to chest with quick settings: get there 0 to 10 s, left 10 to 40 s, switch to 43 s, right 43 to 73 s.
HOLD_S, RIGHT_S = 10, 43


def test_pause_holds_the_count_until_one_goes_on(player: Player, server: Server) -> None:
    """Who has to answer the door must find the same second on coming back."""
    player.start("knee-to-chest", at=HOLD_S + 4)
    player.expect_seconds(26)
    player.press("Pause")
    expect(player.button("Go on")).to_be_visible()
    player.time.move(10)
    player.expect_seconds(26)
    player.press("Go on")
    player.time.move(2)
    player.expect_seconds(24)
    player.key("Space")
    expect(player.button("Go on")).to_be_visible()
    player.time.move(3)
    player.expect_seconds(24)
    player.key("Space")
    player.time.move(1)
    player.expect_seconds(23)
    events = story(server, player.session, "started", "paused", "resumed", "paused", "resumed")
    assert places(events, "paused") == places(events, "resumed") == [14_000, 16_000]


@pytest.mark.parametrize("how", ["by button", "by key"])
def test_skip_back_and_again_lead_where_they_say(player: Player, server: Server, how: str) -> None:
    """What does not suit today is left out; what went by too fast is done again."""
    keys = {"Skip": "ArrowRight", "Back": "ArrowLeft", "Again": "r"}

    def do(name: str) -> None:
        if how == "by key":
            player.key(keys[name])
        else:
            player.press(name)

    play = server.play("conquer-lower-back")
    names = [step["name"] for step in play["steps"]]
    starts = [step["start_ms"] for step in play["steps"]]
    player.start("conquer-lower-back")
    do("Skip")
    expect(player.says(names[1])).to_be_visible()
    player.time.move(12)
    do("Back")  # far into it: to the start of this one
    expect(player.says(names[1])).to_be_visible()
    do("Back")  # at its start: to the one before
    expect(player.says(names[0])).to_be_visible()
    player.time.move(HOLD_S + 20)
    player.expect_seconds(10)
    do("Again")
    player.time.move(1)
    player.expect_seconds(30)
    for name in names[1:]:
        do("Skip")
        expect(player.says(name)).to_be_visible()
    do("Skip")
    expect(player.says("That is the whole routine")).to_be_visible()
    expect(player.page.get_by_text("You did 0 movements of 4")).to_be_visible()
    went = ["skipped", "went-back", "went-back", "repeated", *["skipped"] * 4]
    events = story(server, player.session, "started", *went, "finished")
    entry = next(one["end_ms"] for one in play["segments"] if one["start_ms"] == starts[1])
    assert places(events, "went-back") == [starts[1] + 12_000, entry]
    assert places(events, "repeated") == [1_000 * (HOLD_S + 20)]
    assert places(events, "skipped")[0] == 0


def test_ten_seconds_more_on_the_left_are_ten_more_on_the_right(player: Player, server: Server) -> None:
    """Both sides get the same, or the back ends up crooked."""
    player.start("knee-to-chest", at=HOLD_S + 10)
    player.expect_seconds(20)
    player.press("10 s more")
    player.expect_seconds(30)
    player.key("+")
    player.expect_seconds(40)
    player.time.move(40 + 3)
    expect(player.page.get_by_text("Right side")).to_be_visible()
    player.expect_seconds(50)
    player.time.move(44)
    player.expect_seconds(6)
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible()
    events = story(server, player.session, "started", "extended", "extended", "finished")
    assert places(events, "extended") == [20_000, 20_000]
    assert [event["extra_ms"] for event in events if event["extra_ms"]] == [10_000, 10_000]


def test_ten_seconds_more_on_the_right_stay_there(player: Player) -> None:
    """The left side is over by then; nothing is owed to it."""
    player.start("knee-to-chest", at=RIGHT_S + 5)
    player.press("10 s more")
    player.expect_seconds(35)


def test_buttons_do_not_catch_the_space_key(player: Player) -> None:
    """Who tapped "10 s" and then presses Space wants a pause, not ten more seconds."""
    player.start("knee-to-chest", at=HOLD_S + 10)
    player.press("10 s more")
    player.expect_seconds(30)
    player.key("Space")
    expect(player.button("Go on")).to_be_visible()
    player.expect_seconds(30)


def test_leaving_asks_first_and_keeps_what_was_done(player: Player, server: Server) -> None:
    """A slip of the finger must not end a session; a wish to end it must."""
    player.start("knee-to-chest", at=HOLD_S + 10)
    player.key("Escape")
    expect(player.page.get_by_role("dialog")).to_contain_text("What you did so far is kept")
    player.key("Escape")
    expect(player.page.get_by_role("dialog")).to_be_hidden()
    player.press("Leave")
    player.press("Go on here")
    player.time.move(5)
    player.expect_seconds(15)
    player.press("Leave")
    player.press("End here")
    expect(player.says("You stopped here")).to_be_visible()
    session = player.session
    story(server, session, "started", "paused", "resumed", "paused", "stopped")
    player.press("Done")
    expect(player.page).to_have_url(re.compile(r"/$"))
    assert server.session(session)["state"] == "stopped"
    assert server.session(session)["position_ms"] == 1_000 * (HOLD_S + 15)


def test_a_finger_does_what_a_mouse_does(visit: Visit) -> None:
    """On a phone beside the mat there is nothing but fingers."""
    player = Player(visit((390, 844), touch=True).new_page())
    player.start("knee-to-chest", at=HOLD_S + 10)
    player.button("10 s more").tap()
    player.expect_seconds(30)
    player.button("Pause").tap()
    player.time.move(5)
    player.expect_seconds(30)
    player.button("Go on").tap()
    player.button("That hurts").tap()
    expect(player.says("What kind of pain is it?")).to_be_visible()


# Notes what the loudspeaker and the screen are asked for.
KEEP_REQUESTS = """
globalThis.notes = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { notes += 1; return start.apply(this, when); };
globalThis.lit = [];
const request = WakeLock.prototype.request;
WakeLock.prototype.request = async function (...what) {
  const sentinel = await request.apply(this, what);
  lit.push(sentinel);
  return sentinel;
};
"""
IS_LIT = "() => lit.some(({ released }) => !released)"


def test_the_last_five_seconds_and_the_change_of_sides_are_heard(player: Player) -> None:
    """With eyes closed, tones alone lead through; turned off, they are silent."""
    player.page.add_init_script(KEEP_REQUESTS)
    player.start("knee-to-chest", at=HOLD_S + 24)
    player.time.closely(400)
    player.page.evaluate("notes = 0")
    player.time.move(5.5)
    assert player.page.evaluate("notes") == 5
    player.time.move(1)
    assert player.page.evaluate("notes") == 5 + 3
    player.key("m")
    player.time.move(30)
    assert player.page.evaluate("notes") == 5 + 3


def test_the_screen_stays_lit_while_it_plays(player: Player) -> None:
    """A phone that goes dark in the middle of a hold leads nobody; one that is left paused may go dark."""
    page = player.page
    page.add_init_script(KEEP_REQUESTS)
    player.start("knee-to-chest", at=5)
    assert page.evaluate(IS_LIT)
    player.press("Pause")
    expect(player.button("Go on")).to_be_visible()
    assert not page.evaluate(IS_LIT)
    player.press("Go on")
    player.time.move(5)
    assert page.evaluate(IS_LIT)


def test_sound_goes_off_and_on_and_letters_can_be_no_keys(player: Player) -> None:
    """Speech input types letters by accident; a bedroom may want silence."""
    player.start("knee-to-chest", at=HOLD_S + 10)
    player.key("m")
    expect(player.button("Turn sound on")).to_be_visible()
    player.key("?")
    dialog = player.page.get_by_role("dialog")
    expect(dialog).to_contain_text("That hurts")
    dialog.get_by_role("checkbox").uncheck()
    player.press("Close")
    player.key("m")
    player.key("h")
    expect(player.button("Turn sound on")).to_be_visible()
    player.expect_seconds(20)
    player.key("Space")
    expect(player.button("Go on")).to_be_visible()
