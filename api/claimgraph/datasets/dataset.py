"""The description of a data set: title, publisher, licence, attribution, and how freely it may be reused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimgraph import namespaces
from claimgraph.datasets.column_map import SourceFile
from claimgraph.errors import ClaimgraphError


class DatasetError(ClaimgraphError):
    """A dataset.toml is missing, lacks a key, or has one that does not fit."""


class Series(BaseModel):
    """The series of which a data set is a release; the day it was issued orders the releases.

    `key`: what tells the values of one subject by one metric apart, so that a value is found again in the
    next release. `complete`: each release replaces the one before it whole, as an index that is fitted
    anew; otherwise only what it says of the subjects and metrics that it lists.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str = Field(min_length=1)
    key: tuple[Literal["partners", "period", "scope", "method"], ...] = ("partners", "period", "scope")
    complete: bool = False

    @property
    def iri(self) -> str:
        """The IRI of the series, below that of the catalogue."""
        return f"{namespaces.GRAPH}catalog/series/{self.id}"


class Dataset(BaseModel):
    """The content of a dataset.toml. Licences are SPDX identifiers or "LicenseRef-" names.

    `reviewed`: false as long as nobody but its compiler has checked its rows against their sources.
    `importer`: earlier versions asked for "tables" where there are no files of a publisher; nothing reads it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    description: str
    publisher: str
    url: str | None = Field(None, pattern=r"^https?://[^\s<>\"{}|\\^`]+$")
    version: str
    issued: date
    retrieved: date | None = None
    licence: str = Field(pattern=r"^[A-Za-z0-9.+-]+$")
    attribution: str
    reuse: Literal["open", "share-alike", "non-commercial"]
    importer: Literal["tables"] | None = None
    sensitive: bool = False
    reviewed: bool = True
    series: Series | None = None
    files: tuple[SourceFile, ...] = ()

    @property
    def graph_iri(self) -> str:
        """The IRI of the data set, which is also that of its named graph."""
        return namespaces.GRAPH + self.slug


def read_dataset(folder: Path) -> Dataset:
    """Read a folder's dataset.toml. The folder's name is the data set's slug.

    Raises:
        DatasetError: The file is missing or not TOML, or a key is missing, unknown or of the wrong type.
    """
    path = folder / "dataset.toml"
    try:
        keys = tomllib.loads(path.read_text("utf-8-sig"))
        if "slug" in keys:
            raise DatasetError(f"{path}: slug: the name of the folder is the slug. Delete this line.")
        return Dataset(slug=folder.name, **keys)
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(f"{path}: not TOML: {error}. Fix that line.") from None
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path}: not UTF-8 ({error.reason}). Save the file as UTF-8.") from None
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
        )
        raise DatasetError(f"{path}: {problems}. docs/reference/columns.md lists the keys.") from None
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}. Every data set folder needs a dataset.toml.") from None


REUSE_KINDS = ("open", "share-alike", "non-commercial")  # from the least to the most restrictive
ReuseTerms = tuple[str, str]  # reuse and licence
JointTerms = tuple[str, tuple[str, ...]]  # reuse, and each licence that restricts it


def strictest_terms(terms: Iterable[ReuseTerms]) -> ReuseTerms:
    """Return the terms for what follows from several data sets together: CC BY 4.0 if all are open.

    Of licences that restrict alike, the last by name: a graph has one.

    >>> strictest_terms([("open", "MIT"), ("non-commercial", "CC-BY-NC-4.0")])
    ('non-commercial', 'CC-BY-NC-4.0')
    """
    restricted = [(reuse, licence) for reuse, licence in terms if reuse != "open"]
    return max(restricted, key=_restriction, default=("open", "CC-BY-4.0"))


def joint_terms(terms: Iterable[ReuseTerms]) -> JointTerms:
    """Return the strictest reuse of several things together, and every licence that restricts it.

    >>> joint_terms([("share-alike", "ODbL-1.0"), ("open", "MIT"), ("share-alike", "CC-BY-SA-4.0")])
    ('share-alike', ('CC-BY-SA-4.0', 'ODbL-1.0'))
    """
    restricted = {(reuse, licence) for reuse, licence in terms if reuse != "open"}
    reuse = max((reuse for reuse, _ in restricted), key=REUSE_KINDS.index, default="open")
    return reuse, tuple(sorted({licence for _, licence in restricted})) or ("CC-BY-4.0",)


def _restriction(terms: ReuseTerms) -> tuple[int, str]:
    reuse, licence = terms
    return REUSE_KINDS.index(reuse), licence
