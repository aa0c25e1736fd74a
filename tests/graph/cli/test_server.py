"""Commands against a Neo4j server, as a person gives them."""

import json

import pytest


@pytest.fixture
def server(neo4j_server, monkeypatch):
    neo4j_server.empty()
    for name, value in neo4j_server.environment.items():
        monkeypatch.setenv(name, value)
    return neo4j_server


@pytest.fixture
def samples():
    from importlib.resources import files

    return files("seeds").joinpath("articles")


def test_a_graph_goes_to_the_server_and_back(run, server, samples, tmp_path):
    loaded = run("load", samples, "--store", "here.lodegraph")
    assert loaded.code == 0
    assert run("judge", "different", "KZ", "JP", "--store", "here.lodegraph").code == 0
    there = run("copy", "here.lodegraph", "neo4j")
    assert (there.code, "1 judgement copied" in there.out) == (0, True)
    assert run("copy", "here.lodegraph", "neo4j").code == 0
    back = run("copy", "neo4j", "back.lodegraph")
    assert back.code == 0
    texts = [run("dump", "--all", "--store", store).out for store in ("here.lodegraph", "neo4j", "back.lodegraph")]
    assert texts[0] == texts[1] == texts[2]
    assert texts[0].count("\n") > 5000


def test_articles_of_another_graph_are_not_mixed_in(run, server, samples, tmp_path):
    (tmp_path / "one.txt").write_text("Chile and Japan signed a lithium deal on 3 March 2025.\n", "utf-8")
    assert run("load", "one.txt", "--store", "neo4j").code == 0
    assert run("load", samples, "--store", "here.lodegraph").code == 0
    ran = run("copy", "here.lodegraph", "neo4j")
    assert (ran.code, "holds other articles" in ran.err) == (2, True)


def test_load_ask_and_retract(run, server, samples):
    loaded = run("load", samples, "--store", server.address)
    assert loaded.code == 0
    assert "articles" in loaded.out
    assert " a second" in loaded.out
    answer = run("ask", "who supplies gallium to Japan", "--store", "neo4j")
    assert "Mitsubishi" in answer.out
    pasted = run("ask", "who supplies gallium to Japan", "--cypher", "--store", "neo4j")
    assert pasted.out.startswith(':param mineral => "gallium";\n:param buyer => "JP";\n')
    assert "ORDER BY" in pasted.out
    gone = run("retract", "sample-drc-cobalt-quotas", "--store", "neo4j", "--dry-run")
    assert (gone.code, "would be" in gone.out) == (0, True)


@pytest.mark.parametrize(("form", "expected"), [("json", [{"id": "gallium"}]), ("csv", "id\ngallium\n")])
def test_own_cypher(run, server, samples, form, expected):
    run("load", samples, "--store", "neo4j")
    ran = run("cypher", "MATCH (m:Mineral {name: 'gallium'}) RETURN m.id AS id", "--format", form, "--store", "neo4j")
    assert ran.code == 0
    assert (json.loads(ran.out) if form == "json" else ran.out) == expected


def test_own_cypher_is_cut_and_says_so(run, server, samples):
    run("load", samples, "--store", "neo4j")
    ran = run("cypher", "MATCH (m:Mineral) RETURN m.id", "--limit", "2", "--format", "csv", "--store", "neo4j")
    assert ran.out.count("\n") == 3
    assert "there are more" in ran.err


def test_cypher_on_a_file_names_the_nearest_query(run):
    ran = run("cypher", "MATCH (a:Actor)-[:SUPPLIES]->(b) RETURN a, b", "--store", "here.lodegraph")
    assert ran.code == 2
    assert "needs a Neo4j server" in ran.err
    assert "`lodegraph query suppliers`" in ran.err


@pytest.mark.parametrize(
    "given",
    [
        ("stats", "--store", "bolt://127.0.0.1:1"),
        ("stats", "--store", "neo4j", "--password", "sesame-sesame"),
        ("stats", "--store", "neo4j", "--database", "nosuch"),
        ("load", "one.txt", "--store", "neo4j", "--user", "nobody"),
        ("stats", "--store", "neo4j://neo4j:sesame@127.0.0.1"),
        ("cypher", "CREATE (:X)", "--store", "neo4j"),
    ],
)
def test_what_is_wrong_is_one_line_and_code_2(run, server, tmp_path, given):
    (tmp_path / "one.txt").write_text("Chile and Japan signed a lithium deal on 3 March 2025.\n", "utf-8")
    server.run("MATCH (n) DETACH DELETE n")
    ran = run(*given)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "sesame" not in ran.err + ran.out
    assert server.password not in ran.err + ran.out
    assert server.run("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_an_export_says_what_to_do_next(run, samples, tmp_path):
    assert run("load", samples, "--store", "g.lodegraph").code == 0
    ran = run("export", "neo4j-admin", "out", "--store", "g.lodegraph")
    assert ran.code == 0
    assert "neo4j-admin database import full neo4j @import.args" in ran.out
    assert (tmp_path / "out" / "SIGNS-header.csv").read_text("utf-8").startswith(":START_ID(graph),:END_ID(graph),id")
