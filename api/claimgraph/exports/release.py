"""A release: a version that names a generation for good, with an archive, checksums, citation and changes."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimgraph import namespaces
from claimgraph.exports.archive import write_archive
from claimgraph.generations import (
    CHECKSUMS_FILE,
    Generation,
    GenerationRelease,
    ReleaseError,
    check_version,
    hash_file,
    list_releases,
    open_generation,
    releases_folder,
    staging_folder,
    sync_folder,
    sync_tree,
    writing,
)

_CITATION, _CHANGES = "CITATION.cff", "CHANGELOG.md"


@dataclass(frozen=True, slots=True)
class GraphChanges:
    """How many triples of a graph are new in a generation, and how many are gone."""

    graph: str
    added: int
    removed: int


def write_release(
    generation: Generation, version: str, day: date, level: str, formats: Sequence[str]
) -> Path:
    """Write the folder of a release, which appears when it is complete and is on the disk.

    Whoever calls this holds the lock of the build folder.

    Raises:
        ReleaseError: The version is none, or names a generation already.
        FileWriteError: The system refused it. There is no such release.
    """
    build_folder = generation.build_folder
    home = releases_folder(build_folder)
    place = home / check_version(version)
    if place.exists():
        raise ReleaseError(f"{place}: this release has been made, and never changes. Choose another version.")
    release = GenerationRelease(version, generation.name, day.isoformat())
    earlier = next(reversed(list_releases(build_folder)), None)
    with staging_folder(home) as staging, writing(place):
        folder = staging / version
        folder.mkdir()
        archive = write_archive(generation, level, formats, folder / f"claimgraph-{version}-{level}.zip")
        (folder / _CITATION).write_text(_cite(archive, release), "utf-8")
        (folder / _CHANGES).write_text(_describe_changes(generation, release, earlier), "utf-8")
        (folder / "release.json").write_bytes(release.as_json())
        (folder / CHECKSUMS_FILE).write_text(_list_checksums(folder), "utf-8")
        sync_tree(folder)
        folder.rename(place)
        sync_folder(home)
    return place


def find_graph_changes(before: Generation, after: Generation) -> list[GraphChanges]:
    """Return what has changed in each graph that neither generation withholds, by the name of the graph."""
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for line, is_new in _differing_lines(_read_lines(before.graph_file), _read_lines(after.graph_file)):
        graph = line.rsplit(b" ", 2)[1].decode().strip("<>")
        (added if is_new else removed)[graph] += 1
    hidden = before.withheld_graphs | after.withheld_graphs
    graphs = sorted((added.keys() | removed.keys()) - hidden)
    return [GraphChanges(graph, added[graph], removed[graph]) for graph in graphs]


def _read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a sorted file; in another one, changes would be miscounted."""
    previous = b""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line <= previous:
                raise ReleaseError(
                    f"{path}:{number}: this line is out of order. Run `claimgraph build --force`."
                )
            yield line
            previous = line


def _differing_lines(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Merge two sorted files; yield the lines that only one has, and whether it is the new one."""
    before, after = next(old, None), next(new, None)
    while before is not None or after is not None:
        if before == after:
            before, after = next(old, None), next(new, None)
        elif after is None or (before is not None and before < after):
            assert before is not None
            yield before, False
            before = next(old, None)
        else:
            yield after, True
            after = next(new, None)


def _cite(archive: Path, release: GenerationRelease) -> str:
    """Return the citation in the archive, with the version and the day of the release."""
    with zipfile.ZipFile(archive) as content:
        text = content.read(_CITATION).decode()
    text = re.sub(r"^date-released: .*\n", "", text, flags=re.MULTILINE)
    stated = f'version: "{release.version}, generation {release.generation}"\ndate-released: "{release.day}"'
    return re.sub(r"^version: .*$", stated, text, count=1, flags=re.MULTILINE)


def _describe_changes(
    generation: Generation, release: GenerationRelease, earlier: GenerationRelease | None
) -> str:
    head = f"# {release.version}\n\nGeneration {generation.name}, released on {release.day}.\n\n"
    if earlier is None:
        return f"{head}The first release. {_describe_size(generation)}\n"
    before = open_generation(generation.folder.with_name(earlier.generation))
    since = f"Since {earlier.version} (generation {earlier.generation}, {earlier.day})"
    changes = find_graph_changes(before, generation)
    if not changes:
        return f"{head}{since}, no triple that is shown has changed.\n"
    rows = (
        f"| {change.graph.removeprefix(namespaces.GRAPH)} | {change.added:,} | {change.removed:,} |\n"
        for change in changes
    )
    return f"{head}{since}:\n\n| graph | triples added | removed |\n|---|---:|---:|\n{''.join(rows)}"


def _describe_size(generation: Generation) -> str:
    shown = generation.manifest["graphs"].keys() - generation.withheld_graphs
    triples = sum(generation.manifest["graphs"][graph]["triples"] for graph in shown)
    return f"It shows {triples:,} triples in {len(shown)} graphs."


def _list_checksums(folder: Path) -> str:
    return "".join(f"{hash_file(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
