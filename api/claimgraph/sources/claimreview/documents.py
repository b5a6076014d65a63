"""Pages and other documents, as sources."""

from __future__ import annotations

from urllib.parse import urlsplit

from claimgraph.model import UNKNOWN
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.people import agent
from claimgraph.sources.claimreview.tables import ReviewTables
from claimgraph.sources.slugs import short_hash, slugify

NOT_STATED = "not stated"
_LONGEST = 60  # letters of an id before its hash
_KINDS = {
    "NewsArticle": "news-article",
    "BlogPosting": "blog-post",
    "SocialMediaPosting": "social-post",
    "ScholarlyArticle": "paper",
    "Report": "report",
    "Dataset": "dataset",
}


def source(
    tables: ReviewTables,
    node: SchemaNode | None,
    *,
    tier: str,
    url: str = "",
    publisher: SchemaNode | None = None,
) -> str:
    """The id of the document, which gets a row; "unknown" if it has no address, no title and no "@id".

    `url`, `publisher`: what is meant where the document itself does not say.
    """
    if node is None:
        return UNKNOWN
    address, title = node.url() or url, node.text("name", "headline")
    whole = address or title or node.iri
    if not whole:
        return UNKNOWN
    by = node.only("publisher", "name") or publisher
    return tables.add(
        "sources.csv",
        node.pointer,
        id=named(tables.prefix, _place(address) or title, whole),
        kind=next((_KINDS[each] for each in sorted(node.types) if each in _KINDS), "web-page"),
        title=title,
        publisher=agent(tables, by),
        publisher_as_printed=(by.text("name") if by else "") or urlsplit(address).netloc or NOT_STATED,
        issued=node.day("datePublished"),
        url=address,
        tier=tier,
    )


def named(prefix: str, words: str, whole: str) -> str:
    """A slug that says what is meant, and ends in a hash of all that tells it from others.

    >>> named("mine", "All chip fabs are in Taiwan", "…")
    'mine-all-chip-fabs-are-in-taiwan-b4935894'
    """
    return "-".join(filter(None, (prefix, slugify(words)[:_LONGEST].strip("-"), short_hash(whole))))


def _place(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')} {parts.path.rstrip('/').rpartition('/')[2]}".strip()
