"""What nobody would see on a page, and must not be: errors, refusals by the policy, requests to other machines."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

OURS = "127.0.0.1"
# What a server that is not there brings about: nobody to connect to, or one who was killed before or while answering.
# The last two: what a page is told where its service worker has heard any of these, or could not be fetched itself.
AWAY = (
    "net::ERR_CON",
    "net::ERR_EMPTY_RESPONSE",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING",
    "net::ERR_SOCKET",
    "net::ERR_FAILED",
    "An unknown error occurred when fetching the script",
)
NOT_FOUND = "404 (Not Found)"


class Watch:
    """Listens to all pages of contexts; `found` says what was wrong with them."""

    def __init__(self) -> None:
        self._brought_about: list[str] = []
        self._seen: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Listen to this one too."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("response", self._response)

    def brings_about(self, *texts: str) -> None:
        """The test itself causes lines with one of these texts."""
        self._brought_about.extend(texts)

    @property
    def found(self) -> list[str]:
        """All that was seen and not brought about by the test."""
        return [line for line in self._seen if not any(text in line for text in self._brought_about)]

    # A refusal by the Content-Security-Policy is an error in the console too.
    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "assert"}:
            self._seen.append(f"console: {message.text}")

    def _error(self, error: WebError) -> None:
        self._seen.append(f"page: {error.error}")

    def _request(self, request: Request) -> None:
        # What a page made itself, as the sound of a track, has an address that names the page.
        if urlsplit(request.url.removeprefix("blob:")).hostname != OURS:
            self._seen.append(f"asked another machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self._seen.append(f"the server failed: {response.status} {response.url}")
