"""A Neo4j Community server from its published jars, on loopback, for the time of the tests.

Needs Java 17 or newer, and Maven the first time: the jars are then kept in the user's cache.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.server.address import Server

POM = Path(__file__).with_name("pom.xml")
STARTING = 120.0
_OPENED = ("java.base/java.lang", "java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch",
           "java.base/java.util.concurrent")  # fmt: skip
_OPTIONS = [
    *(f"--add-opens={each}=ALL-UNNAMED" for each in _OPENED),
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dlog4j2.disable.jmx=true",
    "-XX:+UseParallelGC",
]


class NoServerError(Exception):
    """Why no server can be started here."""


def java() -> str:
    """The Java to run it with. Raises NoServerError."""
    home = os.environ.get("JAVA_HOME")
    found = f"{home}/bin/java" if home and Path(home, "bin", "java").exists() else shutil.which("java")
    if found is None:
        raise NoServerError("there is no Java")
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=True).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version.group(1)) < 17:
        raise NoServerError("Java is older than 17")
    return found


def jars() -> Path:
    """The folder of the jars, fetched with Maven where they are not there yet. Raises NoServerError."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lodegraph"
    folder = cache / f"neo4j-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    cache.mkdir(parents=True, exist_ok=True)
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "complete").exists():
            return folder
        maven = shutil.which("mvn")
        if maven is None:
            raise NoServerError("there is Java, but no Maven to fetch Neo4j's jars with")
        command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
        done = subprocess.run([*command, f"-DoutputDirectory={folder}"], capture_output=True, text=True, check=False)
        if done.returncode:
            raise NoServerError(f"Maven could not fetch Neo4j's jars: {(done.stdout + done.stderr)[-500:]}")
        (folder / "complete").touch()
    return folder


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Home:
    """A server's folder: its configuration and data; the server can be started on it more than once.

    Jars in its folder `plugins` are loaded with the server's own.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.bolt, self.http = free_port(), free_port()
        self.password = secrets.token_urlsafe(12)
        self._java, self._jars = java(), jars()
        (folder / "conf").mkdir(parents=True)
        lines = {
            "server.bolt.listen_address": f"127.0.0.1:{self.bolt}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.bolt}",
            "server.http.listen_address": f"127.0.0.1:{self.http}",
            "server.directories.import": "import",
            "server.memory.pagecache.size": "128m",
            "dbms.usage_report.enabled": "false",
            "db.tx_log.preallocate": "false",
            **(settings or {}),
        }
        self._configuration = folder / "conf" / "neo4j.conf"
        self._configuration.write_text("".join(f"{name}={value}\n" for name, value in lines.items()), "utf-8")
        (folder / "import").mkdir()
        self.admin("dbms", "set-initial-password", self.password)

    def keep(self) -> None:
        """Write down what `again` needs to run a server on this folder later."""
        kept = {"bolt": self.bolt, "http": self.http, "password": self.password}
        (self.folder / "home.json").write_text(json.dumps(kept), "utf-8")

    @classmethod
    def again(cls, folder: Path) -> "Home":
        """The server of a folder that was kept."""
        home = cls.__new__(cls)
        kept = json.loads((folder / "home.json").read_text("utf-8"))
        home.folder, home.bolt, home.http, home.password = folder, kept["bolt"], kept["http"], kept["password"]
        home._java, home._jars, home._configuration = java(), jars(), folder / "conf" / "neo4j.conf"
        return home

    def set(self, name: str, value: str) -> None:
        """Change a setting for the next start."""
        with self._configuration.open("a", encoding="utf-8") as file:
            file.write(f"{name}={value}\n")

    def admin(self, *arguments: str) -> str:
        """Run neo4j-admin."""
        done = subprocess.run(
            [
                self._java,
                *_OPTIONS,
                "-cp",
                f"{self._jars}/*:{self.folder}/plugins/*",
                "org.neo4j.cli.AdminTool",
                *arguments,
            ],
            env={**os.environ, "NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder / "conf")},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NoServerError(f"neo4j-admin {' '.join(arguments[:2])}: {(done.stdout + done.stderr)[-2000:]}")
        return done.stdout

    @contextmanager
    def running(self, heap: str = "512m", *, quick: bool = False) -> Iterator["Running"]:
        """The server, until the end of the block. `quick` spares compiling what runs but for minutes."""
        log = self.folder / "server.log"
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.folder}"]
        with log.open("w") as output:
            command = [self._java, f"-Xmx{heap}", *_OPTIONS, "-cp", f"{self._jars}/*:{self.folder}/plugins/*", *entry]
            if quick:
                command.insert(1, "-XX:TieredStopAtLevel=1")
            process = subprocess.Popen(
                [*command, f"--config-dir={self.folder / 'conf'}"],
                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        try:
            server = Server(f"bolt://127.0.0.1:{self.bolt}", "neo4j", self.password, "from its published jars")
            end = time.monotonic() + STARTING
            while not server.answers():
                if process.poll() is not None or time.monotonic() > end:
                    said = [file.read_text("utf-8", "replace") for file in (log, self.folder / "logs" / "neo4j.log")
                            if file.exists()]  # fmt: skip
                    raise NoServerError(f"the server did not start: {''.join(said)[-2000:]}")
                time.sleep(0.2)
            yield Running(server, process, self)
        finally:
            # At once: an orderly stop takes seconds, and every commit is on disk already.
            process.kill()
            process.wait()


class Running:
    """A server that runs: where it is, and its process."""

    def __init__(self, server: Server, process: "subprocess.Popen[bytes]", home: Home) -> None:
        self.server, self.process, self.home = server, process, home

    def kill(self) -> None:
        """Let it go away at once."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
