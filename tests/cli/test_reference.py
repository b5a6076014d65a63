"""The help of the commands: one example each, and the reference page that is rendered from it."""

from __future__ import annotations

import re

import pytest

from claimgraph.cli.commands import COMMANDS, command_name
from claimgraph.cli.reference import render_reference
from claimgraph.source_tree import default_source_tree

HELP = {command_name(command): command.__doc__ or "" for command in COMMANDS}


@pytest.mark.parametrize("command", HELP)
def test_the_help_of_a_command_shows_how_to_call_it(command: str) -> None:
    examples = re.findall(r"^ *Example: (.*)$", HELP[command], re.MULTILINE)
    assert examples
    assert all(re.match(rf"claimgraph {command}\b", example) for example in examples)


def test_the_reference_page_says_what_the_help_of_the_commands_says() -> None:
    page = default_source_tree().root / "docs" / "reference" / "command-line.md"
    assert page.read_text("utf-8") == render_reference(), "Run `make docs`."
