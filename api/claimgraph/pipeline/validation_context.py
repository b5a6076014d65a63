"""What other datasets say of the things a dataset mentions: with it, one dataset can be checked alone."""

from __future__ import annotations

from collections.abc import Iterable, Set
from itertools import groupby

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError, RowError, RowErrors
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import (
    encode_record,
    iri_token,
    line_subject,
    lines_with_predicate,
    object_tokens,
    sort_lines,
    split_lines,
    thing_tokens,
)
from claimgraph.sources import RecordRow, aliases_fix

_CLAIM = iri_token("cg:Claim")
_MOVE = "Move the row to the dataset of that claim."


class TakenIdError(ClaimgraphError):
    """A data set gave a new entity the id of one that exists, and nobody has compared the two."""


def validation_context(part: DatasetGraph, others: Iterable[DatasetGraph]) -> bytes:
    """What the rules look up beyond a part: what others say of the things it describes, of which class the
    things are that it mentions, and what rules reach from their other end: who else has an identifier, and
    how a match was verified. What the part says itself is left out, such as dates that two datasets name:
    a dataset that says no more than that of the part's things is no reason to check the part again.
    """
    rest = [each for each in others if each is not part]
    # Rules on a thing that two datasets describe see what the other says, and so what that mentions.
    shared = _about(rest, part.subject_spans.keys())
    classes = _typing_lines(_about(rest, part.mentioned_entities | thing_tokens(shared)))
    around = shared + classes
    matched = object_tokens(part.text, "skos:exactMatch") | object_tokens(around, "skos:exactMatch")
    identified = _having(rest, "dcterms:identifier", part.identifiers)
    verified = _having(rest, "cg:matchedIdentifier", matched)
    return _beyond(part, around + identified + verified)


def _beyond(part: DatasetGraph, text: bytes) -> bytes:
    """The lines of a text that the part does not have, each once, sorted."""
    by_thing = groupby(split_lines(sort_lines(text)), line_subject)
    return b"".join(line for thing, lines in by_thing for line in sorted({*lines} - _lines(part, thing)))


def _lines(part: DatasetGraph, thing: bytes) -> set[bytes]:
    return set(split_lines(part.describe(thing)))


def _about(parts: list[DatasetGraph], things: Set[bytes]) -> bytes:
    return b"".join(
        part.describe(thing) for part in parts for thing in sorted(things & part.subject_spans.keys())
    )


def _typing_lines(text: bytes) -> bytes:
    return b"".join(line for line, _ in lines_with_predicate(text, "rdf:type"))


def _having(parts: list[DatasetGraph], predicate: str, wanted: Iterable[bytes]) -> bytes:
    keys = sorted(wanted)
    return b"".join(
        line for part in parts for key in keys for line in part.lines_by_value(predicate).get(key, ())
    )


def check_withheld_claims(parts: list[DatasetGraph]) -> None:
    """Make sure that no row which is shown names a claim that is withheld.

    Raises:
        RowErrors: Rows that would tell who said it, or what bears on it.
    """
    withheld = {
        line_subject(line)
        for part in parts
        if part.dataset.sensitive
        for line, class_ in lines_with_predicate(part.text, "rdf:type")
        if class_ == _CLAIM
    }
    leaking = [each for each in parts if not each.dataset.sensitive and withheld & each.mentioned_entities]
    errors = [
        RowError(row.file, row.line, "id", f"{row.record.id!r} names a withheld claim", _MOVE)
        for each in leaking
        for row in each.rows
        if _names(row, withheld)
    ]
    if errors:
        raise RowErrors(errors)


def _names(row: RecordRow, things: set[bytes]) -> bool:
    ends = {
        str(end).encode() for triple in encode_record(row.record) for end in (triple.subject, triple.object)
    }
    return bool(ends & things)


def _names_it(part: DatasetGraph, entity: str) -> bool:
    """Whether a dataset gives a thing its name; one that only adds to what another names does not."""
    return bool(object_tokens(part.describe(iri_token(namespaces.thing_iri(entity))), "rdfs:label"))


def check_minted_ids(parts: list[DatasetGraph]) -> None:
    """Make sure that an id made from a data set's name is not that of another thing.

    Raises:
        TakenIdError: Ids that another dataset describes too; each names the place of the name.
    """
    problems = [
        f"{part.folder}/{place or 'dataset.toml'}: {name!r} may or may not be {entity}, "
        f"which {other.dataset.slug} describes. {aliases_fix(part.folder)}"
        for part in parts
        for entity, (name, place) in part.minted.items()
        for other in parts
        if other is not part and _names_it(other, entity)
    ]
    if problems:
        raise TakenIdError("\n".join(sorted(problems)))
