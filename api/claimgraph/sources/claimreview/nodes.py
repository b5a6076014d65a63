"""One object of schema.org data: its texts, addresses, days and parts, each checked as it is read.

What cannot be read is noted as a problem and taken as missing, so that one round of fixing does.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import category

from claimgraph.sources.claimreview.dates import DateProblem, parse_day
from claimgraph.sources.claimreview.document import POINTER, ReviewFile, is_described, type_names
from claimgraph.sources.claimreview.languages import normal_tag

LONGEST = 600  # characters, as of a claim
_LONGEST_URL = 2000
_LONGEST_FIGURE = 20
_MOST_ESCAPES = 2  # a feed may escape what was escaped: "&amp;quot;"
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_IRI = re.compile(r"[!-~]+")
_MARKUP = re.compile(r"</?(?:p|br|b|i|em|strong|span|a|div|q|u|blockquote)(?:\s[^<>]*)?/?>", re.IGNORECASE)


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

    def read_text(self, *names: str) -> str:
        """Return the first of these properties that has a text, in one line; without one, nothing."""
        return next((text for name in names if (text := self._read_text(name))), "")

    def read_statement(self, name: str, language: str) -> tuple[str, str]:
        """Return a text that has to be there, and its language; of several, the one in this language.

        It is noted as a problem if there is none, or several in one language.
        """
        texts = [_unwrap(value) for value in self._values(name)]
        tags = [
            normal_tag(str(value.get("@language", ""))) if isinstance(value, dict) else ""
            for value in self._values(name)
        ]
        if len(texts) > 1 and not all(tags):
            self.report_problem(name, "it is a list", "Write one text, or one for each language.")
            return "", ""
        number = tags.index(language) if language in tags else 0
        if not texts or texts[number] in (None, ""):
            self.report_problem(name, "it is missing", "Give it as a text.")
        elif not isinstance(texts[number], str):
            self.report_problem(name, f"it is {_describe_type(texts[number])}", "Write one text.")
        else:
            return self._check_text(name, texts[number], LONGEST), tags[number]
        return "", ""

    def read_url(self, name: str = "url") -> str:
        """Return a web address, or nothing; of several, the first."""
        url = self._read_text(name, _LONGEST_URL)
        if url and not _URL.fullmatch(url):
            problem = f"{url[:80]!r} is no web address"
            self.report_problem(name, problem, "Write one with http or https, or none.")
            return ""
        return url

    def read_iri(self, name: str, start: str) -> str:
        """Return the first of the IRIs of a property that begins like this; without one, nothing."""
        texts = (_unwrap(value) for value in self._values(name))
        return next((text for text in texts if isinstance(text, str) and text.startswith(start)), "")

    def read_day(self, name: str) -> str:
        """Return a date as our tables have it, without the time of day; or nothing."""
        text = self._read_text(name)
        try:
            return parse_day(text) if text else ""
        except DateProblem as problem:
            self.report_problem(name, str(problem), "Write 2025-03-09, 2025-03 or 2025, or none.")
            return ""

    def read_number(self, name: str) -> Decimal | None:
        """Return a figure; None for a text that is none, such as "three stars"."""
        try:
            number = Decimal(str(_unwrap(next(iter(self._values(name)), None)))[:_LONGEST_FIGURE])
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
        """Return the first thing that a property names, if it names any."""
        return next(iter(self.read_nodes(name, plain)), None)

    def report_problem(self, name: str, problem: str, fix: str) -> None:
        """Note a problem with one of its properties."""
        place = self.pointer if self.is_text else f"{self.pointer}/{name}"
        self.document.problems.add(place, problem, fix)

    def _make_node(self, part: Any, place: str, plain: str) -> SchemaNode | None:
        pointer = f"{self.pointer}/{place}"
        part = part["@value"] if isinstance(part, dict) and "@value" in part else part
        if isinstance(part, str):
            return SchemaNode({plain: part}, pointer, self.document, is_text=True) if part.strip() else None
        if not isinstance(part, dict):
            self.report_problem(place, f"it is {_describe_type(part)}", "Write an object or a text.")
            return None
        values = self.document.describe(part)
        if plain == "url" and not is_described(values):  # a reference to a page is its address
            values = values | {"url": values.get("@id")}
        return SchemaNode(values, values.get(POINTER, pointer), self.document)

    def _values(self, name: str) -> list[Any]:
        value = self.values.get(name)
        return value if isinstance(value, list) else [] if value is None else [value]

    def _read_text(self, name: str, longest: int = LONGEST) -> str:
        """Return the first text of a property; figures are texts, too."""
        values = [_unwrap(value) for value in self._values(name)]
        values = [str(value) if type(value) in (int, float) else value for value in values]
        texts = [value for value in values if isinstance(value, str)]
        if wrong := [value for value in values if value is not None and not isinstance(value, str)]:
            self.report_problem(name, f"it is {_describe_type(wrong[0])}", "Write one text.")
        return self._check_text(name, texts[0], longest) if texts and not wrong else ""

    def _check_text(self, name: str, text: str, longest: int) -> str:
        text = _clean(text)
        if len(text) > longest:
            self.report_problem(name, f"it has {len(text)} characters", f"Say it in {longest} at most.")
        elif any(category(letter) in ("Cc", "Cs") for letter in text):
            self.report_problem(name, "it has control characters, or halves of characters", "Take them out.")
        else:
            return text
        return ""


def _clean(text: str) -> str:
    """Return a text in one line, without the markup and the entities of the page it was taken from."""
    for _ in range(_MOST_ESCAPES):
        text = html.unescape(text)
    return " ".join(_MARKUP.sub(" ", text).split()) if "<" in text else " ".join(text.split())


def _unwrap(value: Any) -> Any:
    """Return a value out of its JSON-LD wrapping: a text, or the IRI of what it refers to."""
    if isinstance(value, dict) and "@value" in value:
        return value["@value"]
    return value["@id"] if isinstance(value, dict) and not is_described(value) and "@id" in value else value


def _describe_type(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
