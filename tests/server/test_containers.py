"""The image of docker-compose.yml, by testcontainers and by compose itself, as a person uses it."""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from importlib.resources import files

import pytest

from graph.dump import dump
from graph.memory import MemoryStore
from graph.neo4j_store import Neo4jStore
from tests.articles import agreement, article
from tests.server import container
from tests.server.engine import docker, engine
from tests.server.jars import NoServerError, free_port
from tests.strategies import small_vocabulary

HEALTHY = 180.0


@pytest.fixture(scope="module")
def containers():
    """An engine with the image. Skipped, saying why, where there is none; in CI that is an error."""
    try:
        with engine() as environment, pytest.MonkeyPatch.context() as patch:
            for name, value in {**environment, "TESTCONTAINERS_RYUK_DISABLED": "true"}.items():
                patch.setenv(name, value)
            yield
    except NoServerError as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))


def test_a_store_in_a_container(containers):
    articles = [article("a1", agreement("KZ:supplier", "JP:buyer")), article("a2", agreement("US", "JP"))]
    with (
        container.running() as server,
        closing(MemoryStore(None, small_vocabulary())) as embedded,
        closing(Neo4jStore(server.address, small_vocabulary(), server.access)) as served,
    ):
        for store in (embedded, served):
            store.load(articles)
        assert dump(served, everything=True) == dump(embedded, everything=True)


def compose():
    if subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0:
        return ["docker", "compose"]
    found = shutil.which("docker-compose")
    if found is None:
        raise NoServerError("there is no docker compose")
    return [found]


@contextmanager
def composed(folder, environment):
    """The services of docker-compose.yml, up and healthy; taken down with their data at the end."""
    shutil.copy(container.COMPOSE, folder)
    command = [*compose(), "--project-name", f"lodegraph{os.getpid()}"]

    def run(*arguments):
        return subprocess.run([*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True,
                              check=False)  # fmt: skip

    try:
        yield run
    finally:
        run("down", "--volumes")


def wait_until_healthy(run):
    end = time.monotonic() + HEALTHY
    while time.monotonic() < end:
        id = run("ps", "-q", "neo4j").stdout.strip()
        state = json.loads(docker("inspect", id))[0]
        if state["State"].get("Health", {}).get("Status") == "healthy":
            return state
        time.sleep(1)
    raise AssertionError(f"not healthy: {run('logs').stdout[-2000:]}")


def test_compose_as_the_readme_says(containers, tmp_path):
    password = "a-password-of-the-test"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")},
        "NEO4J_HTTP_PORT": str(free_port()), "NEO4J_BOLT_PORT": str(free_port()), "NEO4J_HEAP": "512M",
    }  # fmt: skip
    with composed(tmp_path, environment) as run:
        unset = run("up", "-d")
        assert unset.returncode != 0
        assert "NEO4J_PASSWORD" in unset.stdout + unset.stderr
        (tmp_path / ".env").write_text(f"NEO4J_PASSWORD={password}\n", "utf-8")
        started = run("up", "-d")
        assert started.returncode == 0, started.stderr
        state = wait_until_healthy(run)
        bound = [each["HostIp"] for ports in state["NetworkSettings"]["Ports"].values() for each in ports or ()]
        assert bound
        assert set(bound) == {"127.0.0.1"}
        user = {
            **environment,
            "NEO4J_URI": f"bolt://127.0.0.1:{environment['NEO4J_BOLT_PORT']}",
            "NEO4J_USERNAME": "neo4j",
            "NEO4J_PASSWORD": password,
        }

        def lodegraph(*arguments):
            command = [sys.executable, "-c", "from graph.cli import main; main()", *map(str, arguments)]
            done = subprocess.run(
                [*command, "--store", "neo4j"], env=user, cwd=tmp_path, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        assert "added" in lodegraph("load", files("seeds").joinpath("articles"))
        before = lodegraph("dump")
        assert "Mitsubishi" in lodegraph("ask", "who supplies gallium to Japan")
        assert run("restart").returncode == 0
        wait_until_healthy(run)
        assert run("down").returncode == 0
        assert run("up", "-d").returncode == 0
        wait_until_healthy(run)
        assert lodegraph("dump") == before
