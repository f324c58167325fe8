"""A whole routine, from the first page to the journal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import enter, tab_to
from tests.browser.player import Player
from tests.browser.record import assert_whole, story
from tests.browser.server import QUICK, Server, serving
from tests.browser.session_time import CLOSELY_MS
from unkink import shapes


@pytest.fixture
def server(data_dir: Path) -> Iterator[Server]:
    """With an empty journal."""
    with serving(data_dir) as server:
        yield server


def finish(player: Player) -> None:
    """Let the routine run to its end."""
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible(timeout=60_000)


def assert_in_journal(page: Page, server: Server, name: str) -> None:
    """The journal shows the session with both ratings, and holds each event once."""
    entry = page.get_by_role("article").filter(has=page.get_by_role("heading", name=name))
    expect(entry).to_contain_text("Finished")
    expect(entry).to_contain_text("5 of 10 (moderate), lower back")
    expect(entry).to_contain_text("3 of 10 (mild), lower back")
    (found,) = server.sessions()
    events = story(server, found["id"], "started", "pain-before", "finished", "pain-after")
    session = server.session(found["id"])
    assert session["state"] == "finished"
    assert session["pain_before"] == [{"nrs": 5, "region": "lower-back"}]
    assert session["pain_after"] == [{"nrs": 3, "region": "lower-back"}]
    assert_whole(events, server.play(session["routine"]))


def test_from_the_first_page_to_a_finished_session_and_its_place_in_the_journal(player: Player, server: Server) -> None:
    """Somebody comes with a sore back, chooses, is led to the end, says how it is, and finds it in the journal."""
    page = player.page
    page.goto("/")
    page.get_by_text("Lower back", exact=True).first.click()
    page.get_by_role("link", name="Start", exact=True).click()
    name = player.name.inner_text()
    page.get_by_role("group", name="How much does it hurt now?").get_by_text("5", exact=True).click()
    page.get_by_text("Lower back", exact=True).click()
    player.press("Start")
    expect(player.count).to_be_visible()
    finish(player)
    page.get_by_role("group", name="How much does it hurt now?").get_by_text("3", exact=True).click()
    page.get_by_text("Lower back", exact=True).click()
    expect(page.get_by_text("Before: 5. Now: 3.")).to_be_visible()
    player.press("Done")
    page.get_by_role("link", name="Journal", exact=True).click()
    assert_in_journal(page, server, name)


def rate(page: Page, nrs: int) -> None:
    """Give a rating of the lower back by keyboard."""
    tab_to(page, page.get_by_role("radio", name="0, no pain"))
    for _ in range(nrs):
        page.keyboard.press("ArrowRight")
    place = page.get_by_role("checkbox", name="Lower back")
    tab_to(page, place)
    page.keyboard.press("Space")
    expect(place).to_be_checked()


def test_the_same_by_keyboard_alone(player: Player, server: Server) -> None:
    """Hands that cannot use a mouse, or a screen reader's person, get as far as anybody."""
    page = player.page
    page.goto("/")
    expect(player.says("A plan made for your back")).to_be_visible()
    tab_to(page, page.get_by_role("radio", name="Not sure"))
    while not page.get_by_role("radio", name="Lower back").is_checked():
        page.keyboard.press("ArrowRight")
    enter(page, page.get_by_role("link", name="Start", exact=True))
    expect(player.button("Start")).to_be_visible()
    name = player.name.inner_text()
    rate(page, 5)
    enter(page, player.button("Start"))
    expect(player.count).to_be_visible()
    finish(player)
    rate(page, 3)
    enter(page, player.button("Done"))
    enter(page, page.get_by_role("link", name="Journal", exact=True))
    assert_in_journal(page, server, name)


def expected_captions(play: shapes.PlayShape) -> list[tuple[str, bool]]:
    """The words of the routine as captions, and whether each stands long enough to be seen for certain."""
    words = [cue for cue in play["cues"] if cue["channel"] != "sound" and cue["at_ms"] < play["duration_ms"]]
    ends = [cue["at_ms"] for cue in words[1:]] + [play["duration_ms"]]
    return [(cue["text"], end - cue["at_ms"] > CLOSELY_MS) for cue, end in zip(words, ends, strict=True)]


def test_a_programme_is_led_through_to_its_end_with_words_count_side_next_and_progress(
    player: Player, server: Server
) -> None:
    """All that a person lying on the floor is told, in its order, through all four movements."""
    server.set_pacing({**QUICK, "chatty": "changes"})
    play = server.play("conquer-lower-back")
    player.start("conquer-lower-back")
    player.keep_captions()
    seen: list[str] = []
    here = 0
    for number, step in enumerate(play["steps"], 1):
        work = next(s for s in play["segments"] if s["start_ms"] >= step["start_ms"] and s["kind"] in {"hold", "rep"})
        at = work["start_ms"] + 1_000
        player.time.move((at - here) / 1_000)
        here = at
        expect(player.says(step["name"])).to_be_visible()
        player.expect_movement(number, len(play["steps"]))
        expect(player.page.get_by_text({"left": "Left side", "both": "Both sides"}[work["side"]])).to_be_visible()
        if work["kind"] == "hold":
            player.expect_seconds(29)
            expect(player.next).to_have_text(re.compile("The right side"))
        else:
            expect(player.count).to_have_accessible_name("1 of 5")
        minutes = round((play["duration_ms"] - here) / 60_000)
        expect(player.page.get_by_text(f"{minutes} min left").or_(player.page.get_by_text(" s left"))).to_be_visible()
    left, right = play["segments"][-3], play["segments"][-1]
    assert (left["side"], right["side"]) == ("left", "right")
    player.time.move((right["end_ms"] - 4_500 - here) / 1_000)
    expect(player.page.get_by_text("Right side")).to_be_visible()
    player.expect_seconds(5)
    expect(player.next).to_have_text(re.compile("The end of the routine"))
    seen = player.captions()
    finish(player)

    wanted = expected_captions(play)
    assert [text for text in seen if text not in {text for text, _ in wanted}] == []
    rest = iter(seen)
    assert [text for text, certain in wanted if certain and text not in rest] == []
    assert_whole(story(server, player.session, "started", "finished"), play)
