"""Which of our languages somebody wants, by what their browser or their system says."""

from collections.abc import Mapping

from unkink.language.strings import ENGLISH, LANGUAGES

NAMED = "UNKINK_LANGUAGE"
# In the order in which a system looks at them: the first that says anything decides.
SYSTEM = (NAMED, "LC_ALL", "LC_MESSAGES", "LANG")


def of_header(accepted: str) -> str:
    """The language that an Accept-Language header likes best of ours; English where it likes none."""
    found = ENGLISH
    best = 0.0
    for part in accepted.split(","):
        wanted, _, rest = part.strip().partition(";")
        language = ENGLISH if wanted == "*" else _ours(wanted)
        liked = _quality(rest)
        if language and liked > best:
            found, best = language, liked
    return found


def of_system(environment: Mapping[str, str]) -> str:
    """The language of a system, as its environment says it ("de_AT.UTF-8"); English where it is none of ours."""
    said = next((environment[name] for name in SYSTEM if environment.get(name)), "")
    return _ours(said) or ENGLISH


def _ours(tag: str) -> str | None:
    """Our language for a tag such as "de-AT" or "de_AT.UTF-8", if we have it."""
    language = tag.strip().lower().replace("_", "-").replace(".", "-").partition("-")[0]
    return language if language in LANGUAGES else None


def _quality(parameters: str) -> float:
    """How much a language is liked, from 0 to 1: "q=0.8"; in full where it is not said, not at all where unreadable."""
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
