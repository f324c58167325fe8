"""What can go wrong for a person, told in one plain line with the way out."""


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

    def __init__(self, kind: str, wanted: str, nearest: tuple[str, ...]) -> None:
        """`kind` as people say it: movement, programme, page, session."""
        way_out = f"Did you mean {_either(nearest)}?" if nearest else "The list shows what there is."
        super().__init__(f"There is no {kind} called “{wanted}”.", way_out, nearest)


class Refused(UnkinkError):
    """A request that cannot be carried out as it was made."""


def _either(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} or {names[-1]}"
