"""Where the marks of a network stand: the same for the same scene, found before the page is opened.

Countries are the anchors: they are placed first, by how much ties them to each other; deals, companies, minerals and
sites settle between the countries that they tie. Parts that hang together are packed close to each other, so that a
far-off pair does not make all else small. In the end no two marks stand so close that their labels must collide.
Coordinates are pixels at first sight.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import atan2, cos, sin

import networkx as nx

from queries.picture.scene import Scene

Place = tuple[float, float]

#: Room that a mark takes with its label, in pixels: wide and high.
ROOM = (104.0, 46.0)
#: The wanted shape of the whole: width by height.
_ASPECT = 1.35
_SEED = 7
#: How much more room there is than labels take, and how far crowds are evened out, from 0 (not) to 1.
_AIR = 1.5
_EVEN = 0.5
_EVEN_BIG = 0.85
#: Parts that are fitted into gaps; further ones, which are pairs at most as a rule, stand in rows beneath.
_FITTED = 60
_SETTLED = 40
#: Marks of a part from which forces take too long: it is relaxed around its anchors instead, or its best tied marks.
_BIG = 300
_HUBS = 24
_RELAXED = 6


def layout(scene: Scene) -> dict[str, Place]:
    """The place of every mark."""
    drawing: nx.Graph[str] = nx.Graph()
    drawing.add_nodes_from(sorted(scene.marks))
    for tie in scene.ties:
        if tie.edge.source != tie.edge.target:
            _weigh(drawing, *tie.ends, 0.6 if tie.ground else 1.0)
    parts = sorted(nx.connected_components(drawing), key=lambda part: (-len(part), min(part)))
    anchors = {id for id, mark in scene.marks.items() if mark.kind == "country"}
    return _packed([_settled(drawing.subgraph(sorted(part)), anchors & part) for part in parts])


def _weigh(drawing: "nx.Graph[str]", left: str, right: str, weight: float) -> None:
    known = drawing.get_edge_data(left, right, {"weight": 0.0})["weight"]
    drawing.add_edge(left, right, weight=min(known + weight, 3.0))


def _settled(part: "nx.Graph[str]", anchors: set[str]) -> dict[str, Place]:
    """One connected part, around its own middle."""
    size = len(part)
    if size == 1:
        return dict.fromkeys(part, (0.0, 0.0))
    if size > _BIG:
        hubs = anchors or set(sorted(part, key=lambda id: (-part.degree(id), id))[:_HUBS])
        spots = _relaxed(part, _anchored(part, hubs), hubs)
        return _apart(_stretched(_levelled(spots), even=_EVEN_BIG))
    start = _anchored(part, anchors) if len(anchors) > 2 else None
    found = nx.spring_layout(
        part, k=2.4 / size**0.5, pos=start, iterations=80, seed=_SEED, weight="weight", method="force"
    )
    return _apart(_stretched(_levelled({id: (float(x), float(y)) for id, (x, y) in found.items()}), even=_EVEN))


def _relaxed(part: "nx.Graph[str]", spots: dict[str, Place], anchors: set[str]) -> dict[str, Place]:
    """Each mark but the anchors nearer to the middle of what it is tied to: what forces do, in time that a large part
    can spare.
    """
    free = sorted(set(part) - anchors)
    for _ in range(_RELAXED):
        for id in free:
            x, y = _middle([spots[near] for near in part[id]])
            spots[id] = (0.5 * spots[id][0] + 0.5 * x, 0.5 * spots[id][1] + 0.5 * y)
    return spots


def _levelled(spots: dict[str, Place]) -> dict[str, Place]:
    """The same, turned so that its longest way lies level."""
    mx, my = _middle(spots.values())
    xx = sum((x - mx) ** 2 for x, _ in spots.values())
    yy = sum((y - my) ** 2 for _, y in spots.values())
    xy = sum((x - mx) * (y - my) for x, y in spots.values())
    angle = 0.5 * atan2(2 * xy, xx - yy)
    c, s = cos(angle), sin(angle)
    return {id: ((x - mx) * c + (y - my) * s, (y - my) * c - (x - mx) * s) for id, (x, y) in spots.items()}


def _stretched(spots: dict[str, Place], *, even: float) -> dict[str, Place]:
    """The same, filling a box of the wanted shape that has room for all labels, crowded middles drawn apart."""
    size = len(spots)
    high = (size * ROOM[0] * ROOM[1] * _AIR / _ASPECT) ** 0.5
    out: dict[str, list[float]] = {id: [] for id in spots}
    for axis, length in ((0, high * _ASPECT), (1, high)):
        order = sorted(spots, key=lambda id: (spots[id][axis], id))
        low, top = spots[order[0]][axis], spots[order[-1]][axis]
        for place, id in enumerate(order):
            ranked = place / max(size - 1, 1)
            true = (spots[id][axis] - low) / (top - low or 1.0)
            out[id].append(length * (even * ranked + (1 - even) * true))
    return {id: (x, y) for id, (x, y) in out.items()}


def _anchored(part: "nx.Graph[str]", anchors: set[str]) -> dict[str, Place]:
    """Where the marks start: anchors by what ties them, all else at the middle of the anchors around it."""
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(sorted(anchors))
    reach = {id: _anchors_near(part, id, anchors) for id in part if id not in anchors}
    for near in reach.values():
        for left, right in combinations(near, 2):
            _weigh(ties, left, right, 0.5)
    for left, right in part.edges(anchors):
        if left in anchors and right in anchors:
            _weigh(ties, left, right, 1.0)
    start = {id: (float(x), float(y)) for id, (x, y) in nx.circular_layout(ties).items()}
    fixed = nx.spring_layout(ties, k=2.0 / len(anchors) ** 0.5, pos=start, iterations=120, seed=_SEED, method="force")
    spots = {id: (float(x), float(y)) for id, (x, y) in fixed.items()}
    middle = _middle(spots.values())
    turn = {id: place for place, id in enumerate(sorted(part))}
    for id, near in sorted(reach.items()):
        x, y = _middle([spots[each] for each in near]) if near else middle
        # Marks between the same countries must not start on one spot: nothing would drive them apart.
        spots[id] = (x + 0.05 * ((turn[id] * 7) % 11 - 5) / 5, y + 0.05 * ((turn[id] * 5) % 13 - 6) / 6)
    return spots


def _anchors_near(part: "nx.Graph[str]", id: str, anchors: set[str]) -> list[str]:
    first = set(part[id])
    return sorted(first & anchors) or sorted({far for near in first for far in part[near]} & anchors)[:6]


def _middle(spots: Iterable[Place]) -> Place:
    given = list(spots)
    return sum(x for x, _ in given) / len(given), sum(y for _, y in given) / len(given)


def _apart(places: dict[str, Place]) -> dict[str, Place]:
    """The same places, with marks pushed apart until each has its room."""
    wide, high = ROOM
    spots = {id: [x, y] for id, (x, y) in places.items()}
    for _ in range(_SETTLED):
        cells: dict[tuple[int, int], list[str]] = {}
        for id, (x, y) in spots.items():
            cells.setdefault((int(x // wide), int(y // high)), []).append(id)
        moved = False
        for (column, row), held in cells.items():
            beside = [
                other
                for near in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1))
                for other in cells.get(near, ())
            ]
            pairs = [*combinations(held, 2), *((one, other) for one in held for other in beside)]
            for one, other in pairs:
                moved = _push(spots[one], spots[other], one < other) or moved
        if not moved:
            break
    return {id: (x, y) for id, (x, y) in spots.items()}


def _push(one: list[float], other: list[float], before: bool) -> bool:
    """Push two marks apart along the axis on which less is missing, half of it each."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    short_x, short_y = ROOM[0] - abs(dx), ROOM[1] - abs(dy)
    if short_x <= 0.5 or short_y <= 0.5:
        return False
    axis, missing, along = (0, short_x, dx) if short_x / ROOM[0] < short_y / ROOM[1] else (1, short_y, dy)
    sign = (1 if along > 0 else -1) if along else (1 if before else -1)
    one[axis] -= sign * missing / 2
    other[axis] += sign * missing / 2
    return True


