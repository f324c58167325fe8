"""The figures: stills at once, movement where it is wanted and possible, and the body that was chosen."""

import re
from collections.abc import Mapping
from typing import cast

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import Visit, without_worker
from tests.browser.player import Player
from tests.browser.server import Server
from tests.browser.watch import Watch
from unkink import shapes

# As where the graphics card is barred: no canvas gives a context to draw in.
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"
WIDTH_PX = 640  # of a still
FLOWING, HELD = "cat-cow", "knee-to-chest"


def figures(server: Server) -> Mapping[str, shapes.FigureShape]:
    """Which movements are drawn."""
    return cast("shapes.FiguresShape", server.read("/api/figures"))["movements"]


def phases(server: Server, movement: str) -> dict[str, str]:
    """The names of a movement's poses, as its clip tells them."""
    return cast("dict[str, dict[str, str]]", server.read(f"/figures/clips/{movement}.json"))["phases"]


def figure(page: Page) -> Locator:
    """The large figure."""
    return page.locator("[data-figure]")


def stills(page: Page) -> Locator:
    """The pictures that stand for a movement."""
    return page.get_by_role("img", name=re.compile("drawn as a figure$"))


def expect_drawn(picture: Locator) -> None:
    """The picture has come."""
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", WIDTH_PX)


def expect_moving(page: Page) -> None:
    """It shows more than one moment of the movement."""
    expect(figure(page)).to_have_attribute("data-figure", "moving")
    first = moment(page)
    expect(figure(page)).not_to_have_attribute("data-u", first[1])


def moment(page: Page) -> tuple[str, str]:
    """The pose it is in or between which it is, and how far it is on the way."""
    shown = figure(page)
    return shown.get_attribute("data-pose") or "", shown.get_attribute("data-u") or ""


class Asked:
    """What a page asks the server for."""

    def __init__(self, context: BrowserContext) -> None:
        self.paths: list[str] = []
        context.on("request", lambda request: self.paths.append(request.url))

    def bodies(self) -> list[str]:
        """The bodies that were fetched."""
        return [path for path in self.paths if ".glb" in path]


def test_a_list_shows_each_movement_and_loads_no_body(context: BrowserContext, server: Server) -> None:
    """People look for a stretch by how it looks."""
    asked, page = Asked(context), context.new_page()
    page.goto("/movements")
    expect(stills(page)).to_have_count(sum(drawn["still"] for drawn in figures(server).values()))
    for picture in (stills(page).first, stills(page).last):
        expect_drawn(picture)
    assert not asked.bodies()


@pytest.mark.parametrize(("path", "below"), [(f"/movements/{FLOWING}", "How to do it"), ("/movements", "Child's pose")])
@without_worker
def test_nothing_jumps_when_the_figure_comes(page: Page, path: str, below: str) -> None:
    """A finger on its way to a button must find it there."""
    held: list[Route] = []
    holding = True

    def hold(route: Route) -> None:
        if holding:
            held.append(route)
        else:
            route.continue_()

    page.route("**/figures/**", hold)
    page.goto(path, wait_until="commit")  # it is loaded only with its pictures
    heading = page.get_by_role("heading", name=below, exact=True)
    expect(heading).to_be_visible()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(500)
    before = heading.bounding_box()
    assert held
    holding = False
    for route in held:
        route.continue_()
    expect(page.get_by_role("main").locator("img").first).to_have_js_property("naturalWidth", WIDTH_PX)
    assert heading.bounding_box() == before


def test_a_movement_is_shown_moving_until_somebody_wants_it_still(page: Page) -> None:
    page.goto(f"/movements/{FLOWING}")
    expect_moving(page)
    page.get_by_role("button", name="Show it still").click()
    expect(figure(page)).to_have_attribute("data-figure", "still")
    expect_drawn(figure(page).locator("img"))
    page.get_by_role("button", name="Show it moving").click()
    expect_moving(page)


def test_it_is_turned_by_keys_by_dragging_and_by_pressing(page: Page) -> None:
    """Who cannot drag, or has no mouse, sees it from the side too."""
    page.goto(f"/movements/{FLOWING}")
    expect_moving(page)
    turned = page.get_by_role("slider", name="Turn the figure")
    turned.press("ArrowLeft")
    expect(turned).to_have_attribute("aria-valuetext", "Turned 15 degrees to the left")
    page.get_by_role("button", name="Turn the figure back").click()
    expect(turned).to_have_attribute("aria-valuenow", "0")
    turned.click()
    page.get_by_role("button", name="Turn the figure to the right").click()
    expect(turned).to_have_attribute("aria-valuenow", "-15")
    turned.hover()
    page.mouse.down()
    page.mouse.move(700, 300, steps=4)
    page.mouse.up()
    expect(turned).not_to_have_attribute("aria-valuenow", "-15")


def test_who_asked_for_stillness_gets_stills_until_they_ask_for_more(visit: Visit) -> None:
    """Motion makes some people ill."""
    context = visit(calm=True)
    asked, page = Asked(context), context.new_page()
    page.goto(f"/movements/{FLOWING}")
    expect_drawn(figure(page).locator("img"))
    page.wait_for_timeout(1_000)
    expect(figure(page)).to_have_attribute("data-figure", "still")
    assert not asked.bodies()
    page.get_by_role("button", name="Show it moving").click()
    expect_moving(page)


