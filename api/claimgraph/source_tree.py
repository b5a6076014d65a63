"""Where ontology, shapes and data are: beside the code in a checkout, inside it in a wheel; and imports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


@dataclass(frozen=True, slots=True)
class SourceTree:
    """The files a graph is made of. `root` holds `ontology/`, `shapes/` and `data/`.

    `imported` are dataset folders that somebody has added to these.
    """

    root: Path
    imported_folders: tuple[Path, ...] = ()

    @property
    def ontology_files(self) -> list[Path]:
        """Core, vocabularies and alignments, in reading order."""
        return [self.root / "ontology" / "core.ttl", *sorted((self.root / "ontology").glob("*/*.ttl"))]

    @property
    def shape_files(self) -> list[Path]:
        """The shapes data must fit; the rules about the ontology itself are apart."""
        return [path for path in sorted((self.root / "shapes").glob("*.ttl")) if path.stem != "ontology-lint"]

    @property
    def dataset_folders(self) -> list[Path]:
        """All of them, in an order that does not depend on when something was imported."""
        return self.own_folders + sorted(self.imported_folders, key=lambda folder: folder.name)

    @property
    def own_folders(self) -> list[Path]:
        """Those below `root`."""
        return _datasets(self.root / "data")

    def with_imports(self, build_folder: Path) -> SourceTree:
        """These files and what has been imported into a build folder, in place of other imports."""
        return replace(self, imported_folders=tuple(_datasets(imports_folder(build_folder))))


def imports_folder(build_folder: Path) -> Path:
    """Where imported dataset folders are kept, each named by its slug."""
    return build_folder / "imported"


def _datasets(home: Path) -> list[Path]:
    return sorted(path.parent for path in home.glob("*/dataset.toml"))


def is_checkout() -> bool:
    return (_CHECKOUT / "ontology").is_dir()


def default_source_tree() -> SourceTree:
    """The files this installation came with."""
    return SourceTree(_CHECKOUT if is_checkout() else _PACKAGE / "_bundle")


def default_build_folder() -> Path:
    """`build/` of a checkout; a folder of the user's own for an installed wheel."""
    if is_checkout():
        return _CHECKOUT / "build"
    from platformdirs import user_data_path

    return user_data_path("claimgraph", appauthor=False)
