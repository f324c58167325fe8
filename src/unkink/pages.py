"""Guidance from Markdown to HTML. Links lead to other pages and movements only; raw HTML is not let through."""

from functools import cache

from markdown_it import MarkdownIt

_PATHS = {"guidance:": "/learn/", "movement:": "/movements/"}


@cache
def html(body: str) -> str:
    """The body as HTML, with its links as paths of the web app."""
    for scheme, path in _PATHS.items():
        body = body.replace(f"]({scheme}", f"]({path}")
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return rendered
