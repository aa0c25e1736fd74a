"""Picks the store that a name means."""

from pathlib import Path

from graph.errors import StoreError
from graph.memory import MemoryStore
from graph.vocabulary import Vocabulary


def open_store(spec: str, vocabulary: Vocabulary, *, must_exist: bool = False) -> MemoryStore:
    """The store at a path; ":memory:" is one that is gone when it is closed.

    Raises StoreError, and where `must_exist` also for a file that is not there yet.
    """
    if spec == ":memory:":
        return MemoryStore(None, vocabulary)
    if not spec.strip() or "\0" in spec:
        raise StoreError("a store needs the path of a file")
    path = Path(spec)
    if must_exist and not path.exists():
        raise StoreError(f"{spec}: there is no graph yet; `lodegraph load PATH...` makes one")
    return MemoryStore(path, vocabulary)
