"""claimgraph token list."""

from __future__ import annotations

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import print_json, print_table
from claimgraph.generations import WriteToken, list_tokens


def token_list(format_: TableOrJson = "table", build_folder: BuildFolder = None) -> None:
    """List the tokens: their names, the graphs that each may write, and when it was made or revoked.

    Example: claimgraph token list
    """
    format_ = parse_format(format_)
    tokens = list_tokens(read_settings(build_folder).build_folder)
    if format_ == "json":
        print_json([_describe(token) for token in tokens])
    else:
        rows = [(token.name, " ".join(token.graphs), token.created, token.revoked or "") for token in tokens]
        print_table(("name", "graphs", "created", "revoked"), rows)


def _describe(token: WriteToken) -> dict[str, object]:
    return {
        "name": token.name,
        "graphs": token.graphs,
        "created": token.created,
        "revoked": token.revoked,
    }
