"""One bad query costs only itself, and nothing outlives the server."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from claimgraph.generations import Generation
from claimgraph.stores import (
    Answer,
    QueryMemoryError,
    QueryTimeoutError,
    QueryTooDeepError,
    QueryTooLargeError,
    StoreBusyError,
    StoreStartError,
    WorkerDiedError,
)
from claimgraph.stores.sandbox import SandboxStore
from tests.support.limits import (
    ALL_OBJECTS,
    CROSS_PRODUCT,
    HUGE,
    LONG,
    SILENT,
    TRIPLES,
    publish_padded_generation,
    settings_for,
)
from tests.support.small_generation import publish_small_generation
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

Result = TypeVar("Result")

SMALL = "SELECT ?s { ?s <x:name> ?name }"
SECONDS = 0.5


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return publish_padded_generation(tmp_path_factory.mktemp("build"))


@pytest.fixture
def own_generation(tmp_path: Path) -> Generation:
    """For a test that looks at the processes of a store of its own."""
    return publish_padded_generation(tmp_path)


@pytest.fixture(scope="module")
def store(generation: Generation) -> Iterator[SandboxStore]:
    """One for all tests that leave it well, which says something about it."""
    with closing(open_store(generation)) as store:
        yield store


@pytest.fixture(scope="module")
def hasty_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxStore]:
    """One that gives no query more than SECONDS."""
    with closing(
        open_store(publish_padded_generation(tmp_path_factory.mktemp("hasty")), query_seconds=SECONDS)
    ) as store:
        yield store


def open_store(generation: Generation, **limits: float) -> SandboxStore:
    return SandboxStore.open(generation, settings_for(generation, **limits))


def processes_of(generation: Generation) -> list[int]:
    """The supervisors and workers of a generation, zombies left out. A fork has its parent's command."""
    pids = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"sandbox.supervisor" in command and bytes(generation.folder) in command:
            pids.append(int(folder.name))
    return sorted(pids)


def supervisor_of(generation: Generation) -> int:
    pids = processes_of(generation)
    return next(pid for pid in pids if status_of(pid)[1] not in map(str, pids))


def workers_of(generation: Generation) -> list[int]:
    supervisor = supervisor_of(generation)
    return [pid for pid in processes_of(generation) if pid != supervisor]


