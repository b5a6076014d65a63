"""claimgraph lineage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_claim
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import Cells, print_json_text, print_table

if TYPE_CHECKING:
    from claimgraph.documents import Lineage, LineageChain, LineageUtterance, Wording

_UTTERANCES = ("step", "utterance", "said", "in", "put as", "remark")
_ORIGINS = ("origins", "because they share")
_FIGURES = ("from", "back to", "steps", "figure")
_CHANGES = ("from", "to", "steps", "what", "before", "after", "change")
_WORDS = ("from", "to", "steps", "in one word")
_LOOPS = ("utterances that rest on each other", "")
_MAX_INDENT = 12  # steps beyond this are numbered, and no longer indented
_VERBS = {"quoted": "quotes", "derived": "repeats"}
_FATES = {
    "changed": "another number",
    "of-something-else": "only of something else",
    "missing": "missing",
    "not-seen": "not seen",
}


def lineage(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Claim, such as S18.")],
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Trace a claim to its origins: what its utterances repeat and quote, and what changed on the way.

    Example: claimgraph lineage S18
    """
    from claimgraph.documents import mark_unreviewed
    from claimgraph.documents.lookups import load_claim_lineage

    format_ = parse_format(format_)
    store = open_graph(build_folder)
    document = load_claim_lineage(store, resolve_claim(store, claim))
    assert document is not None  # resolve_claim has found it
    if format_ == "json":
        print_json_text(document.model_dump_json(indent=2))
        return
    title = mark_unreviewed(document.text or "", reviewed=document.reviewed)
    print_table(_UTTERANCES, utterance_rows(document), title=title)
    for title, columns, rows in _tables(document):
        if rows:
            print_table(columns, rows, title=f"\n{title}")
    print(f"\n{_summary(document)}")


def _summary(lineage: Lineage) -> str:
    """The numbers in a line each."""
    number = lineage.independent_origins
    unseen = sum(not origin.seen for origin in lineage.origins)
    circle = " Every chain runs in a circle." if not number and lineage.utterances else ""
    return (
        f"Independent origins: {number}{f', {unseen} of them not seen' if unseen else ''}.{circle}\n"
        f"Chains that end without the figure: {len(lineage.chains_without_figure)}.\n"
        f"Steps on which the wording hardened: {len(lineage.hardened_steps)}.\n"
        f"Steps in one word: {_count_words(lineage)}.\n"
        f"Loops: {len(lineage.loops)}."
    )


def _count_words(lineage: Lineage) -> str:
    return ", ".join(f"{count} {word}" for word, count in lineage.step_words.items()) or "none"


def utterance_rows(lineage: Lineage) -> Iterator[Cells]:
    """One row for each utterance of the claim, and below it those it came from; each is expanded once."""
    earlier: dict[str, list[tuple[str, str]]] = {}
    for step in lineage.steps:
        earlier.setdefault(step.later, []).append((step.earlier, _VERBS[step.how.value]))
    loop_of = {iri: number for number, loop in enumerate(lineage.loops) for iri in loop.utterances}
    expanded: set[str] = set()
    stack = [(iri, "", 0, "") for iri in reversed(lineage.starts)]
    while stack:
        iri, verb, depth, later = stack.pop()
        is_repeated = iri in expanded
        is_loop = iri in loop_of and loop_of[iri] == loop_of.get(later)
        mark = ("loop: " if is_loop else "") + "see above" if is_repeated else ""
        yield _utterance_row(lineage, iri, verb, depth, mark)
        if not is_repeated:
            expanded.add(iri)
            stack += [(source, how, depth + 1, iri) for source, how in reversed(earlier.get(iri, []))]


def _utterance_row(lineage: Lineage, iri: str, verb: str, depth: int, mark: str) -> Cells:
    utterance = lineage.by_iri[iri]
    speaker = f"{verb} {_speaker(utterance)}".strip() if verb else _speaker(utterance)
    remarks = [mark] if mark else list(_remarks(lineage, utterance))
    return (
        str(depth),
        "  " * min(depth, _MAX_INDENT) + speaker,
        utterance.said.edtf if utterance.said else "unknown",
        _source(utterance),
        utterance.modality.label if utterance.modality else "",
        "; ".join(remarks),
    )


