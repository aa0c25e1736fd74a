"""Memory an edge, beside a bare NetworkX multigraph: python -m benchmarks.memory [AGREEMENTS]

Each is built in a process of its own; what is counted is the growth of its resident memory.
"""

import subprocess
import sys

BUILD = """
import sys, resource, json
from benchmarks.generated import Shape, edges, nodes
from graph.model import Edge, Node
from graph.propertygraph import PropertyGraph, StoredProperties
import networkx
shape, what = Shape(int(sys.argv[1])), sys.argv[2]

def used():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()

def text(properties):
    return json.dumps(dict(properties), ensure_ascii=False)

before = used()
if what == "store":
    graph = PropertyGraph(
        (Node(n.id, n.labels, StoredProperties(text(n.properties))) for n in nodes(shape)),
        (Edge(e.source, e.type, e.target, e.key, StoredProperties(text(e.properties))) for e in edges(shape)),
    )
    count = sum(1 for _ in graph.edges())
else:
    graph = networkx.MultiDiGraph()
    for n in nodes(shape):
        graph.add_node(n.id, labels=n.labels, **n.properties)
    for e in edges(shape):
        graph.add_edge(e.source, e.target, key=(e.type, e.key), **e.properties)
    count = graph.number_of_edges()
print((used() - before) / count, count)
"""


def main(agreements: int = 100_000) -> None:
    found = {}
    for what in ("store", "networkx"):
        command = [sys.executable, "-c", BUILD, str(agreements), what]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found[what], count = map(float, done.stdout.split())
        print(f"{what:9} {found[what]:7.0f} bytes an edge ({count:,.0f} edges)")
    print(f"ratio {found['store'] / found['networkx']:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
