"""Checks that a graph keeps its rules, and hints at entities and deals that may be one.

A fault is a broken rule: an edge without evidence or source, names outside the schema, an end that is not there. A
hint is a guess for a person to judge; nothing is merged on it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from graph.model import Edge, Node
from graph.names import slug
from graph.periods import days_between, period
from graph.propertygraph import Holder
from graph.schema import EVIDENCE, RELATIONSHIPS, Label, RelType
from graph.store import Judgement

#: How alike two names must be to be hinted at, from 0 to 1.
NEAR = 0.88
#: Days within which two deals of the same parties on the same mineral are hinted at.
CLOSE = 92

_SHORTEST = 5


class Checked(Holder, Protocol):
    """What can be checked: any store."""

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, sorted."""
        ...


@dataclass(frozen=True)
class Finding:
    """Something found: a fault, or (not `fault`) a hint. `ids` are what a judgement on it would name."""

    fault: bool
    message: str
    ids: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{'fault' if self.fault else 'hint'}: {self.message}"


def check(store: Checked) -> Iterator[Finding]:
    """All faults, then hints, each in a fixed order."""
    nodes = {node.id: node for node in store.nodes()}
    edges = list(store.edges())
    for node in nodes.values():
        if not node.labels or not node.labels <= set(Label):
            yield Finding(True, f"node {node.id}: labels {sorted(node.labels)} are not all in the schema", (node.id,))
    for edge in edges:
        yield from _edge_faults(edge, nodes)
    judged = {(j.left, j.right) for j in store.judgements()}
    yield from _alike_entities(nodes, edges, judged)
    yield from _alike_deals(nodes, edges, judged)


def _edge_faults(edge: Edge, nodes: Mapping[str, Node]) -> Iterator[Finding]:
    name = f"edge {edge.source} -{edge.type}-> {edge.target}"
    relationship = RELATIONSHIPS.get(edge.type)
    if relationship is None:
        yield Finding(True, f"{name}: the schema has no such type")
        return
    for end, allowed in ((edge.source, relationship.domain), (edge.target, relationship.range)):
        node = nodes.get(end)
        if node is None:
            yield Finding(True, f"{name}: there is no node {end}")
        elif not node.labels & allowed:
            yield Finding(True, f"{name}: {end} is none of {', '.join(sorted(allowed))}")
    lengths = {len(value) for key in EVIDENCE if isinstance(value := edge.properties.get(key), tuple | list)}
    present = sum(key in edge.properties for key in EVIDENCE)
    if present == 0 and not edge.properties.get("source"):
        yield Finding(True, f"{name}: has neither evidence nor a source")
    elif present and (present < len(EVIDENCE) or len(lengths) != 1 or lengths == {0}):
        yield Finding(True, f"{name}: the arrays of its evidence do not fit each other")
    articles = edge.properties.get("articles", ())
    for article in sorted({str(each) for each in articles} if isinstance(articles, tuple | list) else ()):
        if article not in nodes:
            yield Finding(True, f"{name}: its evidence names {article}, which is not held")


def _alike_entities(
    nodes: Mapping[str, Node], edges: Iterable[Edge], judged: set[tuple[str, str]]
) -> Iterator[Finding]:
    """Entities of near-equal names, at least one of which only articles know."""
    told = {end for edge in edges if "source" not in edge.properties for end in (edge.source, edge.target)}
    groups: dict[tuple[str, str], dict[str, str]] = {}
    for id in sorted(told):
        node = nodes.get(id)
        sort = None if node is None else _sort(node)
        if node is None or sort is None:
            continue
        key = slug(str(node.properties.get("name", id)))
        for word in {key[:4], *(part for part in key.split("-") if len(part) >= _SHORTEST)}:
            groups.setdefault((sort, word), {})[id] = key
    found: set[tuple[str, str]] = set()
    for group in groups.values():
        ids = sorted(group)
        for index, left in enumerate(ids):
            for right in ids[index + 1 :]:
                if (left, right) in found or (left, right) in judged:
                    continue
                if "source" in nodes[left].properties and "source" in nodes[right].properties:
                    continue
                if _alike(group[left], group[right]):
                    found.add((left, right))
    for left, right in sorted(found):
        names = [f'{id} ("{nodes[id].properties.get("name", id)}")' for id in (left, right)]
        yield Finding(False, f"{names[0]} and {names[1]} may be one", (left, right))


def _sort(node: Node) -> str | None:
    if node.labels & {Label.AGREEMENT, Label.MEASURE, Label.ARTICLE, Label.MINERAL, Label.COUNTRY}:
        return None
    return "place" if Label.REGION in node.labels else "actor"


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(f"{short}-"):
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def _alike_deals(nodes: Mapping[str, Node], edges: Iterable[Edge], judged: set[tuple[str, str]]) -> Iterator[Finding]:
    """Deals of one kind that share all parties and a mineral, near in time or without a date.

    Two that one article tells apart are left alone.
    """
    parties: dict[str, set[str]] = {}
    minerals: dict[str, set[str]] = {}
    statements: dict[str, set[str]] = {}
    articles: dict[str, set[str]] = {}
    for edge in edges:
        if edge.type in (RelType.SIGNS, RelType.PARTY_TO):
            parties.setdefault(edge.target, set()).add(edge.source)
        elif edge.type is RelType.CONCERNS:
            minerals.setdefault(edge.source, set()).add(edge.target)
        elif edge.type is RelType.REPORTS:
            articles.setdefault(edge.target, set()).add(edge.source)
            said = edge.properties.get("statements", ())
            statements.setdefault(edge.target, set()).update(map(str, said if isinstance(said, tuple | list) else ()))
    alike: dict[frozenset[str], list[str]] = {}
    for deal, actors in sorted(parties.items()):
        alike.setdefault(frozenset(actors), []).append(deal)
    pairs = [
        (left, right)
        for deals in alike.values()
        for index, left in enumerate(deals)
        for right in deals[index + 1 :]
        if minerals.get(left, set()) & minerals.get(right, set())
        and not articles.get(left, set()) & articles.get(right, set())
        and left in nodes
        and right in nodes
        and _near(nodes[left], nodes[right])
    ]
    for left, right in sorted(pairs):
        ones, others = sorted(statements.get(left, ())), sorted(statements.get(right, ()))
        if ones and others and not any((min(a, b), max(a, b)) in judged for a in ones for b in others):
            ends = ones[0], others[0]
            names = f'"{nodes[left].properties.get("name")}" and "{nodes[right].properties.get("name")}"'
            yield Finding(False, f"{names} may be one deal ({ends[0]}, {ends[1]})", ends)


def _near(one: Node, other: Node) -> bool:
    if one.properties.get("kind") != other.properties.get("kind"):
        return False
    first, second = period(str(one.properties.get("date", ""))), period(str(other.properties.get("date", "")))
    return first is None or second is None or days_between(first, second) <= CLOSE
