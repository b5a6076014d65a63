"""A backup gives back what it was made of, or nothing."""

from __future__ import annotations

import io
import shutil
import tarfile
from itertools import count
from pathlib import Path

import pytest

from claimgraph.generations import (
    BackupError,
    DamagedGenerationError,
    FileWriteError,
    GenerationRelease,
    change_build_folder,
    current_generation,
    open_generation,
    publish_generation,
    releases_folder,
    restore_backup,
    write_backup,
)
from claimgraph.source_tree import imports_folder
from tests.support.interruptions import run_killed_at
from tests.support.small_generation import publish_small_generation


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A build folder with a released generation, an old one, one in use, an import and a cache."""
    home = tmp_path / "home"
    released, _, _ = (publish_small_generation(home, padding=number) for number in (1, 2, 3))
    files = {
        releases_folder(home) / "1.0" / "release.json": GenerationRelease(
            "1.0", released.name, "2026-11-30"
        ).as_json(),
        imports_folder(home) / "mine" / "claims.csv": b"id\n1\n",
        home / "cache" / "import-fabs.nt": b"computed",
        home / "last-build.json": b"{}",
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return home


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    file = tmp_path / "backup.tar.gz"
    write_backup(home, file)
    return file


def content_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_restored_folder_holds_all_but_caches_and_generations_that_nobody_names(
    home: Path, backup: Path, tmp_path: Path
) -> None:
    assert restore_backup(tmp_path / "new", backup) == current_generation(tmp_path / "new")
    restored, original = content_of(tmp_path / "new"), content_of(home)
    assert restored == {name: original[name] for name in restored}
    assert {name.partition("/")[0] for name in original.keys() - restored.keys()} == {"cache", "generations"}
    assert len(list((tmp_path / "new" / "generations").iterdir())) == 2


def test_a_folder_in_use_is_replaced_only_on_request_and_then_as_a_whole(
    home: Path, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    publish_small_generation(other, padding=9)
    (imports_folder(other) / "theirs").mkdir(parents=True)
    (other / "tokens.json").write_text("{}")
    before = content_of(other)
    with pytest.raises(BackupError, match=r"holds a graph\. .*--replace"):
        restore_backup(other, backup)
    assert content_of(other) == before
    restore_backup(other, backup, replace=True)
    assert current_generation(other).name == current_generation(home).name
    assert [path.name for path in imports_folder(other).iterdir()] == ["mine"]
    assert not (other / "tokens.json").exists()


def test_whenever_a_restore_is_killed_the_folder_is_the_old_one_or_the_new_one(
    home: Path, backup: Path, tmp_path: Path
) -> None:
    old, new = publish_generation(tmp_path / "old", b"", {"graphs": {}}).name, current_generation(home).name
    (imports_folder(tmp_path / "old") / "theirs").mkdir(parents=True)
    states = []
    for call in count(0, 7):  # every seventh call: there are hundreds
        folder = Path(shutil.copytree(tmp_path / "old", tmp_path / "killed"))

        def restore(folder: Path = folder) -> None:
            with change_build_folder(folder, "restore"):
                restore_backup(folder, backup, replace=True)

        if not run_killed_at(restore, call):
            break
        with change_build_folder(folder, "build"):
            name = current_generation(folder).name
            imported = [path.name for path in imports_folder(folder).iterdir()]
            assert imported == (["theirs"] if name == old else ["mine"])
        states.append(name)
        shutil.rmtree(folder)
    assert states == sorted(states, key=[old, new].index)
    assert set(states) == {old, new}


@pytest.mark.parametrize("position", [0.1, 0.3, 0.6, 0.9])
def test_a_damaged_backup_restores_nothing(backup: Path, tmp_path: Path, position: float) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * position)] ^= 1
    backup.write_bytes(content)
    with pytest.raises(BackupError, match=r"backup\.tar\.gz: .*Nothing was restored|has no place"):
        restore_backup(tmp_path / "new", backup)
    assert content_of(tmp_path / "new") == {}


def test_a_cut_backup_and_a_file_that_is_none_restore_nothing(backup: Path, tmp_path: Path) -> None:
    content = backup.read_bytes()
    for text in (content[: len(content) // 2], b"", b"hello"):
        backup.write_bytes(text)
        with pytest.raises(BackupError, match="Nothing was restored"):
            restore_backup(tmp_path / "new", backup)
    backup.unlink()
    with pytest.raises(BackupError, match="No such file"):
        restore_backup(tmp_path / "new", backup)


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "generations/../../outside"])
def test_a_backup_writes_nothing_outside_of_the_folder(name: str, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = 1
        archive.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(BackupError, match="has no place in a backup"):
        restore_backup(tmp_path / "new", tmp_path / "evil.tar.gz")
    assert not (tmp_path / "outside").exists()


def test_what_is_damaged_is_not_backed_up(home: Path, tmp_path: Path) -> None:
    (released,) = (home / "releases").iterdir()
    name = (released / "release.json").read_text().split('"generation": "')[1][:16]
    open_generation(home / "generations" / name).graph_file.write_bytes(b"")
    with pytest.raises(DamagedGenerationError):
        write_backup(home, tmp_path / "backup.tar.gz")
    assert not list(tmp_path.glob("*backup*"))


def test_a_backup_that_cannot_be_written_is_an_error_that_names_it(home: Path, tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match=r"nowhere/backup\.tar\.gz: No such file or directory"):
        write_backup(home, tmp_path / "nowhere" / "backup.tar.gz")
    with pytest.raises(BackupError, match="belongs outside"):
        write_backup(home, home / "backup.tar.gz")
