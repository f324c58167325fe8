"""The first run, as a person goes through it."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

# Questions by the beginning of what they ask, in order.
NERVES, DANGER, PAIN, HEALTH = "New or getting worse", "Right now", "About your pain", "About you"
CARE, SEEN, DIRECTIONS, JOINTS = "And any of these", "Has a doctor", "Which of these fit", "What else hurts"
PLACES = "What is hard"
QUESTIONS = (NERVES, DANGER, PAIN, HEALTH, CARE, DIRECTIONS, JOINTS, PLACES)
IDS = ("nerves", "danger", "pain", "health", "care", "directions", "joints", "places")
CLEAR: Mapping[str, list[str]] = {question: ["none"] for question in IDS}
# As long as a question that has just come up does not take an answer.
SETTLED_MS = 400


class FirstRun:
    """One page with the first run on it. Presses are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def asked(self, question: str) -> Locator:
        """The heading of a question, or of a step."""
        return self.page.get_by_role("heading", level=1, name=re.compile(rf"(^|\. ){re.escape(question)}"))

    def expect_asked(self, question: str) -> None:
        """It is shown, and its heading has the focus, so that it is read out."""
        expect(self.asked(question)).to_be_focused()
        self.page.wait_for_timeout(SETTLED_MS)

    def press(self, name: str) -> None:
        """Press a button by its whole name."""
        self.presses += 1
        self.page.get_by_role("button", name=name, exact=True).click()

    def begin(self) -> None:
        """From nothing to the first question."""
        self.page.goto("/start")
        self.press("Begin")

    def none(self, question: str) -> None:
        """None of these."""
        self.expect_asked(question)
        self.presses += 1
        self.page.get_by_role("button", name=re.compile("^None of these")).click()

    def pick(self, question: str, *names: str) -> None:
        """Tick these, and go on."""
        self.expect_asked(question)
        for name in names:
            self.presses += 1
            self.page.get_by_role("checkbox", name=name, exact=True).check()
        self.press("Next")

    def clear(self, *questions: str) -> None:
        """None of these, for each of those questions; for all, if none is named."""
        for question in questions or QUESTIONS:
            self.none(question)

    def tap(self, region: str) -> None:
        """Point at a region of the back."""
        self.presses += 1
        self.body(region).locator("path").first.click()

    def body(self, region: str) -> Locator:
        """A region as it is drawn on the back."""
        return self.page.locator("figure").first.locator(f"[data-region={region}]")

    def to_where(self, **answers: list[str]) -> None:
        """The questions are answered already; where it hurts comes next."""
        answer(self.page, **answers)
        self.page.goto("/start")
        expect(self.asked("Where does it hurt")).to_be_visible()

    def to_minutes(self) -> None:
        """The lower back hurts; how long there is comes next."""
        self.to_where()
        self.tap("lower-back")
        self.press("Next")
        expect(self.asked("How long")).to_be_visible()

    def to_plan(self) -> None:
        """The plan is made."""
        self.to_minutes()
        self.press("Make my plan")
        expect(self.start).to_be_visible()

    @property
    def start(self) -> Locator:
        """The large Start of the plan's first session."""
        return self.page.get_by_role("main").get_by_role("link", name="Start", exact=True)

    def kept(self) -> str | None:
        """What the tab keeps of the first run."""
        draft: str | None = self.page.evaluate("sessionStorage.getItem('unkink.first-run')")
        return draft


def answer(page: Page, **answers: list[str]) -> None:
    """Keep these answers to the safety questions, and none of these for all others."""
    kept = page.request.put("/api/screening", data={"answers": {**CLEAR, **answers}})
    assert kept.ok, kept.text()
