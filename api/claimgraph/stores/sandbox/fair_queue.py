"""A queue in which clients take turns, so that one with many entries does not push the others back."""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class FairQueue(Generic[Entry]):
    """Entries by client. Each client's come in order, and the clients one after the other."""

    def __init__(self) -> None:
        self._by_client: dict[str, deque[Entry]] = {}  # in the order of their turns

    def __len__(self) -> int:
        return sum(map(len, self._by_client.values()))

    def __bool__(self) -> bool:
        return bool(self._by_client)

    def count(self, client: str) -> int:
        return len(self._by_client.get(client, ()))

    def entries(self) -> list[Entry]:
        return [entry for entries in self._by_client.values() for entry in entries]

    def append(self, client: str, entry: Entry) -> None:
        self._by_client.setdefault(client, deque()).append(entry)

    def pop(self) -> Entry:
        """The first entry of the client whose turn it is. The queue must not be empty."""
        client, entries = next(iter(self._by_client.items()))
        del self._by_client[client]
        entry = entries.popleft()
        if entries:
            self._by_client[client] = entries
        return entry

    def discard(self, client: str, entry: Entry) -> None:
        """Take an entry out, if it is there."""
        entries = self._by_client.get(client)
        if entries and entry in entries:
            entries.remove(entry)
            if not entries:
                del self._by_client[client]
