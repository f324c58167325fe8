#!/usr/bin/env python3
"""Draws the icons of the installed app from frontend/public/icon.svg, with Chromium.

python3 scripts/icons.py           draw them anew
python3 scripts/icons.py --check   only say what is out of date; exit code 1 if anything is

frontend/icons.json has a hash of what they are made from and of each file that was made.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = ROOT / "frontend" / "public"
SOURCE = PUBLIC / "icon.svg"
MANIFEST = ROOT / "frontend" / "icons.json"
COMMAND = "python3 scripts/icons.py"

# Name and size in px. What a phone cuts to its own shape has no corners of its own, and keeps to the middle.
CORNERED = {"icon-192.png": 192, "icon-512.png": 512}
CUT = {"icon-180.png": 180, "icon-maskable-512.png": 512}
CORNERS = 'rx="8"'
MIDDLE = 'transform="translate(16 16) scale(.8) translate(-16 -16)"'


def drawn(svg: str, *, cut: bool) -> str:
    """The icon as it is, or for a phone that cuts it."""
    if not cut:
        return svg
    if CORNERS not in svg or svg.count("<path") != 1:
        raise SystemExit(f"{SOURCE} is not a rounded square with one line any more: see to {Path(__file__).name}.")
    return svg.replace(CORNERS, "").replace("<path", f"<path {MIDDLE}")


def draw() -> dict[str, bytes]:
    """All icons, as PNG."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (checking needs no browser)

    svg = SOURCE.read_text(encoding="utf-8")
    program = os.environ.get("UNKINK_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    made: dict[str, bytes] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, size in {**CORNERED, **CUT}.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawn(svg, cut=name in CUT)}"
            )
            made[name] = page.locator("svg").screenshot(omit_background=True)
            page.close()
        browser.close()
    return made


def record(icons: Mapping[str, bytes]) -> str:
    """The text of the manifest for these icons and the source as it lies there."""
    content = {
        "generated": f"by {COMMAND}; do not edit",
        "inputs": {
            str(path.relative_to(ROOT).as_posix()): _mark(path.read_bytes()) for path in (SOURCE, Path(__file__))
        },
        "files": {name: _mark(icons[name]) for name in sorted(icons)},
    }
    return json.dumps(content, indent=2) + "\n"


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def fresh() -> bool:
    """Whether the icons that lie there are those that were drawn from the source that lies there."""
    names = [*CORNERED, *CUT]
    if not MANIFEST.is_file() or not all((PUBLIC / name).is_file() for name in names):
        return False
    icons = {name: (PUBLIC / name).read_bytes() for name in names}
    return MANIFEST.read_text(encoding="utf-8") == record(icons)


def main(arguments: Sequence[str]) -> int:
    """Draw or check; 0, or 1 where they are out of date."""
    if list(arguments) == ["--check"]:
        if fresh():
            return 0
        sys.stderr.write(f"The icons of the app are not of {SOURCE.relative_to(ROOT)}. Run: {COMMAND}\n")
        return 1
    if arguments:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    icons = draw()
    for name, content in icons.items():
        (PUBLIC / name).write_bytes(content)
    MANIFEST.write_text(record(icons), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
