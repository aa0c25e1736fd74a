"""Servers that fail: passwords that expire, servers that go away, may not be written to, or whose disk is full."""

import os
import subprocess
import threading
import time
from contextlib import closing
from dataclasses import replace

import pytest

from graph.dump import dump
from graph.errors import StoreError
from graph.memory import MemoryStore
from graph.neo4j_store import Neo4jStore
from tests.articles import agreement, article
from tests.laws.test_laws import drawn
from tests.server.jars import Home, NoServerError
from tests.strategies import small_vocabulary

DEAL = article("a1", agreement("KZ:supplier", "JP:buyer"))


@pytest.fixture
def home(tmp_path):
    """A server of its own, not started. Skipped, saying why, where there can be none; in CI that is an error."""
    try:
        return Home(tmp_path / "home")
    except NoServerError as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))


def opened(server, **options):
    return closing(Neo4jStore(server.address, small_vocabulary(), server.access, **options))


def test_an_expired_password(neo4j_server):
    neo4j_server.run("CREATE OR REPLACE USER late SET PASSWORD 'sesame-sesame' CHANGE REQUIRED")
    try:
        late = replace(neo4j_server, user="late", password="sesame-sesame")
        with pytest.raises(StoreError, match=r"password has expired.*ALTER CURRENT USER") as caught:
            Neo4jStore(late.address, small_vocabulary(), late.access)
        assert "sesame" not in str(caught.value)
    finally:
        neo4j_server.run("DROP USER late")


def test_a_server_that_goes_away_in_the_middle_of_a_load_and_one_that_may_only_be_read(home):
    articles = [drawn(number) for number in range(30)]
    loaded = []
    with home.running() as running, opened(running.server, patience=2) as store:
        timer = threading.Timer(1.5, running.kill)
        timer.start()
        with pytest.raises(StoreError, match=r"no Neo4j answers|went away") as caught:
            for _ in range(1000):
                for each in articles:
                    store.load([each])
                    loaded.append(each.id)
                store.retract([each.id for each in articles])
        timer.join()
        assert "\n" not in str(caught.value)
    with home.running() as running, opened(running.server) as store:
        held = [each.id for each in store.extractions()]
        with closing(MemoryStore(None, small_vocabulary())) as embedded:
            embedded.load(each for each in articles if each.id in held)
            assert dump(store, everything=True) == dump(embedded, everything=True)
            store.load(articles)
            embedded.load(articles)
            whole = dump(store, everything=True)
            assert whole == dump(embedded, everything=True)
    home.set("server.databases.read_only", "neo4j")
    with home.running() as running, opened(running.server, must_exist=True) as store:
        assert dump(store, everything=True) == whole
        for change in (lambda: store.load([DEAL]), lambda: store.retract(["a1"])):
            with pytest.raises(StoreError, match="may only be read; nothing was written"):
                change()


@pytest.fixture
def small_disk(tmp_path):
    """A folder that takes a few megabytes. Skipped where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=420m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no small disk can be mounted: {done.stderr.strip()}")
    yield folder
    for _ in range(50):
        if subprocess.run(["umount", str(folder)], capture_output=True, check=False).returncode == 0:
            break
        time.sleep(0.1)


def test_a_full_disk(small_disk, tmp_path):
    try:
        home = Home(tmp_path / "home", {"server.directories.data": str(small_disk)})
    except NoServerError as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))
    with home.running() as running, opened(running.server, patience=2) as store:
        store.load([DEAL])
        filler = small_disk / "filler"
        room = os.statvfs(small_disk)
        with filler.open("wb") as file:
            for _ in range(room.f_bavail * room.f_frsize // 2**20 - 2):
                file.write(b"\1" * 2**20)
        with pytest.raises(StoreError, match=r"disk full|went away|no Neo4j answers") as caught:
            for number in range(200):
                store.load([article(f"b{number}", agreement("US", "JP", value=f"{number}" * 100_000))])
        assert "\n" not in str(caught.value)
        filler.unlink()
    with home.running() as running, opened(running.server) as store:
        assert store.article("a1") == DEAL
        held = list(store.extractions())
        with closing(MemoryStore(None, small_vocabulary())) as embedded:
            embedded.load(held)
            assert dump(store, everything=True) == dump(embedded, everything=True)