def _source(utterance: LineageUtterance) -> str:
    source = utterance.source
    return (source.title or source.publisher_as_printed or "") if source else "not seen"


def _remarks(lineage: Lineage, utterance: LineageUtterance) -> Iterator[str]:
    if utterance.origin:
        yield "origin"
    if utterance.claim and utterance.claim.iri != lineage.iri:
        yield f"another claim: {utterance.claim.label}"
    for retraction in utterance.retractions:
        yield f"retracted: {retraction.reason}"


def _tables(lineage: Lineage) -> Iterator[tuple[str, Cells, list[Cells]]]:
    yield "Origins that count once", _ORIGINS, list(_origin_rows(lineage))
    yield "Figures not found at an origin", _FIGURES, list(_figure_rows(lineage))
    yield "In one word", _WORDS, list(_word_rows(lineage))
    yield "What changed", _CHANGES, list(_change_rows(lineage))
    yield "Loops", _LOOPS, list(_loop_rows(lineage))


def _origin_rows(lineage: Lineage) -> Iterator[Cells]:
    for origin in lineage.origins:
        if origin.shared:
            yield _names(lineage, origin.origins), ", ".join(reference.label for reference in origin.shared)


def _figure_rows(lineage: Lineage) -> Iterator[Cells]:
    for chain in lineage.chains:
        if fates := _fates(chain):
            yield *_ends(lineage, chain), fates


def _loop_rows(lineage: Lineage) -> Iterator[Cells]:
    for loop in lineage.loops:
        end = "no origin beyond it" if loop.closed else "leads on to others"
        yield _names(lineage, loop.utterances), end


def _word_rows(lineage: Lineage) -> Iterator[Cells]:
    """Each step in one word, then each longer chain as a whole."""
    for step in lineage.steps:
        yield _name(lineage, step.earlier), _name(lineage, step.later), "1", step.wording.summary
    for chain in lineage.long_chains:
        start, origin, steps = _ends(lineage, chain)
        assert chain.wording
        yield origin, start, steps, chain.wording.summary


def _change_rows(lineage: Lineage) -> Iterator[Cells]:
    """Step by step, and for longer chains as a whole: a step may hide what both its ends show."""
    for step in lineage.steps:
        for cells in _shift_cells(step.wording):
            yield _name(lineage, step.earlier), _name(lineage, step.later), "1", *cells
    for chain in lineage.long_chains:
        start, origin, steps = _ends(lineage, chain)
        assert chain.wording
        yield from ((origin, start, steps, *cells) for cells in _shift_cells(chain.wording))


def _shift_cells(wording: Wording) -> Iterator[Cells]:
    for shift in wording.shifts:
        yield shift.aspect.value, shift.before or "–", shift.after or "–", shift.change.value


def _ends(lineage: Lineage, chain: LineageChain) -> tuple[str, str, str]:
    """Names of the first utterance and of the origin, and the number of steps between them."""
    steps = str(len(chain.utterances) - 1)
    return _name(lineage, chain.utterances[0]), _name(lineage, chain.origin), steps


def _fates(chain: LineageChain) -> str:
    """What became of figures that the origin does not simply have, in the order of the claim."""
    fates = (_FATES.get(figure.at_origin.value) for figure in chain.figures)
    return "; ".join(dict.fromkeys(filter(None, fates)))


def _names(lineage: Lineage, iris: list[str]) -> str:
    return "; ".join(_name(lineage, iri) for iri in iris)


def _name(lineage: Lineage, iri: str) -> str:
    utterance = lineage.by_iri[iri]
    return f"{_speaker(utterance)}, {utterance.said.edtf if utterance.said else 'day unknown'}"


def _speaker(utterance: LineageUtterance) -> str:
    return utterance.speaker.label if utterance.speaker else "unknown"
