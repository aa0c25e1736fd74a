"""Which part of a scene is shown: the selections that queries take, and the limit of what one picture holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.memory import PropertyGraph
from graph.schema import RelType
from queries.picture.scene import Scene, Tie, status_at
from queries.reach import Actors, below, in_period

#: Nodes that a picture holds at most.
MAX_NODES = 2000

Keeps = Callable[[Tie], bool]

#: Ties to where a deal draws from: they make nobody a party.
_PLACES = frozenset({RelType.DRAWS_FROM, RelType.SOURCED_FROM})


@dataclass(frozen=True)
class Selection:
    """What to show; what is not given does not narrow. All that is given must hold.

    `around`, `minerals`, `countries` and `between` are ids; a group of minerals reaches its members, an alliance its
    members, a country its companies and places. `since` and `as_of` are dates of any precision, both inclusive: what
    has no date lies in no period. `as_of` shows deals as they stood then. `rows` are those of a canned query: the
    deals and flows that they name.
    """

    around: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    between: tuple[str, str] | None = None
    statuses: tuple[str, ...] = ()
    since: str | None = None
    as_of: str | None = None
    rows: tuple[Mapping[str, Any], ...] | None = None


def select(scene: Scene, selection: Selection, *, limit: int = MAX_NODES) -> Scene:
    """The part of a scene that a selection means, with at most `limit` nodes; what is left out is told."""
    if selection.as_of is not None:
        scene = as_of(scene, selection.as_of)
    tests = list(_tests(scene, selection))
    if tests:
        scene = scene.keeping(tie for tie in scene.ties if all(keeps(tie) for keeps in tests))
    return _limited(scene, limit)


def as_of(scene: Scene, date: str) -> Scene:
    """The scene as articles and dates told it by a day: deals with the status they had, nothing later."""
    status = {id: status_at(mark, date) for id, mark in scene.marks.items() if mark.reports}
    ties = []
    for tie in scene.ties:
        then = status.get(tie.deal or "")
        if then is not None and tie.edge.type is not RelType.SUPPLIES:
            ties.append(replace(tie, status=then))
        elif then is not None or (tie.deal not in status and in_period(tie.date, None, date)):
            ties.append(tie)
    kept = scene.keeping(ties)
    return replace(kept, marks={id: replace(mark, status=status.get(id) or "") for id, mark in kept.marks.items()})


def _tests(scene: Scene, selection: Selection) -> Iterable[Keeps]:
    graph = scene.graph
    if selection.around:
        yield _around(scene, selection.around)
    if selection.minerals:
        minerals = frozenset(selection.minerals).union(*(below(graph, each) for each in selection.minerals))
        yield lambda tie: not minerals.isdisjoint(tie.minerals)
    if selection.countries:
        where = [_Reached(graph, each) for each in selection.countries]
        yield lambda tie: any(each.meets((*tie.countries, *tie.ends), tie.date) for each in where)
    if selection.between is not None:
        yield _between(scene, *selection.between)
    if selection.statuses:
        yield lambda tie: tie.status in selection.statuses
    if selection.since is not None:
        yield lambda tie: in_period(tie.date, selection.since, None)
    if selection.rows is not None:
        yield _in_rows(scene, selection.rows)


class _Reached:
    """What an id stands for on a date: itself, its members then, what is based in it, what is part of it."""

    def __init__(self, graph: PropertyGraph, id: str) -> None:
        self._actors, self._parts = Actors(graph, id), below(graph, id)
        self._known: dict[str | None, frozenset[str]] = {}

    def meets(self, ids: Iterable[str], date: str | None) -> bool:
        """Whether one of these ids is meant."""
        if date not in self._known:
            self._known[date] = (self._actors.on(date) or frozenset()) | self._parts
        return not self._known[date].isdisjoint(ids)


def _around(scene: Scene, centres: Iterable[str]) -> Keeps:
    near = [_Reached(scene.graph, each) for each in centres]
    touched = {tie.deal for tie in scene.ties if tie.deal and any(each.meets(tie.ends, tie.date) for each in near)}
    return lambda tie: tie.deal in touched or any(each.meets(tie.ends, tie.date) for each in near)


def _between(scene: Scene, left: str, right: str) -> Keeps:
    sides = _Reached(scene.graph, left), _Reached(scene.graph, right)
    touched: dict[str, set[str]] = {}
    for tie in scene.ties:
        if tie.deal is not None and tie.edge.type not in _PLACES:
            touched.setdefault(tie.deal, set()).update(tie.ends)

    def keeps(tie: Tie) -> bool:
        ends = touched.get(tie.deal, ()) if tie.deal is not None else tie.ends
        return all(side.meets(ends, tie.date) for side in sides)

    return keeps


def _in_rows(scene: Scene, rows: Iterable[Mapping[str, Any]]) -> Keeps:
    deals: set[str] = set()
    groups = []
    for row in rows:
        named = {name: value for name, value in row.items() if _names_entities(name)}
        ids = {id for value in named.values() for id in _ids(value) if id in scene.marks}
        events = {id for id in ids if scene.marks[id].reports}
        deals |= events
        if not events:
            groups.append(frozenset(ids))
    return lambda tie: tie.deal in deals or any(group.issuperset(tie.ends) for group in groups)


def _names_entities(column: str) -> bool:
    return column == "mineral" or (column.endswith("_id") and column != "article_id")


def _ids(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def _limited(scene: Scene, limit: int) -> Scene:
    """At most `limit` nodes: those with most ties, and of equals those that most articles tell of."""
    more = len(scene.marks) - limit
    if more <= 0:
        return scene
    sources = {mark.id: len(mark.reports) for mark in scene.marks.values()}
    degrees = scene.degrees
    kept = sorted(scene.marks, key=lambda id: (-degrees[id], -sources[id], id))[:limit]
    return replace(scene.among(kept), left_out=more)
