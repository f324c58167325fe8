"""The web app, put together in one place."""

import threading
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from unkink import __version__, places
from unkink.language import text
from unkink.service import Unkink
from unkink.web import coach, errors, track
from unkink.web.guard import Guard
from unkink.web.interpreter import Interpreter
from unkink.web.routes import router

FOREVER = "public, max-age=31536000, immutable"  # built files carry a hash in their name
# Not every system knows these; the browser is told not to guess.
MEDIA_TYPES = {
    ".glb": "model/gltf-binary",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}


def create_app(service: Unkink, own: Callable[[], frozenset[str]], front_end: Path | None = None) -> FastAPI:
    """The app over that service. `own` gives the origins that are its own."""
    app = FastAPI(
        title="Unkink",
        version=__version__,
        summary="A stretching coach for people whose back hurts.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its page loads scripts from another host
        redoc_url=None,
    )
    app.state.unkink = service
    app.state.closing = threading.Event()  # set when the program is asked to end
    app.include_router(router)
    app.include_router(coach.router)
    app.include_router(track.router)
    errors.install(app)
    app.mount("/figures", _Figures(directory=places.figures(), check_dir=False))
    _serve(app, front_end or places.front_end())
    app.add_middleware(_Packed, minimum_size=1_000, compresslevel=5)
    app.add_middleware(Guard, own=own)
    app.add_middleware(Interpreter)
    return app


def _serve(app: FastAPI, folder: Path) -> None:
    """The built front end: its files, and its one page for every other path."""
    page = folder / "index.html"
    if (folder / "assets").is_dir():
        app.mount("/assets", _Hashed(directory=folder / "assets"))

    @app.get("/{path:path}", include_in_schema=False)
    async def screen(path: str) -> Response:
        if path == "api" or path.startswith("api/"):
            shape = {"error": text("There is no such call."), "way_out": text("See /api/openapi.json."), "nearest": []}
            return JSONResponse(shape, status_code=HTTPStatus.NOT_FOUND)
        file = folder / path
        if path and "/" not in path and file.is_file():
            # The service worker is one of them: a new version of it is found at once.
            return FileResponse(file, headers={"cache-control": "no-cache"}, media_type=MEDIA_TYPES.get(file.suffix))
        if not page.exists():
            told = "The screens are not built. Run: python3 x.py build\n"
            return Response(told, status_code=HTTPStatus.SERVICE_UNAVAILABLE, media_type="text/plain")
        return FileResponse(page, headers={"cache-control": "no-cache"})


class _Packed(GZipMiddleware):
    """Answers that can be made smaller are. A track cannot, and to try would hold up everybody else."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, with the answer packed or as it is."""
        if scope["type"] == "http" and track.PATH.fullmatch(scope["path"]):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _Figures(StaticFiles):
    """The figures. An address with a version is kept by the browser for good; any other is asked for each time."""

    async def check_config(self) -> None:
        """Without the folder there is nothing to send, and nothing wrong."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or an error in the words of the app."""
        try:
            answer = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != HTTPStatus.NOT_FOUND:
                raise
            raise HTTPException(HTTPStatus.NOT_FOUND, text("There is no such figure")) from error
        answer.headers["cache-control"] = FOREVER if b"v=" in scope["query_string"] else "no-cache"
        return answer

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file with its media type."""
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        kind = MEDIA_TYPES.get(Path(str(args[0])).suffix)
        if kind and answer.status_code == HTTPStatus.OK:
            answer.headers["content-type"] = kind
        return answer


class _Hashed(StaticFiles):
    """Files whose name changes with their content: kept by the browser for good."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        answer = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        answer.headers["cache-control"] = FOREVER
        return answer
