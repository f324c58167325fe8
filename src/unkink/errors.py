"""What can go wrong for a person, told in one plain line with the way out."""

from typing import Literal

from unkink.language import mark, text
from unkink.prose import listed

Kind = Literal[
    "answer",
    "cause",
    "change",
    "choice",
    "format",
    "language",
    "mode",
    "movement",
    "movement or programme",
    "page",
    "plan",
    "position",
    "programme",
    "prop",
    "region",
    "safety question",
    "session",
    "session today",
    "step",
]
# A sentence each: other languages bend the words around such a name. {of} is the id of what it would belong to.
_NOTHING: dict[Kind, str] = {
    "answer": mark("There is no answer to {of} called “{wanted}”."),
    "cause": mark("There is no cause called “{wanted}”."),
    "change": mark("There is no change called “{wanted}”."),
    "choice": mark("There is no choice of {of} called “{wanted}”."),
    "format": mark("There is no format called “{wanted}”."),
    "language": mark("There is no language called “{wanted}”."),
    "mode": mark("There is no mode called “{wanted}”."),
    "movement": mark("There is no movement called “{wanted}”."),
    "movement or programme": mark("There is no movement or programme called “{wanted}”."),
    "page": mark("There is no page called “{wanted}”."),
    "plan": mark("There is no plan called “{wanted}”."),
    "position": mark("There is no position called “{wanted}”."),
    "programme": mark("There is no programme called “{wanted}”."),
    "prop": mark("There is no prop called “{wanted}”."),
    "region": mark("There is no region called “{wanted}”."),
    "safety question": mark("There is no safety question called “{wanted}”."),
    "session": mark("There is no session called “{wanted}”."),
    "session today": mark("There is no session today called “{wanted}”."),
    "step": mark("There is no step called “{wanted}”."),
}


class UnkinkError(Exception):
    """Something a person can meet. `way_out` says what to do; `nearest` holds ids they may have meant."""

    def __init__(self, message: str, way_out: str, nearest: tuple[str, ...] = ()) -> None:
        """Both texts are whole sentences."""
        super().__init__(message)
        self.message = message
        self.way_out = way_out
        self.nearest = nearest

    def __str__(self) -> str:
        return f"{self.message} {self.way_out}"


class Unknown(UnkinkError):
    """An id that nothing has."""

    def __init__(self, kind: Kind, wanted: str, nearest: tuple[str, ...], of: str = "") -> None:
        """`kind` as people say it: movement, programme, page, session; `of` is the id of what it would belong to."""
        way_out = text("The list shows what there is.")
        if nearest:
            way_out = text("Did you mean {names}?", names=listed(nearest, "or"))
        super().__init__(text(_NOTHING[kind], wanted=wanted, of=of), way_out, nearest)


class Refused(UnkinkError):
    """A request that cannot be carried out as it was made."""