def status_of(pid: int) -> list[str]:
    """The state of a process, its parent, and what else /proc says after its command."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def has_ended(pid: int) -> bool:
    """Also one that nobody has reaped yet. Before it is a zombie, its sockets may still be open."""
    try:
        return status_of(pid)[0] in "ZX"
    except OSError:
        return True


def is_calling(thread: threading.Thread, function: str) -> bool:
    """True while a function of this name runs in the thread."""
    frame = sys._current_frames().get(thread.ident or 0)
    while frame and frame.f_code.co_name != function:
        frame = frame.f_back
    return frame is not None


def in_time(ask: Callable[[], Result]) -> Result:
    """What `ask` returns once its query is answered in time, as a short one will be sooner or later."""
    results: list[Result] = []

    def succeeds() -> bool:
        try:
            results.append(ask())
        except QueryTimeoutError:
            return False
        return True

    wait_until(succeeds)
    return results[0]


def is_well(store: SandboxStore) -> bool:
    """Every worker it may have can be had at once, and answers."""

    def ask_both() -> bool:
        answers = [store.answer(SMALL) for _ in range(2)]
        return all(b"x:a" in answer.read() for answer in answers)

    return in_time(ask_both)


def begin(store: SandboxStore, query: str) -> Answer:
    """An answer whose first chunk has been read."""

    def read_first() -> Answer:
        answer = store.answer(query)
        assert next(answer.chunks)
        return answer

    return in_time(read_first)


@pytest.mark.parametrize(
    "query",
    [
        SILENT,
        f"SELECT (COUNT(*) AS ?n) {{ ?a (<x:number>|^<x:number>|!<x:p>)* ?b . {CROSS_PRODUCT} }}",
        f"ASK {{ {CROSS_PRODUCT} FILTER (REGEX({ALL_OBJECTS}, '(a|b)*c{{50}}')) }}",
        f"ASK {{ {CROSS_PRODUCT} FILTER (STRLEN({ALL_OBJECTS}) < 0) }}",
    ],
)
def test_a_query_without_end_is_ended(hasty_store: SandboxStore, query: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"0\.5 s"):
        hasty_store.answer(query).read()
    assert time.monotonic() - start >= SECONDS
    assert is_well(hasty_store)


@pytest.mark.parametrize("query", [HUGE, f"SELECT * {{ {CROSS_PRODUCT} }} ORDER BY {ALL_OBJECTS}"])
def test_memory_without_end_is_refused(store: SandboxStore, query: str) -> None:
    with pytest.raises(QueryMemoryError, match="200 MiB"):
        store.answer(query).read()
    assert is_well(store)


@pytest.mark.parametrize(
    "query",
    ["ASK { FILTER (1" + "+1" * 49_000 + ") }", "SELECT * { {}" + "UNION{}" * 14_000 + "}"],
)
def test_a_query_that_overflows_the_stack_costs_only_itself(store: SandboxStore, query: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        selects = [pool.submit(store.select, SMALL) for _ in range(200)]
        with pytest.raises(QueryTooDeepError, match="nested"):
            store.answer(query).read()
        assert all(select.result() for select in selects)
    assert is_well(store)


def test_a_query_that_is_too_long_is_not_even_sent(store: SandboxStore) -> None:
    with pytest.raises(QueryTooLargeError, match="100,000 are accepted"):
        store.answer("ASK {}" + " " * 100_000)


def test_when_all_workers_are_busy_a_query_waits_only_so_long(generation: Generation) -> None:
    with closing(open_store(generation, waiting_seconds=0.3)) as store:
        busy = [store.answer(SILENT) for _ in range(2)]
        start = time.monotonic()
        with pytest.raises(StoreBusyError, match=r"0\.3 s") as caught:
            store.answer(SMALL)
        assert time.monotonic() - start >= 0.3
        assert caught.value.retry_after == 0.3
        busy[0].close()
        assert store.answer(SMALL).read()


def test_our_own_queries_have_a_worker_that_strangers_cannot_take(generation: Generation) -> None:
    with closing(open_store(generation)) as store:
        busy = [store.answer(SILENT) for _ in range(2)]
        for _ in range(3):
            assert store.select(SMALL)
        assert [answer.close() for answer in busy] == [None, None]


def test_fifty_clients_at_once_are_all_answered(store: SandboxStore) -> None:
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: store.select(SMALL), range(500)))
    assert len(answers) == 500
    assert all(len(rows) == 1 for rows in answers)


def test_a_long_answer_is_streamed_whole(store: SandboxStore) -> None:
    pieces = list(store.answer("SELECT * { ?a ?b ?c . VALUES ?d { 1 2 3 4 } }", format="tsv").chunks)
    assert len(pieces) > 1
    assert b"".join(pieces).count(b"\n") == 4 * TRIPLES + 1


def test_a_slow_reader_loses_the_rest_and_is_told(hasty_store: SandboxStore) -> None:
    chunks = begin(hasty_store, LONG).chunks
    assert is_well(hasty_store)  # its worker was taken back although nobody was reading
    with pytest.raises(QueryTimeoutError):
        list(chunks)
    assert list(chunks) == []


def test_a_small_answer_frees_its_worker_before_it_is_read_to_the_end(store: SandboxStore) -> None:
    answers = [store.answer(SMALL) for _ in range(2)]
    assert all(b"x:a" in next(answer.chunks) for answer in answers)
    assert is_well(store)


@pytest.mark.parametrize("pieces", [0, 1])
def test_an_abandoned_answer_frees_its_worker(
    store: SandboxStore, generation: Generation, pieces: int
) -> None:
    for _ in range(5):
        answer = store.answer(LONG)
        for _ in range(pieces):
            next(answer.chunks)
        answer.close()
        answer.close()
    dropped = [store.answer(LONG), store.answer(SILENT)]
    del answer, dropped
    gc.collect()
    assert is_well(store)
    wait_until(lambda: len(processes_of(generation)) <= 3)


def test_closing_an_answer_wakes_the_thread_that_waits_for_it(own_generation: Generation) -> None:
    with closing(open_store(own_generation)) as store:
        supervisor = supervisor_of(own_generation)
        answer = store.answer(SILENT)
        failures: list[BaseException] = []

        def read() -> None:
            try:
                answer.read()
            except WorkerDiedError as error:
                failures.append(error)

        reader = threading.Thread(target=read)
        reader.start()
        wait_until(lambda: is_calling(reader, "receive_frame"))
        answer.close()
        reader.join()
        assert len(failures) == 1
        assert is_well(store)
        assert supervisor_of(own_generation) == supervisor


def test_a_worker_killed_from_outside_while_idle_is_replaced_unnoticed(own_generation: Generation) -> None:
    with closing(open_store(own_generation)) as store:
        assert is_well(store)
        workers = workers_of(own_generation)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: all(map(has_ended, workers)))
        assert is_well(store)


def test_a_worker_killed_from_outside_at_work_gives_an_error_and_no_short_answer(
    own_generation: Generation,
) -> None:
    with closing(open_store(own_generation, workers=1)) as store:
        chunks = begin(store, LONG).chunks
        (worker,) = workers_of(own_generation)
        os.kill(worker, signal.SIGKILL)
        with pytest.raises(WorkerDiedError, match="before it was done"):
            list(chunks)
        assert store.select(SMALL)


def test_when_the_supervisor_is_killed_its_workers_end_and_the_next_query_starts_anew(
    own_generation: Generation,
) -> None:
    with closing(open_store(own_generation)) as store:
        chunks = begin(store, LONG).chunks
        processes = processes_of(own_generation)
        os.kill(supervisor_of(own_generation), signal.SIGKILL)
        with pytest.raises(WorkerDiedError):
            list(chunks)
        wait_until(lambda: all(map(has_ended, processes)))
        assert is_well(store)
        assert not set(processes) & set(processes_of(own_generation))


def test_closing_the_store_ends_its_processes_and_its_queries(own_generation: Generation) -> None:
    store = open_store(own_generation)
    chunks = begin(store, LONG).chunks
    store.close()
    wait_until(lambda: processes_of(own_generation) == [])
    with pytest.raises(WorkerDiedError):
        list(chunks)
    with pytest.raises(StoreStartError, match="closed"):
        store.select(SMALL)


def test_a_generation_that_cannot_be_read_is_an_error_at_once(tmp_path: Path) -> None:
    generation = publish_small_generation(tmp_path)
    generation.graph_file.write_bytes(b"<x:a> <x:p> nonsense\n")
    with pytest.raises(StoreStartError, match="did not start: SyntaxError"):
        open_store(generation)
    assert processes_of(generation) == []


def test_a_worker_that_kept_much_memory_is_replaced_so_the_next_query_has_its_share(
    own_generation: Generation,
) -> None:
    with closing(open_store(own_generation, workers=1, query_memory_mib=100)) as store:
        hungry = "CONSTRUCT { ?a <x:and> ?d } { { SELECT ?a { ?a ?b ?c } LIMIT 100 } ?d ?e ?f }"
        workers = workers_of(own_generation)
        triples = [store.answer(hungry, format="nt").read().count(b"\n") for _ in range(3)]
        assert triples[0] == triples[1] == triples[2] > 140_000
        wait_until(lambda: not set(workers) & set(processes_of(own_generation)))


REACHING_OUT = """
import os, socket, sys
from claimgraph.stores.sandbox import confinement
import pyoxigraph
store = pyoxigraph.Store()
if sys.argv[1] == "namespace":
    assert confinement.leave_network()
