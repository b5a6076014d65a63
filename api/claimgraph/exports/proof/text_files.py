"""The files of a bundle for people: README, attribution, citations, licence texts."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from claimgraph import namespaces
from claimgraph.documents import row_text
from claimgraph.exports import licences
from claimgraph.exports.documentation import yaml_string
from claimgraph.exports.proof.proof_bundle import ProofBundle

_TEMPLATES = ("README.md", "ATTRIBUTION.md", "CITATION.cff", "CITATION.bib")


def render_text_files(bundle: ProofBundle) -> dict[str, bytes]:
    """The content of these files, by name."""
    reuse, licence = bundle.reuse_and_licence
    context = {"bundle": bundle, "graphs": bundle.datasets, "reuse": reuse, "licence": licence}
    texts = {name: _environment().get_template(name).render(context).encode() for name in _TEMPLATES}
    for name, notice in _licence_notices(bundle).items():
        texts[f"LICENSES/{name}.txt"] = licences.licence_text(name, notice)
    return texts


@cache
def _environment() -> Environment:
    own, shared = PackageLoader("claimgraph.exports.proof"), PackageLoader("claimgraph.exports")
    environment = Environment(  # noqa: S701 - these are text files, no HTML
        loader=ChoiceLoader([own, shared]),  # ATTRIBUTION.md is that of archives
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "quoted": yaml_string,
        "cell": _markdown_cell,
        "compact": _compact_iri,
        "braced": _bibtex_value,
        "row": row_text,
    }
    return environment


def _markdown_cell(text: Any) -> str:
    """The cell of a Markdown table; empty for None."""
    return "" if text is None else " ".join(str(text).split()).replace("|", "\\|")


def _compact_iri(iri: str | None) -> str:
    """An IRI as the command line takes it; empty for None."""
    return "" if iri is None else namespaces.compact_iri(iri).removeprefix("id:")


def _bibtex_value(text: Any) -> str:
    """A value of BibTeX; braces and backslashes, which have a meaning there, are replaced."""
    return "{" + str(text).replace("\\", "/").replace("{", "(").replace("}", ")") + "}"


def _licence_notices(bundle: ProofBundle) -> dict[str, str]:
    """Each licence, with the data sets under it."""
    notices = defaultdict[str, list[str]](list)
    for dataset in bundle.datasets:
        notice = f"{dataset.title}: {dataset.attribution} {dataset.url or ''}"
        notices[dataset.licence].append(notice.strip())
    return {licence: "\n".join(lines) for licence, lines in notices.items() if licence}
