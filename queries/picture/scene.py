"""What a picture can show: the marks (nodes) and ties (edges) that articles tell of, with all that filters ask of them.

    scene = scene_of(store.graph)
    shown = select(scene, Selection(minerals=("gallium",)))      # queries.picture.selection

A tie of a deal or measure carries that deal's id, minerals, countries and dates, so that filters take deals as wholes.
Ties of the ground (who is based where, what is part of what) tell nothing of their own: they are drawn where both
ends are shown anyway.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from graph.memory import PropertyGraph
from graph.model import AgreementStatus, Edge, MeasureStatus, Node
from graph.schema import Label, RelType
from queries.picture.styles import family_of, kind_of
from queries.reach import above, began, homes, text

_GROUND = frozenset({RelType.BASED_IN, RelType.MEMBER_OF, RelType.WAS_MEMBER_OF, RelType.PART_OF})
_EVENTS = frozenset({Label.AGREEMENT, Label.MEASURE})
_RANK = {status.value: rank for rank, status in enumerate((*AgreementStatus, *MeasureStatus))}


@dataclass(frozen=True)
class Report:
    """What one article says of a deal or measure: the status, since when, and when it was printed."""

    status: str
    date: str | None
    article: str

    @property
    def sort_key(self) -> tuple[str, int, str]:
        """In the order of what happened."""
        return latest_day(self.date), _RANK.get(self.status, 0), self.article


@dataclass(frozen=True)
class Mark:
    """A node of the picture. Deals and measures have a status and the reports that it follows from."""

    node: Node
    kind: str
    status: str = ""
    minerals: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    reports: tuple[Report, ...] = ()

    @property
    def id(self) -> str:
        """The node's id."""
        return self.node.id


