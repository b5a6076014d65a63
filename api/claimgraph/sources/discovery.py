"""Finds the module that imports a data set by its name: no table has to list it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from claimgraph.sources import importers
from claimgraph.sources.intake import Intake

Importer = Callable[[Intake], None]
IMPORTERS_PACKAGE = importers.__name__


def importer_names() -> list[str]:
    """Return the module names of all importers; those that begin with "_" are shared by several."""
    names = (module.name for module in pkgutil.iter_modules(importers.__path__))
    return sorted(name for name in names if not name.startswith("_"))


def find_importer(dataset: str) -> Importer | None:
    """Return the `import_dataset` of a data set's module, or None if it has no module."""
    name = dataset.replace("-", "_")
    if name not in importer_names():
        return None
    module = importlib.import_module(f"{IMPORTERS_PACKAGE}.{name}")
    importer: Importer = module.import_dataset
    return importer
