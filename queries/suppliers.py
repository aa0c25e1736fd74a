"""Who supplies a mineral to whom, and on what it rests."""

from graph.memory import PropertyGraph
from graph.schema import RelType
from queries.query import Parameters, Query, Row, entity, literal, mineral_parameter
from queries.reach import (
    STATUS_ORDER,
    Actors,
    Minerals,
    began,
    homes,
    in_order,
    match_rank,
    name_of,
    order,
    regions,
    status_rank,
    text,
    told,
)


class SupplierParameters(Parameters):
    """All optional; null means any."""

    mineral: str | None = mineral_parameter()
    buyer: str | None = entity(
        "Who buys; a country counts its companies, an alliance its members", "country", "organization", "alliance"
    )
    supplier: str | None = entity(
        "Who supplies; a country counts its companies, an alliance its members", "country", "organization", "alliance"
    )
    status: str | None = literal("The status of the deal or of the flow: signed, proposed, actual...", *STATUS_ORDER)


class SupplierRow(Row):
    """A flow of a mineral and one quote for it.

    `status` is that of the deal where the flow follows from one (basis "agreement"), else that of the flow as stated;
    `flow` is always that of the flow: actual, planned, possible or halted.
    """

    supplier: str | None
    supplier_id: str
    supplier_home: tuple[str, ...]
    buyer: str | None
    buyer_id: str
    buyer_home: tuple[str, ...]
    mineral: str
    match: str
    status: str
    status_date: str | None
    flow: str
    basis: str
    share: str | None
    amount: str | None
    agreement: str | None
    agreement_id: str | None
    regions: tuple[str, ...]
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str


def suppliers(graph: PropertyGraph, parameters: SupplierParameters) -> list[SupplierRow]:
    """The rows of suppliers.cypher."""
    buyer, supplier = Actors(graph, parameters.buyer), Actors(graph, parameters.supplier)
    minerals = Minerals(graph, parameters.mineral)
    found = []
    for edge in graph.edges(RelType.SUPPLIES):
        mineral, flow = str(edge.properties["mineral"]), str(edge.properties["status"])
        match = minerals.match(mineral)
        deal = graph.node(text(edge, "agreement") or "")
        status = text(deal, "status") or flow
        day = None if deal is None else began(deal)
        buyers, sellers = buyer.on(day), supplier.on(day)
        if (
            match is None
            or (buyers is not None and edge.target not in buyers)
            or (sellers is not None and edge.source not in sellers)
            or parameters.status not in (None, status, flow)
        ):
            continue
        for position, evidence in enumerate(told(graph, edge)):
            row = SupplierRow(
                supplier=name_of(graph, edge.source),
                supplier_id=edge.source,
                supplier_home=homes(graph, edge.source),
                buyer=name_of(graph, edge.target),
                buyer_id=edge.target,
                buyer_home=homes(graph, edge.target),
                mineral=mineral,
                match=match,
                status=status,
                status_date=text(deal, "date"),
                flow=flow,
                basis=str(edge.properties["basis"]),
                share=text(edge, "share"),
                amount=text(edge, "amount"),
                agreement=text(deal, "name"),
                agreement_id=None if deal is None else deal.id,
                regions=regions(graph, None if deal is None else deal.id),
                **evidence,
            )
            key = order(
                match_rank(match), status_rank(status), row.supplier, row.supplier_id, row.buyer, row.buyer_id,
                mineral, flow, row.basis, row.agreement_id, row.date, row.article_id, position,
            )  # fmt: skip
            found.append((key, row))
    return in_order(found)


QUERY = Query(
    name="suppliers",
    question_en="Who supplies a mineral to a country or company?",
    question_fr="Qui fournit un minerai à un pays ou à une entreprise ?",
    example="--mineral gallium --buyer Japan",
    parameters=SupplierParameters,
    row=SupplierRow,
    twin=suppliers,
)
