"""One file at a time: TOML in, a checked shape or the list of its mistakes out."""

import tomllib
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from unkink.catalogue.files import Id
from unkink.catalogue.problem import Problem

Shape = TypeVar("Shape", bound=BaseModel)

_IDS: TypeAdapter[str] = TypeAdapter(Id)

FENCE = "+++"
LONGEST_SHOWN = 60

# Words of the validator's that an author of TOML need not know.
_PLAINER = {
    "a valid tuple": "a list, in [brackets]",
    "a valid dictionary": "a table",
    "a valid string": "a text, in quotes",
    "a valid integer": "a whole number",
    "String should have": "a text with",
    "Tuple should have": "a list with",
    " after validation": "",
}


def toml(path: Path, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The file's table, or None and the mistake that keeps it from being read."""
    text = _text(path, name, problems)
    return None if text is None else _parse(text, name, problems)


def front_matter(path: Path, name: str, problems: list[Problem]) -> tuple[dict[str, Any], str] | None:
    """The head (TOML between two lines of +++) and the Markdown body of a page."""
    text = _text(path, name, problems)
    if text is None:
        return None
    empty, fence, rest = text.partition(FENCE + "\n")
    head, second, body = rest.partition("\n" + FENCE + "\n")
    if empty.strip() or not fence or not second:
        problems.append(Problem(name, "", "no head", f"a head in TOML between two lines of {FENCE}"))
        return None
    table = _parse(head, name, problems)
    return None if table is None else (table, body.strip() + "\n")


def shape(table: object, model: type[Shape], name: str, problems: list[Problem], key: str = "") -> Shape | None:
    """The table as that shape, or None and each mistake in it."""
    try:
        return TypeAdapter(model).validate_python(table)
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems.extend(_problem(each, model, name, key) for each in found if not _follows(each, found))
        return None


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.append(Problem(name, "", f"a byte that is not UTF-8 at {error.start}", "a text file in UTF-8"))
    except OSError as error:
        problems.append(Problem(name, "", error.strerror or "an unreadable file", "a file that can be read"))
    return None


def _parse(text: str, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, "", f"“{error}”", "TOML (strings in quotes, one key a line)"))
        return None


def _follows(error: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because one of its own entries is wrong, which is told already."""
    here = error["loc"]
    return error["type"] == "too_short" and any(
        len(e["loc"]) > len(here) and e["loc"][: len(here)] == here for e in found
    )


def _problem(error: ErrorDetails, model: type[BaseModel], name: str, prefix: str) -> Problem:
    location = [part for part in error["loc"] if part != "[key]"]
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    key = ".".join(filter(None, (prefix, key)))
    if error["type"] == "extra_forbidden":
        known = ", ".join(_model_at(model, location[:-1]).model_fields)
        return Problem(name, key, "a key that is not known", known)
    if error["type"] == "missing":
        return Problem(name, key, "nothing", "a value; this key must be given")
    found = repr(error["input"])
    if len(found) > LONGEST_SHOWN:
        found = found[:LONGEST_SHOWN] + "…"
    allowed = error["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
    for theirs, ours in _PLAINER.items():
        allowed = allowed.replace(theirs, ours)
    return Problem(name, key, found, allowed[0].lower() + allowed[1:])


def _model_at(model: type[BaseModel], location: list[int | str]) -> type[BaseModel]:
    """The table's shape at a place inside a shape."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner(model.model_fields[part].annotation) or model
    return model


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple, dict) or get_args(annotation):
        return next((found for part in get_args(annotation) if (found := _inner(part))), None)
    return None


def is_id(candidate: str) -> bool:
    """Whether the text can be an id: small letters, figures and single hyphens."""
    try:
        _IDS.validate_python(candidate)
    except ValidationError:
        return False
    return True
