"""What figures are of: scopes as sets of concepts, and how two of them lie to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from claimgraph import namespaces
from claimgraph.assessment.reachability import iterate_reachable
from claimgraph.queries import bind_query
from claimgraph.stores import Store

UNKNOWN, WHOLE_METRIC = "unknown", "as-the-metric"
_TEXT = "text:"
ScopeSet = frozenset[str]  # slugs of concepts, and "text:…" for a text that no concept is known for
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")


class ScopeRelation(StrEnum):
    """How the measured scope lies to the claimed one; the values are the marks of the gate."""

    EQUAL = "equal"
    NARROWER = "narrower"
    BROADER = "broader"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Scopes:
    """The vocabulary of scopes: which texts mean which, what is broader, what excludes each other."""

    by_text: Mapping[str, ScopeSet] = field(default_factory=dict)
    broader: Mapping[str, ScopeSet] = field(default_factory=dict)  # all that is broader, at any distance
    disjoint: frozenset[frozenset[str]] = frozenset()

    def read_text(self, text: str | None, *, is_scope: bool = True) -> ScopeSet:
        """The concepts that a text means. One that no concept is known for only equals itself.

        A text about the definition that no concept is known for says no more than the metric does.
        """
        if not text:
            return frozenset()
        normalized = normalize(text)
        if normalized in self.by_text:
            return self.by_text[normalized] - {WHOLE_METRIC}
        return frozenset({_TEXT + normalized} if is_scope else ())

    def relate(self, claimed: ScopeSet, measured: ScopeSet) -> ScopeRelation:
        """How the measured scope lies to the claimed one. Several concepts mean what they have in common.

        A text that no concept is known for may mean more than the metric, less, or something else.
        """
        if claimed == measured:
            return ScopeRelation.UNKNOWN if UNKNOWN in claimed else ScopeRelation.EQUAL
        if UNKNOWN in claimed | measured:
            return ScopeRelation.UNKNOWN
        if _holds_unknown_text(claimed | measured):
            return ScopeRelation.UNKNOWN
        if any(self._exclude(first, second) for first in claimed for second in measured):
            return ScopeRelation.DISJOINT
        is_narrower = all(self._holds_within(measured, scope) for scope in claimed)
        is_broader = all(self._holds_within(claimed, scope) for scope in measured)
        return _RELATIONS[is_narrower, is_broader]

    def _holds_within(self, scopes: ScopeSet, container: str) -> bool:
        """True if one of the scopes is the container or narrower."""
        return any(scope == container or container in self.broader.get(scope, ()) for scope in scopes)

    def _exclude(self, first: str, second: str) -> bool:
        firsts = {first, *self.broader.get(first, ())}
        seconds = {second, *self.broader.get(second, ())}
        return any(frozenset({one, other}) in self.disjoint for one in firsts for other in seconds)


def _holds_unknown_text(scopes: ScopeSet) -> bool:
    return any(scope.startswith(_TEXT) for scope in scopes)


_RELATIONS = {
    (True, True): ScopeRelation.EQUAL,
    (True, False): ScopeRelation.NARROWER,
    (False, True): ScopeRelation.BROADER,
    (False, False): ScopeRelation.UNKNOWN,
}


def normalize(text: str) -> str:
    """A text without what does not change its meaning: case, blanks, quotation marks, a full stop."""
    return " ".join(text.casefold().replace("“", '"').replace("”", '"').strip(' ".').split())


def load_scopes(store: Store) -> Scopes:
    """The scopes of the vocabulary."""
    texts: dict[str, set[str]] = defaultdict(set)
    broader: dict[str, set[str]] = defaultdict(set)
    disjoint: set[frozenset[str]] = set()
    for row in store.select(bind_query("scopes")):
        scope, name, value = _slug(row["scope"].value), row["property"].value, row["value"].value
        if name.endswith(_LABELS):
            texts[normalize(value)].add(scope)
        elif name.endswith("broader"):
            broader[scope].add(_slug(value))
        else:
            disjoint.add(frozenset({scope, _slug(value)}))
    return Scopes(
        {text: frozenset(scopes) for text, scopes in texts.items()},
        {
            scope: frozenset(iterate_reachable(broader[scope], lambda slug: broader.get(slug, ())))
            for scope in broader
        },
        frozenset(disjoint),
    )


def _slug(iri: str) -> str:
    return iri.removeprefix(namespaces.concept_iri("scope", ""))
