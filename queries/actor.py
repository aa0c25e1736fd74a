"""Everything that articles say of one actor."""

from graph.memory import PropertyGraph
from graph.model import Edge
from graph.schema import Label, RelType
from queries.query import Parameters, Query, Row, entity
from queries.reach import Actors, in_order, name_of, order, status_rank, text, told

_TIES = (
    RelType.SIGNS, RelType.PARTY_TO, RelType.SUPPLIES, RelType.IMPOSES, RelType.TARGETS, RelType.OPERATES,
    RelType.BASED_IN,
)  # fmt: skip


class ActorParameters(Parameters):
    """The actor."""

    actor: str = entity(
        "A company, a country with its companies, or an alliance with its members",
        "organization", "country", "alliance", required=True,
    )  # fmt: skip


class ActorRow(Row):
    """One tie of the actor and one quote for it; `outward` is false where the tie points at the actor."""

    actor: str | None
    actor_id: str
    relation: str
    outward: bool
    other: str | None
    other_id: str
    role: str | None
    mineral: str | None
    status: str | None
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str


def actor(graph: PropertyGraph, parameters: ActorParameters) -> list[ActorRow]:
    """The rows of actor.cypher."""
    found = []
    for id in sorted(Actors(graph, parameters.actor).on(None) or ()):
        node = graph.node(id)
        if node is None or Label.ACTOR not in node.labels:
            continue
        ties: list[tuple[Edge, bool]] = [(edge, True) for edge in graph.out(id, *_TIES)]
        ties += [(edge, False) for edge in graph.into(id, *_TIES)]
        for edge, outward in ties:
            other = edge.target if outward else edge.source
            deal = graph.node(text(edge, "agreement") or "")
            status = text(deal, "status") or text(edge, "status") or text(graph.node(other), "status")
            for position, evidence in enumerate(told(graph, edge)):
                row = ActorRow(
                    actor=text(node, "name"),
                    actor_id=id,
                    relation=edge.type.value,
                    outward=outward,
                    other=name_of(graph, other),
                    other_id=other,
                    role=text(edge, "role"),
                    mineral=text(edge, "mineral"),
                    status=status,
                    **evidence,
                )
                key = order(
                    row.actor, id, row.relation, outward, status_rank(status), row.other, other, row.role, row.mineral,
                    text(edge, "status"), text(edge, "basis"), text(edge, "agreement"), row.date, row.article_id,
                    position,
                )  # fmt: skip
                found.append((key, row))
    return in_order(found)


QUERY = Query(
    name="actor",
    question_en="What do articles say of an actor?",
    question_fr="Que disent les articles d'un acteur ?",
    example="--actor Mitsubishi",
    parameters=ActorParameters,
    row=ActorRow,
    twin=actor,
)
