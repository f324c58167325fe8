"""What is too small to hit, and what is cut off or lost: by the boxes in which the page is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

# WCAG 2.5.5, stricter than 2.5.8 asks for: a finger, a stick, a hand that trembles.
TARGET_PX = 44

# Whoever points at a label points at its control; a card's link may cover the whole card. Within a sentence a link is
# as high as its line (an exception of 2.5.8), and the drawn body has the list beside it that says and does the same.
SMALL = """(least) => {
  const boxOf = (one) => {
    const label = one.matches("input") && one.labels[0];
    if (label && (one.matches(".hidden-text") || label.contains(one))) return label.getBoundingClientRect();
    const over = getComputedStyle(one, "::after");
    const covers = over.content !== "none" && over.position === "absolute" && over.inset === "0px";
    return (covers ? one.offsetParent : one).getBoundingClientRect();
  };
  const inSentence = (one) => one.matches("a") && getComputedStyle(one).display === "inline" &&
    [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && /\\p{L}|,/u.test(node.data));
  return [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [role=slider], [role=button]")].flatMap((one) => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.matches(".skip") || inSentence(one)) return [];
      const { width, height } = boxOf(one);
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      const name = one.getAttribute("aria-label") ?? one.labels?.[0]?.innerText ?? one.innerText;
      return [`is ${Math.round(width)} × ${Math.round(height)} px: ${one.localName} “${name.trim()}”`];
    });
}"""

# Words out of the window, out of their own box, or cut by a box around them that does not scroll.
LOST = """() => {
  const wide = document.documentElement.clientWidth;
  const cuts = ({ overflowX, overflowY }) => [overflowX, overflowY].some((one) => one === "hidden" || one === "clip");
  const lost = [];
  for (const one of document.querySelectorAll("body *")) {
    const words = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    if (words.length === 0 || one.closest(".hidden-text, .skip, svg, option, script, noscript")) continue;
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (getComputedStyle(one).clipPath !== "none") continue;
    const boxes = words.flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
    if (boxes.length === 0) continue;
    const [left, top] = ["left", "top"].map((edge) => Math.min(...boxes.map((box) => box[edge])));
    const [right, bottom] = ["right", "bottom"].map((edge) => Math.max(...boxes.map((box) => box[edge])));
    const note = (how) => lost.push(`${how}: ${one.localName} “${one.textContent.trim().slice(0, 60)}”`);
    if (left < -1 || right > wide + 1) note("stands out of the window");
    for (let box = one; box && box !== document.body; box = box.parentElement) {
      if (!cuts(getComputedStyle(box))) continue;
      const edge = box.getBoundingClientRect();
      if (left < edge.left - 2 || right > edge.right + 2 || top < edge.top - 4 || bottom > edge.bottom + 4) {
        note("is cut off");
        break;
      }
    }
  }
  return lost;
}"""

# WCAG 1.4.12. A sheet made by script: the page's policy refuses a style element.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""


def small(page: Page) -> list[str]:
    """Controls that are too small to hit."""
    found: list[str] = page.evaluate(SMALL, TARGET_PX)
    return found


def sideways(page: Page) -> list[str]:
    """Whether the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls {wide} px sideways"] if wide > 0 else []


def lost(page: Page) -> list[str]:
    """Words that cannot be read where they are, and a page that is wider than its window."""
    found: list[str] = page.evaluate(LOST)
    return sideways(page) + found


@contextmanager
def large_text(page: Page) -> Iterator[None]:
    """Letters of twice the size, as the browser's settings make them: what is measured in letters follows."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield
    devtools.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    devtools.detach()


@contextmanager
def spaced_text(page: Page) -> Iterator[None]:
    """Lines, letters and words as far apart as a reader may set them."""
    page.evaluate(SPACED)
    yield
    page.evaluate("document.adoptedStyleSheets = []")
