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
        "connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; "
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
    """ASGI middleware. `hosts` are the values of Host that are this server's own, with their port."""

    def __init__(self, app: ASGIApp, hosts: Callable[[], frozenset[str]]) -> None:
        """`hosts` is asked at each request: the port is known only once the server listens."""
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the policy on its answer, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope), scope["path"])
        if refusal:
            await refusal(scope, receive, _with_headers(send))
        else:
            await self.app(scope, receive, _with_headers(send))

    def _refusal(self, headers: Headers, path: str) -> JSONResponse | None:
        hosts = self.hosts()
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in hosts:
            return _refuse(text("This address is not Unkink's own."), text("Open it as the terminal showed it."))
        if origin is not None and origin.removeprefix("http://") not in hosts:
            return _refuse(text(ANOTHER_SITE), text(OWN_PAGES))
        followed_link = headers.get("sec-fetch-mode") == "navigate" and not path.startswith("/api")
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
                headers[name] = value
        await send(message)

    return sending
