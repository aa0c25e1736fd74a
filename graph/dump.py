"""The canonical text of a graph: the same for every store, one line a node or edge, sorted.

    node "gallium" ["Mineral"] {"name":"gallium","symbol":"Ga"}
    edge "org:erg" "SIGNS" "agreement:0f3c" "supplier" {"articles":["article:a1"],"role":"supplier"}

A line is a word and JSON values, parted by single spaces: for a node its id, its labels (sorted) and its properties;
for an edge its source, type, target, key and properties. Names of properties are sorted, `,` and `:` stand without
spaces. Nodes come first, sorted by id, then edges, sorted by source, type, target and key, all by code point.
Characters outside ASCII stand for themselves, save those that a terminal or an editor would act on or hide
(controls, marks of direction, line separators): these are written \\uXXXX. Numbers that are whole but not counted
(a confidence of 1) keep their point: 1.0.

Reference data that no article reaches is left out, unless asked for: see `reached`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator

from graph.model import Edge, Node
from graph.propertygraph import Holder

#: Controls, format characters such as marks of direction, line and paragraph separators.
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def reached(holder: Holder) -> frozenset[str]:
    """The ids of the nodes that articles reach: those they make, and reference data that an edge from text touches.

    Of the reference data, an edge is reached where both its ends are.
    """
    found = {node.id for node in holder.nodes() if "source" not in node.properties}
    for edge in holder.edges():
        if "source" not in edge.properties:
            found.update((edge.source, edge.target))
    return frozenset(found)


def shown(holder: Holder, *, everything: bool = False) -> tuple[Iterator[Node], Iterator[Edge]]:
    """The nodes and edges that articles reach, or all of them, sorted."""
    if everything:
        return holder.nodes(), holder.edges()
    ids = reached(holder)
    return (
        (node for node in holder.nodes() if node.id in ids),
        (edge for edge in holder.edges() if edge.source in ids and edge.target in ids),
    )


def dump_lines(holder: Holder, *, everything: bool = False) -> Iterator[str]:
    """The lines of the canonical text, without line ends."""
    nodes, edges = shown(holder, everything=everything)
    for node in nodes:
        yield _line("node", node.id, sorted(node.labels), dict(node.properties))
    for edge in edges:
        yield _line("edge", edge.source, edge.type, edge.target, edge.key, dict(edge.properties))


def dump(holder: Holder, *, everything: bool = False) -> str:
    """The canonical text, each line ended by a line feed."""
    return "".join(f"{line}\n" for line in dump_lines(holder, everything=everything))


def counts(holder: Holder, *, everything: bool = False) -> list[dict[str, str | int]]:
    """How many nodes bear each label and how many edges are of each type, most first; then the totals.

    A node that bears several labels counts under each, and once in the total.
    """
    nodes, edges = shown(holder, everything=everything)
    labels: Counter[str] = Counter()
    total = 0
    for node in nodes:
        total += 1
        labels.update(label.value for label in node.labels)
    types = Counter(edge.type.value for edge in edges)
    return [
        *_records("node", labels),
        *_records("edge", types),
        {"what": "node", "name": "all", "count": total},
        {"what": "edge", "name": "all", "count": types.total()},
    ]


def _records(what: str, counted: Counter[str]) -> Iterator[dict[str, str | int]]:
    for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        yield {"what": what, "name": name, "count": count}


def _line(word: str, *values: object) -> str:
    return " ".join((word, *map(_value, values)))


def _value(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
