"""Bulk import of generated agreements: python -m benchmarks.bulk [AGREEMENTS] [FOLDER]

Writes the files, imports them with neo4j-admin and leaves a server's folder there for `benchmarks.queries`.
"""

import sys
import time
from pathlib import Path

from benchmarks.generated import Shape, edges, nodes
from graph.neo4j_bulk import ARGUMENTS, edge_row, node_row, write_files
from tests.server.jars import Home


def main(agreements: int = 1_000_000, folder: Path = Path("bulk")) -> None:
    shape = Shape(agreements)

    def rows():
        yield from map(node_row, nodes(shape))
        yield from map(edge_row, edges(shape))

    files = folder / "files"
    files.mkdir(parents=True)
    began = time.perf_counter()
    report = write_files(rows, files)
    written = time.perf_counter()
    home = Home(folder / "home")
    arguments = (files / ARGUMENTS).read_text("utf-8").splitlines()
    absolute = [
        f"{option}={','.join(str(files.resolve() / name) for name in value.split(','))}" if ".csv" in value else each
        for each in arguments
        for option, _, value in [each.rpartition("=")]
    ]
    started = time.perf_counter()
    home.admin("database", "import", "full", "neo4j", *absolute)
    seconds = time.perf_counter() - started
    home.keep()
    rate = (report.nodes + report.relationships) / seconds
    print(f"{report.nodes:,} nodes and {report.relationships:,} relationships")
    print(f"files written in {written - began:.0f} s; imported in {seconds:.0f} s: {rate:,.0f} a second")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*([int(given[0])] if given else []), *([Path(given[1])] if len(given) > 1 else []))
