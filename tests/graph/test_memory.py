import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from graph.dump import dump
from graph.errors import InputError, StoreBusyError, StoreError, StoreFormatError, StoreVersionError
from graph.memory import MemoryStore
from graph.schema import Label, RelType
from graph.store import Judgement
from graph.stores import open_store
from tests.articles import agreement, article
from tests.strategies import small_vocabulary

DEAL = article("a1", agreement("KZ:supplier", "JP:buyer"), url="https://example.org/a", path="news/a.txt")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "one.lodegraph"


@pytest.fixture
def store(path):
    held = MemoryStore(path, small_vocabulary())
    yield held
    held.close()


def test_a_store_is_one_file(store, path):
    store.load([DEAL])
    store.close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with closing(MemoryStore(path, small_vocabulary())) as again:
        assert list(again.extractions()) == [DEAL]
        assert again.graph.into("gallium", RelType.CONCERNS)


def test_the_report_of_a_load(store):
    other = article("a2")
    assert store.load([DEAL, other]).added == ("a1", "a2")
    changed = DEAL.model_copy(update={"extractor": "newer"})
    report = store.load([changed, other])
    assert (report.added, report.replaced, report.unchanged) == ((), ("a1",), ("a2",))
    elsewhere = changed.model_copy(update={"path": "./news/a.txt"})
    assert store.load([elsewhere]).unchanged == ("a1",)


def test_of_one_article_twice_in_a_load_the_last_stands(store):
    report = store.load([DEAL, DEAL, article("a2"), article("a2", date="2026-01-01")])
    assert (report.added, report.unchanged) == (("a1", "a2"), ("a1",))
    assert [extraction.date for extraction in store.extractions()] == ["2025-12-22", "2026-01-01"]


@pytest.mark.parametrize(
    "name", ["a1", "article:a1", "https://example.org/a", "https://example.org/a/", "./news/a.txt"]
)
def test_an_article_is_retracted_by_any_of_its_names(store, name):
    store.load([DEAL])
    report = store.retract([name])
    assert report.articles == ("a1",)
    assert "article:a1" in report.nodes_removed
    assert report.edges_removed > 3
    assert list(store.extractions()) == []


def test_a_dry_run_changes_nothing(store):
    store.load([DEAL])
    before = dump(store)
    assert store.retract(["a1"], dry_run=True).edges_removed > 3
    assert dump(store) == before


def test_an_article_that_is_not_held_names_the_nearest(store):
    store.load([article("gallium-deal")])
    with pytest.raises(StoreError, match='"galium-deal" is held; did you mean "gallium-deal"'):
        store.retract(["galium-deal"])


def test_a_lone_surrogate_is_refused_and_nothing_is_written(store):
    broken = DEAL.model_copy(update={"id": "a2", "title": "half \ud83d"})
    with pytest.raises(InputError, match=r"^a2: .*surrogate"):
        store.load([DEAL, broken])
    assert list(store.extractions()) == []


def test_an_article_that_cannot_be_read_leaves_the_load_undone(store):
    def articles():
        yield DEAL
        raise InputError("the second is broken")

    with pytest.raises(InputError):
        store.load(articles())
    assert list(store.extractions()) == []


def test_values_come_back_as_they_went_in(store):
    hostile = ["nul\0", "'\"`\\", "\u202eevil", "e\u0301", "é", "ß", "SS", "x" * 100_000, "\u2028", "🪨"]
    facts = [agreement(name, "JP", value=name) for name in hostile]
    held = article("\0'\"", *facts, title=hostile[0])
    store.load([held])
    assert list(store.extractions()) == [held]
    assert {node.properties.get("value") for node in store.graph.nodes(Label.AGREEMENT)} == set(hostile)
    store.retract(["\0'\""])
    assert list(store.extractions()) == []


def test_names_that_fold_alike_are_one_entity(store):
    names = ["Étain d’Or", "E\u0301tain d'Or", "ÉTAIN D'OR"]
    store.load([article(f"a{i}", agreement(name, "JP")) for i, name in enumerate(names)])
    parties = {edge.source for edge in store.graph.edges(RelType.SIGNS)} - {"JP"}
    assert len(parties) == 1
    assert store.graph.node(parties.pop()).properties["names"] == tuple(sorted(names))
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 1


def test_what_another_process_writes_is_seen(store, path):
    assert store.graph.node("article:a1") is None
    other = MemoryStore(path, small_vocabulary())
    other.load([DEAL])
    assert store.graph.node("article:a1") is not None
    assert store.load([DEAL]).unchanged == ("a1",)
    other.retract(["a1"])
    other.close()
    assert store.load([DEAL]).added == ("a1",)


