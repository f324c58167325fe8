"""Without a network: after one visit the day is there, a session runs to its end, and reaches the journal once."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser import planned
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.player import Player
from tests.browser.record import assert_once_in_order, assert_whole, eventually, kinds, places, story
from tests.browser.server import Server, serving
from tests.browser.states import rate
from tests.browser.watch import AWAY, Watch
from unkink import shapes

KEPT_WITHIN_S = 90  # a busy machine fetches slowly, and nobody waits for it
AWAY_NOTICE = "No connection to Unkink. Today's plan works without it."
HOUR_MS = 60 * 60 * 1_000

# The paths of all that this browser keeps.
KEPT = """async () => {
  const paths = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
  return navigator.serviceWorker.controller ? paths : [];
}"""

# The day's time, as the page is told it, goes wrong by so much.
WRONG_CLOCK = """(ms) => {
  const right = Date.now.bind(Date);
  Date.now = () => right() + ms;
}"""


@pytest.fixture
def server(data_dir: Path) -> Iterator[Server]:
    """Of a person of their own, with quick settings."""
    with serving(data_dir) as server:
        yield server


def kept(page: Page) -> set[str]:
    """The paths of what the page's browser keeps, once the worker answers for it."""
    return set(page.evaluate(KEPT))


def files(front_end: Path) -> set[str]:
    """The paths of all files of the app."""
    found = (path.relative_to(front_end).as_posix() for path in front_end.rglob("*") if path.is_file())
    return {f"/{path}" for path in found if not re.search(r"(^|/)\.", path) and path != "sw.js"}


def visited(player: Player, server: Server, front_end: Path) -> str:
    """Open the app once, with a plan, and wait until it has become quiet. The routine of the day."""
    planned.plan(server)
    routine = planned.session(server)["routine"]
    page = player.page
    page.goto("/")
    expect(start(page)).to_be_visible()
    steps = server.play(routine)["steps"]
    wanted = {"/api/today", f"/api/routines/{routine}/play", "/api/guidance/see-a-professional", *files(front_end)}
    wanted |= {f"/figures/clips/{step['movement']}.json" for step in steps if not step["form"]} | {
        "/figures/average.glb"
    }
    assert eventually(lambda: wanted <= kept(page), KEPT_WITHIN_S), wanted - kept(page)
    return routine


def start(page: Page) -> Locator:
    """The way into the session of the day."""
    return page.get_by_role("link", name="Start", exact=True)


def notice(page: Page) -> Locator:
    """What is said of the connection."""
    return page.get_by_text(AWAY_NOTICE)


def begun(player: Player, at: float = 0) -> None:
    """Press the Start of the player, and let the session run until `at` (seconds)."""
    expect(player.button("Start")).to_be_visible()
    player.time.stand()
    player.press("Start")
    expect(player.count).to_be_visible()
    player.time.move(at)


def finished(player: Player) -> None:
    """Let the session run to its end."""
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible(timeout=90_000)


def all_of(server: Server, session: str) -> list[shapes.EventShape]:
    """All events of a session, once its end is in the journal."""
    assert eventually(lambda: kinds(server.events(session))[-1:] == ["finished"], 60)
    return server.events(session)


