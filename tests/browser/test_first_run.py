"""From nothing to the first stretch: safety questions, where it hurts, how long; and all that may stand in the way."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from tests.browser import first_run
from tests.browser.conftest import Visit
from tests.browser.first_run import FirstRun, answer
from tests.browser.keyboard import enter, tab_to
from tests.browser.player import Player
from tests.browser.server import Server, serving
from tests.browser.watch import Watch
from unkink import shapes, wire
from unkink.ids import uuid7
from unkink.model.session import Event, EventKind, Hurt

# Finding and pressing a button takes a second or two.
PRESS_S = 1.5
WITHIN_S = 120
MOST_WORDS = 500


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Of a person who has just come, one for each test."""
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def first(page: Page) -> FirstRun:
    return FirstRun(page)


def screening(server: Server) -> shapes.ScreeningShape:
    return cast("shapes.ScreeningShape", server.read("/api/screening"))


def plan(server: Server) -> shapes.KeptPlanShape:
    return cast("shapes.KeptPlanShape", server.read("/api/plan"))


def test_from_nothing_to_a_playing_session_in_under_two_minutes(visit: Visit, server: Server) -> None:
    """Who is in pain does not fill in forms: sixteen presses, and what the machine needs between them."""
    page = visit((390, 844), touch=True).new_page()
    first = FirstRun(page)
    began = time.monotonic()
    first.begin()
    first.clear()
    first.expect_asked("Where does it hurt")
    first.tap("lower-back")
    first.press("Next")
    first.expect_asked("How long")
    first.press("Make my plan")
    first.start.click()
    Player(page).press("Start")
    expect(Player(page).count).to_be_visible()
    machine = time.monotonic() - began
    presses = first.presses + 2
    assert presses <= 16
    assert machine + presses * PRESS_S < WITHIN_S
    [session] = server.sessions()
    assert session["routine"] == plan(server)["sessions"][0]["routine"]
    assert plan(server)["person"]["pain"] == {"lower-back": 5}
    assert first.kept() is None


def test_the_questions_do_not_grow(first: FirstRun) -> None:
    """Word for word, at 238 words a minute (Brysbaert 2019), they are two minutes already; longer ones go unread."""
    words = 0
    first.begin()
    for question in first_run.QUESTIONS:
        first.expect_asked(question)
        words += len(first.page.get_by_role("main").locator("section.stack").inner_text().split())
        first.press("None of these")
    expect(first.asked("Where does it hurt")).to_be_visible()
    assert words <= MOST_WORDS


