"""Three ways to a real Neo4j server: one that is named, a container, the published jars.

LODEGRAPH_TEST_NEO4J_URI (with _USERNAME, _PASSWORD, _DATABASE) names a server whose content may be destroyed.
LODEGRAPH_TEST_SERVER may ask for "container" or "jars" alone; else the first way that can be gone is taken.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.server import container, jars
from tests.server.address import Server
from tests.server.jars import NoServerError


def named(environment: Mapping[str, str]) -> Server | None:
    """The server that the environment names."""
    address = environment.get("LODEGRAPH_TEST_NEO4J_URI")
    if not address:
        return None
    return Server(
        address,
        environment.get("LODEGRAPH_TEST_NEO4J_USERNAME", "neo4j"),
        environment.get("LODEGRAPH_TEST_NEO4J_PASSWORD", ""),
        "named by LODEGRAPH_TEST_NEO4J_URI",
        environment.get("LODEGRAPH_TEST_NEO4J_DATABASE") or None,
    )


@contextmanager
def any_server(folder: Path) -> Iterator[Server]:
    """A server by the first way there is. Raises NoServerError, with the reasons, where there is none."""
    server = named(os.environ)
    if server is not None:
        yield server
        return
    asked = os.environ.get("LODEGRAPH_TEST_SERVER", "")
    hindered = container.hindrance() if asked != "jars" else "not asked for"
    if hindered is None:
        with container.running() as server:
            yield server
        return
    if asked == "container":
        raise NoServerError(hindered)
    try:
        # Plans are kept: a database that is emptied again and again would have each statement planned anew.
        home = jars.Home(folder / "home", {"dbms.cypher.min_replan_interval": "1h"})
    except NoServerError as reason:
        raise NoServerError(f"no container: {hindered}; no jars: {reason}") from None
    with home.running(quick=True) as running:
        yield running.server
