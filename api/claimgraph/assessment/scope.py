"""Which claims an evidence query can find anything for, as its header declares."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claimgraph.assessment.claim_contents import ClaimContent, Proposition
from claimgraph.model import QuantityProposition
from claimgraph.namespaces import concept_iri
from claimgraph.queries import HeaderEntry

SCOPE_KEYS = ("claim", "propositions", "metrics", "relations", "subjects")
_SLUGS = re.compile(r"[a-z0-9-]+(?:, *[a-z0-9-]+)*")
_KINDS = {"quantity", "relation"}


@dataclass(frozen=True, slots=True)
class Scope:
    """Conditions on a claim and on one of its propositions; an empty one does not restrict.

    `claims`, `metrics` and `relations` are ids, `propositions` "quantity" or "relation", and
    `subjects` the kinds of thing that a proposition may be about, as "model-family".
    """

    claims: frozenset[str] = frozenset()
    propositions: frozenset[str] = frozenset()
    metrics: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    @classmethod
    def read(cls, entries: Iterable[HeaderEntry]) -> Scope:
        """The scope that the entries of a header declare; other entries than those of SCOPE_KEYS are ignored.

        Raises:
            QueryHeaderError: A value is no list of ids, or "propositions" names no kind of proposition.
        """
        values: dict[str, frozenset[str]] = dict.fromkeys(SCOPE_KEYS, frozenset())
        for entry in entries:
            if entry.key in SCOPE_KEYS:
                values[entry.key] |= _read_slugs(entry)
        return cls(
            claims=values["claim"],
            propositions=values["propositions"],
            metrics=values["metrics"],
            relations=values["relations"],
            subjects=values["subjects"],
        )

    @property
    def vocabulary_iris(self) -> list[str]:
        """The IRIs of the metrics and relations that it names, sorted."""
        metrics = (concept_iri("metric", slug) for slug in self.metrics)
        return sorted([*metrics, *(concept_iri("relation", slug) for slug in self.relations)])

    def covers(self, content: ClaimContent) -> bool:
        """True if the query may find something for one of the claim's propositions."""
        if self.claims and content.claim.id not in self.claims:
            return False
        return any(self.covers_proposition(proposition) for proposition in content.propositions)

    def covers_proposition(self, proposition: Proposition) -> bool:
        """True if the query may find something for the proposition, whatever its claim."""
        if isinstance(proposition, QuantityProposition):
            kind, metric, relation = "quantity", proposition.metric, None
            subjects = proposition.subjects
        else:
            kind, metric, relation = "relation", None, proposition.predicate
            subjects = (proposition.subject,)
        return (
            (not self.propositions or kind in self.propositions)
            and (not self.metrics or metric in self.metrics)
            and (not self.relations or relation in self.relations)
            and (not self.subjects or not self.subjects.isdisjoint(_kind(subject) for subject in subjects))
        )


def _kind(subject: str) -> str:
    return subject.partition("/")[0]


def _read_slugs(entry: HeaderEntry) -> frozenset[str]:
    if not _SLUGS.fullmatch(entry.text):
        raise entry.error(f"{entry.text!r} is no list of ids. Write it as #+ {entry.key}: one-id, other-id.")
    slugs = frozenset(re.split(r", *", entry.text))
    if entry.key == "propositions" and not slugs <= _KINDS:
        raise entry.error(f"{entry.text!r}: there are quantity and relation propositions.")
    return slugs
