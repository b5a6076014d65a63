"""What the words of a JSON-LD file mean: the contexts written in it, and those that are known by address.

A context is never fetched. `known_contexts.toml` beside this module has what those of others do to the words
of schema.org; one that is not there is a problem, as it could give any word any meaning.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

VOCABULARIES = ("https://schema.org/", "http://schema.org/")
_COMMON_PREFIX = "schema"  # understood even where no context declares it
_NOTHING = "?"  # begins what has no meaning
_SHOWN = 80  # characters of a context in a message

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Context:
    """What words mean in a part of a file; without any context, what they mean in schema.org.

    `terms`: full IRIs, keywords or nothing, by word. `references`: words whose texts are IRIs. `containers`:
    words whose objects are maps, such as one from languages to texts. `problems`: unknown contexts.
    """

    terms: Mapping[str, str] = field(default_factory=dict)
    vocabulary: str = VOCABULARIES[0]
    references: frozenset[str] = frozenset()
    containers: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    problems: tuple[str, ...] = ()

    def name_of(self, word: str) -> str:
        """Return a keyword, the short name of a term of schema.org, or the IRI of one of others.

        >>> Context().name_of("https://schema.org/claimReviewed"), Context().name_of("@id")
        ('claimReviewed', '@id')
        """
        iri = self.expand(word, self.vocabulary)
        return next((iri.removeprefix(start) for start in VOCABULARIES if iri.startswith(start)), iri)

    def expand(self, word: str, start: str = "") -> str:
        """Return the IRI of a word.

        `start` begins that of one that no context defines; without it, only prefixes count, as in an "@id".
        """
        if start and word in self.terms:
            return self.terms[word]
        prefix, colon, rest = word.partition(":")
        if colon and prefix in self.terms and not rest.startswith("//"):
            return self.terms[prefix] + rest
        if colon:
            return VOCABULARIES[0] + rest if prefix == _COMMON_PREFIX else word
        return word if word.startswith("@") else start + word

    def extend(self, value: Any, report: Report, note: Report) -> Context:
        """Return this context with what a "@context" adds.

        `report` is called for what cannot be known, `note` for words of schema.org that mean something else.
        """
        context = self
        for part in value if isinstance(value, list) else [value]:
            match part:
                case None:
                    context = Context(vocabulary=_NOTHING)
                case str():
                    context = context._add_known(part, report)
                case dict():
                    context = context._add_terms(part, report, note)
                case _:
                    report(f"{json.dumps(part)[:_SHOWN]} is no context")
        return context

    def _add_known(self, address: str, report: Report) -> Context:
        if address.removesuffix("/") in _known()["schema.org"]["addresses"]:
            others = {word: iri for word, iri in self.terms.items() if word not in READ}
            return replace(self, vocabulary=VOCABULARIES[0], terms=others | _known()["schema.org"]["terms"])
        for known in _known()["others"]:
            if address in known["addresses"]:
                return replace(self, terms={**self.terms, **known["terms"]})
        report(f"{json.dumps(address)[:_SHOWN]} is not the context of schema.org")
        return self

    def _add_terms(self, definitions: dict[str, Any], report: Report, note: Report) -> Context:
        context = replace(
            self,
            vocabulary=_read_vocabulary(definitions.get("@vocab", self.vocabulary), note),
            language=_text(definitions.get("@language", self.language)),
            terms={**self.terms, **{word: iri for word, iri in definitions.items() if _is_prefix(word, iri)}},
        )
        terms, containers, references = dict(context.terms), dict(self.containers), set(self.references)
        for word, definition in definitions.items():
            if word == "@import":
                report(f"{json.dumps(definition)[:_SHOWN]} is imported into it")
            if word.startswith("@"):
                continue
            details = definition if isinstance(definition, dict) else {"@id": definition}
            terms[word] = context._read_iri(word, details)
            containers[word] = _text(details.get("@container"))
            (references.add if details.get("@type") in ("@id", "@vocab") else references.discard)(word)
            if self.name_of(word) in READ and not terms[word].startswith((*VOCABULARIES, "@")):
                note(f"{json.dumps({word: definition})[:_SHOWN]} is not of schema.org")
        return replace(context, terms=terms, containers=containers, references=frozenset(references))

    def _read_iri(self, word: str, details: dict[str, Any]) -> str:
        iri = details.get("@id", word)
        if not isinstance(iri, str):
            return _NOTHING
        if iri == word:  # as it would be without this definition
            return self.expand(iri) if ":" in iri else self.vocabulary + iri
        return self.expand(iri, self.vocabulary)


def _is_prefix(word: str, iri: Any) -> bool:
    """True for what may begin the IRIs of other definitions, wherever it stands."""
    return not word.startswith("@") and isinstance(iri, str) and "://" in iri


def _read_vocabulary(value: Any, note: Report) -> str:
    vocabulary = value if isinstance(value, str) and value else _NOTHING
    if vocabulary.rstrip("/") in _known()["schema.org"]["addresses"]:
        return VOCABULARIES[0]
    note(f"{json.dumps({'@vocab': vocabulary})[:_SHOWN]} is not schema.org")
    return vocabulary


def _text(value: Any) -> str:
    """Return a text, also out of a list of one."""
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


# The words that the import reads: that one of these means something else is worth a note.
READ = frozenset(
    {
        "ClaimReview", "additionalType", "alternateName", "appearance", "author", "bestRating",
        "claimReviewed", "contentReferenceTime", "datePublished", "firstAppearance", "headline",
        "inLanguage", "isPartOf", "itemReviewed", "name", "publisher", "ratingValue", "reviewRating",
        "sameAs", "url", "worstRating",
    }
)  # fmt: skip


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("known_contexts.toml").read_text("utf-8"))
