"""One object of schema.org data: its texts, addresses, days and parts, each checked as it is read.

What cannot be read is noted as a problem and taken as missing, so that one round of fixing does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import category

from claimgraph.edtf import Period
from claimgraph.sources.claimreview.document import ReviewFile, properties, types

LONGEST = 600  # characters, as of a claim
_LONGEST_URL = 2000
_LONGEST_FIGURE = 20
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_IRI = re.compile(r"[!-~]+")
_DAY = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class SchemaNode:
    """An object and its place. `values` has short names; references are followed when they are read.

    `is_text`: there is a mere text in its place, which is the one value it has.
    """

    values: dict[str, Any]
    pointer: str
    document: ReviewFile
    is_text: bool = False

    @property
    def types(self) -> set[str]:
        return types(self.values)

    @property
    def iri(self) -> str:
        """Its "@id", or nothing; what cannot be an IRI, such as a text with blanks, is nothing."""
        found = self.values.get("@id")
        fits = isinstance(found, str) and len(found) <= _LONGEST_URL and _IRI.fullmatch(found)
        return str(found) if fits else ""

    def text(self, *names: str, required: bool = False) -> str:
        """The first of these properties that has a text, in one line; without one, nothing."""
        found = next((text for name in names if (text := self._text(name))), "")
        if required and not found and _single(self.values.get(names[0])) in (None, ""):
            self.wrong(names[0], "it is missing", "Give it as a text.")
        return found

    def url(self, name: str = "url") -> str:
        """A web address, or nothing."""
        found = self._text(name, _LONGEST_URL)
        if found and not _URL.fullmatch(found):
            self.wrong(name, f"{found[:80]!r} is no web address", "Write one with http or https, or none.")
            return ""
        return found

    def day(self, name: str) -> str:
        """A date as our tables have it, without the time of day; or nothing."""
        found = self._text(name)
        match = _DAY.fullmatch(found)
        try:
            return Period.parse(match[1] if match else found).text if found else ""
        except ValueError:
            self.wrong(name, f"{found[:80]!r} is no date", "Write 2025-03-09, 2025-03 or 2025, or none.")
            return ""

    def number(self, name: str) -> Decimal | None:
        """A figure; None for a text that is none, such as "three stars"."""
        try:
            found = Decimal(str(_single(self.values.get(name)))[:_LONGEST_FIGURE])
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    def nodes(self, name: str, plain: str) -> list[SchemaNode]:
        """The things a property names. One that is a mere text is known by its `plain`, such as its name."""
        value = self.values.get(name)
        listed = isinstance(value, list)
        parts = value if isinstance(value, list) else [] if value is None else [value]
        found = [
            self._node(part, f"{name}/{index}" if listed else name, plain) for index, part in enumerate(parts)
        ]
        return [each for each in found if each]

    def only(self, name: str, plain: str) -> SchemaNode | None:
        """The one thing that a property names, if it names any."""
        found = self.nodes(name, plain)
        if len(found) > 1:
            self.wrong(name, f"there are {len(found)}", "Keep one.")
        return found[0] if found else None

    def wrong(self, name: str, problem: str, fix: str) -> None:
        place = self.pointer if self.is_text else f"{self.pointer}/{name}"
        self.document.problems.add(place, problem, fix)

    def _node(self, part: Any, place: str, plain: str) -> SchemaNode | None:
        pointer = f"{self.pointer}/{place}"
        if isinstance(part, str):
            return SchemaNode({plain: part}, pointer, self.document, is_text=True) if part.strip() else None
        if not isinstance(part, dict):
            self.wrong(place, f"it is {_kind(part)}", "Write an object or a text.")
            return None
        values = properties(part)
        if set(values) == {"@id"}:
            values = self.document.described.get(str(values["@id"]), values)
        return SchemaNode(values, pointer, self.document)

    def _text(self, name: str, longest: int = LONGEST) -> str:
        value = _single(self.values.get(name))
        if value is None:
            return ""
        if not isinstance(value, str):
            self.wrong(name, f"it is {_kind(value)}", "Write one text.")
            return ""
        text = " ".join(value.split())
        if len(text) > longest:
            self.wrong(name, f"it has {len(text)} characters", f"Say it in {longest} at most.")
        elif any(category(letter) in ("Cc", "Cs") for letter in text):
            self.wrong(name, "it has control characters, or halves of characters", "Take them out.")
        else:
            return text
        return ""


def _single(value: Any) -> Any:
    """A value out of a list of one, and out of its JSON-LD wrapping."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value["@value"] if isinstance(value, dict) and "@value" in value else value


def _kind(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
