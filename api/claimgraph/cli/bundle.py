"""claimgraph bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.assessment import day_of_data
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_claim
from claimgraph.cli.options import AsOfData, BuildFolder, Definition, Only, Without, build_policy, parse_day
from claimgraph.cli.output import say, show_progress
from claimgraph.cli.proof_file import write_proof_file
from claimgraph.exports import proof


def bundle(  # noqa: PLR0913, PLR0917 - options of a command
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Claim, such as S18.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="File to write.", show_default="<claim>.zip"),
    ] = None,
    as_of: AsOfData = None,
    without: Without = None,
    only: Only = None,
    definition: Definition = None,
    build_folder: BuildFolder = None,
) -> None:
    """Write the computed verdict on a claim as a zip that anyone can verify offline.

    The zip has everything that the verdict rests on; the same graph gives the same file. Prints the SHA-256
    and the name of the file, as sha256sum does.

    Example: claimgraph bundle S18 --output S18.zip
    """
    day = parse_day(as_of)
    store = open_graph(build_folder)
    iri = resolve_claim(store, claim)
    policy = build_policy(store, day or day_of_data(store), without, only, definition)
    with show_progress("creating the bundle"):
        content = proof.create_proof_bundle(store, iri, policy)
    path = output or Path(f"{iri.rpartition('/')[2]}.zip")
    write_proof_file(path, content)
    print(f"{proof.sha256_hex(content)}  {path}")
    say(f"{path}: {len(content):,} bytes, {policy.describe()}. Check it with: claimgraph verify {path}")
