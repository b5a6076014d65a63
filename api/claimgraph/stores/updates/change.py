"""A change that somebody asks for, and what it comes to; both travel between processes as JSON."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

Action = Literal["update", "replace", "add", "delete"]


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """A change, and what its author may do.

    `action`: "update" runs `content` as SPARQL; the others concern the graph `target`, whose new triples are
    `content` in `media_type`. `scope`: the graphs that may be written, as tokens have it. `written`: those
    that were written before and are no part of what is shipped. `computed`: those that a build makes of all
    others. `default_graph`: the graph that is the default one; None: that is the merge of all.
    """

    action: Action
    content: bytes
    scope: tuple[str, ...]
    written: tuple[str, ...]
    computed: tuple[str, ...] = ()
    target: str = ""
    media_type: str = ""
    base: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()
    default_graph: str | None = None

    def encode(self) -> bytes:
        """The request as JSON."""
        fields = asdict(self) | {"content": base64.b64encode(self.content).decode()}
        return json.dumps(fields).encode()

    @classmethod
    def decode(cls, data: bytes) -> ChangeRequest:
        """The request that `encode` encoded."""
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in json.loads(data).items()
        }
        return cls(**fields | {"content": base64.b64decode(fields["content"])})


@dataclass(frozen=True, slots=True)
class ChangedGraph:
    """A graph after a change: sorted N-Triples, or None if there is no such graph any more."""

    iri: str
    existed: bool
    text: str | None
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Validation:
    """What has to be validated after a change: a graph, and what others say of the things it mentions."""

    iri: str
    data: str
    context: str


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    """What a change comes to. Graphs that stay as they are are no part of it."""

    graphs: tuple[ChangedGraph, ...] = ()
    validations: tuple[Validation, ...] = ()

    def encode(self) -> bytes:
        """The outcome as JSON."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def decode(cls, data: bytes) -> ChangeOutcome:
        """The outcome that `encode` encoded."""
        fields = json.loads(data)
        return cls(
            tuple(ChangedGraph(**graph) for graph in fields["graphs"]),
            tuple(Validation(**validation) for validation in fields["validations"]),
        )
