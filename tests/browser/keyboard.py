"""A person at the keyboard: where Tab leads, and whether the place is seen."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80

# What has the focus: its name, whether it is marked, and whether a point of it is covered by nothing. A control that is
# drawn by its label is the label; a link that covers its card is marked around the card.
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const drawn = one.matches(".hidden-text") ? one.labels?.[0] ?? one : one;
  const marks = [drawn, one.closest("label"), one].filter(Boolean);
  const shown = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const marked = marks.some((each) => shown(getComputedStyle(each)) || shown(getComputedStyle(each, "::after")));
  const { left, right, top, bottom } = drawn.getBoundingClientRect();
  const between = (low, high, part) => low + (high - low) * part;
  const parts = [0.1, 0.5, 0.9];
  const free = parts.some((x) => parts.some((y) => {
    const there = document.elementFromPoint(between(left, right, x), between(top, bottom, y));
    return there !== null && (drawn.contains(there) || there.contains(drawn) && !there.matches("body, html, main"));
  }));
  const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText;
  return { name: `${one.localName} “${name.trim()}”`, marked, free, first: one === globalThis.firstFocused };
}"""
REMEMBER = "() => { globalThis.firstFocused ??= document.activeElement; }"


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until that has the focus."""
    expect(wanted).to_be_attached()
    handle = wanted.evaluate_handle("one => one")
    for _ in range(MOST_TABS):
        if page.evaluate("one => one === document.activeElement", handle):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


def enter(page: Page, wanted: Locator) -> None:
    """Go there by Tab, and press Enter."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")


def unseen(page: Page, key: str = "Tab", most: int = MOST_TABS) -> list[str]:
    """Places of the focus that nobody sees: without a mark, or covered. From where the focus is, once round at most."""
    found: list[str] = []
    page.evaluate("() => { globalThis.firstFocused = undefined; }")
    for _ in range(most):
        page.keyboard.press(key)
        place = page.evaluate(FOCUSED)
        if place is None or place["first"]:
            break
        page.evaluate(REMEMBER)
        if not place["marked"]:
            found.append(f"is not marked: {place['name']}")
        if not place["free"]:
            found.append(f"is covered: {place['name']}")
    return found
