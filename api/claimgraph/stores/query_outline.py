"""What can be told of a query before it runs: its form, its dataset clause, and whether it is refused.

The engine has no switch against SERVICE, and repeats a triple that lies in two
FROM graphs. Both clauses are therefore found here, by their keyword. In a valid
query these words stand bare nowhere else; an invalid one the engine rejects.

The engine needs no space around a keyword: "trueSERVICE" is two words to it. A
keyword is therefore looked for within words, and before the colon of a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claimgraph.stores import terminals
from claimgraph.stores.dataset_clause import FromClause, read_dataset_clause
from claimgraph.stores.errors import QueryRefusedError, QueryTooLargeError
from claimgraph.stores.nesting import require_shallow
from claimgraph.stores.prologue import Prologue, read_prologue
from claimgraph.stores.result_formats import FORMATS_BY_FORM
from claimgraph.stores.service_gate import NO_SERVICE
from claimgraph.stores.syntax_errors import describe_open_string, syntax_error_at
from claimgraph.stores.terminals import compile_terminals
from claimgraph.stores.tokens import Token, tokenize, tokenize_names

_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_FORM = re.compile("|".join((*FORMATS_BY_FORM, *_UPDATES)), re.IGNORECASE | re.ASCII)
_VOLATILE_FUNCTION = re.compile(r"(?:NOW|RAND|UUID)(?:\s|$)")
_LONG_NUMBER = re.compile(r"[0-9]{19}")
_INTEGER_LIMIT = 2**63
_FRACTION_DIGITS = 18
_OPENING_BRACE = compile_terminals(rf"(?:{terminals.SPACE})?+ \{{")
_DOTS_IN_TWO_PLACES = re.compile(r"[^:]*+:(?:[^.\\]|\\.)*+\.++(?:[^.\\]|\\.)++\.", re.DOTALL)
_SHOWN_DIGITS = 30


@dataclass(frozen=True, slots=True)
class QueryOutline:
    """A query's text, and what its keywords tell. Whoever has an outline need not tokenize the text again.

    `form` is None if the text is not SPARQL: the engine will say why. `prologue`
    is the text before the form. A query is volatile if asking it twice may give
    two answers on the same graph.
    """

    text: str
    form: str | None
    prologue: str
    dataset_clause: tuple[FromClause, ...]
    uses_graph: bool
    is_volatile: bool


def read_outline(query: str | QueryOutline) -> QueryOutline:
    """Read the outline of a query; one that has been read already is returned as it is.

    Raises:
        QueryRefusedError: The query is an update, asks another endpoint, or holds a number that is too long.
        QueryTooDeepError: Its brackets are nested too deeply.
        QuerySyntaxError: A string is not closed, or a name is one the engine would take for another.
    """
    if isinstance(query, QueryOutline):
        return query
    require_shallow(query)
    prologue, tokens = read_prologue(query), tokenize_names(query)
    names = [token for token in tokens if token.kind == "prefixed"]
    words = " ".join(token.text for token in tokens if token.kind == "word").upper()
    used_prefixes = " ".join({name.text.partition(":")[0] for name in names}).upper()
    _refuse_open_string(query, tokens)
    _refuse_dotted_names(query, names)
    if "SERVICE" in words or ("SERVICE" in used_prefixes and any(_is_service(query, name) for name in names)):
        raise QueryRefusedError(NO_SERVICE)
    _refuse_long_numbers(query)
    form, start = _find_form(query, prologue, tokens)
    return QueryOutline(
        text=query,
        form=form,
        prologue=query[:start],
        dataset_clause=(
            read_dataset_clause(query, form, tokens, prologue)
            if form and ("FROM" in words or "FROM" in used_prefixes)
            else ()
        ),
        uses_graph="GRAPH" in words or "GRAPH" in used_prefixes,
        is_volatile=bool(_VOLATILE_FUNCTION.search(words)),
    )


def require_length(query: str | QueryOutline, most_characters: int) -> None:
    """Refuse a text that is too long, before anything of it is read.

    Raises:
        QueryTooLargeError: It has more characters.
    """
    length = len(query.text if isinstance(query, QueryOutline) else query)
    if length > most_characters:
        raise QueryTooLargeError(length, most_characters)


def require_form(query: str | QueryOutline, *forms: str) -> QueryOutline:
    """The outline of one of our own queries.

    Raises:
        TypeError: The query has another form. That is a mistake in our code, so no StoreError.
        QueryRefusedError: As `read_outline` raises it.
    """
    outline = read_outline(query)
    if outline.form not in (None, *forms):
        raise TypeError(f"this is a query of the form {outline.form}, not {' or '.join(forms)}")
    return outline


def _find_form(query: str, prologue: Prologue, tokens: list[Token]) -> tuple[str | None, int]:
    """The form and where it stands. If that is a wrong place, the engine will say what is wrong there."""
    match = _FORM.match(query, prologue.end)
    words = (token for token in tokens if token.is_word(*FORMATS_BY_FORM, *_UPDATES))
    keyword = Token("word", match.group(), match.start()) if match else next(words, None)
    if keyword is None:
        return None, 0
    form = keyword.text.upper()
    if form in _UPDATES:
        raise QueryRefusedError(
            f"This endpoint is read-only: it answers queries and carries out no updates ({form})."
        )
    return form, keyword.start


def _refuse_open_string(query: str, tokens: list[Token]) -> None:
    """The engine may read three quotation marks that are not closed as an empty string and a short one."""
    if tokens and tokens[-1].kind == "open":
        raise syntax_error_at(query, tokens[-1].start, describe_open_string(tokens[-1].text))


def _refuse_dotted_names(query: str, names: list[Token]) -> None:
    """Of "a:b.c.d" the engine reads "a:b.c", and a triple ends there."""
    for name in names:
        if name.text.count(".") > 1 and _DOTS_IN_TWO_PLACES.match(name.text):
            raise syntax_error_at(
                query,
                name.start,
                f"the engine cannot read {_shorten(name.text)}, a name with dots in two places. "
                f"Write the whole IRI between < and >",
            )


def _is_service(query: str, name: Token) -> bool:
    """True for "SERVICE:x {", whether SERVICE: is a prefix or not: hardly a name stands before a brace."""
    prefix = name.text.partition(":")[0]
    return "SERVICE" in prefix.upper() and bool(_OPENING_BRACE.match(query, name.end))


def _refuse_long_numbers(query: str) -> None:
    """Beyond its range the engine takes a number for text, and finds nothing without saying so.

    Only such a query is tokenized in full; the quick scan passes over numbers.
    """
    if not _LONG_NUMBER.search(query):
        return
    for token in tokenize(query):
        if token.kind == "number" and "e" not in token.text.lower() and _is_out_of_range(token.text):
            raise QueryRefusedError(
                f"{_shorten(token.text)} is beyond the integers and decimals that can be compared here. "
                f"Write it with an exponent: {Decimal(token.text).normalize():e}."
            )


def _is_out_of_range(number: str) -> bool:
    whole, _, fraction = number.partition(".")
    return len(fraction) > _FRACTION_DIGITS or Decimal(whole or "0") >= _INTEGER_LIMIT


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN_DIGITS else text[:_SHOWN_DIGITS] + "…"
