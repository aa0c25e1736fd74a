"""From statements to nodes and edges: the graph as a pure function of articles, judgements and vocabulary.

Every element folds what the articles contribute to it, sorted, so that the order of loading cannot matter. What an
article contributes to is named by claims (`claims_of`): a store that keeps them can tell which other articles to
read again when one comes or goes, and project only those.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from graph.deals import agreement_node, measure_node
from graph.matching import Verdicts, group_agreements, group_id, group_measures
from graph.model import (
    AgreementStatus,
    Edge,
    Evidence,
    Fact,
    Node,
    PropertyValue,
    ResourceMeasure,
    Role,
    SiteStage,
    SupplyStatus,
)
from graph.schema import Label, RelType
from graph.statements import AgreementStatement, MeasureStatement, ResolvedArticle
from graph.vocabulary import Vocabulary

#: What the roles of a deal say of the flow between its parties, by the deal's status.
DERIVED_STATUS = {
    AgreementStatus.SIGNED: SupplyStatus.PLANNED,
    AgreementStatus.ANNOUNCED: SupplyStatus.PLANNED,
    AgreementStatus.NEGOTIATING: SupplyStatus.POSSIBLE,
    AgreementStatus.PROPOSED: SupplyStatus.POSSIBLE,
    AgreementStatus.ENDED: SupplyStatus.HALTED,
}
_RESOURCE_TYPES = {
    ResourceMeasure.RESERVES: RelType.HOLDS,
    ResourceMeasure.PRODUCTION: RelType.PRODUCES,
    ResourceMeasure.CAPACITY: RelType.HAS_CAPACITY_FOR,
}

EdgeId = tuple[str, RelType, str, str]


@dataclass
class Projection:
    """Nodes and edges by identity, without those that the reference data alone gives."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[EdgeId, Edge] = field(default_factory=dict)


def claims_of(article: ResolvedArticle, vocabulary: Vocabulary) -> frozenset[str]:
    """What an article has a part in: itself, entities, edges, and deals and measures by who takes part in them.

    What has no claim in common with a change is not changed by it.
    """
    claims = {f"node {article.id}"}
    claims.update(f"node {id}" for id, label in article.labels.items() if _is_made(id, label, vocabulary))
    claims.update(_edge_claim(identity) for identity, *_ in _plain_edges(article))
    for statement in article.statements:
        claims.update(statement.claims)
    return frozenset(claims)


def project(
    articles: Iterable[ResolvedArticle],
    vocabulary: Vocabulary,
    verdicts: Verdicts,
    only: AbstractSet[str] | None = None,
) -> Projection:
    """The graph that these articles give, or the part of it that the claims `only` name.

    For a part, the articles must be all that have one of the claims, and the claims closed over statements: where
    one claim of a statement is among them, all are.
    """
    held = sorted(articles, key=lambda article: article.extraction.id)
    made = Projection()
    quoted: dict[EdgeId, _Quotes] = {}
    for article in held:
        if only is None or f"node {article.id}" in only:
            made.nodes[article.id] = _article_node(article)
        for identity, fact, properties in _plain_edges(article):
            if only is None or _edge_claim(identity) in only:
                quoted.setdefault(identity, _Quotes()).add(article, fact, properties)
    for id, node in _entity_nodes(held, vocabulary):
        if only is None or f"node {id}" in only:
            made.nodes[id] = node
    deals = [s for article in held for s in article.agreements if only is None or s.claims & only]
    for group in group_agreements(deals, vocabulary, verdicts):
        id = group_id("agreement", group)
        made.nodes[id] = agreement_node(id, group, vocabulary)
        _agreement_edges(id, made.nodes[id], group, quoted, made)
    acts = [s for article in held for s in article.measures if only is None or s.claims & only]
    for measures in group_measures(acts, vocabulary, verdicts):
        id = group_id("measure", measures)
        made.nodes[id] = measure_node(id, measures, vocabulary)
        _measure_edges(id, measures, quoted, made)
    for identity, quotes in quoted.items():
        made.edges[identity] = Edge(*identity, quotes.properties())
    return made


