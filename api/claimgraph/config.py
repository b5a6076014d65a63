"""Settings: one frozen object, read once from the environment and `claimgraph.toml`, then passed on."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from claimgraph.source_tree import default_build_folder

SETTINGS_FILE = "claimgraph.toml"  # in the folder in which a command is started


class _TomlSource(TomlConfigSettingsSource):
    """The file, even with the mark that some editors put at its start."""

    def _read_file(self, file_path: Path | Traversable) -> dict[str, Any]:
        return tomllib.loads(file_path.read_text("utf-8-sig"))


class Settings(BaseSettings):
    """Each setting is read from an environment variable CLAIMGRAPH_<NAME> or a key of claimgraph.toml."""

    model_config = SettingsConfigDict(
        env_prefix="CLAIMGRAPH_", toml_file=SETTINGS_FILE, frozen=True, extra="forbid"
    )

    build_folder: Path = Field(default_factory=default_build_folder)
    host: str = Field(default="127.0.0.1", min_length=1, description="address to listen on")
    port: int = Field(default=8000, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    keep_generations: int = Field(
        default=5, ge=1, description="newest generations that are kept when another is published"
    )
    workers: int = Field(default=2, ge=1, le=64, description="processes that answer queries")
    query_seconds: float = Field(
        default=10.0, gt=0, description="wall clock of one query, then its worker is killed"
    )
    query_memory_mib: int = Field(
        default=1024, ge=64, description="memory a query may add to the graph's own"
    )
    query_characters: int = Field(default=100_000, ge=100, description="longest query text accepted")
    access_log: str | None = Field(
        default=None, description='where to write a line of JSON for each request: a file, or "-"'
    )
    logged_queries: Literal["none", "hash", "text"] = Field(
        default="none", description="what the access log says of a query"
    )
    metrics_host: str = Field(
        default="127.0.0.1", min_length=1, description="address to listen on for /metrics"
    )
    metrics_port: int | None = Field(
        default=None, ge=0, le=65535, description="port for /metrics; without one there are none"
    )
    stopping_seconds: int = Field(
        default=30, ge=0, description="how long answers may go on after SIGTERM, then they are cut"
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="addresses and networks, separated by commas, whose X-Forwarded-* headers count",
    )
    answer_rows: int = Field(
        default=0, ge=0, description="rows, or triples, of an answer to anybody; 0: any number"
    )
    answer_bytes: int = Field(
        default=0, ge=0, description="bytes of an answer to anybody, before compression; 0: any number"
    )
    waiting_seconds: float = Field(
        default=10.0,
        gt=0,
        description="how long a query waits for a worker, or for a place among the long ones",
    )

    store: str | None = Field(
        default=None,
        pattern=r"^https?://[^/@?#]+",
        description="address at which another engine answers queries; none: the graph is held in memory",
    )
    store_user: str | None = Field(default=None, description="who may write there")
    store_password: SecretStr | None = Field(default=None, description="and the password")
    allow_writes: bool = Field(
        default=False, description="whether holders of a token may write graphs over HTTP"
    )
    write_bytes: int = Field(default=10_000_000, ge=1, description="longest update or graph accepted")
    default_graph: Literal["merge", "own"] = Field(
        default="merge",
        description="default graph of /sparql: the merge of all graphs, or one of its own",
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _require_addresses(cls, text: str) -> str:
        """A misspelt address would not be trusted, and "*" would let any client choose its own."""
        for address in filter(None, (part.strip() for part in text.split(","))):
            ip_network(address)
        return text

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic passes it
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic passes it
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments take precedence over the environment, and the environment over the file."""
        return init_settings, env_settings, _TomlSource(settings_cls)
