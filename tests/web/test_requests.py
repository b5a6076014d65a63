"""Headers, methods and parameters mean what the standards say, at every kind of address."""

from __future__ import annotations

import gzip

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
