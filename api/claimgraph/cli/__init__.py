"""The command line: parse, call one function, print. Results to stdout, talk to stderr."""

from claimgraph.cli.commands import main

__all__ = ["main"]
