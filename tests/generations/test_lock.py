"""One process at a time changes a build folder; others wait, and learn for whom."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from claimgraph.generations import change_build_folder
from tests.support.waiting import PATIENCE, wait_until

ADDER = """
import sys, time
from pathlib import Path
from claimgraph.generations import change_build_folder
folder = Path(sys.argv[1])
for _ in range(50):
    with change_build_folder(folder, "counting"):
        number = int((folder / "number").read_text())
        time.sleep(0.0005)
        (folder / "number").write_text(str(number + 1))
"""
HOLDER = """
import sys, time
from pathlib import Path
from claimgraph.generations import change_build_folder
with change_build_folder(Path(sys.argv[1]), "import of mine"):
    print("held", flush=True)
    time.sleep(1000)
"""


def start(script: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True)


def test_processes_that_change_a_folder_at_once_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "number").write_text("0")
    processes = [start(ADDER, tmp_path) for _ in range(3)]
    assert [process.wait(PATIENCE) for process in processes] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "150"


def test_threads_of_a_process_that_change_a_folder_at_once_lose_nothing(tmp_path: Path) -> None:
    numbers = [0]

    def add() -> None:
        for _ in range(50):
            with change_build_folder(tmp_path, "counting"):
                number = numbers.pop()
                numbers.append(number + 1)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert numbers == [200]


def test_who_waits_learns_who_holds_the_lock_and_goes_on_when_that_process_is_killed(tmp_path: Path) -> None:
    messages: list[str] = []

    def wait_for_lock() -> None:
        with change_build_folder(tmp_path, "build", messages.append):
            messages.append("mine")

    with start(HOLDER, tmp_path) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        thread = threading.Thread(target=wait_for_lock)
        thread.start()
        wait_until(lambda: bool(messages))
        assert messages[0].startswith(f"Waiting for process {holder.pid} (import of mine, since 20")
        assert str(tmp_path) in messages[0]
        os.kill(holder.pid, signal.SIGKILL)
        thread.join(PATIENCE)
    assert messages[1:] == ["mine"]


def test_who_waits_for_a_thread_learns_it_and_does_not_end_its_lock(tmp_path: Path) -> None:
    messages: list[str] = []

    def wait_for_lock() -> None:
        with change_build_folder(tmp_path, "build", messages.append):
            messages.append("mine")

    thread = threading.Thread(target=wait_for_lock)
    with change_build_folder(tmp_path, "removal of mine"):
        thread.start()
        wait_until(lambda: bool(messages))
        script = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
        command = [sys.executable, "-c", script, str(tmp_path / "lock")]
        assert subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 1
    thread.join(PATIENCE)
    assert messages == [f"Waiting for another thread (removal of mine), which holds {tmp_path}.", "mine"]
