"""What a change of articles changes in the graph, without computing the rest of it again.

Written for any store: it asks for the articles that have a claim, and gives back nodes and edges to put and to take
out. That this ends in the graph that everything computed anew would give is one of the laws that the tests hold.
"""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.matching import Verdicts
from graph.model import Edge, Extraction, Node
from graph.projection import EdgeId, Projection, claims_of, project
from graph.statements import ResolvedArticle, merges, resolve
from graph.store import Judgement
from graph.vocabulary import Vocabulary


@dataclass(frozen=True)
class Revision:
    """Nodes and edges to put (new or changed) and to take out, and the claims of the articles that came."""

    nodes_put: tuple[Node, ...]
    nodes_gone: tuple[str, ...]
    edges_put: tuple[Edge, ...]
    edges_gone: tuple[EdgeId, ...]
    edges_changed: int
    claims: Mapping[str, frozenset[str]]


def revise(
    gone: Iterable[Extraction],
    come: Iterable[Extraction],
    having: Callable[[AbstractSet[str]], Iterable[Extraction]],
    vocabulary: Vocabulary,
    judgements: Iterable[Judgement],
) -> Revision:
    """What changes when some articles go and others come.

    `having` gives the articles held now, before the change, that have one of some claims.
    """
    judged = tuple(judgements)
    merged, verdicts = merges(judged), Verdicts.of(judged)
    going = {e.id: resolve(e, merged) for e in gone}
    coming = {e.id: resolve(e, merged) for e in come}
    claims = {id: claims_of(article, vocabulary) for id, article in coming.items()}
    touched = set().union(*claims.values(), *(claims_of(article, vocabulary) for article in going.values()))
    near: dict[str, ResolvedArticle] = {}
    asked: set[str] = set()
    while fresh := touched - asked:
        asked |= fresh
        near.update({e.id: resolve(e, merged) for e in having(fresh)})
        for article in (*near.values(), *coming.values()):
            for statement in article.statements:
                if statement.claims & touched:
                    touched |= statement.claims
    before = {**near, **going}
    after = {**{id: article for id, article in near.items() if id not in going}, **coming}
    old = project(before.values(), vocabulary, verdicts, touched)
    new = project(after.values(), vocabulary, verdicts, touched)
    return difference(old, new, claims)


def difference(old: Projection, new: Projection, claims: Mapping[str, frozenset[str]]) -> Revision:
    """What makes the one projection the other."""
    edges_put = tuple(edge for identity, edge in sorted(new.edges.items()) if old.edges.get(identity) != edge)
    return Revision(
        nodes_put=tuple(node for id, node in sorted(new.nodes.items()) if old.nodes.get(id) != node),
        nodes_gone=tuple(sorted(old.nodes.keys() - new.nodes.keys())),
        edges_put=edges_put,
        edges_gone=tuple(sorted(old.edges.keys() - new.edges.keys())),
        edges_changed=sum(1 for e in edges_put if (e.source, e.type, e.target, e.key) in old.edges),
        claims=claims,
    )


def with_reference(
    nodes: Iterable[Node], edges: Iterable[Edge], vocabulary: Vocabulary
) -> tuple[list[Node], list[Edge]]:
    """Nodes and edges from articles together with those of the reference data, sorted.

    Where both give an edge it is one, with the quotes and the name of the source.
    """
    all_nodes = {node.id: node for node in vocabulary.reference_nodes()}
    all_nodes.update({node.id: node for node in nodes})
    all_edges = {(e.source, e.type, e.target, e.key): e for e in vocabulary.reference_edges()}
    for edge in edges:
        identity = (edge.source, edge.type, edge.target, edge.key)
        known = all_edges.get(identity)
        both = {**known.properties, **edge.properties} if known is not None else edge.properties
        all_edges[identity] = Edge(*identity, both)
    return [all_nodes[id] for id in sorted(all_nodes)], [all_edges[identity] for identity in sorted(all_edges)]
