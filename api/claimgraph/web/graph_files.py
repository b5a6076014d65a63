"""The named graphs as files, each written once, when it is first asked for."""

from __future__ import annotations

import asyncio
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import IO

from claimgraph.documents import Format, lookups
from claimgraph.namespaces import graph_slug
from claimgraph.stores import FormatChoice, PublicQueries, PublicRequest

_CLIENT = "graph files"  # so that all who download take one client's turns


class GraphFiles:
    """Files of one generation below `folder`. Who asks for one that is being written waits for it."""

    def __init__(self, queries: PublicQueries, folder: Path) -> None:
        self._queries, self._folder = queries, folder
        self._locks: defaultdict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def provide(self, iri: str, form: Format) -> Path:
        """The file with the triples of a graph in a format.

        Raises:
            StoreError: They cannot be had now.
        """
        path = self._folder / f"{graph_slug(iri)}.{form.suffix}"
        async with self._locks[path]:
            if not path.exists():
                await self._write(path, iri, form)
        return path

    async def _write(self, path: Path, iri: str, form: Format) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            try:
                await self._copy(iri, form, file)
            except BaseException:
                Path(file.name).unlink()
                raise
        Path(file.name).replace(path)

    async def _copy(self, iri: str, form: Format, file: IO[bytes]) -> None:
        choice = FormatChoice(form.suffix, form.media_type)
        answer = self._queries.ask(PublicRequest(lookups.graph_query(iri), choice, choice), _CLIENT)
        try:
            await answer.begin()
            while piece := await answer.take():
                await asyncio.to_thread(file.write, piece)
        finally:
            answer.close()
