"""From a review to rows: a claim, the occasions on which it was said, and the reviewer's assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimgraph import namespaces
from claimgraph.model import UNKNOWN
from claimgraph.sources.claimreview.document import read_review_file
from claimgraph.sources.claimreview.documents import NOT_STATED, named, source
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.people import agent
from claimgraph.sources.claimreview.ratings import rating_of
from claimgraph.sources.claimreview.tables import ReviewTables
from claimgraph.sources.slugs import short_hash

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNDETERMINED = "und"  # BCP 47's word for it
_UNSTRUCTURED = "It comes from a ClaimReview, which has its content as a text only."
# What schema.org defines a Claim to be; whether it has a figure in it, a review does not say.
_CLAIM_TYPE = "factual-qualitative"
_LOSES = ("conditional", "probability")  # of these a review has not what our tables require


def read_reviews(path: Path, prefix: str) -> ReviewTables:
    """All reviews of a file as rows; `prefix`, a slug, begins their ids.

    Raises:
        ReviewFileError: The file or something in it cannot be read; each problem has a JSON pointer.
    """
    document, tables = read_review_file(path), ReviewTables(prefix)
    for pointer, values in document.reviews.items():
        _review(tables, SchemaNode(values, pointer, document))
    document.problems.stop()
    return tables


def _review(tables: ReviewTables, review: SchemaNode) -> None:
    author = review.only("author", "name")
    page = source(tables, review, tier="secondary", publisher=author)
    item = review.only("itemReviewed", "name") or SchemaNode(
        {}, f"{review.pointer}/itemReviewed", review.document
    )
    claim = _claim(tables, review, item)
    for saying in _sayings(tables, item, page):
        _utterances(tables, claim, saying)
    _assessment(tables, claim, review, page)


def _claim(tables: ReviewTables, review: SchemaNode, item: SchemaNode) -> str:
    text = review.text("claimReviewed", required=True)
    speakers = [each.text("name") for each in item.nodes("author", "name")]
    whole = "\n".join([item.iri, text, item.day("datePublished"), *speakers])
    language = review.text("inLanguage")
    return tables.add(
        "claims.csv",
        review.pointer,
        id=named(tables.prefix, _slug_of(item.iri) or text, whole),
        identifier=f"{tables.prefix}:{short_hash(whole)}",
        text=text,
        language=language if _LANGUAGE.fullmatch(language) else _UNDETERMINED,
        claim_type=_term(item, "claim-type") or _CLAIM_TYPE,
        sensitive="false",
        left_unstructured=_UNSTRUCTURED,
        note=f"Reviewed as {item.iri}" if item.iri else "",
    )


@dataclass(frozen=True, slots=True)
class _Saying:
    """An occasion: who is named by which object, the day, the document that shows it."""

    by: SchemaNode
    said: str
    source: str
    modality: str = "asserted"


def _sayings(tables: ReviewTables, item: SchemaNode, page: str) -> Iterator[_Saying]:
    """One for each appearance; where the review names none, its own page shows that the claim was made."""
    first, later = item.nodes("firstAppearance", "url"), item.nodes("appearance", "url")
    for number, node in enumerate([*first, *later]):
        tier = "primary" if number < len(first) else "secondary"
        if "isPartOf" in node.values or _term(node, "modality"):
            # as we write them: a saying, with its own speaker, within the document that shows it
            shown = source(tables, node.only("isPartOf", "url"), tier=tier, url=node.url())
            yield _Saying(node, node.day("datePublished"), shown, _modality(node))
        else:  # as others do: the document itself, whose author need not be the speaker
            said = "" if number else item.day("datePublished")
            yield _Saying(item, said, source(tables, node, tier=tier))
    if not first and not later:
        yield _Saying(item, item.day("datePublished"), page)


def _utterances(tables: ReviewTables, claim: str, saying: _Saying) -> None:
    """One for each who said it."""
    speakers: list[SchemaNode | None] = [*saying.by.nodes("author", "name")]
    for speaker in speakers or [None]:
        printed = (speaker.text("name") if speaker else "") or NOT_STATED
        tables.add(
            "utterances.csv",
            saying.by.pointer,
            id=f"{claim}-{short_hash(' '.join([saying.by.iri, saying.source, saying.said, printed]))}",
            claim=claim,
            speaker=agent(tables, speaker),
            speaker_as_printed=printed,
            said=saying.said,
            source=saying.source,
            modality=saying.modality,
            attribution_confidence="medium",  # the review says so; nobody here has seen the document
        )


def _assessment(tables: ReviewTables, claim: str, review: SchemaNode, page: str) -> None:
    rating, author = rating_of(review), review.only("author", "name")
    judge, judged = agent(tables, author), review.day("datePublished")
    printed = author.text("name") if author else ""
    of = review.day("contentReferenceTime")
    whole = "\n".join([review.iri, page, printed, judged, of, rating.text])
    notes = [f"Judged by {printed}." if printed and judge == UNKNOWN else ""]
    notes += [f"From what was known by {of}." if of else ""]
    tables.add(
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


def _modality(saying: SchemaNode) -> str:
    found = _term(saying, "modality") or "asserted"
    return "hedged" if found in _LOSES else found


def _term(node: SchemaNode, scheme: str) -> str:
    """A term of one of our vocabularies, if the thing has it as a type."""
    found, start = node.text("additionalType"), namespaces.concept_iri(scheme, "")
    return found.removeprefix(start) if found.startswith(start) else ""


def _slug_of(iri: str) -> str:
    start = namespaces.thing_iri("claim/")
    return iri.removeprefix(start) if iri.startswith(start) else ""
