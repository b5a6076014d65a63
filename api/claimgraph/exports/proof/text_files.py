"""What people read in a bundle: what was claimed and found, whom to name, how to cite it, the licences."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from claimgraph import namespaces
from claimgraph.exports import licences
from claimgraph.exports.proof.proof_bundle import ProofBundle, decision_text

_TEMPLATES = ("README.md", "ATTRIBUTION.md", "CITATION.cff", "CITATION.bib")


def render_text_files(bundle: ProofBundle) -> dict[str, bytes]:
    """The papers, by the name of their file."""
    reuse, licence = bundle.reuse_and_licence
    context = {"bundle": bundle, "graphs": bundle.datasets, "reuse": reuse, "licence": licence}
    written = {name: _environment().get_template(name).render(context).encode() for name in _TEMPLATES}
    texts = {
        f"LICENSES/{name}.txt": licences.licence_text(name, said) for name, said in _notices(bundle).items()
    }
    return written | texts


@cache
def _environment() -> Environment:
    here, archive = PackageLoader("claimgraph.exports.proof"), PackageLoader("claimgraph.exports")
    environment = Environment(  # noqa: S701 - these are text files, no HTML
        loader=ChoiceLoader([here, archive]),  # credit is given as in an archive
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "quoted": _quoted,
        "cell": _cell,
        "compact": _compact,
        "braced": _braced,
        "decision": decision_text,
    }
    return environment


def _quoted(text: Any) -> str:
    """A YAML scalar: every JSON string is one."""
    return json.dumps(str(text), ensure_ascii=False)


def _cell(text: Any) -> str:
    """A cell of a Markdown table; nothing where there is nothing."""
    return "" if text is None else " ".join(str(text).split()).replace("|", "\\|")


def _compact(iri: str | None) -> str:
    """As it is written on the command line."""
    return "" if iri is None else namespaces.compact_iri(iri).removeprefix("id:")


def _braced(text: Any) -> str:
    """A value of BibTeX, in which braces and backslashes would mean something."""
    return "{" + str(text).replace("\\", "/").replace("{", "(").replace("}", ")") + "}"


def _notices(bundle: ProofBundle) -> dict[str, str]:
    """Each licence with the data sets under it."""
    found = defaultdict[str, list[str]](list)
    for each in bundle.datasets:
        found[each["licence"]].append(f"{each['title']}: {each['attribution']} {each['url'] or ''}".strip())
    return {licence: "\n".join(lines) for licence, lines in found.items() if licence}
