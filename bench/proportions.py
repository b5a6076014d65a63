"""Measures how often what occurs in the shipped tables, for the generator to repeat.

Run it as `python bench/proportions.py` after the tables have changed in kind. It writes
bench/synthetic/proportions.json, which is checked in: a generated graph depends on that file,
on N and on the seed, and on nothing else.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import mean, median
from typing import Any

from pyoxigraph import Literal, NamedNode, parse

from claimgraph import model, namespaces
from claimgraph.edtf import Period
from claimgraph.model import Column, Concept, Reference, columns_of
from claimgraph.rdf import decode_term, named_node
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_record_tables

DATASETS = ("curated", "entities", "fabs")
OUTPUT = Path(__file__).parent / "synthetic" / "proportions.json"
TOP = ("nation/us", "nation/china")
_OWN = ("claim", "metric", "unit")  # told by claim and by metric
Rows = Sequence[Any]


def main() -> None:
    records = _records()
    content = {
        "records": {name: _table(rows) for name, rows in sorted(_by_name(records).items())},
        "relations": _relations(records),
        "per_claim": {
            each.__name__: _counts(_per_claim(records, each))
            for each in (model.QuantityProposition, model.RelationProposition, model.Utterance)
        },
        "restated": _restated(records),
        "metrics": _metrics(records),
        "convertible": _convertible(),
        "nations": _nations(records),
    }
    OUTPUT.write_text(_written(content), "utf-8")


def _written(content: dict[str, Any]) -> str:
    """JSON with a line for each table and metric, so that a change is read in a diff."""
    sections = (f"{json.dumps(name)}: {_section(section)}" for name, section in content.items())
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _section(section: Any) -> str:
    if isinstance(section, list):
        return "[\n" + ",\n".join(json.dumps(each, ensure_ascii=False) for each in section) + "\n]"
    lines = (f"{json.dumps(key)}: {json.dumps(each, ensure_ascii=False)}" for key, each in section.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def _records() -> list[model.Record]:
    folders = [default_source_tree().root / "data" / name for name in DATASETS]
    return [row.record for folder in folders for row in read_record_tables(folder)]


def _by_name(records: list[model.Record]) -> dict[str, Rows]:
    """Rows by class; those of entities by kind, too, because a chip has other columns than a person."""
    found: defaultdict[str, list[model.Record]] = defaultdict(list)
    for each in records:
        kind = "/" + each.id.partition("/")[0] if isinstance(each, model.Entity) else ""
        found[type(each).__name__ + kind].append(each)
    return dict(found)


def _table(rows: Rows) -> dict[str, Any]:
    types = columns_of(type(rows[0]))
    told = {name: _column(rows, name, types[name]) for name in types if name not in _OWN}
    return {"rows": len(rows), "columns": told}


def _column(rows: Rows, name: str, column: Column) -> dict[str, Any]:
    cells = [getattr(row, name) for row in rows]
    items = [item for cell in cells for item in (cell if column.many else (cell,)) if item is not None]
    told: dict[str, Any] = {"filled": _share(cell not in (None, ()) for cell in cells)}
    if column.many:
        told["lengths"] = _counts(len(cell) for cell in cells)
    return told | (_values(column, items) if items else {})


def _values(column: Column, items: list[Any]) -> dict[str, Any]:
    match column.value_type:
        case Concept():
            return {"values": _counts(items)}
        case Reference(kind=""):
            return {"values": _counts(item.partition("/")[0] for item in items)}
    if column.value_type is Period:
        return {"values": _counts(re.sub(r"\d{4}", "yyyy", _form(item.text)) for item in items)}
    if column.value_type is bool:
        return {"values": _counts(str(item).lower() for item in items)}
    if column.value_type is Decimal:
        return {"range": [float(min(items)), float(max(items))]}
    return {"characters": round(mean(len(item) for item in items))}


def _form(edtf: str) -> str:
    """A date's form: "2025-03-09" is "2025-mm-dd"."""
    return re.sub(r"-mm-\d\d", "-mm-dd", re.sub(r"(?<=\d{4})-\d\d", "-mm", edtf))


