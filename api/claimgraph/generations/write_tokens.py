"""Tokens of those who may write: kept as hashes, each with the graphs that it is for.

A token is 256 random bits, so its SHA-256 tells nothing about it, and nobody need slow a guess down.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from claimgraph.errors import ClaimgraphError
from claimgraph.generations.durable_files import replace_file

DEFAULT_GRAPH_SCOPE = "default"
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_SCOPE = re.compile(r"\*|default|[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`*]*\*?")
_PREFIX = "cgw_"  # by which a scanner of source code recognises one
_FILE_MODE = 0o600


class TokenError(ClaimgraphError):
    """A token that cannot be made, found or read."""


@dataclass(frozen=True, slots=True)
class WriteToken:
    """What is kept of a token. `graphs`: IRIs, beginnings of IRIs with "*" after them, or "default".

    "default" is the default graph, where it is one of its own. `created` and `revoked` are times of ISO 8601.
    """

    name: str
    sha256: str
    graphs: tuple[str, ...]
    created: str
    revoked: str | None = None


def create_token(build_folder: Path, name: str, graphs: tuple[str, ...], now: str) -> str:
    """Keep a new token, and return its text, which nobody can learn later.

    Whoever calls this holds the lock of the build folder.

    Raises:
        TokenError: The name is taken or none, or a graph is no IRI.
        FileWriteError: The system refused it.
    """
    tokens = list_tokens(build_folder)
    if not _NAME.fullmatch(name):
        raise TokenError(f"{name!r} is no name. Write letters, digits, dots, hyphens and underscores.")
    if any(token.name == name for token in tokens):
        raise TokenError(f"There is a token called {name!r}. Choose another name: the journal keeps both.")
    for graph in graphs:
        if not _SCOPE.fullmatch(graph):
            hint = 'Write an IRI, the beginning of IRIs with "*" after it, "default", or "*" for all.'
            raise TokenError(f"{graph!r} names no graph. {hint}")
    text = _PREFIX + secrets.token_urlsafe(32)
    _keep(build_folder, [*tokens, WriteToken(name, _hash(text), graphs, now)])
    return text


def revoke_token(build_folder: Path, name: str, now: str) -> None:
    """Let a token be worth nothing from now on, in running servers, too.

    Whoever calls this holds the lock of the build folder.

    Raises:
        TokenError: There is none of this name.
        FileWriteError: The system refused it.
    """
    tokens = list_tokens(build_folder)
    if not any(token.name == name for token in tokens):
        names = ", ".join(token.name for token in tokens) or "none"
        raise TokenError(f"No token is called {name!r}. There are: {names}.")
    changed = [
        replace(token, revoked=now) if token.name == name and not token.revoked else token for token in tokens
    ]
    _keep(build_folder, changed)


def list_tokens(build_folder: Path) -> list[WriteToken]:
    """Return all tokens, the revoked ones, too, in the order in which they were made.

    Raises:
        TokenError: Their file cannot be read.
    """
    file = _file(build_folder)
    try:
        return [
            WriteToken(**(entry | {"graphs": tuple(entry["graphs"])}))
            for entry in json.loads(file.read_bytes())
        ]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError) as error:
        problem = getattr(error, "strerror", None) or "is no list of tokens"
        raise TokenError(f"{file}: {problem}. Restore it from a backup, or delete it.") from None


def find_token(build_folder: Path, text: str) -> WriteToken | None:
    """Return the token with this text; None if there is none, or it was revoked.

    Raises:
        TokenError: The tokens cannot be read.
    """
    digest = _hash(text)
    matches = [
        token for token in list_tokens(build_folder) if hmac.compare_digest(token.sha256, digest)
    ]  # all of them, so that the time tells nothing
    return next((token for token in matches if not token.revoked), None)


def covers_graph(scope: str, graph: str) -> bool:
    """Return whether a scope, an IRI or a beginning with "*" after it, has a graph in it.

    >>> covers_graph("https://example.org/alice/*", "https://example.org/alice/notes")
    True
    """
    return graph.startswith(scope[:-1]) if scope.endswith("*") else graph == scope


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _keep(build_folder: Path, tokens: list[WriteToken]) -> None:
    content = json.dumps([asdict(token) for token in tokens], indent=2, ensure_ascii=False)
    replace_file(_file(build_folder), content.encode() + b"\n", mode=_FILE_MODE)


def _file(build_folder: Path) -> Path:
    return build_folder / "tokens.json"
