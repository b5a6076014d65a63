"""A server changes to each new generation, and no request notices."""

from __future__ import annotations

import asyncio
import gc
import signal
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from claimgraph.generations import Generation, clean_generations, find_old_generations
from claimgraph.web import ServedGeneration
from tests.support.limits import PADDING, settings_for
from tests.support.server_process import ServerProcess, serving_process
from tests.support.small_generation import publish_small_generation
from tests.support.waiting import PATIENCE, wait_until

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <x:number> ?o }"
NUMBERS = 'SELECT ?s ?t { ?s <x:number> ?a . ?t <x:number> ?b FILTER (?a < "2") }'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the build folder of the server in it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[ServerProcess]:
    with serving_process(publish(home, 1), home, query_seconds=600) as server:
        yield server


def publish(home: Path, padding: int) -> Generation:
    return publish_small_generation(home / "build", padding=padding)


def serve(server: ServerProcess, home: Path, padding: int) -> Generation:
    """Publish a generation, and return when it is served."""
    generation = publish(home, padding)
    server.wait_for_generation(generation)
    return generation


def test_an_answer_that_is_being_sent_is_of_the_old_generation_to_its_end(
    server: ServerProcess, home: Path
) -> None:
    serve(server, home, PADDING)
    former = server.list_processes()
    parameters, plain = {"query": NUMBERS, "format": "csv"}, {"Accept-Encoding": "identity"}
    with server.client.stream("GET", "/sparql", params=parameters, headers=plain) as response:
        pieces = response.iter_raw()
        rows = next(pieces).count(b"\n")
        serve(server, home, 7)
        assert server.ask(COUNT).split() == ["n", "7"]
        low = [number for number in map(str, range(PADDING)) if number < "2"]
        assert rows + sum(piece.count(b"\n") for piece in pieces) == len(low) * PADDING + 1
    wait_until(lambda: set(former) & set(server.list_processes()) == {server.process.pid})


def test_no_request_fails_while_generations_change(server: ServerProcess, home: Path) -> None:
    serve(server, home, 9)
    published, is_over = [9], threading.Event()
    before = server.client.get("/sparql", params={"query": COUNT}).headers["etag"]
    with ThreadPoolExecutor(4) as threads:
        loads = [threads.submit(ask_repeatedly, server, is_over) for _ in range(4)]
        for padding in (10, 20, 30):
            published.append(padding)
            serve(server, home, padding)
        is_over.set()
    for load in loads:
        answers = load.result()
        assert [number for number in published if number in answers] == list(dict.fromkeys(answers))
        assert answers[-1] == 30
    assert server.client.get("/sparql", params={"query": COUNT}).headers["etag"] != before
    wait_until(lambda: is_clean(home / "build"))


def is_clean(build_folder: Path) -> bool:
    """True if nobody holds what is neither the newest nor in use, so that it can be deleted."""
    clean_generations(build_folder, keep=1)
    return not find_old_generations(build_folder, keep=1)


def ask_repeatedly(server: ServerProcess, is_over: threading.Event) -> list[int]:
    """How many numbers there are, again and again, by query and as a file."""
    answers, is_last = [], False
    with httpx.Client(base_url=server.address, timeout=PATIENCE) as client:
        while not is_last:
            is_last = is_over.is_set()
            query = f"{COUNT} # {len(answers)}"  # not answered from memory
            answer = client.get("/sparql", params={"query": query, "format": "csv"}).raise_for_status()
            answers.append(int(answer.text.split()[1]))
            client.get("/graph/first.ttl").raise_for_status()
    return answers


def test_a_damaged_generation_is_not_served_and_sighup_tries_again(
    server: ServerProcess, home: Path, tmp_path: Path
) -> None:
    whole = serve(server, home, 5)
    newest = home / "build" / "current"
    damaged = publish(tmp_path, 6)
    newest.write_text(damaged.name)
    wait_until(lambda: f"Still serving generation {whole.name}" in server.log.read_text())
    assert server.client.get("/healthz").status_code == 200
    damaged.folder.rename(whole.folder.parent / damaged.name)
    server.process.send_signal(signal.SIGHUP)
    server.wait_for_generation(damaged)


def test_a_generation_that_is_no_longer_served_leaves_nothing_in_memory(tmp_path: Path) -> None:
    first = publish(tmp_path, 1)
    with closing(ServedGeneration(first, settings_for(first))) as served:
        state = served.current.app.state
        remains = [weakref.ref(thing) for thing in (state.knowledge, state.sparql, state.store)]
        del state
        gc.disable()
        try:
            asyncio.run(change_generation(served, publish(tmp_path, 2)))
            wait_until(lambda: not any(remain() for remain in remains))
        finally:
            gc.enable()


async def change_generation(served: ServedGeneration, newest: Generation) -> None:
    assert await served.serve_newest() == newest.name
    while served.count_former():
        await asyncio.sleep(0.01)
