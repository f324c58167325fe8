"""Every key of the authored files, from their shapes; the closed lists; every rule with what it tells an author."""

import re
from collections.abc import Iterator
from typing import Any

from scripts.pages.markdown import code, codes, joined, table
from unkink.catalogue import check, files, schema
from unkink.model.catalogue import Catalogue

Part = dict[str, Any]

PAIR = 2
KINDS = {"integer": "whole number", "string": "text", "boolean": "true or false"}

LEAD = """
What may stand in the files of a catalogue. A key that is not listed is a mistake. Times are in seconds. How to write
one: [add a movement](../how-to/add-a-movement.md).

The same as JSON Schemas, for editors, lies in `catalogue/schema/`. Some editors take a comment in a file's first line
for the place of its schema: `#:schema ../../schema/movement.schema.json` in a movement of the built-in catalogue.
"""

PAGE = """
These keys stand in its head, between two lines of `+++`. Markdown follows. Links lead to `guidance:ID` or to
`movement:ID`, nowhere else.
"""

QUESTION = """
The id is the name of the file. How to write one: [change the safety questions](../how-to/change-the-screening.md). A
folder of your own can add questions; it cannot change or replace those that are built in.
"""

ROOMS = (
    ("A movement: movements/ID/movement.toml", files.MovementFile, "The id is the name of the folder."),
    ("A programme: programmes/ID.toml", files.ProgrammeFile, "The id is the name of the file."),
    ("What shapes a plan: planning.toml", files.ShapingFile, "Only the built-in catalogue has one."),
    ("A safety question: screening/ID.toml", files.QuestionFile, QUESTION),
    ("A page: guidance/ID.md", files.GuidanceFile, PAGE),
    ("Sources: sources.toml", files.SourceFile, "One table a source, under its key: `[acsm-2011]`."),
)

CLOSED = """
Only these words may be used. The built-in catalogue's `vocabulary.toml` holds them; a catalogue of your own cannot add
to them. Its shape:
"""

PROMISES = """
Texts that people read or hear may not promise or diagnose. No word of a text may fit this pattern:
"""

RULES = """
What `unkink check` tells an author, for one broken file after the other. Each lies in `tests/catalogue/must_fail/`, and
a test makes sure that no rule is without one.
"""


def page(catalogue: Catalogue, expected: str) -> str:
    """The whole page; `expected` is tests/catalogue/expected.txt."""
    parts = ["# Catalogue files", LEAD]
    for title, model, note in ROOMS:
        parts += [f"## {title}", note, *_tables(model)]
    parts += ["## Phrases: cues.toml", _phrases(catalogue), "## Closed lists", CLOSED]
    parts += [*_tables(files.VocabularyFile), *_lists(catalogue)]
    parts += ["## Words that no text may use", PROMISES, f"```text\n{files.FORBIDDEN.pattern}\n```"]
    parts += ["## Rules", RULES, *_rules(expected)]
    return joined(*parts)


def _tables(model: type[files.File]) -> Iterator[str]:
    """A table of the shape's keys, then those of each shape in it under its TOML heading."""
    whole = schema.shape_of(model)
    shapes = whole.get("$defs", {})
    _mark_closed({model.__name__: whole, **shapes})
    waiting = [("", whole)]
    while waiting:
        path, shape = waiting.pop(0)
        if path:
            yield f"### `{path}`"
            yield shape.get("description", "")
        rows = []
        for key, value in shape["properties"].items():
            way, inner = _inner(value, shapes)
            if inner:
                place = ".".join(filter(None, (path.strip("[]"), key, "ID" if way == "dict" else "")))
                waiting.append((f"[[{place}]]" if way == "array" else f"[{place}]", inner))
            needed = "yes" if key in shape.get("required", []) else ""
            rows.append((code(key), value["description"], _kind(value, shapes), needed, _default(value)))
        yield table(("key", "what", "allowed", "needed", "if left out"), rows)


def _mark_closed(shapes: Part) -> None:
    for name, key, listed in schema.CLOSED:
        if name in shapes:
            value = shapes[name]["properties"][key]
            value.get("items", value)["closed"] = listed


