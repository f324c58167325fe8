"""Who may ask, and what a page may do: Host and Origin are checked, and every answer carries a strict policy.

A page from elsewhere in the same browser could otherwise read this person's journal through their own loopback.
"""

from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unkink.language import mark, text

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}


ANOTHER_SITE = mark("Another site asked.")
OWN_PAGES = mark("Unkink answers only to its own pages.")


class Guard:
    """ASGI middleware. `own` are the origins that are this server's own, such as http://127.0.0.1:8420."""

    def __init__(self, app: ASGIApp, own: Callable[[], frozenset[str]]) -> None:
        """`own` is asked at each request: the port is known only once the server listens."""
        self.app = app
        self.own = own

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the policy on its answer, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope), scope)
        if refusal:
            await refusal(scope, receive, _with_headers(send))
        else:
            await self.app(scope, receive, _with_headers(send))

    def _refusal(self, headers: Headers, scope: Scope) -> JSONResponse | None:
        asked = f"{scope['scheme']}://{headers.get('host', '')}"
        if asked not in self.own():
            return _refuse(text("This address is not Unkink's own."), text("Open it as the terminal showed it."))
        if headers.get("origin", asked) != asked:
            return _refuse(text(ANOTHER_SITE), text(OWN_PAGES))
        followed_link = headers.get("sec-fetch-mode") == "navigate" and not scope["path"].startswith("/api")
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not followed_link:
            return _refuse(text(ANOTHER_SITE), text(OWN_PAGES))
        return None


def _refuse(error: str, way_out: str) -> JSONResponse:
    return JSONResponse({"error": error, "way_out": way_out, "nearest": []}, status_code=403)


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)  # a page may bring a policy of its own
        await send(message)

    return sending
