"""Pages of documentation as tests read them: fenced blocks, links, headings, and commands that are mentioned.

What a fence says decides what happens to the block; blocks of a page run in order, in one folder and one namespace:

- `python` is run, and a following `text printed` is what it prints;
- `console` holds lines with `$ unkink …`, which are run, and what each prints (nothing shown: nothing printed);
- `toml PATH` and `markdown PATH` are written to that path.

`…` stands for anything, on a line of its own for any lines.
"""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
RUN = ("python", "text printed", "console")

_FENCE = re.compile(r"^```(\w+)?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<(https?://[^>]+)>")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_PROMPT = "$ "
_COMMANDS = ("unkink", "python3", ".venv/bin/python")


class Block(NamedTuple):
    """A fenced block: its language, what else its fence says, and its text."""

    language: str
    rest: str
    text: str

    @property
    def kind(self) -> str:
        """The whole fence."""
        return f"{self.language} {self.rest}".strip()


def name_of(page: Path) -> str:
    """The page as it is called in the output of a test."""
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    """Every fenced block of a page, in order."""
    found = _FENCE.findall(page.read_text(encoding="utf-8"))
    return [Block(language, rest.strip(), text) for language, rest, text in found]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> list[str]:
    """Every target of a link or picture."""
    plain = _INLINE.sub("", prose(page))
    return ["".join(found) for found in _LINK.findall(plain)]


def anchors(page: Path) -> set[str]:
    """The names under which its headings can be linked to."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in _HEADING.findall(prose(page)))
    return {heading.strip().replace(" ", "-") for heading in plain}


def commands(page: Path) -> Iterator[list[str]]:
    """Every command line that the page mentions, in its text or in a block of commands, as words."""
    lines = _INLINE.findall(prose(page))
    for block in blocks(page):
        if block.language in ("sh", "console"):
            shown = block.text.splitlines()
            lines += [
                line.removeprefix(_PROMPT) for line in shown if block.language == "sh" or line.startswith(_PROMPT)
            ]
    for line in lines:
        words = line.split(" #")[0].replace("…", "").split()
        if words and words[0] in _COMMANDS:
            yield words


def run(page: Path, folder: Path) -> None:
    """Do what the page shows, in this folder. AssertionError where something else comes out."""
    namespace: dict[str, object] = {"__name__": "example"}
    printed = ""
    for block in blocks(page):
        if block.language == "python":
            printed = _python(block.text, namespace, folder)
        elif block.kind == "text printed":
            compare(block.text, printed)
        elif block.language == "console":
            _console(block.text, folder)
        elif block.language in ("toml", "markdown") and block.rest:
            target = folder / block.rest
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")


def compare(shown: str, printed: str) -> None:
    """Whether what is shown is what was printed."""
    lines = [".*" if line == "…" else re.escape(line).replace("…", "[^\n]*") for line in shown.splitlines()]
    pattern = "\n".join(lines).replace("\n.*\n", "\n(?:.*\n)?").replace("\n.*", "(?:\n.*)?")
    assert re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL), f"shown:\n{shown}\nprinted:\n{printed}"


def _python(text: str, namespace: dict[str, object], folder: Path) -> str:
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(text, "example", "exec"), namespace)  # noqa: S102 (examples of our own)
    return printed.getvalue()


def _console(text: str, folder: Path) -> None:
    for each in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, shown = each.partition("\n")
        compare(shown, unkink(line, folder))


def unkink(line: str, folder: Path) -> str:
    """What a command line of Unkink prints, in a terminal of 80 columns."""
    words = shlex.split(line, comments=True)
    assert words[0] == "unkink", f"only unkink can be run here: {line}"
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("UNKINK")},
        "COLUMNS": "80",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUNBUFFERED": "1",  # so that lines on stdout and stderr come in their order
        "UNKINK_DATA_DIR": str(folder / "data"),
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "unkink", *words[1:]],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout
