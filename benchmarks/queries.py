"""How long canned queries take.

    python -m benchmarks.queries embedded [AGREEMENTS]     on a generated graph in memory
    python -m benchmarks.queries server FOLDER             on what `benchmarks.bulk` imported there

p50 and p95 in milliseconds over parameters drawn as the graph is: names with many deals more often.
"""

import os
import random
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path

from benchmarks.generated import Shape, edges, nodes
from graph.holding import fingerprint
from graph.neo4j_store import Neo4jStore
from graph.propertygraph import PropertyGraph
from graph.schema import SCHEMA_VERSION
from graph.vocabulary import load_vocabulary
from queries.catalogue import CATALOGUE
from tests.server.jars import Home

RUNS = 20
#: Names of queries, to measure these alone.
ONLY = frozenset(os.environ.get("ONLY", "").split())


def asked(shape, seed=7):
    """Parameters of each query, drawn RUNS times."""
    chance = random.Random(seed)

    def actor():
        return shape.drawn(chance, shape.actors)[0]

    def mineral():
        return shape.drawn(chance, shape.minerals)[0]

    draws = {
        "suppliers": lambda: {"mineral": mineral(), "buyer": actor()},
        "supply-paths": lambda: {"mineral": mineral(), "buyer": actor()},
        "alliances": lambda: {"country": actor(), "mineral": mineral()},
        "agreements": lambda: {"actor": actor(), "mineral": mineral()},
        "measures": lambda: {"mineral": mineral()},
        "sources": lambda: {"mineral": mineral()},
        "paths": lambda: {"start": actor(), "end": actor()},
        "timeline": lambda: {"agreement": f"agreement:{chance.randrange(shape.agreements)}"},
        "actor": lambda: {"actor": actor()},
    }
    return {name: [CATALOGUE[name].parameters(**draw()) for _ in range(RUNS)] for name, draw in draws.items()}


def measured(read, shape, limit=60.0):
    for name, every in asked(shape).items():
        if ONLY and name not in ONLY:
            continue
        for parameters in every[:3]:
            read(CATALOGUE[name], parameters)
        times, found, began = [], 0, time.perf_counter()
        for parameters in every:
            start = time.perf_counter()
            found += len(read(CATALOGUE[name], parameters))
            times.append(1000 * (time.perf_counter() - start))
            if time.perf_counter() - began > limit:
                break
        times.sort()
        p95 = times[min(int(0.95 * len(times)), len(times) - 1)]
        print(f"{name:14} p50 {statistics.median(times):9.1f} ms   p95 {p95:9.1f} ms   "
              f"{len(times)} runs, {found} rows", flush=True)  # fmt: skip


def embedded(agreements=100_000):
    shape = Shape(agreements)
    graph = PropertyGraph(nodes(shape), edges(shape))
    measured(lambda query, parameters: query.twin(graph, parameters), shape)


def server(folder, agreements=1_000_000, heap="4g"):
    vocabulary = load_vocabulary()
    state = {"name": "graph", "schema": SCHEMA_VERSION, "indexes": 0, "fingerprint": fingerprint(vocabulary)}
    with Home.again(Path(folder) / "home").running(heap) as running:
        address, access = running.server.address, running.server.access
        running.server.run("MERGE (s:LodegraphStore) ON CREATE SET s = $state", state=state)
        began = time.perf_counter()
        with closing(Neo4jStore(address, vocabulary, access)) as store:
            print(f"opened, with constraints and indexes, in {time.perf_counter() - began:.0f} s", flush=True)
            measured(store.read, Shape(agreements))


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "embedded":
        embedded(*map(int, given))
    else:
        server(given[0], *map(int, given[1:2]))