def test_after_one_visit_a_day_without_a_server_has_all_it_needs(
    player: Player, server: Server, front_end: Path, watch: Watch
) -> None:
    """Open, Start, follow the moving figure, reload in the middle, finish, and read that it waits to be sent."""
    routine = visited(player, server, front_end)
    play = server.play(routine)
    page = player.page
    watch.brings_about(*AWAY)
    server.kill()

    page.goto("/")
    expect(notice(page)).to_be_visible()
    expect(page.get_by_text("cannot be changed")).to_be_visible()
    assert violations(page) == []
    start(page).click()
    second = next(one["start_ms"] for one in play["segments"] if one["kind"] in {"hold", "rep"}) / 1_000 + 1
    begun(player, second)
    expect(page.locator("[data-figure=moving]")).to_be_visible(timeout=60_000)
    session, count = player.session, player.count.inner_text()

    page.reload()
    expect(page.get_by_text("You were at")).to_be_visible()
    player.time.stand()
    player.press("Go on")
    expect(player.button("Pause")).to_be_visible()
    assert (player.session, player.count.inner_text()) == (session, count)
    finished(player)
    rate(player, 2)
    player.press("Done")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Done for today")
    expect(page.get_by_text("One session is kept in this browser.")).to_be_visible()
    page.get_by_role("link", name="Journal", exact=True).first.click()
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.get_by_text("Pain after")).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("link", name="Movements", exact=True).first.click()
    page.get_by_role("searchbox").fill("knee chest")
    expect(page.get_by_role("link", name="Knee to chest", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Cat-Cow", exact=True)).to_have_count(0)
    page.get_by_label("Position").select_option(label="Lying on a bed")
    expect(page.get_by_text("No movement found")).to_be_visible()

    server.start()
    expect(notice(page)).to_have_count(0, timeout=30_000)
    page.get_by_role("link", name="Journal", exact=True).first.click()
    expect(page.get_by_text("Not sent yet.")).to_have_count(0, timeout=30_000)
    events = story(server, session, *story_of_a_reload(server, session))
    assert_whole(events, play)
    page.get_by_role("link", name="Today", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Done for today")


def story_of_a_reload(server: Server, session: str) -> list[str]:
    """What the journal must tell. A page that goes away may have no time to write down that it paused."""
    assert eventually(lambda: kinds(server.events(session))[-1:] == ["pain-after"])
    told = kinds(server.events(session))
    return ["started", *(["paused"] if "paused" in told else []), "resumed", "finished", "pain-after"]


def test_a_closed_page_sends_at_the_next_visit_what_was_done_without_a_server(
    player: Player, context: BrowserContext, server: Server, front_end: Path, watch: Watch
) -> None:
    """Server gone in the middle, session finished, page closed: nothing is lost, and nothing is there twice."""
    routine = visited(player, server, front_end)
    play = server.play(routine)
    player.page.goto(f"/play/{routine}")
    begun(player, 3)
    session = player.session
    story(server, session, "started")
    watch.brings_about(*AWAY)
    server.kill()
    finished(player)
    player.page.close()
    server.start()
    later = context.new_page()
    later.goto("/")
    events = story(server, session, "started", "finished")
    assert_whole(events, play)
    expect(later.get_by_role("heading", level=1)).to_contain_text("Done for today", timeout=30_000)


def test_two_tabs_without_a_server_keep_what_each_has_done(
    player: Player, context: BrowserContext, server: Server, front_end: Path, watch: Watch
) -> None:
    """One session in each tab, one of them open in both: all of it arrives, each event once."""
    routine = visited(player, server, front_end)
    player.page.goto("/play/knee-to-chest")
    expect(player.button("Start")).to_be_visible()
    watch.brings_about(*AWAY)
    server.kill()
    begun(player, 22)
    one = player.session

    other = Player(context.new_page())
    other.page.goto(player.page.url)
    other.press("Go on")
    expect(other.says("Open in another tab")).to_be_visible()
    other.page.goto(f"/play/{routine}")
    begun(other, 5)
    two = other.session
    player.page.close(run_before_unload=True)

    third = Player(context.new_page())
    third.page.goto(f"/play/knee-to-chest?session={one}")
    third.time.stand()
    third.press("Go on")
    expect(third.button("Pause")).to_be_visible()
    assert third.seconds() in {18, 19}
    finished(third)
    finished(other)
    server.start()
    for session, page in ((one, third), (two, other)):
        page.press("Done")
        assert_once_in_order(all_of(server, session))
    assert_whole(server.events(one), server.play("knee-to-chest"))
    assert_whole(server.events(two), server.play(routine))
    assert len(server.sessions()) == 2


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_clock_that_jumps_breaks_no_session(
    player: Player, server: Server, front_end: Path, watch: Watch, hours: int
) -> None:
    """A time zone, an empty battery, a clock set right: the order of what happened stays, and the place too."""
    visited(player, server, front_end)
    page = player.page
    page.goto("/play/knee-to-chest")
    expect(player.button("Start")).to_be_visible()
    watch.brings_about(*AWAY)
    server.kill()
    begun(player, 22)
    session = player.session
    page.evaluate(WRONG_CLOCK, hours * HOUR_MS)
    if hours > 0:
        expect(page.get_by_text("so this waited for you")).to_be_visible()
        player.press("Go on")
    player.time.move(2)
    player.expect_seconds(16)
    page.reload()
    expect(page.get_by_text("You were at")).to_be_visible()
    player.time.stand()
    player.press("Go on")
    expect(player.button("Pause")).to_be_visible()
    assert player.seconds() in {16, 17}
    finished(player)
    server.start()
    events = all_of(server, session)
    assert_once_in_order(events)
    assert places(events, "finished") == [server.play("knee-to-chest")["duration_ms"]]


def test_what_the_server_says_counts_as_soon_as_it_is_there(
    player: Player, server: Server, front_end: Path, watch: Watch
) -> None:
    """A plan that was changed elsewhere is not hidden by what this browser kept, and safety least of all."""
    visited(player, server, front_end)
    page = player.page
    planned.call(server, "POST", "/api/today/0/gentler", {})
    page.goto("/")
    expect(page.get_by_role("button", name="As planned")).to_be_visible()
    watch.brings_about(*AWAY)
    server.kill()
    page.goto("/")
    expect(notice(page)).to_be_visible()
    server.start()
    planned.answer(server, pain=["further"])
    expect(notice(page)).to_have_count(0, timeout=30_000)
    expect(start(page)).to_have_count(0)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Your session")
    expect(start(page)).to_have_count(0)


def test_a_new_version_waits_while_a_session_runs(
    player: Player, context: BrowserContext, server: Server, front_end: Path, tmp_path: Path
) -> None:
    """Code that is swapped under a running session would break it; who is done is offered the new one."""
    visited(player, server, front_end)
    page = player.page
    page.goto("/play/knee-to-chest")
    begun(player, 22)

    newer = tmp_path / "newer"
    shutil.copytree(front_end, newer)
    shell = (newer / "index.html").read_text(encoding="utf-8")
    (newer / "index.html").write_text(shell.replace("<body>", '<body data-version="newer">'), encoding="utf-8")
    # A build of other sources has other names, and none of the old ones.
    (newer / player_file(front_end)).unlink()
    worker = (newer / "sw.js").read_text(encoding="utf-8")
    version = re.search(r"version:\W?[`\"'](\w{16})", worker)
    assert version
    worker = re.sub(rf"[`\"']/{re.escape(player_file(front_end))}[`\"'],?", "", worker.replace(version[1], "0" * 16))
    (newer / "sw.js").write_text(worker, encoding="utf-8")
    server.kill()
    server.front_end = newer
    server.start()

    other = context.new_page()
    other.goto("/")
    offer = other.get_by_role("button", name="Use it now")
    expect(offer).to_be_visible(timeout=60_000)
    offer.click()
    expect(other.get_by_text("A session is going on in another tab.")).to_be_visible()
    player.time.move(3)
    player.expect_seconds(15)
    page.reload()
    expect(player.button("Go on")).to_be_visible()
    assert page.locator("body[data-version]").count() == 0
    player.time.stand()
    player.press("Go on")
    expect(page.get_by_role("button", name="Use it now")).to_have_count(0)
    finished(player)
    player.press("Done")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Your session")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Use it now").click()
    expect(page.locator("body[data-version=newer]")).to_be_attached(timeout=60_000)
    expect(page.get_by_role("button", name="Use it now")).to_have_count(0)
    # The page that was open all the while still finds its own files.
    other.get_by_role("link", name="Your week, and why it is as it is").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("week")
    other.evaluate("path => import(path)", f"/{player_file(front_end)}")
    other.goto("/")
    expect(other.locator("body[data-version=newer]")).to_be_attached()


def player_file(front_end: Path) -> str:
    """The path of the player's code, which is fetched when it is first needed."""
    manifest = json.loads((front_end / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["src/player/Player.svelte"]["file"])


def test_what_is_kept_can_be_forgotten_but_nothing_that_is_not_sent(
    player: Player, server: Server, front_end: Path, watch: Watch
) -> None:
    """Who shares the computer leaves no plan and no pain behind in the browser."""
    visited(player, server, front_end)
    page = player.page
    page.goto("/play/knee-to-chest")
    expect(player.button("Start")).to_be_visible()
    watch.brings_about(*AWAY)
    server.kill()
    begun(player)
    session = player.session
    finished(player)
    page.goto("/settings")
    forget(page)
    expect(page.get_by_text("All is forgotten but what you did")).to_be_visible()
    assert kept(page) == set()
    server.start()
    page.goto("/settings")
    story(server, session, "started", "finished")
    forget(page)
    expect(page.get_by_text("It is forgotten.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('place'))") == []
    page.goto("/")
    assert eventually(lambda: {"/index.html", "/api/today"} <= kept(page), KEPT_WITHIN_S)


def forget(page: Page) -> None:
    """Press the button, and mean it."""
    page.get_by_role("button", name="Forget what is kept in this browser").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Forget it").click()


def test_the_app_can_be_installed(page: Page, server: Server, visit: Visit) -> None:
    """A phone offers it only with a name, icons that are there, and a worker."""
    del visit
    page.goto("/")
    address = page.locator("link[rel=manifest]").get_attribute("href")
    assert address
    manifest = server.read(address)
    assert isinstance(manifest, dict)
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512", "any"}
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        size = page.evaluate(
            """async (src) => {
              const image = new Image();
              image.src = src;
              await image.decode();
              return `${image.naturalWidth}x${image.naturalHeight}`;
            }""",
            icon["src"],
        )
        assert icon["sizes"] in {size, "any"}
    client = page.context.new_cdp_session(page)
    errors = client.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []
