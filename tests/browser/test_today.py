"""A person with a plan opens Unkink: the session of the day, the week, the breaks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import planned
from tests.browser.conftest import without_worker
from tests.browser.player import Player
from tests.browser.record import eventually, kinds
from tests.browser.server import Server, serving
from tests.browser.states import rate
from tests.browser.watch import Watch
from unkink import shapes

REFUSED = "409 (Conflict)"
FAILED = "503 (Service Unavailable)"


@pytest.fixture
def server(data_dir: Path) -> Iterator[Server]:
    """Of a person of their own, with quick settings."""
    with serving(data_dir) as server:
        yield server


def steps(page: Page) -> list[str]:
    """The movements of the session that is shown."""
    return page.get_by_role("main").locator("ol").get_by_role("heading").all_inner_texts()


def names(session: shapes.PlannedSessionShape) -> list[str]:
    """The movements of a session."""
    return [step["name"] for step in session["steps"]]


def hero(page: Page) -> Locator:
    """What the day is about."""
    return page.get_by_role("heading", level=1)


def button(page: Page, name: str) -> Locator:
    """A button by its whole name."""
    return page.get_by_role("button", name=name, exact=True)


def start(page: Page) -> Locator:
    """The way into the session of the day."""
    return page.get_by_role("link", name="Start", exact=True)


# Without a plan


def test_who_is_new_is_led_to_a_plan_and_may_still_begin_at_once(page: Page) -> None:
    """The first minute: one large button, and no door shut beside it."""
    page.goto("/")
    expect(hero(page)).to_contain_text("A plan made for your back")
    expect(start(page)).to_be_visible()
    expect(page.get_by_role("heading", name="All programmes")).to_be_visible()
    page.get_by_role("link", name="Make my plan").click()
    expect(page).to_have_url(re.compile("/start"))


def test_without_a_plan_there_is_no_empty_week(page: Page) -> None:
    """Who opens Plan too early learns how to get one."""
    page.goto("/plan")
    expect(page.get_by_text("There is no plan yet.")).to_be_visible()
    expect(page.get_by_role("link", name="Make my plan")).to_have_attribute("href", "/start")


@without_worker
def test_a_journal_that_cannot_be_read_does_not_take_the_programmes_away(page: Page, watch: Watch) -> None:
    """A broken file of one's own must not stop anybody from stretching."""
    watch.brings_about(FAILED)
    watch.brings_about("the server failed: 503")
    body = {"error": "The journal cannot be read.", "way_out": "Restore a backup.", "nearest": []}
    page.route(re.compile("/api/(today|sessions|resumable)"), lambda route: route.fulfill(status=503, json=body))
    page.goto("/")
    expect(hero(page)).to_have_text("Where does it hurt?")
    expect(start(page)).to_be_visible()


# The session of the day


def test_from_the_day_to_a_finished_session_and_back(player: Player, server: Server) -> None:
    """Open, Start, be led to the end, and read that it is done and what comes next."""
    planned.plan(server)
    wanted = planned.session(server)
    page = player.page
    page.goto("/")
    expect(hero(page)).to_contain_text(wanted["name"])
    expect(page.get_by_text("lower back").first).to_be_visible()
    assert steps(page) == names(wanted)
    start(page).click()
    player.press("Start")
    expect(player.count).to_be_visible()
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible(timeout=90_000)
    rate(player, 2)
    player.press("Done")
    expect(page).to_have_url(re.compile(r"/$"))
    expect(hero(page)).to_contain_text("Done for today")
    expect(page.get_by_text(re.compile("^Your session . tomorrow"))).to_be_visible()
    expect(start(page)).to_have_count(0)
    (done,) = server.sessions()
    assert (done["routine"], done["state"]) == (wanted["routine"], "finished")


def test_shorter_gentler_and_back_to_what_was_planned(page: Page, server: Server) -> None:
    """Little time or a stiff day: the session follows at once, for this day alone."""
    planned.plan(server)
    whole = planned.session(server)
    page.goto("/")
    button(page, "Shorter").click()
    expect(page.get_by_text("Shorter for today")).to_be_visible()
    short = planned.session(server)
    assert short["duration_ms"] < whole["duration_ms"] - 2 * 60_000
    assert steps(page) == names(short)
    expect(start(page)).to_have_attribute("href", f"/play/{short['routine']}")
    button(page, "Gentler").click()
    expect(page.get_by_text("Only gentle movements")).to_be_visible()
    button(page, "As planned").click()
    expect(page.get_by_text("within your 10 minutes")).to_be_visible()
    expect(button(page, "As planned")).to_have_count(0)
    expect(button(page, "Shorter")).to_be_focused()
    assert planned.session(server) == whole
    assert steps(page) == names(whole)


@without_worker
def test_what_cannot_be_done_is_said_with_the_way_out(page: Page, server: Server, watch: Watch) -> None:
    """A press that does nothing, without a word, would be pressed again and again."""
    watch.brings_about(REFUSED)
    planned.plan(server)
    body = {"error": "No gentler session is possible.", "way_out": "Take the one that is planned.", "nearest": []}
    page.route("**/gentler", lambda route: route.fulfill(status=409, json=body))
    page.goto("/")
    button(page, "Gentler").click()
    expect(page.get_by_role("alert")).to_have_text("No gentler session is possible. Take the one that is planned.")
    expect(hero(page)).to_contain_text(planned.session(server)["name"])


def test_each_movement_tells_why_it_is_there(page: Page, server: Server) -> None:
    """A plan that does not say why is one more thing to believe."""
    planned.plan(server)
    session = planned.session(server)
    page.goto("/")
    for step, reason in zip(session["steps"], session["reasons"], strict=True):
        why = page.get_by_role("group").filter(has_text=f"Why this: {step['name']}")
        why.locator("summary").click()
        expect(why.get_by_text(reason["text"], exact=True)).to_be_visible()


def swap_of(page: Page, name: str) -> Locator:
    """The button that asks for something else in the place of that movement."""
    return page.get_by_role("button", name=re.compile(rf"^Swap\s*: {re.escape(name)}$"))


def swapping(page: Page, name: str) -> list[str]:
    """Ask for something else in the place of that movement; what is offered."""
    swap_of(page, name).click()
    dialog = page.get_by_role("dialog", name=f"Instead of {name}")
    expect(dialog.get_by_role("radio").first).to_be_focused()
    return dialog.locator("strong").all_inner_texts()


def test_a_movement_is_swapped_for_another(page: Page, server: Server) -> None:
    """What somebody cannot or will not do goes, and the rest stays."""
    planned.plan(server)
    before = names(planned.session(server))
    gone = before[2]
    page.goto("/")
    offered = swapping(page, gone)
    assert not set(offered) & set(before)
    page.get_by_role("radio", name=offered[-1]).check(force=True)
    button(page, "Only swap").click()
    expect(page.get_by_text(f"{offered[-1]} has taken the place of {gone}.")).to_be_visible()
    after = names(planned.session(server))
    assert set(after) == {*before, offered[-1]} - {gone}
    assert steps(page) == after


def test_a_movement_can_go_for_good(page: Page, server: Server) -> None:
    """What is disliked leaves the whole week, and is kept among the wishes, where it can be taken back."""
    planned.plan(server)
    step = planned.session(server)["steps"][2]
    page.goto("/")
    swapping(page, step["name"])
    button(page, "Swap, and never again").click()
    expect(page.get_by_text(f"has taken the place of {step['name']}.")).to_be_visible()
    plan = server.read("/api/plan")
    assert isinstance(plan, dict)
    assert plan["person"]["disliked"] == [step["movement"]]
    assert step["name"] not in {name for session in plan["sessions"] for name in names(session)}


