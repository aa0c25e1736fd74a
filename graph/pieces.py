"""Pieces: what one fact adds to one node or edge, and how pieces make nodes and edges.

A node or edge is a fold of its pieces that does not see their order. The same piece may be given twice; it counts
once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Edge, Evidence, Node, PropertyValue
from graph.schema import RELATIONSHIPS, Label, RelType
from graph.statements import ARTICLE

EdgeId = tuple[str, RelType, str, str]

#: Properties that reports may give differently: the chosen one stands, all of them in the plural, if several.
PLURALS = {
    "kind": "kinds", "quantity": "quantities", "value": "values", "share": "shares", "amount": "amounts",
    "stage": "stages",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Support:
    """What an edge stands on: the quotes of one article for one fact."""

    article: str
    evidence: tuple[Evidence, ...]
    confidence: float
    attributed_to: str | None = None


@dataclass(frozen=True, slots=True)
class EdgePiece:
    """One fact's word for an edge: what makes the edge distinct, and what the fact says beyond that."""

    source: str
    type: RelType
    target: str
    support: Support
    identity: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def edge(self) -> EdgeId:
        """The identity of the edge."""
        return self.source, self.type, self.target, edge_key(self.type, self.identity)


@dataclass(frozen=True, slots=True)
class NodePiece:
    """One article's word for an entity: how it names it, what it takes it for and what it does with it.

    `date` is that of the article.
    """

    id: str
    article: str
    name: str | None = None
    label: Label | None = None
    uses: frozenset[Label] = frozenset()
    stage: str | None = None
    date: str = ""


def edge_key(type: RelType, identity: Mapping[str, str]) -> str:
    """The key of an edge: its identity properties in the order of the schema, joined by "|"."""
    values = [identity.get(name, "") for name in RELATIONSHIPS[type].identity]
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)


def chosen(versions: Iterable[tuple[str, str, float]]) -> tuple[str, tuple[str, ...]]:
    """The version to stand among (version, article, confidence), and all versions, sorted.

    That which most articles report stands, then the one of highest confidence, then the smallest.
    """
    articles: dict[str, set[str]] = {}
    confidence: dict[str, float] = {}
    for version, article, sure in versions:
        articles.setdefault(version, set()).add(article)
        confidence[version] = max(sure, confidence.get(version, 0.0))
    best = min(articles, key=lambda version: (-len(articles[version]), -confidence[version], version))
    return best, tuple(sorted(articles))


def with_versions(properties: dict[str, PropertyValue], name: str, versions: Sequence[tuple[str, str, float]]) -> None:
    """Set the chosen version of a property and, where there are several, all in the plural."""
    if versions:
        best, every = chosen(versions)
        properties[name] = best
        if len(every) > 1:
            properties[PLURALS[name]] = every


def evidence_properties(supports: Iterable[Support]) -> dict[str, PropertyValue]:
    """The parallel arrays of evidence, sorted and without doubles, the confidence and the sources named."""
    supports = list(supports)
    quotes = sorted(
        {(s.article, e.field, e.start, e.end, e.quote) for s in supports for e in s.evidence},
    )
    properties: dict[str, PropertyValue] = {
        "articles": tuple(quote[0] for quote in quotes),
        "fields": tuple(quote[1] for quote in quotes),
        "starts": tuple(quote[2] for quote in quotes),
        "ends": tuple(quote[3] for quote in quotes),
        "quotes": tuple(quote[4] for quote in quotes),
        "confidence": max(support.confidence for support in supports),
    }
    named = tuple(sorted({support.attributed_to for support in supports if support.attributed_to}))
    if named:
        properties["attributed_to"] = named
    return properties


def fold_edge(pieces: Sequence[EdgePiece]) -> Edge:
    """The edge that its pieces, at least one, make."""
    source, type, target, key = pieces[0].edge
    properties: dict[str, PropertyValue] = {name: value for name, value in pieces[0].identity.items() if value}
    properties |= evidence_properties(piece.support for piece in pieces)
    for name in sorted({name for piece in pieces for name in piece.said}):
        versions = [
            (piece.said[name], piece.support.article, piece.support.confidence)
            for piece in pieces
            if name in piece.said
        ]
        with_versions(properties, name, versions)
    return Edge(source, type, target, key, dict(sorted(properties.items())))


_NAMED: Mapping[Label, frozenset[Label]] = {
    Label.COUNTRY: frozenset({Label.ACTOR, Label.REGION, Label.COUNTRY}),
    Label.COMPANY: frozenset({Label.ACTOR, Label.COMPANY}),
    Label.ORGANIZATION: frozenset({Label.ACTOR, Label.ORGANIZATION}),
    Label.SITE: frozenset({Label.REGION, Label.SITE}),
}
_RIVALS = frozenset({Label.COMPANY, Label.ORGANIZATION})


def fold_node(id: str, pieces: Sequence[NodePiece], reference: Node | None, merged: Sequence[Node | str]) -> Node:
    """The node that its pieces and the reference data make.

    `merged` are what it stands for as well: nodes of the reference data, and ids that it does not know. Reference
    data names and labels what it knows; articles add to it what they use it for.
    """
    labels = {label for piece in pieces for label in piece.uses}
    properties: dict[str, PropertyValue] = {}
    names = [(piece.name, piece.article, 1.0) for piece in pieces if piece.name and piece.name.strip()]
    best, every = chosen(names) if names else (id, ())
    if reference is None:
        labels |= _labels_given(pieces)
        properties["name"] = best
    else:
        labels |= reference.labels
        properties |= reference.properties
        every = tuple(sorted({*every, str(reference.properties.get("name", id))})) if every else ()
    others = [each for each in merged if isinstance(each, Node)]
    every = tuple(sorted({*every, *(str(node.properties["name"]) for node in others)}))
    if len(every) > 1 or (every and every[0] != properties["name"]):
        properties["names"] = every
    if merged:
        properties["same_as"] = tuple(each.id if isinstance(each, Node) else each for each in merged)
    stages = [(piece.date, piece.article, piece.stage) for piece in pieces if piece.stage]
    if stages:
        properties["stage"] = max(stages)[2]
        different = tuple(sorted({stage for _, _, stage in stages}))
        if len(different) > 1:
            properties[PLURALS["stage"]] = different
    return Node(id, frozenset(labels), dict(sorted(properties.items())))


def _labels_given(pieces: Sequence[NodePiece]) -> set[Label]:
    given = [(piece.label.value, piece.article, 1.0) for piece in pieces if piece.label is not None]
    labels: set[Label] = set()
    for name in {name for name, _, _ in given if name not in _RIVALS}:
        labels |= _NAMED.get(Label(name), frozenset({Label(name)}))
    rivals = [each for each in given if each[0] in _RIVALS]
    if rivals and Label.COUNTRY not in labels:
        labels |= _NAMED[Label(chosen(rivals)[0])]
    return labels


def article_node_id(article: str) -> str:
    """The id of the node of an article."""
    return f"{ARTICLE}{article}"
