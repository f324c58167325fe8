"""The API of the one track: a whole session as MP3.

Rendering takes seconds, so it runs in a thread of its own (`def`); the loop stays free for everybody else.
"""

import re
import threading
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import Response

from unkink.errors import UnkinkError
from unkink.language import text
from unkink.track.model import LEAD_IN_MS, TAIL_MS
from unkink.web.bodies import TrackQuery
from unkink.web.routes import AnyId, errors, unkink

MP3 = "audio/mpeg"
PATH = re.compile(r"/api/routines/[^/]+/track")

_HEADERS = {
    "x-unkink-lead-in-ms": "Silence before the timeline begins (ms): position p of the session lies at p + this.",
    "x-unkink-tail-ms": (
        "Silence at the very end of the track (ms). The last words, which are said when the timeline is over, come "
        "before it: it begins at the track's length less this."
    ),
    "x-unkink-duration-ms": "How long the timeline is (ms).",
    "x-unkink-spoken": "Whether somebody speaks in it: `true` or `false`.",
    "etag": "What is in it: the same for the same track.",
}


_TRACK: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The whole track: MP3, mono, one bit rate throughout.",
        "content": {MP3: {"schema": {"type": "string", "format": "binary"}}},
        "headers": {
            name: {"description": says, "schema": {"type": "integer" if name.endswith("-ms") else "string"}}
            for name, says in _HEADERS.items()
        },
    },
    304: {"description": "You have that track already."},
}

router = APIRouter(prefix="/api", responses=errors(404, 503))


@router.get("/routines/{routine_id}/track", response_class=Response, responses=_TRACK)
def track(
    request: Request,
    routine_id: AnyId,
    query: Annotated[TrackQuery, Query()],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A whole session in one track, with its pacing in the address. `choice=none` takes none of the extras."""
    wanted = unkink(request).track(routine_id, query.choice, query.model(), query.mix())
    headers = {
        "x-unkink-lead-in-ms": str(LEAD_IN_MS),
        "x-unkink-tail-ms": str(TAIL_MS),
        "x-unkink-duration-ms": str(wanted.timeline.duration_ms),
        "x-unkink-spoken": str(wanted.spoken).lower(),
        "etag": f'"{wanted.mark}"',
        "cache-control": "no-cache",  # asked for each time, and seldom sent twice
    }
    if if_none_match and headers["etag"] in if_none_match:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    closing: threading.Event = request.app.state.closing
    return Response(wanted.mp3(lambda _: _go_on(closing)), headers=headers, media_type=MP3)


def _go_on(closing: threading.Event) -> None:
    """A long track must not keep the program from ending. Words that were said by then are kept."""
    if closing.is_set():
        raise UnkinkError(text("Unkink is being closed."), text("Start it again, then try again."))
