"""The schemas that editors read agree with the loader as far as they go."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import jsonschema_rs
import pytest

from tests.routines import BUILT_IN
from unkink import places
from unkink.catalogue import files, schema

HERE = Path(__file__).parent
SCHEMAS = schema.schemas(BUILT_IN.vocabulary)
FOLDER = places.built_in_catalogue()
FILES = [
    *(("movement", path) for path in sorted((FOLDER / "movements").glob("*/movement.toml"))),
    *(("programme", path) for path in sorted((FOLDER / "programmes").glob("*.toml"))),
    *((name, FOLDER / f"{name}.toml") for name in ("sources", "vocabulary", "cues", "planning")),
    *(("question", path) for path in sorted((FOLDER / "screening").glob("*.toml"))),
]


def mistakes(kind: str, path: Path) -> list[str]:
    """What an editor would underline."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [error.message for error in jsonschema_rs.validator_for(SCHEMAS[kind]).iter_errors(table)]


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: str(value).removeprefix(str(FOLDER)))
def test_no_sound_file_is_underlined(kind: str, path: Path) -> None:
    """Otherwise an author would mend what is right."""
    assert mistakes(kind, path) == []


@pytest.mark.parametrize(
    "name",
    [
        "missing-key", "name-too-long", "step-too-long", "unknown-caution", "unknown-feel-muscle", "unknown-key",
        "unknown-key-deep", "unknown-mode", "unknown-position", "unknown-prop", "unknown-region", "wrong-type",
    ],
)  # fmt: skip
def test_what_a_schema_can_tell_is_underlined(name: str) -> None:
    assert mistakes("movement", HERE / "must_fail" / "movements" / f"{name}.toml")


@pytest.mark.parametrize(
    "name",
    [
        "no-source",
        "outcome-go",
        "promise",
        "unknown-caution",
        "unknown-key",
        "unknown-key-in-a-rule",
        "unknown-position",
    ],
)
def test_a_schema_knows_safety_questions(name: str) -> None:
    """All but what no schema can say, such as the words that promise."""
    found = mistakes("question", HERE / "must_fail" / "screening" / f"{name}.toml")
    assert bool(found) != (name == "promise")


def test_every_key_has_a_meaning_and_every_meaning_a_key() -> None:
    shapes: Mapping[str, type[files.File]] = {
        name: shape
        for name, shape in vars(files).items()
        if isinstance(shape, type) and issubclass(shape, files.File) and shape is not files.File
    }
    for shape in shapes.values():
        for key in shape.model_fields:
            assert schema.meaning(shape, key)
    assert schema.MEANINGS.keys() <= shapes.keys()
    for name, meanings in schema.MEANINGS.items():
        assert meanings.keys() <= shapes[name].model_fields.keys(), name
