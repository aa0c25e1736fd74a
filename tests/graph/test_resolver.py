import pytest

from graph.memory import PropertyGraph
from graph.model import Extraction
from graph.resolver import Resolver
from graph.schema import Label, RelType
from graph.store import Judgement
from tests.articles import agreement, article, measure
from tests.strategies import small_vocabulary


def graph_of(*articles, judgements=()):
    whole = Resolver(small_vocabulary()).everything(articles, judgements)
    return PropertyGraph(filter(None, whole.nodes.values()), filter(None, whole.edges.values()))


def only(found):
    (one,) = found
    return one


def ends(edges):
    return [(edge.source, edge.target) for edge in edges]


def test_one_deal_of_two_reports():
    deal = {"regions": ("KZ",), "quantity": "15 t/year"}
    graph = graph_of(
        article("a1", agreement("ERG:supplier", "Mitsubishi:buyer", date="2025-12-20", **deal)),
        article("a2", agreement("ERG:supplier", "Mitsubishi:buyer", date="2025-12", **deal), date="2026-02-18"),
    )
    node = only(graph.nodes(Label.AGREEMENT))
    said = node.properties
    assert said["name"] == "ERG – Mitsubishi: gallium offtake (signed 2025-12)"
    assert (said["kind"], said["status"], said["date"], said["reports"]) == ("offtake", "signed", "2025-12-20", 2)
    assert (said["first_reported"], said["last_reported"]) == ("2025-12-22", "2026-02-18")
    signs = graph.into(node.id, RelType.SIGNS)
    assert {edge.source: edge.properties["role"] for edge in signs} == {
        "org:erg": "supplier",
        "org:mitsubishi": "buyer",
    }
    assert signs[0].properties["articles"] == ("article:a1", "article:a2")
    assert ends(graph.edges(RelType.REPORTS)) == [("article:a1", node.id), ("article:a2", node.id)]
    sourced = only(graph.edges(RelType.SOURCED_FROM))
    assert (sourced.source, sourced.target, sourced.key) == ("gallium", "KZ", node.id)
    supply = only(graph.edges(RelType.SUPPLIES))
    assert (supply.source, supply.target) == ("org:erg", "org:mitsubishi")
    assert {name: supply.properties[name] for name in ("mineral", "status", "basis", "agreement", "amount")} == {
        "mineral": "gallium", "status": "planned", "basis": "agreement", "agreement": node.id, "amount": "15 t/year",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reports", "type", "status"),
    [
        ([{"status": "announced"}], RelType.PARTY_TO, "planned"),
        ([{"status": "proposed"}], RelType.PARTY_TO, "possible"),
        ([{"status": "negotiating"}, {"status": "signed"}], RelType.SIGNS, "planned"),
        ([{"status": "ended"}], RelType.PARTY_TO, "halted"),
        ([{"status": "signed", "date": "2025-01"}, {"status": "ended", "date": "2025-11"}], RelType.SIGNS, "halted"),
        ([{"status": "signed", "kind": "license"}], RelType.SIGNS, "possible"),
    ],
)
def test_signs_is_drawn_for_what_was_signed(reports, type, status):
    facts = [agreement("KZ:supplier", "JP:buyer", **said) for said in reports]
    graph = graph_of(*(article(f"a{i}", fact) for i, fact in enumerate(facts)))
    assert {edge.type for edge in graph.edges(RelType.SIGNS, RelType.PARTY_TO)} == {type}
    assert only(graph.edges(RelType.SUPPLIES)).properties["status"] == status


def test_a_denied_deal_is_ended_and_supplies_nothing():
    reports = agreement("KZ:supplier", "JP:buyer"), agreement("KZ:supplier", "JP:buyer", status="ended", denied=True)
    graph = graph_of(*(article(f"a{i}", fact) for i, fact in enumerate(reports)))
    said = only(graph.nodes(Label.AGREEMENT)).properties
    assert (said["status"], said["denied"]) == ("ended", True)
    assert [*graph.edges(RelType.SIGNS, RelType.SUPPLIES)] == []


def statuses(*reports):
    facts = [agreement("Acme", "Beta", status=status, date=date) for status, date, _ in reports]
    articles = [article(f"a{i}", fact, date=reports[i][2]) for i, fact in enumerate(facts)]
    said = only(graph_of(*articles).nodes(Label.AGREEMENT)).properties
    return said["status"], said.get("date"), said["order_inferred"]


def test_the_latest_status():
    assert statuses(("proposed", "2025-03", None), ("signed", "2025-04-10", None)) == ("signed", "2025-04-10", False)
    by_article = ("announced", "2025-04", "2025-04-20"), ("signed", "2025-04-10", "2025-04-11")
    assert statuses(*by_article) == ("announced", "2025-04", False)
    assert statuses(("announced", "2025", None), ("signed", "2025-04-10", None)) == ("signed", "2025-04-10", True)
    assert statuses(("proposed", None, None), ("signed", None, None)) == ("signed", None, True)
    step = ("negotiating", "2025-03-31", "2025-03-31"), ("signed", None, "2025-08-28")
    assert statuses(*step) == ("signed", None, False)
    background = ("announced", None, "2026-02-03"), ("signed", "2025-12-20", "2025-12-22")
    assert statuses(*background) == ("signed", "2025-12-20", False)


