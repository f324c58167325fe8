"""Words put together as people say them; for every room that tells something."""

from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list is said: "a", "a and b", "a, b and c"."""
    *rest, final = [*words] or [""]
    return f"{', '.join(rest)} {last} {final}" if rest else final
