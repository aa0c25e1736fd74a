"""How long a reader waits for a picture of 2,000 nodes: Lodegraph's page beside raw pyvis, in one run.

    .venv/bin/python benchmarks/picture.py [NODES]

Writes both from one made-up graph, opens them in Chromium without a network, and prints seconds: to write the file,
from opening to the first drawing, to when it stands still (pyvis shakes its layout out in front of the reader; ours
stands from the start), and from choosing a filter to the drawing that follows it (pyvis has none). Wait for a quiet
machine.
"""

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import TimeoutError, sync_playwright
from pyvis.network import Network

from graph.memory import MemoryStore
from graph.model import NamedEntity
from graph.names import organization_id
from graph.schema import Label
from graph.vocabulary import load_vocabulary
from queries.picture.scene import Scene, scene_of
from queries.picture.selection import Selection, select
from queries.view import write_view
from tests.articles import agreement, article

PATIENCE = 120_000  # milliseconds


def made_up(nodes: int) -> MemoryStore:
    """Deals of made-up companies with countries, more than enough for so many nodes."""
    vocabulary = load_vocabulary()
    rnd = random.Random(6)
    codes = sorted(code for code in vocabulary.territories if len(code) == 2)[:160]
    minerals = sorted(vocabulary.minerals)
    extractions = []
    for number in range(nodes * 2 // 3):
        company = f"Company {rnd.randrange(nodes)}"
        deal = agreement(
            f"{company}:supplier",
            f"{rnd.choice(codes)}:buyer",
            minerals=(rnd.choice(minerals),),
            regions=(rnd.choice(codes),),
            status=rnd.choice(("signed", "announced", "negotiating", "proposed", "ended")),
            date=f"{rnd.randrange(2018, 2027)}-{rnd.randrange(1, 13):02d}",
        )
        named = NamedEntity(name=company, id=organization_id(company), label=Label.COMPANY)
        extractions.append(article(f"b{number}", deal, names=(named,)))
    store = MemoryStore(None, vocabulary)
    store.load(extractions)
    return store


def raw_pyvis(scene: Scene, path: Path) -> None:
    """The same nodes and edges as pyvis draws them when it is left to itself, with its library in line."""
    network = Network(height="800px", width="100%", directed=True, cdn_resources="in_line")
    for mark in scene.marks.values():
        network.add_node(mark.id, label=str(mark.node.properties["name"]))
    for tie in scene.ties:
        network.add_edge(*tie.ends)
    path.write_text(network.generate_html(), "utf-8")


def main() -> None:
    nodes = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    store = made_up(nodes)
    scene = select(scene_of(store.graph), Selection())
    folder = Path(tempfile.mkdtemp())
    ours, theirs = folder / "lodegraph.html", folder / "pyvis.html"
    begun = time.perf_counter()
    report = write_view(store.graph, ours)
    written = time.perf_counter() - begun
    begun = time.perf_counter()
    raw_pyvis(scene, theirs)
    theirs_written = time.perf_counter() - begun
    print(
        f"{report.nodes} nodes, {report.edges} edges; "
        f"{ours.stat().st_size / 1e6:.1f} MB and {theirs.stat().st_size / 1e6:.1f} MB"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        begun = time.perf_counter()
        page.goto(ours.as_uri())
        page.wait_for_function("window.lodegraph && lodegraph.labels().length > 0")
        drawn = time.perf_counter() - begun
        filtered = page.evaluate("""() => new Promise((done) => {
            const begun = performance.now();
            const select = document.getElementById("country");
            select.value = select.options[1].value;
            select.dispatchEvent(new Event("change"));
            lodegraph.labels();
            requestAnimationFrame(() => done((performance.now() - begun) / 1000));
        })""")
        print(f"lodegraph: written {written:.1f} s, drawn and still {drawn:.1f} s, filtered {filtered:.2f} s")
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE)
        page.route("http*://**", lambda route: route.abort())
        page.add_init_script("window.begun = performance.now();")
        begun = time.perf_counter()
        page.goto(theirs.as_uri(), wait_until="commit")
        page.wait_for_function("typeof network !== 'undefined' && network")
        first = time.perf_counter() - begun
        page.evaluate("() => { network.on('stabilized', () => { window.still = performance.now(); }); }")
        try:
            page.wait_for_function("window.still")
            still = f"{time.perf_counter() - begun:.1f} s"
        except TimeoutError:
            still = f"not within {PATIENCE // 1000} s"
        print(f"raw pyvis: written {theirs_written:.1f} s, drawn {first:.1f} s, still {still}")
        browser.close()
    store.close()
    shutil.rmtree(folder)


main()
