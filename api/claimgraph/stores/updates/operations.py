"""Cuts a SPARQL update into its operations, and says of each which graphs it writes to.

This is no parser; the engine is one. It knows less than the engine does: an operation that it does not
recognise is refused, and what it overlooks has no effect, since only graphs that it names are taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from claimgraph.stores.errors import QueryRefusedError, QuerySyntaxError
from claimgraph.stores.nesting import require_shallow
from claimgraph.stores.syntax_errors import syntax_error_at
from claimgraph.stores.tokens import Token, tokenize
from claimgraph.stores.updates.token_reader import TokenReader, UnrecognisedError

_NO_REMOTE = "LOAD and SERVICE are refused: nothing is fetched from elsewhere. Send the triples themselves."
_REMOTE = re.compile("service|load", re.IGNORECASE | re.ASCII)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_APART = "Write the operation with a space between its keywords"

Place = Literal["iri", "variable", "default", "named", "all"]


@dataclass(frozen=True, slots=True)
class Target:
    """Where an operation writes: a graph, as it is written there, the graphs of a variable, or several."""

    place: Place
    text: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. `prologue` is all that was declared before it.

    For one with WHERE, `head` is what stands before USING, and `where` the rest from WHERE on.
    """

    prologue: str
    text: str
    targets: tuple[Target, ...]
    head: str = ""
    where: str = ""
    with_graph: str | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()

    @property
    def names_dataset(self) -> bool:
        """Whether it says itself which graphs WHERE is about."""
        return bool(self.with_graph or self.using or self.using_named)


def read_operations(update: str, base: str | None) -> list[Operation]:
    """Return the operations of an update in their order.

    Raises:
        QuerySyntaxError: It is none.
        QueryRefusedError: It would fetch something from elsewhere.
        QueryTooDeepError: Its brackets are nested too deeply.
    """
    require_shallow(update)
    _require_readable(update, base)
    try:
        return list(_iterate_operations(update, tokenize(update)))
    except UnrecognisedError as error:
        raise syntax_error_at(update, error.offset, _APART) from None


def _require_readable(update: str, base: str | None) -> None:
    """Have the engine read it, with other words in place of those that would send something elsewhere.

    If the engine reads it with these words only, they are keywords.
    """
    try:
        _try(_REMOTE.sub(lambda match: "z" * len(match[0]), update), base)
    except SyntaxError as error:
        if _REMOTE.search(update) and _is_readable(update, base):
            raise QueryRefusedError(_NO_REMOTE) from None
        raise _explain(error) from None


def _is_readable(update: str, base: str | None) -> bool:
    try:
        _try(update, base)
    except SyntaxError:
        return False
    return True


def _try(update: str, base: str | None) -> None:
    """Run an update on nothing. Its worker can reach nothing either."""
    try:
        ox.Store().update(update, base_iri=base)
    except SyntaxError:
        raise
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(f"Character {error.start + 1} is half of a character.") from None
    except (RuntimeError, ValueError, OSError):
        return  # read, and found to need what is not there


def _explain(error: SyntaxError) -> QuerySyntaxError:
    match = _PLACE.match(error.msg)
    if not match:
        return QuerySyntaxError(f"The update cannot be read: {error.msg.rstrip('.')}.")
    line, column = int(match[1]), int(match[2])
    return QuerySyntaxError(f"Line {line}, column {column}: {match[3].rstrip('.')}.", line, column)


def _iterate_operations(update: str, tokens: list[Token]) -> Iterator[Operation]:
    reader = TokenReader(update, tokens)
    declarations: list[str] = []
    while not reader.is_at_end:
        declarations += reader.take_declarations()
        if reader.is_at_end:
            return
        yield _read_operation(reader, "\n".join(declarations))
        if not reader.take_mark(";") and not reader.is_at_end:
            raise UnrecognisedError(reader.offset)


def _read_operation(reader: TokenReader, prologue: str) -> Operation:
    start = reader.offset
    if reader.take_words("INSERT", "DATA") or reader.take_words("DELETE", "DATA"):
        targets = _targets_of(reader.take_block())
    elif reader.take_words("DELETE", "WHERE"):
        return _read_delete_where(reader, prologue, start)
    elif reader.take_words("CLEAR") or reader.take_words("DROP") or reader.take_words("CREATE"):
        reader.take_words("SILENT")
        targets = [_read_graph_reference(reader)]
    elif reader.take_words("COPY") or reader.take_words("ADD"):
        targets = _read_transfer(reader)[1:]
    elif reader.take_words("MOVE"):
        targets = _read_transfer(reader)
    else:
        return _read_modification(reader, prologue, start)
    return Operation(prologue, reader.text_since(start), tuple(targets))


def _read_delete_where(reader: TokenReader, prologue: str, start: int) -> Operation:
    """The pattern of "DELETE WHERE" is what is deleted, too."""
    where = reader.offset
    block = reader.take_block()
    pattern = reader.text_since(where)
    text = reader.text_since(start)
    return Operation(prologue, text, tuple(_targets_of(block)), f"DELETE {pattern}", f"WHERE {pattern}")


def _read_modification(reader: TokenReader, prologue: str, start: int) -> Operation:
    with_graph = reader.take_iri() if reader.take_words("WITH") else None
    blocks = [reader.take_block() for word in ("DELETE", "INSERT") if reader.take_words(word)]
    if not blocks:
        raise UnrecognisedError(reader.offset)
    head = reader.text_since(start)
    using: list[str] = []
    using_named: list[str] = []
    while reader.take_words("USING"):
        (using_named if reader.take_words("NAMED") else using).append(reader.take_iri())
    where = reader.offset
    if not reader.take_words("WHERE"):
        raise UnrecognisedError(reader.offset)
    reader.take_block()
    own = Target("iri", with_graph) if with_graph else Target("default")
    targets = [
        own if target.place == "default" else target for block in blocks for target in _targets_of(block)
    ]
    return Operation(
        prologue,
        reader.text_since(start),
        tuple(targets),
        head,
        reader.text_since(where),
        with_graph,
        tuple(using),
        tuple(using_named),
    )


def _read_transfer(reader: TokenReader) -> list[Target]:
    reader.take_words("SILENT")
    source = _read_graph_reference(reader)
    if not reader.take_words("TO"):
        raise UnrecognisedError(reader.offset)
    return [source, _read_graph_reference(reader)]


def _read_graph_reference(reader: TokenReader) -> Target:
    for word, place in _SEVERAL.items():
        if reader.take_words(word):
            return Target(place)
    reader.take_words("GRAPH")
    return Target("iri", reader.take_iri())


_SEVERAL: dict[str, Place] = {"DEFAULT": "default", "NAMED": "named", "ALL": "all"}


def _targets_of(block: list[Token]) -> list[Target]:
    """Where the triples of a block of quads are."""
    reader, targets = TokenReader("", block), set[Target]()
    while not reader.is_at_end:
        if reader.take_words("GRAPH"):
            variable = reader.take_variable()
            targets.add(Target("variable", variable) if variable else Target("iri", reader.take_iri()))
            reader.take_block()
        elif not reader.take_mark("."):
            reader.skip()
            targets.add(Target("default"))
    return sorted(targets, key=lambda target: (target.place, target.text))
