"""Where marks stand: the same each time, close together, and none on another."""

from itertools import combinations

from queries.picture.layout import ROOM, layout
from queries.picture.scene import scene_of
from tests.queries.articles import small_store


def test_a_layout_is_the_same_each_time():
    scene = scene_of(small_store().graph)
    assert layout(scene) == layout(scene_of(small_store().graph))


def test_every_mark_has_its_room():
    places = layout(scene_of(small_store().graph))
    for one, other in combinations(sorted(places), 2):
        (ax, ay), (bx, by) = places[one], places[other]
        assert abs(ax - bx) > ROOM[0] - 2 or abs(ay - by) > ROOM[1] - 2


def test_parts_apart_do_not_make_the_rest_small():
    places = layout(scene_of(small_store().graph))
    wide = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    high = max(y for _, y in places.values()) - min(y for _, y in places.values())
    assert wide * high < 6 * len(places) * ROOM[0] * ROOM[1]
    assert 0.5 < wide / high < 3


def test_an_empty_scene_has_no_places():
    assert layout(scene_of(small_store().graph).keeping([])) == {}
