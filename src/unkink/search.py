"""Finding by name, forgiving typos."""

from collections.abc import Iterable, Mapping
from unicodedata import combining, normalize

from unkink.model.movement import Movement

GOOD_ENOUGH = 72  # of 100: two letters wrong in a short name still pass, another movement does not
NEAREST = 3
SHORTEST = 3  # letters; one or two are like everything
UNFINISHED = 5


def find(query: str, movements: Iterable[Movement]) -> list[Movement]:
    """The movements whose name or alias is like the query, best first; all of them for an empty query."""
    listed = list(movements)
    wanted = _folded(query)
    if not wanted:
        return listed
    scored = [(max(_likeness(wanted, _folded(name)) for name in names_of(m)), m) for m in listed]
    return [m for score, m in sorted(scored, key=lambda pair: (-pair[0], pair[1].name)) if score >= GOOD_ENOUGH]


def names_of(movement: Movement) -> tuple[str, ...]:
    """Everything a movement is called."""
    return (movement.name, movement.id, *movement.aliases)


def nearest(wanted: str, names: Mapping[str, Iterable[str]], limit: int = NEAREST) -> tuple[str, ...]:
    """The ids whose names are most like what was wanted, best first. `names` holds each id's names."""
    from rapidfuzz import fuzz  # noqa: PLC0415 (searching alone needs it)

    text = _folded(wanted)

    def score(key: str) -> float:
        return max(fuzz.WRatio(text, _folded(name)) for name in (key, *names[key]))

    return tuple(sorted(names, key=lambda key: (-score(key), key))[:limit])


def _likeness(wanted: str, name: str) -> float:
    """100 for the name itself, a little less for the start of one of its words, then by how few letters are wrong."""
    if wanted == name:
        return 100
    if f" {wanted}" in f" {name}":
        return 97
    if len(wanted) < SHORTEST:
        return 0
    return min(max(_word_likeness(word, part) for part in name.split()) for word in wanted.split())


def _word_likeness(word: str, part: str) -> float:
    """How like one word is to another, or to its beginning: it may not be typed to its end."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (searching alone needs it)

    beginning = ratio(word, part[: len(word)]) - UNFINISHED if len(word) >= SHORTEST else 0
    return max(ratio(word, part), beginning)


def _folded(text: str) -> str:
    """In small letters, without accents, hyphens and apostrophes: "rotacion" finds “rotación”."""
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return " ".join(text.casefold().replace("-", " ").replace("'", "").replace("’", "").split())
