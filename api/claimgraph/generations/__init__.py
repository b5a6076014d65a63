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
    current_name,
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
from claimgraph.generations.spliced import LineChanges, publish_spliced
from claimgraph.generations.store_check import CheckedPart, check_store
from claimgraph.generations.write_tokens import (
    DEFAULT_GRAPH_SCOPE,
    TokenError,
    WriteToken,
    covers_graph,
    create_token,
    find_token,
    list_tokens,
    revoke_token,
)

__all__ = [
    "CHECKSUMS_FILE",
    "DEFAULT_GRAPH_SCOPE",
    "GRAPH_FILE",
    "MANIFEST_FILE",
    "BackupError",
    "CheckedPart",
    "DamagedGenerationError",
    "FileWriteError",
    "Generation",
    "GenerationRelease",
    "LineChanges",
    "NoGenerationError",
    "ReleaseError",
    "Replacement",
    "TokenError",
    "WriteToken",
    "change_build_folder",
    "check_store",
    "check_version",
    "clean_generations",
    "covers_graph",
    "create_token",
    "current_generation",
    "current_name",
    "find_old_generations",
    "find_token",
    "generation_stamp",
    "has_pending_change",
    "hash_file",
    "hold_generation",
    "list_former_generations",
    "list_releases",
    "list_tokens",
    "make_current",
    "open_generation",
    "publish_generation",
    "publish_spliced",
    "releases_folder",
    "replace_file",
    "restore_backup",
    "revoke_token",
    "staging_folder",
    "sync_folder",
    "sync_tree",
    "write_backup",
    "writing",
]
