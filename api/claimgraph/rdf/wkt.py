"""Coordinates as GeoSPARQL: a point has a geometry node of its own, which a table's two columns lack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.rdf.terms import named_node

HAS_GEOMETRY = named_node("geo:hasGeometry")
AS_WKT = named_node("geo:asWKT")
_POINT = re.compile(r"POINT\((\S+) (\S+)\)")


def point_triples(
    subject: NamedNode, latitude: Decimal | None, longitude: Decimal | None
) -> Iterator[Triple]:
    """Yield the triples of a WGS 84 point in degrees. WKT has longitude first (OGC 06-103r4)."""
    if latitude is None or longitude is None:
        return
    geometry = NamedNode(subject.value + "/geometry")
    text = f"POINT({longitude:f} {latitude:f})"
    yield Triple(subject, HAS_GEOMETRY, geometry)
    yield Triple(geometry, named_node("rdf:type"), named_node("geo:Geometry"))
    yield Triple(geometry, AS_WKT, Literal(text, datatype=named_node("geo:wktLiteral")))


def parse_point(wkt: str) -> tuple[Decimal, Decimal]:
    """Return latitude and longitude of a WKT point that `point_triples` wrote.

    Raises:
        ValueError: The text is not such a point.
    """
    match = _POINT.fullmatch(wkt)
    if match is None:
        raise ValueError(f"not a WKT point: {wkt!r}")
    return Decimal(match[2]), Decimal(match[1])
