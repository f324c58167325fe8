"""Small parts of Markdown."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; bars inside cells are escaped."""
    lines = [_row(head), "|" + "---|" * len(head), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Sequence[object]) -> str:
    texts = (" ".join(str(cell).replace("|", "\\|").split()) for cell in cells)
    return "| " + " | ".join(texts) + " |"


def code(text: object) -> str:
    """The text as code; nothing for nothing."""
    return f"`{text}`" if str(text) else ""


def codes(texts: Iterable[object]) -> str:
    """Several, with commas."""
    return ", ".join(map(code, texts))


def joined(*parts: str) -> str:
    """Parts with an empty line between them, and a line's end after the last."""
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"
