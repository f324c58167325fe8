"""Markdown in blocks: each heading, paragraph, list item and cell of a table is one text to translate."""

import re
from collections.abc import Callable
from itertools import count

from unkink.catalogue.words import Translate, as_written

_MARK = re.compile(r"#{1,6} |[-*] |\d+\. |> ")
_RULE = re.compile(r"[|: -]+")


def translated(body: str, name: str, translate: Translate) -> str:
    """The page with each block as the translator gives it: a text on one line, without its mark."""
    if translate is as_written:
        return body
    numbers = count(1)

    def say(text: str) -> str:
        return translate(f"{name}#{next(numbers)}", text)

    return "".join(f"{_block(block, say)}\n" for block in _blocks(body))


def _blocks(body: str) -> list[str]:
    """Each block on one line; an empty line is one. What begins with a mark, and a row of a table, begins a block."""
    blocks: list[str] = []
    for line in body.splitlines():
        goes_on = line and blocks and blocks[-1] and not _MARK.match(line) and not line.startswith("|")
        if goes_on and not blocks[-1].startswith(("#", "|")):
            blocks[-1] += f" {line.strip()}"
        else:
            blocks.append(line)
    return blocks


def _block(block: str, say: Callable[[str], str]) -> str:
    if not block or _RULE.fullmatch(block):
        return block
    if block.startswith("|"):
        cells = [say(cell.strip()) if cell.strip() else "" for cell in block.strip("|").split("|")]
        return f"| {' | '.join(cells)} |"
    mark = found.group() if (found := _MARK.match(block)) else ""
    return mark + say(block.removeprefix(mark))
