"""Every call of the HTTP API, from its OpenAPI document."""

from typing import Any

from scripts.pages.markdown import code, codes, joined, table

Part = dict[str, Any]

# In words of our own: those that come by themselves differ between versions of Python.
ANSWERS = {
    "200": "The answer.",
    "304": "What `if-none-match` names is still what it would be answered with.",
    "403": "Not this server's own address, or another site asked.",
    "404": "There is no such thing; `nearest` holds the ids that are most like it.",
    "409": "It cannot be carried out as it was asked.",
    "422": "The request is not as described here.",
    "503": "The journal cannot be read or written now; the line says why.",
}

KINDS = {"integer": "whole number", "string": "text", "boolean": "true or false", "null": "null"}

LEAD = """
JSON over HTTP, on this machine, at the address that `unkink serve` prints. The same as a document for programs:
`/api/openapi.json` on a running server, or `src/unkink/web/openapi.json` in the source. Requests must carry the
server's own address in `Host`, and in `Origin` where there is one. With `--lan`, devices in the same network may ask
too; one that is not let in gets 401 for every call. Every error is an `ErrorShape`: what went wrong, the way out, and
the nearest ids where an id was unknown. Doses are in seconds; timelines and times of day in whole milliseconds.
"""


def tidy(document: Part) -> Part:
    """The document with our own words for the answers, so that it is the same on every Python."""
    for calls in document["paths"].values():
        for call in calls.values():
            for status, answer in call["responses"].items():
                answer["description"] = ANSWERS[status]
    return document


def page(document: Part) -> str:
    """The whole page."""
    parts = ["# The HTTP API", LEAD, "## Calls"]
    for path, calls in document["paths"].items():
        for method, call in calls.items():
            parts += [
                f"### {method.upper()} {path}",
                call["description"],
                *_takes(call),
                _answers(call),
                *_headers(call),
            ]
    parts.append("## Shapes")
    for name, shape in sorted(document["components"]["schemas"].items()):
        parts += [f"### {name}", _shape(shape)]
    return joined(*parts)


def _takes(call: Part) -> list[str]:
    rows = [
        (code(each["name"]), each["in"], _kind(each["schema"]), "yes" if each["required"] else "")
        for each in call.get("parameters", [])
    ]
    parts = [table(("parameter", "in", "kind", "needed"), rows)] if rows else []
    if "requestBody" in call:
        parts.append(f"Takes: {_kind(_json(call['requestBody']))}")
    return parts


def _answers(call: Part) -> str:
    rows = [(status, _content(answer), answer["description"]) for status, answer in sorted(call["responses"].items())]
    return table(("status", "answer", "when"), rows)


def _headers(call: Part) -> list[str]:
    """What the headers of the answer tell."""
    rows = [(code(name), each["description"]) for name, each in call["responses"]["200"].get("headers", {}).items()]
    return [table(("header of the answer", "what it says"), rows)] if rows else []


def _content(answer: Part) -> str:
    """The shape of an answer; of one that is no JSON, its media type."""
    kinds = list(answer.get("content", {}))
    return _kind(_json(answer)) if "application/json" in kinds else codes(kinds)


def _json(part: Part) -> Part:
    schema: Part = part["content"]["application/json"]["schema"]
    return schema


def _shape(shape: Part) -> str:
    told = shape.get("description", "")
    if "enum" in shape:
        return joined(told, f"One of {codes(shape['enum'])}.")
    rows = [
        (code(key), _kind(value), "yes" if key in shape.get("required", []) else "")
        for key, value in shape["properties"].items()
    ]
    return joined(told, table(("key", "kind", "always there"), rows))


def _kind(schema: Part) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return " or ".join(map(code, schema.get("enum") or [schema["const"]]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'])}"
    if "additionalProperties" in schema:
        return f"{_kind(schema['additionalProperties'])} by key"
    return _plain(schema)


def _plain(schema: Part) -> str:
    kind = "UUID" if schema.get("format") == "uuid" else KINDS.get(schema["type"], str(schema["type"]))
    if "minimum" in schema:
        kind += f", {schema['minimum']:,} to {schema['maximum']:,}"
    if "maxLength" in schema and schema.get("minLength", 0) == 0:
        kind += f", at most {schema['maxLength']} letters"
    return kind
