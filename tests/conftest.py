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

    def fresh(self) -> GraphStore:
        return MemoryStore(self.folder / f"{next(self._numbers)}.lodegraph", self.vocabulary)

    def again(self, store: GraphStore) -> GraphStore:
        store.close()
        return MemoryStore(Path(self.spec(store)), self.vocabulary)

    def spec(self, store: GraphStore) -> str:
        assert isinstance(store, MemoryStore)
        return str(store.path)


@pytest.fixture(scope="session", params=["memory"])
def store_factory(request, tmp_path_factory):
    """A maker of empty stores, one parameter a kind of store."""
    return FileStores(tmp_path_factory.mktemp(request.param), small_vocabulary())
