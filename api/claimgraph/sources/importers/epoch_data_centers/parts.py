"""Cells that name who has a part in a site: "OpenAI #likely, Microsoft #confident", or names alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimgraph.sources.cells import CellError
from claimgraph.sources.values import term_of

CONFIDENT = "tagged-confident"
_PART = re.compile(r"(?P<name>[^#]+?)(?:\s+#(?P<tag>\S.*))?")
_TAGS = term_of({"confident": CONFIDENT, "likely": "tagged-likely", "speculative": "tagged-speculative"})


@dataclass(frozen=True, slots=True)
class TaggedName:
    """One name of a cell, and how sure the data set is; None where it does not say."""

    name: str
    confidence: str | None

    @property
    def sure(self) -> bool:
        """Whether the data set is confident, which no tag does not say."""
        return self.confidence == CONFIDENT


def part(cell: str) -> TaggedName:
    """One name with its tag, if it has one; another tag than the three stops the import."""
    if not (found := _PART.fullmatch(cell)):
        raise CellError(
            f"{cell!r} is no name with a tag",
            'Known form: "OpenAI #likely". Change the importer with a new one.',
        )
    return TaggedName(found["name"], _TAGS(found["tag"]) if found["tag"] else None)


def untagged(cell: str) -> TaggedName:
    """One name in a column that has no tags."""
    if not cell or "#" in cell:
        raise CellError(
            f"{cell!r} is no name without a tag", "If the column has tags now, read it like Owner."
        )
    return TaggedName(cell, None)
