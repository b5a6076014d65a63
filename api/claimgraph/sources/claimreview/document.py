"""A JSON file with schema.org data in it: where its ClaimReviews are. No context is ever fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimgraphError
from claimgraph.sources.csv_lines import display_path

_MOST_BYTES = 256 * 2**20  # bytes; a feed of all fact checks there are is smaller
_MOST_REPORTED = 50
_VOCABULARY = ("https://schema.org/", "http://schema.org/", "schema:")
_CONTEXTS = frozenset(
    f"{scheme}://{host}{end}"
    for scheme in ("http", "https")
    for host in ("schema.org", "www.schema.org")
    for end in ("", "/")
)


class ReviewFileError(ClaimgraphError):
    """A file that cannot be read as ClaimReviews; each problem has its place in the file."""


@dataclass(slots=True)
class FileProblems:
    """What is wrong in a file, by JSON pointer (RFC 6901); all problems are reported together."""

    file: str
    messages: list[str] = field(default_factory=list)

    def add(self, pointer: str, problem: str, fix: str) -> None:
        """Note a problem at a place in the file."""
        place = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in pointer) or "/"
        self.messages.append(f"{self.file}: {place}: {problem}. {fix}")

    def raise_if_any(self) -> None:
        """Raise the problems, if there are any.

        Raises:
            ReviewFileError: There is a problem.
        """
        if self.messages:
            hidden = len(self.messages) - _MOST_REPORTED
            more = f"\n… and {hidden} more." if hidden > 0 else ""
            raise ReviewFileError("\n".join(self.messages[:_MOST_REPORTED]) + more)


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """What a file holds: its reviews by pointer, and what it says of things by their "@id"."""

    problems: FileProblems
    reviews: dict[str, dict[str, Any]]
    described: dict[str, dict[str, Any]]


def read_review_file(path: Path) -> ReviewFile:
    """Find the reviews in a file, wherever they are: alone, in a list, a "@graph", a DataFeed, an ItemList.

    Raises:
        ReviewFileError: It is not JSON, has terms of another vocabulary, or no ClaimReview.
    """
    document = ReviewFile(FileProblems(display_path(path)), {}, {})
    for pointer, value in _find_objects(_read_json(path)):
        plain = short_properties(value)
        if "@context" in plain:
            _check_context(plain["@context"], pointer, document.problems)
        if isinstance(name := plain.get("@id"), str) and len(plain) > 1:
            document.described.setdefault(name, plain)
        if "ClaimReview" in type_names(plain) and set(plain) - {"@id", "@type"}:
            document.reviews[pointer] = plain
    if not document.reviews:
        document.problems.add("", "there is no ClaimReview in it", "Its @type has to be ClaimReview.")
    document.problems.raise_if_any()
    return document


def type_names(plain: dict[str, Any]) -> set[str]:
    """Return the names of an object's types, without the vocabulary's address."""
    value = plain.get("@type", [])
    names = value if isinstance(value, list) else [value]
    return {_short_name(name) for name in names if isinstance(name, str)}


def short_properties(value: dict[str, Any]) -> dict[str, Any]:
    """Return the object with short names: "claimReviewed" for "https://schema.org/claimReviewed"."""
    return {_short_name(key): part for key, part in value.items()}


def _short_name(name: str) -> str:
    return next((name.removeprefix(start) for start in _VOCABULARY if name.startswith(start)), name)


def _read_json(path: Path) -> Any:
    fix = "Save it as JSON or JSON-LD in UTF-8; of a web page, what is in its application/ld+json script."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReviewFileError(f"{display_path(path)}: larger than {_MOST_BYTES >> 20} MiB. Split it.")
        return json.loads(path.read_text("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError:
        raise ReviewFileError(f"{display_path(path)}: nested too deep. No ClaimReview needs that.") from None
    except ValueError as error:  # not UTF-8, not JSON, a number of too many digits
        raise ReviewFileError(f"{display_path(path)}: not JSON: {error}. {fix}") from None
    except OSError as error:
        raise ReviewFileError(f"{display_path(path)}: {error.strerror}. Check the path.") from None


def _refuse_constant(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _find_objects(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object with its pointer, in the order of the file."""
    waiting: list[tuple[str, Any]] = [("", root)] if isinstance(root, dict | list) else []
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, dict):
            yield pointer, value
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        nested = [
            (f"{pointer}/{_escape_key(key)}", part) for key, part in parts if isinstance(part, dict | list)
        ]
        waiting += reversed(nested)


def _escape_key(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _check_context(context: Any, pointer: str, problems: FileProblems) -> None:
    """Refuse another context rather than ignore it: it could give the same words other meanings."""
    for part in context if isinstance(context, list) else [context]:
        names = part if isinstance(part, dict) else {"@vocab": part}
        others = {key: value for key, value in names.items() if key != "@language"}
        if not all(_is_schema_org(key, value) for key, value in others.items()):
            problem = f"{json.dumps(part)[:80]} is not the context of schema.org"
            problems.add(f"{pointer}/@context", problem, "Only that one is known, and none is fetched.")


def _is_schema_org(key: str, value: Any) -> bool:
    return key in ("@vocab", "schema") and isinstance(value, str) and value in _CONTEXTS
