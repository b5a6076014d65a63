"""Digests of code: they follow every import, so that no note of a build survives a change behind it."""

from __future__ import annotations

import re
from pathlib import Path

import grimp
import pytest

import claimgraph
from claimgraph.pipeline import build
from claimgraph.pipeline.code_digest import PackageSource, digest_code, digest_modules

PACKAGE = Path(claimgraph.__file__).parent


@pytest.fixture
def package(tmp_path: Path) -> PackageSource:
    """A package in which `a` imports the room `b`, whose face passes on what `b.inner` has."""
    files = {
        "__init__.py": "",
        "a.py": "from example import (  # (in brackets)\n    b as c,\n)\nfrom example.b import thing\n",
        "b/__init__.py": "from example.b.inner import thing\n",
        "b/inner.py": "def load():\n    import example.lazy\n",
        "b/rule.rq": "ASK {}",
        "lazy.py": "import json\n",
        "aside.py": "from example import a\n",
    }
    for name, text in files.items():
        path = tmp_path / "example" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return PackageSource(tmp_path / "example")


def test_dependencies_are_what_is_imported_directly_and_through_others(package: PackageSource) -> None:
    assert package.dependencies(["example.a"]) == {
        "example.a",
        "example.b",
        "example.b.inner",
        "example.lazy",
    }


def test_a_package_can_be_left_out_but_for_the_module_that_is_asked_for(package: PackageSource) -> None:
    assert package.dependencies(["example.a"], without="example.b") == {"example.a", "example.b"}
    assert package.dependencies(["example.b.inner"], without="example.b") == {
        "example.b.inner",
        "example.lazy",
    }


def test_queries_beside_a_module_count_as_its_code(package: PackageSource) -> None:
    assert {path.name for path in package.files_of("example.b.inner")} == {"inner.py", "rule.rq"}


def test_a_module_that_is_not_there_is_an_error(package: PackageSource) -> None:
    with pytest.raises(ValueError, match=r"no module 'example\.missing'"):
        package.dependencies(["example.missing"])


def test_imports_are_those_of_the_import_graph() -> None:
    graph, source = grimp.build_graph("claimgraph"), PackageSource(PACKAGE)
    for module in graph.modules:
        assert source.imported_modules(module) == graph.find_modules_directly_imported_by(module), module


def test_a_build_imports_nothing_but_importers_by_a_computed_name() -> None:
    source = PackageSource(PACKAGE)
    paths = {path for module in source.dependencies([build.__module__]) for path in source.files_of(module)}
    texts = {path: path.read_text("utf-8") for path in paths if path.suffix == ".py"}
    computed = [path.name for path, text in texts.items() if re.search(r"import_module|__import__", text)]
    assert computed == ["discovery.py"]


def test_a_build_does_not_depend_on_what_merely_shows_a_graph() -> None:
    dependencies = PackageSource(PACKAGE).dependencies([build.__module__])
    rooms = {module.split(".")[1] for module in dependencies if "." in module}
    assert rooms & {"cli", "documents", "exports", "web"} == set()
    analyses = {module.split(".")[2] for module in dependencies if module.startswith("claimgraph.analysis.")}
    assert analyses == {"contradictions"}  # pairs of claims are in the graph
    assert rooms >= {"assessment", "rdf", "queries", "reasoning", "sources", "validation"}


def test_a_digest_of_a_function_is_that_of_its_module() -> None:
    assert digest_code(build) == digest_modules("claimgraph.pipeline.build")
