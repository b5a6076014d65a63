"""Cells that name who has a part in a site: "OpenAI #likely, Microsoft #confident", or names alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimgraph.sources.cells import CellError, term_of

CONFIDENT = "tagged-confident"
_TAGGED_NAME = re.compile(r"(?P<name>[^#]+?)(?:\s+#(?P<tag>\S.*))?")
_parse_tag = term_of({"confident": CONFIDENT, "likely": "tagged-likely", "speculative": "tagged-speculative"})


@dataclass(frozen=True, slots=True)
class TaggedName:
    """One name of a cell, and how sure the data set is; None where it does not say."""

    name: str
    confidence: str | None

    @property
    def is_confident(self) -> bool:
        """Whether the data set is confident, which no tag does not say."""
        return self.confidence == CONFIDENT


def parse_tagged_name(cell: str) -> TaggedName:
    """Return one name with its tag, if it has one; another tag than the three stops the import.

    Raises:
        CellError: The cell does not have that form.
    """
    if not (match := _TAGGED_NAME.fullmatch(cell)):
        raise CellError(
            f"{cell!r} is no name with a tag",
            'Known form: "OpenAI #likely". Change the importer with a new one.',
        )
    return TaggedName(match["name"], _parse_tag(match["tag"]) if match["tag"] else None)


def parse_plain_name(cell: str) -> TaggedName:
    """Return one name in a column that has no tags.

    Raises:
        CellError: The cell does not have that form.
    """
    if not cell or "#" in cell:
        raise CellError(
            f"{cell!r} is no name without a tag", "If the column has tags now, read it like Owner."
        )
    return TaggedName(cell, None)