def _packed(parts: Sequence[dict[str, Place]]) -> dict[str, Place]:
    """All parts together: small ones in gaps of the large ones or close beside them, where the whole stays smallest."""
    out: dict[str, Place] = {}
    taken: set[_Cell] = set()
    shelf: _Cell | None = None
    for number, part in enumerate(parts):
        left, top, _, _ = _box(part.values())
        moved = {id: (x - left, y - top) for id, (x, y) in part.items()}
        cells = {_cell(place) for place in moved.values()}
        if number < _FITTED:
            column, row = _gap(taken, cells)
        else:
            left_edge, right_edge = min(x for x, _ in taken), max(x for x, _ in taken)
            if shelf is None or shelf[0] + max(x for x, _ in cells) > right_edge:
                shelf = left_edge, max(y for _, y in taken) + 2
            column, row = shelf
            shelf = column + max(x for x, _ in cells) + 2, row
        taken |= {(x + column, y + row) for x, y in cells}
        for id, (x, y) in moved.items():
            out[id] = (round(x + column * ROOM[0], 1), round(y + row * ROOM[1], 1))
    return out


_Cell = tuple[int, int]


def _cell(place: Place) -> _Cell:
    return round(place[0] / ROOM[0]), round(place[1] / ROOM[1])


def _gap(taken: set[_Cell], cells: set[_Cell]) -> _Cell:
    """By how many cells to move a part so that it keeps a cell off what is taken and the whole grows least."""
    if not taken:
        return 0, 0
    near = {(x + dx, y + dy) for x, y in taken for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
    right, bottom = max(x for x, _ in taken), max(y for _, y in taken)
    wide, high = max(x for x, _ in cells), max(y for _, y in cells)

    def cost(column: int, row: int) -> tuple[float, float]:
        spread_x = (max(right, column + wide) - min(0, column)) * ROOM[0] / _ASPECT
        spread_y = (max(bottom, row + high) - min(0, row)) * ROOM[1]
        middle_x, middle_y = column + wide / 2 - right / 2, row + high / 2 - bottom / 2
        return max(spread_x, spread_y), (middle_x * ROOM[0] / _ASPECT) ** 2 + (middle_y * ROOM[1]) ** 2

    offsets = sorted(
        ((column, row) for column in range(-wide - 2, right + 3) for row in range(-high - 2, bottom + 3)),
        key=lambda offset: (cost(*offset), offset),
    )
    return next((column, row) for column, row in offsets if not any((x + column, y + row) in near for x, y in cells))


def _box(places: Iterable[Place]) -> tuple[float, float, float, float]:
    given = list(places)
    xs, ys = [x for x, _ in given], [y for _, y in given]
    return min(xs), min(ys), max(xs), max(ys)
