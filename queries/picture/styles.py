"""What things look like, on the page and in the drawings: one table a kind of node, status and family of edge.

The colours are those of Okabe and Ito (2008), which colour-blind readers tell apart; every kind of node has a shape of
its own besides, and statuses differ by their line alone. `SHAPES` holds the shapes as polygons of radius 1, so that
page, legend, map, SVG and PNG draw the same.
"""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from graph.model import Node
from graph.schema import Label, RelType

Theme = Literal["light", "dark"]


def _regular(corners: int, turn: float = -0.25, radius: float = 1.0) -> tuple[tuple[float, float], ...]:
    angles = [2 * pi * (corner / corners + turn) for corner in range(corners)]
    return tuple((round(radius * cos(angle), 3), round(radius * sin(angle), 3)) for angle in angles)


def _star() -> tuple[tuple[float, float], ...]:
    outer, inner = _regular(5, radius=1.2), _regular(5, turn=-0.15, radius=0.55)
    return tuple(point for pair in zip(outer, inner, strict=True) for point in pair)


SHAPES: dict[str, tuple[tuple[float, float], ...]] = {
    "hexagon": _regular(6, turn=0),
    "circle": _regular(24),
    "square": ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86)),
    "star": _star(),
    "diamond": ((0, -1.15), (1, 0), (0, 1.15), (-1, 0)),
    "triangle": ((0, -1.05), (1, 0.75), (-1, 0.75)),
    "wedge": ((0, 1.05), (1, -0.75), (-1, -0.75)),
    "pentagon": _regular(5),
}


@dataclass(frozen=True)
class Look:
    """How a kind of node is drawn: colour, shape, radius in pixels at first sight."""

    colour: str
    shape: str
    radius: float


#: The kinds of nodes in the order of the legend. Their names in both languages are in words.yaml.
KINDS: dict[str, Look] = {
    "country": Look("#0072B2", "hexagon", 13),
    "company": Look("#E69F00", "circle", 8),
    "organization": Look("#F0E442", "wedge", 9),
    "agreement": Look("#009E73", "square", 8),
    "measure": Look("#D55E00", "star", 9),
    "mineral": Look("#CC79A7", "diamond", 10),
    "site": Look("#8C8C8C", "triangle", 8),
    "region": Look("#56B4E9", "pentagon", 9),
}


@dataclass(frozen=True)
class Line:
    """How the edges of a status are drawn: dashes in pixels (none: solid) and opacity from 0 to 1."""

    dashes: tuple[int, ...]
    opacity: float


SOLID, DASHED, DOTTED, FAINT = Line((), 1.0), Line((9, 5), 1.0), Line((2, 5), 1.0), Line((), 0.3)

#: Statuses, of deals, measures and flows, in the order in which the page lists them.
STATUSES: dict[str, Line] = {
    "signed": SOLID,
    "actual": SOLID,
    "in_force": SOLID,
    "announced": DASHED,
    "planned": DASHED,
    "negotiating": DOTTED,
    "proposed": DOTTED,
    "possible": DOTTED,
    "suspended": FAINT,
    "ended": FAINT,
    "halted": FAINT,
}

#: The colour and width of an edge by what it tells of: deals, measures, flows, what lies where, and the ground.
FAMILIES: dict[str, tuple[str, float]] = {
    "deal": ("#009E73", 1.6),
    "measure": ("#D55E00", 1.6),
    "flow": ("#0072B2", 2.4),
    "resource": ("#CC79A7", 1.3),
    "ground": ("#8C8C8C", 0.9),
}

_FAMILY = {
    RelType.SIGNS: "deal",
    RelType.PARTY_TO: "deal",
    RelType.DRAWS_FROM: "deal",
    RelType.SOURCED_FROM: "deal",
    RelType.IMPOSES: "measure",
    RelType.TARGETS: "measure",
    RelType.SUPPLIES: "flow",
    RelType.HOLDS: "resource",
    RelType.PRODUCES: "resource",
    RelType.HAS_CAPACITY_FOR: "resource",
    RelType.HOSTS: "resource",
}

#: Ink, paper, muted ink and land of a drawing.
THEMES: dict[Theme, dict[str, str]] = {
    "light": {"ink": "#1c2430", "paper": "#ffffff", "soft": "#5b6675", "land": "#e7eaee"},
    "dark": {"ink": "#e8ecf2", "paper": "#14181f", "soft": "#a4afbd", "land": "#29303a"},
}


def kind_of(node: Node) -> str:
    """The most telling of a node's types, as KINDS names them."""
    for kind in ("country", "agreement", "measure", "mineral", "site", "company", "organization", "region"):
        if kind.capitalize() in node.labels:
            return kind
    return "organization"


def family_of(type: RelType, source: Node | None) -> str:
    """What an edge tells of, as FAMILIES names it."""
    if type is RelType.CONCERNS:
        return "measure" if source is not None and Label.MEASURE in source.labels else "deal"
    return _FAMILY.get(type, "ground")


def line_of(status: str) -> Line:
    """How an edge of this status is drawn; solid where it has none."""
    return STATUSES.get(status, SOLID)
