"""Programs in front of a server: nginx as it comes, and nginx, Caddy and Apache as deploy/ has them."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx

from claimgraph.source_tree import default_source_tree
from peers import free_port
from tests.support.waiting import PATIENCE, wait_until

DEPLOY = default_source_tree().root / "deploy"

_NGINX = """
daemon off; user {user}; pid {folder}/nginx.pid; error_log stderr notice; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {site}
}}
"""
_PLAIN_SITE = "server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass {address}; }} }}"
_APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule rewrite_module {modules}/mod_rewrite.so
DocumentRoot {folder}/sites
<Directory {folder}/sites>
  AllowOverride All
  Require all granted
</Directory>
"""
_APACHE_MODULES = "/usr/lib/apache2/modules"


@contextmanager
def serving_behind_nginx(address: str, folder: Path) -> Iterator[httpx.Client]:
    """A client of nginx that passes requests on to a server at this address, with what it does by default."""
    port = free_port()
    with _running_nginx(_PLAIN_SITE.format(port=port, address=address), port, folder) as client:
        yield client


@contextmanager
def serving_behind_our_nginx(address: str, folder: Path) -> Iterator[httpx.Client]:
    """A client of nginx with deploy/nginx.conf."""
    port = free_port()
    site = _adapt(
        DEPLOY / "nginx.conf",
        {"127.0.0.1:8000": _authority(address), "listen 80;": f"listen 127.0.0.1:{port};"},
    )
    with _running_nginx(site, port, folder) as client:
        yield client


@contextmanager
def serving_behind_our_caddy(address: str, folder: Path) -> Iterator[httpx.Client]:
    """A client of Caddy with deploy/Caddyfile, without certificates."""
    port = free_port()
    text = _adapt(
        DEPLOY / "Caddyfile",
        {
            "127.0.0.1:8000": _authority(address),
            "\nclaimgraph.example.org {": f"\nhttp://127.0.0.1:{port} {{\n\tbind 127.0.0.1",
            "\n{\n": "\n{\n\tadmin off\n\tauto_https off\n",
        },
    )
    file = folder / "Caddyfile"
    file.write_text(text)
    command = ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    with _running(command, port, folder) as client:
        yield client


@contextmanager
def redirecting_as_w3id(address: str, folder: Path) -> Iterator[httpx.Client]:
    """A client of Apache that has deploy/w3id as w3id.org would, for a server at this address."""
    port = free_port()
    home = folder / "sites" / "claimgraph"
    home.mkdir(parents=True)
    text = (DEPLOY / "w3id" / ".htaccess").read_text("utf-8")
    (home / ".htaccess").write_text(text.replace("https://claimgraph.example.org", address))
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(parent.stat().st_mode | 0o111)  # Apache's own user reads it
    file = folder / "apache.conf"
    file.write_text(_APACHE.format(folder=folder, port=port, modules=_APACHE_MODULES))
    with _running(["apache2", "-f", str(file), "-D", "FOREGROUND"], port, folder) as client:
        yield client


def _running_nginx(site: str, port: int, folder: Path) -> AbstractContextManager[httpx.Client]:
    file = folder / "nginx.conf"
    file.write_text(_NGINX.format(user=getpass.getuser(), folder=folder, site=site))
    return _running(["nginx", "-e", "stderr", "-p", str(folder), "-c", str(file)], port, folder)


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[httpx.Client]:
    log = folder / "log"
    program = shutil.which(command[0])
    assert program
    places = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with log.open("wb") as output:
        process = subprocess.Popen([program, *command[1:]], stderr=output, env={**os.environ, **places})
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
            wait_until(lambda: _answers(client) or process.poll() is not None)
            assert process.poll() is None, log.read_text("utf-8", "replace")
            yield client
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _adapt(file: Path, replacements: dict[str, str]) -> str:
    """The text of a file of deploy/ for a test: nothing is changed but these, each once."""
    text = file.read_text("utf-8")
    for old, new in replacements.items():
        assert text.count(old) == 1, f"{file}: {old!r}"
        text = text.replace(old, new)
    return text


def _authority(address: str) -> str:
    return address.removeprefix("http://")


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/").status_code > 0
    except httpx.TransportError:
        return False
