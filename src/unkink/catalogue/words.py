"""The texts of a file, each handed to a translator: which they are, the types of `files` say."""

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from unkink.catalogue.files import LISTED, TEXT
from unkink.language import ENGLISH, name, speaking

Shape = TypeVar("Shape", bound=BaseModel)

# Where a text stands ("movements/cat-cow/movement.toml#steps.2.text") and the text; gives what stands there instead.
Translate = Callable[[str, str], str]

SEPARATOR = "; "


def as_written(place: str, text: str) -> str:  # noqa: ARG001 (the shape of a translator)
    """The translator that changes nothing."""
    return text


def spoken(language: str) -> Translate:
    """The translator into that language; what is not translated stays English."""
    if language == ENGLISH:
        return as_written

    def translate(_: str, text: str) -> str:
        with speaking(language):
            return name(text)

    return translate


def translated(file: Shape, name: str, translate: Translate, key: str = "") -> Shape:
    """The file with each text that a person reads or hears as the translator gives it; ids and figures stay."""
    if translate is as_written:
        return file
    found: Shape = _value(file, type(file), f"{name}#{key}", translate)
    return found


def _value(value: Any, hint: Any, place: str, translate: Translate) -> Any:  # noqa: ANN401
    """The value at a place, as its type says: a text, a list of texts, or what holds them."""
    hint = _given(hint)
    marks = hint.__metadata__ if get_origin(hint) is Annotated else ()
    if not value:
        return value
    if TEXT in marks:
        return translate(place, value)
    if LISTED in marks:
        return tuple(translate(place, SEPARATOR.join(value)).split(SEPARATOR))
    return _parts(value, hint.__origin__ if marks else hint, place, translate)


def _parts(value: Any, hint: Any, place: str, translate: Translate) -> Any:  # noqa: ANN401
    """The value with its parts translated: the fields of a table, the entries of a list; others have none."""
    if isinstance(value, BaseModel):
        hints = _hints(type(value))
        texts = {key: _value(getattr(value, key), of, _inside(place, key), translate) for key, of in hints.items()}
        return value.model_copy(update=texts)
    if isinstance(value, tuple):
        of = get_args(hint)[0]
        return tuple(_value(each, of, _inside(place, number), translate) for number, each in enumerate(value, 1))
    if isinstance(value, dict):
        of = get_args(hint)[1]
        return {key: _value(each, of, _inside(place, key), translate) for key, each in value.items()}
    return value


def _given(hint: Any) -> Any:  # noqa: ANN401
    """The type of a value that is given, where it may be left out."""
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    """The fields of a shape with their types, that of `model_config` left out."""
    hints = get_type_hints(model, include_extras=True)
    return {key: hints[key] for key in model.model_fields}


def _inside(place: str, key: str | int) -> str:
    return f"{place}{key}" if place.endswith("#") else f"{place}.{key}"
