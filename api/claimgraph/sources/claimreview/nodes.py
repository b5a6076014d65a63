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
from claimgraph.sources.claimreview.document import ReviewFile, short_properties, type_names

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
        """The names of its types."""
        return type_names(self.values)

    @property
    def iri(self) -> str:
        """Its "@id", or nothing; what cannot be an IRI, such as a text with blanks, is nothing."""
        iri = self.values.get("@id")
        is_iri = isinstance(iri, str) and len(iri) <= _LONGEST_URL and _IRI.fullmatch(iri)
        return str(iri) if is_iri else ""

    def read_text(self, *names: str, required: bool = False) -> str:
        """Return the first of these properties that has a text, in one line; without one, nothing."""
        text = next((text for name in names if (text := self._read_text(name))), "")
        if required and not text and _unwrap(self.values.get(names[0])) in (None, ""):
            self.report_problem(names[0], "it is missing", "Give it as a text.")
        return text

    def read_url(self, name: str = "url") -> str:
        """Return a web address, or nothing."""
        url = self._read_text(name, _LONGEST_URL)
        if url and not _URL.fullmatch(url):
            problem = f"{url[:80]!r} is no web address"
            self.report_problem(name, problem, "Write one with http or https, or none.")
            return ""
        return url

    def read_day(self, name: str) -> str:
        """Return a date as our tables have it, without the time of day; or nothing."""
        text = self._read_text(name)
        match = _DAY.fullmatch(text)
        try:
            return Period.parse(match[1] if match else text).text if text else ""
        except ValueError:
            problem = f"{text[:80]!r} is no date"
            self.report_problem(name, problem, "Write 2025-03-09, 2025-03 or 2025, or none.")
            return ""

    def read_number(self, name: str) -> Decimal | None:
        """Return a figure; None for a text that is none, such as "three stars"."""
        try:
            number = Decimal(str(_unwrap(self.values.get(name)))[:_LONGEST_FIGURE])
        except InvalidOperation:
            return None
        return number if number.is_finite() else None

    def read_nodes(self, name: str, plain: str) -> list[SchemaNode]:
        """Return the things a property names; a mere text is one whose property `plain` it is."""
        value = self.values.get(name)
        if isinstance(value, list):
            nodes = [self._make_node(part, f"{name}/{index}", plain) for index, part in enumerate(value)]
        else:
            nodes = [] if value is None else [self._make_node(value, name, plain)]
        return [node for node in nodes if node]

    def read_node(self, name: str, plain: str) -> SchemaNode | None:
        """Return the one thing that a property names, if it names any."""
        nodes = self.read_nodes(name, plain)
        if len(nodes) > 1:
            self.report_problem(name, f"there are {len(nodes)}", "Keep one.")
        return nodes[0] if nodes else None

    def report_problem(self, name: str, problem: str, fix: str) -> None:
        """Note a problem with one of its properties."""
        place = self.pointer if self.is_text else f"{self.pointer}/{name}"
        self.document.problems.add(place, problem, fix)

    def _make_node(self, part: Any, place: str, plain: str) -> SchemaNode | None:
        pointer = f"{self.pointer}/{place}"
        if isinstance(part, str):
            return SchemaNode({plain: part}, pointer, self.document, is_text=True) if part.strip() else None
        if not isinstance(part, dict):
            self.report_problem(place, f"it is {_describe_type(part)}", "Write an object or a text.")
            return None
        values = short_properties(part)
        if set(values) == {"@id"}:
            values = self.document.described.get(str(values["@id"]), values)
        return SchemaNode(values, pointer, self.document)

    def _read_text(self, name: str, longest: int = LONGEST) -> str:
        value = _unwrap(self.values.get(name))
        if value is None:
            return ""
        if not isinstance(value, str):
            self.report_problem(name, f"it is {_describe_type(value)}", "Write one text.")
            return ""
        text = " ".join(value.split())
        if len(text) > longest:
            self.report_problem(name, f"it has {len(text)} characters", f"Say it in {longest} at most.")
        elif any(category(letter) in ("Cc", "Cs") for letter in text):
            self.report_problem(name, "it has control characters, or halves of characters", "Take them out.")
        else:
            return text
        return ""


def _unwrap(value: Any) -> Any:
    """Return a value out of a list of one, and out of its JSON-LD wrapping."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value["@value"] if isinstance(value, dict) and "@value" in value else value


def _describe_type(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
