"""Loading against a bare UNWIND of the same rows: python -m benchmarks.load [ARTICLES]

Both write to one server, started for this, one after the other. The bare run creates the nodes and relationships that
the store made of the articles, under the same constraints, by the driver alone: it knows them beforehand, computes
nothing and could not load a second time.
"""

import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from itertools import islice
from pathlib import Path

import neo4j

from benchmarks.generated import Shape, extractions
from graph.memory import MemoryStore
from graph.neo4j_schema import KEY_LABELS
from graph.neo4j_store import Neo4jStore
from graph.neo4j_writing import edge_id
from graph.vocabulary import load_vocabulary
from tests.server.jars import Home

BATCH = 100


def batches(values, size):
    rest = iter(values)
    while chunk := list(islice(rest, size)):
        yield chunk


def bare(server, ends, nodes, edges):
    """Seconds that the driver alone takes for the rows, in transactions of a thousand; `ends` are labels of all ids."""
    groups, joined = defaultdict(list), defaultdict(list)
    for node in nodes:
        groups[":".join(sorted(node.labels))].append({**node.properties, "id": node.id})
    for edge in edges:
        id = edge_id((edge.source, edge.type, edge.target, edge.key))
        row = {"source": edge.source, "target": edge.target, "properties": {**edge.properties, "id": id}}
        joined[edge.type, ends[edge.source], ends[edge.target]].append(row)
    began = time.perf_counter()
    with neo4j.GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        for labels, rows in groups.items():
            for chunk in batches(rows, 1000):
                driver.execute_query(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=chunk)
        for (type, source, target), rows in joined.items():
            statement = (
                f"UNWIND $rows AS row MATCH (s:{source} {{id: row.source}}) MATCH (t:{target} {{id: row.target}}) "
                f"CREATE (s)-[r:{type}]->(t) SET r = row.properties"
            )
            for chunk in batches(rows, 1000):
                driver.execute_query(statement, rows=chunk)
    return time.perf_counter() - began


def main(articles: int = 2000) -> None:
    vocabulary = load_vocabulary()
    given = list(extractions(Shape(articles)))
    with closing(MemoryStore(None, vocabulary)) as embedded:
        reference = {node.id for node in embedded.nodes()}
        known = {(e.source, e.type, e.target, e.key) for e in embedded.edges()}
        began = time.perf_counter()
        for chunk in batches(given, BATCH):
            embedded.load(chunk)
        in_file = time.perf_counter() - began
        ends = {node.id: next(label for label in KEY_LABELS if label in node.labels) for node in embedded.nodes()}
        nodes = [node for node in embedded.nodes() if node.id not in reference]
        edges = [e for e in embedded.edges() if (e.source, e.type, e.target, e.key) not in known]
    with tempfile.TemporaryDirectory() as folder, Home(Path(folder) / "home").running("2g") as running:
        server = running.server
        with closing(Neo4jStore(server.address, vocabulary, server.access)) as store:
            for _ in range(2):  # the first time warms the server up
                began = time.perf_counter()
                for chunk in batches(given, BATCH):
                    store.load(chunk)
                ours = time.perf_counter() - began
                own = server.run("MATCH (n) WHERE n:LodegraphKey OR n:LodegraphFacts RETURN count(n) AS n")[0]["n"]
                store.retract([each.id for each in given])
        for _ in range(2):
            alone = bare(server, ends, nodes, edges)
            server.run("MATCH ()-[r]->() WHERE r.quotes IS NOT NULL DELETE r")
            server.run("MATCH (n) WHERE n.id IN $ids DETACH DELETE n", ids=[node.id for node in nodes])
    rows = len(nodes) + len(edges)
    print(f"{articles} articles: {len(nodes)} nodes and {len(edges)} relationships, {own} nodes of the store's own")
    print(f"embedded store     {in_file:6.1f} s  {articles / in_file:8.0f} articles/s")
    print(f"Neo4j store        {ours:6.1f} s  {articles / ours:8.0f} articles/s  {rows / ours:8.0f} rows/s")
    print(f"bare UNWIND        {alone:6.1f} s  {'':17}  {rows / alone:8.0f} rows/s")
    print(f"ratio of the store to the bare UNWIND: {alone / ours:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
