"""Commands that hand out a verdict with its proof, and check such a proof: bundle, verify."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from claimgraph import bundle as bundled
from claimgraph.checks.files import read_checks
from claimgraph.checks.policy import policy
from claimgraph.cli.make import BuildFolder
from claimgraph.cli.naming import find_claim, opened
from claimgraph.cli.output import app, say, settings, talk
from claimgraph.errors import ClaimgraphError
from claimgraph.exports import proof

_DAY = ["%Y-%m-%d"]


class ProofFileError(ClaimgraphError):
    """A file with a bundle cannot be read or written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror}. Name another file.")


@app.command()
def bundle(  # noqa: PLR0913, PLR0917 - each argument is an option
    claim: Annotated[str, typer.Argument(help="A claim: its slug, IRI, or an identifier such as S18.")],
    output: Annotated[
        Path | None, typer.Option("--output", help="The file to write.", show_default="<claim>.zip")
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            formats=_DAY,
            help="Use only what was known by then.",
            show_default="the day of the data",
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            "--without", help="An observation, source, publisher or data set to leave out; repeatable."
        ),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Only sources of this tier, as primary; repeatable.")
    ] = None,
    definition: Annotated[
        str | None, typer.Option("--definition", help="The metric to take as the claim's own.")
    ] = None,
    build_folder: BuildFolder = None,
) -> None:
    """Write the computed verdict on CLAIM, with all it rests on, as a zip that anyone can verify offline.

    Prints the SHA-256 and the name of the file, as sha256sum does. The same graph gives the same file.

    Example: claimgraph bundle S18 --output S18.zip
    """
    store = opened(build_folder)
    iri = find_claim(store, claim)
    day = as_of.date() if as_of else proof.stored_day(store, iri)
    if day is None:
        raise typer.BadParameter(
            "The graph keeps no verdict on this claim. Give a day.", param_hint="--as-of"
        )
    asked = policy(store, day, without=tuple(without or ()), only=tuple(only or ()), definition=definition)
    with talk.status("proving"):
        data = proof.bundle(store, iri, asked)
    path = output or Path(f"{iri.rpartition('/')[2]}.zip")
    _write(path, data)
    print(f"{proof.digest(data)}  {path}")
    say(f"{path}: {len(data):,} bytes, {asked.text()}. Check it with: claimgraph verify {path}")


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
        found = proof.verify(_read(file), settings(), expect)
    record = found.record
    print(f"{found.hash}  {file}")
    print(f"{record['identifier']}: {record['verdict']} ({record['policy']['text']})")
    rows = sum(len(part["comparisons"]) for part in record["parts"])
    say(
        f"It holds: {found.quads} quads, {len(found.checks)} checks run again, {rows} comparison(s) and the "
        f"verdict as stated. From generation {found.versions['generation']}."
    )
    for note in (*found.notes, *_other_checks(found)):
        say(f"Note: {note}")


def _other_checks(found: proof.Verified) -> list[str]:
    """A bundle is checked by its own queries. A reader should know where those installed here differ."""
    own = {
        f"checks/{each.slug}.rq": each.text
        for each in read_checks(bundled.shipped().root / "data" / "checks")
    }
    differ = [name for name, text in found.checks.items() if own.get(name) != text]
    return [f"{name} is not the check of this name that is installed here." for name in differ if own]


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(proof.LARGEST + 1)  # one byte too many is told from none
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
