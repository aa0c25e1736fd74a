"""Who supplies a mineral to a country or actor."""

from pydantic import Field

from graph.memory import PropertyGraph
from graph.schema import RelType
from queries.query import Parameters, Query, Row
from queries.reading import above, below, homes_of, in_order, name_of, quoted, text_of


class SuppliersParameters(Parameters):
    """A mineral reaches down to its members; a buyer to those based in it, its parts and members."""

    mineral: str = Field(description="The mineral or group of minerals")
    buyer: str | None = Field(default=None, description="The country, alliance or company that receives it")


class SuppliersRow(Row):
    """One flow. `match` is "exact", "narrower" (a member of the mineral asked for) or "broader" (a group it is in)."""

    supplier: str
    supplier_home: tuple[str, ...]
    buyer: str
    buyer_home: tuple[str, ...]
    mineral: str
    match: str
    status: str
    deal_status: str | None
    basis: str
    share: str | None
    amount: str | None
    agreement: str | None
    article: str | None
    date: str | None
    url: str | None
    quote: str | None


def suppliers(graph: PropertyGraph, parameters: SuppliersParameters) -> list[SuppliersRow]:
    """The flows, sorted: exact before narrower before broader, actual before planned before possible."""
    narrower, broader = below(graph, parameters.mineral), above(graph, parameters.mineral) | {"critical-minerals"}
    buyers = None if parameters.buyer is None else below(graph, parameters.buyer)
    rows = []
    for edge in graph.edges(RelType.SUPPLIES):
        mineral = str(edge.properties["mineral"])
        if (buyers is not None and edge.target not in buyers) or mineral not in narrower | broader:
            continue
        match = "exact" if mineral == parameters.mineral else "narrower" if mineral in narrower else "broader"
        deal = graph.node(str(edge.properties.get("agreement", "")))
        source = quoted(graph, edge)
        rows.append(
            SuppliersRow(
                supplier=name_of(graph, edge.source), supplier_home=homes_of(graph, edge.source),
                buyer=name_of(graph, edge.target), buyer_home=homes_of(graph, edge.target),
                mineral=mineral, match=match, status=str(edge.properties["status"]),
                deal_status=None if deal is None else text_of(deal, "status"), basis=str(edge.properties["basis"]),
                share=text_of(edge, "share"), amount=text_of(edge, "amount"),
                agreement=None if deal is None else text_of(deal, "name"), article=source.article, date=source.date,
                url=source.url, quote=source.quote,
            )
        )  # fmt: skip
    return sorted(
        rows,
        key=lambda r: (
            _MATCH.index(r.match), _STATUS.index(r.status),
            in_order((r.supplier, r.buyer, r.mineral, r.agreement, r.share, r.amount)),
        ),
    )  # fmt: skip


_MATCH = ("exact", "narrower", "broader")
_STATUS = ("actual", "planned", "possible", "halted")

QUERY = Query(
    name="suppliers",
    question_en="Who supplies a mineral to a country or actor?",
    question_fr="Qui fournit un minerai à un pays ou à un acteur ?",
    parameters=SuppliersParameters,
    row=SuppliersRow,
    twin=suppliers,
)
