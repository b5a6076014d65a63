"""Renders docs/reference/command-line.md from the commands, so that page and --help say the same.

python -m claimgraph.cli.reference > docs/reference/command-line.md
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from claimgraph.cli.commands import app

_HEAD = """# Command line

`make docs` renders this page from the commands; `claimgraph COMMAND --help` says the same.

Results go to stdout, messages to stderr. Exit status: 0 success, 1 an error with a message, 2 wrong usage.
What options leave open is read from environment variables and `claimgraph.toml`: see
[settings](../guides/operate.md#settings).
"""
_EXAMPLE = "Example: "
_WIDTH = 200  # characters, whatever the terminal has


def render_reference() -> str:
    """The page, in Markdown."""
    application = typer.main.get_command(app)
    assert isinstance(application, TyperGroup)
    context = typer.Context(application, info_name="claimgraph", terminal_width=_WIDTH)
    commands = list(_commands(application, context))
    links = (_render_link(command, parent) for command, parent in commands)
    sections = (_render_command(command, parent) for command, parent in commands)
    return "\n".join([_HEAD, _render_table(("command", "what it does"), links), *sections])


def _commands(group: TyperGroup, context: typer.Context) -> Iterator[tuple[TyperCommand, typer.Context]]:
    """Yield each command with the context of its group; those of a group within follow each other."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, TyperGroup):
            yield from _commands(command, typer.Context(command, parent=context, info_name=name))
        else:
            assert isinstance(command, TyperCommand)
            yield command, context


def _render_link(command: TyperCommand, parent: typer.Context) -> tuple[str, str]:
    name = _name(command, parent)
    return f"[`{name}`](#{name.replace(' ', '-')})", _paragraphs(command)[0]


def _name(command: TyperCommand, parent: typer.Context) -> str:
    """The words after `claimgraph`: "ontology check"."""
    return f"{parent.command_path} {command.name}".partition(" ")[2]


def _render_command(command: TyperCommand, parent: typer.Context) -> str:
    context = typer.Context(command, parent=parent, info_name=command.name)
    usage = command.get_usage(context).removeprefix("Usage: ")
    paragraphs = _paragraphs(command)
    prose = (f"{text}\n" for text in paragraphs if not text.startswith(_EXAMPLE))
    examples = (text.removeprefix(_EXAMPLE) for text in paragraphs if text.startswith(_EXAMPLE))
    blocks = (f"```sh\n{text}\n```\n" for text in examples)
    parameters = _render_table(("argument or option", "meaning"), _parameter_rows(command, context))
    return "\n".join([f"## {_name(command, parent)}\n", f"`{usage}`\n", *prose, *blocks, parameters])


def _paragraphs(command: TyperCommand) -> list[str]:
    return [" ".join(text.split()) for text in (command.help or "").split("\n\n")]


def _parameter_rows(command: TyperCommand, context: typer.Context) -> Iterator[tuple[str, str]]:
    """The names of each parameter and its help."""
    for parameter in command.params:
        assert isinstance(parameter, TyperArgument | TyperOption)
        if record := parameter.get_help_record(context):
            names, text = record
            yield f"`{names.partition(' <')[0]}`", " ".join(text.split())  # without the type


def _render_table(columns: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    cells = [columns, ("---", "---"), *rows]
    escaped = ((left.replace("|", "\\|"), right.replace("|", "\\|")) for left, right in cells)
    return "".join(f"| {left} | {right} |\n" for left, right in escaped)


if __name__ == "__main__":
    print(render_reference(), end="")
