"""Digests of the code behind a step of the build, found by following imports.

What an earlier build noted must not survive a change of the code that made it. So no step lists the rooms
that it depends on: from the functions that it calls, every import within the package is followed, and the
versions of the distributions that the package requires are included.

Imports are found by a pattern, which is much faster than parsing; a test compares with the import graph.
Packages above an imported module are not followed: their faces only pass names on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from claimgraph.pipeline.note_cache import compute_digest

_FROM_IMPORT = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([\w.]+)", re.MULTILINE)
_REQUIRED_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True)
class PackageSource:
    """The source of a package: its modules, what they import of each other, and files beside them."""

    folder: Path

    def imported_modules(self, module: str) -> set[str]:
        """The modules of the package that a module imports itself; a package stands for its `__init__`."""
        source = self._path(module).read_text("utf-8")
        modules = {name for name in _IMPORT.findall(source) if name in self._paths}
        for origin, names in _FROM_IMPORT.findall(source):
            if origin in self._paths:
                modules |= {self._resolve(origin, name) for name in _split_names(names)}
        return modules

    def dependencies(self, modules: Iterable[str], *, without: str | None = None) -> set[str]:
        """The modules, and those they import directly or through others.

        Modules below the package `without` are not followed to.

        Raises:
            ValueError: There is no such module: nobody would notice that its code has changed.
        """
        reached, stack = set[str](), list(modules)
        while stack:
            module = stack.pop()
            if module not in reached:
                reached.add(module)
                stack += [name for name in self.imported_modules(module) if not _is_below(name, without)]
        return reached

    def files_of(self, module: str) -> Iterator[Path]:
        """The file of a module, and the queries and other data that lie beside it."""
        path = self._path(module)
        yield path
        yield from (
            beside
            for beside in path.parent.iterdir()
            if beside.is_file() and beside.suffix not in (".py", ".pyc")
        )

    def _resolve(self, origin: str, name: str) -> str:
        return f"{origin}.{name}" if f"{origin}.{name}" in self._paths else origin

    def _path(self, module: str) -> Path:
        if module not in self._paths:
            raise ValueError(f"the package {self.folder.name} has no module {module!r}")
        return self._paths[module]

    @cached_property
    def _paths(self) -> dict[str, Path]:
        """The file of each module."""
        return {self._module_name(path): path for path in self.folder.rglob("*.py")}

    def _module_name(self, path: Path) -> str:
        parts = path.relative_to(self.folder.parent).with_suffix("").parts
        return ".".join(parts[:-1] if path.name == "__init__.py" else parts)


def _split_names(names: str) -> list[str]:
    """The names of a from-import, without comments, brackets and aliases."""
    text = re.sub(r"#[^\n]*", "", names).strip("()\n\t ")
    return [name.split()[0] for name in text.split(",") if name.strip()]


def _is_below(module: str, package: str | None) -> bool:
    return package is not None and module.startswith(f"{package}.")


_PACKAGE = PackageSource(Path(__file__).parents[1])


def digest_code(*functions: Callable[..., Any], without: str | None = None) -> str:
    """Digest of the code behind functions of the package; code below the package `without` does not count."""
    return digest_modules(*(function.__module__ for function in functions), without=without)


@cache  # the code of a running process does not change
def digest_modules(*modules: str, without: str | None = None) -> str:
    """Digest of modules, all that they import from the package, and the versions of what it requires.

    Raises:
        ValueError: The package has no such module.
    """
    dependencies = _PACKAGE.dependencies(modules, without=without)
    paths = sorted({path for module in dependencies for path in _PACKAGE.files_of(module)})
    pieces = ((path.relative_to(_PACKAGE.folder).as_posix(), path.read_bytes()) for path in paths)
    return compute_digest(*_required_versions(), *(piece for pair in pieces for piece in pair))


@cache
def _required_versions() -> tuple[str, ...]:
    """The installed versions of the distributions that the package requires."""
    required = [text for text in requires(_PACKAGE.folder.name) or () if "extra ==" not in text]
    return tuple(sorted(filter(None, map(_installed_version, required))))


def _installed_version(requirement: str) -> str | None:
    match = _REQUIRED_NAME.match(requirement)
    assert match, requirement
    try:
        return f"{match[0]}=={version(match[0])}"
    except PackageNotFoundError:  # not needed on this platform
        return None
