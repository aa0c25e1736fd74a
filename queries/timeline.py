"""Every report of a deal in the order of what it tells."""

from graph.memory import PropertyGraph
from graph.model import AgreementStatus
from graph.schema import Label, RelType
from queries.agreements import between
from queries.query import Parameters, Query, Row, entity
from queries.reach import Actors, Minerals, began, concerned, first_told, in_order, order, parties, text

_STATUSES = list(AgreementStatus)


class TimelineParameters(Parameters):
    """All optional; null means any. A deal is named by its id, or by its parties and mineral."""

    agreement: str | None = entity("The deal, by its id", "agreement")
    actor: str | None = entity("A party of the deal", "country", "organization", "alliance")
    partner: str | None = entity("Another party of the deal", "country", "organization", "alliance")
    mineral: str | None = entity("The mineral; a group counts its members", "mineral")


class TimelineRow(Row):
    """One report: the status that it gives, and the date of that status."""

    agreement: str | None
    agreement_id: str
    status: str
    status_date: str | None
    kind: str | None
    quantity: str | None
    value: str | None
    denied: bool
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str | None


def timeline(graph: PropertyGraph, parameters: TimelineParameters) -> list[TimelineRow]:
    """The rows of timeline.cypher."""
    actor, partner = Actors(graph, parameters.actor), Actors(graph, parameters.partner)
    minerals = Minerals(graph, parameters.mineral)
    found = []
    for deal in graph.nodes(Label.AGREEMENT):
        if (
            parameters.agreement not in (None, deal.id)
            or minerals.best(concerned(graph, deal.id)) not in ("exact", "narrower")
            or not between(parties(graph, deal.id), actor.on(began(deal)), partner.on(began(deal)))
        ):
            continue
        for report in graph.into(deal.id, RelType.REPORTS):
            row = TimelineRow(
                agreement=text(deal, "name"),
                agreement_id=deal.id,
                status=str(report.properties["status"]),
                status_date=text(report, "date"),
                kind=text(report, "kind"),
                quantity=text(report, "quantity"),
                value=text(report, "value"),
                denied=bool(report.properties.get("denied", False)),
                **first_told(graph, report),
            )
            key = order(
                row.agreement, deal.id, _day(row.status_date, row.date), row.date,
                _STATUSES.index(AgreementStatus(row.status)), row.article_id,
            )  # fmt: skip
            found.append((key, row))
    return in_order(found)


def _day(status: str | None, article: str | None) -> str | None:
    """What a report is ordered by: the day of its status at the latest.

    A month or year that has not ended when the article appears ends with the article.
    """
    if status is None:
        return article
    return article if article is not None and article.startswith(status) else f"{status}{'-99-99'[len(status) - 4 :]}"


QUERY = Query(
    name="timeline",
    question_en="What was reported of a deal, and when?",
    question_fr="Qu'a-t-on rapporté d'un accord, et quand ?",
    example="--actor Russia --partner US",
    parameters=TimelineParameters,
    row=TimelineRow,
    twin=timeline,
)
