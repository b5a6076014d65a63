"""Writes a bundle. Everything in it is made from its graph part, the policy and the versions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph

from claimgraph import __version__
from claimgraph.assessment.policy import Policy
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof import crate
from claimgraph.exports.proof.archive import pack
from claimgraph.exports.proof.documentation import papers
from claimgraph.exports.proof.quads import digest, loaded
from claimgraph.exports.proof.subgraph import part
from claimgraph.exports.proof.summary import Sheet
from claimgraph.exports.proof.verdict_record import Record, recorded
from claimgraph.stores import Store

GRAPH, RECORD, MANIFEST = "graph.nq", "assessment.json", "manifest.json"
FORMAT = "claimgraph-proof/1"
_HERE = Path(__file__).parent


class NoClaimError(ClaimgraphError):
    """The graph, as it is shown, holds no such claim; withheld ones are not shown."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"The graph holds no claim {claim}. Search with `claimgraph query`: see docs/reference/api.md."
        )


def bundle(store: Store, claim: str, policy: Policy) -> bytes:
    """The archive that proves the verdict on a claim under a policy.

    Raises:
        NoClaimError: There is no such claim.
        PartError: The part taken from the graph would not give the same verdict.
    """
    if recorded(store, claim, policy) is None:
        raise NoClaimError(claim)
    graph = part(store, claim, policy)
    record = recorded(loaded(graph), claim, policy)
    assert record
    return pack(files(Sheet(graph, record, versions(store.generation))))


def versions(generation: str) -> dict[str, str]:
    """What made a bundle. `papers`: the code and templates that worded it."""
    return {
        "claimgraph": __version__,
        "generation": generation,
        "papers": edition(),
        "pyoxigraph": pyoxigraph.__version__,
    }


def files(sheet: Sheet) -> dict[str, bytes]:
    """Every file of a bundle by name; the same sheet gives the same bytes."""
    made = {GRAPH: sheet.graph, RECORD: as_json(sheet.record)}
    made |= {name: check.text.encode() for name, check in sheet.checks.items()}
    made |= papers(sheet)
    made[crate.NAME] = as_json(crate.crate(sheet, made, MANIFEST))
    return made | {MANIFEST: as_json(_manifest(sheet, made))}


def as_json(content: Any) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"


def _manifest(sheet: Sheet, made: dict[str, bytes]) -> Record:
    reuse, licence = sheet.terms
    return {
        "format": FORMAT,
        "claim": sheet.iri,
        "verdict": sheet.record["verdict"],
        "reuse": reuse,
        "licence": licence,
        "versions": sheet.versions | {"ontology": sheet.ontology},
        "graph": {"rdfc10_sha256": sheet.digest, "quads": len(sheet.quads)},
        "files": {
            name: {"sha256": digest(content), "bytes": len(content)} for name, content in sorted(made.items())
        },
    }


@cache  # the code of a running process does not change
def edition() -> str:
    """Changes with any line of this code and its templates."""
    paths = sorted(path for path in _HERE.rglob("*") if path.suffix in (".py", ".md", ".cff", ".bib"))
    return digest(b"".join(path.name.encode() + path.read_bytes() for path in paths))[:16]
