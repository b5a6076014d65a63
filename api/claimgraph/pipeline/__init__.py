"""Makes a generation of the graph from the shipped files."""

from claimgraph.pipeline.build import BuildReport, InvalidDataError, build

__all__ = ["BuildReport", "InvalidDataError", "build"]
