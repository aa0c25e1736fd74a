"""Which store a name means."""

from pathlib import Path

from graph.memory import MemoryStore
from graph.vocabulary import Vocabulary


def open_store(spec: str, vocabulary: Vocabulary, *, must_exist: bool = False) -> MemoryStore:
    """The store that `spec` names: a file. Raises StoreError where it cannot be opened."""
    return MemoryStore(Path(spec), vocabulary, must_exist=must_exist)
