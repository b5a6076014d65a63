"""Makes well-formed XML of what the engine writes, or refuses.

The engine writes characters that XML 1.0 does not have, carriage returns that every parser turns into line
feeds, and elements without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, cast

import pyoxigraph as ox

from claimgraph.stores.errors import QueryEvaluationError
from claimgraph.stores.sinks import Sink

_CONTROLS = bytes(range(0x20)).translate(None, b"\t\n\r")
_NON_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = ox.NamedNode(_RDF + "type")
_SYNTAX_TERMS = frozenset(
    _RDF + name
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li"),
        *("aboutEach", "aboutEachPrefix", "bagID"),
    )
)
_XML_NAMESPACES = ("http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace")
_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME_AT_END = re.compile(rf"[{_START}][{_START}0-9.\u00B7\u0300-\u036F\u203F-\u2040-]*\Z")


class XmlSink:
    """Passes XML on, with references for carriage returns."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._end = sink, b""

    def write(self, data: bytes, /) -> int:
        """Pass it on.

        Raises:
            QueryEvaluationError: There is a character in it that XML does not have.
        """
        across = self._end + data  # a character may be cut by the end of a chunk
        if len(data.translate(None, _CONTROLS)) < len(data) or any(map(across.__contains__, _NON_CHARACTERS)):
            raise QueryEvaluationError(
                "The result holds a control character or a non-character, which XML cannot write. "
                "Ask for another format, such as JSON or Turtle."
            )
        self._end = across[-2:]
        self._sink.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._sink.flush()


def write_rdf_xml(triples: Iterable[ox.Triple], sink: Sink, prefixes: Mapping[str, str]) -> None:
    """Write triples as RDF/XML, as they come.

    Raises:
        QueryEvaluationError: RDF/XML cannot hold them.
    """
    output = cast("IO[bytes]", XmlSink(sink))
    ox.serialize(_require_element_names(triples), output, ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))


def _require_element_names(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Pass triples on if RDF/XML has names for their predicates, and for classes that name an element."""
    subject, sound = None, set[ox.NamedNode]()
    for triple in triples:
        if triple.predicate not in sound:
            _require_name(triple.predicate, is_predicate=True)
            sound.add(triple.predicate)
        if (
            triple.subject != subject
            and triple.predicate == _TYPE
            and isinstance(triple.object, ox.NamedNode)
            and triple.object.value not in _SYNTAX_TERMS
        ):
            _require_name(triple.object, is_predicate=False)
        subject = triple.subject
        yield triple


def _require_name(node: ox.NamedNode, *, is_predicate: bool) -> None:
    iri = node.value
    if (
        not _NAME_AT_END.search(iri)
        or iri.startswith(_XML_NAMESPACES)
        or (is_predicate and iri in _SYNTAX_TERMS)
    ):
        raise QueryEvaluationError(
            f"RDF/XML has no name for <{iri}>: an element is called by the end of an IRI, from a letter on. "
            f"Ask for another format, such as Turtle."
        )
