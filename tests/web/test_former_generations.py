"""An address of a generation that was served here before: gone, with the way to the current one."""

from __future__ import annotations

import os
from pathlib import Path

from claimgraph.generations import clean_generations
from tests.support.serving import publish_pages, serve_generation
from tests.support.small_generation import publish_small_generation


def test_an_archive_of_a_former_generation_is_gone_and_leads_to_the_current_one(tmp_path: Path) -> None:
    former, kept = publish_small_generation(tmp_path), publish_small_generation(tmp_path, padding=1)
    os.utime(former.folder, (0, 0))
    current = publish_pages(tmp_path)
    assert clean_generations(tmp_path, keep=2) == [former.name]
    with serve_generation(current) as client:
        for generation in (former, kept):
            answer = client.get(f"/exports/claimgraph-{generation.name}-open-ttl.zip")
            assert answer.status_code == 410
            assert current.name in answer.json()["detail"]
            assert answer.headers["Link"] == '</exports/>; rel="successor-version"'
        assert client.get("/exports/claimgraph-0123456789abcdef-open-ttl.zip").status_code == 404
