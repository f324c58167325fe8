"""A language that nobody speaks: every sentence, of the screens and of the catalogue, with words 40 % longer."""

import re
from collections.abc import Mapping
from typing import cast

from playwright.sync_api import BrowserContext, Route

from scripts.texts import screens
from tests.browser.server import ROOT

MORE = 0.4
# What people read of an answer of the server.
READ = {"name", "title", "summary", "text", "ask", "help", "finding", "do", "reason", "instead", "aliases", "note"}
# The browser is told that the person chose German: the page asks for its words, and gets those of nobody.
CHOOSE = "if (location.protocol === 'http:') localStorage.setItem('unkink.language', 'de')"


def longer(sentence: str) -> str:
    """The sentence with each word a good third longer, as German ones are; `{names}` stay."""

    def stretch(found: re.Match[str]) -> str:
        word = found[0]
        if word.startswith("{") or word.isdigit():
            return word
        return word + "ungeno"[: round(len(word) * MORE)]

    return re.sub(r"\{\w+\}|\w+", stretch, sentence)


def words() -> Mapping[str, str | list[str]]:
    """All sentences of the screens in that language, as /api/words has them."""
    gathered = (entry.english for entries in screens.files(ROOT).values() for entry in entries)
    return {
        text if isinstance(text, str) else text[0]: longer(text) if isinstance(text, str) else [*map(longer, text)]
        for text in gathered
    }


def stretched(value: object, *, read: bool = False) -> object:
    """An answer of the server with longer words."""
    if isinstance(value, dict):
        answer = cast("dict[str, object]", value)
        return {key: stretched(part, read=key in READ) for key, part in answer.items()}
    if isinstance(value, list):
        return [stretched(part, read=read) for part in cast("list[object]", value)]
    return longer(value) if read and isinstance(value, str) else value


def speak_longer(context: BrowserContext) -> None:
    """From now on the pages of this visitor speak it."""
    told = words()

    def answer(route: Route) -> None:
        if "/api/words/" in route.request.url:
            route.fulfill(json=told)
            return
        response = route.fetch()
        route.fulfill(response=response, json=stretched(response.json()))

    context.add_init_script(CHOOSE)
    context.route("**/api/**", answer)
