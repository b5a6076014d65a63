"""Which entity a data set means by a name: only what aliases.csv says, so every decision can be undone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.errors import RowError, RowErrors
from claimgraph.model import NameMatch
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.sources.cells import CellError
from claimgraph.sources.publisher_table import TableSchema, read_rows
from claimgraph.sources.slugs import short_hash, slugify
from claimgraph.sources.values import one_of, parse_text

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"


def parse_entity(cell: str) -> str:
    """An entity of ours: a kind and a slug."""
    kind, _, name = cell.partition("/")
    if kind not in ENTITY_KINDS or not name:
        kinds = ", ".join(sorted(ENTITY_KINDS))
        raise CellError(f"{cell!r} is no entity", f"Write kind/slug, as nation/taiwan. Kinds: {kinds}.")
    return cell


ALIASES = TableSchema(
    "aliases.csv",
    {
        "name": parse_text,
        "entity": parse_entity,
        "dataset": parse_text,
        "judgement": one_of([SAME, DIFFERENT, UNSURE]),
        "reason": parse_text,
    },
    key=("dataset", "name", "entity"),
)


@dataclass(frozen=True, slots=True)
class NameResolver:
    """The judgements on one data set's names, and what an import finds out about them.

    `unresolved`: names that no judgement resolves, with the places they stand in. `minted`: the new
    entities, each with its name and place; the build sees to it that no other data set names one of them.
    """

    dataset: str
    judgements: dict[str, list[NameMatch]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # of each judgement, by its id
    unresolved: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)

    def find_entity(self, name: str) -> str | None:
        """The entity that is the same, as "kind/slug"; None where nobody has said so."""
        same = [each.entity for each in self.judgements.get(name, []) if each.judgement == SAME]
        return same[0] if same else None

    def resolve_entity(self, name: str, place: str = "") -> str | None:
        """The same, and where there is none the name is listed as unresolved with its place."""
        entity = self.find_entity(name)
        if entity is None:
            self.unresolved[name].append(place)
        return entity

    def require_entity(self, name: str) -> str:
        """The entity, for names of a closed list such as nations.

        Raises:
            CellError: No judgement says which entity this is.
        """
        if entity := self.find_entity(name):
            return entity
        raise CellError(f"{name!r} is no name we know in {self.dataset}", ALIASES_FIX)

    def mint_entity(self, kind: str, name: str, place: str = "") -> str:
        """The entity that a data set describes under this name: the one judged the same, or else a new one.

        Raises:
            CellError: Another name of the data set makes the same id.
        """
        if entity := self.find_entity(name):
            return entity
        new = f"{kind}/{slugify(name)}"
        if new in {each.entity for each in self.judgements.get(name, [])}:
            new = f"{new}-{self.dataset}"  # judged another thing, or not surely the same
        first, _ = self.minted.setdefault(new, (name, place))
        if first != name:
            raise CellError(f"{name!r} and {first!r} make the same id, {new}", ALIASES_FIX)
        return new

    @property
    def matches(self) -> list[NameMatch]:
        """The judgements, sorted by id."""
        return sorted(
            (each for group in self.judgements.values() for each in group), key=lambda each: each.id
        )


ALIASES_FIX = "Add a row for it to data/entities/aliases.csv: same, different or unsure, and why."


def read_aliases(folder: Path, dataset: str) -> NameResolver:
    """The judgements of `folder`/aliases.csv on the names of one data set. No file: no judgements.

    Raises:
        RowErrors: Cells that cannot be read, or a name judged the same as two entities.
    """
    if not (folder / ALIASES.file).exists():
        return NameResolver(dataset)
    errors: list[RowError] = []
    groups: dict[str, list[NameMatch]] = defaultdict(list)
    lines: dict[str, int] = {}
    for row in read_rows(folder, ALIASES, errors):
        if row["dataset"] != dataset:
            continue
        if row["judgement"] == SAME and any(each.judgement == SAME for each in groups[row["name"]]):
            errors.append(row.error("entity", f"{row['name']!r} is already the same as another", "Keep one."))
        identifier = slugify(dataset, row["name"], row["entity"].replace("/", "-"))
        if identifier in lines:  # names that differ only in letters a slug cannot have
            identifier = f"{identifier}-{short_hash(row['name'])}"
        groups[row["name"]].append(NameMatch(id=identifier, **row.cells))
        lines[identifier] = row.line
    if errors:
        raise RowErrors(errors)
    return NameResolver(dataset, dict(groups), lines)
