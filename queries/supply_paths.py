"""The chain from a region through supplier, deal and buyer to a country."""

from graph.memory import PropertyGraph
from graph.model import Edge
from graph.schema import RelType
from queries.query import Query, Row
from queries.reach import Actors, Minerals, began, homes, in_order, match_rank, name_of, order, status_rank, text, told
from queries.suppliers import SupplierParameters


class PathRow(Row):
    """A chain and one quote for where the mineral comes from, or for the deal where no region is named."""

    region: str | None
    region_id: str | None
    supplier: str | None
    supplier_id: str
    agreement: str | None
    agreement_id: str
    buyer: str | None
    buyer_id: str
    country: str | None
    country_id: str | None
    mineral: str
    match: str
    status: str
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str


def supply_paths(graph: PropertyGraph, parameters: SupplierParameters) -> list[PathRow]:
    """The rows of supply_paths.cypher."""
    buyer, supplier = Actors(graph, parameters.buyer), Actors(graph, parameters.supplier)
    minerals = Minerals(graph, parameters.mineral)
    found = []
    for flow in graph.edges(RelType.SUPPLIES):
        mineral = str(flow.properties["mineral"])
        match = minerals.match(mineral)
        deal = graph.node(text(flow, "agreement") or "")
        if deal is None or match is None:
            continue
        status = str(deal.properties["status"])
        buyers, sellers = buyer.on(began(deal)), supplier.on(began(deal))
        if (
            (buyers is not None and flow.target not in buyers)
            or (sellers is not None and flow.source not in sellers)
            or parameters.status not in (None, status, text(flow, "status"))
        ):
            continue
        draws: list[Edge | None] = [*graph.out(deal.id, RelType.DRAWS_FROM)]
        countries: list[str | None] = [*homes(graph, flow.target)]
        for draw in draws or [None]:
            for country in countries or [None]:
                for position, evidence in enumerate(told(graph, draw or flow)):
                    row = PathRow(
                        region=None if draw is None else name_of(graph, draw.target),
                        region_id=None if draw is None else draw.target,
                        supplier=name_of(graph, flow.source),
                        supplier_id=flow.source,
                        agreement=text(deal, "name"),
                        agreement_id=deal.id,
                        buyer=name_of(graph, flow.target),
                        buyer_id=flow.target,
                        country=None if country is None else name_of(graph, country),
                        country_id=country,
                        mineral=mineral,
                        match=match,
                        status=status,
                        **evidence,
                    )
                    key = order(
                        match_rank(match), status_rank(status), row.region, row.region_id, row.supplier,
                        row.supplier_id, deal.id, row.buyer, row.buyer_id, country, mineral, row.date,
                        row.article_id, position,
                    )  # fmt: skip
                    found.append((key, row))
    return in_order(found)


QUERY = Query(
    name="supply-paths",
    question_en="By which region, supplier and deal is a buyer supplied?",
    question_fr="Par quels région, fournisseur et accord un acheteur est-il fourni ?",
    example="--mineral gallium --buyer Japan",
    parameters=SupplierParameters,
    row=PathRow,
    twin=supply_paths,
)