@without_worker
def test_where_nothing_can_take_a_place_it_says_so(page: Page, server: Server) -> None:
    """An empty list would look like a mistake."""
    planned.plan(server)
    step = planned.session(server)["steps"][0]
    page.route("**/swaps?*", lambda route: route.fulfill(json=[]))
    page.goto("/")
    swap_of(page, step["name"]).click()
    expect(page.get_by_role("dialog")).to_contain_text("Nothing else fits into this place.")
    button(page, "Leave it").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_leaving_a_swap_changes_nothing_and_returns_to_its_button(page: Page, server: Server) -> None:
    """Escape is a way out for whoever opened it by mistake."""
    planned.plan(server)
    before = planned.session(server)
    page.goto("/")
    swapping(page, before["steps"][0]["name"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(swap_of(page, before["steps"][0]["name"])).to_be_focused()
    assert planned.session(server) == before


def test_of_two_sessions_a_day_the_first_that_is_not_done_is_large(page: Page, server: Server) -> None:
    planned.plan(server, sessions_per_day=2)
    first, second = (turn["session"] for turn in planned.today(server)["turns"])
    page.goto("/")
    expect(hero(page)).to_contain_text("session 1 of 2")
    expect(page.get_by_role("link", name=re.compile(rf"^Start\s*: {second['name']}"))).to_be_visible()
    planned.did(server, first["routine"])
    page.reload()
    expect(hero(page)).to_contain_text("session 2 of 2")
    expect(page.get_by_role("listitem").filter(has_text=first["name"])).to_contain_text("Done")


# Good days and bad ones


def test_a_bad_day_is_gentle_until_tomorrow_and_can_be_taken_back(page: Page, server: Server) -> None:
    """On the worst days the least is asked, and one press is enough; on a better hour all is as it was."""
    planned.plan(server)
    whole = planned.session(server)
    page.goto("/")
    button(page, "Today is a bad day").click()
    expect(page.get_by_text("A gentle day")).to_contain_text("until tomorrow")
    assert planned.session(server)["duration_ms"] <= whole["duration_ms"] / 2
    expect(button(page, "Today is a bad day")).to_have_count(0)
    button(page, "It is better again").click()
    expect(page.get_by_text("A gentle day")).to_have_count(0)
    expect(button(page, "Today is a bad day")).to_be_visible()
    assert planned.session(server) == whole


def test_a_day_of_rest_says_so_and_what_comes_next(page: Page, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody wonders where the session is, and who insists gets the next one."""
    server.kill()
    monkeypatch.setenv("TZ", "Etc/GMT+12")
    server.start()
    planned.plan(server, days_per_week=1)
    assert len(planned.today(server)["turns"]) == 1
    server.kill()
    monkeypatch.setenv("TZ", "Etc/GMT-14")  # a day later, all at once
    server.start()
    following = planned.today(server)["next"]
    assert following
    page.goto("/")
    expect(hero(page)).to_contain_text("A day of rest")
    expect(page.get_by_text(re.compile(rf"^{following['session']['name']} on "))).to_be_visible()
    expect(start(page)).to_have_count(0)
    page.get_by_role("link", name="I'd like to do one anyway").click()
    expect(hero(page)).to_contain_text(following["session"]["name"])


def morning(page: Page) -> Locator:
    """The question of the morning."""
    return page.get_by_role("group", name=re.compile("^How is it this morning"))


def test_the_next_morning_is_asked_for_once_and_kept(player: Player, server: Server) -> None:
    """How it was the morning after decides whether a session was too much."""
    planned.plan(server)
    done = planned.did(server, planned.session(server)["routine"], ago_ms=planned.A_DAY_AGO_MS)
    page = player.page
    page.goto("/")
    expect(morning(page)).to_be_visible()
    rate(player, 1)
    page.get_by_role("checkbox", name="Neck").check(force=True)
    button(page, "Save").click()
    expect(morning(page)).to_have_count(0)
    (told,) = (event for event in server.events(done) if event["kind"] == "pain-next-day")
    assert told["pain"] == [{"nrs": 1, "region": "neck"}]
    assert planned.today(server)["morning"] is None


def test_the_question_of_the_morning_can_wait(page: Page, server: Server) -> None:
    """Who does not want to say is not asked again at each look."""
    planned.plan(server)
    planned.did(server, planned.session(server)["routine"], ago_ms=planned.A_DAY_AGO_MS)
    page.goto("/")
    button(page, "Not now").click()
    expect(morning(page)).to_have_count(0)
    page.reload()
    expect(hero(page)).to_contain_text("Your session")
    expect(morning(page)).to_have_count(0)


@without_worker
def test_the_morning_is_not_lost_while_the_server_is_away(player: Player, server: Server, watch: Watch) -> None:
    """What was told waits in the browser."""
    watch.brings_about("net::ERR_FAILED")
    planned.plan(server)
    done = planned.did(server, planned.session(server)["routine"], ago_ms=planned.A_DAY_AGO_MS)
    page = player.page
    page.goto("/")
    page.route("**/api/events", lambda route: route.abort())
    rate(player, 3)
    button(page, "Save").click()
    expect(page.get_by_text("saved as soon as Unkink answers")).to_be_visible()
    page.unroute("**/api/events")
    assert eventually(lambda: kinds(server.events(done))[-1] == "pain-next-day")


def test_sharp_pain_asks_first_and_then_tells_what_changed(page: Page, server: Server) -> None:
    """After sharp pain no session is offered before the questions; then the movement is out, and can come back."""
    planned.plan(server)
    session = planned.session(server)
    step = session["steps"][2]
    planned.did(server, session["routine"], sharp=step["movement"])
    page.goto("/")
    expect(hero(page)).to_contain_text("A few questions first")
    expect(page.get_by_text(re.compile("^Something hurt sharply"))).to_be_visible()
    expect(start(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Answer the questions")).to_have_attribute("href", "/safety")

    planned.answer(server)
    page.reload()
    why = f"{step['name']} is left out. You felt sharp pain in it."
    expect(page.get_by_role("paragraph").filter(has_text=why)).to_be_visible()
    assert step["name"] not in steps(page)
    button(page, f"Bring back {step['name']}").click()
    expect(page.get_by_text("It is back in your plan where it fits.")).to_be_visible()
    expect(button(page, f"Bring back {step['name']}")).to_have_count(0)


def test_a_change_can_be_undone(page: Page, server: Server) -> None:
    """The plan is the person's: what it changed by itself goes back by one press."""
    planned.plan(server)
    session = planned.session(server)
    planned.did(server, session["routine"], sharp=session["steps"][2]["movement"])
    planned.answer(server)
    page.goto("/")
    changes = page.get_by_role("listitem").filter(has_text="is left out.")
    changes.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_text("It is as it was before.").or_(hero(page))).to_be_visible()
    expect(changes).to_have_count(0)
    assert planned.today(server)["changes"] == []


# Where stretching must wait


def test_an_emergency_is_all_there_is(page: Page, server: Server) -> None:
    """No plan, no session and no menu beside what must be done now."""
    planned.plan(server)
    planned.answer(server, nerves=["bladder"])
    page.goto("/")
    expect(hero(page)).to_contain_text("emergency")
    expect(page.get_by_role("link")).to_have_count(0)
    expect(start(page)).to_have_count(0)


def test_who_should_see_someone_first_gets_no_session(page: Page, server: Server) -> None:
    """What to do, something to read, and nothing to start."""
    planned.plan(server)
    planned.answer(server, pain=["further"])
    page.goto("/")
    expect(hero(page)).to_contain_text("Let someone look at it first")
    expect(page.get_by_role("link", name="When to see a professional")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^How to breathe"))).to_be_visible()
    expect(start(page)).to_have_count(0)


def test_a_question_left_open_is_not_taken_for_a_finding(page: Page, server: Server) -> None:
    """Who closed the page halfway is not told to see a doctor."""
    planned.plan(server)
    planned.answer(server, pain=["rest"])
    page.goto("/")
    expect(hero(page)).to_contain_text("Some questions are still open")
    expect(page.get_by_role("link", name="Answer the rest")).to_have_attribute("href", "/safety")


# The week


def test_the_week_shows_what_comes_when_why_and_what_is_not_in_it(page: Page, server: Server) -> None:
    """Seven days with today marked; each session opens; what is left out is counted, and folded until asked for."""
    plan = planned.plan(server, days_per_week=4)
    first = plan["sessions"][0]
    page.goto("/plan")
    week = page.get_by_role("list", name="The seven days").get_by_role("listitem")
    expect(week).to_have_count(7)
    expect(week.filter(has_text="Rest")).to_have_count(3)
    expect(week.first).to_contain_text("Today")

    week.first.get_by_role("button").first.click()
    opened = page.locator(f"#{first['routine']}")
    expect(opened.locator("> summary")).to_be_focused()
    expect(opened.get_by_role("heading", name=first["steps"][-1]["name"])).to_be_visible()
    expect(opened.get_by_text("How sure is it?")).to_be_visible()
    expect(opened.get_by_text(re.compile("points"))).to_be_visible()

    for note in plan["notes"]:
        expect(page.get_by_text(note)).to_be_visible()
    out = plan["left_out"][0]
    folded = page.get_by_role("link", name=out["name"], exact=True)
    expect(folded).to_be_hidden()
    for group in page.locator("section > details > summary").all():
        group.click()
    expect(folded).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/plan"])
def test_what_to_read_belongs_to_what_the_person_told(page: Page, server: Server, path: str) -> None:
    """Who sits long is led to how to sit; who wants to unwind, to how to breathe."""
    planned.plan(server, causes=["sitting"], goal="stress")
    page.goto(path)
    read = page.get_by_role("main").get_by_role("list")
    expect(read.get_by_role("link", name="Sitting", exact=True)).to_be_visible()
    read.get_by_role("link", name="How to breathe", exact=True).click()
    expect(page).to_have_url(re.compile("/learn/how-to-breathe"))


def test_a_movement_that_names_the_breath_leads_to_how_to_breathe(page: Page) -> None:
    page.goto("/movements/cat-cow")
    page.get_by_role("link", name="How to breathe, told in full").click()
    expect(hero(page)).to_have_text("How to breathe")


# Breaks

MONDAY = "2026-11-23T"


def at_the_desk(page: Page, time: str) -> None:
    """Open Breaks at that time of day; it stands still."""
    page.clock.set_fixed_time(f"{MONDAY}{time}")
    page.goto("/breaks")
    expect(page.get_by_role("heading", name="The day", exact=True)).to_be_visible()


def test_a_working_day_has_its_breaks_and_the_next_one_stands_out(page: Page, server: Server) -> None:
    """Times, movements, and a count-down; what was set is there again the next day."""
    planned.plan(server)
    at_the_desk(page, "10:36:20")
    times = page.locator("time")
    expect(times).to_have_text([f"{hour}:00" for hour in range(10, 17)])
    expect(page.get_by_role("heading", name="Next break, at 11:00")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_text("23:40")
    rows = page.get_by_role("listitem").filter(has=page.locator("time"))
    expect(rows.filter(has=page.get_by_role("link"))).to_have_count(7)
    page.get_by_role("radio", name="30").check(force=True)
    page.get_by_label("To", exact=True).fill("12:00")
    expect(times).to_have_text(["09:30", "10:00", "10:30", "11:00", "11:30"])
    page.reload()
    expect(times).to_have_count(5)
    expect(rows.filter(has=page.get_by_role("link"))).to_have_count(5)


def test_when_it_is_time_the_page_says_so_and_shows_a_notification_only_if_allowed(page: Page, server: Server) -> None:
    """Somebody deep in work is reminded once, and the day's end is told."""
    planned.plan(server)
    page.context.grant_permissions(["notifications"])
    page.add_init_script("""
        globalThis.shown = [];
        globalThis.Notification = class { static permission = "granted"; constructor(title) { shown.push(title); } };
    """)
    at_the_desk(page, "10:59:30")
    assert page.evaluate("shown") == []
    page.clock.set_fixed_time(f"{MONDAY}11:00:01")
    expect(page.get_by_role("heading", name="Time for a break")).to_be_visible()
    assert page.evaluate("shown") == ["Time for a break"]
    button(page, "Not this one").click()
    expect(page.get_by_role("heading", name="Next break, at 12:00")).to_be_visible()
    page.clock.set_fixed_time(f"{MONDAY}16:30:00")
    expect(page.get_by_role("heading", name="No more breaks today")).to_be_visible()
    assert page.evaluate("shown") == ["Time for a break"]


def test_a_break_is_played_and_leads_back_to_the_page_that_reminds(player: Player, server: Server) -> None:
    """A break that ended on another page would have been the last one."""
    planned.plan(server)
    page = player.page
    page.add_init_script('localStorage.setItem("unkink.breaks", \'{"from":"00:00","to":"23:59","every":90}\')')
    page.goto("/breaks")
    page.get_by_role("link", name=re.compile("^Start the break of")).first.click()
    player.press("Start")
    expect(player.count).to_be_visible()
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_visible(timeout=60_000)
    player.press("Done")
    expect(page).to_have_url(re.compile("/breaks$"))


def test_who_is_not_cleared_is_told_why_there_are_no_breaks(page: Page, watch: Watch) -> None:
    watch.brings_about(REFUSED)
    page.goto("/breaks")
    expect(page.get_by_role("link", name="To the safety questions")).to_be_visible()
