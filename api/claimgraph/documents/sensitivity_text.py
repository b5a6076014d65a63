"""What a verdict hangs on in words: for the terminal, and line by line for pages."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.assessment import attach_unit
from claimgraph.documents.figures import say_interval, shorten_numbers
from claimgraph.documents.sensitivity import Sensitivity, SmallestLoss, Specification, TurningFigure, Variant
from claimgraph.namespaces import compact_iri

_HOLDS = {True: "true", False: "false", None: "open"}
_LISTED = 3  # things of one piece of evidence; a share may rest on dozens


def explain_sensitivity(sensitivity: Sensitivity) -> str:
    """Lines that say what a verdict hangs on."""
    return "\n".join(_lines(sensitivity))


def specification_text(specification: Specification) -> str:
    """One way to read a claim, and whether the claim is true then."""
    intervals = " and ".join(say_interval(interval, specification.unit) for interval in specification.found)
    words = (
        specification.name,
        specification.period,
        specification.prices,
        "its own source" if specification.is_own else ", ".join(specification.sources),
        f"found {intervals}" if intervals else None,
        None if specification.counts else "does not count by the rules",
    )
    return f"{_HOLDS[specification.holds]}: {'; '.join(word for word in words if word)}"


def variant_text(variant: Variant) -> str:
    """One change of reading, and the verdict with it."""
    is_metric = variant.axis == "definition"
    name = f"by the definition {compact_iri(variant.name)}" if is_metric else variant.name
    return f"{name}: {variant.verdict}"


def loss_text(loss: SmallestLoss) -> str:
    """What would have to be lost for another verdict."""
    if not loss.piece_count:
        return "no evidence counts, so none can be lost"
    tried = "" if loss.is_exact else f"; up to {loss.searched} pieces, every loss was tried"
    if not loss.pieces:
        outcome = "no loss" if loss.is_exact else "none was found: no loss that was tried"
        return f"{outcome} of its {loss.piece_count} pieces of evidence changes the verdict{tried}"
    count = f"{len(loss.pieces)} of {loss.piece_count} pieces of evidence"
    return f"{loss.verdict} without {count}{', perhaps without fewer' if tried else ''}{tried}"


def piece_text(piece: list[str]) -> str:
    """The first things of a piece of evidence, and how many more are lost with them."""
    more = f" and {len(piece) - _LISTED} more, lost together" if piece[_LISTED:] else ""
    return ", ".join(map(compact_iri, piece[:_LISTED])) + more


def turning_text(turning: TurningFigure) -> str:
    """Beyond which figure a part of the claim would have which verdict."""
    figure = attach_unit(shorten_numbers(turning.figure), turning.unit)
    direction = "above" if turning.is_above else "below"
    including = f"at and {direction}" if turning.is_included else direction
    bound = "" if turning.bound == "value" else f" ({turning.bound} bound)"
    return f"{turning.verdict} {including} {figure}{bound}"


def _lines(sensitivity: Sensitivity) -> Iterator[str]:
    yield f"{sensitivity.identifier}  {sensitivity.text}"
    yield f"  {sensitivity.verdict}: {sensitivity.summary}"
    yield from (f"    - {specification_text(specification)}" for specification in sensitivity.readings)
    yield from (f"  {variant_text(variant)}" for variant in sensitivity.variants)
    yield f"  smallest loss: {loss_text(sensitivity.loss)}"
    yield from (f"    - {piece_text(piece)}" for piece in sensitivity.loss.pieces)
    yield from (
        f"  turns: {turning_text(turning)} (proposition/{turning.proposition.rpartition('/')[2]})"
        for turning in sensitivity.turning_figures
    )
