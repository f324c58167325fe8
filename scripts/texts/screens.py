"""What the screens say: every `t("…")` and `tn("…", "…", n)` of the front end."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.strings import English, Entry, gathered

_LITERAL = r'\s*("(?:[^"\\]|\\.)*")\s*'
_SAID = re.compile(rf"(?<![\w.$])(?:t\({_LITERAL}[,)]|tn\({_LITERAL},{_LITERAL},)")
_COMMENT = re.compile(r"^\s*(?://|/\*|\*|<!--).*$", re.MULTILINE)


def files(root: Path) -> dict[str, list[Entry]]:
    """The one file of them."""
    source = root / "frontend" / "src"
    paths = [path for path in sorted(source.rglob("*")) if path.suffix in {".ts", ".svelte"}]
    found = (
        (english, path.relative_to(root).as_posix())
        for path in paths
        if not path.name.endswith(".test.ts")
        for english in texts(path.read_text(encoding="utf-8"))
    )
    return {"screens.po": gathered(found)}


def texts(source: str) -> Iterator[English]:
    """The texts of a file, in their order; what stands in a comment is none."""
    for one, singular, plural in _SAID.findall(_COMMENT.sub("", source)):
        yield json.loads(one) if one else (json.loads(singular), json.loads(plural))
