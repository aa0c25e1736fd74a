"""A person's own Cypher reads the graph, and nothing slips past that."""

import socket
from contextlib import closing

import pytest

from graph.cypher_gate import check_plan, readable
from graph.dump import dump
from graph.errors import LodegraphError, QueryError
from graph.neo4j_store import Neo4jStore
from tests.articles import agreement, article
from tests.strategies import small_vocabulary

#: Ways to do more than read, found by trying; {url} is an address that must not be fetched, {file} a file.
BYPASSES = [
    "CREATE (:X)",
    "MATCH (n) SET n.x = 1",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.name RETURN n",
    "MERGE (n:X) RETURN n",
    "MATCH (n) WITH n LIMIT 1 FOREACH (x IN [1] | CREATE (:X))",
    "INSERT (:X)",
    "MATCH (n) CALL (n) { CREATE (:X) } RETURN n",
    "CALL { CREATE (:X) } RETURN 1",
    "RETURN COLLECT { CREATE (x:X) RETURN x }",
    "MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS RETURN 1",
    "UNWIND [1] AS x CALL (x) { RETURN 1 AS y } IN 3 CONCURRENT TRANSACTIONS RETURN y",
    "LOAD CSV FROM '{url}' AS row RETURN row",
    "LOAD CSV FROM '{file}' AS row RETURN row",
    "WITH 1 AS x LOAD CSV WITH HEADERS FROM '{file}' AS row RETURN row",
    "WITH 1 AS x load/**/csv FROM '{url}' AS row RETURN row",
    "CALL { LOAD CSV FROM '{url}' AS row RETURN row } RETURN row",
    "CALL apoc.load.json('{url}') YIELD value RETURN value",
    "CALL apoc.load.csv('{file}')",
    "CALL `apoc`.`load`.`json`('{url}')",
    "CALL `apoc.load.json`('{url}')",
    "CALL apoc.cypher.run('CREATE (:X)', {}) YIELD value RETURN value",
    "RETURN apoc.cypher.runFirstColumnSingle('MATCH (n) RETURN n', {})",
    "RETURN `apoc`.`load` . `html`('{url}')",
    "RETURN `apoc.load.html`('{url}')",
    "CALL dbms.listConfig() YIELD name, value RETURN name, value",
    "CALL dbms.setConfigValue('server.http.enabled', 'false')",
    "CALL dbms.killQuery('query-1')",
    "CALL db.createLabel('X')",
    "CALL db.createProperty('x')",
    "CALL db.create.setNodeVectorProperty(1, 'x', [1.0])",
    "CALL db.clearQueryCaches()",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL tx.setMetaData({a: 1})",
    "CALL jmx.query('*:*')",
    "CALL/* db.labels */dbms.listConfig()",
    "CALL\n// db.labels()\ndbms.listConfig()",
    "MATCH (n) RETURN n; CREATE (:X)",
    "RETURN 1;RETURN 2",
    "RETURN ';' ; CREATE (:X)",
    "USE system RETURN 1",
    "USE graph.byName('neo4j') RETURN 1",
    "CALL { USE system RETURN 1 AS x } RETURN x",
    "SHOW DATABASES",
    "SHOW USERS YIELD user",
    "SHOW SETTINGS",
    "SHOW TRANSACTIONS",
    "TERMINATE TRANSACTIONS 'x'",
    "PROFILE CREATE (:X)",
    "PROFILE MATCH (n) RETURN n",
    "EXPLAIN CREATE (:X)",
    "CYPHER 5 CREATE (:X)",
    "CYPHER runtime=slotted MATCH (n) SET n.x = 1",
    "CREATE USER eve SET PASSWORD 'sesame-sesame'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "DROP INDEX lodegraph_names",
    "CREATE INDEX FOR (n:X) ON (n.y)",
    "\\u0043REATE (:X)",
    "MATCH (n) \\u0053ET n.x = 1",
    "RETURN '\\u0027 CREATE (:X) //'",
    "RETURN '\\\\u0027' CREATE (:X)",
    "MATCH (n) RETURN n /* */ \\u003b CREATE (:X)",
    "ＣＲＥＡＴＥ (:X)",
    "MATCH (n) ＳＥＴ n.x = 1",
    "ＣＡＬＬ dbms.listConfig()",
    "MATCH (n) ſET n.x = 1",
    "UNWıND [1] AS x CREATE (:X)",
    "MATCH (n)\u2028CREATE (:X)",
    "MATCH (n)\u00a0SET n.x = 1",
    "MATCH (n)\u200bSET n.x = 1 RETURN n",
    "MATCH (n) RETURN n // \r CREATE (:X)",
    "RETURN 1 /* CREATE (:X) */ /* */ CREATE (:X)",
    "RETURN 1 /*/ CREATE (:X) /*/ CREATE (:X) /**/",
    "RETURN '//' CREATE (:X)",
    "RETURN \"a\\\\\" CREATE (:X) //\"",
    "RETURN `//` CREATE (:X)",
    "RETURN `a``` CREATE (:X)",
    "RETURN 'open CREATE (:X)",
    "WITH 1 AS `x` SET `x`.y = 1",
    "",
    ";",
    "// nothing",
    "{}",
    "BEGIN",
    ":param x => 1",
]  # fmt: skip

