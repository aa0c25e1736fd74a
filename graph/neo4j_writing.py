"""What is written to a Neo4j database: changes of the graph, articles, keys, judgements, the state.

Statements are made once from the closed schema; all values are parameters. Whoever writes first takes the lock of the
store, so rows of one database are written by one transaction at a time, and always in the order of their ids.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from graph.holding import key_number
from graph.model import Edge, Extraction, Node
from graph.neo4j_reading import EVERY_KEY, Transaction, chunks, edges, labels_of, nodes, rows
from graph.neo4j_schema import FACTS, FOUND_BY, JUDGEMENT, KEY, KEY_LABELS, STORE
from graph.pieces import EdgeId
from graph.resolver import Changes
from graph.schema import RELATIONSHIPS, Label, RelType
from graph.store import Judgement

LOCK = f"MATCH (s:{STORE} {{name: 'graph'}}) SET s.lock = true"
BEGIN = (
    f"MERGE (s:{STORE} {{name: 'graph'}}) "
    "ON CREATE SET s.schema = $schema, s.indexes = 0, s.revision = '', s.fingerprint = ''"
)
SET_STATE = f"MATCH (s:{STORE} {{name: 'graph'}}) SET s += $state"

_PUT_FACTS = (
    f"UNWIND $rows AS row MERGE (f:{FACTS} {{article: row.article}}) "
    "SET f.url = row.url, f.path = row.path, f.body = row.body"
)
_DROP_FACTS = f"UNWIND $rows AS id MATCH (f:{FACTS} {{article: id}}) DETACH DELETE f"
_DROP_KEYS = (
    f"UNWIND $rows AS id MATCH (:{FACTS} {{article: id}})-[found:{FOUND_BY}]->(k:{KEY}) "
    f"DELETE found WITH DISTINCT k WHERE NOT EXISTS {{ (k)<-[:{FOUND_BY}]-() }} DELETE k"
)
_PUT_KEYS = (
    f"UNWIND $rows AS row MATCH (f:{FACTS} {{article: row.article}}) UNWIND row.numbers AS number "
    f"MERGE (k:{KEY} {{number: number}}) CREATE (f)-[:{FOUND_BY}]->(k)"
)
_DROP_JUDGEMENTS = f"MATCH (j:{JUDGEMENT}) DELETE j"
_PUT_JUDGEMENTS = f"UNWIND $rows AS row CREATE (j:{JUDGEMENT}) SET j = row"


def edge_id(edge: EdgeId) -> str:
    """The id of a relationship: a digest of its ends, type and key."""
    text = json.dumps(edge, ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode("ascii"), digest_size=16).hexdigest()


def found_under(labels: Iterable[Label]) -> Label:
    """The label under which a node of these labels is found."""
    return next(label for label in KEY_LABELS if label in labels)


def run(transaction: Transaction, statement: str, values: Iterable[Any]) -> None:
    """Run a statement for many rows."""
    for chunk in chunks(values):
        transaction.run(statement, {"rows": chunk}).consume()


def mark(transaction: Transaction, **state: Any) -> str:
    """Write down that the graph has changed, and what else of its state has. Gives the mark of this write."""
    revision = uuid4().hex
    transaction.run(SET_STATE, {"state": {"revision": revision, **state}}).consume()
    return revision


def write_articles(
    transaction: Transaction, incoming: Mapping[str, Extraction | None], bodies: Mapping[str, str]
) -> None:
    """Put articles, and take out those that are None."""
    run(transaction, _DROP_FACTS, sorted(id for id, extraction in incoming.items() if extraction is None))
    run(
        transaction,
        _PUT_FACTS,
        [
            {"article": id, "url": extraction.url, "path": extraction.path, "body": bodies[id]}
            for id, extraction in sorted(incoming.items())
            if extraction is not None
        ],
    )


def write_keys(transaction: Transaction, keys: Mapping[str, frozenset[str]], fresh: Iterable[str] = ()) -> None:
    """Put the keys under which articles are found in place of those they had; `fresh` articles had none."""
    run(transaction, _DROP_KEYS, sorted(keys.keys() - set(fresh)))
    records = [{"article": id, "numbers": sorted(set(map(key_number, each)))} for id, each in sorted(keys.items())]
    run(transaction, _PUT_KEYS, [record for record in records if record["numbers"]])


def write_judgements(transaction: Transaction, judgements: Iterable[Judgement]) -> None:
    """Put judgements in place of all there were."""
    transaction.run(_DROP_JUDGEMENTS).consume()
    run(
        transaction,
        _PUT_JUDGEMENTS,
        [
            {"left": j.left, "right": j.right, "same": j.same, "reason": j.reason}
            for j in sorted(judgements, key=lambda j: (j.left, j.right))
        ],
    )


def write_elements(transaction: Transaction, changes: Changes) -> None:
    """Put and delete nodes and edges."""
    gone: dict[RelType, list[dict[str, str]]] = {}
    put: dict[RelType, list[Edge]] = {}
    for id, edge in sorted(changes.edges.items()):
        if edge is None:
            gone.setdefault(id[1], []).append({"id": edge_id(id)})
        else:
            put.setdefault(id[1], []).append(edge)
    for type, ids in sorted(gone.items()):
        run(transaction, _DELETE_EDGES[type], ids)
    _write_nodes(transaction, changes.nodes)
    for type, every in sorted(put.items()):
        known = [edge for edge in every if _identity(edge) not in changes.fresh]
        fresh = [edge for edge in every if _identity(edge) in changes.fresh]
        run(transaction, _UPDATE_EDGES[type], map(_edge_row, known))
        run(transaction, _CREATE_EDGES[type], map(_edge_row, fresh))


def _write_nodes(transaction: Transaction, changed: Mapping[str, Node | None]) -> None:
    there = labels_of(transaction, sorted(changed))
    deleted: dict[Label, list[str]] = {}
    groups: dict[tuple[tuple[Label, ...] | None, tuple[Label, ...]], list[dict[str, Any]]] = {}
    for id, node in sorted(changed.items()):
        before = there.get(id)
        if node is not None:
            labels = None if before is None else tuple(sorted(before))
            row = {"id": id, "properties": {**node.properties, "id": id}}
            groups.setdefault((labels, tuple(sorted(node.labels))), []).append(row)
        elif before is not None:
            deleted.setdefault(found_under(before), []).append(id)
    for label, ids in sorted(deleted.items()):
        run(transaction, f"UNWIND $rows AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", ids)
    for (old, new), every in groups.items():
        run(transaction, _put_nodes(old, new), every)


def _put_nodes(before: tuple[Label, ...] | None, after: tuple[Label, ...]) -> str:
    """The statement that makes nodes, or gives those that are there other properties and labels."""
    if before is None:
        return f"UNWIND $rows AS row CREATE (n:{':'.join(after)}) SET n = row.properties"
    gone = [label for label in before if label not in after]
    come = [label for label in after if label not in before]
    remove = f" REMOVE n:{':'.join(gone)}" if gone else ""
    add = f" SET n:{':'.join(come)}" if come else ""
    found = f"UNWIND $rows AS row MATCH (n:{found_under(before)} {{id: row.id}})"
    return f"{found}{remove}{add} SET n = row.properties"


# Without the hint, a planner that knows an empty database reads the whole index for every row.
_EDGE_OF_ROW = "UNWIND $rows AS row MATCH ()-[r:{0} {{id: row.id}}]->() USING INDEX SEEK r:{0}(id) "
_UPDATE_EDGES = {type: _EDGE_OF_ROW.format(type) + "SET r = row.properties" for type in RelType}
_DELETE_EDGES = {type: _EDGE_OF_ROW.format(type) + "DELETE r" for type in RelType}


#: Labels whose nodes are found under another one.
_FOUND_UNDER = {Label.SITE: Label.REGION, Label.COUNTRY: Label.REGION}


def _ends(labels: Iterable[Label]) -> str:
    return "|".join(sorted({_FOUND_UNDER.get(label, label) for label in labels}))


_CREATE_EDGES = {
    type: (
        f"UNWIND $rows AS row MATCH (s:{_ends(joins.domain)} {{id: row.source}}) "
        f"MATCH (t:{_ends(joins.range)} {{id: row.target}}) "
        f"CREATE (s)-[r:{type}]->(t) SET r = row.properties"
    )
    for type, joins in RELATIONSHIPS.items()
}


def _identity(edge: Edge) -> EdgeId:
    return edge.source, edge.type, edge.target, edge.key


def _edge_row(edge: Edge) -> dict[str, Any]:
    id = edge_id(_identity(edge))
    return {"id": id, "source": edge.source, "target": edge.target, "properties": {**edge.properties, "id": id}}


def difference(transaction: Transaction, everything: Changes) -> Changes:
    """What must be put and deleted to make of the graph that is there this one."""
    there_nodes = {node.id: node for node in nodes(transaction)}
    there_edges = {(edge.source, edge.type, edge.target, edge.key): edge for edge in edges(transaction)}
    there_keys = {record["id"]: frozenset(record["numbers"]) for record in rows(transaction, EVERY_KEY)}
    changed_nodes: dict[str, Node | None] = {id: None for id in there_nodes if id not in everything.nodes}
    changed_nodes |= {id: node for id, node in everything.nodes.items() if there_nodes.get(id) != node}
    changed_edges: dict[EdgeId, Edge | None] = {id: None for id in there_edges if id not in everything.edges}
    changed_edges |= {id: edge for id, edge in everything.edges.items() if there_edges.get(id) != edge}
    changed_keys = {
        id: keys for id, keys in everything.keys.items() if frozenset(map(key_number, keys)) != there_keys.get(id)
    }
    fresh = {id for id, edge in changed_edges.items() if edge is not None and id not in there_edges}
    return Changes(changed_nodes, changed_edges, changed_keys, fresh)
