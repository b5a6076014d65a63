"""A JSON file with schema.org data in it: where its ClaimReviews are. No context is ever fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimgraphError
from claimgraph.sources.csv_lines import display_path

_LARGEST = 256 * 2**20  # bytes; a feed of all fact checks there are is smaller
_TOLD = 50
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
    """What is wrong in a file, by JSON pointer (RFC 6901); all is told together."""

    file: str
    found: list[str] = field(default_factory=list)

    def add(self, pointer: str, problem: str, fix: str) -> None:
        place = "".join(each if each.isprintable() else repr(each)[1:-1] for each in pointer) or "/"
        self.found.append(f"{self.file}: {place}: {problem}. {fix}")

    def stop(self) -> None:
        """Raise ReviewFileError, if there is anything wrong.

        Raises:
            ReviewFileError: Something is wrong with the file or with a review.
        """
        if self.found:
            more = f"\n… and {len(self.found) - _TOLD} more." if len(self.found) > _TOLD else ""
            raise ReviewFileError("\n".join(self.found[:_TOLD]) + more)


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
    for pointer, value in _objects(_json(path)):
        plain = {_local(key): part for key, part in value.items()}
        if "@context" in plain:
            _check_context(plain["@context"], pointer, document.problems)
        if isinstance(name := plain.get("@id"), str) and len(plain) > 1:
            document.described.setdefault(name, plain)
        if "ClaimReview" in types(plain) and set(plain) - {"@id", "@type"}:
            document.reviews[pointer] = plain
    if not document.reviews:
        document.problems.add("", "there is no ClaimReview in it", "Its @type has to be ClaimReview.")
    document.problems.stop()
    return document


def types(plain: dict[str, Any]) -> set[str]:
    """The names of its types, without the vocabulary's address."""
    found = plain.get("@type", [])
    return {_local(each) for each in (found if isinstance(found, list) else [found]) if isinstance(each, str)}


def properties(value: dict[str, Any]) -> dict[str, Any]:
    """The same object with short names: "claimReviewed" for "https://schema.org/claimReviewed"."""
    return {_local(key): part for key, part in value.items()}


def _local(name: str) -> str:
    return next((name.removeprefix(each) for each in _VOCABULARY if name.startswith(each)), name)


def _json(path: Path) -> Any:
    fix = "Save it as JSON or JSON-LD in UTF-8; of a web page, what is in its application/ld+json script."
    try:
        if path.stat().st_size > _LARGEST:
            raise ReviewFileError(f"{display_path(path)}: larger than {_LARGEST >> 20} MiB. Split it.")
        return json.loads(path.read_text("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise ReviewFileError(f"{display_path(path)}: nested too deep. No ClaimReview needs that.") from None
    except ValueError as error:  # not UTF-8, not JSON, a number of too many digits
        raise ReviewFileError(f"{display_path(path)}: not JSON: {error}. {fix}") from None
    except OSError as error:
        raise ReviewFileError(f"{display_path(path)}: {error.strerror}. Check the path.") from None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _objects(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in it with its pointer, in the order of the file."""
    waiting: list[tuple[str, Any]] = [("", root)] if isinstance(root, dict | list) else []
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, dict):
            yield pointer, value
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        below = [(f"{pointer}/{_escaped(key)}", each) for key, each in parts if isinstance(each, dict | list)]
        waiting += reversed(below)


def _escaped(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")


def _check_context(context: Any, pointer: str, problems: FileProblems) -> None:
    """Another context could give the same words other meanings, so it is refused rather than ignored."""
    for each in context if isinstance(context, list) else [context]:
        names = each if isinstance(each, dict) else {"@vocab": each}
        unknown = [key for key, value in names.items() if key != "@language" and not _is_ours(key, value)]
        if unknown:
            problem = f"{json.dumps(each)[:80]} is not the context of schema.org"
            problems.add(f"{pointer}/@context", problem, "Only that one is known, and none is fetched.")


def _is_ours(key: str, value: Any) -> bool:
    return key in ("@vocab", "schema") and isinstance(value, str) and value in _CONTEXTS
