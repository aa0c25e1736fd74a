"""The graph in memory: nodes and edges with their properties, read as a whole.

    graph.node("KZ")                          # Node or None
    graph.out("KZ", RelType.SIGNS)            # edges that leave it, sorted
    graph.networkx                            # the same as a NetworkX MultiDiGraph, for algorithms

Properties that come from a file stay JSON text until they are asked for: most are never looked at.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from graph.model import Edge, Node, PropertyValue
from graph.schema import Label, RelType

if TYPE_CHECKING:
    import networkx as nx

_edge_order = attrgetter("source", "type", "target", "key")


class Holder(Protocol):
    """What holds a graph: any store, or a `PropertyGraph`."""

    def nodes(self) -> Iterator[Node]:
        """All nodes, sorted by id."""
        ...

    def edges(self) -> Iterator[Edge]:
        """All edges, sorted by source, type, target and key."""
        ...


class StoredProperties(Mapping[str, PropertyValue]):
    """Properties as JSON text, parsed when first asked for. Arrays become tuples."""

    __slots__ = ("_parsed", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._parsed: dict[str, PropertyValue] | None = None

    def _dict(self) -> dict[str, PropertyValue]:
        if self._parsed is None:
            parsed = json.loads(self._text)
            self._parsed = {name: tuple(value) if isinstance(value, list) else value for name, value in parsed.items()}
            self._text = ""
        return self._parsed

    def __getitem__(self, name: str) -> PropertyValue:
        return self._dict()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._dict())

    def __len__(self) -> int:
        return len(self._dict())

    def __repr__(self) -> str:
        return repr(self._dict())


class PropertyGraph:
    """A directed graph with parallel edges. Every listing is sorted, so that equal graphs read equally."""

    def __init__(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
        self._nodes = {node.id: node for node in sorted(nodes, key=attrgetter("id"))}
        self._edges = sorted(edges, key=_edge_order)
        self._out: dict[str, list[Edge]] = {}
        self._into: dict[str, list[Edge]] = {}
        for edge in self._edges:
            self._out.setdefault(edge.source, []).append(edge)
            self._into.setdefault(edge.target, []).append(edge)

    def node(self, id: str) -> Node | None:
        """The node of an id, or None."""
        return self._nodes.get(id)

    def nodes(self, label: Label | None = None) -> Iterator[Node]:
        """All nodes, or those that bear a label, sorted by id."""
        return (node for node in self._nodes.values() if label is None or label in node.labels)

    def out(self, id: str, *types: RelType) -> list[Edge]:
        """The edges that leave a node, all or of some types, sorted by type, target and key."""
        return [edge for edge in self._out.get(id, ()) if not types or edge.type in types]

    def into(self, id: str, *types: RelType) -> list[Edge]:
        """The edges that reach a node, all or of some types, sorted by source, type and key."""
        return [edge for edge in self._into.get(id, ()) if not types or edge.type in types]

    def edges(self, *types: RelType) -> Iterator[Edge]:
        """All edges, or those of some types, sorted by source, type, target and key."""
        return (edge for edge in self._edges if not types or edge.type in types)

    @cached_property
    def networkx(self) -> "nx.MultiDiGraph[str]":
        """The graph for NetworkX: nodes by id with `labels`, edges keyed by type and key, both with properties.

        The key of an edge is the pair (type, key): a plain DiGraph would lose all but one of the edges between
        two nodes.
        """
        import networkx as nx  # noqa: PLC0415  a tenth of a second that most commands can spare

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in self._nodes.values():
            graph.add_node(node.id, labels=node.labels, properties=node.properties)
        for edge in self._edges:
            graph.add_edge(edge.source, edge.target, key=(edge.type, edge.key), properties=edge.properties)
        return graph
