"""Who developed a model: each organisation with its nations and sectors, as far as the lists can be cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claimgraph.model import Involvement
from claimgraph.sources.importers.epoch_models_chips_costs.pairing import Values, learn, options
from claimgraph.sources.intake import Intake, make_record
from claimgraph.sources.publisher_table import TableRow
from claimgraph.sources.slugs import slugify

ORGANISATIONS, NATIONS, SECTORS = "Organization", "Country (of organization)", "Organization categorization"
VENDORS = "Training cloud compute vendor"

# Only these stand without a nation: another organisation that does has lost it.
NOWHERE = frozenset({"AssemblyAI", "Figure AI", "LMMs-Lab", "Yale School of Public Health"})

_UNCLEAR = "The cell lists the {what} of several organisations; which are this one's cannot be told."
_SECTORS = "The table puts it in several sectors: {}."


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the rows tell of each organisation: its nations, its sectors."""

    nations: dict[str, Values]
    sectors: dict[str, Values]

    def problem(self, row: TableRow) -> tuple[str, str] | None:
        """The column that does not fit the organisations of the row, and how; None if both do."""
        if not row[NATIONS] and not NOWHERE.issuperset(row[ORGANISATIONS].all):
            return NATIONS, f"no nation for {row[ORGANISATIONS].text!r}"
        for column, known in ((NATIONS, self.nations), (SECTORS, self.sectors)):
            names = row[ORGANISATIONS].all
            if bool(row[column]) > bool(names):
                return column, f"{', '.join(row[column])} without an organisation"
            if not all(options(names, row[column], known)):
                return (
                    column,
                    f"the cell does not fit {row[ORGANISATIONS].text!r} as other rows describe them",
                )
        return None


def learn_pairs(rows: Iterable[TableRow]) -> Pairs:
    """What all rows together tell."""
    kept = list(rows)
    nations, sectors = (
        learn((row[ORGANISATIONS].all, row[each]) for row in kept) for each in (NATIONS, SECTORS)
    )
    return Pairs(nations, sectors)


@dataclass(frozen=True, slots=True)
class Developers:
    """The involvements of one model's row."""

    intake: Intake
    row: TableRow
    model: str

    def all(self, pairs: Pairs) -> list[Involvement]:
        """The developers in their order, then whoever lent the computers."""
        names = self.row[ORGANISATIONS].all
        nations = options(names, self.row[NATIONS], pairs.nations)
        sectors = options(names, self.row[SECTORS], pairs.sectors)
        developers = map(self._developer, names, nations, sectors)
        return [*developers, *(self._part("compute-provider", name) for name in self.row[VENDORS])]

    def _developer(self, name: str, nations: set[Values], sectors: set[Values]) -> Involvement:
        nation, sector = _only(nations), _only(sectors)
        return self._part(
            "developer",
            name,
            nations=tuple(sorted(nation or ())),
            sector=sector[0] if sector and len(sector) == 1 else None,
            note=_note(nation, sector),
        )

    def _part(self, role: str, name: str, **more: Any) -> Involvement:
        return make_record(
            Involvement,
            id=slugify("epoch-model", self.model.partition("/")[2], role, name),
            thing=self.model,
            role=role,
            agent=self.intake.names.resolve_entity(name, f"{self.row.file}:{self.row.line}"),
            agent_as_printed=name,
            **more,
        )


def _only(possible: set[Values]) -> Values | None:
    return next(iter(possible)) if len(possible) == 1 else None


def _note(nation: Values | None, sector: Values | None) -> str | None:
    parts = [_UNCLEAR.format(what="nations")] if nation is None else []
    parts += [_UNCLEAR.format(what="sectors")] if sector is None else []
    parts += [_SECTORS.format(", ".join(sector))] if sector and len(sector) > 1 else []
    return " ".join(parts) or None
