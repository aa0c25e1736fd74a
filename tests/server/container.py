"""A Neo4j server in a container, with the image of docker-compose.yml."""

import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from tests.server.address import Server

COMPOSE = Path(__file__).parents[2] / "docker-compose.yml"


def image() -> str:
    """The image that docker-compose.yml names."""
    return str(yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["neo4j"]["image"])


def hindrance() -> str | None:
    """Why there can be no container here, or None. An image that is not there yet is not fetched for tests."""
    if shutil.which("docker") is None:
        return "there is no Docker"
    for command, reason in ((["info"], "no Docker engine answers"), (["image", "inspect", image()], "no image")):
        done = subprocess.run(["docker", *command], capture_output=True, timeout=60, check=False)
        if done.returncode:
            return f"{reason} ({image()})"
    return None


@contextmanager
def running() -> Iterator[Server]:
    """The container, until the end of the block."""
    from testcontainers.community.neo4j import Neo4jContainer

    password = secrets.token_urlsafe(12)
    with Neo4jContainer(image(), password=password) as container:
        yield Server(container.get_connection_url(), "neo4j", password, f"a container of {image()}")
