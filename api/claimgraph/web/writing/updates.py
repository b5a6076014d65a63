"""SPARQL 1.1 Update over HTTP."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from claimgraph.generations import WriteToken
from claimgraph.pipeline.written_graphs import InvalidChangeError
from claimgraph.web.sparql import SentUpdate
from claimgraph.web.writing.answers import answer_invalid, describe_written
from claimgraph.web.writing.authority import require_token
from claimgraph.web.writing.graph_writer import GraphWriter


class Updates:
    """Carries out updates of those who hold a token."""

    def __init__(self, writer: GraphWriter) -> None:
        self._writer, self.most_bytes = writer, writer.settings.write_bytes

    async def authorize(self, headers: Headers) -> WriteToken:
        """Return the token of a request; see `require_token` for what may be raised."""
        return await require_token(headers, self._writer.settings.build_folder)

    async def answer(
        self, request: Request, update: SentUpdate, token: WriteToken, base: str | None
    ) -> Response:
        """Carry out an update as a whole, or not at all.

        Raises:
            ClaimgraphError: Nothing was changed.
        """
        try:
            written = await self._writer.write(
                token,
                "SPARQL Update",
                action="update",
                content=update.content,
                base=base,
                using=update.using,
                using_named=update.using_named,
            )
        except InvalidChangeError as error:
            return answer_invalid(request, error)
        return describe_written(written)
