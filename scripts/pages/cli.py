"""Every command with its arguments and options, from the Typer app."""

from enum import Enum
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperOption
from typer.main import get_command

from scripts.pages.markdown import code, codes, joined, table
from unkink import cli

KINDS = {int: "whole number", float: "number", str: "text", Path: "path", list[str]: "text, repeatable"}

LEAD = """
What each command does and takes. From this folder, `python3 x.py run COMMAND …` is the same as `unkink COMMAND …`.
"""

ENDS = f"""
## How a command ends

| exit code | when |
|---|---|
| 0 | It did what was asked. |
| {cli.FAILED} | It could not: one plain line says what and what to do. So ends `unkink check` with mistakes. |
| 2 | The command line itself was wrong. |
| {cli.INTERRUPTED} | It was interrupted with Ctrl-C. |

Nobody is shown a traceback. Where something goes wrong that nobody foresaw, it is written into a file, and the line
names it.

## What it reads from the environment

| variable | what for |
|---|---|
| `UNKINK_DATA_DIR` | The data folder, where `--data-dir` names none. |
| `DISPLAY`, `WAYLAND_DISPLAY` | Whether there is a screen to open a browser on. |
"""


def page() -> str:
    """The whole page."""
    group: Any = get_command(cli.app)
    own = [param for param in group.params if isinstance(param, TyperOption)]
    parts = ["# The command line", LEAD, "## unkink", _help(group), _options([*own, None])]
    for name, command in group.commands.items():
        parts += [f"## unkink {name}", _help(command), _usage(name, command), _arguments(command), _options_of(command)]
    return joined(*parts, ENDS)


def _help(command: TyperCommand) -> str:
    return (command.help or "").strip()


def _usage(name: str, command: TyperCommand) -> str:
    found = [param for param in command.params if isinstance(param, TyperArgument)]
    names = [(param.metavar or param.name.upper(), param.required) for param in found]
    arguments = [name if required else f"[{name}]" for name, required in names]
    return "```text\n" + " ".join(["unkink", name, *arguments, "[OPTIONS]"]) + "\n```"


def _arguments(command: TyperCommand) -> str:
    found = [param for param in command.params if isinstance(param, TyperArgument)]
    if not found:
        return ""
    rows = [(code(param.metavar or param.name.upper()), param.help or "A file.") for param in found]
    return table(("argument", "what"), rows)


def _options_of(command: TyperCommand) -> str:
    return _options([param for param in command.params if isinstance(param, TyperOption)])


def _options(found: list[TyperOption | None]) -> str:
    rows = [_option(param) if param else ("`-h`, `--help`", "Show the help.", "", "") for param in found]
    return table(("option", "what", "allowed", "if left out"), rows)


def _option(param: TyperOption) -> tuple[str, str, str, str]:
    default = ""
    if isinstance(param.show_default, str):
        default = param.show_default
    elif param.default is not None and not param.is_flag and param.default != "":
        default = code(param.default)
    return codes(param.opts), param.help or "", _allowed(param), default


def _allowed(param: TyperOption) -> str:
    if param.is_flag:
        return ""
    kind = param.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return codes(member.value for member in kind)
    if param.min is not None and param.max is not None:
        return f"{KINDS[kind]}, {param.min:,} to {param.max:,}"
    return KINDS[kind]
