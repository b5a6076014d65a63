"""How long pages and documents take that nobody has asked for yet, on a real server of the shipped graph.

    python bench/pages.py --build-folder build --sample 5

Starts a server, asks for a sample of addresses of every kind, each once, one after the other, and prints a
line for each kind. CPU is that of the server and its workers, which another load of the machine hardly
changes. `--bodies FOLDER` keeps the answers, to compare those of two versions: `diff -r before after`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from claimgraph.generations import current_generation
from endpoint_servers import serve_ours
from page_addresses import list_addresses
from running import machine, printed, write

FOLDER = Path(__file__).parent
COLUMNS = "| addresses | asked | median ms | p95 ms | worst ms | CPU median ms | CPU p95 ms | KiB | failed |"
BOUND = 300  # milliseconds within which 95 of 100 pages are answered


@dataclass(frozen=True, slots=True)
class Timing:
    """What one request took, in milliseconds."""

    address: str
    status: int
    wall: float
    cpu: float
    size: int


def main() -> None:
    options = read_options()
    generation = current_generation(options.build_folder)
    with serve_ours(generation) as endpoint:
        server = endpoint.removesuffix("/sparql")
        kinds = list_addresses(server, options.sample)
        chosen = {kind: kinds[kind] for kind in kinds if not options.only or options.only in kind}
        timings: list[Timing] = []
        head = (COLUMNS, "|---|" + "---:|" * 8)
        lines = printed(head, measure(server, chosen, options.bodies, timings))
    slow = [timing for timing in timings if timing.wall > BOUND]
    about = (
        f"Generation {generation.name}. {machine()}. Each address was asked for once, as a first visitor "
        f"does. Of {len(timings)} answers {len(slow)} took longer than {BOUND} ms. "
        f"p95 of all: {percentile([timing.wall for timing in timings], 95):.0f} ms."
    )
    print(about, *(f"{timing.wall:.0f} ms {timing.address}" for timing in slow), sep="\n")
    if not options.only:
        write(FOLDER / "results", "Pages", about, lines, "-pages")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--build-folder", type=Path, default=Path("build"))
    parser.add_argument("--sample", type=int, default=5, help="things of each kind")
    parser.add_argument("--only", help="kinds of addresses whose name has this in it")
    parser.add_argument("--bodies", type=Path, help="a folder to keep the answers in")
    return parser.parse_args()


def measure(
    server: str, kinds: dict[str, list[str]], bodies: Path | None, timings: list[Timing]
) -> Iterator[str]:
    """A line for each kind of address."""
    for kind, addresses in kinds.items():
        asked = [ask(server, address, bodies) for address in addresses]
        timings += asked
        yield line(kind, asked)


def ask(server: str, address: str, bodies: Path | None) -> Timing:
    before, start = cpu_seconds(os.getpid()), time.perf_counter()
    status, body = fetch(server + quote(address, safe="/?&=%:"))
    wall, cpu = time.perf_counter() - start, cpu_seconds(os.getpid()) - before
    if bodies:
        keep(bodies, address, body.replace(server.encode(), b"http://server"))
    return Timing(address, status, wall * 1000, cpu * 1000, len(body))


def fetch(url: str) -> tuple[int, bytes]:
    try:
        with urlopen(Request(url, headers={"Accept": "*/*"}), timeout=120) as answer:  # noqa: S310
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def keep(folder: Path, address: str, body: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = address.strip("/").replace("/", "~")[:150] or "home"
    (folder / f"{name}~{hashlib.sha256(address.encode()).hexdigest()[:8]}").write_bytes(body)


def line(kind: str, timings: Sequence[Timing]) -> str:
    walls, cpus = [timing.wall for timing in timings], [timing.cpu for timing in timings]
    figures = (
        *(statistics.median(walls), percentile(walls, 95), max(walls)),
        *(statistics.median(cpus), percentile(cpus, 95)),
        statistics.median(timing.size for timing in timings) / 1024,
    )
    failed = sum(timing.status >= HTTPStatus.BAD_REQUEST for timing in timings)
    return f"| {kind} | {len(timings)} | {' | '.join(f'{figure:,.0f}' for figure in figures)} | {failed} |"


def percentile(values: Iterable[float], share: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * share // 100) - 1)]


def cpu_seconds(process: int) -> float:
    """The processor time of all descendants of a process, running and ended."""
    parents = dict(read_processes())
    descendants = {process}
    while more := {number for number, parent in parents.items() if parent in descendants} - descendants:
        descendants |= more
    return sum(read_seconds(number) for number in descendants - {process})


def read_processes() -> Iterator[tuple[int, int]]:
    """Each process of this machine and its parent."""
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := read_stat(int(folder.name)):
            yield int(folder.name), int(fields[1])


def read_seconds(process: int) -> float:
    fields = read_stat(process)
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") if fields else 0


def read_stat(process: int) -> list[str]:
    """The fields of /proc/<process>/stat after its name; none if it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


if __name__ == "__main__":
    main()
