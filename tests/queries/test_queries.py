"""Rows of the canned queries on a few articles, compared with goldens and looked at for what matters."""

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.memory import MemoryStore
from graph.vocabulary import load_vocabulary
from queries.catalogue import CATALOGUE
from queries.parameters import bind, entity_of
from tests.articles import agreement, article
from tests.queries.articles import small_store

GOLDEN = Path(__file__).parent.parent / "golden" / "queries"
CASES = {
    "suppliers": [{}, {"mineral": "gallium", "buyer": "Japan"}, {"mineral": "neodymium", "buyer": "Japon"}],
    "supply-paths": [{}, {"buyer": "Japan"}],
    "alliances": [{}, {"country": "Japan"}, {"since": "2025-12"}],
    "agreements": [{}, {"actor": "Russia", "partner": "US"}, {"mineral": "critical minerals"}, {"status": "signed"}],
    "measures": [{}, {"imposer": "China", "kind": "export control"}],
    "sources": [{}, {"region": "Kazakhstan"}],
    "timeline": [{}, {"actor": "Russia"}],
    "actor": [{"actor": "Kazakhstan"}],
    "paths": [{"start": "Kokbulak", "end": "Japan"}, {"start": "gallium", "end": "China", "limit": "1"}],
}


def rows(name, **given):
    store = small_store()
    query = CATALOGUE[name]
    return store.read(query, bind(query, given, store))


@pytest.mark.parametrize("name", CATALOGUE)
def test_rows_are_those_of_the_golden(name):
    """LODEGRAPH_UPDATE_GOLDENS=1 writes them anew, to be looked at before they are committed."""
    found = [
        {"given": given, "rows": [row.model_dump(mode="json") for row in rows(name, **given)]} for given in CASES[name]
    ]
    path = GOLDEN / f"{name}.json"
    if os.environ.get("LODEGRAPH_UPDATE_GOLDENS"):
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(path.read_text("utf-8"))


def test_a_country_buys_through_its_companies():
    found = rows("suppliers", mineral="gallium", buyer="Japan")
    assert [(r.supplier, r.supplier_home, r.buyer, r.status, r.amount) for r in found] == [
        ("Altyn Gallium", ("KZ",), "Mitsubishi Corporation", "signed", "15 t/year")
    ]
    assert found[0].regions == ("Kazakhstan",)
    assert found[0].quote.startswith("Altyn Gallium signed")


def test_a_country_reaches_what_only_imposes_nothing():
    assert "CN" not in {r.supplier_id for r in rows("suppliers", mineral="gallium", buyer="Japan")}


def test_a_broader_mineral_is_marked():
    found = {(r.supplier_id, r.match) for r in rows("suppliers", mineral="neodymium", buyer="Japan")}
    assert found == {("AU", "exact"), ("CN", "broader")}


def test_a_group_reaches_its_members():
    found = {(r.supplier_id, r.match) for r in rows("suppliers", mineral="rare earths", buyer="Japan")}
    assert found == {("CN", "exact"), ("AU", "narrower")}


def test_an_alliance_buys_through_its_members():
    assert {r.buyer_id for r in rows("suppliers", buyer="G7", mineral="gallium")} == {"org:mitsubishi"}


@pytest.mark.parametrize(
    ("alliance", "signed", "found"),
    [
        ("Mercosur", {"a": "2014-05", "b": "2017"}, {"a"}),
        ("Union européenne", {"a": "2020-01-31", "b": "2020-02-01", "c": "1970"}, {"a"}),
        # A year counts where any day of it does; without a date, the latest list is taken.
        ("Mercosur", {"a": "2016", "b": "2012", "c": None}, {"a", "b"}),
    ],
)
def test_an_alliance_counts_its_members_on_the_day_of_the_deal(alliance, signed, found):
    member = "VE" if alliance == "Mercosur" else "GB"
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load(
            article(id, agreement(f"{member}:supplier", f"Buyer {id}:buyer", date=date), date=None)
            for id, date in signed.items()
        )
        for name, parameter in (("agreements", "actor"), ("suppliers", "supplier"), ("alliances", "country")):
            query = CATALOGUE[name]
            rows = store.read(query, bind(query, {parameter: alliance}, store))
            assert {row.article_id.removeprefix("article:") for row in rows} == found, name


def test_a_proposal_is_not_a_signature():
    found = rows("suppliers", mineral="uranium", buyer="US")
    assert {r.status for r in found} == {"negotiating"}
    assert rows("suppliers", mineral="uranium", buyer="US", status="signed") == []


def test_a_period_counts_dates_that_may_lie_in_it():
    assert [r.status_date for r in rows("agreements", since="2025-12-15")] == ["2025-12"]
    assert {r.status_date for r in rows("agreements", until="2025-03")} == {"2025-03-30"}


def test_actor_and_partner_are_two_parties():
    assert rows("agreements", actor="Japan", partner="Japan") == []


def test_a_timeline_runs_forward():
    assert [r.status for r in rows("timeline", actor="Russia")] == ["proposed", "negotiating"]


def test_chains_do_not_run_through_minerals():
    found = rows("paths", start="Kokbulak", end="Japan")
    assert found[0].source_id == "place:kz:kokbulak" or found[0].target_id == "place:kz:kokbulak"
    assert not any(row.source_id == "gallium" or row.target_id == "gallium" for row in found)


def test_a_chain_has_no_loop_to_itself():
    assert rows("paths", start="Japan", end="Japan") == []


def test_names_are_taken_in_both_languages_and_as_ids():
    store = small_store()
    assert entity_of("Japon", store) == entity_of("Japan", store) == entity_of("JP", store) == "JP"
    assert entity_of("altyn gallium", store) == "org:altyn-gallium"


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("suppliers", {"mineral": "galium"}, "gallium"),
        ("suppliers", {"mineral": "Japan"}, "mineral"),
        ("suppliers", {"status": "maybe"}, "signed"),
        ("agreements", {"since": "last year"}, "2024-05"),
        ("suppliers", {"colour": "red"}, "colour"),
        ("paths", {"start": "Japan"}, "end"),
        ("paths", {"start": "Japan", "end": "China", "hops": "99"}, "hops"),
    ],
)
def test_what_cannot_be_bound_says_why(name, given, said):
    with pytest.raises(QueryError, match=said):
        rows(name, **given)
