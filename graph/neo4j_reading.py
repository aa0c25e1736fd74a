"""What is read from a Neo4j database: the state of the whole, the articles held, the graph."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from graph.holding import decoded, key_number
from graph.model import Edge, Extraction, Node, PropertyValue
from graph.neo4j_schema import FACTS, FOUND_BY, JUDGEMENT, KEY, KEY_LABELS, STORE
from graph.pieces import edge_key
from graph.schema import RELATIONSHIPS, Label, RelType
from graph.store import Judgement

#: Rows that go with one statement.
CHUNK = 2000

_CACHED = 20_000
_LABELS = {label.value: label for label in Label}
_TYPES = {type.value: type for type in RelType}
_ANY_NODE = "|".join(KEY_LABELS)
_ANY_EDGE = "|".join(RelType)

STATE = f"MATCH (s:{STORE} {{name: 'graph'}}) RETURN properties(s) AS state"
IS_EMPTY = "RETURN NOT EXISTS { MATCH (n) } AS empty"
BODIES = f"UNWIND $rows AS id MATCH (f:{FACTS} {{article: id}}) RETURN id, f.body AS body, f.path AS path"
EVERY_BODY = f"MATCH (f:{FACTS}) RETURN f.article AS id, f.body AS body, f.path AS path ORDER BY id"
NAMES = f"MATCH (f:{FACTS}) RETURN f.article AS id, f.url AS url, f.path AS path"
HAVING = (
    f"UNWIND $rows AS number MATCH (:{KEY} {{number: number}})<-[:{FOUND_BY}]-(f:{FACTS}) "
    "RETURN number, collect(f.article) AS articles"
)
EVERY_KEY = f"MATCH (f:{FACTS})-[:{FOUND_BY}]->(k:{KEY}) RETURN f.article AS id, collect(k.number) AS numbers"
JUDGEMENTS = f"MATCH (j:{JUDGEMENT}) RETURN properties(j) AS judgement"
NODES = (
    f"MATCH (n:{_ANY_NODE}) WHERE n.id IS NOT NULL RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties"
)
LABELS_OF_IDS = f"UNWIND $rows AS id MATCH (n:{_ANY_NODE} {{id: id}}) RETURN id, labels(n) AS labels"
EDGES = (
    f"MATCH (s:{_ANY_NODE})-[r:{_ANY_EDGE}]->(t:{_ANY_NODE}) WHERE r.id IS NOT NULL "
    "RETURN s.id AS source, type(r) AS type, t.id AS target, properties(r) AS properties"
)


class Transaction(Protocol):
    """What runs statements: a transaction of the driver."""

    def run(self, query: Any, parameters: Any = None) -> Any:
        """Run a statement; what it gives is iterated as records."""
        ...


@dataclass(frozen=True)
class State:
    """The state of a store: versions of form and indexes, what made the graph, and a mark of the last write."""

    schema: int
    indexes: int
    revision: str
    fingerprint: str


def rows(transaction: Transaction, statement: str, values: Iterable[Any] | None = None) -> Iterator[Any]:
    """The records of a statement; where `values` are given, of `$rows`, a chunk at a time."""
    if values is None:
        yield from transaction.run(statement)
        return
    for chunk in chunks(values):
        yield from transaction.run(statement, {"rows": chunk})


ValueT = TypeVar("ValueT")


def chunks(values: Iterable[ValueT]) -> Iterator[list[ValueT]]:
    """Values, some thousands at a time."""
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def state(transaction: Transaction) -> State | None:
    """The state of the store, or None where the database holds none."""
    for record in rows(transaction, STATE):
        found = record["state"]
        return State(
            schema=int(found.get("schema", 0)),
            indexes=int(found.get("indexes", 0)),
            revision=str(found.get("revision", "")),
            fingerprint=str(found.get("fingerprint", "")),
        )
    return None


def is_empty(transaction: Transaction) -> bool:
    """Whether there is no node at all."""
    return any(record["empty"] for record in rows(transaction, IS_EMPTY))


def names(transaction: Transaction, statement: str) -> list[str]:
    """The column `name` of a statement."""
    return [str(record["name"]) for record in rows(transaction, statement)]


def judgements(transaction: Transaction) -> tuple[Judgement, ...]:
    """All judgements, sorted."""
    found = (record["judgement"] for record in rows(transaction, JUDGEMENTS))
    every = (Judgement(each["left"], each["right"], each["same"], each["reason"]) for each in found)
    return tuple(sorted(every, key=lambda each: (each.left, each.right)))


def nodes(transaction: Transaction) -> list[Node]:
    """All nodes, in no order."""
    return [
        Node(record["id"], _labels(record["labels"]), _properties(record["properties"]))
        for record in rows(transaction, NODES)
    ]


def labels_of(transaction: Transaction, ids: Iterable[str]) -> dict[str, frozenset[Label]]:
    """The labels of those of these ids that are nodes."""
    return {record["id"]: _labels(record["labels"]) for record in rows(transaction, LABELS_OF_IDS, ids)}


def edges(transaction: Transaction) -> list[Edge]:
    """All edges, in no order."""
    return [_edge(record) for record in rows(transaction, EDGES)]


def _labels(names: Iterable[str]) -> frozenset[Label]:
    return frozenset(_LABELS[name] for name in names if name in _LABELS)


def _edge(record: Mapping[str, Any]) -> Edge:
    properties = _properties(record["properties"])
    type = _TYPES[record["type"]]
    identity = {name: str(properties[name]) for name in RELATIONSHIPS[type].identity if name in properties}
    return Edge(record["source"], type, record["target"], edge_key(type, identity), properties)


def _properties(stored: Mapping[str, Any]) -> dict[str, PropertyValue]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in sorted(stored.items())
        if name != "id"
    }


class Articles:
    """The articles held, as one transaction sees them: what the resolver asks a store for.

    `known` are articles decoded before, of the same state of the store.
    """

    def __init__(self, transaction: Transaction, known: dict[str, Extraction]) -> None:
        self._transaction = transaction
        self._known = known

    def having(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """For each key under which articles are found: their ids, perhaps with some too many."""
        numbers = {key_number(key): key for key in keys}
        found = rows(self._transaction, HAVING, sorted(numbers))
        return {numbers[record["number"]]: record["articles"] for record in found}

    def held(self, articles: Collection[str]) -> Mapping[str, Extraction]:
        """The articles of these ids that are held."""
        if len(self._known) > _CACHED:
            self._known.clear()
        missing = [id for id in articles if id not in self._known]
        for record in rows(self._transaction, BODIES, missing):
            self._known[record["id"]] = decoded(record["body"], record["path"])
        return {id: self._known[id] for id in articles if id in self._known}

    def bodies(self, articles: Sequence[str]) -> dict[str, str]:
        """The JSON of those of these articles that are held."""
        return {record["id"]: record["body"] for record in rows(self._transaction, BODIES, articles)}
