"""How figures and dates read on a page."""

from __future__ import annotations

import re
from decimal import Decimal

from claimgraph.documents.claim_layers import Quantity, QuantityProposition
from claimgraph.documents.document import Span
from claimgraph.documents.triple_index import local_name

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SIGNS = {
    "equal": "",
    "greater": "> ",
    "greater-or-equal": "≥ ",
    "less": "< ",
    "less-or-equal": "≤ ",
    "about": "≈ ",
    "rank": "rank ",
    "multiple": "× ",
    "change": "change of ",
}


def format_number(value: Decimal) -> str:
    """With thousands separators and no digit lost.

    >>> format_number(Decimal("46000"))
    '46,000'
    """
    return f"{value:,f}"


def format_figure(quantity: Quantity) -> str:
    """Comparator and value, or the bounds; "" where there is neither."""
    sign = ""
    if isinstance(quantity, QuantityProposition) and quantity.comparator:
        name = local_name(quantity.comparator.iri)
        sign = comparator_sign(name, quantity.comparator.label)
    if quantity.value is not None:
        return sign + format_number(quantity.value) + _bounds(quantity, " ({})")
    if quantity.date_value:
        return sign + format_span(quantity.date_value)
    bounds = _bounds(quantity, "{}")
    return sign + bounds if bounds else sign.strip()


def comparator_sign(comparator: str, label: str = "") -> str:
    """What stands before a figure for its comparator; its label where there is no sign for it."""
    return _SIGNS.get(comparator, f"{label or comparator} ")


def format_span(span: Span | None) -> str:
    """A date at its precision, in words.

    >>> format_span(Span(edtf="2025-03"))
    'March 2025'
    """
    if span is None:
        return "date unknown"
    start, slash, end = span.edtf.partition("/")
    if not slash:
        return _date(start)
    if start == "..":
        return f"until {_date(end)}"
    return f"from {_date(start)}" if end == ".." else f"{_date(start)} to {_date(end)}"


def html_datetime(span: Span | None) -> str | None:
    """The date as HTML's <time> allows it, which knows no intervals and no doubt."""
    match = re.fullmatch(r"(\d{4}(?:-\d{2}){0,2})[~?]?", span.edtf) if span else None
    return match.group(1) if match else None


def _bounds(quantity: Quantity, form: str) -> str:
    low, high = (None if end is None else format_number(end) for end in (quantity.low, quantity.high))
    if low and high:
        return form.format(low if low == high else f"{low} to {high}")
    if low or high:
        return form.format(f"at least {low}" if low else f"at most {high}")
    return ""


def _date(text: str) -> str:
    plain = text.rstrip("~?")
    year, *rest = plain.split("-")
    words = [str(int(rest[1]))] if len(rest) > 1 else []
    words += [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = " ".join([*words, year])
    if text.endswith("~"):
        return f"about {day}"
    return f"{day} (uncertain)" if text.endswith("?") else day
