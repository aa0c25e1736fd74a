"""A graph in memory that queries and pictures read: nodes and edges on a NetworkX MultiDiGraph.

The key of a NetworkX edge is its type and what makes it distinct, so parallel edges are never lost.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import networkx as nx

from graph.model import Edge, Node, PropertyValue
from graph.schema import Label, RelType


class StoredProperties(Mapping[str, PropertyValue]):
    """Properties kept as the JSON text that a store holds until the first is asked for."""

    __slots__ = ("_parsed", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._parsed: dict[str, PropertyValue] | None = None

    def _read(self) -> dict[str, PropertyValue]:
        if self._parsed is None:
            self._parsed = {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in json.loads(self._text).items()
            }
        return self._parsed

    def __getitem__(self, name: str) -> PropertyValue:
        return self._read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __hash__(self) -> int:
        return hash(self._text)


class PropertyGraph:
    """Nodes and edges by id, label, type and neighbourhood; everything comes out sorted."""

    def __init__(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
        self.networkx: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in nodes:
            self.networkx.add_node(node.id, node=node)
        for edge in edges:
            self.networkx.add_edge(edge.source, edge.target, key=(edge.type, edge.key), edge=edge)

    def node(self, id: str) -> Node | None:
        """The node of an id, or None."""
        data = self.networkx.nodes.get(id)
        return None if data is None else data.get("node")

    def nodes(self, label: Label | None = None) -> Iterator[Node]:
        """All nodes, or those with a label, sorted by id."""
        for id in self._sorted_ids:
            node: Node | None = self.networkx.nodes[id].get("node")
            if node is not None and (label is None or label in node.labels):
                yield node

    def out(self, id: str, *types: RelType) -> list[Edge]:
        """The edges that leave a node, of the types given or of all, sorted."""
        if id not in self.networkx:
            return []
        found = (data for _, _, data in self.networkx.out_edges(id, data=True))
        return _sorted_edges(data["edge"] for data in found if not types or data["edge"].type in types)

    def into(self, id: str, *types: RelType) -> list[Edge]:
        """The edges that reach a node, of the types given or of all, sorted."""
        if id not in self.networkx:
            return []
        found = (data for _, _, data in self.networkx.in_edges(id, data=True))
        return _sorted_edges(data["edge"] for data in found if not types or data["edge"].type in types)

    def edges(self, *types: RelType) -> Iterator[Edge]:
        """All edges, or those of the types given, sorted by source, type, target and key."""
        for edge in self._all_edges:
            if not types or edge.type in types:
                yield edge

    def reached(self) -> "PropertyGraph":
        """The part that articles reach: the ends of edges with evidence, and every edge between them."""
        told = {end for edge in self.edges() if is_told(edge) for end in (edge.source, edge.target)}
        return PropertyGraph(
            (node for node in self.nodes() if node.id in told or Label.ARTICLE in node.labels),
            (edge for edge in self.edges() if edge.source in told and edge.target in told),
        )

    @cached_property
    def _sorted_ids(self) -> list[str]:
        return sorted(self.networkx.nodes)

    @cached_property
    def _all_edges(self) -> list[Edge]:
        return _sorted_edges(data["edge"] for _, _, data in self.networkx.edges(data=True))


def is_told(edge: Edge) -> bool:
    """Whether an edge stands on a quote, rather than on reference data alone."""
    return "quotes" in edge.properties


def _sorted_edges(edges: Iterable[Any]) -> list[Edge]:
    return sorted(edges, key=lambda edge: (edge.source, edge.type, edge.target, edge.key))
