"""Ways through the screens, which stop at each state. What is told on the way stays with the server of that way."""

import re
from collections.abc import Callable, Iterator, Mapping

from playwright.sync_api import Page, expect

from tests.browser import first_run, planned
from tests.browser.first_run import FirstRun
from tests.browser.player import Player
from tests.browser.server import Server
from tests.browser.states import rate

Way = Callable[[Player, Server], Iterator[str]]
MONDAY = "2026-11-23T"
NONE = "None of these"
NO_PLAN = {"error": "No plan is possible.", "way_out": "Take a minute more.", "nearest": []}


def unfold(page: Page) -> None:
    """Open all that is folded."""
    folded = page.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


def button(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.get_by_role("button", name=name, exact=True).click()


def asking(player: Player, _: Server) -> Iterator[str]:
    """The first run from its welcome to the plan."""
    first, page = FirstRun(player.page), player.page
    page.goto("/start")
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    yield "the welcome, with the languages"
    first.press("Begin")
    first.expect_asked(first_run.NERVES)
    sign = page.get_by_role("checkbox", name="Both legs weak")
    sign.check()
    yield "a question with several answers"
    sign.uncheck()
    first.press(NONE)
    first.clear(*first_run.QUESTIONS[1:4])
    first.pick(first_run.CARE, "Pregnant")
    first.expect_asked(first_run.SEEN)
    yield "a question with one answer"
    page.go_back()
    first.expect_asked(first_run.CARE)
    page.get_by_role("checkbox", name="Pregnant").uncheck()
    first.press(NONE)
    first.none(first_run.DIRECTIONS)
    first.pick(first_run.JOINTS, "Knee")
    first.none(first_run.PLACES)
    first.expect_asked("Where does it hurt")
    page.get_by_role("button", name="Next", exact=True).press("Enter")
    expect(page.get_by_role("alert").filter(has_text="at least one place")).to_be_visible()
    yield "nowhere yet"
    first.tap("lower-back")
    first.tap("neck")
    yield "where it hurts"
    first.press("Next")
    first.expect_asked("How long")
    yield "how long"
    page.get_by_text("More about you").click()
    page.get_by_text("Let me say").click()
    page.get_by_role("searchbox").fill("stretch")
    yield "all that may be told"
    page.route("**/api/plan", lambda route: route.fulfill(status=409, json=NO_PLAN))
    first.press("Make my plan")
    expect(first.asked("No plan yet")).to_be_visible()
    yield "no plan for these wishes"
    page.unroute("**/api/plan")
    first.press("Try again")
    expect(first.start).to_be_visible()
    yield "the plan is made"


def screened(player: Player, server: Server) -> Iterator[str]:
    """What the safety questions lead to."""
    page = player.page
    first = FirstRun(page)
    page.goto("/breaks")
    expect(page.get_by_role("link", name="To the safety questions")).to_be_visible()
    yield "no breaks yet"
    page.goto("/plan")
    expect(page.get_by_role("link", name="Make my plan")).to_be_visible()
    yield "no week yet"
    page.goto("/safety")
    expect(first.asked("Is stretching safe")).to_be_visible()
    yield "not answered yet"
    planned.answer(server, joints=["knee"], places=["kneel"])
    page.reload()
    expect(page.get_by_text("with some things left out")).to_be_visible()
    yield "some things left out"
    player.open("cat-cow", standing=False)
    expect(page.get_by_role("heading", name="Not for you")).to_be_visible()
    yield "a routine that is not for this person"
    planned.answer(server, pain=["weaker", "unsure"])
    page.goto("/safety")
    expect(first.asked("Ask somebody first")).to_be_visible()
    unfold(page)
    yield "somebody first"
    page.goto("/")
    expect(player.name).to_contain_text("Let someone look")
    yield "today, somebody first"
    page.goto("/play/cat-cow")
    expect(page.get_by_role("heading", name="Not now")).to_be_visible()
    yield "a routine, not now"
    planned.answer(server, nerves=["bladder"], danger=["chest"])
    page.goto("/safety")
    expect(first.asked("Go to an emergency department")).to_be_visible()
    yield "an emergency"


def from_day_to_day(player: Player, server: Server) -> Iterator[str]:
    """A day with all that it can tell, to its end."""
    page = player.page
    planned.plan(server, sessions_per_day=2, causes=["sitting", "posture"])
    session = planned.session(server)
    third = session["steps"][2]["movement"]
    planned.did(server, session["routine"], ago_ms=planned.A_DAY_AGO_MS)
    planned.did(server, session["routine"], ago_ms=planned.A_DAY_AGO_MS - 1, sharp=third)
    page.goto("/")
    rate(player, 3)
    unfold(page)
    yield "the morning, the session with its reasons, and what changed"
    button(page, "Not now")
    page.get_by_role("button", name=re.compile("^Swap")).first.click()
    expect(page.get_by_role("dialog").get_by_role("radio").first).to_be_focused()
    yield "a swap"
    page.get_by_role("dialog").get_by_role("button", name="Only swap").click()
    expect(page.get_by_text("has taken the place of")).to_be_visible()
    button(page, "Today is a bad day")
    expect(page.get_by_text("A gentle day")).to_be_visible()
    yield "swapped, and a bad day"
    page.route("**/api/today/**", lambda route: route.fulfill(status=409, json=NO_PLAN))
    button(page, "It is better again")
    yield "a press that was refused"
    page.unroute("**/api/today/**")
    for turn in planned.today(server)["turns"]:
        planned.did(server, turn["session"]["routine"])
    page.goto("/")
    expect(player.name).to_contain_text("Done for today")
    yield "all done"
    planned.did(server, session["routine"], sharp=session["steps"][0]["movement"])
    page.reload()
    expect(player.name).to_contain_text("A few questions first")
    yield "asked again after sharp pain"


def about_the_plan(player: Player, server: Server) -> Iterator[str]:
    """The week with its reasons, the wishes, the breaks."""
    page = player.page
    plan = planned.plan(server, days_per_week=4)
    page.goto("/plan")
    expect(page.get_by_role("list", name="The seven days")).to_be_visible()
    unfold(page)
    yield "the week, with its reasons and what is left out"
    page.goto("/wishes")
    page.get_by_role("searchbox").fill(plan["sessions"][0]["steps"][0]["name"])
    page.get_by_role("button", name=re.compile("^Leave it out")).first.click()
    hurts = page.get_by_role("group", name="Where it hurts").get_by_role("checkbox", checked=True)
    while hurts.count():
        hurts.first.uncheck()
    page.get_by_role("button", name="Save, and plan anew").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="at least one place")).to_be_visible()
    yield "the wishes, with one that is missing"
    page.clock.set_fixed_time(f"{MONDAY}10:36:20")
    page.goto("/breaks")
    expect(page.get_by_role("heading", name="Next break")).to_be_visible()
    yield "the next break"
    page.clock.set_fixed_time(f"{MONDAY}11:00:20")
    expect(page.get_by_role("heading", name="Time for a break")).to_be_visible()
    yield "a break now"
    page.clock.set_fixed_time(f"{MONDAY}16:30:00")
    expect(page.get_by_role("heading", name="No more breaks today")).to_be_visible()
    yield "no more breaks"
    page.get_by_label("To", exact=True).fill("09:10")
    expect(page.get_by_text("There is no room for a break")).to_be_visible()
    yield "a day without breaks"


def setting(player: Player, _: Server) -> Iterator[str]:
    """Settings, saved and not."""
    page = player.page
    page.goto("/settings")
    page.get_by_role("slider", name="Pace").press("ArrowLeft")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    yield "saved"
    page.route("**/api/settings", lambda route: route.abort())
    page.get_by_role("slider", name="Pace").press("ArrowRight")
    expect(page.get_by_text("Not saved.")).to_be_visible()
    yield "not saved"


WAYS: Mapping[str, Way] = {
    "asking": asking,
    "screened": screened,
    "from day to day": from_day_to_day,
    "about the plan": about_the_plan,
    "setting": setting,
}
