"""What figures are of, as far as metric and texts tell."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.analysis.contradictions.asserted_figures import AssertedFigure
from claimgraph.assessment import Knowledge

_METRIC = namespaces.concept_iri("metric", "")
_UNKNOWN, _NOT_STATED = "unknown", ("", "not stated")
# Of a thing of any other kind, such as a programme or a data centre, there is only one to be meant.
_BROAD_KINDS = frozenset({"company", "government", "institution", "nation", "organization", "region"})
Scope = frozenset[str] | None


class FigureScopes:
    """The scopes of figures. Those with equal texts are read once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._by_texts: dict[tuple[str, str | None, str | None, bool], Scope] = {}

    def find_scope(self, asserted: AssertedFigure) -> Scope:
        """The concepts that scope and definition mean; None if they leave open what the figure is of."""
        is_broad = not _BROAD_KINDS.isdisjoint(subject.partition("/")[0] for subject in asserted.subjects)
        needs_scope = is_broad and asserted.metric in self._knowledge.open_metrics
        texts = (asserted.metric, asserted.scope, asserted.definition, needs_scope)
        if texts not in self._by_texts:
            self._by_texts[texts] = self._read(*texts)
        return self._by_texts[texts]

    def _read(self, metric: str, scope: str | None, definition: str | None, needs_scope: bool) -> Scope:  # noqa: FBT001
        slug = metric.removeprefix(_METRIC)
        concepts = self._knowledge.scope_of_texts(slug, scope, definition)
        if _UNKNOWN in concepts:
            return None
        if concepts or scope or not needs_scope:
            return concepts
        if definition is None or definition.casefold() in _NOT_STATED:
            return None
        return self._knowledge.scope_of_texts(slug, definition, None)
