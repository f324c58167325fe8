"""The sound of a session, in real time: it follows its track, and goes on whatever becomes of it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.player import Player
from tests.browser.record import eventually, places, story
from tests.browser.server import QUICK, Server
from tests.browser.watch import Watch

# Knee to chest with quick settings: left 10 to 40 s, switch to 43 s, right 43 to 73 s. The track begins 2 s earlier.
HOLD_S, LEAD_IN_S, DURATION_S, MORE_S = 10, 2, 73, 10
NEAR_S = 0.15
RENDERED_WITHIN_MS = 120_000

# What sounds, what the lock screen is told, and where the sound was when the last key came.
LISTEN = """
globalThis.sounds = [];
const Sound = Audio;
globalThis.Audio = function (...more) { const one = new Sound(...more); sounds.push(one); return one; };
globalThis.rung = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { rung += 1; return start.apply(this, when); };
globalThis.obeyed = {};
const obey = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (action, handler) {
  obeyed[action] = handler;
  return obey.call(this, action, handler);
};
globalThis.wasAt = 0;
addEventListener("keydown", () => (wasAt = sounds.at(-1).currentTime), true);
"""


@pytest.fixture
def listener(browser: Browser, server: Server, watch: Watch) -> Iterator[BrowserContext]:
    """A browser in which time runs as it does, and tracks are played."""
    server.put_away()
    server.set_pacing(QUICK)
    context = browser.new_context(base_url=server.address)
    watch.over(context)
    context.add_init_script(LISTEN)
    yield context
    context.close()
    assert watch.found == []


@pytest.fixture
def player(listener: BrowserContext) -> Player:
    return Player(listener.new_page())


def start(player: Player, routine: str = "knee-to-chest") -> None:
    """Start it once its track is there, and wait until the sound runs."""
    with player.page.expect_response(re.compile("/track"), timeout=RENDERED_WITHIN_MS) as track:
        player.page.goto(f"/play/{routine}")
    assert track.value.status == 200
    assert until(player.page, "sounds.at(-1)?.readyState >= 3")
    player.press("Start")
    assert until(player.page, "sounds.at(-1).currentTime > 0")


def until(page: Page, holds: str, within_ms: float = 15_000) -> bool:
    """Wait until it holds on the page, which forbids scripts that watch for it there."""
    return eventually(lambda: bool(page.evaluate(holds)), within_ms / 1_000)


def sound_at(page: Page) -> float:
    """Where in the track the sound is (s)."""
    at: float = page.evaluate("sounds.at(-1).currentTime")
    return at


def go_on_to(page: Page, seconds: float) -> None:
    """As if the sound had gone on to there unseen, as it does while a phone is locked."""
    page.evaluate("(at) => { sounds.at(-1).currentTime = at; }", LEAD_IN_S + seconds)
    assert until(page, f"!sounds.at(-1).seeking && sounds.at(-1).currentTime > {LEAD_IN_S + seconds + 0.1}")


def assert_where_the_sound_is(player: Player, server: Server) -> None:
    """Pause by key: the journal has the place that was heard at that moment. Then go on."""
    before = len(places(server.events(player.session), "paused"))
    player.key("Space")
    expect(player.button("Go on")).to_be_visible()
    assert eventually(lambda: len(places(server.events(player.session), "paused")) > before)
    at = places(server.events(player.session), "paused")[-1] / 1_000
    heard: float = player.page.evaluate("wasAt")
    assert abs(heard - LEAD_IN_S - at) < NEAR_S, f"heard {heard - LEAD_IN_S:.3f}, is at {at:.3f}"
    player.key("Space")
    expect(player.button("Pause")).to_be_visible()


def test_the_session_is_where_its_track_is_after_all_that_one_does(player: Player, server: Server) -> None:
    """With eyes closed the sound leads; with eyes open the count must say the same."""
    page = player.page
    start(player, "conquer-lower-back")
    names = [step["name"] for step in server.play("conquer-lower-back")["steps"]]
    assert until(page, f"sounds.at(-1).currentTime > {LEAD_IN_S + 1}")
    assert_where_the_sound_is(player, server)
    player.key("ArrowRight")
    expect(player.says(names[1])).to_be_visible()
    page.wait_for_timeout(700)
    assert_where_the_sound_is(player, server)
    player.key("ArrowLeft")
    expect(player.says(names[0])).to_be_visible()
    page.wait_for_timeout(700)
    assert_where_the_sound_is(player, server)
    assert page.evaluate("rung") == 0, "tones beside the track"


def test_ten_seconds_more_are_ten_silent_seconds_of_the_track(player: Player, server: Server) -> None:
    """A phone that is locked stays awake only while it plays; and the count-down comes once, at the end."""
    page = player.page
    start(player)
    go_on_to(page, HOLD_S + 23)
    player.key("+")
    assert until(page, f"sounds.at(-1).currentTime > {LEAD_IN_S + DURATION_S}", 10_000)
    assert not page.evaluate("sounds.at(-1).paused")
    assert player.seconds() in {15, 16}
    page.wait_for_timeout(3_000)
    assert player.seconds() in {11, 12, 13}
    assert until(page, f"sounds.at(-1).currentTime < {LEAD_IN_S + DURATION_S}", 15_000)
    assert abs(sound_at(page) - LEAD_IN_S - (HOLD_S + 25)) < 1
    assert player.seconds() in {4, 5, 6}
    page.wait_for_timeout(700)  # it comes back a little early, so that what begins there is heard from its beginning
    assert_where_the_sound_is(player, server)


def test_when_the_sound_breaks_the_session_goes_on_at_the_same_second_with_tones(player: Player) -> None:
    """No track is worth a session that stops."""
    page = player.page
    start(player)
    go_on_to(page, HOLD_S + 21)
    player.expect_seconds(8)
    page.evaluate("sounds.at(-1).dispatchEvent(new Event('error'))")
    assert player.seconds() in {7, 8}
    player.expect_seconds(3)
    assert page.evaluate("rung") >= 2
    assert page.evaluate("sounds.at(-1).paused")


def test_a_page_that_stood_still_finds_the_session_where_the_sound_is(player: Player, server: Server) -> None:
    """A locked phone runs no scripts for a while, and the routine is heard all the same: it has gone on."""
    page = player.page
    start(player)
    go_on_to(page, HOLD_S + 2)
    page.evaluate("() => { const end = performance.now() + 7_000; while (performance.now() < end); }")
    page.wait_for_timeout(500)
    assert sound_at(page) - LEAD_IN_S > HOLD_S + 8.5
    expect(page.get_by_text("so this waited for you")).to_have_count(0)
    assert_where_the_sound_is(player, server)


def test_a_call_that_comes_in_pauses_the_session(player: Player, server: Server) -> None:
    """Who took the call has not stretched meanwhile."""
    page = player.page
    start(player)
    go_on_to(page, HOLD_S + 5)
    player.expect_seconds(24)
    page.evaluate("sounds.at(-1).pause()")
    expect(player.button("Go on")).to_be_visible()
    player.press("Go on")
    player.expect_seconds(22)
    story(server, player.session, "started", "paused", "resumed")


def test_headphones_and_lock_screen_show_the_movement_and_lead_the_session(player: Player, server: Server) -> None:
    """The phone lies out of reach, its screen dark: what is on it and in the ears must do."""
    page = player.page
    start(player, "conquer-lower-back")
    play = server.play("conquer-lower-back")
    names = [step["name"] for step in play["steps"]]
    shown = (
        "() => { const { title, artist, artwork } = navigator.mediaSession.metadata; return [title, artist, artwork]; }"
    )
    title, artist, artwork = page.evaluate(shown)
    assert (title, artist) == (names[0], play["name"])
    picture = page.evaluate(
        "async (at) => { const got = await fetch(at); return [got.ok, got.headers.get('content-type')]; }",
        artwork[0]["src"],
    )
    assert artwork[0]["src"].startswith(server.address)
    assert picture == [True, "image/webp"]
    page.evaluate("obeyed.pause()")
    expect(player.button("Go on")).to_be_visible()
    assert page.evaluate("navigator.mediaSession.playbackState") == "paused"
    page.evaluate("obeyed.play()")
    expect(player.button("Pause")).to_be_visible()
    page.evaluate("obeyed.nexttrack()")
    expect(player.says(names[1])).to_be_visible()
    assert page.evaluate(shown)[0] == names[1]
    page.evaluate("obeyed.previoustrack()")
    expect(player.says(names[0])).to_be_visible()
    player.press("Leave")
    player.press("End here")
    expect(player.says("You stopped here")).to_be_visible()
    assert page.evaluate("[navigator.mediaSession.metadata, obeyed.play]") == [None, None]


def test_a_track_that_comes_late_takes_over(listener: BrowserContext, player: Player, server: Server) -> None:
    """Who does not wait for the rendering begins with tones, and gets the whole sound on the way."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    listener.route("**/track?*", hold)
    player.page.goto("/play/knee-to-chest")
    player.press("Start")
    expect(player.count).to_have_text(re.compile("^ *8"))
    assert player.page.evaluate("rung") > 0
    (route,) = held
    route.continue_()
    assert until(player.page, f"sounds.at(-1).currentTime > {LEAD_IN_S + 3}", RENDERED_WITHIN_MS)
    assert_where_the_sound_is(player, server)


# A voice of this machine that says nothing aloud.
STAND_IN = """
globalThis.said = [];
const speech = {
  speaking: false, pending: false, cancel() {}, addEventListener() {},
  getVoices: () => [{ lang: "en-GB", localService: true, default: true }],
  speak: ({ text }) => said.push(text),
};
Object.defineProperty(globalThis, "speechSynthesis", { value: speech });
globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_without_a_track_the_browser_says_the_words(visit: Visit, server: Server) -> None:
    """In a language without a voice of ours, and while nothing is rendered, one is still spoken to."""
    server.put_away()
    server.set_pacing({**QUICK, "chatty": "changes"})
    context = visit()
    context.add_init_script(STAND_IN)
    player = Player(context.new_page())
    player.start("knee-to-chest")
    player.time.closely()
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible()
    words = [cue["text"] for cue in server.play("knee-to-chest")["cues"] if cue["channel"] == "say"]
    assert player.page.evaluate("said") == words
