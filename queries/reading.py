"""What several queries read of a graph: names, homes, what lies below an entity, and the quote of an edge."""

from collections.abc import Iterable
from typing import NamedTuple

from graph.memory import PropertyGraph
from graph.model import Edge
from graph.schema import RelType


class Quoted(NamedTuple):
    """The first quote of an edge, with its article."""

    article: str | None
    date: str | None
    url: str | None
    quote: str | None


def text_of(edge_or_node: object, name: str) -> str | None:
    """A property as text, or None where it is absent."""
    value = edge_or_node.properties.get(name)  # type: ignore[attr-defined]
    return None if value is None else str(value)


def name_of(graph: PropertyGraph, id: str) -> str:
    """The display name of a node, or its id."""
    node = graph.node(id)
    return id if node is None else str(node.properties.get("name", id))


def homes_of(graph: PropertyGraph, id: str) -> tuple[str, ...]:
    """The countries that an actor is based in, sorted."""
    return tuple(sorted({edge.target for edge in graph.out(id, RelType.BASED_IN)}))


def below(graph: PropertyGraph, id: str) -> frozenset[str]:
    """An entity with all that is part of it, a member of it or based in it."""
    found = {id}
    level = [id]
    while level:
        edges = (e for at in level for e in graph.into(at, RelType.PART_OF, RelType.MEMBER_OF, RelType.BASED_IN))
        level = list(dict.fromkeys(edge.source for edge in edges if edge.source not in found))
        found.update(level)
    return frozenset(found)


def above(graph: PropertyGraph, id: str) -> frozenset[str]:
    """All that a mineral is part of."""
    found: set[str] = set()
    level = [id]
    while level:
        level = [e.target for at in level for e in graph.out(at, RelType.PART_OF) if e.target not in found]
        found.update(level)
    return frozenset(found)


def quoted(graph: PropertyGraph, edge: Edge) -> Quoted:
    """The first quote of an edge in order of article, with the article's title, date and address."""
    articles, quotes = edge.properties.get("articles"), edge.properties.get("quotes")
    if not isinstance(articles, tuple) or not isinstance(quotes, tuple) or not articles:
        return Quoted(None, None, None, None)
    node = graph.node(str(articles[0]))
    if node is None:
        return Quoted(str(articles[0]), None, None, str(quotes[0]))
    return Quoted(text_of(node, "name"), text_of(node, "date"), text_of(node, "url"), str(quotes[0]))


def in_order(values: Iterable[str | None]) -> tuple[tuple[bool, str], ...]:
    """A sort key in which what is absent comes last, as in Cypher."""
    return tuple((value is None, value or "") for value in values)
