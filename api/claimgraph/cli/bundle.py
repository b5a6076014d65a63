"""Commands that hand out a verdict with its proof, and check such a proof: bundle, verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimgraph.assessment.evidence_query_files import read_evidence_queries
from claimgraph.assessment.stored_verdicts import day_of_data
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find_claim, opened
from claimgraph.cli.options import AsOfData, Definition, Only, Without, asked, day_of
from claimgraph.cli.output import app, say, settings, talk
from claimgraph.errors import ClaimgraphError
from claimgraph.exports import proof
from claimgraph.source_tree import default_source_tree


class ProofFileError(ClaimgraphError):
    """A file with a bundle cannot be read or written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror}. Name another file.")


@app.command()
def bundle(  # noqa: PLR0913, PLR0917 - options of a command
    claim: Annotated[str, typer.Argument(help="A claim, as S18.")],
    output: Annotated[
        Path | None, typer.Option("--output", help="The file to write.", show_default="<claim>.zip")
    ] = None,
    as_of: AsOfData = None,
    without: Without = None,
    only: Only = None,
    definition: Definition = None,
    build_folder: BuildFolder = None,
) -> None:
    """Write the computed verdict on CLAIM, with all it rests on, as a zip that anyone can verify offline.

    Prints the SHA-256 and the name of the file, as sha256sum does. The same graph gives the same file.

    Example: claimgraph bundle S18 --output S18.zip
    """
    day = day_of(as_of)
    store = opened(build_folder)
    iri = find_claim(store, claim)
    judging = asked(store, day or day_of_data(store), without, only, definition)
    with talk.status("proving"):
        data = proof.create_proof_bundle(store, iri, judging)
    path = output or Path(f"{iri.rpartition('/')[2]}.zip")
    _write(path, data)
    print(f"{proof.sha256_hex(data)}  {path}")
    say(f"{path}: {len(data):,} bytes, {judging.describe()}. Check it with: claimgraph verify {path}")


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A bundle, as `claimgraph bundle` writes it.")],
    expect: Annotated[
        str | None, typer.Option("--expect", help="The SHA-256 that it has to have.", show_default="any")
    ] = None,
) -> None:
    """Compute the verdict in FILE again, from FILE alone, and fail if anything in it has been changed.

    Prints the SHA-256 and the name of the file, then the claim and its verdict.

    Example: claimgraph verify S18.zip
    """
    with talk.status("verifying"):
        found = proof.verify_proof_bundle(_read(file), settings(), expect)
    record = found.record
    print(f"{found.sha256}  {file}")
    print(f"{record['identifier']}: {record['verdict']} ({record['policy']['text']})")
    rows = len(record["comparisons"])
    say(
        f"It holds: {found.quad_count} quads, {len(found.evidence_queries)} checks run again, {rows} "
        f"comparison(s) and the verdict as stated. From generation {found.versions['generation']}."
    )
    for note in (*found.notes, *_other_checks(found)):
        say(f"Note: {note}")


def _other_checks(found: proof.Verification) -> list[str]:
    """A bundle is checked by its own queries. A reader should know where those installed here differ."""
    own = {
        f"checks/{each.slug}.rq": each.text
        for each in read_evidence_queries(default_source_tree().root / "data" / "checks")
    }
    differ = [name for name, text in found.evidence_queries.items() if own.get(name) != text]
    return [f"{name} is not the check of this name that is installed here." for name in differ if own]


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(proof.MAX_ARCHIVE_BYTES + 1)  # one byte too many is told from none
    except OSError as error:
        raise ProofFileError(file, error) from None


def _write(path: Path, data: bytes) -> None:
    """Under another name first, so that there is never half a bundle under this one."""
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        raise ProofFileError(path, error) from None
