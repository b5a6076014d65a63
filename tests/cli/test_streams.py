"""Commands where the system refuses something: one message that says what, and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.small_generation import publish_small_generation
from tests.support.waiting import PROGRAM_PATIENCE

ROOT = Path(__file__).parents[2]
PROGRAM = "import sys; from claimgraph.cli import main; main()"
ALL = "SELECT * { ?s ?p ?o }"
NOBODY = 65534


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("small")
    publish_small_generation(home, padding=20)
    return home


def run(
    home: Path, *arguments: str | bytes, shell: str = "", folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command; `shell` redirects its streams."""
    command = ["sh", "-c", f'exec "$@" {shell}', "sh", sys.executable, "-c", PROGRAM, *arguments]
    variables = {"CLAIMGRAPH_BUILD_FOLDER": str(home), "PYTHONPATH": str(ROOT / "api")}
    return subprocess.run(
        command,
        capture_output=True,
        cwd=folder,
        env=os.environ | variables | environment,
        timeout=PROGRAM_PATIENCE,
        check=False,
    )


def assert_message(result: subprocess.CompletedProcess[bytes], message: str) -> None:
    assert b"Traceback" not in result.stderr
    assert message in " ".join(result.stderr.decode().split())
    assert result.returncode == 1


def test_closed_standard_input_is_an_error_where_it_is_read(home: Path) -> None:
    assert_message(run(home, "query", "-", shell="<&-"), "Error: Standard input is closed.")
    assert run(home, "query", "ASK {}", shell="<&-").stdout == b"true\n"


def test_standard_input_is_utf_8_whatever_the_terminal_has(home: Path) -> None:
    assert_message(run(home, "query", "-", shell=r"<<'.'" + "\n\udcff\n."), "not UTF-8: see byte 1")
    query = "<<'.'\nSELECT ('Türkiye' AS ?name) {}\n."
    answer = run(home, "query", "-", "--format", "csv", shell=query, PYTHONIOENCODING="ascii")
    assert answer.stdout.decode() == "name\r\nTürkiye\r\n" or "Türkiye" in answer.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", ALL),
        ("query", ALL, "--format", "csv"),
        ("query", "--list", "--format", "json"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("shell", "problem"), [(">/dev/full", "No space left on device"), (">&-", "it is closed")]
)
def test_output_that_cannot_be_written_is_an_error(
    home: Path, arguments: tuple[str, ...], shell: str, problem: str
) -> None:
    message = f"Error: Standard output: {problem}. The result is incomplete."
    assert_message(run(home, *arguments, shell=shell), message)


def test_messages_that_nobody_can_read_are_no_error(home: Path) -> None:
    for shell in ("2>/dev/full", "2>&- <&-"):
        result = run(home, "query", "ASK {}", shell=shell)
        assert (result.returncode, result.stdout) == (0, b"true\n")


@pytest.mark.parametrize(
    "locale",
    [
        {"PYTHONIOENCODING": "ascii", "LANG": "tr_TR"},
        {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=["Turkish", "Latin", "C"],
)
def test_a_terminal_without_utf_8_gets_tables_with_what_it_can_show_and_json_in_utf_8(
    home: Path, locale: dict[str, str]
) -> None:
    query = r"SELECT ('\u0130stanbul' AS ?name) {}"
    table = run(home, "query", query, **locale)
    assert (table.returncode, b"Traceback" in table.stderr) == (0, False)
    assert rb"\u0130stanbul" in table.stdout
    assert "İstanbul".encode() in run(home, "query", query, "--format", "csv", **locale).stdout
    assert json.loads(run(home, "query", "--list", "--format", "json", **locale).stdout.decode("utf-8"))


def test_an_argument_that_is_not_utf_8_is_named(home: Path) -> None:
    assert_message(run(home, "show", b"caf\xe9"), r"Error: 'caf\udce9' is not UTF-8.")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"workers = \n", "Invalid value (at line 1, column 11)"),
        (b"workers\n", "(at line 1, column 8)"),
        (b"# \xff\n", "it is not UTF-8"),
        (b"wokers = 2\n", "wokers: Extra inputs are not permitted"),
        (b"port = 123456\n", "port: Input should be less than or equal to 65535"),
    ],
)
def test_a_broken_settings_file_is_named_with_its_place(
    home: Path, content: bytes, problem: str, tmp_path: Path
) -> None:
    (tmp_path / "claimgraph.toml").write_bytes(content)
    result = run(home, "query", "ASK {}", folder=tmp_path)
    assert_message(result, problem)
    assert b"claimgraph.toml" in result.stderr


def test_the_mark_that_editors_put_at_the_start_of_a_file_is_no_part_of_it(
    home: Path, tmp_path: Path
) -> None:
    (tmp_path / "claimgraph.toml").write_text("\ufeffworkers = 3\n", "utf-8")
    (tmp_path / "question.rq").write_text("\ufeffASK {}", "utf-8")
    assert run(home, "query", "question.rq", folder=tmp_path).stdout == b"true\n"
    assert run(home, "query", "-", shell="<question.rq", folder=tmp_path).stdout == b"true\n"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may go on as another user")
def test_a_build_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    script = f"""
import os, tempfile
from pathlib import Path
from claimgraph.generations import FileWriteError, change_build_folder
folder = Path(tempfile.mkdtemp(dir="/tmp"))
folder.chmod(0o755)
os.setuid({NOBODY})
try:
    with change_build_folder(folder, "build"):
        pass
except FileWriteError as error:
    print(error)
"""
    command = [sys.executable, "-c", script]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    Path(text.partition("/lock")[0]).rmdir()
    assert "/lock: Permission denied. Allow this user to write there, or name another folder." in text


@pytest.mark.peer("make")
def test_the_variable_host_of_compilers_does_not_decide_where_we_listen() -> None:
    def printed(*arguments: str, **environment: str) -> str:
        command = ["make", "--no-print-directory", "-n", "-o", ".venv/.run", "serve", *arguments]
        variables = os.environ | environment
        result = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=True)
        return result.stdout.split("claimgraph serve")[1].strip()

    assert printed(HOST="x86_64-conda-linux-gnu") == ""
    assert printed("HOST=0.0.0.0", "PORT=8080", HOST="x86") == "--host 0.0.0.0 --port 8080"
