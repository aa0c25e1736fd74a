"""Acts of states on minerals: export controls, bans, quotas, tariffs, sanctions and others."""

from graph.memory import PropertyGraph
from graph.model import MeasureKind, MeasureStatus
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
    name_of,
    names,
    order,
    status_rank,
    text,
)


class MeasureParameters(Parameters):
    """All optional; null means any."""

    imposer: str | None = entity("Who imposes it", "country", "organization", "alliance")
    target: str | None = entity(
        "Whom it is aimed at; a country counts its companies", "country", "organization", "alliance"
    )
    mineral: str | None = mineral_parameter()
    kind: str | None = literal("The kind of measure", *MeasureKind)
    status: str | None = literal("The status of the measure", *MeasureStatus)
    since: str | None = literal("Measures of this date or later: 2024, 2024-05 or 2024-05-31")
    until: str | None = literal("Measures of this date or earlier")


class MeasureRow(Row):
    """A measure, who imposes it and one report of it."""

    measure: str | None
    measure_id: str
    imposer: str | None
    imposer_id: str
    targets: tuple[str, ...]
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


def measures(graph: PropertyGraph, parameters: MeasureParameters) -> list[MeasureRow]:
    """The rows of measures.cypher."""
    imposing, aimed_at = Actors(graph, parameters.imposer), Actors(graph, parameters.target)
    minerals = Minerals(graph, parameters.mineral)
    found = []
    for measure in graph.nodes(Label.MEASURE):
        match = minerals.best(concerned(graph, measure.id))
        status = str(measure.properties["status"])
        imposers, aimed = imposing.on(began(measure)), aimed_at.on(began(measure))
        targets = [edge.target for edge in graph.out(measure.id, RelType.TARGETS)]
        if (
            match is None
            or parameters.kind not in (None, text(measure, "kind"))
            or parameters.status not in (None, status)
            or (aimed is not None and not any(target in aimed for target in targets))
            or not in_period(began(measure), parameters.since, parameters.until)
        ):
            continue
        for imposer in (edge.source for edge in graph.into(measure.id, RelType.IMPOSES)):
            if imposers is not None and imposer not in imposers:
                continue
            for report in graph.into(measure.id, RelType.REPORTS):
                row = MeasureRow(
                    measure=text(measure, "name"),
                    measure_id=measure.id,
                    imposer=name_of(graph, imposer),
                    imposer_id=imposer,
                    targets=names(graph, targets),
                    kind=text(measure, "kind"),
                    status=status,
                    status_date=text(measure, "date"),
                    minerals=concerned(graph, measure.id),
                    match=match,
                    **first_told(graph, report),
                )
                key = order(
                    match_rank(match), status_rank(status), row.status_date, row.imposer, imposer, measure.id, row.date,
                    row.article_id,
                )  # fmt: skip
                found.append((key, row))
    return in_order(found)


QUERY = Query(
    name="measures",
    question_en="Which controls, bans, quotas or sanctions are there?",
    question_fr="Quels contrôles, interdictions, quotas ou sanctions y a-t-il ?",
    example="--imposer China --mineral gallium",
    parameters=MeasureParameters,
    row=MeasureRow,
    twin=measures,
)
