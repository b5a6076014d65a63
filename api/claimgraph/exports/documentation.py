"""What stands beside the data in an archive: what it is, whom to name, what was withheld and why."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from claimgraph import __version__, namespaces
from claimgraph.documents.rights import allows_graph
from claimgraph.exports import licences
from claimgraph.exports.selection import ROW, Selection, withholding_reason

_TEMPLATES = ("README.md", "ATTRIBUTION.md", "CITATION.cff", "GENERATION", "WITHHELD.md")


def write_documentation(selection: Selection, formats: list[str], folder: Path) -> None:
    """Write every paper below `folder`."""
    context = _context(selection) | {"formats": formats}
    for name in _TEMPLATES:
        (folder / name).write_text(_environment().get_template(name).render(context), "utf-8")
    (folder / "LICENSES").mkdir()
    for licence, notice in _licences(selection).items():
        (folder / "LICENSES" / f"{licence}.txt").write_bytes(licences.licence_text(licence, notice))


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 - these are text files, no HTML
        loader=PackageLoader("claimgraph.exports"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"quoted": _quoted, "number": "{:,}".format}
    return environment


def _quoted(text: Any) -> str:
    """A YAML scalar: every JSON string is one."""
    return json.dumps(str(text), ensure_ascii=False)


def _context(selection: Selection) -> dict[str, Any]:
    graphs = [_graph(selection, iri) for iri in selection.graph_files]
    withheld = _withheld(selection)
    return {
        "generation": selection.generation.name,
        "version": __version__,
        "root": namespaces.ROOT,
        "reuse": selection.level,
        "graphs": graphs,
        "exported": sum(graph["here"] for graph in graphs),
        "in_generation": sum(entry["triples"] for entry in selection.generation.manifest["graphs"].values()),
        "added": sum(selection.added_triples.values()),
        "withheld": withheld,
        "withheld_total": sum(triples for *_, triples in withheld),
        "rows": _rows(selection),
        "row_reason": ROW,
        "licences": sorted(_licences(selection)),
        "spdx": sorted(
            {graph["licence"] for graph in graphs if not graph["licence"].startswith("LicenseRef-")}
        ),
        "released": max((graph["issued"] for graph in graphs if graph["issued"]), default=None),
    }


def _graph(selection: Selection, iri: str) -> dict[str, Any]:
    """A graph's entry of the manifest, with what an older build did not write down as None."""
    known = dict.fromkeys(("description", "publisher", "url", "version", "issued", "retrieved"))
    counts = {"here": selection.count_triples(iri), "added": selection.added_triples[iri]}
    return (
        known
        | selection.manifest_entry(iri)
        | {"iri": iri, "name": iri.removeprefix(namespaces.GRAPH)}
        | counts
    )


def _withheld(selection: Selection) -> list[tuple[str, str, str, int]]:
    """Graph, its licence, reason and triples; of a sensitive graph only that there is one, and how large."""
    found = Counter[tuple[str, str, str]]()
    for (iri, why), triples in selection.withheld_triples.items():
        entry = selection.manifest_entry(iri)
        hidden = entry["sensitive"]
        name = "withheld" if hidden else iri.removeprefix(namespaces.GRAPH)
        told = (
            why
            if hidden or allows_graph(selection.level, entry)
            else f"the whole graph: {withholding_reason(entry)}"
        )
        found[name, "" if hidden else entry["licence"], told] += triples
    return [(*key, found[key]) for key in sorted(found)]


def _rows(selection: Selection) -> list[tuple[str, list[str]]]:
    """The rows left out, by the words that say why."""
    by_words = defaultdict[str, list[str]](list)
    for (_, subject), words in selection.withheld_rows.items():
        by_words[words].append(namespaces.compact_iri(subject[1:-1].decode()).removeprefix("id:"))
    return [(words, sorted(by_words[words])) for words in sorted(by_words)]


def _licences(selection: Selection) -> dict[str, str]:
    """The licences of the graphs here and of their rows, each with a notice of what stands under it."""
    notices = defaultdict[str, list[str]](list)
    for iri in selection.graph_files:
        entry = selection.manifest_entry(iri)
        notices[entry["licence"]].append(
            f"{entry['title']}: {entry['attribution']} {entry.get('url') or ''}".strip()
        )
    in_rows = dict.fromkeys(licences.find_spdx_ids(selection.row_licences), "Single rows.")
    return in_rows | {licence: "\n".join(lines) for licence, lines in notices.items()}
