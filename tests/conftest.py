"""The stores that the behaviour suites run on."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from graph.memory import MemoryStore
from graph.store import GraphStore
from graph.vocabulary import Vocabulary
from tests.strategies import small_vocabulary


@dataclass
class FileStores:
    """Embedded stores in files of a folder.

    `fresh` gives an empty store, after which earlier ones are not used any more; `again` closes a store and opens
    it on the same data; `spec` is what another process opens a store by.
    """

    folder: Path
    vocabulary: Vocabulary
    _numbers: "count[int]" = field(default_factory=count)
    _open: list[GraphStore] = field(default_factory=list)

    def fresh(self) -> GraphStore:
        return self._opened(self.folder / f"{next(self._numbers)}.lodegraph")

    def again(self, store: GraphStore) -> GraphStore:
        return self._opened(Path(self.spec(store)))

    def _opened(self, path: Path) -> GraphStore:
        self.close()
        self._open.append(MemoryStore(path, self.vocabulary))
        return self._open[-1]

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def spec(self, store: GraphStore) -> str:
        assert isinstance(store, MemoryStore)
        return str(store.path)


@pytest.fixture(scope="session", params=["memory"])
def store_factory(request, tmp_path_factory):
    """A maker of empty stores, one parameter a kind of store."""
    stores = FileStores(tmp_path_factory.mktemp(request.param), small_vocabulary())
    yield stores
    stores.close()
