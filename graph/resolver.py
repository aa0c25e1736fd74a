"""The graph as a function of the articles held, the judgements and the vocabulary, and how it changes.

`Resolver.changes` says which nodes and edges to put and which to delete when articles come, go or are replaced, or
when judgements change. It computes anew only what the change touches, and gives exactly the difference between the
graph before and the graph after: what it puts does not depend on what a store holds, and no order of changes can
leave a trace. Any store can keep a graph with it that can say which articles it finds under a key, and give them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.deal_elements import deal_elements
from graph.matching import deals
from graph.model import Edge, Extraction, Node
from graph.naming import Names
from graph.pieces import EdgeId, EdgePiece, NodePiece, fold_edge, fold_node
from graph.projection import article_node, article_pieces
from graph.statements import Statement, statements
from graph.store import Judgement
from graph.verdicts import Verdicts
from graph.vocabulary import Vocabulary

#: To be raised with every change of what the graph makes of the same statements; stores then compute theirs anew.
PROJECTION_VERSION = 1

_CACHED = 20_000


class Holdings(Protocol):
    """What a store tells the resolver about the articles it holds."""

    def having(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """For each key under which articles are found: their ids."""
        ...

    def held(self, articles: Collection[str]) -> Mapping[str, Extraction]:
        """The articles of these ids that are held."""
        ...


class NoHoldings:
    """An empty store."""

    def having(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """Nothing is found."""
        return {}

    def held(self, articles: Collection[str]) -> Mapping[str, Extraction]:
        """Nothing is held."""
        return {}


@dataclass(frozen=True)
class Changes:
    """Nodes and edges to put, or to delete where None; and the keys of the articles that changed, none if gone.

    `fresh` are the edges to put that were not there before.
    """

    nodes: dict[str, Node | None] = field(default_factory=dict)
    edges: dict[EdgeId, Edge | None] = field(default_factory=dict)
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    fresh: set[EdgeId] = field(default_factory=set)


@dataclass(frozen=True)
class _Reading:
    """One article, resolved: its statements, its pieces by the element they go to, and its keys."""

    extraction: Extraction
    standing: Mapping[str, str]
    statements: tuple[Statement, ...]
    nodes: Mapping[str, list[NodePiece]]
    edges: Mapping[EdgeId, list[EdgePiece]]
    keys: frozenset[str]


class Resolver:
    """Computes graphs under one vocabulary. Keeps the articles last read, up to a bound."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._readings: dict[str, _Reading] = {}
        self._known = {node.id: node for node in vocabulary.reference_nodes()}
        self._known_edges = list(vocabulary.reference_edges())
        self._references: dict[frozenset[tuple[str, str]], tuple[dict[str, Node], dict[EdgeId, Edge]]] = {}

    def verdicts(self, judgements: Iterable[Judgement]) -> Verdicts:
        """The judgements, arranged for use."""
        return Verdicts.of(judgements, self._known)

    def reference(self, verdicts: Verdicts) -> tuple[dict[str, Node], dict[EdgeId, Edge]]:
        """The reference data as a graph in which ids that judgements merge are one."""
        merges = frozenset(verdicts.standing.items())
        if merges not in self._references:
            nodes = {id: self._folded(id, (), verdicts) for id in self._known if id not in verdicts.standing}
            edges: dict[EdgeId, Edge] = {}
            for edge in self._known_edges:
                source, target = verdicts.stands(edge.source), verdicts.stands(edge.target)
                if source != target:
                    moved = Edge(source, edge.type, target, edge.key, dict(edge.properties))
                    edges.setdefault((source, edge.type, target, edge.key), moved)
            if len(self._references) > 1:
                self._references.clear()
            self._references[merges] = (nodes, edges)
        return self._references[merges]

    def everything(self, extractions: Iterable[Extraction], judgements: Iterable[Judgement]) -> Changes:
        """The whole graph, from nothing."""
        verdicts = self.verdicts(judgements)
        nodes, edges = self.reference(verdicts)
        told = self.changes(NoHoldings(), {e.id: e for e in extractions}, verdicts, verdicts)
        return Changes({**nodes, **told.nodes}, {**edges, **told.edges}, told.keys)

    def changes(
        self, holdings: Holdings, incoming: Mapping[str, Extraction | None], before: Verdicts, after: Verdicts
    ) -> Changes:
        """The difference that articles make which come, replace others or (None) go, and changed judgements."""
        return _Change(self, holdings, before, after).of(incoming)

    def tells(self, holdings: Holdings, statement: str, verdicts: Verdicts) -> bool:
        """Whether an article that is held makes this statement."""
        articles = holdings.held(holdings.having([statement]).get(statement, ()))
        return any(each.id == statement for held in articles.values() for each in self.read(held, verdicts).statements)

    def read(self, extraction: Extraction, verdicts: Verdicts) -> _Reading:
        """An article, resolved."""
        cached = self._readings.get(extraction.id)
        if cached is not None and cached.extraction is extraction and cached.standing == verdicts.standing:
            return cached
        reading = self._read(extraction, verdicts)
        if len(self._readings) >= _CACHED:
            self._readings.clear()
        self._readings[extraction.id] = reading
        return reading

    def _read(self, extraction: Extraction, verdicts: Verdicts) -> _Reading:
        names = Names(extraction, self._vocabulary, verdicts)
        said = statements(extraction, names, self._vocabulary)
        node_pieces, edge_pieces = article_pieces(extraction, names, self._vocabulary)
        nodes: dict[str, list[NodePiece]] = {}
        edges: dict[EdgeId, list[EdgePiece]] = {}
        keys = {entity_key(piece.id) for piece in node_pieces}
        for piece in node_pieces:
            if self.adds(piece, verdicts):
                nodes.setdefault(piece.id, []).append(piece)
        for edge_piece in edge_pieces:
            edges.setdefault(edge_piece.edge, []).append(edge_piece)
        keys.update(map(node_key, nodes), map(edge_key, edges))
        for statement in said:
            keys.add(statement.id)
            keys.update(statement.keys)
        return _Reading(extraction, verdicts.standing, said, nodes, edges, frozenset(keys))

    def adds(self, piece: NodePiece, verdicts: Verdicts) -> bool:
        """Whether a piece says more of an entity than reference data does: most articles only name countries."""
        known = self._known.get(piece.id)
        return known is None or piece.id in verdicts.merged or piece.stage is not None or not piece.uses <= known.labels

    def node(self, id: str, readings: Iterable[_Reading], verdicts: Verdicts) -> Node | None:
        """A node, from all articles that have pieces of it."""
        pieces = [piece for reading in readings for piece in reading.nodes.get(id, ())]
        if not pieces:
            return self.reference(verdicts)[0].get(id)
        return self._folded(id, pieces, verdicts)

    def _folded(self, id: str, pieces: Sequence[NodePiece], verdicts: Verdicts) -> Node:
        return fold_node(id, pieces, self._known.get(id), [self._known.get(m, m) for m in verdicts.merged.get(id, ())])

    def edge(self, id: EdgeId, readings: Iterable[_Reading], verdicts: Verdicts) -> Edge | None:
        """An edge, from all articles that have pieces of it. Where articles tell it, they are its evidence."""
        pieces = [piece for reading in readings for piece in reading.edges.get(id, ())]
        return fold_edge(pieces) if pieces else self.reference(verdicts)[1].get(id)

    def deals(self, groups: Iterable[Sequence[Statement]]) -> tuple[dict[str, Node], dict[EdgeId, Edge]]:
        """The nodes and edges of deals and measures, each given as the statements that speak of it."""
        nodes: dict[str, Node] = {}
        edges: dict[EdgeId, Edge] = {}
        for group in groups:
            own_nodes, own_edges = deal_elements(group, self._vocabulary)
            nodes.update((node.id, node) for node in own_nodes)
            edges.update(((edge.source, edge.type, edge.target, edge.key), edge) for edge in own_edges)
        return nodes, edges


