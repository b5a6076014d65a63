"""The lines of a header, by key: what each says is for `header` to find out."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from claimgraph.queries.errors import QueryHeaderError

_KEY = re.compile(r"#\+ ([a-z]+(?: [a-z]+)*): *(.*)")
_CONTINUATION = re.compile(r"#\+ {2,}(\S.*)")


@dataclass(frozen=True, slots=True)
class HeaderEntry:
    """The value of a key, its lines kept apart, and the number of the first."""

    key: str
    value: str
    line: int
    file: str

    @property
    def text(self) -> str:
        """The value on one line."""
        return " ".join(self.value.split())

    def error(self, problem: str, offset: int = 0) -> QueryHeaderError:
        """What is wrong with the value, `offset` characters into it."""
        return QueryHeaderError(self.file, self.line + self.value[:offset].count("\n"), problem)


def read_entries(
    query: str, file: str, known: Collection[str], repeatable: Collection[str]
) -> list[HeaderEntry]:
    """The entries of a header, in order.

    Raises:
        QueryHeaderError: A line cannot be read, is empty, or has an unknown key or one for the second time.
    """
    entries: list[HeaderEntry] = []
    for number, line in enumerate(query.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        continuation = _CONTINUATION.fullmatch(line)
        if continuation and entries:
            last = entries.pop()
            entries.append(HeaderEntry(last.key, f"{last.value}\n{continuation[1]}", last.line, file))
            continue
        entries.append(_read_entry(line, number, file))
    _check(entries, known, repeatable)
    return entries


def _read_entry(line: str, number: int, file: str) -> HeaderEntry:
    match = _KEY.fullmatch(line)
    if match is None:
        raise QueryHeaderError(file, number, f"{line!r} cannot be read. Write it as #+ key: value.")
    return HeaderEntry(match[1], match[2].strip(), number, file)


def _check(entries: list[HeaderEntry], known: Collection[str], repeatable: Collection[str]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.key not in known:
            raise entry.error(f"Unknown key {entry.key!r}. Known here: {', '.join(sorted(known))}.")
        if entry.key in seen and entry.key not in repeatable:
            raise entry.error(f"A second {entry.key!r}. Put both into one.")
        if not entry.text:
            raise entry.error(f"{entry.key!r} is empty. Fill it in, or write none.")
        seen.add(entry.key)
