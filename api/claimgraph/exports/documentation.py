"""The files beside the data in an archive: README, attribution, citation, what was withheld, licences."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from claimgraph import __version__, namespaces
from claimgraph.datasets import find_spdx_ids
from claimgraph.documents import allows_graph
from claimgraph.exports import licences
from claimgraph.exports.selection import ROW, Selection, withholding_reason
from claimgraph.rdf import unwrap_token

_TEMPLATES = ("README.md", "ATTRIBUTION.md", "CITATION.cff", "GENERATION", "WITHHELD.md")


def write_documentation(selection: Selection, formats: list[str], folder: Path) -> None:
    """Write the documentation of an archive into `folder`."""
    notices = _licence_notices(selection)
    context = _context(selection) | {"formats": formats, "licences": sorted(notices)}
    for name in _TEMPLATES:
        (folder / name).write_text(_environment().get_template(name).render(context), "utf-8")
    (folder / "LICENSES").mkdir()
    for licence, notice in notices.items():
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
    environment.filters |= {"quoted": yaml_string, "number": "{:,}".format}
    return environment


def yaml_string(text: Any) -> str:
    """Quote a text for YAML: every JSON string is a YAML scalar."""
    return json.dumps(str(text), ensure_ascii=False)


def _context(selection: Selection) -> dict[str, Any]:
    graphs = [_describe_graph(selection, iri) for iri in selection.graph_files]
    withheld = _list_withheld(selection)
    spdx = {graph["licence"] for graph in graphs if not graph["licence"].startswith("LicenseRef-")}
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
        "rows": _list_withheld_rows(selection),
        "row_reason": ROW,
        "spdx": sorted(spdx),
        "released": max((graph["issued"] for graph in graphs if graph["issued"]), default=None),
    }


def _describe_graph(selection: Selection, iri: str) -> dict[str, Any]:
    """A graph's entry of the manifest and its counts; None for keys that an older build did not write."""
    optional = dict.fromkeys(("description", "publisher", "url", "version", "issued", "retrieved"))
    names = {"iri": iri, "name": namespaces.graph_slug(iri)}
    counts = {"here": selection.count_triples(iri), "added": selection.added_triples[iri]}
    return optional | selection.manifest_entry(iri) | names | counts


def _list_withheld(selection: Selection) -> list[tuple[str, str, str, int]]:
    """Graph, licence, reason and triples; of a sensitive graph only its size."""
    counts = Counter[tuple[str, str, str]]()
    for (iri, reason), triples in selection.withheld_triples.items():
        entry = selection.manifest_entry(iri)
        if entry["sensitive"]:
            counts["withheld", "", reason] += triples
            continue
        is_held = allows_graph(selection.level, entry)
        text = reason if is_held else f"the whole graph: {withholding_reason(entry)}"
        counts[namespaces.graph_slug(iri), entry["licence"], text] += triples
    return [(*key, counts[key]) for key in sorted(counts)]


def _list_withheld_rows(selection: Selection) -> list[tuple[str, list[str]]]:
    """The rows that were withheld, grouped by the words that forbid their reuse."""
    rows = defaultdict[str, list[str]](list)
    for (_, subject), licence in selection.withheld_rows.items():
        iri = unwrap_token(subject).decode()
        rows[licence].append(namespaces.compact_iri(iri).removeprefix("id:"))
    return [(licence, sorted(rows[licence])) for licence in sorted(rows)]


def _licence_notices(selection: Selection) -> dict[str, str]:
    """The licences of graphs and rows in the archive, with a notice of what is under each."""
    graphs = defaultdict[str, list[str]](list)
    for iri in selection.graph_files:
        entry = selection.manifest_entry(iri)
        notice = f"{entry['title']}: {entry['attribution']} {entry.get('url') or ''}"
        graphs[entry["licence"]].append(notice.strip())
    rows = dict.fromkeys(find_spdx_ids(selection.row_licences), "Single rows.")
    return rows | {licence: "\n".join(notices) for licence, notices in graphs.items()}
