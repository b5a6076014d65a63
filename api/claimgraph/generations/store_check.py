"""Checks everything in a build folder in full, and says of each part whether it is as it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimgraph.generations.durable_files import DRAFT_SUFFIX, STAGING_PREFIX
from claimgraph.generations.folders import current_file, generations_folder, releases_folder, staging_homes
from claimgraph.generations.generation import Generation, NoGenerationError, current_name, open_generation
from claimgraph.generations.integrity import CHECKSUMS_FILE, DamagedGenerationError, hash_file
from claimgraph.generations.pending_change import has_pending_change
from claimgraph.generations.releases import ReleaseError, read_release


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """A part of a build folder, and what is wrong with it; None: it is as it was written."""

    path: str
    problem: str | None = None


def check_store(build_folder: Path) -> Iterator[CheckedPart]:
    """Check every generation and release, `current`, and what interrupted changes have left.

    Raises:
        NoGenerationError: No generation has been built.
    """
    folders = sorted(generations_folder(build_folder).glob("[!.]*"))
    yield _check_current(build_folder)
    for folder in folders:
        yield CheckedPart(_name_part(folder, build_folder), _find_damage(folder))
    for release in sorted(releases_folder(build_folder).glob("[!.]*")):
        yield CheckedPart(_name_part(release, build_folder), _find_release_damage(release, build_folder))
    yield from _find_leftovers(build_folder)


def _check_current(build_folder: Path) -> CheckedPart:
    part = _name_part(current_file(build_folder), build_folder)
    try:
        name = current_name(build_folder)
    except DamagedGenerationError as error:
        return CheckedPart(part, error.problem)
    if name is None:
        raise NoGenerationError(build_folder)
    if not (generations_folder(build_folder) / name).is_dir():
        return CheckedPart(part, f"names {name}, which is not there")
    return CheckedPart(part)


def _find_damage(folder: Path) -> str | None:
    try:
        generation = open_generation(folder)
    except DamagedGenerationError as error:
        return error.problem
    return _find_miscount(generation)


def _find_miscount(generation: Generation) -> str | None:
    """Compare the triples of each graph with what the manifest promises."""
    with generation.graph_file.open("rb") as lines:
        counts = Counter(line.rsplit(b" ", 2)[1] for line in lines)
    for iri, graph in generation.manifest["graphs"].items():
        triples = counts.pop(f"<{iri}>".encode(), 0)
        if triples != graph.get("triples", triples):
            return f"{iri} has {triples} triples, its manifest says {graph['triples']}"
    return f"{min(counts).decode()} is not in its manifest" if counts else None


def _find_release_damage(folder: Path, build_folder: Path) -> str | None:
    """Compare the files of a release with its checksums, and look for its generation."""
    try:
        generation = read_release(folder).generation
        if not (generations_folder(build_folder) / generation).is_dir():
            return f"its generation {generation} is not there"
        lines = (folder / CHECKSUMS_FILE).read_text("utf-8").splitlines()
        for line in lines:
            digest, _, name = line.partition("  ")
            if hash_file(folder / name) != digest:
                return f"{name} is not as it was released"
    except (OSError, ValueError, ReleaseError) as error:
        return f"cannot be read: {error}"
    return None


def _find_leftovers(build_folder: Path) -> Iterator[CheckedPart]:
    """Yield what the next change of the folder finishes or deletes."""
    if has_pending_change(build_folder):
        yield CheckedPart("pending.json", "a change was interrupted; `claimgraph build` finishes or drops it")
    for folder in staging_homes(build_folder):
        for pattern in (f"{STAGING_PREFIX}*", f"*{DRAFT_SUFFIX}"):
            for path in sorted(folder.glob(pattern)):
                problem = "left by an interrupted command; `claimgraph build --force` deletes it"
                yield CheckedPart(_name_part(path, build_folder), problem)


def _name_part(path: Path, build_folder: Path) -> str:
    return path.relative_to(build_folder).as_posix()