def test_by_keyboard_alone(page: Page, server: Server) -> None:
    """Nothing needs a mouse or a finger: from the first question to a session that is done, and back to Today."""
    first, player = FirstRun(page), Player(page)
    page.goto("/start")
    enter(page, page.get_by_role("button", name="Begin", exact=True))
    for question in first_run.QUESTIONS:
        first.expect_asked(question)
        enter(page, page.get_by_role("button", name="None of these"))
    first.expect_asked("Where does it hurt")
    tab_to(page, page.get_by_role("checkbox", name="Neck"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("slider", name="How much: neck")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(first.body("neck")).to_contain_text("7")
    enter(page, page.get_by_role("button", name="Next", exact=True))
    first.expect_asked("How long")
    tab_to(page, page.get_by_role("radio", name="10 minutes", exact=True))
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="5 minutes", exact=True)).to_be_checked()
    enter(page, page.get_by_role("button", name="Make my plan"))
    first.expect_asked("Your plan is ready")
    enter(page, first.start)

    tab_to(page, page.get_by_role("radio", name="0, no pain"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    enter(page, player.button("Start"))
    expect(player.count).to_be_visible()
    page.keyboard.press("Space")
    expect(player.button("Go on")).to_be_visible()
    page.keyboard.press("Space")
    expect(player.button("Pause")).to_be_visible()
    player.time.run()
    expect(player.says("That is the whole routine")).to_be_focused(timeout=90_000)
    tab_to(page, page.get_by_role("radio", name="0, no pain"))
    page.keyboard.press("Space")
    enter(page, player.button("Done"))
    expect(player.name).to_contain_text("Done for today")
    person = plan(server)["person"]
    assert (person["pain"], person["minutes"]) == ({"neck": 7}, 5)
    (done,) = server.sessions()
    assert (done["state"], [one["nrs"] for one in done["pain_before"]]) == ("finished", [1])
    assert [one["nrs"] for one in done["pain_after"]] == [0]


@pytest.mark.parametrize(
    ("question", "sign", "do"),
    [
        (first_run.NERVES, "Both legs weak", "Go to an emergency department now."),
        (first_run.DANGER, "Chest pain or tightness, short breath, cold sweat", "Call an ambulance now"),
    ],
)
def test_an_emergency_is_shown_at_once_and_alone(
    first: FirstRun, server: Server, question: str, sign: str, do: str
) -> None:
    """Not one more question, and nothing beside what to do now: no menu, no footer, no name."""
    page = first.page
    first.begin()
    if question == first_run.DANGER:
        first.none(first_run.NERVES)
    first.pick(question, sign)
    first.expect_asked(do)
    assert screening(server)["outcome"] == "emergency"
    for path in ("/start", "/safety"):
        page.goto(path)
        expect(first.asked(do)).to_be_visible()
        found = {each["do"] for each in screening(server)["findings"] if each["outcome"] == "emergency"}
        shown = page.locator("body").inner_text().split("\n")
        assert {line for line in shown if line.strip()} == {*found, "I answered wrongly: answer again"}
        assert page.get_by_role("link").count() == 0


def test_a_slip_of_the_finger_locks_nobody_out(first: FirstRun, server: Server) -> None:
    """What was picked is still there to be seen, and to be put right."""
    page = first.page
    first.begin()
    first.pick(first_run.NERVES, "Both legs weak")
    first.press("I answered wrongly: answer again")
    first.expect_asked(first_run.NERVES)
    wrong = page.get_by_role("checkbox", name="Both legs weak")
    expect(wrong).to_be_checked()
    wrong.uncheck()
    first.press("None of these")
    first.clear(*first_run.QUESTIONS[1:])
    first.expect_asked("Where does it hurt")
    assert screening(server)["outcome"] == "go"


def test_back_from_there_is_the_emergency_again(first: FirstRun) -> None:
    """Going back answers nothing."""
    first.begin()
    first.pick(first_run.NERVES, "Both legs weak")
    first.press("I answered wrongly: answer again")
    first.expect_asked(first_run.NERVES)
    first.page.go_back()
    expect(first.asked("Go to an emergency department")).to_be_visible()


def test_who_should_see_somebody_first_is_told_what_to_do_and_gets_no_plan(
    first: FirstRun, server: Server, watch: Watch
) -> None:
    """And when somebody has looked, the same answers but one open the way."""
    first.begin()
    first.clear(first_run.NERVES, first_run.DANGER)
    first.pick(first_run.PAIN, "No better after a month")
    first.clear(first_run.HEALTH, first_run.CARE)
    first.expect_asked(first_run.SEEN)
    first.press("No, or not for all of it")
    first.clear(first_run.DIRECTIONS, first_run.JOINTS, first_run.PLACES)
    first.expect_asked("Ask somebody first")
    for finding in screening(server)["findings"]:
        expect(first.page.get_by_text(finding["do"])).to_be_visible()
    first.page.goto("/start?at=minutes")
    expect(first.asked("Ask somebody first")).to_be_visible()

    first.press("Change my answers")
    first.clear(first_run.NERVES, first_run.DANGER)
    first.expect_asked(first_run.PAIN)
    expect(first.page.get_by_role("checkbox", name="No better after a month")).to_be_checked()
    first.press("Next")
    first.clear(first_run.HEALTH, first_run.CARE)
    first.expect_asked(first_run.SEEN)
    first.press("Yes, for all of it")
    first.clear(first_run.DIRECTIONS, first_run.JOINTS, first_run.PLACES)
    first.expect_asked("Where does it hurt")


def test_a_question_is_asked_only_after_answers_that_need_it_and_back_takes_it_away(first: FirstRun) -> None:
    """Nobody is asked about a doctor's word who said nothing that needs one."""
    first.begin()
    first.clear(first_run.NERVES, first_run.DANGER, first_run.PAIN, first_run.HEALTH)
    first.pick(first_run.CARE, "Pregnant")
    first.expect_asked(first_run.SEEN)
    first.press("Back")
    first.expect_asked(first_run.CARE)
    first.page.get_by_role("checkbox", name="Pregnant").uncheck()
    first.press("None of these")
    first.expect_asked(first_run.DIRECTIONS)


def test_limits_are_named_in_a_line_and_stop_nobody(first: FirstRun) -> None:
    first.to_where(joints=["knee"], places=["kneel"])
    expect(first.page.get_by_text("Your plan minds what you answered: “Knee” and “Kneeling")).to_be_visible()


def test_a_reload_in_the_middle_loses_nothing(first: FirstRun, server: Server) -> None:
    """The phone rang, the tab was put to sleep: it goes on at the same question, with all that was said."""
    page = first.page
    first.begin()
    first.clear(first_run.NERVES, first_run.DANGER)
    first.pick(first_run.PAIN, "No better after a month")
    first.expect_asked(first_run.HEALTH)
    page.reload()
    expect(first.asked(first_run.HEALTH)).to_be_visible()
    first.press("Back")
    expect(page.get_by_role("checkbox", name="No better after a month")).to_be_checked()
    first.expect_asked(first_run.PAIN)
    page.get_by_role("checkbox", name="No better after a month").uncheck()
    first.press("None of these")
    first.clear(*first_run.QUESTIONS[3:])
    first.expect_asked("Where does it hurt")
    first.tap("lower-back")
    page.get_by_role("slider", name="How much: lower back").press("End")
    page.reload()
    expect(first.body("lower-back")).to_contain_text("10")
    first.press("Next")
    expect(first.asked("How long")).to_be_visible()
    page.get_by_text("20", exact=True).click()
    page.reload()
    expect(page.get_by_role("radio", name="20 minutes")).to_be_checked()
    first.press("Make my plan")
    expect(first.start).to_be_visible()
    person = plan(server)["person"]
    assert (person["pain"], person["minutes"]) == ({"lower-back": 10}, 20)
    assert first.kept() is None
    page.reload()
    expect(first.start).to_be_visible()


def test_the_body_and_the_list_say_the_same(first: FirstRun) -> None:
    """A place that is tapped is ticked and rated in the list, and the number is written on the body."""
    page = first.page
    first.to_where()
    neck = page.get_by_role("checkbox", name="Neck")
    first.tap("neck")
    expect(neck).to_be_checked()
    expect(first.body("neck")).to_contain_text("5")
    page.get_by_role("slider", name="How much: neck").press("Home")
    expect(first.body("neck")).to_contain_text("0")
    first.tap("neck")
    expect(neck).not_to_be_checked()
    page.get_by_role("checkbox", name="Glutes").check()
    expect(first.body("glutes").first).to_contain_text("5")


def test_a_place_is_needed_and_that_is_said(first: FirstRun) -> None:
    first.to_where()
    first.page.get_by_role("button", name="Next", exact=True).press("Enter")
    expect(first.page.get_by_role("alert").filter(has_text="at least one place")).to_be_visible()


def test_what_cannot_be_had_together_is_told_with_the_way_back(first: FirstRun, server: Server, watch: Watch) -> None:
    """No dead end: which wishes conflict, what would mend it, and the step where that is changed."""
    watch.brings_about("409 (Conflict)")
    page = first.page
    first.to_minutes()
    page.get_by_text("More about you").click()
    for position in page.get_by_role("group", name="Positions you would rather avoid").get_by_role("checkbox").all():
        position.check(force=True)
    first.press("Make my plan")
    expect(first.asked("No plan yet")).to_be_visible()
    expect(page.get_by_role("alert")).not_to_be_empty()
    first.press("Change the time or the wishes")
    expect(first.asked("How long")).to_be_visible()
    page.get_by_text("More about you").click()
    for position in page.get_by_role("group", name="Positions you would rather avoid").get_by_role("checkbox").all():
        position.uncheck(force=True)
    first.press("Make my plan")
    expect(first.start).to_be_visible()
    assert plan(server)["person"]["positions"] == []


def test_wishes_are_changed_and_the_plan_follows(first: FirstRun, server: Server) -> None:
    """What was told once is not told for ever."""
    page = first.page
    first.to_plan()
    page.goto("/wishes")
    expect(page.get_by_role("checkbox", name="Lower back")).to_be_checked()
    page.get_by_text("20", exact=True).click()
    page.get_by_role("group", name="Sessions a day").get_by_text("2", exact=True).click()
    page.get_by_text("Let me say").click()
    page.get_by_role("checkbox", name="Foam roller").uncheck(force=True)
    gone = plan(server)["sessions"][0]["steps"][0]
    page.get_by_role("searchbox", name="Find a movement by name").fill(gone["name"])
    page.get_by_role("button", name=f"Leave it out {gone['name']}", exact=True).click()
    page.get_by_role("button", name="Save, and plan anew").click()
    expect(page).to_have_url(re.compile(r"/plan$"))
    new = plan(server)
    assert new["person"]["minutes"] == 20
    assert new["person"]["sessions_per_day"] == 2
    assert "foam-roller" not in (new["person"]["props"] or ["foam-roller"])
    assert new["person"]["disliked"] == [gone["movement"]]
    assert all(step["movement"] != gone["movement"] for session in new["sessions"] for step in session["steps"])


def test_before_a_start_it_is_said_that_nobody_checked(first: FirstRun) -> None:
    """A ready-made routine may be done on one's own judgement, knowing that; the questions lead back to it."""
    page = first.page
    page.goto("/play/cat-cow")
    expect(page.get_by_role("heading", name="Nobody has checked")).to_be_visible()
    expect(Player(page).button("Start")).to_be_visible()
    page.get_by_role("link", name="Answer the questions first").click()
    first.press("Answer the 8 questions")
    first.clear()
    page.get_by_role("link", name="Back to where you were").click()
    expect(Player(page).button("Start")).to_be_visible()
    expect(page.get_by_role("heading", name="Nobody has checked")).to_be_hidden()


def test_before_a_start_it_is_said_what_is_not_for_this_person(first: FirstRun) -> None:
    answer(first.page, places=["kneel"])
    first.page.goto("/play/cat-cow")
    expect(first.page.get_by_role("heading", name="Not for you")).to_be_visible()
    expect(first.page.get_by_role("listitem").filter(has_text="Cat-cow")).to_be_visible()
    expect(Player(first.page).button("Start")).to_be_visible()


@pytest.mark.parametrize("answers", [{"nerves": ["bladder"]}, {"pain": ["weaker"]}])
def test_nobody_starts_who_should_see_somebody_first(first: FirstRun, answers: dict[str, list[str]]) -> None:
    page = first.page
    answer(page, **answers)
    page.goto("/play/cat-cow")
    expect(page.get_by_role("heading", name="Not now")).to_be_visible()
    expect(Player(page).button("Start")).to_have_count(0)
    page.get_by_role("link", name="See what to do").click()
    expect(page).to_have_url(re.compile(r"/safety"))
    expect(
        page.get_by_text(re.compile("^(Go to an emergency department now|See a doctor today)")).first
    ).to_be_visible()


def test_after_sharp_pain_the_questions_are_asked_again_and_it_is_said_why(first: FirstRun, server: Server) -> None:
    answer(first.page)
    now, session = round(time.time() * 1_000), uuid7()
    events = [
        Event(uuid7(), session, EventKind.STARTED, now, 0, routine="cat-cow"),
        Event(uuid7(), session, EventKind.HURT, now + 1, 1_000, movement="cat-cow", hurt=Hurt.SHARP),
    ]
    server.record([wire.event(event) for event in events])
    first.page.goto("/safety")
    expect(first.page.get_by_text("Something hurt sharply")).to_be_visible()
    first.press("Answer the 8 questions")
    first.clear()
    expect(first.page.get_by_text("Nothing you said speaks against stretching")).to_be_visible()