def _edge_claim(identity: EdgeId) -> str:
    return " ".join(("edge", *map(str, identity)))


def _is_made(id: str, label: Label, vocabulary: Vocabulary) -> bool:
    """Whether the entity's node follows from articles, rather than from the reference data alone."""
    return vocabulary.entry(id) is None or label is Label.SITE


@dataclass
class _Quotes:
    """What stands behind one edge, gathered article by article."""

    rows: set[tuple[str, str, int, int, str]] = field(default_factory=set)
    fixed: dict[str, PropertyValue] = field(default_factory=dict)
    attributed: set[str] = field(default_factory=set)
    confidence: float = 0.0

    def add(self, article: ResolvedArticle, fact: Fact, properties: Mapping[str, PropertyValue]) -> None:
        self.rows.update(_row(article.id, evidence) for evidence in fact.evidence)
        self.fixed.update(properties)
        self.confidence = max(self.confidence, fact.confidence)
        if fact.attributed_to is not None:
            self.attributed.add(fact.attributed_to)

    def properties(self) -> dict[str, PropertyValue]:
        out: dict[str, PropertyValue] = {**self.fixed, "confidence": self.confidence, **_columns(sorted(self.rows))}
        if self.attributed:
            out["attributed_to"] = tuple(sorted(self.attributed))
        return out


def _row(article: str, evidence: Evidence) -> tuple[str, str, int, int, str]:
    return (article, evidence.quote, evidence.start, evidence.end, evidence.field)


def _columns(rows: Sequence[tuple[str, str, int, int, str]]) -> dict[str, PropertyValue]:
    return {
        "articles": tuple(row[0] for row in rows),
        "quotes": tuple(row[1] for row in rows),
        "starts": tuple(row[2] for row in rows),
        "ends": tuple(row[3] for row in rows),
        "fields": tuple(row[4] for row in rows),
    }


def _known(**properties: PropertyValue | None) -> dict[str, PropertyValue]:
    return {name: value for name, value in properties.items() if value is not None}


def edge_key(**parts: str | None) -> str:
    """The key of an edge: what makes it distinct between its ends, in the order given."""
    return "|".join(f"{name}={_escaped(value)}" for name, value in parts.items() if value is not None)


def _escaped(value: str) -> str:
    return value.replace("%", "%25").replace("|", "%7C").replace("\0", "%00")


def _plain_edges(article: ResolvedArticle) -> Iterable[tuple[EdgeId, Fact, dict[str, PropertyValue]]]:
    """The edges that an article gives without a look at the others."""
    entities, extraction = article.entities, article.extraction
    for supply in extraction.supplies:
        told = _known(
            mineral=supply.mineral, status=supply.status.value, basis="stated", share=supply.share, amount=supply.amount
        )
        key = edge_key(
            mineral=supply.mineral, status=supply.status.value, basis="stated", share=supply.share, amount=supply.amount
        )
        yield (entities[supply.supplier], RelType.SUPPLIES, entities[supply.buyer], key), supply, told
    for resource in extraction.resources:
        key = edge_key(amount=resource.amount)
        identity = (entities[resource.region], _RESOURCE_TYPES[resource.measure], resource.mineral, key)
        yield identity, resource, _known(amount=resource.amount)
    for site in extraction.sites:
        here = entities[site.name]
        for operator in site.operators:
            yield (entities[operator], RelType.OPERATES, here, ""), site, {}
        for mineral in site.minerals:
            yield (here, RelType.HOSTS, mineral, ""), site, {}
        if site.location is not None and entities[site.location] != here:
            yield (here, RelType.PART_OF, entities[site.location], ""), site, {}
    for home in extraction.based_in:
        if entities[home.org] != entities[home.country]:
            yield (entities[home.org], RelType.BASED_IN, entities[home.country], ""), home, {}
    for deal in extraction.agreements:
        codes = [name for name in deal.regions if article.labels.get(entities[name]) is Label.COUNTRY]
        for name in deal.regions:
            if len(codes) == 1 and name != codes[0] and entities[name] != entities[codes[0]]:
                yield (entities[name], RelType.PART_OF, entities[codes[0]], ""), deal, {}