def test_a_file_that_is_no_store(path):
    path.write_text("these are notes, not a graph; " * 100)
    with pytest.raises(StoreFormatError, match="is not a Lodegraph graph"):
        MemoryStore(path, small_vocabulary())


def test_a_database_of_something_else(path):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(StoreFormatError, match="not a Lodegraph graph"):
        MemoryStore(path, small_vocabulary())


def test_a_damaged_store(store, path):
    store.load([DEAL])
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreFormatError, match="damaged"):
        MemoryStore(path, small_vocabulary())


def test_a_store_of_a_later_version(store, path):
    store.close()
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(StoreVersionError, match=r"newer.*update"):
        MemoryStore(path, small_vocabulary())


def test_a_store_that_another_process_writes_to_names_it(store, path, monkeypatch):
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
         "c.execute('BEGIN IMMEDIATE'); print('held', flush=True); input()", str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with holder:
        assert holder.stdout.readline() == "held\n"
        store._file.connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(StoreBusyError, match=f"(process {holder.pid}.*|another process) is writing"):
            store.load([DEAL])
        holder.communicate("\n")
    assert store.load([DEAL]).added == ("a1",)


def test_a_full_disk_leaves_the_graph_as_it_was(store):
    store.load([DEAL])
    before = dump(store)
    (pages,) = store._file.connection.execute("PRAGMA page_count").fetchone()
    store._file.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="disk is full; nothing was written"):
        store.load([article("a2", agreement("Acme", "JP", value="x" * 500_000))])
    assert dump(store) == before
    store._file.connection.execute("PRAGMA max_page_count = 100000")
    assert store.load([article("a2")]).added == ("a2",)


def test_a_change_of_the_vocabulary_is_taken_up(store, path):
    store.load([DEAL])
    store.close()
    vocabulary = small_vocabulary()
    fewer = {id: entry for id, entry in vocabulary.minerals.items() if id != "lithium"}
    narrowed = type(vocabulary)(
        fewer, vocabulary.territories, vocabulary.places, vocabulary.organizations, vocabulary.alliances, ()
    )
    with closing(MemoryStore(path, narrowed)) as again, closing(MemoryStore(None, narrowed)) as fresh:
        assert again.graph.node("lithium") is None
        fresh.load([DEAL])
        assert dump(again, everything=True) == dump(fresh, everything=True)


def test_judgements(store):
    store.load([DEAL, article("a2", agreement("KZ:supplier", "JP:buyer"))])
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 1
    left, right = (edge.properties["statements"][0] for edge in store.graph.edges(RelType.REPORTS))
    store.judge(Judgement(right, left, False, "two deals"))
    assert store.judgements() == (Judgement(left, right, False, "two deals"),)
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 2
    store.judge(Judgement(left, right, True))
    assert store.judgements() == (Judgement(left, right, True),)
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 1
    store.unjudge(right, left)
    assert store.judgements() == ()
    with pytest.raises(StoreError, match="no judgement"):
        store.unjudge(left, right)


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        ("KZ", "KZ", "itself"),
        ("KZ", "org:nobody", '"org:nobody" is held'),
        ("KZ", "gallium", '"gallium" is held'),
        ("KZ", "statement:a1#0", "is held"),
    ],
)
def test_judgements_that_make_no_sense(store, left, right, message):
    store.load([DEAL])
    with pytest.raises(StoreError, match=message):
        store.judge(Judgement(left, right, True))
    assert store.judgements() == ()


def test_a_judgement_outlives_the_article(store):
    reports = [article("a1", agreement("Rio", "JP")), article("a2", agreement("Rio Tinto", "JP"))]
    store.load(reports)
    store.judge(Judgement("org:rio", "org:rio-tinto", True))
    joined = dump(store)
    store.retract(["a2"])
    store.load(reports)
    assert dump(store) == joined


def test_open_store(path, tmp_path):
    with pytest.raises(StoreError, match="no graph yet"):
        open_store(str(path), small_vocabulary(), must_exist=True)
    assert not path.exists()
    open_store(str(path), small_vocabulary()).close()
    open_store(str(path), small_vocabulary(), must_exist=True).close()
    with pytest.raises(StoreError, match="folder"):
        open_store(str(tmp_path), small_vocabulary())
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(str(tmp_path / "none" / "x"), small_vocabulary())
    with pytest.raises(StoreError, match="path of a file"):
        open_store("a\0b", small_vocabulary())


def test_the_header_says_whose_file_it_is(store, path):
    store.close()
    assert path.read_bytes()[68:72] == b"Lode"