@dataclass(frozen=True)
class Tie:
    """An edge of the picture. `deal` is the id of the agreement or measure that it belongs to, if any.

    `status` is "" where the tie has none; `date` is when the deal began or the first article said so; `confidence`
    lies between 0 and 1.
    """

    edge: Edge
    family: str
    status: str = ""
    deal: str | None = None
    minerals: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    date: str | None = None
    confidence: float = 1.0
    ground: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of both ends."""
        return self.edge.source, self.edge.target


@dataclass(frozen=True)
class Scene:
    """Marks by id and ties, both in the order of the graph; and how many nodes a limit left out."""

    graph: PropertyGraph
    marks: dict[str, Mark]
    ties: tuple[Tie, ...]
    left_out: int = 0

    @cached_property
    def degrees(self) -> dict[str, int]:
        """How many ties that articles tell of touch each mark."""
        counts = dict.fromkeys(self.marks, 0)
        for tie in self.ties:
            if not tie.ground:
                for end in tie.ends:
                    counts[end] += 1
        return counts

    def keeping(self, ties: Iterable[Tie]) -> "Scene":
        """The scene of these ties, the marks that they touch, and the ground between those."""
        kept = [tie for tie in ties if not tie.ground]
        return replace(self, ties=(*kept, *self._ground)).among({end for tie in kept for end in tie.ends})

    def among(self, ids: Iterable[str]) -> "Scene":
        """The scene of these marks and what ties them to each other."""
        wanted = set(ids)
        return replace(
            self,
            marks={id: mark for id, mark in self.marks.items() if id in wanted},
            ties=tuple(tie for tie in self.ties if wanted.issuperset(tie.ends)),
        )

    @property
    def _ground(self) -> tuple[Tie, ...]:
        return tuple(tie for tie in self.ties if tie.ground)


def scene_of(graph: PropertyGraph) -> Scene:
    """All that articles tell, without the articles themselves, which stand beside each quote."""
    places = _Countries(graph)
    told = [edge for edge in graph.edges() if "quotes" in edge.properties and edge.type is not RelType.REPORTS]
    ids = {end for edge in told for end in (edge.source, edge.target)}
    marks = {node.id: _mark(graph, node, places) for node in graph.nodes() if node.id in ids}
    ties = [_tie(graph, edge, marks) for edge in told]
    ties += [
        Tie(edge, "ground", ground=True)
        for edge in graph.edges(*_GROUND)
        if "quotes" not in edge.properties and edge.source in ids and edge.target in ids
    ]
    return Scene(graph, marks, tuple(ties))


def status_at(mark: Mark, date: str | None) -> str | None:
    """The status of a deal or measure as of a date of any precision; None where no article spoke of it by then."""
    latest = text(mark.node, "status")
    if date is None:
        return latest
    known = [report for report in mark.reports if report.date is not None and report.date[: len(date)] <= date]
    if len(known) == len(mark.reports):
        return latest if known else None
    return max(known, key=lambda report: report.sort_key).status if known else None


def latest_day(date: str | None) -> str:
    """The last day that a date of any precision may mean, so that "2025-04" comes after "2025-04-01"."""
    return "" if date is None else date + "-99" * (2 - date.count("-"))


class _Countries:
    """The countries that a node belongs to: its own code, its homes, those that a place lies in."""

    def __init__(self, graph: PropertyGraph) -> None:
        self._graph = graph
        self._known: dict[str, frozenset[str]] = {}

    def of(self, id: str) -> frozenset[str]:
        if id not in self._known:
            node = self._graph.node(id)
            found: set[str] = set()
            if node is not None and Label.ACTOR in node.labels:
                found.update(homes(self._graph, id))
            if node is not None and Label.REGION in node.labels:
                over = (self._graph.node(each) for each in (id, *above(self._graph, id)))
                found.update(each.id for each in over if each is not None and Label.COUNTRY in each.labels)
            self._known[id] = frozenset(found)
        return self._known[id]


def _mark(graph: PropertyGraph, node: Node, places: _Countries) -> Mark:
    if node.labels & _EVENTS:
        around = [
            *(edge.source for edge in graph.into(node.id, RelType.SIGNS, RelType.PARTY_TO, RelType.IMPOSES)),
            *(edge.target for edge in graph.out(node.id, RelType.DRAWS_FROM, RelType.TARGETS)),
        ]
        reports = [
            Report(
                str(edge.properties.get("status", "")),
                text(edge, "date") or text(graph.node(edge.source), "date"),
                edge.source,
            )
            for edge in graph.into(node.id, RelType.REPORTS)
        ]
        return Mark(
            node,
            kind_of(node),
            text(node, "status") or "",
            frozenset(edge.target for edge in graph.out(node.id, RelType.CONCERNS)),
            frozenset[str]().union(*(places.of(each) for each in around)),
            tuple(sorted(reports, key=lambda report: report.sort_key)),
        )
    minerals = {node.id} if Label.MINERAL in node.labels else {e.target for e in graph.out(node.id, RelType.HOSTS)}
    return Mark(node, kind_of(node), "", frozenset(minerals), places.of(node.id))


def _tie(graph: PropertyGraph, edge: Edge, marks: dict[str, Mark]) -> Tie:
    ends = (marks[edge.source], marks[edge.target])
    family = family_of(edge.type, ends[0].node)
    confidence = edge.properties.get("confidence", 1.0)
    sure = float(confidence) if isinstance(confidence, int | float) else 1.0
    if edge.type in _GROUND:
        return Tie(edge, family, confidence=sure, ground=True)
    deal = next((end for end in ends if end.node.labels & _EVENTS), None) or marks.get(text(edge, "agreement") or "")
    dates = sorted(filter(None, (text(graph.node(str(each)), "date") for each in _articles(edge))))
    if deal is not None:
        status = text(edge, "status") or text(deal.node, "status") or ""
        countries = deal.countries | (frozenset() if edge.type is RelType.CONCERNS else ends[1].countries)
        return Tie(edge, family, status, deal.id, deal.minerals, countries, began(deal.node), sure)
    mineral = text(edge, "mineral")
    minerals = {mineral} if mineral else {id for end in ends if end.kind == "mineral" for id in end.minerals}
    return Tie(
        edge, family, text(edge, "status") or "", None, frozenset(minerals), ends[0].countries | ends[1].countries,
        dates[0] if dates else None, sure,
    )  # fmt: skip


def _articles(edge: Edge) -> tuple[str, ...]:
    articles = edge.properties.get("articles", ())
    return tuple(map(str, articles)) if isinstance(articles, tuple) else ()
