"""Every screen, and every state of the player, and how one gets there."""

import re
from collections.abc import Callable, Mapping

from playwright.sync_api import expect

from tests.browser.player import Player
from tests.stories import tell
from unkink import shapes, wire

JOURNAL = (
    """
    0:00 started conquer-lower-back
    0:05 pain-before 6/lower-back 6/neck
    0:06 reached knee-to-chest
    1:00 hurt knee-to-chest @40000 mild
    1:10 hurt knee-to-chest @40000 stays
    1:12 eased knee-to-chest @40000
    2:00 skipped cat-cow @150000
    6:00 finished seated-piriformis-stretch @473600
    6:30 pain-after 3/lower-back
    """,
    """
    0:00 started cat-cow
    0:06 reached cat-cow
    1:00 hurt cat-cow @50000 sharp
    1:01 stopped cat-cow @50000
    """,
)


def journal() -> list[shapes.EventShape]:
    """Two sessions of a year ago: one finished, one stopped."""
    return [wire.event(event) for text in JOURNAL for event in tell(text)]


Open = Callable[[Player], None]


def at(path: str, heading: str | None = None) -> Open:
    """A screen that has an address."""

    def open_it(player: Player) -> None:
        player.page.goto(path)
        shown = player.says(heading) if heading else player.name
        expect(shown).to_be_visible()

    return open_it


# Screens


def nothing_found(player: Player) -> None:
    player.page.goto("/movements?region=neck&position=kneeling&q=plank")
    expect(player.page.get_by_text("No movement found")).to_be_visible()


def journal_with_all_that_happened(player: Player) -> None:
    at("/journal", "Journal")(player)
    player.page.locator("summary").last.click()
    expect(player.page.get_by_text("It hurt").first).to_be_visible()


def movement_with_its_sources(player: Player) -> None:
    at("/movements/supine-spinal-twist")(player)
    for summary in player.page.locator("summary").all():
        summary.click()


def more_places(player: Player) -> None:
    at("/learn", "Learn")(player)
    player.press("More")
    expect(player.button("More")).to_have_attribute("aria-expanded", "true")


def server_away(player: Player) -> None:
    player.page.route("**/api/**", lambda route: route.abort())
    at("/journal", "Unkink is not answering")(player)


# The player: before


def before(player: Player) -> None:
    player.open("upper-middle-lower")


def before_with_pain(player: Player) -> None:
    player.open("knee-to-chest")
    rate(player, 7)
    player.page.get_by_role("checkbox", name="Neck").check(force=True)


def rate(player: Player, nrs: int) -> None:
    """Give a rating."""
    player.page.get_by_role("radio", name=re.compile(rf"^{nrs},")).check(force=True)


# While it plays


def into(
    player: Player, kind: str, seconds: float, routine: str = "conquer-lower-back", rep: int | None = None
) -> float:
    """So many seconds into the first such part of the routine, as it is told in full."""
    play: shapes.PlayShape = player.page.request.get(f"/api/routines/{routine}/play").json()
    first = next(one for one in play["segments"] if one["kind"] == kind and rep in {None, one["rep"]})
    return first["start_ms"] / 1_000 + seconds


def getting_there(player: Player) -> None:
    player.start("conquer-lower-back", at=3)


def getting_ready(player: Player) -> None:
    player.start("conquer-lower-back", at=into(player, "prepare", 10))


def holding(player: Player) -> None:
    player.start("conquer-lower-back", at=into(player, "hold", 16))
    player.expect_seconds(14)


def feeling(player: Player) -> None:
    player.start("conquer-lower-back", at=into(player, "hold", 7))


def changing_sides(player: Player) -> None:
    player.start("conquer-lower-back", at=into(player, "switch", 3))


def repeating(player: Player) -> None:
    player.start("conquer-lower-back", at=into(player, "rep", 1, rep=2))
    expect(player.count).to_have_accessible_name("2 of 5")


def breathing(player: Player) -> None:
    player.start("cat-cow", at=into(player, "rep", 5, "cat-cow"))
    expect(player.page.get_by_text("Breathe out", exact=True)).to_be_visible()