def _inner(value: Part, shapes: Part) -> tuple[str, Part | None]:
    """The shape that a key holds, and how: as itself, in an array or in a dict; None where it holds plain values."""
    ways = (("table", value), ("array", value.get("items", {})), ("dict", value.get("additionalProperties") or {}))
    for name, part in ways:
        if isinstance(part, dict) and "$ref" in part:
            found = shapes[part["$ref"].rpartition("/")[2]]
            if "properties" in found:
                return name, found
    return "", None


def _kind(value: Part, shapes: Part) -> str:
    if "closed" in value and value["type"] == "string":
        return f"one of the [{value['closed']}](#{value['closed']})"
    if "$ref" in value:
        found = shapes[value["$ref"].rpartition("/")[2]]
        return codes(found["enum"]) if "enum" in found else "table"
    if "anyOf" in value:
        return " or ".join(_kind(each, shapes) for each in value["anyOf"])
    if "enum" in value or "const" in value:
        return codes(value.get("enum") or [value["const"]]) or "nothing"
    return _plain(value) if value["type"] not in ("array", "object") else _several(value, shapes)


def _several(value: Part, shapes: Part) -> str:
    if value["type"] == "array":
        return _list(value, _kind(value["items"], shapes))
    names = f"[{value['closed']}](#{value['closed']})" if "closed" in value else "id"
    if "$ref" in value.get("propertyNames", {}):
        names = _kind(value["propertyNames"], shapes)
    return f"by {names}: {_kind(value['additionalProperties'], shapes)}"


def _list(value: Part, inner: str) -> str:
    fewest, most = value.get("minItems"), value.get("maxItems")
    if most == PAIR:
        return f"[lowest, highest], each {inner}"
    count = f" of {fewest} to {most}" if most else f" of {fewest} or more" if fewest else ""
    return f"list{count}, each {inner}"


def _plain(value: Part) -> str:
    kind = KINDS.get(value["type"], str(value["type"]))
    if value.get("pattern", "").startswith("^[a-z0-9]"):
        return "id"
    if "pattern" in value:
        return "address"
    low = value.get("minimum", value.get("exclusiveMinimum"))
    if low is not None:
        above = "above " if "exclusiveMinimum" in value else ""
        return f"{kind}, {above}{low:g} to {value['maximum']:g}"
    return f"{kind}, at most {value['maxLength']} letters" if "maxLength" in value else kind


def _default(value: Part) -> str:
    default = value.get("default")
    if default in (None, [], {}, ""):
        return ""
    if isinstance(default, dict):
        return ""
    return code(str(default).lower() if isinstance(default, bool) else default)


def _phrases(catalogue: Catalogue) -> str:
    rows = [
        (code(key), catalogue.phrases[key], codes(f"{{{word}}}" for word in sorted(words)))
        for key, words in check.PHRASE_WORDS.items()
    ]
    lead = "What is said during a routine. Every phrase must be there; each may use the words in its last column."
    return joined(lead, table(("key", "the built-in one", "may use"), rows))


def _lists(catalogue: Catalogue) -> Iterator[str]:
    words = catalogue.vocabulary
    for title, listed in (("Regions", words.regions), ("Cautions", words.cautions), ("Muscles", words.muscles)):
        yield f"### {title}"
        yield table(("id", "name"), [(code(term.id), term.name) for term in listed.values()])
    yield "### Positions"
    positions = words.positions.values()
    yield table(("id", "name", "level", "facing"), [(code(p.id), p.name, p.level, code(p.facing)) for p in positions])
    yield "### Props"
    yield table(("id", "name", "instead"), [(code(p.id), p.name, ", ".join(p.instead)) for p in words.props.values()])


def _rules(expected: str) -> Iterator[str]:
    rows: dict[str, list[tuple[str, str]]] = {}
    for case, told in re.findall(r"^\[(.+)\]\n((?:  .*\n)*)", expected, re.MULTILINE):
        room, _, name = case.partition("/")
        lines = "<br>".join(code(line.strip()) for line in told.splitlines())
        rows.setdefault(room, []).append((code(name), lines))
    for room, cases in rows.items():
        yield f"### In {room}" if room != "folders" else "### In the folder as a whole"
        yield table(("file", "what its author is told"), cases)