def entity_key(id: str) -> str:
    """The key of the articles that name an entity."""
    return f"entity {id}"


def node_key(id: str) -> str:
    """The key of the articles that have pieces of a node."""
    return f"node {id}"


def edge_key(id: EdgeId) -> str:
    """The key of the articles that have pieces of an edge."""
    return "\n".join(("edge", *id))


class _Change:
    """One computation of a difference: the articles before and after it, as far as they are needed."""

    def __init__(self, resolver: Resolver, holdings: Holdings, before: Verdicts, after: Verdicts) -> None:
        self._resolver, self._holdings, self._before, self._after = resolver, holdings, before, after
        self._old: dict[str, _Reading] = {}
        self._new: dict[str, _Reading] = {}
        self._changed: set[str] = set()

    def of(self, incoming: Mapping[str, Extraction | None]) -> Changes:
        renamed = {
            id
            for id in {*self._before.standing, *self._after.standing}
            if self._before.stands(id) != self._after.stands(id)
        }
        renamed |= {v.stands(id) for id in renamed for v in (self._before, self._after)}
        affected = self._holdings.having([entity_key(id) for id in sorted(renamed)])
        self._changed = {*incoming, *(article for articles in affected.values() for article in articles)}
        for article, extraction in sorted(self._holdings.held(sorted(self._changed)).items()):
            self._old[article] = self._resolver.read(extraction, self._before)
        for article in sorted(self._changed):
            old = self._old.get(article)
            coming = incoming.get(article, None if old is None else old.extraction)
            if coming is not None:
                self._new[article] = self._resolver.read(coming, self._after)
        changes = Changes()
        for article in sorted(self._changed):
            reading = self._new.get(article)
            changes.keys[article] = frozenset() if reading is None else reading.keys
        self._articles(changes)
        self._shared(changes, renamed)
        self._deals(changes)
        return changes

    def _articles(self, changes: Changes) -> None:
        for article in sorted(self._changed):
            old, new = self._old.get(article), self._new.get(article)
            node_before = None if old is None else article_node(old.extraction)
            node_after = None if new is None else article_node(new.extraction)
            for node in (node_before, node_after):
                if node is not None and node_before != node_after:
                    changes.nodes[node.id] = node_after

    def _shared(self, changes: Changes, renamed: Iterable[str]) -> None:
        """Nodes and edges that several articles, or reference data, may have made together."""
        readings = [*self._old.values(), *self._new.values()]
        nodes = {id for reading in readings for id in reading.nodes} | set(renamed)
        edges = {id for reading in readings for id in reading.edges}
        if renamed:
            for verdicts in (self._before, self._after):
                edges |= {id for id in self._resolver.reference(verdicts)[1] if id[0] in nodes or id[2] in nodes}
        found = self._holdings.having([*map(node_key, sorted(nodes)), *map(edge_key, sorted(edges))])
        self._fetch({article for articles in found.values() for article in articles})
        for id in sorted(nodes):
            old, new = self._contributors(found.get(node_key(id), ()))
            before = self._resolver.node(id, old, self._before)
            after = self._resolver.node(id, new, self._after)
            if before != after:
                changes.nodes[id] = after
        for edge in sorted(edges):
            old, new = self._contributors(found.get(edge_key(edge), ()))
            edge_before = self._resolver.edge(edge, old, self._before)
            edge_after = self._resolver.edge(edge, new, self._after)
            if edge_before != edge_after:
                changes.edges[edge] = edge_after
                if edge_before is None:
                    changes.fresh.add(edge)

    def _contributors(self, found: Collection[str]) -> tuple[list[_Reading], list[_Reading]]:
        articles = sorted({*found, *self._changed})
        return (
            [self._old[article] for article in articles if article in self._old],
            [self._new[article] for article in articles if article in self._new],
        )

    def _fetch(self, articles: Collection[str]) -> None:
        """Read articles that the change leaves alone: they are the same before and after."""
        missing = sorted(article for article in articles if article not in self._old and article not in self._changed)
        for article, extraction in sorted(self._holdings.held(missing).items()):
            self._old[article] = self._new[article] = self._resolver.read(extraction, self._after)

    def _deals(self, changes: Changes) -> None:
        old, new = self._neighbourhood()
        groups_before = {tuple(map(id, group)): group for group in deals(old, self._before)}
        groups_after = {tuple(map(id, group)): group for group in deals(new, self._after)}
        # A deal of the very same statements before and after is the same deal.
        same = groups_before.keys() & groups_after.keys()
        nodes_before, edges_before = self._resolver.deals(groups_before[g] for g in groups_before if g not in same)
        nodes_after, edges_after = self._resolver.deals(groups_after[g] for g in groups_after if g not in same)
        for node in sorted({*nodes_before, *nodes_after}):
            if nodes_before.get(node) != nodes_after.get(node):
                changes.nodes[node] = nodes_after.get(node)
        for edge in sorted({*edges_before, *edges_after}):
            if edges_before.get(edge) != edges_after.get(edge):
                changes.edges[edge] = edges_after.get(edge)
                if edge not in edges_before:
                    changes.fresh.add(edge)

    def _neighbourhood(self) -> tuple[list[Statement], list[Statement]]:
        """All statements, before and after, that could be matched with a changed one, directly or through others."""
        judged = {id for j in self._before.judgements ^ self._after.judgements for id in (j.left, j.right)}
        frontier = set(judged)
        reached: dict[int, dict[str, Statement]] = {0: {}, 1: {}}
        for article in sorted(self._changed):
            for side, readings in enumerate((self._old, self._new)):
                if article in readings:
                    for statement in readings[article].statements:
                        reached[side][statement.id] = statement
                        frontier |= self._neighbours(statement)
        seen: set[str] = set()
        while frontier:
            seen |= frontier
            found = self._holdings.having(sorted(frontier))
            self._fetch({article for articles in found.values() for article in articles})
            coming: set[str] = set()
            articles = {article for each in found.values() for article in each} | self._changed
            for article in sorted(articles):
                for side, readings in enumerate((self._old, self._new)):
                    for statement in readings[article].statements if article in readings else ():
                        if statement.id in reached[side] or not self._found_by(statement, frontier):
                            continue
                        reached[side][statement.id] = statement
                        coming |= self._neighbours(statement)
            frontier = coming - seen
        return [*reached[0].values()], [*reached[1].values()]

    @staticmethod
    def _found_by(statement: Statement, frontier: set[str]) -> bool:
        return statement.id in frontier or not frontier.isdisjoint(statement.keys)

    def _neighbours(self, statement: Statement) -> set[str]:
        keys = set(statement.sought)
        for verdicts in (self._before, self._after):
            keys |= verdicts.together.get(statement.id, frozenset())
        return keys
