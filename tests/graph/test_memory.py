import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from graph.dump import dump
from graph.errors import StoreBusyError, StoreError, StoreFormatError, StoreVersionError
from graph.memory import MemoryStore
from graph.schema import RelType
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
