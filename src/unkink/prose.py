"""Words put together as people say them; for every room that tells something."""

from collections.abc import Iterable

from unkink.language import text


def parted(phrases: Iterable[str]) -> str:
    """Phrases too long for commas: "a; b; c"."""
    first, *more = [*phrases] or [""]
    for phrase in more:
        first = text("{list}; {phrase}", list=first, phrase=phrase)
    return first


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a list is said: "a", "a and b", "a, b and c". `last` is "and" or "or"."""
    *rest, final = [*words] or [""]
    if not rest:
        return final
    so_far = rest[0]
    for word in rest[1:]:
        so_far = text("{list}, {word}", list=so_far, word=word)
    if last == "or":
        return text("{list} or {word}", list=so_far, word=final)
    return text("{list} and {word}", list=so_far, word=final)
