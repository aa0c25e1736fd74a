"""Agreements, by party, mineral, kind, status and period."""

from graph.memory import PropertyGraph
from graph.model import AgreementKind, AgreementStatus
from graph.schema import Label, RelType
from queries.query import Parameters, Query, Row, entity, literal, mineral_parameter
from queries.reach import (
    Actors,
    Minerals,
    began,
    concerned,
    first_told,
    in_order,
    in_period,
    match_rank,
    names,
    order,
    parties,
    regions,
    status_rank,
    text,
)


class AgreementParameters(Parameters):
    """All optional; null means any."""

    actor: str | None = entity(
        "A party; a country counts its companies, an alliance its members", "country", "organization", "alliance"
    )
    partner: str | None = entity("Another party of the same deal", "country", "organization", "alliance")
    mineral: str | None = mineral_parameter()
    kind: str | None = literal("The kind of deal", *AgreementKind)
    status: str | None = literal("The status of the deal", *AgreementStatus)
    since: str | None = literal("Deals of this date or later: 2024, 2024-05 or 2024-05-31")
    until: str | None = literal("Deals of this date or earlier")


class AgreementRow(Row):
    """A deal and one report of it. `order_inferred`: only rank decided which of its statuses is the latest."""

    agreement: str | None
    agreement_id: str
    kind: str | None
    status: str
    status_date: str | None
    order_inferred: bool
    denied: bool
    parties: tuple[str, ...]
    minerals: tuple[str, ...]
    match: str
    regions: tuple[str, ...]
    quantity: str | None
    value: str | None
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str | None


def between(members: tuple[str, ...], one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    """Whether a deal has a party of the one kind and another, not the same, of the other kind."""
    if one is None or other is None:
        wanted = one or other
        return wanted is None or any(member in wanted for member in members)
    return any(a in one and b in other and a != b for a in members for b in members)


def agreements(graph: PropertyGraph, parameters: AgreementParameters) -> list[AgreementRow]:
    """The rows of agreements.cypher."""
    actor, partner = Actors(graph, parameters.actor), Actors(graph, parameters.partner)
    minerals = Minerals(graph, parameters.mineral)
    found = []
    for deal in graph.nodes(Label.AGREEMENT):
        match = minerals.best(concerned(graph, deal.id))
        status = str(deal.properties["status"])
        if (
            match is None
            or parameters.kind not in (None, text(deal, "kind"))
            or parameters.status not in (None, status)
            or not between(parties(graph, deal.id), actor.on(began(deal)), partner.on(began(deal)))
            or not in_period(began(deal), parameters.since, parameters.until)
        ):
            continue
        for report in graph.into(deal.id, RelType.REPORTS):
            row = AgreementRow(
                agreement=text(deal, "name"),
                agreement_id=deal.id,
                kind=text(deal, "kind"),
                status=status,
                status_date=text(deal, "date"),
                order_inferred=bool(deal.properties.get("order_inferred", False)),
                denied=bool(deal.properties.get("denied", False)),
                parties=names(graph, parties(graph, deal.id)),
                minerals=concerned(graph, deal.id),
                match=match,
                regions=regions(graph, deal.id),
                quantity=text(deal, "quantity"),
                value=text(deal, "value"),
                **first_told(graph, report),
            )
            key = order(
                match_rank(match),
                status_rank(status),
                row.status_date,
                row.agreement,
                deal.id,
                row.date,
                row.article_id,
            )
            found.append((key, row))
    return in_order(found)


QUERY = Query(
    name="agreements",
    question_en="Which agreements are there, and how far have they come?",
    question_fr="Quels accords existent, et où en sont-ils ?",
    example="--actor Kazakhstan --status signed --since 2025",
    parameters=AgreementParameters,
    row=AgreementRow,
    twin=agreements,
)
