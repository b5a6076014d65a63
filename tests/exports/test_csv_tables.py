"""The tables that a graph gives when it is exported."""

from __future__ import annotations

from pathlib import Path

from claimgraph.exports.csv_tables import read_tables
from claimgraph.model import OwnMetric, OwnTopic
from claimgraph.rdf import encode_record, serialize_ntriples


def test_the_terms_of_a_table_are_those_of_its_data_set_and_not_of_the_vocabularies(tmp_path: Path) -> None:
    terms = [
        OwnMetric(id=f"{owner}-designers", name="designers", definition="People who design chips.",
                  scope_note=None, quantity_kind="count", minimum=None, maximum=None, adds_up=None)
        for owner in ("mine", "chip")
    ]  # fmt: skip
    topic = OwnTopic(id="fabs", name="fabs", definition="Plants that make chips.", scope_note=None)
    path = tmp_path / "mine.nt"
    path.write_bytes(serialize_ntriples(triple for term in (*terms, topic) for triple in encode_record(term)))
    assert list(read_tables(path)) == [("metrics", terms[:1])]
