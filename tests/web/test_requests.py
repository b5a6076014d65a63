"""Headers, methods and parameters mean what the standards say, at every kind of address."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

ADDRESSES = [
    "/sparql?query=ASK%7B%7D",
    "/api/v1/claims",
    "/claims",
    "/queries.json",
    "/static/claimgraph.css",
]
PAGE, API, QUERY = "/claims", "/api/v1/claims", "/sparql?query=ASK%7B%7D"


def headers_of(*pairs: tuple[str, str]) -> httpx.Headers:
    return httpx.Headers(list(pairs))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_client_has_is_recognized_however_it_says_so(sample: httpx.Client, address: str) -> None:
    etag = sample.get(address).headers["etag"]
    strong = etag.removeprefix("W/")
    for lines in (["*"], [strong], [f'"x", {etag}'], ['"x"', etag], ['"x"', f'"y",{strong}']):
        response = sample.get(address, headers=headers_of(*(("If-None-Match", line) for line in lines)))
        assert response.status_code == 304, lines
    assert sample.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES[:3])
def test_several_lines_of_accept_are_one_list(sample: httpx.Client, address: str) -> None:
    lines = headers_of(("Accept", "application/pdf"), ("Accept", "*/*;q=0.1"))
    assert sample.get(address, headers=lines).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [
        ("gzip", True),
        ("gzip;q=0.5, br", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("br", False),
    ],
)
@pytest.mark.parametrize("address", ["/claims", "/sparql?format=json&query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D"])
def test_gzip_is_used_if_its_quality_is_above_0(
    sample: httpx.Client, address: str, accepted: str, *, is_compressed: bool
) -> None:
    request = sample.build_request("GET", address, headers={"Accept-Encoding": accepted})
    response = sample.send(request, stream=True)
    raw = b"".join(response.iter_raw())
    response.close()
    assert response.headers.get("content-encoding") == ("gzip" if is_compressed else None)
    if is_compressed:
        assert len(gzip.decompress(raw)) > len(raw)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_a_method_that_is_not_answered_is_a_405_that_says_which_are(
    sample: httpx.Client, address: str, method: str
) -> None:
    response = sample.request(method, address)
    assert response.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} <= set(response.headers["allow"].split(", "))


@pytest.mark.parametrize("address", [*ADDRESSES, "/id/claim/x"])
def test_a_preflight_is_answered_everywhere(sample: httpx.Client, address: str) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = sample.options(address, headers=headers)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "GET" in response.headers["access-control-allow-methods"]
    assert "GET" in response.headers["allow"]


def test_what_is_appended_to_shared_links_is_ignored_on_pages_and_refused_in_the_api(
    sample: httpx.Client,
) -> None:
    assert sample.get(f"{PAGE}?utm_source=letter&fbclid=1").status_code == 200
    assert sample.get(f"{QUERY}&utm_source=letter").status_code == 200
    assert sample.get(f"{API}?utm_source=letter").status_code == 400
    assert sample.get(f"{PAGE}?topik=chips").status_code == 400
    assert sample.get(f"{QUERY}&default-graph=x").status_code == 400


def test_the_first_proxy_says_which_scheme_the_client_used(sample: httpx.Client) -> None:
    headers = {"Host": "data.example", "X-Forwarded-Proto": "https, http"}
    question = {"query": "SELECT (STR(<>) AS ?base) {}", "format": "csv"}
    answer = sample.get("/sparql", params=question, headers=headers)
    assert answer.text.split()[-1] == "https://data.example/sparql"


@pytest.mark.parametrize("suffix", ["nt", "ttl"])
def test_thirty_downloads_of_a_graph_at_once_are_all_answered(site: httpx.Client, suffix: str) -> None:
    """It is written once, and the others wait for that."""
    with ThreadPoolExecutor(30) as pool:
        responses = list(pool.map(lambda _: site.get(f"/graph/fabs.{suffix}"), range(30)))
    assert {response.status_code for response in responses} == {200}
    assert len({response.content for response in responses}) == 1


def test_a_graph_is_not_sent_again_to_a_client_that_has_it(site: httpx.Client) -> None:
    etag = site.get("/graph/fabs.nt").headers["etag"]
    assert site.get("/graph/fabs.nt", headers={"If-None-Match": f'"x", {etag}'}).status_code == 304


def test_answers_that_take_long_leave_the_others_alone(site: httpx.Client) -> None:
    """They are computed one after the other; a request that finds too many waiting is told to come back."""
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 7) for day in range(1, 6)]
    address = "/api/v1/impact?thing=graph:fabs&as_of="
    with ThreadPoolExecutor(len(days)) as pool:
        answers = [pool.submit(site.get, f"{address}{day}") for day in days]
        pages = [site.get(f"/claims?page={number}") for number in range(1, 4)]
        responses = [answer.result() for answer in answers]
    assert {page.status_code for page in pages} == {200}
    assert {200, 503} >= {response.status_code for response in responses}
    assert 200 in {response.status_code for response in responses}
    assert all("retry-after" in response.headers for response in responses if response.status_code == 503)


def test_whoever_watches_over_the_server_is_answered(site: httpx.Client) -> None:
    assert site.get("/healthz").text == "answers queries\n"
    assert site.get("/readyz").text.startswith("serves generation ")
