"""The outline of a plain query without cutting it into tokens, which would take as long as answering it."""

from __future__ import annotations

import re

from claimgraph.stores.nesting import may_be_deep
from claimgraph.stores.query_outline import QueryOutline, read_outline

_MOST_CHARACTERS = 2_000
_FORMS = re.compile("SELECT|ASK|CONSTRUCT|DESCRIBE", re.IGNORECASE | re.ASCII)
# Whatever the outline would say something about, wherever it stands: in a comment or an IRI, too.
_NOT_PLAIN = re.compile(
    r"""SERVICE|FROM|GRAPH|NOW|RAND|UUID|INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH
      | ["'\\] | [0-9]{18} | :(?!//)[^\s<>]*\.\S""",
    re.IGNORECASE | re.VERBOSE,
)


def read_plain_outline(query: str) -> QueryOutline:
    """The outline, read quickly if the query is plain: with one form in it, and nothing that needs care.

    A valid query has its form in it. If that is the only one, it is the form, wherever it stands; and the
    engine refuses a query that is not valid.

    Raises:
        QueryTooDeepError: As `read_outline` raises it.
        QueryRefusedError: As `read_outline` raises it.
        QuerySyntaxError: As `read_outline` raises it.
    """
    if len(query) > _MOST_CHARACTERS or may_be_deep(query) or _NOT_PLAIN.search(query):
        return read_outline(query)
    forms = set(map(str.upper, _FORMS.findall(query)))
    if len(forms) != 1:
        return read_outline(query)
    return QueryOutline(query, forms.pop(), "", (), uses_graph=False, is_volatile=False)
