"""Which language a request is answered in: the one it likes best of ours, for all that happens until the answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from unkink.language import of_header, speaking

API = "/api/"


class Interpreter:
    """ASGI middleware. Answers of the API say which language they are in, and that another may be had."""

    def __init__(self, app: ASGIApp) -> None:
        """Around that app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the language that is asked for."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = of_header(Headers(scope=scope).get("accept-language", ""))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-language"] = language
                headers.add_vary_header("accept-language")
            await send(message)

        with speaking(language):
            await self.app(scope, receive, sending if scope["path"].startswith(API) else send)
