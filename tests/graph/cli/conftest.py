"""Running the command line: in this process where that shows the same, else in one of its own."""

import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.cli import main

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    def faults(self):
        """The lines that say what is wrong."""
        return [line for line in self.err.splitlines() if line.startswith("lodegraph: ")]


@pytest.fixture
def run(capfd, monkeypatch, tmp_path):
    """Runs `lodegraph` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LODEGRAPH_STORE", raising=False)

    def _run(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["lodegraph", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return Ran(left.value.code or 0, out, err)

    return _run


@pytest.fixture
def spawn(monkeypatch, tmp_path):
    """Runs `lodegraph` as a process of its own, in an empty folder; `shell` is put before the command."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LODEGRAPH_STORE", raising=False)

    def _spawn(*arguments, before=None, **more):
        command = [sys.executable, "-c", "from graph.cli import main; main()", *map(str, arguments)]
        done = subprocess.run(
            command,
            capture_output="stdout" not in more,
            text=True,
            check=False,
            cwd=tmp_path,
            preexec_fn=before,
            **more,
        )
        return Ran(done.returncode, done.stdout or "", done.stderr or "")

    return _spawn
