"""What queries share: who counts as an actor, a mineral or a place that was asked for; periods; order of rows.

A question reaches downward: a country through its companies, an alliance through its members and their companies, a
group of minerals through its members, a country through its places. Each function mirrors a pattern that the Cypher
files write out.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from graph.entries import Membership
from graph.memory import PropertyGraph
from graph.model import Edge, Node
from graph.schema import Label, RelType
from graph.statements import ANY_MINERAL

RowT = TypeVar("RowT")

#: The order in which rows are shown: what binds first, what is over last. The same table stands in the Cypher files.
STATUS_ORDER = (
    "signed", "actual", "in_force", "announced", "planned", "negotiating", "proposed", "possible", "suspended",
    "ended", "halted",
)  # fmt: skip
MATCH_ORDER = ("exact", "narrower", "broader")


def text(thing: Node | Edge | None, name: str) -> str | None:
    """A property as text, or None where it is not known."""
    value = None if thing is None else thing.properties.get(name)
    return None if value is None else str(value)


def name_of(graph: PropertyGraph, id: str) -> str | None:
    """The display name of a node."""
    return text(graph.node(id), "name")


class Actors:
    """Who counts for an actor that was asked for: itself, what is based in it, its members and what is based in them.

    Members are those of a date, or by the latest knowledge where the date is not known; a company of another country
    is none of an alliance's for its seat alone. Anybody counts where no actor was asked for.
    """

    def __init__(self, graph: PropertyGraph, asked: str | None) -> None:
        self._asked, self._graph = asked, graph
        self._members = [
            Membership(edge.source, text(edge, "since"), text(edge, "until"))
            for edge in (graph.into(asked, RelType.MEMBER_OF, RelType.WAS_MEMBER_OF) if asked is not None else ())
        ]
        self._based = frozenset() if asked is None else self._based_in(asked)

    def on(self, date: str | None) -> frozenset[str] | None:
        """The ids of those that count on a date of any precision; None for anybody."""
        if self._asked is None:
            return None
        members = [member.code for member in self._members if member.holds(date)]
        return self._based.union((self._asked,), members, *(self._based_in(code, seats=False) for code in members))

    def _based_in(self, id: str, *, seats: bool = True) -> frozenset[str]:
        edges = self._graph.into(id, RelType.BASED_IN)
        return frozenset(edge.source for edge in edges if seats or not edge.properties.get("seat"))


def below(graph: PropertyGraph, id: str) -> frozenset[str]:
    """All that is part of a mineral group or a place, at any depth, without itself."""
    return _closure(id, lambda each: [edge.source for edge in graph.into(each, RelType.PART_OF)])


def above(graph: PropertyGraph, id: str) -> frozenset[str]:
    """All that a mineral or a place is part of, at any depth, without itself."""
    return _closure(id, lambda each: [edge.target for edge in graph.out(each, RelType.PART_OF)])


def _closure(id: str, step: Any) -> frozenset[str]:
    found: set[str] = set()
    level = [id]
    while level:
        level = [each for near in level for each in step(near) if each not in found]
        found.update(level)
    return frozenset(found - {id})


class Minerals:
    """How a mineral matches the one asked for: "exact", "narrower", "broader" or not at all.

    Critical minerals in general are broader than every mineral, though no list of them is part of the graph.
    """

    def __init__(self, graph: PropertyGraph, asked: str | None) -> None:
        self._asked = asked
        self._below = frozenset() if asked is None else below(graph, asked)
        self._above = frozenset() if asked is None else above(graph, asked)

    def match(self, mineral: str) -> str | None:
        """The match of one mineral."""
        if self._asked is None or mineral == self._asked:
            return "exact"
        if mineral in self._below or self._asked == ANY_MINERAL:
            return "narrower"
        return "broader" if mineral in self._above or mineral == ANY_MINERAL else None

    def best(self, minerals: Iterable[str]) -> str | None:
        """The best match among several; "exact" where no mineral was asked for."""
        if self._asked is None:
            return "exact"
        found = [match for mineral in minerals if (match := self.match(mineral)) is not None]
        return min(found, key=MATCH_ORDER.index, default=None)


def began(deal: Node) -> str | None:
    """The date of a deal or measure: that of its status, else the day it was first reported."""
    return text(deal, "date") or text(deal, "first_reported")


def in_period(date: str | None, since: str | None, until: str | None) -> bool:
    """Whether a date of any precision may lie in a period, both ends inclusive; an unknown date lies in none."""
    if since is None and until is None:
        return True
    if date is None:
        return False
    return (since is None or since[: len(date)] <= date) and (until is None or date[: len(until)] <= until)


def homes(graph: PropertyGraph, id: str) -> tuple[str, ...]:
    """The countries of an actor: its own code, or those it is based in, sorted."""
    node = graph.node(id)
    if node is not None and Label.COUNTRY in node.labels:
        return (id,)
    return tuple(sorted(edge.target for edge in graph.out(id, RelType.BASED_IN)))


def names(graph: PropertyGraph, ids: Iterable[str]) -> tuple[str, ...]:
    """Display names, sorted, each once."""
    return tuple(sorted({name for id in ids if (name := name_of(graph, id)) is not None}))


def regions(graph: PropertyGraph, agreement: str | None) -> tuple[str, ...]:
    """The names of the places that an agreement draws from."""
    if agreement is None:
        return ()
    return names(graph, (edge.target for edge in graph.out(agreement, RelType.DRAWS_FROM)))


def parties(graph: PropertyGraph, agreement: str) -> tuple[str, ...]:
    """The ids of the actors of an agreement, signed or not, sorted."""
    return tuple(sorted({edge.source for edge in graph.into(agreement, RelType.SIGNS, RelType.PARTY_TO)}))


def concerned(graph: PropertyGraph, deal: str) -> tuple[str, ...]:
    """The ids of the minerals of an agreement or measure, sorted."""
    return tuple(edge.target for edge in graph.out(deal, RelType.CONCERNS))


def told(graph: PropertyGraph, edge: Edge) -> Iterator[dict[str, str | None]]:
    """The evidence of an edge, a quote each: article, its id, date and address, and the quote."""
    articles: Any = edge.properties.get("articles", ())
    quotes: Any = edge.properties.get("quotes", ())
    for article, quote in zip(articles, quotes, strict=True):
        yield {**source(graph, str(article)), "quote": str(quote)}


def first_told(graph: PropertyGraph, edge: Edge) -> dict[str, str | None]:
    """The first quote of an edge."""
    return next(told(graph, edge), {**source(graph, ""), "quote": None})


def source(graph: PropertyGraph, article: str) -> dict[str, str | None]:
    """An article as rows cite it."""
    node = graph.node(article)
    return {
        "article": text(node, "name"),
        "article_id": None if node is None else node.id,
        "date": text(node, "date"),
        "url": text(node, "url"),
    }


def status_rank(status: str | None) -> int:
    """The place of a status in the order of rows."""
    return STATUS_ORDER.index(status) if status in STATUS_ORDER else len(STATUS_ORDER)


def match_rank(match: str) -> int:
    """The place of a match in the order of rows."""
    return MATCH_ORDER.index(match)


def order(*values: Any) -> tuple[Any, ...]:
    """A key for sorting as Cypher does: ascending by code point, null last."""
    return tuple((value is None, "" if value is None else value) for value in values)


def in_order(found: Iterable[tuple[tuple[Any, ...], RowT]]) -> list[RowT]:
    """Rows by the keys that stand before them."""
    return [row for _, row in sorted(found, key=lambda each: each[0])]
