"""The command that asks where a claim comes from: lineage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from claimgraph import namespaces
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find_claim, opened
from claimgraph.cli.output import app, chosen, table

if TYPE_CHECKING:
    from claimgraph.documents.lineage import Lineage, LineageUtterance
    from claimgraph.documents.lineage_paths import Chain, Wording

Cells = tuple[str, ...]

_CHANGES = ("from", "to", "steps", "what", "before", "after", "change")
_DEEPEST = 12  # steps beyond this are numbered, and no longer indented
_VERBS = {"quoted": "quotes", "derived": "repeats"}
_FATES = {"of-something-else": "only of something else", "missing": "missing", "not-seen": "not seen"}


@app.command()
def lineage(
    claim: Annotated[str, typer.Argument(help="The claim: an IRI, a slug, or an identifier such as S18.")],
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Lead a claim back to its origins: what its utterances repeat and quote, and what changed on the way.

    Example: claimgraph lineage S18
    """
    from claimgraph.documents import lookups

    format_ = chosen(format_, ("table", "json"))
    store = opened(build_folder)
    found = lookups.load_claim_lineage(
        store, find_claim(store, claim).removeprefix(namespaces.thing_iri("claim/"))
    )
    assert found is not None  # it was found by name
    if format_ == "json":
        print(found.model_dump_json(indent=2))
        return
    table(("step", "utterance", "said", "in", "put as", "remark"), tree(found), title=found.text)
    for title, columns, rows in _tables(found):
        if rows:
            table(columns, rows, title=f"\n{title}")
    print(f"\n{summary(found)}")


def summary(found: Lineage) -> str:
    """The four numbers in a line each."""
    number = found.independent_origins
    unseen = sum(not each.seen for each in found.origins)
    circle = " Every chain runs in a circle." if not number and found.utterances else ""
    return (
        f"Independent origins: {number}{f', {unseen} of them not seen' if unseen else ''}.{circle}\n"
        f"Chains that end without the figure: {len(found.chains_without_figure)}.\n"
        f"Steps on which the wording hardened: {len(found.hardened_steps)}.\n"
        f"Loops: {len(found.loops)}."
    )


def tree(found: Lineage) -> Iterator[Cells]:
    """One row for each utterance of the claim, and below it those it came from; each is opened once."""
    back: dict[str, list[tuple[str, str]]] = {}
    for step in found.steps:
        back.setdefault(step.later, []).append((step.earlier, _VERBS[step.how.value]))
    loop_of = {iri: number for number, loop in enumerate(found.loops) for iri in loop.utterances}
    opened_once: set[str] = set()
    waiting = [(iri, "", 0, "") for iri in reversed(found.starts)]
    while waiting:
        iri, verb, depth, later = waiting.pop()
        again = iri in opened_once
        circle = iri in loop_of and loop_of[iri] == loop_of.get(later)
        yield _row(found, iri, verb, depth, ("loop: " if circle else "") + "see above" if again else "")
        if not again:
            opened_once.add(iri)
            waiting += [(each, how, depth + 1, iri) for each, how in reversed(back.get(iri, []))]


def _row(found: Lineage, iri: str, verb: str, depth: int, mark: str) -> Cells:
    said = found.by_iri[iri]
    indent = "  " * min(depth, _DEEPEST)
    source = (said.source.title or said.source.publisher_as_printed or "") if said.source else "not seen"
    remarks = [mark] if mark else list(_remarks(found, said))
    return (
        str(depth),
        f"{indent}{verb} {_speaker(said)}".rstrip() if verb else indent + _speaker(said),
        said.said.edtf if said.said else "unknown",
        source,
        said.modality.label if said.modality else "",
        "; ".join(remarks),
    )


def _remarks(found: Lineage, said: LineageUtterance) -> Iterator[str]:
    if said.origin:
        yield "origin"
    if said.claim and said.claim.iri != found.iri:
        yield f"another claim: {said.claim.label}"
    yield from (f"retracted: {each.reason}" for each in said.retractions)


def _tables(found: Lineage) -> Iterator[tuple[str, Cells, list[Cells]]]:
    rows: list[Cells] = [
        (_names(found, each.origins), ", ".join(ref.label for ref in each.shared))
        for each in found.origins
        if each.shared
    ]
    yield "Origins that count once", ("origins", "because they share"), rows
    chains: list[Cells] = [(*_ends(found, each), _fates(each)) for each in found.chains if _fates(each)]
    yield "Figures not found at an origin", ("from", "back to", "steps", "figure"), chains
    yield "How the wording changed", _CHANGES, list(_changes(found))
    loops: list[Cells] = [
        (_names(found, each.utterances), "no origin beyond it" if each.closed else "leads on to others")
        for each in found.loops
    ]
    yield "Loops", ("utterances that rest on each other", ""), loops


def _changes(found: Lineage) -> Iterator[Cells]:
    """Step by step, and for longer chains as a whole: a step may hide what both its ends show."""
    for step in found.steps:
        for cells in _shifts(step.wording):
            yield _name(found, step.earlier), _name(found, step.later), "1", *cells
    for chain in found.chains:
        start, origin, steps = _ends(found, chain)
        if chain.wording and steps != "1":
            yield from ((origin, start, steps, *cells) for cells in _shifts(chain.wording))


def _shifts(wording: Wording) -> Iterator[Cells]:
    for each in wording.shifts:
        yield each.aspect, each.before or "–", each.after or "–", each.change.value


def _ends(found: Lineage, chain: Chain) -> tuple[str, str, str]:
    return _name(found, chain.utterances[0]), _name(found, chain.origin), str(len(chain.utterances) - 1)


def _fates(chain: Chain) -> str:
    """What became of figures that are not simply there; the claim's own order."""
    fates = [_FATES[each.at_origin.value] for each in chain.figures if each.at_origin.value in _FATES]
    return "; ".join(dict.fromkeys(fates))


def _names(found: Lineage, iris: list[str]) -> str:
    return "; ".join(_name(found, each) for each in iris)


def _name(found: Lineage, iri: str) -> str:
    said = found.by_iri[iri]
    return f"{_speaker(said)}, {said.said.edtf if said.said else 'day unknown'}"


def _speaker(said: LineageUtterance) -> str:
    return said.speaker.label if said.speaker else "unknown"
