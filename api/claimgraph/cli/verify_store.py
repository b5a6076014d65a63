"""claimgraph verify-store."""

from __future__ import annotations

from dataclasses import asdict

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_format
from claimgraph.cli.output import fail, print_json, print_table, say, show_progress
from claimgraph.generations import check_store


def verify_store(build_folder: BuildFolder = None, format_: TableOrJson = "table") -> None:
    """Check everything in the build folder in full: the hash and the counts of every generation.

    Commands check the generation that they open by its hash alone. Exit status 1: something is damaged, or
    a command was interrupted and none has cleaned up after it yet.

    Example: claimgraph verify-store
    """
    format_ = parse_format(format_)
    home = read_settings(build_folder).build_folder
    with show_progress("verifying"):
        parts = list(check_store(home))
    if format_ == "json":
        print_json([asdict(part) for part in parts])
    else:
        print_table(("part", "state"), [(part.path, part.problem or "sound") for part in parts])
    if problems := sum(part.problem is not None for part in parts):
        fail(f"{problems} of {len(parts)} parts of {home} are not as they should be: see above.")
    say(f"All {len(parts)} parts of {home} are as they were written.")
