"""What one article adds to nodes and edges that it may share with others: entities, sites, resources, stated flows.

The node and edges of a deal or measure, which are its alone, are made in `graph.deal_elements`.
"""

from collections.abc import Iterable, Iterator

from graph.model import Agreement, Extraction, Fact, Node, PropertyValue, ResourceMeasure
from graph.naming import Entity, Names
from graph.pieces import EdgePiece, NodePiece, Support, article_node_id
from graph.schema import Label, RelType
from graph.vocabulary import Vocabulary

_ACTOR = frozenset({Label.ACTOR})
_REGION = frozenset({Label.REGION})
_SITE = frozenset({Label.REGION, Label.SITE})
_MINERAL = frozenset({Label.MINERAL})
_NO_PLACE = frozenset({Label.COMPANY, Label.ORGANIZATION})

_RESOURCES = {
    ResourceMeasure.RESERVES: RelType.HOLDS,
    ResourceMeasure.PRODUCTION: RelType.PRODUCES,
    ResourceMeasure.CAPACITY: RelType.HAS_CAPACITY_FOR,
}


def article_node(extraction: Extraction) -> Node:
    """The node of an article."""
    properties: dict[str, PropertyValue | None] = {
        "name": extraction.title or extraction.url or extraction.id,
        "title": extraction.title,
        "url": extraction.url,
        "publisher": extraction.publisher,
        "lang": extraction.lang,
        "date": extraction.date,
        "text_sha256": extraction.text_sha256,
        "extractor": extraction.extractor,
        "path": extraction.path,
    }
    known = {name: value for name, value in sorted(properties.items()) if value is not None}
    return Node(article_node_id(extraction.id), frozenset({Label.ARTICLE}), known)


class _Pieces:
    """Collects one article's pieces."""

    def __init__(self, extraction: Extraction, names: Names, vocabulary: Vocabulary) -> None:
        self.extraction, self.names, self.vocabulary = extraction, names, vocabulary
        self.article = article_node_id(extraction.id)
        self.nodes: list[NodePiece] = []
        self.edges: list[EdgePiece] = []

    def entity(self, entity: Entity, uses: frozenset[Label], stage: str | None = None) -> str:
        date = self.extraction.date or ""
        self.nodes.append(NodePiece(entity.id, self.article, entity.name, entity.label, uses, stage, date))
        return entity.id

    def actor(self, name: str) -> str:
        return self.entity(self.names.entity(name), _ACTOR)

    def mineral(self, id: str) -> str:
        if id not in self.vocabulary.minerals:
            self.nodes.append(NodePiece(id, self.article, id, Label.MINERAL, _MINERAL))
        return id

    def edge(
        self,
        fact: Fact,
        source: str,
        type: RelType,
        target: str,
        identity: dict[str, str] | None = None,
        said: dict[str, str | None] | None = None,
    ) -> None:
        if source != target:
            known = {name: value for name, value in (said or {}).items() if value}
            self.edges.append(EdgePiece(source, type, target, support(self.article, fact), identity or {}, known))

    def part_of(self, fact: Fact, place: Entity, country: str | None) -> None:
        """Place it in the country given or, where none is, in the one that its id names."""
        code = country or _country_in(place.id)
        if code is not None and code in self.vocabulary.territories and place.id not in self.vocabulary.territories:
            self.edge(fact, place.id, RelType.PART_OF, self.entity(self.names.entity(code), _REGION))


def article_pieces(
    extraction: Extraction, names: Names, vocabulary: Vocabulary
) -> tuple[list[NodePiece], list[EdgePiece]]:
    """What an article adds to nodes and edges that other articles may share."""
    pieces = _Pieces(extraction, names, vocabulary)
    for agreement in extraction.agreements:
        _agreement_pieces(pieces, agreement)
    for measure in extraction.measures:
        for name in (measure.imposer, *measure.targets):
            pieces.actor(name)
        for mineral in measure.minerals:
            pieces.mineral(mineral)
    _flow_pieces(pieces, extraction)
    _site_pieces(pieces, extraction)
    return pieces.nodes, pieces.edges


def _agreement_pieces(pieces: _Pieces, agreement: Agreement) -> None:
    for party in agreement.parties:
        pieces.entity(pieces.names.party(party), _ACTOR)
    for mineral in agreement.minerals:
        pieces.mineral(mineral)
    country = _only_country(agreement.regions, pieces.vocabulary)
    for place in places(agreement, pieces.names, pieces.vocabulary):
        pieces.entity(place, _SITE if place.label is Label.SITE else _REGION)
        pieces.part_of(agreement, place, _country_in(place.id) or country)


def _flow_pieces(pieces: _Pieces, extraction: Extraction) -> None:
    for supply in extraction.supplies:
        source, target = pieces.actor(supply.supplier), pieces.actor(supply.buyer)
        identity = {"mineral": pieces.mineral(supply.mineral), "status": supply.status.value, "basis": "stated"}
        said = {"share": supply.share, "amount": supply.amount}
        pieces.edge(supply, source, RelType.SUPPLIES, target, identity, said)
    for resource in extraction.resources:
        place = pieces.names.place(resource.region, None)
        if place.label in _NO_PLACE:
            continue
        region = pieces.entity(place, _SITE if place.label is Label.SITE else _REGION)
        pieces.part_of(resource, place, None)
        identity = {"amount": resource.amount} if resource.amount else {}
        pieces.edge(resource, region, _RESOURCES[resource.measure], pieces.mineral(resource.mineral), identity)


def _site_pieces(pieces: _Pieces, extraction: Extraction) -> None:
    for site in extraction.sites:
        place = pieces.names.place(site.name, site.location, Label.SITE)
        pieces.entity(place, _SITE, None if site.stage == "unknown" else site.stage.value)
        for operator in site.operators:
            pieces.edge(site, pieces.actor(operator), RelType.OPERATES, place.id)
        for mineral in site.minerals:
            pieces.edge(site, place.id, RelType.HOSTS, pieces.mineral(mineral))
        if site.location in pieces.vocabulary.territories:
            pieces.part_of(site, place, site.location)
        elif site.location is not None:
            around = pieces.names.place(site.location, None)
            if around.label not in _NO_PLACE:
                pieces.edge(site, place.id, RelType.PART_OF, pieces.entity(around, _REGION))
    for home in extraction.based_in:
        country = pieces.names.entity(home.country)
        if country.id in pieces.vocabulary.territories:
            pieces.edge(home, pieces.actor(home.org), RelType.BASED_IN, pieces.entity(country, _REGION))


def places(agreement: Agreement, names: Names, vocabulary: Vocabulary) -> Iterator[Entity]:
    """The regions of a deal, as one article gives them; what is no place is left out."""
    country = _only_country(agreement.regions, vocabulary)
    for name in dict.fromkeys(agreement.regions):
        place = names.place(name, country)
        if place.label not in _NO_PLACE:
            yield place


def _only_country(regions: Iterable[str], vocabulary: Vocabulary) -> str | None:
    codes = {region for region in regions if region in vocabulary.territories}
    return codes.pop() if len(codes) == 1 else None


def _country_in(id: str) -> str | None:
    parts = id.split(":")
    return parts[1].upper() if len(parts) == 3 and parts[0] == "place" else None


def support(article: str, fact: Fact) -> Support:
    """What a fact of an article gives an edge to stand on; `article` is the id of its node."""
    return Support(article, fact.evidence, fact.confidence, fact.attributed_to)
