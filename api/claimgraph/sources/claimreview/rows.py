"""From a review to rows: a claim, the occasions on which it was said, and the reviewer's assessment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph import namespaces
from claimgraph.model import UNKNOWN
from claimgraph.sources.claimreview.documents import NOT_STATED, add_source, make_id
from claimgraph.sources.claimreview.languages import UNDETERMINED, normal_tag
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.people import add_agent
from claimgraph.sources.claimreview.ratings import read_rating
from claimgraph.sources.claimreview.tables import ReviewTables
from claimgraph.sources.slugs import short_hash

_UNSTRUCTURED = "It comes from a ClaimReview, which has its content as a text only."
# What schema.org defines a Claim to be; whether it has a figure in it, a review does not say.
_CLAIM_TYPE = "factual-qualitative"
_LESS_CERTAIN = ("conditional", "probability")  # a review does not have what our tables require of these


def add_review(tables: ReviewTables, review: SchemaNode) -> None:
    """Add the rows of a review; what cannot be read is noted as a problem of the file."""
    authors = review.read_nodes("author", "name")
    page = add_source(tables, review, tier="secondary", publishers=authors)
    nothing = SchemaNode({}, f"{review.pointer}/itemReviewed", review.document)
    items = review.read_nodes("itemReviewed", "name") or [nothing]
    claim = _add_claim(tables, review, items[0])
    for item in items:
        for occasion in _find_occasions(tables, item, page):
            _add_utterances(tables, claim, occasion)
    _add_assessment(tables, claim, review, page)


def _add_claim(tables: ReviewTables, review: SchemaNode, item: SchemaNode) -> str:
    stated = _read_language(review)
    text, language = review.read_statement("claimReviewed", stated)
    speakers = [speaker.read_text("name") for speaker in item.read_nodes("author", "name")]
    whole = "\n".join([item.iri, text, item.read_day("datePublished"), *speakers])
    return tables.add_row(
        "claims.csv",
        review.pointer,
        id=make_id(tables.prefix, _claim_slug(item.iri) or text, whole),
        identifier=f"{tables.prefix}:{short_hash(whole)}",
        text=text,
        language=language or stated or UNDETERMINED,
        claim_type=_read_term(item, "claim-type") or _CLAIM_TYPE,
        sensitive="false",
        left_unstructured=_UNSTRUCTURED,
        note=f"Reviewed as {item.iri}" if item.iri else "",
    )


def _read_language(review: SchemaNode) -> str:
    """Return the language of a review: a tag, a name, or a schema:Language with either."""
    node = review.read_node("inLanguage", "name")
    return normal_tag(node.read_text("alternateName", "name", "identifier")) if node else ""


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
    rating, authors = read_rating(review), review.read_nodes("author", "name")
    judge, judged = add_agent(tables, next(iter(authors), None)), review.read_day("datePublished")
    printed = ", ".join(filter(None, (author.read_text("name") for author in authors)))
    known_by = review.read_day("contentReferenceTime")
    whole = "\n".join([review.iri, page, printed, judged, known_by, rating.text])
    is_in_row = judge != UNKNOWN and len(authors) == 1
    notes = [f"Judged by {printed}." if printed and not is_in_row else ""]
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
    start = namespaces.concept_iri(scheme, "")
    return node.read_iri("additionalType", start).removeprefix(start)


def _claim_slug(iri: str) -> str:
    start = namespaces.thing_iri("claim/")
    return iri.removeprefix(start) if iri.startswith(start) else ""
