"""claimgraph verify."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.assessment import RULES_VERSION, read_evidence_queries
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.output import say, show_progress
from claimgraph.cli.proof_file import read_proof_file
from claimgraph.exports import proof
from claimgraph.source_tree import default_source_tree


def verify(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Proof bundle, as written by claimgraph bundle.")
    ],
    expect: Annotated[
        str | None,
        typer.Option(
            "--expect", metavar="SHA256", help="SHA-256 that the file must have.", show_default="any"
        ),
    ] = None,
) -> None:
    """Compute the verdict of a proof bundle again, from the bundle alone, and fail if it was changed.

    Prints the SHA-256 and the name of the file, then the claim and its verdict.

    Example: claimgraph verify S18.zip
    """
    with show_progress("verifying"):
        verification = proof.verify_proof_bundle(read_proof_file(file), read_settings(), expect)
    record = verification.record
    print(f"{verification.sha256}  {file}")
    print(f"{record.identifier}: {record.verdict} ({record.policy.text})")
    rows = len(record.comparisons)
    how = "run again" if record.rules_version == RULES_VERSION else "not run again"
    say(
        f"It holds: {verification.quad_count} quads, {len(verification.evidence_queries)} evidence queries "
        f"{how}, {rows} comparison(s) and the verdict as stated. "
        f"From generation {verification.versions.generation}."
    )
    for note in (*verification.notes, *_differing_queries(verification)):
        say(f"Note: {note}")


def _differing_queries(verification: proof.Verification) -> Iterator[str]:
    """A bundle is verified by its own queries; a reader should know where the installed ones differ."""
    folder = default_source_tree().root / "data" / "checks"
    installed = {f"checks/{query.slug}.rq": query.text for query in read_evidence_queries(folder)}
    for name, text in verification.evidence_queries.items():
        if installed and installed.get(name) != text:
            yield f"{name} differs from the evidence query of this name that is installed here."
