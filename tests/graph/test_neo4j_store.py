"""What only a server can do or get wrong: its errors, its schema, other programs' data, a load that is broken off."""

import threading
import traceback
from contextlib import closing

import pytest

from graph import neo4j_schema, neo4j_store
from graph.dump import dump
from graph.errors import LodegraphError, StoreError, StoreFormatError, StoreVersionError
from graph.memory import MemoryStore
from graph.neo4j_access import Access, server_address
from graph.neo4j_errors import named, too_old
from graph.neo4j_store import Neo4jStore
from graph.stores import open_store
from tests.articles import agreement, article
from tests.strategies import small_vocabulary

DEAL = article("a1", agreement("KZ:supplier", "JP:buyer"), url="https://example.org/a", path="news/a.txt")


@pytest.fixture
def server(neo4j_server):
    """The server with an empty database."""
    neo4j_server.empty()
    return neo4j_server


@pytest.fixture
def bare(neo4j_server):
    """The server as it comes; given back as it comes."""
    neo4j_server.bare()
    yield neo4j_server
    neo4j_server.bare()


def opened(server, vocabulary=None, **options):
    return closing(Neo4jStore(server.address, vocabulary or small_vocabulary(), server.access, **options))


def names(server, what):
    return {record["name"] for record in server.run(f"SHOW {what} YIELD name") if "lodegraph" in record["name"]}


def test_constraints_and_indexes_are_made_once(bare):
    with opened(bare) as store:
        store.load([DEAL])
    made = names(bare, "CONSTRAINTS"), names(bare, "INDEXES")
    assert "lodegraph_actor_id" in made[0]
    assert {"lodegraph_names", "lodegraph_agreement_status"} <= made[1]
    with opened(bare):
        pass
    assert (names(bare, "CONSTRAINTS"), names(bare, "INDEXES")) == made
    assert all(record["state"] == "ONLINE" for record in bare.run("SHOW INDEXES YIELD state"))


def test_names_are_found_in_both_languages_and_without_accents(server):
    with opened(server):
        found = server.run(
            "CALL db.index.fulltext.queryNodes('lodegraph_names', $asked) YIELD node RETURN node.id AS id",
            asked="etats",
        )
    assert {"id": "US"} in found


def test_a_later_version_changes_the_schema_without_loss(bare, monkeypatch):
    """An index goes, one comes; what is held stays."""
    with opened(bare) as store:
        store.load([DEAL])
        before = dump(store, everything=True)
    statements = [each for each in neo4j_schema.STATEMENTS if "lodegraph_agreement_kind" not in each]
    statements.append("CREATE RANGE INDEX lodegraph_agreement_value IF NOT EXISTS FOR (n:Agreement) ON (n.value)")
    monkeypatch.setattr(neo4j_store, "VERSION", neo4j_schema.VERSION + 1)
    monkeypatch.setattr(neo4j_store, "upgrade", lambda *there: neo4j_schema.upgrade(*there, statements))
    with opened(bare) as store:
        assert dump(store, everything=True) == before
    assert "lodegraph_agreement_value" in names(bare, "INDEXES")
    assert "lodegraph_agreement_kind" not in names(bare, "INDEXES")
    monkeypatch.undo()
    with pytest.raises(StoreVersionError, match=r"newer Lodegraph.*update"):
        Neo4jStore(bare.address, small_vocabulary(), bare.access)


@pytest.mark.parametrize(("schema", "message"), [(0, "older.*load the articles"), (99, "newer.*update")])
def test_another_form_of_the_graph(server, schema, message):
    with opened(server) as store:
        store.load([DEAL])
    server.run("MATCH (s:LodegraphStore) SET s.schema = $schema", schema=schema)
    try:
        with pytest.raises(StoreVersionError, match=message):
            Neo4jStore(server.address, small_vocabulary(), server.access)
    finally:
        server.run("MATCH (s:LodegraphStore) DETACH DELETE s")


def test_the_schema_is_pinned_to_its_version():
    """Change STATEMENTS only together with VERSION: databases hold what an earlier one made."""
    assert (neo4j_schema.VERSION, len(neo4j_schema.STATEMENTS)) == (1, 37)


def test_a_graph_of_others_is_not_touched(bare):
    bare.run("CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Grace'})")
    with pytest.raises(StoreFormatError, match=r"not Lodegraph's; nothing was touched.*NEO4J_DATABASE"):
        Neo4jStore(bare.address, small_vocabulary(), bare.access)
    assert bare.run("MATCH (n) RETURN count(n) AS n") == [{"n": 2}]
    assert names(bare, "CONSTRAINTS") == set()


def test_what_others_add_later_is_left_out_and_left_alone(server):
    with opened(server) as store:
        store.load([DEAL])
        before = dump(store, everything=True)
        server.run("MATCH (n:Mineral {id: 'gallium'}) SET n:Favourite CREATE (:Note {text: 'x'})-[:ON]->(n)")
        server.run("MATCH (n:Mineral {id: 'gallium'}) CREATE (n)-[:PART_OF]->(:Mineral {name: 'mine'})")
        assert store.load([article("a2")]).added == ("a2",)
        store.retract(["a2"])
        assert dump(store, everything=True) == before
    assert server.run("MATCH (n:Note) RETURN count(n) AS n") == [{"n": 1}]


def test_a_graph_that_must_be_there(bare):
    with pytest.raises(StoreError, match="no graph yet"):
        Neo4jStore(bare.address, small_vocabulary(), bare.access, must_exist=True)
    assert bare.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


