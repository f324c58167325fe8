"""The player, as a person sees and works it."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.session_time import SessionTime

# Keeps each caption as it comes, for as long as the page lives.
KEEP_CAPTIONS = """
() => {
  globalThis.captions = [];
  const keep = () => {
    const text = document.querySelector(".caption")?.textContent.trim();
    if (text && text !== captions.at(-1)) captions.push(text);
  };
  new MutationObserver(keep).observe(document.body, { subtree: true, childList: true, characterData: true });
  keep();
}
"""


class Player:
    """One page with the player on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.time = SessionTime(page)

    # getting there

    def open(self, routine: str, *, standing: bool = True) -> None:
        """Go to a routine; its clock stands, so that only `time` moves the session on."""
        self.page.goto(f"/play/{routine}")
        expect(self.button("Start").or_(self.button("Start from the beginning"))).to_be_visible()
        if self.button("Start from the beginning").is_visible():
            self.button("Start from the beginning").click()
        expect(self.button("Start")).to_be_visible()
        if standing:
            self.time.stand()

    def start(self, routine: str, *, at: float = 0, standing: bool = True) -> None:
        """Go to a routine, start it, and let it run until `at` (seconds)."""
        self.open(routine, standing=standing)
        self.button("Start").click()
        expect(self.count).to_be_visible()
        if at:
            self.time.move(at)

    @property
    def session(self) -> str:
        """The id of the session, as the address tells it."""
        expect(self.page).to_have_url(re.compile(r"[?&]session="))
        return parse_qs(urlsplit(self.page.url).query)["session"][0]

    # what is there

    def button(self, name: str) -> Locator:
        """A button by its whole name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def says(self, text: str) -> Locator:
        """A heading that tells where one is."""
        return self.page.get_by_role("heading", level=1, name=text)

    @property
    def name(self) -> Locator:
        """The movement."""
        return self.page.get_by_role("heading", level=1)

    @property
    def count(self) -> Locator:
        """The large figure."""
        return self.page.get_by_role("timer")

    @property
    def caption(self) -> Locator:
        """The words that were said or shown last."""
        return self.page.locator(".caption")

    @property
    def next(self) -> Locator:
        """What comes next."""
        return self.page.locator("p").filter(has_text=re.compile(r"^\s*Next:"))

    def expect_seconds(self, seconds: int) -> None:
        """The count shows so many seconds left, and says so too."""
        expect(self.count).to_have_text(str(seconds))
        expect(self.count).to_have_accessible_name(re.compile(rf"^{seconds} second"))

    def seconds(self) -> int:
        """The seconds left that the count shows."""
        return int(self.count.inner_text())

    def expect_movement(self, number: int, of: int) -> None:
        """How far the routine is, in words."""
        expect(self.page.get_by_text(f"Movement {number} of {of}")).to_be_attached()

    def keep_captions(self) -> None:
        """From now on remember each caption, and let none go by unseen."""
        self.time.closely()
        self.page.evaluate(KEEP_CAPTIONS)

    def captions(self) -> list[str]:
        """The captions since then."""
        kept: list[str] = self.page.evaluate("() => captions")
        return kept

    # what one does

    def press(self, name: str) -> None:
        """Press a button by mouse."""
        self.button(name).click()

    def key(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
