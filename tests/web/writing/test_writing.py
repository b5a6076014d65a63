"""Writing over HTTP: who may, what is refused and why, and what a write leaves behind."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from claimgraph.generations import check_store, create_token, current_generation, revoke_token
from tests.support.serving import serve_generation
from tests.support.small_generation import FIRST, publish_small_generation
from tests.support.writing_server import TIME, WritingServer, serving_writes

TURTLE = {"Content-Type": "text/turtle"}
INVALID = "<https://w3id.org/claimgraph/id/claim/x> a <https://w3id.org/claimgraph/ns#Claim> ."
QUADS = b'<x:s> <x:p> "1" <x:g> .'
SCOPE = ("https://example.org/*",)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WritingServer]:
    """A server on three shipped graphs, whose merge is the default graph."""
    with serving_writes(publish_small_generation(tmp_path_factory.mktemp("writing")), SCOPE) as server:
        yield server


def put(server: WritingServer, name: str, content: str = "<x:s> <x:p> 1 .", **headers: str) -> httpx.Response:
    return server.client.put(
        "/data", params={"graph": f"https://example.org/{name}"}, content=content, headers=TURTLE | headers
    )


def read(server: WritingServer, name: str) -> httpx.Response:
    params = {"graph": f"https://example.org/{name}"}
    return server.client.get("/data", params=params, headers={"Accept": "application/n-triples"})


def update(server: WritingServer, text: str) -> httpx.Response:
    headers = {"Content-Type": "application/sparql-update"}
    return server.client.post("/sparql", content=text.encode(), headers=headers)


def find_writer() -> int:
    """The process that writes, started by the server in this one."""
    tasks = Path("/proc/self/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return next(child for child in children if b"written_graphs.writer" in read_command(child))


def read_command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def read_journal(server: WritingServer) -> list[dict[str, object]]:
    return [json.loads(path.read_bytes()) for path in sorted((server.build_folder / "journal").iterdir())]


def test_what_was_written_is_answered_from_at_once_beside_what_is_shipped(server: WritingServer) -> None:
    before = current_generation(server.build_folder).name
    assert put(server, "notes").status_code == 201
    assert server.ask("ASK { GRAPH <https://example.org/notes> { <x:s> <x:p> 1 } <x:a> <x:p> <x:b> }")
    generation = current_generation(server.build_folder)
    assert generation.name != before
    assert generation.name in server.client.get("/readyz").text
    assert put(server, "notes", "<x:s> <x:p> 2 .").status_code == 204
    assert read(server, "notes").text.startswith("<x:s> <x:p>")


def test_an_update_answers_with_the_graphs_that_it_changed(server: WritingServer) -> None:
    graph = "https://example.org/updated"
    response = update(server, f"INSERT {{ GRAPH <{graph}> {{ ?s <x:q> ?o }} }} WHERE {{ ?s <x:p> ?o }}")
    assert response.status_code == 200
    (change,) = response.json()["graphs"]
    assert (change["iri"], change["removed"], change["deleted"]) == (graph, 0, False)
    assert change["added"] >= 3
    assert response.json()["generation"] == current_generation(server.build_folder).name


def test_a_deleted_graph_is_gone_for_good(server: WritingServer) -> None:
    put(server, "gone")
    assert server.client.delete("/data?graph=https://example.org/gone").status_code == 204
    assert read(server, "gone").status_code == 404
    assert server.client.delete("/data?graph=https://example.org/gone").status_code == 404
    generation = current_generation(server.build_folder)
    assert "https://example.org/gone" not in generation.graph_file.read_text()
    written = server.build_folder / "written"
    assert not any("example.org/gone" in path.read_text() for path in written.rglob("graph.json"))


def test_writing_needs_a_token_that_is_worth_something(server: WritingServer) -> None:
    for header in ("", "Basic abc", "Bearer cgw_guess"):
        response = put(server, "notes", Authorization=header)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_is_refused_by_a_running_server(server: WritingServer) -> None:
    token = create_token(server.build_folder, "leaver", SCOPE, TIME)
    assert put(server, "theirs", Authorization=f"Bearer {token}").status_code == 201
    revoke_token(server.build_folder, "leaver", TIME)
    assert put(server, "theirs", "", Authorization=f"Bearer {token}").status_code == 401
    assert read(server, "theirs").text


def test_tokens_are_kept_as_hashes_for_their_owner_alone(server: WritingServer) -> None:
    file = server.build_folder / "tokens.json"
    assert server.token not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("graph", "status", "reason"),
    [
        (FIRST, 403, "read-only"),
        ("https://example.com/elsewhere", 403, "Your token is not for"),
        (None, 409, "merge of all graphs"),
    ],
)
def test_a_graph_that_may_not_be_written_is_refused_with_the_reason(
    server: WritingServer, graph: str | None, status: int, reason: str
) -> None:
    params = {"graph": graph} if graph else {"default": ""}
    for method in ("PUT", "POST", "DELETE"):
        content = b"<x:s> <x:p> 1 ." if method != "DELETE" else b""
        response = server.client.request(method, "/data", params=params, content=content, headers=TURTLE)
        assert (response.status_code, reason in response.json()["detail"]) == (status, True)
    name = f"GRAPH <{graph}> {{ <x:s> <x:p> 1 }}" if graph else "<x:s> <x:p> 1"
    assert update(server, f"INSERT DATA {{ {name} }}").status_code == status


def test_data_that_break_a_rule_are_refused_with_the_report_and_change_nothing(server: WritingServer) -> None:
    before = current_generation(server.build_folder).name
    response = put(server, "claims", INVALID)
    assert response.status_code == 422
    violations = response.json()["violations"]
    assert {violation["focus"] for violation in violations} == {"https://w3id.org/claimgraph/id/claim/x"}
    assert {violation["graph"] for violation in violations} == {"https://example.org/claims"}
    assert current_generation(server.build_folder).name == before
    assert read(server, "claims").status_code == 404


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]
)
def test_the_report_can_be_had_as_rdf(server: WritingServer, media_type: str) -> None:
    response = put(server, "claims", INVALID, Accept=media_type)
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (422, media_type)
    format_ = ox.RdfFormat.from_media_type(media_type)
    assert format_
    triples = [quad.triple for quad in ox.parse(response.content, format=format_)]
    results = [triple for triple in triples if triple.predicate.value.endswith("#result")]
    (conforms,) = [triple.object for triple in triples if triple.predicate.value.endswith("#conforms")]
    assert isinstance(conforms, ox.Literal)
    assert (len(results) > 0, conforms.value) == (True, "false")


@pytest.mark.parametrize(
    ("path", "headers", "content", "status"),
    [
        ("/data?graph=https://example.org/n", {"Content-Type": "text/csv"}, b"", 415),
        ("/data?graph=https://example.org/n", {"Content-Type": "text/turtle; charset=latin-1"}, b"", 415),
        ("/data?graph=https://example.org/n", TURTLE, b"<x:s> <x:p>", 400),
        (
            "/data?graph=https://example.org/n",
            {"Content-Type": "application/n-quads"},
            QUADS,
            400,
        ),
        (
            "/data?graph=https://example.org/n",
            {"Content-Type": "application/ld+json"},
            b'{"@context": "http://127.0.0.1:9/c", "@id": "x:s"}',
            400,
        ),
        ("/data?graph=not%20an%20iri", TURTLE, b"", 400),
        ("/data?graph=https://example.org/n&default", TURTLE, b"", 400),
        ("/data?grph=https://example.org/n", TURTLE, b"", 400),
        ("/data", TURTLE, b"", 400),
        ("/data?graph=https://example.org/n", TURTLE, b"#" * 10_000_001, 413),
    ],
)
def test_a_request_that_cannot_be_carried_out_says_why(
    server: WritingServer, path: str, headers: dict[str, str], content: bytes, status: int
) -> None:
    response = server.client.put(path, headers=headers, content=content)
    assert response.status_code == status
    assert response.json()["detail"]


def test_two_writes_at_once_are_both_made(server: WritingServer) -> None:
    before = len(read_journal(server))
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda name=f"both-{number}": statuses.append(put(server, name).status_code))
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [201] * 4
    assert all(read(server, f"both-{number}").status_code == 200 for number in range(4))
    assert len(read_journal(server)) == before + 4


def test_the_journal_says_who_wrote_what_and_when(server: WritingServer) -> None:
    put(server, "noted", "<x:s> <x:p> 1 , 2 .")
    entry = read_journal(server)[-1]
    assert (entry["author"], entry["action"]) == ("tester", "PUT")
    assert entry["graphs"] == [
        {"iri": "https://example.org/noted", "added": 2, "removed": 0, "deleted": False}
    ]
    assert server.token not in json.dumps(read_journal(server))


def test_a_write_that_changes_nothing_makes_no_generation(server: WritingServer) -> None:
    put(server, "same")
    before = current_generation(server.build_folder).name, len(read_journal(server))
    assert put(server, "same").status_code == 204
    assert (current_generation(server.build_folder).name, len(read_journal(server))) == before


def test_the_service_description_names_the_language_of_updates(server: WritingServer) -> None:
    description = server.client.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert "sparql-service-description#SPARQL11Update>" in description


def test_after_the_process_that_writes_is_killed_the_next_write_is_made(server: WritingServer) -> None:
    os.kill(find_writer(), signal.SIGKILL)
    statuses = [put(server, f"after-{number}").status_code for number in range(2)]
    assert statuses in ([503, 201], [201, 201])
    assert read(server, "after-1").status_code == 200


def test_after_writes_the_build_folder_is_sound(server: WritingServer) -> None:
    put(server, "sound")
    assert [part for part in check_store(server.build_folder) if part.problem] == []


def test_where_writing_is_off_the_store_can_only_be_read(tmp_path: Path) -> None:
    with serve_generation(publish_small_generation(tmp_path)) as client:
        description = client.get("/sparql", headers={"Accept": "application/n-triples"}).text
        assert "SPARQL11Query>" in description
        assert "SPARQL11Update>" not in description
        response = client.put("/data", params={"graph": FIRST}, content=b"")
        assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
        assert client.get("/data", params={"graph": FIRST}).status_code == 200
        assert client.head("/data", params={"graph": f"{FIRST}x"}).status_code == 404
