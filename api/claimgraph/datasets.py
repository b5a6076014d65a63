"""What a dataset says of itself: title, publisher, licence, attribution, how freely it may be reused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError


class DatasetError(ClaimgraphError):
    """A dataset.toml is missing something, or says something it cannot say."""


class SourceFile(BaseModel):
    """A file as its publisher made it: its checksum, and what has to become of its rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    imported: int
    ignored: int = 0
    rejected: int = 0


class Dataset(BaseModel):
    """The content of a dataset.toml. Licences are SPDX identifiers or "LicenseRef-" names."""

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
    importer: str
    sensitive: bool = False
    files: tuple[SourceFile, ...] = ()

    @property
    def graph_iri(self) -> str:
        """The IRI of the dataset and of the named graph that holds it."""
        return namespaces.GRAPH + self.slug


def read_dataset(folder: Path) -> Dataset:
    """Read a folder's dataset.toml; the folder's name is the dataset's slug.

    Raises:
        DatasetError: Not TOML, or a key is missing, unknown or of the wrong type.
    """
    path = folder / "dataset.toml"
    try:
        keys = tomllib.loads(path.read_text("utf-8"))
        if "slug" in keys:
            raise DatasetError(f"{path}: slug: it is the name of the folder. Take this line out.")
        return Dataset(slug=folder.name, **keys)
    except tomllib.TOMLDecodeError as error:
        raise DatasetError(f"{path}: not TOML: {error}. Fix it there.") from None
    except UnicodeDecodeError as error:
        raise DatasetError(f"{path}: not UTF-8 ({error.reason}). Save the file as UTF-8.") from None
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise DatasetError(f"{path}: {problems}. docs/reference/columns.md lists the keys.") from None
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror}. Every dataset folder needs a dataset.toml.") from None


REUSE_KINDS = ("open", "share-alike", "non-commercial")  # each forbids more than the one before it
ReuseTerms = tuple[str, str]  # reuse and licence


def strictest_terms(terms: Iterable[ReuseTerms]) -> ReuseTerms:
    """The terms of what follows from several datasets together; from open ones alone, CC BY 4.0.

    >>> strictest_terms([("open", "MIT"), ("non-commercial", "CC-BY-NC-4.0")])
    ('non-commercial', 'CC-BY-NC-4.0')
    """
    closed = [each for each in terms if each[0] != "open"]
    return max(closed, key=lambda each: (REUSE_KINDS.index(each[0]), each[1]), default=("open", "CC-BY-4.0"))
