"""Which part of a graph a picture shows, by the selections that queries take."""

import pytest

from graph.errors import LodegraphError
from queries.narrowing import selection_of
from queries.picture.naming import left_out
from queries.picture.scene import scene_of
from queries.picture.selection import select
from tests.queries.articles import small_store


def shown(limit=2000, **narrowed):
    """The names that a narrowed picture shows."""
    store = small_store()
    scene = select(scene_of(store.graph), selection_of(store, **narrowed), limit=limit)
    return {str(mark.node.properties["name"]) for mark in scene.marks.values()}, scene


def test_all_that_articles_tell_is_shown_and_no_reference_data_alone():
    names, scene = shown()
    assert {"Japan", "gallium", "Kokbulak", "Andes Litio"} <= names
    assert "France" not in names
    assert all(not id.startswith("article:") for id in scene.marks)


def test_a_group_of_minerals_reaches_its_members():
    names, _ = shown(mineral=["terres rares"])
    assert {"Hokkai Magnets", "rare earth elements", "Australia"} <= names
    assert "gallium" not in names


def test_a_country_reaches_its_companies_and_places():
    names, _ = shown(country=["Kazakhstan"])
    assert {"Altyn Gallium", "Mitsubishi Corporation", "Kokbulak", "gallium"} <= names
    assert "Russia" not in names


def test_between_two_are_their_deals_and_flows_alone():
    names, _ = shown(between=("Kazakhstan", "Japon"))
    assert {"Altyn Gallium", "Mitsubishi Corporation", "gallium"} <= names
    assert not names & {"China", "United States", "Australia"}


def test_between_two_without_anything_in_common_is_empty():
    assert shown(between=("Chile", "Russia"))[0] == set()


@pytest.mark.parametrize(
    ("status", "there"), [("signed", "Altyn Gallium"), ("announced", "Andes Litio"), ("in force", "China")]
)
def test_by_status(status, there):
    names, scene = shown(status=[status])
    assert there in names
    assert {tie.status for tie in scene.ties if not tie.ground} == {status.replace(" ", "_")}


def test_since_counts_the_day_itself():
    names, _ = shown(since="2025-12")
    assert "Altyn Gallium" in names and "Ukraine" not in names and "Russia" not in names


def test_as_of_shows_a_deal_as_it_stood_and_nothing_later():
    names, scene = shown(as_of="2025-03")
    assert "Altyn Gallium" not in names
    (deal,) = [mark for mark in scene.marks.values() if mark.kind == "agreement" and "uranium" in mark.minerals]
    assert deal.status == "proposed"
    assert {tie.status for tie in scene.ties if tie.deal == deal.id and tie.edge.type != "SUPPLIES"} == {"proposed"}


def test_a_canned_query_shows_its_rows():
    names, _ = shown(canned="suppliers", parameters=["mineral=gallium", "buyer=Japan"])
    assert {"Altyn Gallium", "Mitsubishi Corporation"} <= names
    assert "Russia" not in names


def test_all_narrowings_hold_at_once():
    assert shown(mineral=["gallium"], status=["signed"], country=["Japan"])[0] >= {"Mitsubishi Corporation"}
    assert shown(mineral=["gallium"], status=["proposed"])[0] == set()


def test_beyond_the_limit_the_most_tied_stay_and_the_rest_is_told():
    names, scene = shown(limit=6)
    assert len(names) == 6 and "Russia" in names and "Kokbulak" not in names
    assert scene.left_out == len(shown()[0]) - 6


def test_what_is_left_out_is_told_with_what_shows_it():
    assert left_out(5, 10, "en").startswith("5 of 15 nodes are left out, those with the fewest ties and sources.")
    assert "--mineral" in left_out(5, 10, "fr")
    assert left_out(0, 10, "en") is None


@pytest.mark.parametrize(
    ("narrowed", "message"),
    [
        ({"status": ["firm"]}, "status is one of"),
        ({"since": "last year"}, "since is a date"),
        ({"canned": "nobody"}, "no canned query"),
        ({"canned": "suppliers", "parameters": ["gallium"]}, "NAME=VALUE"),
        ({"parameters": ["gallium"]}, "--query NAME"),
        ({"mineral": ["Japan"]}, "no entity"),
    ],
)
def test_what_is_not_understood_is_told(narrowed, message):
    with pytest.raises(LodegraphError, match=message):
        selection_of(small_store(), **narrowed)