def test_versions_are_kept():
    facts = [agreement("Acme", "Beta", quantity=q, kind=k) for q, k in (("10 t", "other"), ("15 t", "offtake"))]
    facts.append(agreement("Acme", "Beta", quantity="15 t", kind="other"))
    said = only(graph_of(*(article(f"a{i}", f) for i, f in enumerate(facts))).nodes(Label.AGREEMENT)).properties
    assert (said["quantity"], said["quantities"]) == ("15 t", ("10 t", "15 t"))
    assert (said["kind"], said["kinds"]) == ("other", ("offtake", "other"))


def test_a_telling_role_stands_for_a_party():
    graph = graph_of(article("a1", agreement("Acme:buyer", "Beta")), article("a2", agreement("Acme", "Beta")))
    acme = only(graph.out("org:acme", RelType.SIGNS))
    assert acme.properties["role"] == "buyer"
    assert acme.properties["articles"] == ("article:a1", "article:a2")


def test_places_lie_in_the_country_beside_them():
    graph = graph_of(article("a1", agreement("Acme", "Beta", regions=("Kokbulak", "KZ"))))
    place = "place:kz:kokbulak"
    assert ends(graph.out(place, RelType.PART_OF)) == [(place, "KZ")]
    assert graph.out(place, RelType.PART_OF)[0].properties["articles"] == ("article:a1",)
    assert {edge.target for edge in graph.edges(RelType.DRAWS_FROM)} == {place, "KZ"}


def test_a_measure():
    graph = graph_of(article("a1", measure("CN", ("gallium", "lithium"), targets=("US",), date="2023-08-01")))
    node = only(graph.nodes(Label.MEASURE))
    assert node.properties["name"] == "China: export control on gallium, lithium (in force 2023-08)"
    assert ends(graph.edges(RelType.IMPOSES, RelType.TARGETS)) == [("CN", node.id), (node.id, "US")]


def test_sites_resources_and_homes():
    evidence = {"evidence": [{"quote": "here", "start": 0, "end": 4}], "confidence": 0.5}
    said = {
        "id": "a1", "lang": "en", "text_sha256": "0", "extractor": "test", "date": "2025-01-01",
        "sites": [{"name": "Pit", "operators": ["Acme"], "location": "KZ", "minerals": ["gallium"],
                   "stage": "production", **evidence}],
        "resources": [{"region": "KZ", "mineral": "gallium", "measure": m, "amount": "1 t", **evidence}
                      for m in ("reserves", "production", "capacity")],
        "based_in": [{"org": "Acme", "country": "US", **evidence}],
        "supplies": [{"supplier": "CN", "buyer": "US", "mineral": "gallium", "share": "80%", "status": "actual",
                      **evidence}],
    }  # fmt: skip
    graph = graph_of(Extraction.model_validate(said))
    site = graph.node("place:kz:pit")
    assert site.labels == {Label.REGION, Label.SITE}
    assert (site.properties["name"], site.properties["stage"]) == ("Pit", "production")
    told = [e for e in graph.edges() if "articles" in e.properties]
    assert {(e.source, e.type.value, e.target, e.key) for e in told} == {
        ("org:acme", "OPERATES", site.id, ""), (site.id, "HOSTS", "gallium", ""), (site.id, "PART_OF", "KZ", ""),
        ("KZ", "HOLDS", "gallium", "1 t"), ("KZ", "PRODUCES", "gallium", "1 t"),
        ("KZ", "HAS_CAPACITY_FOR", "gallium", "1 t"), ("org:acme", "BASED_IN", "US", ""),
        ("CN", "SUPPLIES", "US", "gallium|actual|stated|"),
    }  # fmt: skip


def test_entities_judged_the_same_are_one_with_all_names():
    articles = article("a1", agreement("Rio", "JP")), article("a2", agreement("Rio Tinto", "JP"))
    same = Judgement("org:rio", "org:rio-tinto", True)
    apart, one = graph_of(*articles), graph_of(*articles, judgements=[same])
    assert len([*apart.nodes(Label.AGREEMENT)]) == 2
    assert len([*one.nodes(Label.AGREEMENT)]) == 1
    assert one.node("org:rio-tinto") is None
    said = one.node("org:rio").properties
    assert (said["names"], said["same_as"]) == (("Rio", "Rio Tinto"), ("org:rio-tinto",))


def test_an_id_that_the_vocabulary_knows_stands():
    known = sorted(small_vocabulary().organizations)[-1]
    same = Judgement(*sorted(("org:aaa", known)), True)
    graph = graph_of(article("a1", agreement("aaa", "JP")), judgements=[same])
    assert graph.node("org:aaa") is None
    assert graph.node(known).properties["same_as"] == ("org:aaa",)
    assert graph.out(known, RelType.SIGNS)
