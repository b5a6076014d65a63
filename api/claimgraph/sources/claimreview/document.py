"""A JSON file with schema.org data in it: its objects in one form, and which of them are ClaimReviews."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimgraphError
from claimgraph.sources.claimreview.contexts import Context
from claimgraph.sources.csv_lines import display_path

POINTER = "@pointer"  # the place of an object in the file, kept in it
_MOST_BYTES = 256 * 2**20  # bytes; a feed of all fact checks there are is smaller
_MOST_REPORTED = 50
_CONTEXT_FIX = "Only contexts in the file itself, and the listed ones, are known, and none is fetched."
_NOTE_FIX = "What it defines is not read as schema.org's."


class ReviewFileError(ClaimgraphError):
    """A file that cannot be read as ClaimReviews; each problem has its place in the file."""


@dataclass(slots=True)
class FileProblems:
    """What is wrong in a file, by JSON pointer (RFC 6901); all problems are reported together.

    `notes`: what may explain the problems.
    """

    file: str
    messages: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, pointer: str, problem: str, fix: str) -> None:
        """Note a problem at a place in the file."""
        self.messages.append(self.locate(pointer, problem, fix))

    def locate(self, pointer: str, problem: str, fix: str) -> str:
        """Return the message of a problem at a place in the file."""
        place = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in pointer) or "/"
        return f"{self.file}: {place}: {problem}. {fix}"

    def take(self, start: int) -> list[str]:
        """Return the messages since there were `start`, and forget them."""
        messages = self.messages[start:]
        del self.messages[start:]
        return messages

    def raise_if_any(self) -> None:
        """Raise the problems, if there are any.

        Raises:
            ReviewFileError: There is a problem.
        """
        if self.messages:
            raise ReviewFileError("\n".join(shorten([*self.messages, *self.notes])))


def shorten(messages: list[str]) -> list[str]:
    """Return the first of many messages, each once, and how many there are more."""
    messages = list(dict.fromkeys(messages))
    hidden = len(messages) - _MOST_REPORTED
    return [*messages[:_MOST_REPORTED], *([f"… and {hidden} more."] if hidden > 0 else [])]


@dataclass(slots=True)
class ReviewFile:
    """What a file holds: its reviews by pointer, and what it says of things by their "@id".

    `context_problems`: messages about contexts that are not known, by the pointer of the review they bear on;
    `unknown_contexts`: all of these.
    """

    problems: FileProblems
    reviews: dict[str, dict[str, Any]] = field(default_factory=dict)
    described: dict[str, dict[str, Any]] = field(default_factory=dict)
    context_problems: dict[str, list[str]] = field(default_factory=dict)
    unknown_contexts: list[str] = field(default_factory=list)

    def describe(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return what an object says of a thing, with what the file says of it elsewhere.

        Of a name that counts within one page only, such as "#claim", only a mere reference is followed: a
        feed may hold many pages.
        """
        name = values.get("@id")
        if not isinstance(name, str) or name not in self.described:
            return values
        if ":" in name or not is_described(values):
            return self.described[name] | values
        return values


def read_review_file(path: Path) -> ReviewFile:
    """Find the reviews in a file, wherever they are: alone, in a list, a "@graph", a DataFeed, an ItemList.

    Raises:
        ReviewFileError: It is not JSON, or has no ClaimReview.
    """
    document = ReviewFile(FileProblems(display_path(path)))
    root = _read_json(path)
    try:
        if isinstance(root, dict | list):
            _Reader(document).read(root, Context(), "", ())
    except RecursionError:
        raise _too_deep(path) from None
    if not document.reviews:
        document.problems.messages += document.unknown_contexts
        document.problems.add("", "there is no ClaimReview in it", "Its @type has to be ClaimReview.")
        document.problems.raise_if_any()
    return document


def type_names(values: dict[str, Any]) -> set[str]:
    """Return the names of an object's types, without the vocabulary's address."""
    return set(values.get("@type", ()))


def is_described(values: dict[str, Any]) -> bool:
    """True if an object says more than which thing it is."""
    return bool(values.keys() - {"@id", POINTER})


