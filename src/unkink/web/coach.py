"""The API of the person's own plan: safety questions, plan, today, breaks. One call of the service each.

What plans runs in a thread of its own (`def`): it takes long enough that others would wait.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request

from unkink import shapes, wire, wire_plan
from unkink.web.bodies import AnswersBody, MovementBody, PersonBody, ShorterBody, SwapBody
from unkink.web.routes import errors, unkink

Turn = Annotated[int, Path(ge=0, le=3)]
Step = Annotated[int, Query(ge=0, le=100)]

router = APIRouter(prefix="/api", responses=errors(503))


@router.get("/screening/questions")
async def questions(request: Request) -> list[shapes.QuestionShape]:
    """The safety questions, in order."""
    service = unkink(request)
    return [wire.question(question, service.catalogue) for question in service.questions()]


@router.get("/screening")
async def screening(request: Request) -> shapes.ScreeningShape:
    """What the kept answers clear, and whether to ask again."""
    service = unkink(request)
    return wire.screening(service.clearance(), service.screened(), service.screening_due(), service.catalogue)


@router.put("/screening", responses=errors(404, 409))
async def answer(request: Request, body: AnswersBody) -> shapes.ScreeningShape:
    """Keep these answers; what they clear."""
    service = unkink(request)
    service.screen(body.answers)
    return wire.screening(service.clearance(), service.screened(), service.screening_due(), service.catalogue)


@router.get("/plan")
def plan(request: Request) -> shapes.KeptPlanShape | None:
    """The plan that is kept; null before there is one."""
    service = unkink(request)
    kept = service.coach.kept()
    return wire_plan.kept_plan(kept, service.catalogue) if kept else None


@router.put("/plan", responses=errors(404, 409))
def make_plan(request: Request, body: PersonBody) -> shapes.KeptPlanShape:
    """Make a plan for this person and keep both; 409 with the way out where no plan can be made."""
    service = unkink(request)
    return wire_plan.kept_plan(service.coach.make(body.model()), service.catalogue)


@router.get("/today")
def today(request: Request) -> shapes.TodayShape:
    """Today's sessions, and all that is due."""
    service = unkink(request)
    return wire_plan.today(service.coach.today(), service.catalogue)


@router.post("/today/look", responses=errors(409))
def look(request: Request) -> shapes.TodayShape:
    """Look at the journal: change the plan where it should change, and tell today anew."""
    service = unkink(request)
    return wire_plan.today(service.coach.look(), service.catalogue)


@router.post("/today/bad-day", responses=errors(404, 409))
def bad_day(request: Request) -> shapes.TodayShape:
    """The person says that today is a bad day: sessions are gentle until tomorrow."""
    service = unkink(request)
    return wire_plan.today(service.coach.bad_day(), service.catalogue)


@router.post("/today/{turn}/shorter", responses=errors(404, 409))
def shorter(request: Request, turn: Turn, body: ShorterBody) -> shapes.TodayShape:
    """A shorter session in that place, for today."""
    service = unkink(request)
    return wire_plan.today(service.coach.shorter(turn, body.minutes), service.catalogue)


@router.post("/today/{turn}/gentler", responses=errors(404, 409))
def gentler(request: Request, turn: Turn) -> shapes.TodayShape:
    """A gentler session in that place, for today."""
    service = unkink(request)
    return wire_plan.today(service.coach.gentler(turn), service.catalogue)


@router.post("/today/{turn}/as-planned", responses=errors(404, 409))
def as_planned(request: Request, turn: Turn) -> shapes.TodayShape:
    """The planned session again, in the place of a shorter or gentler one."""
    service = unkink(request)
    return wire_plan.today(service.coach.as_planned(turn), service.catalogue)


@router.get("/today/{turn}/swaps", responses=errors(404, 409))
def swaps(request: Request, turn: Turn, step: Step) -> list[shapes.SwapShape]:
    """What can take a step's place, best first."""
    service = unkink(request)
    return [wire_plan.swap(each, service.catalogue) for each in service.coach.swaps(turn, step)]


@router.post("/today/{turn}/swap", responses=errors(404, 409))
def swap(request: Request, turn: Turn, body: SwapBody) -> shapes.TodayShape:
    """Take another movement for a step, in this session whenever it comes."""
    service = unkink(request)
    swapped = service.coach.swap(turn, body.step, body.movement, never_again=body.never_again)
    return wire_plan.today(swapped, service.catalogue)


@router.post("/changes/{change}/undo", responses=errors(404, 409))
def undo(request: Request, change: UUID) -> shapes.TodayShape:
    """Take a change back."""
    service = unkink(request)
    return wire_plan.today(service.coach.undo(change), service.catalogue)


@router.post("/changes/take-back", responses=errors(404, 409))
def take_back(request: Request, body: MovementBody) -> shapes.TodayShape:
    """Bring back a movement that was left out."""
    service = unkink(request)
    return wire_plan.today(service.coach.take_back(body.movement), service.catalogue)


@router.get("/breaks", responses=errors(409))
def breaks(
    request: Request,
    count: Annotated[int, Query(ge=1, le=16)] = 6,
    minutes: Annotated[int, Query(ge=1, le=3)] = 2,
) -> shapes.BreaksShape:
    """So many short breaks for a working day, without the floor."""
    service = unkink(request)
    return wire_plan.breaks(service.coach.breaks(count, minutes), service.catalogue)
