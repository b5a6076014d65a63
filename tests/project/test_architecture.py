"""What a reader may rely on everywhere: names that mean one thing, announced errors, rooms with a face."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import claimgraph

PACKAGE = Path(claimgraph.__file__).parent
_WRITTEN = ("api", "bench", "docs", "ontology", "shapes", "tests")
_TEXTS = (".py", ".md", ".rq", ".ttl", ".toml", ".html", ".css", ".js", ".lua")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE), ast.parse(path.read_text("utf-8"))


def public_functions(tree: ast.Module) -> Iterator[Function]:
    """Functions, and methods of classes, whose names do not begin with an underscore."""
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for body in bodies:
        for node in body:
            if isinstance(node, Function) and not node.name.startswith("_"):
                yield node


def own_statements(function: Function) -> Iterator[ast.AST]:
    """What a function does itself, without functions that it defines for others to call."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def raises(function: Function) -> set[str]:
    """Names of the errors that a function makes and raises itself; addresses announce theirs in OpenAPI."""
    made = [node.exc for node in own_statements(function) if isinstance(node, ast.Raise) and node.exc]
    calls = [error.func for error in made if isinstance(error, ast.Call)]
    names = {name.id for name in calls if isinstance(name, ast.Name) and name.id[0].isupper()}
    return names - {"HTTPException"}


def test_no_two_public_classes_share_a_name() -> None:
    """Save in `documents`, whose models are called as what they describe."""
    places = defaultdict(list)
    for path, tree in modules():
        for node in tree.body:
            if (
                isinstance(node, ast.ClassDef)
                and not node.name.startswith("_")
                and path.parts[0] != "documents"
            ):
                places[node.name].append(path.as_posix())
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_public_functions_announce_the_errors_they_raise() -> None:
    silent = [
        f"{path.as_posix()}: {function.name} raises {', '.join(sorted(names))}"
        for path, tree in modules()
        for function in public_functions(tree)
        if path.parts[0] != "cli"  # the docstring of a command is its help text
        and (names := raises(function))
        and "Raises:" not in (ast.get_docstring(function) or "")
    ]
    assert silent == []


def test_every_room_says_what_it_is_and_what_it_offers() -> None:
    faces = {path: tree for path, tree in modules() if path.name == "__init__.py"}
    assert [path.as_posix() for path, tree in faces.items() if not ast.get_docstring(tree)] == []


def dotted_name(path: Path) -> str:
    """The name by which a file of the package is imported."""
    return ".".join(("claimgraph", *path.with_suffix("").parts)).removesuffix(".__init__")


def imported_modules(tree: ast.Module, names: set[str]) -> Iterator[str]:
    """Modules of the package that a module imports, or imports something from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            submodules = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from submodules & names or {node.module}
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_from_outside_a_room_only_its_face_is_imported() -> None:
    trees = {dotted_name(path): tree for path, tree in modules()}
    faces = {dotted_name(path) for path, _ in modules() if path.name == "__init__.py"}
    past_the_face = [
        f"{importer} -> {imported}"
        for importer, tree in trees.items()
        for imported in imported_modules(tree, set(trees))
        if imported in trees.keys() - faces
        and (room := imported.rpartition(".")[0]) != "claimgraph"
        and not f"{importer}.".startswith(f"{room}.")
    ]
    assert past_the_face == []


def test_no_file_holds_both_sides_of_a_merge() -> None:
    """Markers look like text to every other check."""
    root = PACKAGE.parents[1]
    files = [path for folder in _WRITTEN for path in (root / folder).rglob("*") if path.suffix in _TEXTS]
    files += root.glob("*.md")
    marker = "<" * 7 + " "
    assert len(files) > 1000
    assert [path for path in files if f"\n{marker}" in "\n" + path.read_text("utf-8")] == []