@dataclass(slots=True)
class _Reader:
    """Brings the objects of a file into one form.

    Names are short ("claimReviewed"), "@type" is a list, lists and maps of JSON-LD are plain lists, and each
    object has its pointer.
    """

    document: ReviewFile
    extended: dict[tuple[int, str], tuple[Context, list[str], list[str]]] = field(default_factory=dict)
    contexts: list[Context] = field(default_factory=list)

    def read(self, value: Any, context: Context, pointer: str, reviews: tuple[str, ...]) -> Any:
        """Return a value in that form; `reviews` are the pointers of those that it is in."""
        if isinstance(value, list):
            parts = (self.read(part, context, f"{pointer}/{i}", reviews) for i, part in enumerate(value))
            return list(_flatten(parts))
        return self._read_object(value, context, pointer, reviews) if isinstance(value, dict) else value

    def _read_object(
        self, value: dict[str, Any], context: Context, pointer: str, reviews: tuple[str, ...]
    ) -> Any:
        if "@context" in value:
            context = self._extend(context, value["@context"], pointer, reviews)
        types = _read_types(value, context)
        if "ClaimReview" in types:
            reviews = (*reviews, pointer)
            self.document.context_problems.setdefault(pointer, []).extend(context.problems)
        values: dict[str, Any] = {POINTER: pointer}
        for word, part in value.items():
            name = context.name_of(word)
            if name not in ("@context", "@type"):
                read = self._read_property(word, part, context, f"{pointer}/{_escape_key(word)}", reviews)
                values[name] = [*_as_list(values[name]), *_as_list(read)] if name in values else read
        if types:
            values["@type"] = types
        return self._keep(values, pointer)

    def _extend(self, context: Context, value: Any, pointer: str, reviews: tuple[str, ...]) -> Context:
        key = (id(context), json.dumps(value))
        if key not in self.extended:
            unknown: list[str] = []
            notes: list[str] = []
            extended = context.extend(value, unknown.append, notes.append)
            self.extended[key] = extended, unknown, notes
            self.contexts.append(context)  # so that no other has its id
        extended, unknown, notes = self.extended[key]
        problems, place = self.document.problems, f"{pointer}/@context"
        problems.notes += [problems.locate(place, note, _NOTE_FIX) for note in notes]
        unknown = [problems.locate(place, problem, _CONTEXT_FIX) for problem in unknown]
        self.document.unknown_contexts += unknown
        for review in reviews:
            self.document.context_problems[review] += unknown
        return replace(extended, problems=(*context.problems, *unknown)) if unknown else extended

    def _read_property(
        self, word: str, part: Any, context: Context, pointer: str, reviews: tuple[str, ...]
    ) -> Any:
        name = context.name_of(word)
        if isinstance(part, dict) and context.containers.get(word):
            part = _list_of_map(part, context.containers[word])
        if name == "@id" and isinstance(part, str):
            return context.expand(part)
        read = self.read(part, context, pointer, reviews)
        if word in context.references:
            return _as_references(read, context)
        if name == "claimReviewed" and isinstance(read, str) and context.language:
            return {"@value": read, "@language": context.language}
        return read

    def _keep(self, values: dict[str, Any], pointer: str) -> Any:
        """Note what an object describes; return what is in it, if it only wraps that."""
        for wrapper in ("@list", "@set"):
            if wrapper in values:
                return _as_list(values[wrapper])
        if isinstance(name := values.get("@id"), str) and is_described(values):
            self.document.described[name] = values | self.document.described.get(name, {})
        if "ClaimReview" in values.get("@type", ()) and is_described(
            {key: part for key, part in values.items() if key != "@type"}
        ):
            self.document.reviews[pointer] = values
        return values


def _read_types(value: dict[str, Any], context: Context) -> list[str]:
    names = [
        name for word, part in value.items() if context.name_of(word) == "@type" for name in _as_list(part)
    ]
    return [context.name_of(name) for name in names if isinstance(name, str)]


def _as_references(value: Any, context: Context) -> Any:
    if isinstance(value, list):
        return [_as_references(part, context) for part in value]
    return {"@id": context.expand(value)} if isinstance(value, str) else value


def _list_of_map(value: dict[str, Any], container: str) -> Any:
    """Return the values of a map of JSON-LD, as from languages to texts."""
    if container == "@language":
        return [
            {"@value": text, "@language": tag} for tag, texts in value.items() for text in _as_list(texts)
        ]
    if container in ("@index", "@id", "@type", "@graph") and not any(word.startswith("@") for word in value):
        return [part for parts in value.values() for part in _as_list(parts)]
    return value


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _flatten(parts: Iterable[Any]) -> Iterator[Any]:
    for part in parts:
        if isinstance(part, list):
            yield from part
        else:
            yield part


def _too_deep(path: Path) -> ReviewFileError:
    return ReviewFileError(f"{display_path(path)}: nested too deep. No ClaimReview needs that.")


def _read_json(path: Path) -> Any:
    fix = "Save it as JSON or JSON-LD in UTF-8; of a web page, what is in its application/ld+json script."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ReviewFileError(f"{display_path(path)}: larger than {_MOST_BYTES >> 20} MiB. Split it.")
        # Texts with line breaks and tabs in them are not JSON, and common: blanks are joined anyhow.
        return json.loads(path.read_text("utf-8-sig"), parse_constant=_refuse_constant, strict=False)
    except RecursionError:
        raise _too_deep(path) from None
    except ValueError as error:  # not UTF-8, not JSON, a number of too many digits
        raise ReviewFileError(f"{display_path(path)}: not JSON: {error}. {fix}") from None
    except OSError as error:
        raise ReviewFileError(f"{display_path(path)}: {error.strerror}. Check the path.") from None


def _refuse_constant(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _escape_key(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
