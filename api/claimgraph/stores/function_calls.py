"""Calls of functions and aggregates in the text of a query: where each argument begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claimgraph.stores.tokens import Token

_OPENING, _CLOSING = ("(", "{", "[", "{|"), (")", "}", "]", "|}")


@dataclass(slots=True)
class FunctionCall:
    """A call. `bounds` are indexes of tokens: the arguments lie between each and the next.

    What follows a semicolon, as in GROUP_CONCAT, is no argument.
    """

    name: str
    bounds: list[int] = field(default_factory=list)
    is_complete: bool = False

    def argument(self, index: int) -> range:
        """The indexes of the tokens of an argument, counted from 0; none if there is no such argument."""
        bounds = self.bounds[index : index + 2]
        return range(bounds[0] + 1, bounds[1]) if len(bounds) > 1 else range(0)


def find_calls(tokens: list[Token]) -> Iterator[FunctionCall]:
    """All calls, by names in upper case with whatever keyword is glued before them; inner ones first."""
    enclosing: list[FunctionCall] = []
    for i, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in _OPENING:
            is_call = token.text == "(" and i > 0 and tokens[i - 1].kind == "word"
            enclosing.append(FunctionCall(tokens[i - 1].text.upper() if is_call else "", [i]))
        elif not enclosing or (enclosing[-1].is_complete and token.text not in _CLOSING):
            continue
        elif token.text in (",", ";"):
            enclosing[-1].bounds.append(i)
            enclosing[-1].is_complete = token.text == ";"
        elif token.text in _CLOSING:
            call = enclosing.pop()
            if not call.is_complete:
                call.bounds.append(i)
            if call.name:
                yield call
