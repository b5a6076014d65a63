"""The build folder: generations, the lock under which they are published, and what survives a crash.

A generation is the output of a build, in an immutable folder named by the hash of its content. The file
`current` names the one in use. Whoever changes the folder holds its lock (`change_build_folder`) and
publishes in one step (`publish_generation`).
"""

from claimgraph.generations.backup import BackupError, restore_backup, write_backup
from claimgraph.generations.cleaning import (
    clean_generations,
    find_old_generations,
    hold_generation,
    list_former_generations,
)
from claimgraph.generations.durable_files import (
    FileWriteError,
    replace_file,
    staging_folder,
    sync_folder,
    sync_tree,
    writing,
)
from claimgraph.generations.folders import releases_folder
from claimgraph.generations.generation import (
    Generation,
    NoGenerationError,
    current_generation,
    generation_stamp,
    open_generation,
)
from claimgraph.generations.integrity import (
    CHECKSUMS_FILE,
    GRAPH_FILE,
    MANIFEST_FILE,
    DamagedGenerationError,
    hash_file,
)
from claimgraph.generations.lock import change_build_folder
from claimgraph.generations.pending_change import Replacement, has_pending_change
from claimgraph.generations.publish import make_current, publish_generation
from claimgraph.generations.releases import GenerationRelease, ReleaseError, check_version, list_releases
from claimgraph.generations.store_check import CheckedPart, check_store

__all__ = [
    "CHECKSUMS_FILE",
    "GRAPH_FILE",
    "MANIFEST_FILE",
    "BackupError",
    "CheckedPart",
    "DamagedGenerationError",
    "FileWriteError",
    "Generation",
    "GenerationRelease",
    "NoGenerationError",
    "ReleaseError",
    "Replacement",
    "change_build_folder",
    "check_store",
    "check_version",
    "clean_generations",
    "current_generation",
    "find_old_generations",
    "generation_stamp",
    "has_pending_change",
    "hash_file",
    "hold_generation",
    "list_former_generations",
    "list_releases",
    "make_current",
    "open_generation",
    "publish_generation",
    "releases_folder",
    "replace_file",
    "restore_backup",
    "staging_folder",
    "sync_folder",
    "sync_tree",
    "write_backup",
    "writing",
]
