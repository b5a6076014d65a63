"""How dataset.toml describes a publisher's file: its checksum, counts of rows and meaning of columns.

A text with names of columns in braces, such as "{Country}", is filled in from each row.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Template = str
CellType = Literal["text", "number", "count", "day", "us-day", "period", "url", "entity"]
FIGURE_TYPES = ("number", "count")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnMap(_Strict):
    """One column: read in one form, or ignored for a reason.

    `metric`: each figure is an observation. `low` and `high` name the columns with its bounds, and `power`
    is 9 for figures in billions. `unknown`: the reason to reject rows with a name that nobody has judged;
    without it, such a name is an error. `parts`: names of the values in a list of fixed length.
    """

    ignored: str | None = Field(None, min_length=1)
    type: CellType = "text"
    optional: bool = False
    many: bool = False
    parts: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    terms: dict[str, str] = Field(default_factory=dict)
    power: int = 0
    unknown: str | None = None
    metric: Template | None = None
    unit: Template | None = None
    definition: Template | None = None
    low: str | None = None
    high: str | None = None
    bounds: str | None = None

    @model_validator(mode="after")
    def _check_combinations(self) -> Self:
        if self.ignored and self.model_fields_set != {"ignored"}:
            raise ValueError("an ignored column has no other key")
        for keys, fits, where in (
            (("values", "terms"), self.type == "text", 'of type "text"'),
            (("unknown",), self.type == "entity", 'of type "entity"'),
            (("power", "metric"), self.type in FIGURE_TYPES, 'of type "number" or "count"'),
            (("unit", "definition", "low", "high", "bounds"), bool(self.metric), "with a metric"),
        ):
            if not fits and (misplaced := [key for key in keys if getattr(self, key)]):
                raise ValueError(f"{', '.join(misplaced)}: only for a column {where}")
        if self.metric and (self.many or self.parts):
            raise ValueError("metric: only for a column with one figure in each cell")
        return self


class ObservationMap(_Strict):
    """What all figures of a row share. `id` may name {metric}; `no_figure`: why other rows are ignored."""

    id: Template | None = None
    subjects: tuple[Template, ...] = Field(min_length=1)
    partners: tuple[Template, ...] = ()
    unit: Template | None = None
    status: Template | None = None
    confidence: Template | None = None
    period: Template | None = None
    known_since: Template | None = None
    source: Template
    method: Template | None = None
    scope: Template | None = None
    definition: Template | None = None
    note: Template | None = None
    no_figure: str = "the row gives no figure"


class RecordMap(_Strict):
    """A record that each row gives. `table` is the one of ours whose columns `fields` fills."""

    table: str
    fields: dict[str, Template | tuple[Template, ...]]


class SourceFile(_Strict):
    """A publisher's file: its checksum, and how many rows the import must accept, ignore and reject.

    `columns`: without them, the importer of the data set reads the file. `key`: columns no two rows share.
    """

    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    imported: int
    ignored: int = 0
    rejected: int = 0
    key: tuple[str, ...] = ()
    columns: dict[str, ColumnMap] = Field(default_factory=dict)
    observation: ObservationMap | None = None
    records: tuple[RecordMap, ...] = ()

    @property
    def is_json_lines(self) -> bool:
        """Whether the file has one JSON object a line; other files are CSV."""
        return self.path.endswith(".jsonl")

    @model_validator(mode="after")
    def _check_columns(self) -> Self:
        if not self.columns and (self.key or self.observation or self.records):
            raise ValueError("key, observation and records: only for a file with columns")
        measured = [name for name, column in self.columns.items() if column.metric]
        if measured and not self.observation:
            raise ValueError(f"columns {measured} have a metric: describe subjects and source in observation")
        if self.observation and not measured:
            raise ValueError("observation: no column has a metric")
        return self
