"""The API: one call of the service each, and the shape it answers with."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from typing_extensions import TypedDict

from unkink import __version__, shapes, wire
from unkink.service import Unkink, Wanted
from unkink.web.bodies import EventsBody, Id, PacingBody


class ResumableShape(TypedDict):
    """The session that can be gone on with, if there is one, and how long it is in all."""

    session: shapes.SessionShape | None
    duration_ms: int | None


def errors(*statuses: int) -> dict[int | str, dict[str, object]]:
    """The error shapes that a call may answer with, beside those of every call."""
    return {status: {"model": shapes.ErrorShape} for status in (403, 422, *statuses)}


Words = Annotated[list[Id], Query(max_length=20)]
Limit = Annotated[int, Query(ge=1, le=1_000)]
AnyId = Annotated[str, Path(min_length=1, max_length=60)]

# A sync handler runs in a thread; these are quick and touch the database at most, so they stay on the loop.
router = APIRouter(prefix="/api", responses=errors())


def unkink(request: Request) -> Unkink:
    """The service that this app was made with."""
    service: Unkink = request.app.state.unkink
    return service


@router.get("/about")
async def about(request: Request) -> shapes.AboutShape:
    """Which Unkink this is, and what of the person's own catalogue was left out."""
    service = unkink(request)
    return {
        "version": __version__,
        "data_folder": str(service.settings.data_folder),
        "movements": len(service.catalogue.movements),
        "programmes": len(service.catalogue.programmes),
        "left_out": [str(problem) for problem in service.left_out],
    }


@router.get("/words/{language}", responses=errors(404))
async def words(request: Request, language: AnyId) -> dict[str, str | list[str]]:
    """What the screens say in that language, by their English; where it hangs on a number, the forms for one and many.

    What is not in it is said in English.
    """
    return unkink(request).words(language)


@router.get("/vocabulary")
async def vocabulary(request: Request) -> shapes.VocabularyShape:
    """The closed lists that movements are described with."""
    return wire.vocabulary(unkink(request).catalogue)


@router.get("/movements", responses=errors(404))
async def movements(
    request: Request,
    region: Words = [],  # noqa: B006 (FastAPI copies the default)
    position: Words = [],  # noqa: B006
    mode: Words = [],  # noqa: B006
    prop: Words = [],  # noqa: B006
    q: Annotated[str, Query(max_length=100)] = "",
) -> list[shapes.MovementShape]:
    """The movements that pass every filter, best match first where a name is searched."""
    service = unkink(request)
    wanted = Wanted(tuple(region), tuple(position), tuple(mode), tuple(prop), q)
    return [wire.movement(movement, service.catalogue) for movement in service.movements(wanted)]


@router.get("/movements/{movement_id}", responses=errors(404))
async def movement(request: Request, movement_id: AnyId) -> shapes.MovementShape:
    """One movement."""
    service = unkink(request)
    return wire.movement(service.movement(movement_id), service.catalogue)


@router.get("/figures")
async def figures(request: Request) -> shapes.FiguresShape:
    """Which movements are shown by a figure, and by which bodies."""
    service = unkink(request)
    return wire.figures(service.figures(), service.catalogue)


@router.get("/programmes", responses=errors(404, 503))
async def programmes(request: Request, region: Id | None = None) -> list[shapes.ProgrammeShape]:
    """The programmes, with how long each takes at this person's pacing."""
    service = unkink(request)
    pacing = service.pacing()
    return [
        wire.programme(programme, service.catalogue, service.duration_ms(programme, pacing))
        for programme in service.programmes(region)
    ]


@router.get("/programmes/{programme_id}", responses=errors(404, 503))
async def programme(request: Request, programme_id: AnyId) -> shapes.ProgrammeShape:
    """One programme."""
    service = unkink(request)
    found = service.programme(programme_id)
    return wire.programme(found, service.catalogue, service.duration_ms(found, service.pacing()))


@router.get("/guidance")
async def guidance(request: Request) -> list[shapes.GuidanceShape]:
    """Every page of guidance."""
    catalogue = unkink(request).catalogue
    return [wire.guidance(page, catalogue) for page in catalogue.guidance.values()]


@router.get("/guidance/{page_id}", responses=errors(404))
async def page(request: Request, page_id: AnyId) -> shapes.GuidanceShape:
    """One page of guidance."""
    service = unkink(request)
    return wire.guidance(service.page(page_id), service.catalogue)


@router.get("/routines/{routine_id}/play", responses=errors(404, 409, 503))
async def play(
    request: Request,
    routine_id: AnyId,
    choice: Annotated[list[Id] | None, Query(max_length=20)] = None,
    session: UUID | None = None,
) -> shapes.PlayShape:
    """A routine ready to be played. `choice=none` takes none of the extras; a session brings its own."""
    service = unkink(request)
    ready = service.play(routine_id, choice, session=session)
    return wire.play(ready, service.catalogue)


@router.get("/settings", responses=errors(503))
async def settings(request: Request) -> shapes.PacingShape:
    """The person's settings for time and talk."""
    return wire.pacing_shape(unkink(request).pacing())


@router.put("/settings", responses=errors(503))
async def set_settings(request: Request, body: PacingBody) -> shapes.PacingShape:
    """Keep the person's settings."""
    return wire.pacing_shape(unkink(request).set_pacing(body.model()))


@router.post("/events", responses=errors(409, 503))
async def record(request: Request, body: EventsBody) -> shapes.SavedShape:
    """Write down what happened. Sending an event again changes nothing."""
    saved = unkink(request).record([event.model() for event in body.events])
    return {"saved": saved, "known": len(body.events) - saved}


@router.get("/sessions", responses=errors(503))
async def sessions(request: Request, limit: Limit = 100) -> list[shapes.SessionShape]:
    """The journal, newest first."""
    service = unkink(request)
    return [wire.session(session, service.name_of(session.routine)) for session in service.sessions(limit)]


@router.get("/sessions/{session_id}", responses=errors(404, 503))
async def session(request: Request, session_id: UUID) -> shapes.SessionWithEventsShape:
    """One session with all that happened in it."""
    service = unkink(request)
    found = service.session(session_id)
    return wire.session_with_events(found, service.name_of(found.routine))


@router.get("/resumable", responses=errors(503))
async def resumable(request: Request) -> ResumableShape:
    """The session that was left in the middle, if it was left not long ago."""
    service = unkink(request)
    found = service.resumable()
    if found is None:
        return {"session": None, "duration_ms": None}
    whole = service.play(found.routine, session=found.id).timeline.duration_ms
    return {"session": wire.session(found, service.name_of(found.routine)), "duration_ms": whole}
