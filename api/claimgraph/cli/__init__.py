"""The command line: parse, call one function, print. Results go to stdout, messages to stderr."""

from claimgraph.cli.commands import app, main

__all__ = ["app", "main"]
