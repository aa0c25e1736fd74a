"""Loading against the writer of neo4j-graphrag: python -m benchmarks.graphrag PYTHON APOC [ARTICLES]

PYTHON is an interpreter in whose environment neo4j-graphrag is installed, APOC a folder with the jars of apoc-core,
apoc-common and what they need beyond the server's own: these are on this server alone. Both write the same graph, of
which only one edge of a type between two nodes is kept, since that writer cannot hold more; both are measured on a
warm server.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.generated import Shape, extractions
from benchmarks.load import BATCH, batches
from graph.memory import MemoryStore
from graph.neo4j_store import Neo4jStore
from graph.vocabulary import load_vocabulary
from tests.server.jars import Home

WRITER = """
import asyncio, json, sys, time
import neo4j
from neo4j_graphrag.components.kg_writer import Neo4jWriter
from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship
address, password, file = sys.argv[1:]
given = json.load(open(file, encoding="utf-8"))
graph = Neo4jGraph(
    nodes=[Neo4jNode(**each) for each in given["nodes"]],
    relationships=[Neo4jRelationship(**each) for each in given["relationships"]],
)
with neo4j.GraphDatabase.driver(address, auth=("neo4j", password)) as driver:
    for _ in range(2):
        driver.execute_query("MATCH (n) DETACH DELETE n")
        began = time.perf_counter()
        result = asyncio.run(Neo4jWriter(driver).run(graph))
        seconds = time.perf_counter() - began
    assert result.status == "SUCCESS", result
print(seconds)
"""


def main(python: str, apoc: str, articles: int = 2000) -> None:
    vocabulary = load_vocabulary()
    given = list(extractions(Shape(articles)))
    with closing(MemoryStore(None, vocabulary)) as embedded:
        embedded.load(given)
        edges = {
            (edge.source, edge.type.value, edge.target): edge
            for edge in embedded.edges()
            if "quotes" in edge.properties
        }
        ids = {id for source, _, target in edges for id in (source, target)}
        nodes = [node for node in embedded.nodes() if node.id in ids]
    plain = {
        "nodes": [
            {"id": node.id, "label": min(node.labels), "properties": dict(node.properties)} for node in nodes
        ],
        "relationships": [
            {"start_node_id": source, "end_node_id": target, "type": type, "properties": dict(edge.properties)}
            for (source, type, target), edge in edges.items()
        ],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        home = Home(Path(scratch) / "home", {"dbms.security.procedures.unrestricted": "apoc.*"})
        shutil.copytree(apoc, home.folder / "plugins")
        file = Path(scratch) / "graph.json"
        file.write_text(json.dumps(plain), "utf-8")
        with home.running("2g") as running:
            server = running.server
            with closing(Neo4jStore(server.address, vocabulary, server.access)) as store:
                for _ in range(2):
                    began = time.perf_counter()
                    for chunk in batches(given, BATCH):
                        store.load(chunk)
                    ours = time.perf_counter() - began
                    store.retract([each.id for each in given])
            server.bare()
            command = [python, "-c", WRITER, server.address, server.password, str(file)]
            theirs = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    print(f"{articles} articles; {len(nodes)} nodes and {len(edges)} relationships without parallel ones")
    print(f"Neo4j store              {ours:6.1f} s, from the articles on, parallel relationships and keys included")
    print(f"neo4j-graphrag's writer  {theirs:6.1f} s, of the graph ready made: {theirs / ours:.1f} times as long")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
