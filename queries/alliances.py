"""Who is tied to whom by which deals."""

from graph.memory import PropertyGraph
from graph.model import AgreementStatus
from graph.schema import Label, RelType
from queries.query import Parameters, Query, Row, entity, literal, mineral_parameter
from queries.reach import (
    Actors,
    Minerals,
    began,
    concerned,
    first_told,
    homes,
    in_order,
    in_period,
    match_rank,
    name_of,
    order,
    parties,
    status_rank,
    text,
)


class AllianceParameters(Parameters):
    """All optional; null means any."""

    country: str | None = entity(
        "A country with its companies, an alliance with its members, or a company",
        "country", "organization", "alliance",
    )  # fmt: skip
    mineral: str | None = mineral_parameter()
    since: str | None = literal("Deals of this date or later: 2024, 2024-05 or 2024-05-31")
    until: str | None = literal("Deals of this date or earlier")
    status: str | None = literal("The status of the deal", *AgreementStatus)


class AllianceRow(Row):
    """Two parties of a deal and one report of it."""

    actor: str | None
    actor_id: str
    actor_home: tuple[str, ...]
    partner: str | None
    partner_id: str
    partner_home: tuple[str, ...]
    agreement: str | None
    agreement_id: str
    kind: str | None
    status: str
    status_date: str | None
    minerals: tuple[str, ...]
    match: str
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str | None


def alliances(graph: PropertyGraph, parameters: AllianceParameters) -> list[AllianceRow]:
    """The rows of alliances.cypher."""
    country = Actors(graph, parameters.country)
    minerals = Minerals(graph, parameters.mineral)
    found = []
    for deal in graph.nodes(Label.AGREEMENT):
        match = minerals.best(concerned(graph, deal.id))
        status = str(deal.properties["status"])
        if (
            match is None
            or parameters.status not in (None, status)
            or not in_period(began(deal), parameters.since, parameters.until)
        ):
            continue
        members, asked = parties(graph, deal.id), country.on(began(deal))
        pairs = [
            (actor, partner)
            for actor in members
            for partner in members
            if (actor < partner if asked is None else actor != partner and actor in asked)
        ]
        for actor, partner in pairs:
            for report in graph.into(deal.id, RelType.REPORTS):
                row = AllianceRow(
                    actor=name_of(graph, actor),
                    actor_id=actor,
                    actor_home=homes(graph, actor),
                    partner=name_of(graph, partner),
                    partner_id=partner,
                    partner_home=homes(graph, partner),
                    agreement=text(deal, "name"),
                    agreement_id=deal.id,
                    kind=text(deal, "kind"),
                    status=status,
                    status_date=text(deal, "date"),
                    minerals=concerned(graph, deal.id),
                    match=match,
                    **first_told(graph, report),
                )
                key = order(
                    match_rank(match), status_rank(status), row.actor, actor, row.partner, partner, deal.id,
                    row.date, row.article_id,
                )  # fmt: skip
                found.append((key, row))
    return in_order(found)


QUERY = Query(
    name="alliances",
    question_en="Who is tied to whom by which deals?",
    question_fr="Qui est lié à qui, par quels accords ?",
    example='--country Japon --mineral "terres rares"',
    parameters=AllianceParameters,
    row=AllianceRow,
    twin=alliances,
)
