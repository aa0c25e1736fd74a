"""Each query on a Neo4j server: the rows of its Python twin, in the same order, by a plan that scans nothing."""

import json
from contextlib import closing

import neo4j
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.memory import MemoryStore
from graph.names import organization_id, place_id
from graph.neo4j_store import Neo4jStore
from graph.vocabulary import load_vocabulary
from queries.catalogue import CATALOGUE
from queries.parameters import bind
from queries.query import entity_kinds, literal_values
from tests.laws.test_laws import lawful
from tests.queries.articles import articles, small_store
from tests.queries.test_queries import CASES, GOLDEN
from tests.strategies import ACTORS, CODES, DATES, MINERALS, PLACES, corpora, small_vocabulary

ENTITIES = [*CODES, *map(organization_id, ACTORS), *MINERALS, *(place_id(name, "KZ") for name in PLACES)]
QUERIES = pytest.mark.parametrize("query", CATALOGUE.values(), ids=list(CATALOGUE))


@pytest.fixture(scope="module")
def served(neo4j_server):
    """The articles of the golden files, on the server."""
    neo4j_server.empty()
    with closing(Neo4jStore(neo4j_server.address, load_vocabulary(), neo4j_server.access)) as store:
        store.load(articles())
        yield store


@pytest.mark.parametrize("name", CATALOGUE)
def test_rows_are_those_of_the_golden(served, name):
    golden = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    assert [case["given"] for case in golden] == CASES[name]
    query = CATALOGUE[name]
    for case in golden:
        rows = served.read(query, bind(query, case["given"], small_store()))
        assert [row.model_dump(mode="json") for row in rows] == case["rows"]


OPERATORS = {"AllNodesScan", "CartesianProduct", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}


def operators(plan):
    yield plan["operatorType"].partition("@")[0], plan.get("args", {}).get("Details", "")
    for child in plan.get("children", ()):
        yield from operators(child)


@QUERIES
def test_the_plan_scans_nothing_that_an_index_serves(served, neo4j_server, query):
    """Labels and types may be scanned where a parameter that is null asks for all; ids are looked up."""
    login = (neo4j_server.user, neo4j_server.password)
    nulls = dict.fromkeys(query.parameters.model_fields)
    with neo4j.GraphDatabase.driver(neo4j_server.address, auth=login, notifications_min_severity="OFF") as driver:
        summary = driver.execute_query(f"EXPLAIN {query.cypher}", {**nulls, "hops": 6, "limit": 5}).summary
    assert summary.query_type == "r"
    found = list(operators(summary.plan))
    assert not OPERATORS & {name for name, _ in found}
    for name, details in found:
        if name == "NodeByLabelScan":
            assert "Article" not in details and "Mineral" not in details
    if "id: $start" in query.cypher:
        assert not any(name.endswith("Scan") for name, _ in found)


def test_that_a_full_scan_would_be_noticed(served, neo4j_server):
    login = (neo4j_server.user, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.address, auth=login, notifications_min_severity="OFF") as driver:
        plan = driver.execute_query("EXPLAIN MATCH (a), (b) RETURN a, b").summary.plan
    assert OPERATORS & {name for name, _ in operators(plan)} == {"AllNodesScan", "CartesianProduct"}


@st.composite
def asked(draw, query):
    """Parameters: entities that may or may not be there, words that the query takes, dates."""
    given = {}
    for name, field in query.parameters.model_fields.items():
        if name == "hops":
            given[name] = draw(st.integers(1, 8))
        elif name == "limit":
            given[name] = draw(st.integers(1, 20))
        elif entity_kinds(query, name):
            given[name] = draw(st.sampled_from(ENTITIES if field.is_required() else [None, None, *ENTITIES]))
        elif words := literal_values(query, name):
            given[name] = draw(st.sampled_from([None, None, *words]))
        else:
            given[name] = draw(st.sampled_from(DATES))
    return query.parameters(**given)


@settings(lawful, max_examples=12)
@given(corpora(5), st.data())
def test_both_stores_give_the_same_rows(neo4j_server, held, data):
    neo4j_server.empty()
    with (
        closing(MemoryStore(None, small_vocabulary())) as embedded,
        closing(Neo4jStore(neo4j_server.address, small_vocabulary(), neo4j_server.access)) as served,
    ):
        for store in (embedded, served):
            store.load(held)
        for query in CATALOGUE.values():
            unasked = {name for name, field in query.parameters.model_fields.items() if field.is_required()}
            every = [] if unasked else [query.parameters()]
            for parameters in (*every, *(data.draw(asked(query)) for _ in range(2))):
                assert served.read(query, parameters) == embedded.read(query, parameters), (query.name, parameters)
