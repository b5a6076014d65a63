"""Stands in until the text-based validation and reasoning are there."""

from __future__ import annotations
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
import hashlib
from pyoxigraph import RdfFormat, parse
from claimgraph.bundle import Bundle
from claimgraph.validation import Finding, graph_of, shapes_graph, validate, vocabulary_graph
from claimgraph.build.imports import lines_of
from claimgraph.reasoning.closure import closure


@dataclass
class Rules:
    bundle: Bundle

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(
            b"".join(p.read_bytes() for p in (*self.bundle.shape_files, *self.bundle.ontology_files))
        ).hexdigest()


def rules(bundle: Bundle) -> Rules:
    return Rules(bundle)


def check(data: str, rules: Rules, *, context: str = "") -> list[Finding]:
    g = graph_of(parse(data + context, format=RdfFormat.N_TRIPLES))
    own = {line.split(" ", 1)[0][1:-1] for line in data.splitlines()}
    found = validate(g, shapes_graph(rules.bundle), vocabulary=vocabulary_graph(rules.bundle))
    return [f for f in found if f.focus in own]


def closure_text(parts: Iterable[bytes]) -> bytes:
    return lines_of(closure(q.triple for p in parts for q in parse(p, format=RdfFormat.N_TRIPLES)))
