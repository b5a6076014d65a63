"""All commands in one application; the one place where the command line catches our errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from claimgraph import __version__
from claimgraph.cli.backup import backup
from claimgraph.cli.build import build
from claimgraph.cli.bundle import bundle
from claimgraph.cli.check import check
from claimgraph.cli.clean import clean
from claimgraph.cli.contradictions import contradictions
from claimgraph.cli.diff import diff
from claimgraph.cli.export import export
from claimgraph.cli.forget import forget
from claimgraph.cli.impact import impact
from claimgraph.cli.import_ import import_
from claimgraph.cli.info import info
from claimgraph.cli.lineage import lineage
from claimgraph.cli.new_dataset import new_dataset
from claimgraph.cli.ontology_check import ontology_check
from claimgraph.cli.ontology_export import ontology_export
from claimgraph.cli.output import fail
from claimgraph.cli.predictions import predictions
from claimgraph.cli.push import push
from claimgraph.cli.query import query
from claimgraph.cli.release import release
from claimgraph.cli.restore import restore
from claimgraph.cli.serve import serve
from claimgraph.cli.show import show
from claimgraph.cli.streams import prepare_streams
from claimgraph.cli.token_create import token_create
from claimgraph.cli.token_list import token_list
from claimgraph.cli.token_revoke import token_revoke
from claimgraph.cli.validate import validate
from claimgraph.cli.verify import verify
from claimgraph.cli.verify_store import verify_store
from claimgraph.errors import ClaimgraphError

COMMANDS = (
    build,
    serve,
    validate,
    query,
    show,
    import_,
    forget,
    new_dataset,
    check,
    contradictions,
    impact,
    diff,
    lineage,
    predictions,
    bundle,
    verify,
    export,
    verify_store,
    clean,
    backup,
    restore,
    release,
    push,
    ontology_check,
    ontology_export,
    token_create,
    token_list,
    token_revoke,
    info,
)
GROUPS = {"ontology": "Check and export the ontology.", "token": "Say who may write graphs over HTTP."}

app = typer.Typer(
    name="claimgraph",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command_name(function: Callable[..., None]) -> str:
    """Return how a command is called: `new_dataset` is new-dataset, `ontology_check` is ontology check."""
    name = function.__name__.rstrip("_")
    group, _, rest = name.partition("_")
    return f"{group} {rest}" if group in GROUPS else name.replace("_", "-")


_groups = {
    name: typer.Typer(name=name, help=text, no_args_is_help=True, rich_markup_mode=None)
    for name, text in GROUPS.items()
}
for group in _groups.values():
    app.add_typer(group)
for command in COMMANDS:
    group_name, _, name = command_name(command).rpartition(" ")
    _groups.get(group_name, app).command(name)(command)


def _print_version(requested: bool) -> None:  # noqa: FBT001 - typer's callback signature
    if requested:
        print(__version__)
        raise typer.Exit


@app.callback()
def claimgraph(
    version: Annotated[  # noqa: FBT002 - typer handles it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """An open knowledge graph of claims about AI geopolitics."""


def main() -> None:
    """Run the command line. Exit status: 0 success, 1 a known error, 2 wrong usage."""
    prepare_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # at the exit of the interpreter, a failure would have no message
    except ClaimgraphError as error:
        fail(str(error))
    except BrokenPipeError:  # `claimgraph query … | head` is not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        fail(_describe_system_error(error))
    except Exception:
        if undecodable := _find_undecodable_argument():
            fail(f"{undecodable!a} is not UTF-8. Type it anew, or set the locale of the terminal.")
        raise


def _describe_system_error(error: OSError) -> str:
    place = f"{error.filename}: " if error.filename else "A file or folder: "
    return f"{place}{error.strerror or error}. Check that disk, and who may use it."


def _find_undecodable_argument() -> str | None:
    """The first argument with half characters, by which Python marks bytes that it cannot decode."""
    return next((text for text in sys.argv[1:] if not _is_encodable(text)), None)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
