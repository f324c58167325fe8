"""The arrows of the house: a room may import only from the rooms before it. docs/architecture.md draws them."""

import ast
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "unkink"

# Each floor may import from the floors above it in this list, and from its own rooms.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"__init__", "model", "ids", "moments"}),
    frozenset({"places", "settings"}),
    # What goes wrong is told in a language, and so are lists of words.
    frozenset({"language"}),
    frozenset({"errors", "prose"}),
    frozenset({"catalogue"}),
    frozenset(
        {
            "screening",
            "timeline",
            "planner",
            "playback",
            "journal",
            "progress",
            "search",
            "pages",
            "figures",
            "shapes",
            "wire",
            "wire_plan",
            "routines",
        }
    ),
    frozenset({"storage", "voice"}),
    frozenset({"track"}),
    frozenset({"exports"}),
    frozenset({"coach", "service"}),
    frozenset({"tell", "terminal", "web"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
# What a room may import from outside. The model is the standard library alone; frameworks stay in their own rooms.
FRAMEWORKS = {
    "pydantic": {"catalogue", "web"},
    "pydantic_core": {"catalogue"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "fastapi": {"web"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "textual": {"terminal"},
    "rich": {"terminal", "tell"},
    "typer": {"cli"},
    "rapidfuzz": {"search"},
    "markdown_it": {"pages"},
    "platformdirs": {"places"},
    "highspy": {"planner"},
    "numpy": {"planner", "track", "voice"},
    "scipy": {"track"},
    "hibari": {"voice"},
    "onnxruntime": {"voice"},
    "soundfile": {"track", "voice"},
    "pyloudnorm": {"track"},
    "babel": {"language"},
    "cryptography": {"web"},
    "segno": {"web"},
    "typing_extensions": {"shapes", "web"},
}


def room_of(path: Path) -> str:
    """The room a file belongs to: its folder, or its own name."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Every module a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are written in full"
            if node.module == "unkink":
                found |= {f"unkink.{alias.name}" for alias in node.names}
            else:
                found.add(node.module)
    return found


FILES = sorted(path for path in SOURCE.rglob("*.py") if "static" not in path.parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    """Otherwise the core could not be used, tested or hosted without its screens."""
    room = room_of(path)
    floor = next(number for number, rooms in enumerate(FLOORS) if room in rooms)
    allowed = {name for rooms in FLOORS[:floor] for name in rooms} | {room}
    if floor:
        allowed |= FLOORS[floor]
    for module in imports(path):
        top, _, rest = module.partition(".")
        if top == "unkink":
            target = rest.partition(".")[0] or "__init__"
            target = target if target in {name for rooms in FLOORS for name in rooms} else "__init__"
            assert target in allowed, f"{room} must not import {module}"
        elif top in FRAMEWORKS:
            assert room in FRAMEWORKS[top], f"{room} must not import {top}"


def test_the_model_needs_the_standard_library_alone() -> None:
    for path in (SOURCE / "model").glob("*.py"):
        outside = {m for m in imports(path) if m.partition(".")[0] not in sys.stdlib_module_names}
        assert all(module.startswith("unkink.model") for module in outside), path


def test_every_room_has_its_floor() -> None:
    rooms = {room_of(path) for path in FILES}
    assert rooms <= {name for floor in FLOORS for name in floor}
