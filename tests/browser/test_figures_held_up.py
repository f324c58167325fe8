"""The moving figure where it goes badly: what it draws with is taken away, or the routine is long."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest
from playwright.sync_api import CDPSession, Page, Route, Worker, expect

from tests.browser.conftest import without_worker
from tests.browser.player import Player
from tests.browser.record import eventually
from tests.browser.server import Server, serving
from tests.browser.test_figures import HELD, WIDTH_PX, figure, figures
from unkink import shapes

# As in browsers whose workers cannot draw.
IN_PAGE = "delete HTMLCanvasElement.prototype.transferControlToOffscreen"
KEEP_CONTEXT = """() => {
    const draw = WebGL2RenderingContext.prototype.drawElements;
    WebGL2RenderingContext.prototype.drawElements = function (...all) {
        globalThis.drawing = this;
        return draw.apply(this, all);
    };
}"""
TAKE_AWAY = """() => {
    globalThis.thief = drawing.getExtension("WEBGL_lose_context");
    thief.loseContext();
}"""
# What lies on the graphics card.
COUNT = """
globalThis.live = {};
for (const what of ["Buffer", "Texture", "Program", "Framebuffer", "Renderbuffer", "VertexArray"]) {
    const made = new Set(), to = WebGL2RenderingContext.prototype;
    const [create, remove] = [to[`create${what}`], to[`delete${what}`]];
    Object.defineProperty(live, what, { enumerable: true, get: () => made.size });
    to[`create${what}`] = function (...all) { const one = create.apply(this, all); made.add(one); return one; };
    to[`delete${what}`] = function (one) { made.delete(one); return remove.call(this, one); };
}
"""
HALF_AN_HOUR_MS = 30 * 60_000
MORE = 1.3
# Now and then a thing of the present movement more.
SOME = 30


def drawn_by(page: Page) -> Page | Worker:
    """Where the figure is drawn."""
    return next((worker for worker in page.workers if "theatre" in worker.url), page)


@pytest.mark.parametrize("where", ["in a worker", "in the page"])
def test_when_the_graphics_card_is_reset_a_still_is_there_until_it_draws_again(
    player: Player, server: Server, where: str
) -> None:
    """A laptop that switches its graphics card must leave nobody before an empty panel, or alone in a stretch."""
    page = player.page
    if where == "in the page":
        page.add_init_script(IN_PAGE)
    hold = next(one for one in server.play(HELD)["segments"] if one["kind"] == "hold")
    player.start(HELD, at=hold["start_ms"] / 1_000 + 2)
    shown = figure(page)
    expect(shown).to_have_attribute("data-figure", "moving")
    drawing = drawn_by(page)
    assert isinstance(drawing, Worker) == (where == "in a worker")
    drawing.evaluate(KEEP_CONTEXT)
    player.time.move(1)
    assert eventually(lambda: bool(drawing.evaluate("() => 'drawing' in globalThis")))
    drawing.evaluate(TAKE_AWAY)
    expect(shown).to_have_attribute("data-figure", "still")
    expect(shown.locator("img")).to_be_visible()
    expect(shown.locator("img")).to_have_js_property("naturalWidth", WIDTH_PX)
    left = player.seconds()
    player.time.move(3)
    player.expect_seconds(left - 3)
    drawing.evaluate("() => thief.restoreContext()")
    player.time.move(1)
    expect(shown).to_have_attribute("data-figure", "moving")
    page.evaluate("document.querySelector('[data-figure] canvas').style.visibility = 'hidden'")
    without = len(shown.screenshot())
    page.evaluate("document.querySelector('[data-figure] canvas').style.visibility = ''")
    assert eventually(lambda: len(shown.screenshot()) > 2 * without)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the usual settings."""
    with serving(tmp_path_factory.mktemp("long"), pacing=None) as server:
        yield server


def half_an_hour(server: Server) -> shapes.PlayShape:
    """Programmes one after the other, as one routine."""
    programmes = cast("list[Mapping[str, str]]", server.read("/api/programmes"))
    routine, *others = (server.play(each["id"]) for each in programmes)
    whole = cast("dict[str, Any]", routine)
    for other in others:
        if whole["duration_ms"] > HALF_AN_HOUR_MS:
            break
        by = whole["duration_ms"]
        for step in other["steps"]:
            whole["steps"].append({**step, "start_ms": step["start_ms"] + by, "end_ms": step["end_ms"] + by})
        for part in other["segments"]:
            whole["segments"].append({**part, "start_ms": part["start_ms"] + by, "end_ms": part["end_ms"] + by})
        whole["cues"] += [{**cue, "at_ms": cue["at_ms"] + by} for cue in other["cues"]]
        whole["duration_ms"] += other["duration_ms"]
    assert whole["duration_ms"] > HALF_AN_HOUR_MS
    return routine


def poses_of(server: Server, step: Mapping[str, Any]) -> list[str]:
    """The names of the poses of the average body."""
    own = step["form"] in figures(server)[step["movement"]]["forms"]
    name = f"{step['movement']}--{step['form']}" if own else step["movement"]
    clip = cast("Mapping[str, Any]", server.read(f"/figures/clips/{name}.json"))
    return list(clip["bodies"]["average"]["poses"])


def heap(session: CDPSession) -> float:
    """What the page holds after all is swept, in bytes."""
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"])


@without_worker
def test_memory_stays_level_over_half_an_hour(player: Player, slow: Server) -> None:
    """An old phone must not lose the routine in its last minutes. Drawn in the page, where all of it can be weighed."""
    page = player.page
    play = half_an_hour(slow)
    page.add_init_script(IN_PAGE + ";" + COUNT)

    def answer(route: Route) -> None:
        route.fulfill(json=play)

    page.route("**/api/routines/*/play*", answer)
    player.start(play["routine"])
    # the first picture takes its time on a busy machine
    expect(figure(page)).to_have_attribute("data-figure", "moving", timeout=90_000)
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.enable")
    held: list[tuple[float, dict[str, int]]] = []
    now = 0
    for step in play["steps"]:
        middle = (step["start_ms"] + step["end_ms"]) // 2
        player.time.move((middle - now) / 1_000)
        now = middle
        expect(figure(page)).to_have_attribute("data-movement", step["movement"])
        expect(figure(page)).to_have_attribute("data-figure", "moving")
        expect(figure(page)).to_have_attribute("data-pose", re.compile(rf"^({'|'.join(poses_of(slow, step))})(>|$)"))
        page.wait_for_timeout(300)
        held.append((heap(session), page.evaluate("() => ({ ...live })")))
    early, late = held[2], held[-1]
    assert late[0] <= MORE * early[0], [round(size / 1e6, 1) for size, _ in held]
    for what, count in late[1].items():
        assert count <= MORE * early[1][what] + SOME, (what, [each[what] for _, each in held])
