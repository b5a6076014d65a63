"""Claimgraph: an open knowledge graph of claims about AI geopolitics."""

from importlib.metadata import version

__version__ = version("claimgraph")