def test_without_a_still_the_drawing_stands_for_it_and_without_that_words(visit: Visit, watch: Watch) -> None:
    """Who asked for stillness must not look at an empty panel."""
    page = visit(calm=True, worker=False).new_page()
    page.route("**/api/figures", undrawn)
    page.goto(f"/movements/{FLOWING}")
    line = figure(page).locator("img")
    expect(line).to_have_attribute("src", re.compile(rf"/figures/lines/{FLOWING}\.svg"))
    page.wait_for_function("() => document.querySelector('[data-figure] img').naturalWidth > 0")
    watch.brings_about("net::ERR_FAILED")
    page.route("**/figures/lines/**", lambda route: route.abort())
    page.reload()
    expect(figure(page).get_by_text("There is no picture of this here")).to_be_visible()


def undrawn(route: Route) -> None:
    """All movements have clips, and none has a still."""
    answer = route.fetch()
    told = answer.json()
    told["movements"] = {name: {**each, "still": False, "form_stills": []} for name, each in told["movements"].items()}
    route.fulfill(response=answer, json=told)


def test_before_the_start_one_sees_what_is_coming(player: Player, server: Server) -> None:
    """Who knows the stretches by sight need not read their names."""
    player.open("upper-back-nine", standing=False)
    coming = player.page.get_by_role("list", name="What is coming")
    expect(coming.get_by_role("listitem")).to_have_text(
        [step["name"] for step in server.play("upper-back-nine")["steps"]]
    )
    for picture in (coming.locator("img").first, coming.locator("img").last):
        expect_drawn(picture)


def test_without_webgl_the_still_stays(page: Page, watch: Watch) -> None:
    """An old laptop shows the movement all the same."""
    watch.brings_about("WebGL")
    page.add_init_script(NO_WEBGL)
    page.goto(f"/movements/{FLOWING}")
    expect(page.get_by_role("heading", level=1, name="Cat-cow")).to_be_visible()
    expect_drawn(figure(page).locator("img"))
    expect(page.get_by_role("button", name=re.compile("^Show it"))).to_have_count(0)
    expect(figure(page)).to_have_attribute("data-figure", "still")


@pytest.mark.parametrize("path", ["/movements", f"/movements/{FLOWING}", "/programmes/conquer-lower-back"])
@without_worker
def test_a_still_that_does_not_come_leaves_nothing_broken(page: Page, watch: Watch, path: str) -> None:
    watch.brings_about("net::ERR_FAILED")
    page.route("**/figures/stills/**", lambda route: route.abort())
    page.route("**/*.glb*", lambda route: route.abort())
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    broken = (
        "() => [...document.images].filter((one) => one.complete && getComputedStyle(one).visibility === 'visible')"
    )
    page.wait_for_function(f"() => document.images.length > 0 && ({broken})().length === 0")


def test_the_body_and_its_clothes_are_chosen_once(context: BrowserContext) -> None:
    """Whoever sees a body like their own believes that they can do it."""
    asked, page = Asked(context), context.new_page()
    page.goto("/settings")
    page.get_by_role("radio", name="Broad").check(force=True)
    page.get_by_role("group", name="Clothes").get_by_text("Dark", exact=True).click()
    page.reload()
    expect(page.get_by_role("radio", name="Broad")).to_be_checked()
    expect(page.get_by_role("group", name="Clothes").get_by_role("radio", name="Dark")).to_be_checked()
    page.goto("/movements")
    expect(stills(page).first).to_have_attribute("src", re.compile(r"-heavy\.webp\?v="))
    page.goto(f"/movements/{FLOWING}")
    expect_moving(page)
    assert any("/heavy-dark.webp" in path for path in asked.paths)
    assert all("/heavy.glb" in path for path in asked.bodies())


def test_in_the_player_the_figure_keeps_time(player: Player, server: Server) -> None:
    """Who only watches does the right thing at the right moment, on the right side."""
    play = server.play(HELD)
    hold, other = (one for one in play["segments"] if one["kind"] == "hold")
    poses = phases(server, HELD)
    player.start(HELD, at=hold["start_ms"] / 1_000 + 5)
    shown = figure(player.page)
    expect(shown).to_have_attribute("data-figure", "moving")
    expect(shown).to_have_attribute("data-pose", poses["hold"])
    expect(shown).to_have_attribute("data-side", "left")
    player.time.move((hold["end_ms"] - hold["start_ms"]) / 1_000 - 5 + 1)
    expect(shown).not_to_have_attribute("data-pose", poses["hold"])
    player.time.move((other["start_ms"] - hold["end_ms"]) / 1_000 + 4)
    expect(shown).to_have_attribute("data-side", "right")
    expect(shown).to_have_attribute("data-pose", poses["hold"])


def test_in_the_player_a_flow_follows_the_breath(player: Player, server: Server) -> None:
    poses = phases(server, FLOWING)
    reps = [one for one in server.play(FLOWING)["segments"] if one["kind"] == "rep"]
    second = reps[1]
    player.start(FLOWING, at=second["start_ms"] / 1_000 + 1)
    shown = figure(player.page)
    expect(shown).to_have_attribute("data-pose", f"{poses['exhale']}>{poses['inhale']}")
    player.time.move((second["end_ms"] - second["start_ms"]) / 2_000)
    expect(shown).to_have_attribute("data-pose", f"{poses['inhale']}>{poses['exhale']}")
