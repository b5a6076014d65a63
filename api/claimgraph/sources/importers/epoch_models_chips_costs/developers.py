"""Who developed a model: each organisation with its nations and sectors, as far as the lists can be cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claimgraph.model import Involvement
from claimgraph.sources.importers.epoch_models_chips_costs.list_pairing import (
    Values,
    learn_values,
    possible_values,
)
from claimgraph.sources.intake import Intake
from claimgraph.sources.involvements import make_involvement
from claimgraph.sources.table import TableRow

ORGANISATIONS, NATIONS, SECTORS = "Organization", "Country (of organization)", "Organization categorization"
VENDORS = "Training cloud compute vendor"

# Only these stand without a nation: another organisation that does has lost it.
NOWHERE = frozenset({"AssemblyAI", "Figure AI", "LMMs-Lab", "Yale School of Public Health"})

_UNCLEAR = "The cell lists the {values} of several organisations; which are this one's cannot be told."
_SECTORS = "The table puts it in several sectors: {}."


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """What the rows tell of each organisation: its nations, its sectors."""

    nations: dict[str, Values]
    sectors: dict[str, Values]

    def find_problem(self, row: TableRow) -> tuple[str, str] | None:
        """Return the column that does not fit the organisations of the row, and how; None if both do."""
        organisations = row[ORGANISATIONS]
        if not row[NATIONS] and not NOWHERE.issuperset(organisations.names):
            return NATIONS, f"no nation for {organisations.printed!r}"
        for column, learned in ((NATIONS, self.nations), (SECTORS, self.sectors)):
            if row[column] and not organisations.names:
                return column, f"{', '.join(row[column])} without an organisation"
            if not all(possible_values(organisations.names, row[column], learned)):
                problem = f"the cell does not fit {organisations.printed!r} as other rows describe them"
                return column, problem
        return None


def learn_organisations(rows: Iterable[TableRow]) -> OrganisationFacts:
    """Return what all rows together tell."""
    rows = list(rows)
    nations, sectors = (
        learn_values((row[ORGANISATIONS].names, row[column]) for row in rows) for column in (NATIONS, SECTORS)
    )
    return OrganisationFacts(nations, sectors)


@dataclass(frozen=True, slots=True)
class ModelRow:
    """The row of a model, and whom it names."""

    intake: Intake
    row: TableRow
    model: str

    def involvements(self, facts: OrganisationFacts) -> list[Involvement]:
        """Return the developers in their order, then whoever lent the computers."""
        names = self.row[ORGANISATIONS].names
        nations = possible_values(names, self.row[NATIONS], facts.nations)
        sectors = possible_values(names, self.row[SECTORS], facts.sectors)
        developers = map(self._developer, names, nations, sectors)
        return [*developers, *(self._involvement("compute-provider", name) for name in self.row[VENDORS])]

    def _developer(self, name: str, nation_sets: set[Values], sector_sets: set[Values]) -> Involvement:
        nations, sectors = _only(nation_sets), _only(sector_sets)
        return self._involvement(
            "developer",
            name,
            nations=tuple(sorted(nations or ())),
            sector=sectors[0] if sectors and len(sectors) == 1 else None,
            note=_note(nations, sectors),
        )

    def _involvement(self, role: str, name: str, **fields: Any) -> Involvement:
        agent = self.intake.names.resolve_entity(name, self.row.place)
        return make_involvement("epoch-model", self.model, role, agent, name, **fields)


def _only(possible: set[Values]) -> Values | None:
    return next(iter(possible)) if len(possible) == 1 else None


def _note(nations: Values | None, sectors: Values | None) -> str | None:
    notes = [_UNCLEAR.format(values="nations")] if nations is None else []
    notes += [_UNCLEAR.format(values="sectors")] if sectors is None else []
    notes += [_SECTORS.format(", ".join(sectors))] if sectors and len(sectors) > 1 else []
    return " ".join(notes) or None
