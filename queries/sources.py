"""Where a mineral lies, is produced or can be."""

from typing import Any

from graph.memory import PropertyGraph
from graph.schema import Label, RelType
from queries.query import Parameters, Query, Row, entity, literal, mineral_parameter
from queries.reach import Minerals, above, below, in_order, match_rank, name_of, order, text, told

MEASURES = {
    RelType.PRODUCES: "production",
    RelType.HAS_CAPACITY_FOR: "capacity",
    RelType.HOLDS: "reserves",
    RelType.HOSTS: "site",
}
_RANK = list(MEASURES.values())


class SourceParameters(Parameters):
    """All optional; null means any."""

    mineral: str | None = mineral_parameter()
    region: str | None = entity("The country or place; a country counts its places", "country", "place")
    measure: str | None = literal("What is counted", *_RANK)


class SourceRow(Row):
    """What a region holds, produces or can produce, or a site on a mineral, and one quote for it."""

    region: str | None
    region_id: str
    countries: tuple[str, ...]
    measure: str
    mineral: str
    match: str
    amount: str | None
    stage: str | None
    attributed_to: tuple[str, ...] | None
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str


def sources(graph: PropertyGraph, parameters: SourceParameters) -> list[SourceRow]:
    """The rows of sources.cypher."""
    minerals = Minerals(graph, parameters.mineral)
    asked = parameters.region
    places = None if asked is None else {asked} | below(graph, asked)
    found = []
    for edge in graph.edges(*MEASURES):
        measure = MEASURES[edge.type]
        match = minerals.match(edge.target)
        if (
            match is None
            or parameters.measure not in (None, measure)
            or (places is not None and edge.source not in places)
        ):
            continue
        attributed: Any = edge.properties.get("attributed_to")
        for position, evidence in enumerate(told(graph, edge)):
            row = SourceRow(
                region=name_of(graph, edge.source),
                region_id=edge.source,
                countries=_countries(graph, edge.source),
                measure=measure,
                mineral=edge.target,
                match=match,
                amount=text(edge, "amount"),
                stage=text(graph.node(edge.source), "stage"),
                attributed_to=attributed,
                **evidence,
            )
            key = order(
                match_rank(match), _RANK.index(measure), edge.target, row.region, edge.source, row.amount, row.date,
                row.article_id, position,
            )  # fmt: skip
            found.append((key, row))
    return in_order(found)


def _countries(graph: PropertyGraph, region: str) -> tuple[str, ...]:
    wider = {region} if Label.COUNTRY in _labels(graph, region) else above(graph, region)
    return tuple(sorted(id for id in wider if Label.COUNTRY in _labels(graph, id)))


def _labels(graph: PropertyGraph, id: str) -> frozenset[Label]:
    node = graph.node(id)
    return frozenset() if node is None else node.labels


QUERY = Query(
    name="sources",
    question_en="Where does a mineral lie, who produces it and how much?",
    question_fr="Où se trouve un minerai, qui en produit et combien ?",
    example="--mineral cobalt --region Congo-Kinshasa",
    parameters=SourceParameters,
    row=SourceRow,
    twin=sources,
)