def _relations(records: list[model.Record]) -> dict[str, int]:
    found = [each for each in records if isinstance(each, model.RelationProposition)]
    parts = ((each.subject, each.predicate, each.object) for each in found)
    return _counts(" ".join(part.partition("/")[0] for part in triple) for triple in parts)


def _per_claim(records: list[model.Record], record: Any) -> list[int]:
    by_claim = Counter(each.claim for each in records if isinstance(each, record))
    return [by_claim[each.id] for each in records if isinstance(each, model.Claim)]


def _restated(records: list[model.Record]) -> dict[str, float]:
    """How many propositions have an observation of the same thing, and how many of those say the same."""
    observed: defaultdict[Any, list[model.Observation]] = defaultdict(list)
    for each in records:
        if isinstance(each, model.Observation):
            observed[each.metric, each.subjects, each.partners].append(each)
    stated = [each for each in records if isinstance(each, model.QuantityProposition)]
    pairs = [(each, same) for each in stated if (same := observed[each.metric, each.subjects, each.partners])]
    return {
        "share": round(len(pairs) / len(stated), 3),
        "same_period": _share(any(each.period == o.period for o in same) for each, same in pairs),
        "same_figure": _share(any(_figure(each) == _figure(o) for o in same) for each, same in pairs),
    }


def _figure(each: model.QuantityProposition | model.Observation) -> tuple[Any, ...]:
    return each.value, each.low, each.high, each.date_value, each.unit


def _metrics(records: list[model.Record]) -> list[dict[str, Any]]:
    """The metrics in use, the most used first."""
    used: defaultdict[str, list[Any]] = defaultdict(list)
    for each in records:
        if isinstance(each, model.QuantityProposition | model.Observation):
            used[each.metric].append(each)
    facts = _facts()
    ranked = sorted(used.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        {"metric": name} | _metric(rows, facts[namespaces.concept_iri("metric", name)])
        for name, rows in ranked
    ]


def _metric(rows: list[Any], facts: dict[str, str]) -> dict[str, Any]:
    types = columns_of(model.Observation)
    figures = [each for row in rows for each in (row.value, row.low, row.high) if each is not None]
    return {
        "kind": facts[named_node("cg:quantityKind").value].rpartition("/")[2],
        "minimum": _number(facts.get(named_node("cg:minimum").value)),
        "maximum": _number(facts.get(named_node("cg:maximum").value)),
        "middle": float(median(figures)) if figures else None,
        "units": _counts(row.unit for row in rows),
        "subjects": _column(rows, "subjects", types["subjects"]),
        "partners": _column(rows, "partners", types["partners"]),
    }


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)


def _facts() -> dict[str, dict[str, str]]:
    """The ontology by subject and predicate; where there are several objects, one of them."""
    facts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for each in (quad for path in default_source_tree().ontology_files for quad in parse(path=path)):
        if isinstance(each.subject, NamedNode) and isinstance(each.object, NamedNode | Literal):
            facts[each.subject.value][each.predicate.value] = each.object.value
    return facts


def _convertible() -> dict[str, dict[str, float]]:
    """Units by kind of quantity, with their multipliers, where several convert into each other."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    unit = columns_of(model.Observation)["unit"].value_type
    for name, facts in sorted(_facts().items()):
        if multiplier := facts.get(named_node("qudt:conversionMultiplier").value):
            kind = facts[named_node("cg:quantityKind").value].rpartition("/")[2]
            found[kind][decode_term(unit, NamedNode(name))] = float(multiplier)
    return {kind: units for kind, units in found.items() if len(units) > 1}


def _nations(records: list[model.Record]) -> list[list[str | None]]:
    """Nations, those that claims are most often about first."""
    about = Counter(thing for each in records if isinstance(each, model.Claim) for thing in each.about)
    nations = [each for each in records if isinstance(each, model.Entity) and each.iso_alpha2]
    ranked = sorted(nations, key=lambda each: (each.id not in TOP, -about[each.id], each.id))
    return [[each.id.partition("/")[2], each.iso_alpha2, each.iso_alpha3, each.name] for each in ranked]


def _counts(items: Iterable[Any]) -> dict[str, int]:
    return {
        str(item): n for item, n in sorted(Counter(items).items(), key=lambda each: (-each[1], str(each[0])))
    }


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return round(sum(found) / len(found), 3)


if __name__ == "__main__":
    main()
