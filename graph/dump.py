"""The canonical text of a graph: the same for every store that holds the same, byte for byte.

One line a node, then one line an edge, sorted by code point:

    node <TAB> id <TAB> Label,Label <TAB> {"property": value, ...}
    edge <TAB> source <TAB> TYPE <TAB> target <TAB> key <TAB> {"property": value, ...}

Ids, keys and properties are JSON with sorted names, written in ASCII, so that no control character or direction mark
of an article reaches a terminal. By default only what articles reach is printed: the ends of edges that carry quotes,
the articles, and every edge between them.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from graph.property_graph import PropertyGraph
from graph.store import GraphStore


def dump_lines(store: GraphStore, *, everything: bool = False) -> Iterator[str]:
    """The lines of the dump, without line ends; `everything` adds reference data that no article reaches."""
    graph = _part(store, everything)
    for node in graph.nodes():
        yield "\t".join(("node", _text(node.id), ",".join(sorted(node.labels)), _object(node.properties)))
    for edge in graph.edges():
        ends = (_text(edge.source), edge.type.value, _text(edge.target), _text(edge.key))
        yield "\t".join(("edge", *ends, _object(edge.properties)))


def counts(store: GraphStore, *, everything: bool = False) -> list[dict[str, Any]]:
    """How many nodes have each label and how many edges each type, as rows: what, name, count."""
    graph = _part(store, everything)
    labels = Counter(label.value for node in graph.nodes() for label in node.labels)
    types = Counter(edge.type.value for edge in graph.edges())
    return [
        *({"what": "nodes", "name": name, "count": labels[name]} for name in sorted(labels)),
        *({"what": "edges", "name": name, "count": types[name]} for name in sorted(types)),
    ]


def _part(store: GraphStore, everything: bool) -> PropertyGraph:
    graph = PropertyGraph(store.nodes(), store.edges())
    return graph if everything else graph.reached()


def _text(value: str) -> str:
    return json.dumps(value)


def _object(properties: Mapping[str, Any]) -> str:
    return json.dumps(dict(properties), sort_keys=True)