else:
    confinement.confine(2**30, os.getppid())
try:
    print(store.query("SELECT * { SERVICE <http://127.0.0.1:%s/> { ?s ?p ?o } }" % sys.argv[2]).serialize(
        format=pyoxigraph.QueryResultsFormat.JSON))
except OSError as error:
    sys.stdout.write("no way out")
"""


@pytest.mark.parametrize("by", ["namespace", "no sockets"])
def test_the_engine_cannot_reach_the_network_in_either_of_two_ways(store: SandboxStore, by: str) -> None:
    """SERVICE is refused before it gets so far; should that fail, this holds."""
    if by == "namespace" and not store.isolation["own network namespace"]:
        pytest.skip("this system allows no network namespace")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ran = subprocess.run(
            [sys.executable, "-c", REACHING_OUT, by, str(listener.getsockname()[1])],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert ran.stdout == b"no way out", ran.stderr.decode()
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):  # nobody has knocked
            listener.accept()


def test_a_worker_has_given_up_all_it_can(store: SandboxStore) -> None:
    restrictions = {restriction for restriction, holds in store.isolation.items() if holds}
    assert restrictions >= {
        "dies with its parent",
        "memory limit",
        "no core dumps",
        "no file or socket opened",
    }


SERVER = """
import signal, sys
from pathlib import Path
from claimgraph.config import Settings
from claimgraph.generations import current_generation
from claimgraph.stores.sandbox import SandboxStore
folder = Path(sys.argv[1])
store = SandboxStore.open(current_generation(folder), Settings(build_folder=folder, query_seconds=600))
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell started it in the background
busy = [store.answer(sys.argv[2]) for _ in range(2)]
print("ready", flush=True)
signal.pause()
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_server(tmp_path: Path, how: signal.Signals) -> None:
    generation = publish_padded_generation(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(tmp_path), SILENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    ) as server:
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"
        assert len(processes_of(generation)) == 3
        server.send_signal(how)
    wait_until(lambda: processes_of(generation) == [])
