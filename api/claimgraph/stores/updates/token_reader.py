"""Reads the tokens of an update one after another."""

from __future__ import annotations

from claimgraph.stores.tokens import Token

_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")


class UnrecognisedError(Exception):
    """There is something else than what an operation may have here; `offset` says where."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class TokenReader:
    """A place among the tokens of a text. What is taken is passed."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self._text, self._tokens, self._next = text, tokens, 0

    @property
    def is_at_end(self) -> bool:
        """Whether all tokens have been taken."""
        return self._next >= len(self._tokens)

    @property
    def offset(self) -> int:
        """Where the next token begins."""
        return len(self._text) if self.is_at_end else self._tokens[self._next].start

    def text_since(self, start: int) -> str:
        """What was taken from an offset on."""
        return self._text[start : self._tokens[self._next - 1].end]

    def take_words(self, *words: str) -> bool:
        """Take these keywords if they are next; none if not all are."""
        following = self._tokens[self._next : self._next + len(words)]
        is_there = len(following) == len(words) and all(
            token.is_word(word) for token, word in zip(following, words, strict=True)
        )
        self._next += len(words) if is_there else 0
        return is_there

    def take_mark(self, mark: str) -> bool:
        """Take a mark if it is next."""
        is_there = not self.is_at_end and self._is_mark(mark)
        self._next += is_there
        return is_there

    def take_iri(self) -> str:
        """Take an IRI or a prefixed name, as it is written.

        Raises:
            UnrecognisedError: There is none.
        """
        return self._take("iri", "prefixed").text

    def take_variable(self) -> str | None:
        """Take a variable if it is next."""
        is_there = not self.is_at_end and self._tokens[self._next].kind == "variable"
        return self._take("variable").text if is_there else None

    def take_block(self) -> list[Token]:
        """Take what is in braces, without these.

        Raises:
            UnrecognisedError: There are none.
        """
        if not self.take_mark("{"):
            raise UnrecognisedError(self.offset)
        start, depth = self._next, 1
        while depth:
            token = self._take()
            depth += (token.text in _OPENING) - (token.text in _CLOSING) if token.kind == "mark" else 0
        return self._tokens[start : self._next - 1]

    def take_declarations(self) -> list[str]:
        """Take what is declared by BASE, PREFIX and VERSION, each as it is written."""
        declarations: list[str] = []
        start = self.offset
        while True:
            if self.take_words("BASE") or self.take_words("VERSION"):
                self.skip()
            elif self.take_words("PREFIX"):
                self._take("prefixed")
                self._take("iri")
            else:
                return declarations
            declarations.append(self.text_since(start))
            start = self.offset

    def skip(self) -> None:
        """Pass the next token, whatever it is."""
        self._take()

    def _is_mark(self, mark: str) -> bool:
        token = self._tokens[self._next]
        return token.kind == "mark" and token.text == mark

    def _take(self, *kinds: str) -> Token:
        if self.is_at_end or (kinds and self._tokens[self._next].kind not in kinds):
            raise UnrecognisedError(self.offset)
        self._next += 1
        return self._tokens[self._next - 1]
