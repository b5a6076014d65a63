"""Anybody's queries, asked from an event loop: what is asked, how an answer begins, and how it arrives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.engine import QueryRequest, resolve_request, write_answer
from claimgraph.stores.errors import UnknownFormatError
from claimgraph.stores.limited_answers import write_limited
from claimgraph.stores.query_outline import QueryOutline
from claimgraph.stores.quick_outline import read_plain_outline
from claimgraph.stores.result_formats import FORMATS_BY_FORM, TABLE_FORMATS
from claimgraph.stores.shortened_answers import AnswerLimits
from claimgraph.stores.sinks import Sink

WORTH_COMPRESSING = 1000  # bytes of an answer


class FormatChoice(NamedTuple):
    """The short name of a format, and its media type as the client calls it."""

    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class PublicRequest:
    """A query as a client sent it. Its form is unknown, so there is a format for a table and one for a graph.

    None: the client accepts no such format. `base`: the IRI that relative ones are resolved against.
    `seconds`: what the client grants the query; None: as long as it may take here. `max_rows` and `max_bytes`
    are what the answer may have; 0: any number.
    """

    text: str
    table_format: FormatChoice | None
    graph_format: FormatChoice | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None
    is_compressed: bool = False
    seconds: float | None = None
    max_rows: int = 0
    max_bytes: int = 0


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """What is known before the first byte. `unknown_graphs`: those of the dataset that are not here.

    `limit`: what shortened the answer ("rows=1000"); `next_address`: where the next rows are, if it is known.
    """

    media_type: str
    is_volatile: bool = False
    is_compressed: bool = False
    unknown_graphs: tuple[str, ...] = ()
    limit: str | None = None
    next_address: str | None = None


class PublicAnswer(Protocol):
    """An answer as it arrives. Call `begin` first, and `close` whatever happens."""

    head: AnswerHead | None
    was_long: bool  # True once the query has taken long enough to give way to others

    async def begin(self) -> None:
        """Wait until the answer is whole, or long enough to be streamed.

        Raises:
            StoreError: There is no answer.
        """

    @property
    def processor_seconds(self) -> float:
        """What the query has used of a processor by now; 0 if nobody measures it."""

    @property
    def is_whole(self) -> bool:
        """True if nothing will follow what has arrived."""

    async def take(self) -> bytes:
        """What has arrived since the last call; empty at the end.

        Raises:
            StoreError: The rest will not come.
        """

    def close(self) -> None:
        """Stop here; nobody is listening. Does nothing to an answer that has ended."""


class PublicQueries(Protocol):
    """Admits anybody's queries, and has them answered."""

    def ask(self, request: PublicRequest, client: str) -> PublicAnswer:
        """Begin to answer. `client` says whose query it is: nobody may take everything.

        Raises:
            StoreBusyError: Too many are waiting.
        """


def choose_format(request: PublicRequest, outline: QueryOutline) -> FormatChoice:
    """The format that fits the query's form.

    Raises:
        UnknownFormatError: The client accepts no format that the result could be written in.
    """
    formats = FORMATS_BY_FORM.get(outline.form or "SELECT", TABLE_FORMATS)
    choice = request.table_format if formats is TABLE_FORMATS else request.graph_format
    if outline.form is None:  # no SPARQL: the engine will say why, in whatever format
        choice = choice or FormatChoice(TABLE_FORMATS[0].name, TABLE_FORMATS[0].media_type)
    if choice is None:
        offers = ", ".join(result_format.media_type for result_format in formats)
        raise UnknownFormatError(f"The result of {outline.form} can be had as: {offers}.")
    return choice


def resolve_public_request(request: PublicRequest) -> tuple[QueryRequest, FormatChoice]:
    """The query with its outline and the format that fits its form.

    Raises:
        QueryRefusedError: As `read_outline` raises it.
        UnknownFormatError: The client accepts no format that the result could be written in.
    """
    outline = read_plain_outline(request.text)
    choice = choose_format(request, outline)
    query_request = QueryRequest(
        outline, choice.name, request.default_graphs, request.named_graphs, request.base, is_public=True
    )
    return query_request, choice


class PublicSink(Sink, Protocol):
    """Where an answer with a head is written to."""

    def start(self, head: AnswerHead) -> None: ...


def answer_public_request(graphs: LoadedGraphs, request: PublicRequest, sink: PublicSink) -> None:
    """Write the head of the answer and then the answer.

    Raises:
        QueryError: The query has to change.
    """
    query_request, choice = resolve_public_request(request)
    dataset = resolve_request(graphs, query_request)
    head = AnswerHead(
        choice.media_type, query_request.outline.is_volatile, request.is_compressed, dataset.unknown
    )
    limits = AnswerLimits(request.max_rows, request.max_bytes)
    if not limits:
        sink.start(head)
        write_answer(dataset, query_request, sink)
        return
    answer = write_limited(dataset, query_request, limits)
    sink.start(replace(head, limit=answer.limit, next_address=answer.next_address))
    sink.write(answer.content)
