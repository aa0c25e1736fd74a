"""Whether a graph keeps its rules, and what in it may be one and is two."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.names import slug
from graph.property_graph import PropertyGraph, is_told
from graph.schema import EVIDENCE, RELATIONSHIPS, Label
from graph.store import GraphStore


@dataclass(frozen=True)
class Finding:
    """A broken rule (`fault`), or a hint for a person to judge."""

    fault: bool
    what: str

    def __str__(self) -> str:
        return f"{'fault' if self.fault else 'hint'}: {self.what}"


def check(store: GraphStore) -> Iterator[Finding]:
    """Faults first, then hints."""
    graph = PropertyGraph(store.nodes(), store.edges())
    yield from _faults(graph)
    yield from _near_names(graph.reached())


def _faults(graph: PropertyGraph) -> Iterator[Finding]:
    for edge in graph.edges():
        name = f"{edge.source} -{edge.type}-> {edge.target}"
        rule = RELATIONSHIPS[edge.type]
        for end, labels in ((edge.source, rule.domain), (edge.target, rule.range)):
            node = graph.node(end)
            if node is None:
                yield Finding(True, f"{name}: there is no node {end}")
            elif not node.labels & labels:
                yield Finding(True, f"{name}: {end} has none of the labels {', '.join(sorted(labels))}")
        if not is_told(edge) and "source" not in edge.properties:
            yield Finding(True, f"{name}: has neither a quote nor a source")
        lengths = {len(value) for column in EVIDENCE if isinstance(value := edge.properties.get(column), tuple)}
        if is_told(edge) and lengths != {len(edge.properties["quotes"])}:  # type: ignore[arg-type]
            yield Finding(True, f"{name}: its quotes, articles and offsets are not of one length")


def _near_names(graph: PropertyGraph) -> Iterator[Finding]:
    """Organizations of which one's name is the head of the other's."""
    actors = [node for node in graph.nodes(Label.ACTOR) if node.labels & {Label.COMPANY, Label.ORGANIZATION}]
    names = {node.id: slug(str(node.properties["name"])) for node in actors}
    for short, head in sorted(names.items()):
        for full, name in sorted(names.items()):
            if short != full and name.startswith(f"{head}-"):
                command = f"lodegraph judge same {min(short, full)} {max(short, full)}"
                yield Finding(False, f"{short} and {full} may be one; if they are: {command}")