@pytest.mark.parametrize(
    ("access", "message"),
    [
        ({"password": "sesame-sesame"}, "user or password is wrong"),
        ({"user": "nobody"}, "user or password is wrong"),
        ({"user": None, "password": None}, "user or password is wrong|NEO4J_PASSWORD"),
        ({"database": "nosuch"}, "no such database"),
    ],
)
def test_a_wrong_login_says_so_and_keeps_the_secret(server, access, message):
    given = Access(**{"user": server.user, "password": server.password, "database": None, **access})
    with pytest.raises(StoreError, match=message) as caught:
        Neo4jStore(server.address, small_vocabulary(), given)
    told = "".join(traceback.format_exception(caught.value)) + repr(given)
    assert "sesame" not in told
    assert server.password not in told
    assert "\n" not in str(caught.value)


def test_no_server(unused_tcp_port):
    with pytest.raises(StoreError, match=r"no Neo4j answers there.*docker compose"):
        Neo4jStore(f"bolt://127.0.0.1:{unused_tcp_port}", small_vocabulary(), Access())


@pytest.fixture
def unused_tcp_port():
    from tests.server.jars import free_port

    return free_port()


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("Neo.ClientError.Security.CredentialsExpired", "password has expired"),
        ("Neo.ClientError.Security.Forbidden", "may not do that; nothing was written"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", "may only be read"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "too little memory"),
        ("Neo.DatabaseError.Transaction.TransactionCommitFailed", "disk full"),
        ("Neo.ClientError.Statement.Strange", "something strange"),
    ],
)
def test_what_a_server_says_is_one_line(code, message):
    error = Exception("something\nstrange")
    error.code = code
    assert message in str(named("bolt://here", error))
    assert "\n" not in str(named("bolt://here", error))


def test_an_old_server():
    assert "Neo4j/4.4.9; Lodegraph needs Neo4j 5.26" in str(too_old("bolt://here", "Neo4j/4.4.9"))


@pytest.mark.parametrize(
    ("spec", "address"),
    [
        ("neo4j://host", "neo4j://host"),
        ("bolt+ssc://host:7687/", "bolt+ssc://host:7687"),
        ("graph.lodegraph", None),
        ("./neo4j", None),
        ("http://host", None),
    ],
)
def test_which_names_mean_a_server(spec, address):
    assert server_address(spec) == address


@pytest.mark.parametrize(
    "spec", ["neo4j://user:sesame@host", "bolt://sesame@host", "neo4j://host/db", "neo4j://", "neo4j://host:x", "neo4j"]
)
def test_addresses_that_cannot_be(spec, monkeypatch):
    monkeypatch.delenv("NEO4J_URI", raising=False)
    with pytest.raises(StoreError) as caught:
        server_address(spec)
    assert "sesame" not in str(caught.value)


def test_the_environment_names_the_server_only_when_asked(server, monkeypatch, tmp_path):
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    with closing(open_store(str(tmp_path / "x.lodegraph"), small_vocabulary())) as store:
        assert isinstance(store, MemoryStore)
    with closing(open_store("neo4j", small_vocabulary())) as store:
        assert store.load([DEAL]).added == ("a1",)


def test_two_that_load_at_once_double_nothing(server):
    """Each loads all, in another order, an article at a time; articles speak of common deals."""
    articles = [article(f"a{n}", agreement("KZ:supplier", f"Buyer {n % 3}:buyer")) for n in range(12)]
    failures = []

    def load(order):
        try:
            with opened(server) as store:
                for each in order:
                    store.load([each])
        except LodegraphError as error:
            failures.append(error)

    threads = [threading.Thread(target=load, args=(order,)) for order in (articles, articles[::-1], articles[6:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with opened(server) as store, closing(MemoryStore(None, small_vocabulary())) as embedded:
        embedded.load(articles)
        assert dump(store, everything=True) == dump(embedded, everything=True)


def test_two_that_open_an_empty_database_at_once(bare):
    failures = []

    def load(number):
        try:
            with opened(bare) as store:
                store.load([article(f"a{number}")])
        except LodegraphError as error:
            failures.append(error)

    threads = [threading.Thread(target=load, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with opened(bare) as store:
        assert [each.id for each in store.extractions()] == ["a0", "a1", "a2"]
    assert bare.run("MATCH (s:LodegraphStore) RETURN count(s) AS n") == [{"n": 1}]


def test_a_load_that_fails_half_way_leaves_nothing(server, monkeypatch):
    with opened(server) as store:
        store.load([DEAL])
        before = dump(store, everything=True)

        def fail(*_):
            raise StoreError("stopped in the middle")

        monkeypatch.setattr(neo4j_store.writing, "write_elements", fail)
        with pytest.raises(StoreError, match="middle"):
            store.load([article("a2", agreement("US", "JP"))])
        monkeypatch.undo()
        assert dump(store, everything=True) == before
        assert store.load([article("a2", agreement("US", "JP"))]).added == ("a2",)


def test_what_a_retraction_takes_out_leaves_no_key_behind(server):
    with opened(server) as store:
        empty = server.run("MATCH (n) RETURN count(n) AS n")
        store.load([DEAL])
        store.retract(["a1"])
    assert server.run("MATCH (n) RETURN count(n) AS n") == empty


def test_two_vocabularies_do_not_take_turns(server):
    vocabulary = small_vocabulary()
    fewer = {id: entry for id, entry in vocabulary.minerals.items() if id != "lithium"}
    other = type(vocabulary)(
        fewer, vocabulary.territories, vocabulary.places, vocabulary.organizations, vocabulary.alliances, ()
    )
    with opened(server) as store:
        with opened(server, other) as newer:
            newer.load([DEAL])
        with pytest.raises(StoreVersionError, match="start again"):
            store.load([article("a2")])