def paused(player: Player) -> None:
    holding(player)
    player.press("Pause")


def slept(player: Player) -> None:
    holding(player)
    player.time.jump(60)
    expect(player.page.get_by_text("so this waited for you")).to_be_visible()


def not_saved(player: Player) -> None:
    player.open("conquer-lower-back")
    player.page.route("**/api/events", lambda route: route.abort())
    player.press("Start")
    player.time.move(into(player, "hold", 16))
    expect(player.page.get_by_text("Not saved yet, still trying.")).to_be_visible()


def keys(player: Player) -> None:
    holding(player)
    player.key("?")
    expect(player.page.get_by_role("dialog")).to_be_visible()


def leaving(player: Player) -> None:
    holding(player)
    player.press("Leave")
    expect(player.page.get_by_role("dialog")).to_be_visible()


# That hurts


def asking(player: Player) -> None:
    holding(player)
    player.press("That hurts")
    expect(player.says("What kind of pain is it?")).to_be_visible()


def waiting(player: Player) -> None:
    asking(player)
    player.page.get_by_role("button", name=re.compile("^Mild")).click()
    player.time.move(3)
    expect(player.count).to_be_visible()


def asking_again(player: Player) -> None:
    waiting(player)
    player.time.move(7)
    expect(player.says("Is it still there?")).to_be_visible()


def choosing(player: Player) -> None:
    asking_again(player)
    player.press("Still there")
    expect(player.says("Make it easier, or leave it out")).to_be_visible()


def sharp(player: Player) -> None:
    asking(player)
    player.page.get_by_role("button", name=re.compile("^Sharp")).click()
    expect(player.says("Stop here for today")).to_be_visible()


# Afterwards, and another time


def after(player: Player) -> None:
    player.open("knee-to-chest")
    rate(player, 6)
    player.press("Start")
    player.press("Skip")
    expect(player.says("That is the whole routine")).to_be_visible()
    rate(player, 3)
    player.page.locator("summary").click()


def to_go_on(player: Player) -> None:
    holding(player)
    player.page.reload()
    expect(player.page.get_by_text("You were at")).to_be_visible()


def today_to_go_on(player: Player) -> None:
    to_go_on(player)
    player.page.goto("/")
    expect(player.says("Go on where you were")).to_be_visible()


def elsewhere(player: Player) -> None:
    holding(player)
    address = player.page.url
    first = player.page
    player.page = first.context.new_page()
    player.page.goto(address)
    player.press("Go on")
    expect(player.says("Open in another tab")).to_be_visible()


NEW: Mapping[str, Open] = {
    "today, for who is new": at("/"),
    "the journal, empty": at("/journal", "Journal"),
}
SCREENS: Mapping[str, Open] = {
    "today": at("/"),
    "programmes": at("/programmes", "Programmes"),
    "a programme": at("/programmes/upper-middle-lower"),
    "movements": at("/movements", "Movements"),
    "no movement found": nothing_found,
    "a movement": movement_with_its_sources,
    "an unknown movement": at("/movements/knee-to-chst", "Nothing is here"),
    "an unknown page": at("/nowhere", "Nothing is here"),
    "the journal": journal_with_all_that_happened,
    "learn": at("/learn", "Learn"),
    "a page": at("/learn/see-a-professional"),
    "settings": at("/settings", "Settings"),
    "more places": more_places,
    "server away": server_away,
}
PLAYER: Mapping[str, Open] = {
    "before": before,
    "before, with pain": before_with_pain,
    "getting there": getting_there,
    "getting ready": getting_ready,
    "holding": holding,
    "feeling": feeling,
    "changing sides": changing_sides,
    "repeating": repeating,
    "breathing": breathing,
    "paused": paused,
    "slept": slept,
    "not saved": not_saved,
    "keys": keys,
    "leaving": leaving,
    "asking": asking,
    "waiting": waiting,
    "asking again": asking_again,
    "choosing": choosing,
    "sharp": sharp,
    "after": after,
    "to go on": to_go_on,
    "today, to go on": today_to_go_on,
    "elsewhere": elsewhere,
}