def _agreement_edges(
    id: str, node: Node, group: Sequence[AgreementStatement], quoted: dict[EdgeId, _Quotes], made: Projection
) -> None:
    signs = any(statement.fact.status is AgreementStatus.SIGNED for statement in group)
    took_part = RelType.SIGNS if signs else RelType.PARTY_TO
    roles = _roles(group)
    status = AgreementStatus(str(node.properties["status"]))
    for statement in group:
        article = _of(statement)
        for actor in sorted(statement.actors):
            role = roles[actor]
            _quote(quoted, (actor, took_part, id, edge_key(role=role)), article, statement.fact, {"role": role})
        for mineral in statement.fact.minerals:
            _quote(quoted, (id, RelType.CONCERNS, mineral, ""), article, statement.fact, {})
            for region in statement.regions:
                key = edge_key(agreement=id)
                _quote(quoted, (mineral, RelType.SOURCED_FROM, region, key), article, statement.fact, {"agreement": id})
        for region in statement.regions:
            _quote(quoted, (id, RelType.DRAWS_FROM, region, ""), article, statement.fact, {})
        for supplier, buyer in _flows(statement, roles):
            for mineral in statement.fact.minerals:
                flow = DERIVED_STATUS[status].value
                quantity = node.properties.get("quantity")
                told = _known(mineral=mineral, status=flow, basis="agreement", agreement=id, amount=quantity)
                key = edge_key(mineral=mineral, status=flow, basis="agreement", agreement=id)
                _quote(quoted, (supplier, RelType.SUPPLIES, buyer, key), article, statement.fact, told)
    _report_edges(id, group, made)


