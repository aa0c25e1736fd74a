"""SVG and PNG, drawn without a browser."""

import struct
from xml.etree import ElementTree

import pytest

from graph.errors import LodegraphError
from queries.picture.drawing import svg_of
from queries.picture.scene import scene_of
from queries.picture.styles import KINDS
from queries.view import Selection, write_view
from tests.queries.articles import small_store
from tests.queries.picture.test_hostile import hostile_graph

_SVG = "{http://www.w3.org/2000/svg}"


def texts(svg):
    return {each.text for each in ElementTree.fromstring(svg).iter(f"{_SVG}text")}


def test_an_svg_shows_names_lines_and_a_legend():
    svg = svg_of(scene_of(small_store().graph))
    assert {"Japan", "gallium", "offtake: gallium", "Country", "announced"} <= texts(svg)
    dashes = {each.get("stroke-dasharray") for each in ElementTree.fromstring(svg).iter(f"{_SVG}line")}
    assert {None, "9 5", "2 5"} <= dashes
    assert KINDS["agreement"].colour in svg


def test_an_svg_speaks_french():
    assert {"Japon", "contrat d'achat : gallium", "Pays", "annoncé"} <= texts(
        svg_of(scene_of(small_store().graph), lang="fr")
    )


def test_the_same_scene_gives_the_same_svg():
    assert svg_of(scene_of(small_store().graph)) == svg_of(scene_of(small_store().graph))


def test_hostile_text_stays_text_in_an_svg(tmp_path):
    with hostile_graph() as graph:
        write_view(graph, tmp_path / "hostile.svg")
        write_view(graph, tmp_path / "hostile.png")
    root = ElementTree.fromstring((tmp_path / "hostile.svg").read_text("utf-8"))
    assert {each.tag.removeprefix(_SVG) for each in root.iter()} == {"svg", "title", "rect", "line", "polygon", "text"}
    assert not any(key.startswith("on") or "href" in key for each in root.iter() for key in each.attrib)


def test_a_png_is_two_dots_a_pixel(tmp_path):
    path = tmp_path / "deal.png"
    report = write_view(small_store().graph, path, Selection(minerals=("gallium",)))
    head = path.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:])[0] >= 1500
    assert report.nodes > 3


def test_an_empty_picture_can_be_drawn_in_every_form(tmp_path):
    for ending in ("html", "svg", "png"):
        path = tmp_path / f"empty.{ending}"
        assert write_view(small_store().graph, path, Selection(minerals=("vanadium",))).nodes == 0
        assert path.stat().st_size > 100


def test_an_ending_that_no_picture_has_is_told(tmp_path):
    with pytest.raises(LodegraphError, match="a picture ends in"):
        write_view(small_store().graph, tmp_path / "deal.pdf")
