"""The agreements of an actor, on a mineral, of a status, in a period."""

from pydantic import Field

from graph.memory import PropertyGraph
from graph.schema import Label, RelType
from queries.query import Parameters, Query, Row
from queries.reading import below, in_order, name_of, quoted, text_of


class AgreementsParameters(Parameters):
    """All that is not given matches everything; an actor reaches down, as a mineral does."""

    actor: str | None = Field(default=None, description="A party: a country with its companies, an alliance, a company")
    other: str | None = Field(default=None, description="Another party")
    mineral: str | None = Field(default=None, description="The mineral or group of minerals")
    status: str | None = Field(default=None, description="proposed, negotiating, announced, signed or ended")
    since: str | None = Field(default=None, description="Only deals dated from then on (YYYY, YYYY-MM or YYYY-MM-DD)")


class AgreementsRow(Row):
    """One agreement with its latest status."""

    agreement: str
    status: str
    kind: str
    parties: tuple[str, ...]
    minerals: tuple[str, ...]
    deal_date: str | None
    quantity: str | None
    value: str | None
    reports: int
    article: str | None
    date: str | None
    url: str | None
    quote: str | None


def agreements(graph: PropertyGraph, parameters: AgreementsParameters) -> list[AgreementsRow]:
    """The agreements, latest first, those without a date last."""
    sides = [below(graph, id) for id in (parameters.actor, parameters.other) if id is not None]
    wanted = None if parameters.mineral is None else below(graph, parameters.mineral)
    rows = []
    for deal in graph.nodes(Label.AGREEMENT):
        parties = {edge.source for edge in graph.into(deal.id, RelType.SIGNS, RelType.PARTY_TO)}
        minerals = sorted({edge.target for edge in graph.out(deal.id, RelType.CONCERNS)})
        when, status = text_of(deal, "date"), str(deal.properties["status"])
        if any(not parties & side for side in sides) or (len(sides) > 1 and len(parties) < 2):
            continue
        if (wanted is not None and not wanted & set(minerals)) or parameters.status not in (None, status):
            continue
        if parameters.since is not None and (when is None or when < parameters.since[: len(when)]):
            continue
        reports = graph.into(deal.id, RelType.REPORTS)
        source = quoted(graph, reports[0]) if reports else None
        rows.append(
            AgreementsRow(
                agreement=str(deal.properties["name"]), status=status, kind=str(deal.properties["kind"]),
                parties=tuple(sorted(name_of(graph, id) for id in parties)), minerals=tuple(minerals), deal_date=when,
                quantity=text_of(deal, "quantity"), value=text_of(deal, "value"), reports=len(reports),
                article=source.article if source else None, date=source.date if source else None,
                url=source.url if source else None, quote=source.quote if source else None,
            )
        )  # fmt: skip
    rows.sort(key=lambda row: in_order((row.agreement, row.article, row.quote)))
    return sorted(rows, key=lambda row: row.deal_date or "", reverse=True)


QUERY = Query(
    name="agreements",
    question_en="Which agreements does an actor have, on which minerals, and how far have they come?",
    question_fr="Quels accords un acteur a-t-il, sur quels minerais, et où en sont-ils ?",
    parameters=AgreementsParameters,
    row=AgreementsRow,
    twin=agreements,
)
