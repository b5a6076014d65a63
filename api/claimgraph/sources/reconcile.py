"""Which entity a data set means by a name: what its aliases.csv says, so every decision can be undone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.errors import RowError, RowErrors
from claimgraph.model import NameMatch
from claimgraph.namespaces import ENTITY_KINDS
from claimgraph.sources.cells import CellError, one_of, parse_text
from claimgraph.sources.csv_lines import display_path
from claimgraph.sources.slugs import short_hash, slugify
from claimgraph.sources.table import TableRow, TableSchema, read_rows

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
ALIASES_FILE = "aliases.csv"


@dataclass(frozen=True, slots=True)
class NameResolver:
    """The judgements on one data set's names, and what an import finds out about them.

    `unresolved`: names that no judgement resolves, with the places they stand in. `minted`: the new
    entities, each with its name and place; the build makes sure that no other data set names one of them.
    """

    folder: Path
    judgements: dict[str, list[NameMatch]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # of each judgement, by its id
    unresolved: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    minted: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def dataset(self) -> str:
        """The slug of the data set."""
        return self.folder.name

    @property
    def name_matches(self) -> list[NameMatch]:
        """The judgements, sorted by id."""
        matches = (match for matches in self.judgements.values() for match in matches)
        return sorted(matches, key=lambda match: match.id)

    def find_entity(self, name: str) -> str | None:
        """Return the entity judged the same, as "kind/slug"; None if there is none."""
        matches = self.judgements.get(name, [])
        return next((match.entity for match in matches if match.judgement == SAME), None)

    def resolve_entity(self, name: str, place: str = "") -> str | None:
        """Return the entity judged the same; a name without one is listed as unresolved with its place."""
        entity = self.find_entity(name)
        if entity is None:
            self.unresolved[name].append(place)
        return entity

    def require_entity(self, name: str) -> str:
        """Return the entity of a name from a closed list, such as that of nations.

        Raises:
            CellError: No judgement says which entity this is.
        """
        if entity := self.find_entity(name):
            return entity
        raise CellError(f"{name!r} is no name we know in {self.dataset}", aliases_fix(self.folder))

    def mint_entity(self, kind: str, name: str, place: str = "") -> str:
        """Return the entity that a data set describes under this name: the one judged the same, or a new one.

        Raises:
            CellError: Another name of the data set makes the same id.
        """
        if entity := self.find_entity(name):
            return entity
        entity = f"{kind}/{slugify(name)}"
        if entity in {match.entity for match in self.judgements.get(name, [])}:
            entity = f"{entity}-{self.dataset}"  # judged another thing, or not surely the same
        first_name, _ = self.minted.setdefault(entity, (name, place))
        if first_name != name:
            problem = f"{name!r} and {first_name!r} make the same id, {entity}"
            raise CellError(problem, aliases_fix(self.folder))
        return entity


def aliases_fix(folder: Path) -> str:
    """Return what to do about a name that nobody has judged."""
    file = display_path(folder / ALIASES_FILE)
    return f"Add a row for it to {file}: same, different or unsure, and why."


def read_aliases(folder: Path) -> NameResolver:
    """Read the judgements in a data set's aliases.csv; without the file there are none.

    Raises:
        TableError: The file cannot be read, or its columns are others.
        RowErrors: Cells that cannot be read, or a name judged the same as two entities.
    """
    names = NameResolver(folder)
    if not (folder / ALIASES_FILE).exists():
        return names
    errors: list[RowError] = []
    for row in read_rows(folder, _SCHEMA, errors):
        if row["judgement"] == SAME and names.find_entity(row["name"]):
            errors.append(row.error("entity", f"{row['name']!r} is already the same as another", "Keep one."))
        _add_judgement(names, row)
    if errors:
        raise RowErrors(errors)
    return names


def _add_judgement(names: NameResolver, row: TableRow) -> None:
    match_id = slugify(names.dataset, row["name"], row["entity"].replace("/", "-"))
    if match_id in names.lines:  # names that differ only in letters a slug cannot have
        match_id = f"{match_id}-{short_hash(row['name'])}"
    match = NameMatch(id=match_id, dataset=names.dataset, **row.cells)
    names.judgements.setdefault(row["name"], []).append(match)
    names.lines[match_id] = row.line


def _parse_entity(cell: str) -> str:
    kind, _, slug = cell.partition("/")
    if kind not in ENTITY_KINDS or not slug:
        kinds = ", ".join(sorted(ENTITY_KINDS))
        raise CellError(f"{cell!r} is no entity", f"Write kind/slug, as nation/taiwan. Kinds: {kinds}.")
    return cell


_SCHEMA = TableSchema(
    ALIASES_FILE,
    {
        "name": parse_text,
        "entity": _parse_entity,
        "judgement": one_of([SAME, DIFFERENT, UNSURE]),
        "reason": parse_text,
    },
    key=("name", "entity"),
)
