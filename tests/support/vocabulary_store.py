"""A store of the ontology, and of one rate of exchange: all that normalizing a figure asks of a store."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from claimgraph.source_tree import default_source_tree
from claimgraph.stores import read_solutions

_EUROS_OF_2025 = """
    PREFIX cg: <https://w3id.org/claimgraph/ns#>
    INSERT DATA {
      <x:rate> cg:metric <https://w3id.org/claimgraph/vocab/metric/units-per-us-dollar> ;
        <http://qudt.org/schema/qudt/hasUnit> <http://qudt.org/vocab/unit/CCY_EUR> ;
        <http://qudt.org/schema/qudt/numericValue> 0.8845 ;
        <http://www.w3.org/ns/sosa/phenomenonTime> <x:year> .
      <x:year> cg:edtf "2025" .
    }
"""


class VocabularyStore:
    """Answers SELECT only."""

    def __init__(self) -> None:
        self._graph = ox.Store()
        for path in default_source_tree().ontology_files:
            self._graph.load(path=path)
        self._graph.update(_EUROS_OF_2025)

    def select(self, query: str) -> Any:
        return read_solutions(self._graph.query(query))
