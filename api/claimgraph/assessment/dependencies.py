"""Writes out what the rows of an evidence query rest on, in place of a line such as

    # rests on observation ?used

Each such line becomes the patterns that leave out what is excluded, by the thing's IRI, its data set,
its source and the publisher of that, what a later release of its series replaced by then, and what became
known too late. They bind ?usedKnown, the day
from which everybody could know it. A query that counts or compares has a line for each thing counted;
the line stands last in its group, because OPTIONALs before a join are slow in some engines.
"""

from __future__ import annotations

import re

from claimgraph.assessment.errors import EvidenceQueryError
from claimgraph.namespaces import PREFIXES

_LINE = re.compile(r"^( *)# rests on (.*)$", re.MULTILINE)
_RECORD = re.compile(r"(observation|utterance|data set) \?(\w+)")
_STATEMENT = re.compile(r"statement (\?(\w+) .+), known since \?(\w+)")
_PREFIXES = ("cg", "dcterms", "prov", "qb")
_HOW = (
    "Write “# rests on observation ?used”, or utterance, or data set, or for what data sets state of a "
    "thing “# rests on statement ?fab a cg:Fab, known since ?started”."
)

# One pattern at a time and OPTIONALs within each other: some engines join the whole graph for a path.
_KNOWN = """\
FILTER (!BOUND(?itKnown) || ?itKnown <= "9999-12-31")  # as of
"""
_BLOCKS = {
    "observation": """\
FILTER EXISTS { ?it a cg:Observation }
MINUS { VALUES ?it { cg:none } }  # without
MINUS { VALUES ?itDataset { cg:none } ?it qb:dataSet ?itDataset }  # without
MINUS { VALUES ?itSource { cg:none } ?it prov:hadPrimarySource ?itSource }  # without
MINUS { VALUES ?itPublisher { cg:none } ?it prov:hadPrimarySource/dcterms:publisher ?itPublisher }  # without
FILTER NOT EXISTS {
  ?it cg:supersededIn ?itRelease .
  ?itRelease dcterms:issued ?itReplaced .
  FILTER (STR(?itReplaced) <= "9999-12-31")  # current on
  MINUS { VALUES ?itRelease { cg:none } }  # without
}
OPTIONAL { ?it cg:knownSince ?itSince OPTIONAL { ?itSince cg:latest ?itSinceDay } }
OPTIONAL { ?it prov:hadPrimarySource ?itCited OPTIONAL { ?itCited cg:issuedDuring/cg:latest ?itIssued } }
OPTIONAL { ?it qb:dataSet ?itSet OPTIONAL { ?itSet dcterms:issued ?itReleased } }
BIND (STR(COALESCE(?itSinceDay, ?itIssued, ?itReleased)) AS ?itKnown)
""",
    "utterance": """\
FILTER EXISTS { ?it a cg:Utterance }
MINUS { VALUES ?it { cg:none } }  # without
MINUS { VALUES ?itDataset { cg:none } GRAPH ?itDataset { ?it a cg:Utterance } }  # without
MINUS { VALUES ?itSource { cg:none } ?it cg:inSource ?itSource }  # without
MINUS { VALUES ?itPublisher { cg:none } ?it cg:inSource/dcterms:publisher ?itPublisher }  # without
OPTIONAL { ?it cg:saidDuring ?itSaid OPTIONAL { ?itSaid cg:latest ?itSaidDay } }
BIND (STR(?itSaidDay) AS ?itKnown)
""",
    "data set": """\
MINUS { VALUES ?it { cg:none } }  # without
OPTIONAL { ?it dcterms:issued ?itReleased }
BIND (STR(?itReleased) AS ?itKnown)
""",
}
_STATEMENT_BLOCK = """\
MINUS { VALUES ?it { cg:none } }  # without
MINUS { VALUES ?itDataset { cg:none } GRAPH ?itDataset { %s } }  # without
BIND (STR(?%s) AS ?itKnown)
"""


def expand_dependencies(text: str, file: str) -> str:
    """The query with every line `# rests on …` written out, and the prefixes that takes.

    Raises:
        EvidenceQueryError: There is no such line, or one that cannot be read.
    """
    if not _LINE.search(text):
        raise EvidenceQueryError(f"{file}: no line says what its rows rest on. {_HOW}")

    def expand(line: re.Match[str]) -> str:
        patterns = _block(line, text, file).splitlines()
        return "\n".join(line[1] + pattern for pattern in (line[0].strip(), *patterns))

    return _declare_prefixes(_LINE.sub(expand, text))


def _block(line: re.Match[str], text: str, file: str) -> str:
    if record := _RECORD.fullmatch(line[2]):
        name, block = record[2], _BLOCKS[record[1]]
    elif statement := _STATEMENT.fullmatch(line[2]):
        name, block = statement[2], _STATEMENT_BLOCK % (statement[1], statement[3])
    else:
        number = text[: line.start()].count("\n") + 1
        raise EvidenceQueryError(f"{file}:{number}: {line[0].strip()!r} cannot be read. {_HOW}")
    return re.sub(r"\?it(?=[A-Z]|\b)", f"?{name}", block + _KNOWN)


def _declare_prefixes(text: str) -> str:
    """Declare the prefixes that are used and not declared, after those that are."""
    declared = list(re.finditer(r"^PREFIX +([\w-]*):.*$", text, re.MULTILINE))
    names = {match[1] for match in declared}
    used = {name for name in _PREFIXES if re.search(rf"[ /]{name}:", text)}
    lines = "".join(f"\nPREFIX {f'{name}:':<8} <{PREFIXES[name]}>" for name in sorted(used - names))
    end = declared[-1].end() if declared else 0
    return text[:end] + lines + text[end:]
