"""Where ontology, shapes and data lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class SourceTree:
    """The files a graph is built from. `root` holds `ontology/`, `shapes/` and `data/`.

    `imported_folders` are data set folders that a user has added, `written_folders` hold the graphs that were
    written over HTTP.
    """

    root: Path
    imported_folders: tuple[Path, ...] = ()
    written_folders: tuple[Path, ...] = ()

    @property
    def ontology_files(self) -> list[Path]:
        """The core ontology first, then vocabularies and alignments by path."""
        return [self.root / "ontology" / "core.ttl", *sorted((self.root / "ontology").glob("*/*.ttl"))]

    @property
    def shape_files(self) -> list[Path]:
        """The shapes that data must fit, without those that the ontology itself must fit."""
        return [path for path in sorted((self.root / "shapes").glob("*.ttl")) if path.stem != "ontology-lint"]

    @property
    def dataset_folders(self) -> list[Path]:
        """All data set folders, in an order that does not depend on the time of import."""
        return self.own_dataset_folders + sorted(self.imported_folders, key=lambda folder: folder.name)

    @property
    def own_dataset_folders(self) -> list[Path]:
        """The data set folders below `root`."""
        return _find_dataset_folders(self.root / "data")

    def with_imports(self, build_folder: Path) -> SourceTree:
        """Return this tree with what was imported into a build folder or written there, and nothing else."""
        return replace(
            self,
            imported_folders=tuple(_find_dataset_folders(imports_folder(build_folder))),
            written_folders=tuple(sorted(written_folder(build_folder).glob("[!.]*"))),
        )


def imports_folder(build_folder: Path) -> Path:
    """Return where a build folder keeps imported data sets, each in a folder named by its slug."""
    return build_folder / "imported"


def written_folder(build_folder: Path) -> Path:
    """Return where a build folder keeps graphs that were written over HTTP, each in a folder of its own."""
    return build_folder / "written"


def _find_dataset_folders(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("*/dataset.toml"))


def is_checkout() -> bool:
    """Whether the package runs from a checkout rather than from an installed wheel."""
    return (_CHECKOUT / "ontology").is_dir()


def default_source_tree() -> SourceTree:
    """Return the files that came with this installation."""
    return SourceTree(_CHECKOUT if is_checkout() else _PACKAGE / "_bundle")


def default_build_folder() -> Path:
    """Return `build/` of a checkout, or the user's data folder for an installed wheel."""
    if is_checkout():
        return _CHECKOUT / "build"
    from platformdirs import user_data_path

    return user_data_path("claimgraph", appauthor=False)
