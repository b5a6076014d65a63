"""Values of a row of results as schema.org writes them."""

from __future__ import annotations

import re
from typing import Any

from claimgraph import namespaces
from claimgraph.stores import Solution

Json = dict[str, Any]

_PERSON_KINDS = ("person", "unnamed")  # in IRIs; other speakers are organisations
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")  # the EDTF that schema.org's dates can express


def agent_document(row: Solution, agent: str, name: str) -> Json | None:
    """Who spoke or judged, from the variables `agent` and `name`; None if unknown."""
    iri = optional_text(row, agent) or ""
    if not iri.startswith(namespaces.ID):
        return None
    kind, _, slug = iri.removeprefix(namespaces.ID).partition("/")
    label = optional_text(row, name) or optional_text(row, "printed") or slug
    return {"@type": "Person" if kind in _PERSON_KINDS else "Organization", "@id": iri, "name": label}


def publisher_document(row: Solution) -> Json | None:
    """The publisher; None if unknown."""
    name = optional_text(row, "publisher")
    return {"@type": "Organization", "name": name} if name else None


def schema_org_date(row: Solution, name: str) -> str | None:
    """A date; None if it is unknown, approximate or an interval, which schema.org cannot express."""
    edtf = optional_text(row, name) or ""
    return edtf if _DATE.fullmatch(edtf) else None


def work_status(row: Solution) -> str | None:
    """Retracted, or not reviewed by anybody but its compiler, or None."""
    if optional_text(row, "retracted") == "true":
        return "Retracted"
    return "Not reviewed" if optional_text(row, "reviewed") == "false" else None


def text_language(row: Solution) -> str | None:
    """The language tag of the claim's text."""
    return getattr(row["text"], "language", None)


def optional_text(row: Solution, name: str) -> str | None:
    """The value of a variable; None if it is unbound."""
    return row[name].value if name in row else None


def drop_empty(properties: Json) -> Json:
    """The properties that have a value."""
    return {name: value for name, value in properties.items() if value not in (None, [], {})}
