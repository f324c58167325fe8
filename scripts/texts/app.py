"""What Python says: every text given to `text`, `texts` or `mark` of unkink.language."""

import ast
from collections.abc import Iterator
from pathlib import Path

from scripts.strings import English, Entry, gathered

SAYING = {"text": 1, "texts": 2, "mark": 1}  # how many of their arguments are English


def files(root: Path) -> dict[str, list[Entry]]:
    """The one file of them."""
    source = root / "src" / "unkink"
    found = (
        (english, path.relative_to(root).as_posix())
        for path in sorted(source.rglob("*.py"))
        if path.parent != source / "language"
        for english in _texts(path)
    )
    return {"app.po": gathered(found)}


def _texts(path: Path) -> Iterator[English]:
    """The texts of a file, in their order. Raises ValueError for one that is put together where it is said."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "unkink.language"
        for alias in node.names
    }
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and names.get(node.func.id) in SAYING
    ]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        said = call.args[: SAYING[names[call.func.id]]]  # type: ignore[attr-defined]  # it is a name: asked above
        if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in said):
            message = f"{path}:{call.lineno}: a text is one string, with {{words}} in braces to be filled in."
            raise ValueError(message)
        english = [each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if len(english) == len(said):
            yield english[0] if len(english) == 1 else (english[0], english[1])
