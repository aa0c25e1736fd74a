"""The contract that both stores keep: few verbs, no inheritance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from graph.model import Edge, Extraction, Node
from graph.propertygraph import PropertyGraph


@dataclass(frozen=True)
class LoadReport:
    """What a load did: identities of the articles added, replaced and left as they were."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True)
class RetractReport:
    """What a retraction took out (or, on a dry run, would): nodes and edges removed and changed."""

    articles: tuple[str, ...]
    nodes_removed: tuple[str, ...]
    edges_removed: int
    edges_changed: int


@dataclass(frozen=True)
class Judgement:
    """A person's word on two statements or two entities: the same, or not. `left` < `right`."""

    left: str
    right: str
    same: bool
    reason: str = ""


class GraphStore(Protocol):
    """A graph of articles' statements and of what follows from them.

    The graph is a pure function of the articles held, the judgements and the vocabulary, so the order of loads
    does not matter and a retraction leaves the graph that never saw the article. Every method that changes the
    store does so whole or not at all.
    """

    @property
    def graph(self) -> PropertyGraph:
        """The whole graph in memory, as it is now."""
        ...

    def load(self, extractions: Iterable[Extraction]) -> LoadReport:
        """Take articles in; one already held under the same identity is replaced in one step."""
        ...

    def retract(self, articles: Iterable[str], *, dry_run: bool = False) -> RetractReport:
        """Take articles out, named by id, address or path. Raises StoreError for one that is not held."""
        ...

    def judge(self, judgement: Judgement) -> None:
        """Record that two statements or entities are, or are not, the same."""
        ...

    def unjudge(self, left: str, right: str) -> None:
        """Take a judgement back. Raises StoreError if there is none."""
        ...

    def adopt(self, judgements: Iterable[Judgement]) -> None:
        """Take judgements over from another store, also on what is not held."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, sorted."""
        ...

    def extractions(self) -> Iterator[Extraction]:
        """The articles held, sorted by id."""
        ...

    def article(self, id: str) -> Extraction | None:
        """The article of an id; None where it is not held."""
        ...

    def nodes(self) -> Iterator[Node]:
        """All nodes, reference data included, sorted by id."""
        ...

    def edges(self) -> Iterator[Edge]:
        """All edges, reference data included, sorted by source, type, target and key."""
        ...

    def read(self, query: Any, parameters: Any) -> list[Any]:
        """Run a canned query (`queries.query.Query`) and return its rows."""
        ...

    def close(self) -> None:
        """Release the store."""
        ...
