"""How two entities are tied: the shortest chains between them, each edge explained by a quote."""

from collections.abc import Iterator

from pydantic import Field

from graph.memory import PropertyGraph
from graph.model import Edge
from graph.schema import Label, RelType
from queries.query import Parameters, Query, Row, entity
from queries.reach import first_told, name_of, text

#: The types that a chain may run along. Not memberships: that two states are in one club ties everybody.
TYPES = (
    RelType.SIGNS, RelType.PARTY_TO, RelType.CONCERNS, RelType.SOURCED_FROM, RelType.DRAWS_FROM, RelType.IMPOSES,
    RelType.TARGETS, RelType.SUPPLIES, RelType.HOLDS, RelType.PRODUCES, RelType.HAS_CAPACITY_FOR, RelType.HOSTS,
    RelType.OPERATES, RelType.BASED_IN, RelType.PART_OF,
)  # fmt: skip
_IDENTITY = ("role", "mineral", "status", "basis", "agreement", "amount")
_ENDS = frozenset({Label.ACTOR, Label.REGION, Label.MINERAL, Label.AGREEMENT, Label.MEASURE})
_ANY = ("country", "organization", "alliance", "place", "mineral", "agreement")

Chain = tuple[tuple[str, ...], tuple[Edge, ...]]


class PathParameters(Parameters):
    """Two entities, and how far and how much to look."""

    start: str = entity("Where the chain starts: any entity", *_ANY, required=True)
    end: str = entity("Where it ends", *_ANY, required=True)
    hops: int = Field(default=6, ge=1, le=8, description="The longest chain, in edges (1 to 8)")
    limit: int = Field(default=5, ge=1, le=100, description="The number of chains shown")


class StepRow(Row):
    """One edge of a chain. `status` is that of the deal or flow that the edge belongs to."""

    path: int
    step: int
    source: str | None
    source_id: str
    relation: str
    target: str | None
    target_id: str
    status: str | None
    article: str | None
    article_id: str | None
    date: str | None
    url: str | None
    quote: str | None


def paths(graph: PropertyGraph, parameters: PathParameters) -> list[StepRow]:
    """The rows of paths.cypher."""
    chains = sorted(_shortest(graph, parameters), key=_chain_order)[: parameters.limit]
    return [
        _step(graph, number, step, edge)
        for number, (_, edges) in enumerate(chains, 1)
        for step, edge in enumerate(edges, 1)
    ]


def _step(graph: PropertyGraph, number: int, step: int, edge: Edge) -> StepRow:
    deal = text(edge, "agreement")
    statuses = (
        text(graph.node(deal), "status") if deal is not None else None,
        text(edge, "status"),
        text(graph.node(edge.source), "status"),
        text(graph.node(edge.target), "status"),
    )
    return StepRow(
        path=number,
        step=step,
        source=name_of(graph, edge.source),
        source_id=edge.source,
        relation=edge.type.value,
        target=name_of(graph, edge.target),
        target_id=edge.target,
        status=next((status for status in statuses if status is not None), None),
        **first_told(graph, edge),
    )


def _shortest(graph: PropertyGraph, parameters: PathParameters) -> list[Chain]:
    """All chains of the smallest length that there is, by search in breadth from the start."""
    start, end = parameters.start, parameters.end
    ends = [graph.node(start), graph.node(end)]
    if start == end or any(node is None or not node.labels & _ENDS for node in ends):
        return []
    before: dict[str, list[tuple[str, Edge]]] = {start: []}
    level = [start]
    for _ in range(parameters.hops):
        reached: dict[str, list[tuple[str, Edge]]] = {}
        for id in level:
            for edge, other in _around(graph, id):
                if other not in before and (other == end or _may_stand_between(graph, other)):
                    reached.setdefault(other, []).append((id, edge))
        before |= reached
        if end in reached or not reached:
            break
        level = sorted(reached)
    return list(_chains(before, end)) if end in before else []


def _chains(before: dict[str, list[tuple[str, Edge]]], end: str) -> Iterator[Chain]:
    if not before[end]:
        yield (end,), ()
    for id, edge in before[end]:
        for ids, edges in _chains(before, id):
            yield (*ids, end), (*edges, edge)


def _around(graph: PropertyGraph, id: str) -> Iterator[tuple[Edge, str]]:
    yield from ((edge, edge.target) for edge in graph.out(id, *TYPES))
    yield from ((edge, edge.source) for edge in graph.into(id, *TYPES))


def _may_stand_between(graph: PropertyGraph, id: str) -> bool:
    """Whether a chain may run through a node: no mineral, and one of which an article speaks."""
    node = graph.node(id)
    if node is None or Label.MINERAL in node.labels:
        return False
    return any("quotes" in edge.properties for edge in (*graph.out(id), *graph.into(id)))


def _chain_order(chain: Chain) -> tuple[tuple[str, ...], ...]:
    ids, edges = chain
    return (
        ids,
        tuple(edge.type.value for edge in edges),
        tuple(edge.source for edge in edges),
        tuple("|".join(text(edge, name) or "" for name in _IDENTITY) for edge in edges),
    )


QUERY = Query(
    name="paths",
    question_en="How are two entities tied to each other?",
    question_fr="Quel lien y a-t-il entre deux entités ?",
    example="--start Kazakhstan --end Japan",
    parameters=PathParameters,
    row=StepRow,
    twin=paths,
)
