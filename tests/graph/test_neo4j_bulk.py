"""Files for neo4j-admin: imported by the real tool, the graph is the same and goes on as one."""

import os
from contextlib import closing

import pytest

from graph.dump import dump
from graph.errors import StoreError
from graph.memory import MemoryStore
from graph.neo4j_bulk import ARGUMENTS, DELIMITERS, export
from graph.neo4j_store import Neo4jStore
from graph.store import Judgement
from tests.articles import agreement, article
from tests.graph.test_same_text import HOSTILE
from tests.laws.test_laws import drawn
from tests.server.jars import Home, NoServerError
from tests.strategies import small_vocabulary


@pytest.fixture
def home(tmp_path):
    """A server of its own, not started. Skipped, saying why, where there can be none; in CI that is an error."""
    try:
        return Home(tmp_path / "home")
    except NoServerError as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))


def test_the_real_tool_imports_the_same_graph(home, tmp_path, monkeypatch):
    facts = [agreement(name, "JP", value=name, quantity=name, regions=(name,)) for name in HOSTILE]
    articles = [article(name[:200], *facts, title=name, publisher=name, url=name) for name in HOSTILE]
    articles += [drawn(number) for number in range(20)]
    folder = tmp_path / "files"
    with closing(MemoryStore(None, small_vocabulary())) as embedded:
        embedded.load(articles)
        embedded.judge(Judgement("JP", "KZ", False, 'because "so"\nand so'))
        report = export(embedded, small_vocabulary(), folder)
        monkeypatch.chdir(folder)
        home.admin("database", "import", "full", "neo4j", f"@{ARGUMENTS}")
        with home.running() as running:
            server = running.server
            counted = server.run("MATCH (n) WITH count(n) AS nodes MATCH ()-[r]->() RETURN nodes, count(r) AS edges")
            assert counted == [{"nodes": report.nodes, "edges": report.relationships}]
            with closing(Neo4jStore(server.address, small_vocabulary(), server.access, must_exist=True)) as served:
                assert dump(served, everything=True) == dump(embedded, everything=True)
                assert served.judgements() == embedded.judgements()
                assert list(served.extractions()) == list(embedded.extractions())
                assert served.load(articles).unchanged == tuple(sorted({each.id for each in articles}))
                for store in (served, embedded):
                    store.retract([articles[0].id])
                    store.load([article("a new one", agreement("KZ:supplier", "Buyer 3:buyer"))])
                assert dump(served, everything=True) == dump(embedded, everything=True)


def test_text_that_holds_every_sign_is_refused(tmp_path):
    with closing(MemoryStore(None, small_vocabulary())) as store:
        quote = "".join(DELIMITERS)
        store.load([article("a", agreement("KZ", "JP", evidence=[{"quote": quote, "start": 0, "end": len(quote)}]))])
        with pytest.raises(StoreError, match="lodegraph copy"):
            export(store, small_vocabulary(), tmp_path)


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with closing(MemoryStore(None, small_vocabulary())) as store, pytest.raises(StoreError, match="cannot be written"):
        export(store, small_vocabulary(), tmp_path / "file")
