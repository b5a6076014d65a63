"""From a review to rows: a claim, the occasions on which it was said, and the reviewer's assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimgraph import namespaces
from claimgraph.model import UNKNOWN
from claimgraph.sources.claimreview.document import read_review_file
from claimgraph.sources.claimreview.documents import NOT_STATED, add_source, make_id
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.people import add_agent
from claimgraph.sources.claimreview.ratings import read_rating
from claimgraph.sources.claimreview.tables import ReviewTables
from claimgraph.sources.slugs import short_hash

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNDETERMINED = "und"  # BCP 47's word for it
_UNSTRUCTURED = "It comes from a ClaimReview, which has its content as a text only."
# What schema.org defines a Claim to be; whether it has a figure in it, a review does not say.
_CLAIM_TYPE = "factual-qualitative"
_LESS_CERTAIN = ("conditional", "probability")  # a review does not have what our tables require of these


def read_reviews(path: Path, prefix: str) -> ReviewTables:
    """Return all reviews of a file as rows; `prefix`, a slug, begins their ids.

    Raises:
        ReviewFileError: The file or something in it cannot be read; each problem has a JSON pointer.
    """
    document, tables = read_review_file(path), ReviewTables(prefix)
    for pointer, values in document.reviews.items():
        _add_review(tables, SchemaNode(values, pointer, document))
    document.problems.raise_if_any()
    return tables


def _add_review(tables: ReviewTables, review: SchemaNode) -> None:
    author = review.read_node("author", "name")
    page = add_source(tables, review, tier="secondary", publisher=author)
    item = review.read_node("itemReviewed", "name") or SchemaNode(
        {}, f"{review.pointer}/itemReviewed", review.document
    )
    claim = _add_claim(tables, review, item)
    for occasion in _find_occasions(tables, item, page):
        _add_utterances(tables, claim, occasion)
    _add_assessment(tables, claim, review, page)


def _add_claim(tables: ReviewTables, review: SchemaNode, item: SchemaNode) -> str:
    text = review.read_text("claimReviewed", required=True)
    speakers = [speaker.read_text("name") for speaker in item.read_nodes("author", "name")]
    whole = "\n".join([item.iri, text, item.read_day("datePublished"), *speakers])
    language = review.read_text("inLanguage")
    return tables.add_row(
        "claims.csv",
        review.pointer,
        id=make_id(tables.prefix, _claim_slug(item.iri) or text, whole),
        identifier=f"{tables.prefix}:{short_hash(whole)}",
        text=text,
        language=language if _LANGUAGE.fullmatch(language) else _UNDETERMINED,
        claim_type=_read_term(item, "claim-type") or _CLAIM_TYPE,
        sensitive="false",
        left_unstructured=_UNSTRUCTURED,
        note=f"Reviewed as {item.iri}" if item.iri else "",
    )


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A claim being made: the object that names its speakers, the day, the document that shows it."""

    node: SchemaNode
    said: str
    source: str
    modality: str = "asserted"


def _find_occasions(tables: ReviewTables, item: SchemaNode, page: str) -> Iterator[_Occasion]:
    """Yield each appearance of the claim; if the review names none, its own page is one."""
    first, later = item.read_nodes("firstAppearance", "url"), item.read_nodes("appearance", "url")
    for number, node in enumerate([*first, *later]):
        tier = "primary" if number < len(first) else "secondary"
        if "isPartOf" in node.values or _read_term(node, "modality"):
            # as we write them: a saying, with its own speaker, within the document that shows it
            document = node.read_node("isPartOf", "url")
            source = add_source(tables, document, tier=tier, url=node.read_url())
            yield _Occasion(node, node.read_day("datePublished"), source, _read_modality(node))
        else:  # as others do: the document itself, whose author need not be the speaker
            day = "" if number else item.read_day("datePublished")
            yield _Occasion(item, day, add_source(tables, node, tier=tier))
    if not first and not later:
        yield _Occasion(item, item.read_day("datePublished"), page)


def _add_utterances(tables: ReviewTables, claim: str, occasion: _Occasion) -> None:
    """Add one for each speaker."""
    speakers: list[SchemaNode | None] = [*occasion.node.read_nodes("author", "name")]
    for speaker in speakers or [None]:
        printed = (speaker.read_text("name") if speaker else "") or NOT_STATED
        whole = " ".join([occasion.node.iri, occasion.source, occasion.said, printed])
        tables.add_row(
            "utterances.csv",
            occasion.node.pointer,
            id=f"{claim}-{short_hash(whole)}",
            claim=claim,
            speaker=add_agent(tables, speaker),
            speaker_as_printed=printed,
            said=occasion.said,
            source=occasion.source,
            modality=occasion.modality,
            attribution_confidence="medium",  # the review says so; nobody here has seen the document
        )


def _add_assessment(tables: ReviewTables, claim: str, review: SchemaNode, page: str) -> None:
    rating, author = read_rating(review), review.read_node("author", "name")
    judge, judged = add_agent(tables, author), review.read_day("datePublished")
    printed = author.read_text("name") if author else ""
    known_by = review.read_day("contentReferenceTime")
    whole = "\n".join([review.iri, page, printed, judged, known_by, rating.text])
    notes = [f"Judged by {printed}." if printed and judge == UNKNOWN else ""]
    notes += [f"From what was known by {known_by}." if known_by else ""]
    tables.add_row(
        "assessments.csv",
        review.pointer,
        id=f"{claim}-{short_hash(whole)}",
        claim=claim,
        verdict=rating.verdict,
        rating_text=rating.text,
        judged_by=judge,
        judged=judged,
        source=page,
        note=" ".join(filter(None, notes)),
    )


def _read_modality(node: SchemaNode) -> str:
    modality = _read_term(node, "modality") or "asserted"
    return "hedged" if modality in _LESS_CERTAIN else modality


def _read_term(node: SchemaNode, scheme: str) -> str:
    """Return a term of one of our vocabularies, if the thing has it as a type."""
    iri, start = node.read_text("additionalType"), namespaces.concept_iri(scheme, "")
    return iri.removeprefix(start) if iri.startswith(start) else ""


def _claim_slug(iri: str) -> str:
    start = namespaces.thing_iri("claim/")
    return iri.removeprefix(start) if iri.startswith(start) else ""
