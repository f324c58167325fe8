"""axe-core: what a machine can find of what shuts people out."""

from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

SCRIPT = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

# Only what went wrong comes back, as one line for each place.
RUN = """
async (rules) => {
  const options = { resultTypes: ["violations"] };
  if (rules.length > 0) options.runOnly = { type: "rule", values: rules };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
      return `${id} (${help}) at ${target.join(" ")}: ${why}`;
    }));
}
"""

# What a change of colours alone can bring about.
OF_COLOUR = ("color-contrast", "link-in-text-block")


@cache
def source() -> str:
    """The source of axe; run by the debugger's protocol, so the page's own policy stays as it is."""
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page, asked: Literal["everything", "colours"] = "everything") -> list[str]:
    """What axe finds on the page as it is now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(source())
    rules = OF_COLOUR if asked == "colours" else ()
    found: list[str] = page.evaluate(RUN, list(rules))
    return found
