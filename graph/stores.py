"""Picks the store that a name means."""

from pathlib import Path

from graph.errors import StoreError
from graph.memory import MemoryStore
from graph.neo4j_access import Access, server_address
from graph.store import GraphStore
from graph.vocabulary import Vocabulary


def open_store(
    spec: str, vocabulary: Vocabulary, *, must_exist: bool = False, access: Access | None = None
) -> GraphStore:
    """The store that a name means: the address of a Neo4j server, or the path of a file.

    "neo4j" takes the address from NEO4J_URI; ":memory:" is a store that is gone when it is closed. `access` is for a
    server, by default what the environment says. Raises StoreError, and where `must_exist` also for a graph that is
    not there yet.
    """
    if spec == ":memory:":
        return MemoryStore(None, vocabulary)
    if not spec.strip() or "\0" in spec:
        raise StoreError("a store needs the path of a file")
    address = server_address(spec)
    if address is not None:
        # The driver takes a fifth of a second to import, which who uses a file can spare.
        from graph.neo4j_store import Neo4jStore  # noqa: PLC0415

        return Neo4jStore(address, vocabulary, access or Access.from_environment(), must_exist=must_exist)
    path = Path(spec)
    if must_exist and not path.exists():
        raise StoreError(f"{spec}: there is no graph yet; `lodegraph load PATH...` makes one")
    return MemoryStore(path, vocabulary)