READS = [
    "MATCH (n:Mineral {id: 'gallium'}) RETURN n.name AS name",
    "match (n) return count(n) as n;",
    "MATCH (a:Actor)-[s:SIGNS|PARTY_TO]->(d) RETURN a, s, d LIMIT 3",
    "MATCH p = (:Actor)-[:SIGNS|PARTY_TO]->() RETURN p",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "CALL db.index.fulltext.queryNodes('lodegraph_names', 'gallium') YIELD node RETURN node.id",
    "UNWIND [1, 2] AS x CALL (x) { RETURN x * 2 AS y } RETURN y",
    "RETURN 'CREATE (:X); LOAD CSV // /*' AS text, `set` FROM",
    "MATCH (n:`Load`) RETURN n.set AS `create`",
    "RETURN duration.between(date('2025-01-01'), date('2025-03-01')) AS d, point({x: 1, y: 2}) AS p, 1.0 / 0.0 AS f",
    "MATCH (n) WHERE n.name =~ '.*\\\\d.*' RETURN n.id // digits",
    "OPTIONAL MATCH (d:Agreement) WHERE EXISTS { (d)-[:CONCERNS]->(:Mineral) } RETURN collect(d.name) AS names",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(neo4j_server):
    neo4j_server.empty()
    with closing(Neo4jStore(neo4j_server.address, small_vocabulary(), neo4j_server.access)) as held:
        held.load([article("a1", agreement("KZ:supplier", "JP:buyer"))])
        yield held


@pytest.fixture(scope="module")
def trap():
    """An address on this machine that notes whether it is fetched."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.05)
        yield listener


@pytest.mark.parametrize("text", BYPASSES)
def test_nothing_but_reading_gets_through(store, trap, text, tmp_path):
    before = dump(store, everything=True)
    file = tmp_path / "secret.csv"
    file.write_text("sesame\n", "utf-8")
    given = text.replace("{url}", f"http://127.0.0.1:{trap.getsockname()[1]}/x").replace("{file}", file.as_uri())
    with pytest.raises(LodegraphError) as caught:
        store.cypher(given, limit=10, seconds=5)
    assert "sesame" not in str(caught.value).replace("sesame-sesame", "")
    assert "\n" not in str(caught.value)
    store._graph = None
    assert dump(store, everything=True) == before
    with pytest.raises(TimeoutError):
        trap.accept()


#: What only writes: with the text let through, the server itself must still refuse.
WRITES = [
    text
    for text in BYPASSES
    if text.startswith(("CREATE (", "MATCH (n) SET", "MATCH (n) CALL (n) { CREATE", "CALL { CREATE"))
]


@pytest.mark.parametrize("text", WRITES)
def test_the_plan_and_the_access_mode_hold_alone(store, monkeypatch, text):
    from graph import neo4j_connection

    monkeypatch.setattr(neo4j_connection, "readable", lambda given: given)
    with pytest.raises(QueryError, match="more than read"):
        store.cypher(text, limit=10, seconds=5)
    monkeypatch.setattr(neo4j_connection, "check_plan", lambda *_: None)
    with pytest.raises(LodegraphError):
        store.cypher(text, limit=10, seconds=5)


@pytest.mark.parametrize("text", [text for text in READS if "FROM" not in text])
def test_what_reads_is_answered(store, text):
    table = store.cypher(text, limit=100, seconds=10)
    assert table.columns
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_words_in_quotes_and_after_dots_are_names():
    assert readable("MATCH (n:Load {`set`: 1}) RETURN n.create AS `delete`")


def test_comments_do_not_reach_the_server():
    assert readable("MATCH (n) // one\nRETURN /* two */ n") == "MATCH (n)  \nRETURN   n"


@pytest.mark.parametrize("ending", ["\u2028", "\x0b", "\x85", "\u2029"])
def test_what_some_take_for_the_end_of_a_line_does_not_end_a_comment(ending):
    assert readable(f"RETURN 1 // {ending} CREATE (:X)") == "RETURN 1  "


def test_a_refusal_says_how_to_write_a_name():
    with pytest.raises(QueryError, match=r"SET is refused.*`set`"):
        readable("MATCH (n) RETURN n.x AS set")


@pytest.mark.parametrize(
    "plan",
    [
        None,
        {"operatorType": "LoadCSV@neo4j"},
        {"operatorType": "ProcedureCall@neo4j", "args": {"Details": "dbms.x() :: (y :: STRING)"}},
    ],
)
def test_plans_that_do_more(plan):
    with pytest.raises(QueryError):
        check_plan("r", plan)


def test_rows_and_time_are_limited(store):
    table = store.cypher("UNWIND range(1, 1000000) AS x RETURN x", limit=3, seconds=10)
    assert (table.rows, table.more) == ([[1], [2], [3]], True)
    with pytest.raises(LodegraphError, match="longer than is allowed"):
        store.cypher("UNWIND range(1, 1000000000) AS x RETURN count(x)", limit=3, seconds=0.5)


def test_values_are_such_as_json_has(store):
    table = store.cypher(
        "MATCH p = (a:Actor)-[s]->(d:Agreement) RETURN a, s, p, date('2025-01-02'), 1.0/0", limit=1, seconds=10
    )
    node, edge, path, date, endless = table.rows[0]
    assert node["labels"] == ["Actor", "Country", "Region"]
    assert edge["type"] in ("SIGNS", "PARTY_TO")
    assert [path[0], path[1]["type"]] == [node, edge["type"]]
    assert (date, endless) == ("2025-01-02", "inf")