def _flows(statement: AgreementStatement, roles: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    suppliers = [actor for actor in sorted(statement.actors) if roles[actor] == Role.SUPPLIER]
    buyers = [actor for actor in sorted(statement.actors) if roles[actor] == Role.BUYER]
    if statement.fact.kind.value == "license":
        return []
    return [(supplier, buyer) for supplier in suppliers for buyer in buyers]


def _roles(group: Sequence[AgreementStatement]) -> dict[str, str]:
    """Each actor's role: the one that most statements give it, a telling one before "party", then the smallest."""
    counts: dict[str, Counter[str]] = {}
    for statement in group:
        for actor, role in statement.parties:
            counts.setdefault(actor, Counter())[role] += 1
    return {
        actor: min(found, key=lambda role: (-found[role], role == Role.PARTY, role)) for actor, found in counts.items()
    }


def _measure_edges(id: str, group: Sequence[MeasureStatement], quoted: dict[EdgeId, _Quotes], made: Projection) -> None:
    for statement in group:
        article = _of(statement)
        _quote(quoted, (statement.imposer, RelType.IMPOSES, id, ""), article, statement.fact, {})
        for target in statement.targets:
            _quote(quoted, (id, RelType.TARGETS, target, ""), article, statement.fact, {})
        for mineral in statement.fact.minerals:
            _quote(quoted, (id, RelType.CONCERNS, mineral, ""), article, statement.fact, {})
    _report_edges(id, group, made)


def _of(statement: AgreementStatement | MeasureStatement) -> ResolvedArticle:
    return ResolvedArticle(statement.article, {}, {})


def _quote(
    quoted: dict[EdgeId, _Quotes],
    identity: EdgeId,
    article: ResolvedArticle,
    fact: Fact,
    properties: Mapping[str, PropertyValue],
) -> None:
    quoted.setdefault(identity, _Quotes()).add(article, fact, properties)


def _report_edges(id: str, group: Sequence[AgreementStatement | MeasureStatement], made: Projection) -> None:
    """One report an article; where an article speaks of a deal twice, its later word by status date stands."""
    for article in sorted({statement.article.id for statement in group}):
        told = [statement for statement in group if statement.article.id == article]
        last = max(told, key=lambda s: (s.fact.date or "", s.fact.confidence, s.id))
        rows = sorted({_row(f"article:{article}", evidence) for s in told for evidence in s.fact.evidence})
        fact = last.fact
        properties = _known(
            status=fact.status.value,
            kind=fact.kind.value,
            date=fact.date,
            confidence=fact.confidence,
            extractor=last.article.extractor,
            quantity=getattr(fact, "quantity", None),
            value=getattr(fact, "value", None),
            denied=getattr(fact, "denied", None) or None,
            attributed_to=fact.attributed_to,
            statements=tuple(sorted(statement.id for statement in told)),
        )
        identity = (f"article:{article}", RelType.REPORTS, id, "")
        made.edges[identity] = Edge(*identity, {**properties, **_columns(rows)})


def _article_node(article: ResolvedArticle) -> Node:
    e = article.extraction
    properties = _known(
        name=e.title or e.id, title=e.title, url=e.url, publisher=e.publisher, lang=e.lang, date=e.date, path=e.path,
        text_sha256=e.text_sha256, extractor=e.extractor,
    )  # fmt: skip
    return Node(article.id, frozenset({Label.ARTICLE}), properties)


def _entity_nodes(articles: Sequence[ResolvedArticle], vocabulary: Vocabulary) -> Iterable[tuple[str, Node]]:
    """The entities that the reference data lacks, under the name that most articles use, the longest of equals."""
    names: dict[str, Counter[str]] = {}
    labels: dict[str, set[Label]] = {}
    stages: dict[str, Counter[str]] = {}
    for article in articles:
        actors = _actors_of(article)
        for name, id in article.entities.items():
            if _is_made(id, article.labels[id], vocabulary):
                names.setdefault(id, Counter())[name] += 1
                labels.setdefault(id, set()).update(_labels_of(id, article.labels[id], id in actors))
        for site in article.extraction.sites:
            if site.stage is not SiteStage.UNKNOWN:
                stages.setdefault(article.entities[site.name], Counter())[site.stage.value] += 1
    reference = {node.id: node for node in vocabulary.reference_nodes()} if names else {}
    for id, found in sorted(names.items()):
        best = min(found, key=lambda name: (-found[name], -len(name), name))
        properties: dict[str, PropertyValue] = {"name": best}
        if len(found) > 1:
            properties["names"] = tuple(sorted(found))
        if id in stages:
            properties["stage"] = min(stages[id], key=lambda stage: (-stages[id][stage], stage))
        known = reference.get(id)
        if known is not None:
            properties = {**properties, **known.properties}
            labels[id] |= known.labels
        yield id, Node(id, frozenset(labels[id]), properties)


def _actors_of(article: ResolvedArticle) -> set[str]:
    e, entities = article.extraction, article.entities
    names = {party.name for deal in e.agreements for party in deal.parties}
    names.update(name for measure in e.measures for name in (measure.imposer, *measure.targets))
    names.update(name for supply in e.supplies for name in (supply.supplier, supply.buyer))
    names.update(name for site in e.sites for name in site.operators)
    names.update(home.org for home in e.based_in)
    return {entities[name] for name in names}


def _labels_of(id: str, label: Label, acts: bool) -> set[Label]:
    place = label in (Label.REGION, Label.SITE, Label.COUNTRY)
    out = {label} | ({Label.REGION} if place else {Label.ACTOR})
    return out | {Label.ACTOR} if acts or label is Label.COUNTRY else out
