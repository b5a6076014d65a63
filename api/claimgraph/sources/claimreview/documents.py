"""Pages and other documents, as sources."""

from __future__ import annotations

from urllib.parse import urlsplit

from claimgraph.model import UNKNOWN
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.people import add_agent
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


def add_source(
    tables: ReviewTables,
    node: SchemaNode | None,
    *,
    tier: str,
    url: str = "",
    publishers: list[SchemaNode] | None = None,
) -> str:
    """Add a row for a document and return its id; "unknown" if it has no address, no title and no "@id".

    `url`, `publishers`: what is meant where the document itself does not say.
    """
    if node is None:
        return UNKNOWN
    address, title = node.read_url() or url, node.read_text("name", "headline")
    whole = address or title or node.iri
    if not whole:
        return UNKNOWN
    publishers = node.read_nodes("publisher", "name") or publishers or []
    printed = "; ".join(filter(None, (publisher.read_text("name") for publisher in publishers)))
    return tables.add_row(
        "sources.csv",
        node.pointer,
        id=make_id(tables.prefix, _address_words(address) or title, whole),
        kind=next((_KINDS[name] for name in sorted(node.types) if name in _KINDS), "web-page"),
        title=title,
        publisher=add_agent(tables, next(iter(publishers), None)),
        publisher_as_printed=printed or urlsplit(address).netloc or NOT_STATED,
        issued=node.read_day("datePublished"),
        url=address,
        tier=tier,
    )


def make_id(prefix: str, words: str, whole: str) -> str:
    """Return a slug that says what is meant and ends in a hash of all that tells it from others.

    >>> make_id("mine", "All chip fabs are in Taiwan", "…")
    'mine-all-chip-fabs-are-in-taiwan-b4935894'
    """
    return "-".join(filter(None, (prefix, slugify(words)[:_LONGEST].strip("-"), short_hash(whole))))


def _address_words(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc.removeprefix('www.')} {parts.path.rstrip('/').rpartition('/')[2]}".strip()
