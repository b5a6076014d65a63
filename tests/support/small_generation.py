"""A generation small enough to read: three graphs that overlap, one of them withheld."""

from __future__ import annotations

from pathlib import Path

from claimgraph.generations import Generation, publish_generation
from claimgraph.namespaces import GRAPH

FIRST, SECOND, WITHHELD = (GRAPH + name for name in ("first", "second", "withheld"))

_STATEMENTS = {
    FIRST: ["<x:a> <x:p> <x:shared>", "<x:a> <x:p> <x:b>", '<x:a> <x:name> "A"@en'],
    SECOND: ["<x:a> <x:p> <x:shared>", "<x:b> <x:p> <x:c>"],
    WITHHELD: ["<x:a> <x:p> <x:shared>", "<x:a> <x:p> <x:secret>"],
}


def publish_small_generation(folder: Path, *, padding: int = 0) -> Generation:
    """Publish it below `folder`; `padding` adds so many triples to the first graph."""
    lines = [f"{statement} <{graph}> .\n" for graph in _STATEMENTS for statement in _STATEMENTS[graph]]
    lines += [f'<x:n{i}> <x:number> "{i}" <{FIRST}> .\n' for i in range(padding)]
    graphs = {graph: {"sensitive": graph == WITHHELD} for graph in _STATEMENTS}
    return publish_generation(
        folder, "".join(sorted(lines)).encode(), {"graphs": graphs, "versions": {}, "accounts": {}}
    )
