"""The stores that the behaviour suites run on, and the Neo4j server of the run."""

import os
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from graph.memory import MemoryStore
from graph.neo4j_store import Neo4jStore
from graph.store import GraphStore
from graph.vocabulary import Vocabulary
from tests.server.address import Server
from tests.server.jars import NoServerError
from tests.server.ways import any_server
from tests.strategies import small_vocabulary

_SAID = pytest.StashKey[str]()


@dataclass
class FileStores:
    """Embedded stores in files of a folder.

    `fresh` gives an empty store, after which earlier ones are not used any more; `again` closes a store and opens
    it on the same data, perhaps with another vocabulary; `spec` is what another process opens a store by.
    """

    folder: Path
    vocabulary: Vocabulary
    _numbers: "count[int]" = field(default_factory=count)
    _open: list[GraphStore] = field(default_factory=list)

    def fresh(self, vocabulary: Vocabulary | None = None) -> GraphStore:
        return self._opened(self.folder / f"{next(self._numbers)}.lodegraph", vocabulary)

    def again(self, store: GraphStore, vocabulary: Vocabulary | None = None) -> GraphStore:
        return self._opened(Path(self.spec(store)), vocabulary)

    def _opened(self, path: Path, vocabulary: Vocabulary | None) -> GraphStore:
        self.close()
        self._open.append(MemoryStore(path, vocabulary or self.vocabulary))
        return self._open[-1]

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def spec(self, store: GraphStore) -> str:
        assert isinstance(store, MemoryStore)
        return str(store.path)

    @property
    def environment(self) -> dict[str, str]:
        """What another process needs besides."""
        return {}


@dataclass
class ServerStores:
    """Stores on a Neo4j server, one at a time: see FileStores."""

    server: Server
    vocabulary: Vocabulary
    _last: Neo4jStore | None = None

    def fresh(self, vocabulary: Vocabulary | None = None) -> GraphStore:
        self.close()
        self.server.empty()
        return self._open(vocabulary)

    def again(self, store: GraphStore, vocabulary: Vocabulary | None = None) -> GraphStore:
        self.close()
        return self._open(vocabulary)

    def spec(self, store: GraphStore) -> str:
        return self.server.address

    @property
    def environment(self) -> dict[str, str]:
        return self.server.environment

    def close(self) -> None:
        if self._last is not None:
            self._last.close()

    def _open(self, vocabulary: Vocabulary | None) -> Neo4jStore:
        self._last = Neo4jStore(self.server.address, vocabulary or self.vocabulary, self.server.access)
        return self._last


@pytest.fixture(scope="session")
def neo4j_server(request, tmp_path_factory):
    """A Neo4j server. Skipped, saying why, where none can be had; in CI that is an error."""
    stash = request.config.stash
    try:
        with any_server(tmp_path_factory.mktemp("neo4j")) as server:
            stash[_SAID] = f"Neo4j server of the tests: {server.how}"
            yield server
    except NoServerError as reason:
        stash[_SAID] = f"no Neo4j server for the tests: {reason}"
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Neo4j server: {reason}")


def pytest_terminal_summary(terminalreporter, config):
    if _SAID in config.stash:
        terminalreporter.write_line(config.stash[_SAID])


@pytest.fixture(scope="session", params=["memory", "neo4j"])
def store_factory(request, tmp_path_factory):
    """A maker of empty stores, one parameter a kind of store."""
    if request.param == "memory":
        stores = FileStores(tmp_path_factory.mktemp(request.param), small_vocabulary())
    else:
        stores = ServerStores(request.getfixturevalue("neo4j_server"), small_vocabulary())
    yield stores
    stores.close()
