"""The graph as one HTML picture that opens without a network.

pyvis gathers nodes, edges and options; the page itself is our own template (queries/picture/page.html), since
pyvis's calls a CDN. Every text from an article reaches the page as JSON and is shown as text, never as markup,
and the page's policy allows no script but its own and no request at all.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx

from graph.errors import LodegraphError
from graph.memory import PropertyGraph
from graph.model import Edge, Node
from graph.schema import Label, RelType
from queries.reach import below, told

#: Nodes that a picture holds at most; those with most edges stay.
MAX_NODES = 1500

#: Colours that the colour-blind tell apart (Okabe and Ito 2008), with a shape of its own for every type.
STYLES: dict[str, tuple[str, str, str]] = {
    "country": ("Country · Pays", "#0072B2", "hexagon"),
    "company": ("Company · Entreprise", "#E69F00", "dot"),
    "organization": ("Organization · Organisation", "#F0E442", "dot"),
    "agreement": ("Agreement · Accord", "#009E73", "box"),
    "measure": ("Measure · Mesure", "#D55E00", "box"),
    "mineral": ("Mineral · Minerai", "#CC79A7", "diamond"),
    "site": ("Site · Site", "#999999", "triangle"),
    "region": ("Region · Région", "#56B4E9", "square"),
}

#: How an edge is drawn by the status of what it speaks of: dash pattern and opacity.
DASHES: dict[str, tuple[bool | list[int], float]] = {
    "signed": (False, 1.0),
    "announced": ([10, 6], 0.9),
    "negotiating": ([2, 6], 0.9),
    "proposed": ([2, 6], 0.9),
    "ended": (False, 0.25),
    "actual": (False, 1.0),
    "planned": ([10, 6], 0.9),
    "possible": ([2, 6], 0.9),
    "halted": (False, 0.25),
}

_LABEL_LENGTH = 36
_QUOTES = 12
_QUOTE_LENGTH = 600


@dataclass(frozen=True)
class ViewReport:
    """How many nodes and edges a picture shows, and what it leaves out and why."""

    nodes: int
    edges: int
    left_out: tuple[str, ...]


def write_view(
    graph: PropertyGraph, path: Path, *, around: Iterable[str] = (), mineral: str | None = None
) -> ViewReport:
    """Write the picture of what articles say: all of it, or what is tied to the entities `around` or a mineral.

    Raises LodegraphError where the file cannot be written.
    """
    shown, left_out = _selected(graph, list(around), mineral)
    page = _page(graph, shown)
    scratch = path.with_name(path.name + ".part")
    try:
        scratch.write_text(page, encoding="utf-8")
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise LodegraphError(f"{path}: cannot be written: {error.strerror}") from None
    return ViewReport(len(shown), sum(1 for _ in _edges_between(graph, shown)), tuple(left_out))


def _selected(graph: PropertyGraph, around: list[str], mineral: str | None) -> tuple[dict[str, Node], list[str]]:
    """The nodes to show: those that edges from text touch, narrowed to the neighbourhoods asked for."""
    ties: dict[str, int] = {}
    for edge in graph.edges():
        if "quotes" in edge.properties and edge.type is not RelType.REPORTS:
            for end in (edge.source, edge.target):
                ties[end] = ties.get(end, 0) + 1
    wanted = set(ties)
    minerals = () if mineral is None else (mineral, *sorted(below(graph, mineral)))
    for centres in filter(None, (around, minerals)):
        wanted &= _neighbourhood(graph, centres)
    kept = sorted(wanted, key=lambda id: (-ties.get(id, 0), id))
    left_out = []
    if len(kept) > MAX_NODES:
        left_out.append(
            f"{len(kept) - MAX_NODES} of {len(kept)} nodes with the fewest ties are left out; "
            "narrow the picture with --around or --mineral to see them"
        )
        kept = kept[:MAX_NODES]
    nodes = {id: graph.node(id) for id in sorted(kept)}
    return {id: node for id, node in nodes.items() if node is not None}, left_out


def _neighbourhood(graph: PropertyGraph, centres: Iterable[str]) -> set[str]:
    """The centres, the deals, measures and flows that they take part in, and all that those touch."""
    near = set(centres)
    first = {
        edge.source if edge.target in near else edge.target
        for centre in sorted(near)
        for edge in (*graph.out(centre), *graph.into(centre))
        if "quotes" in edge.properties
    }
    events = {
        id for id in first if (node := graph.node(id)) is not None and node.labels & {Label.AGREEMENT, Label.MEASURE}
    }
    for event in sorted(events):
        near.update(edge.target for edge in graph.out(event))
        near.update(edge.source for edge in graph.into(event))
    return near | first


def _edges_between(graph: PropertyGraph, shown: dict[str, Node]) -> Iterable[Edge]:
    for id in shown:
        for edge in graph.out(id):
            if edge.target in shown and edge.type is not RelType.REPORTS:
                yield edge


def _page(graph: PropertyGraph, shown: dict[str, Node]) -> str:
    # pyvis brings IPython along, a sixth of a second.
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(height="100%", width="100%", directed=True)
    positions = _layout(graph, shown)
    for id, node in shown.items():
        kind = kind_of(node)
        _, colour, shape = STYLES[kind]
        x, y = positions[id]
        name = str(node.properties.get("name", id))
        network.add_node(
            id, label=_short(name), shape=shape, color=colour, x=x, y=y, kind=kind, name=name,
            names=[str(node.properties[key]) for key in ("name_en", "name_fr") if key in node.properties],
            facts=_facts(node), quotes=_quotes(graph, node),
        )  # fmt: skip
    for edge in _edges_between(graph, shown):
        status = _status(graph, edge)
        dashes, opacity = DASHES.get(status, (False, 1.0))
        network.add_edge(
            edge.source, edge.target, arrows="to", dashes=dashes, color={"opacity": opacity, "inherit": "to"},
            kind=edge.type.value, status=status, facts=_facts(edge), quotes=_edge_quotes(graph, edge),
        )  # fmt: skip
    network.options = _OPTIONS
    network.set_template_dir(str(files("queries").joinpath("picture")), "page.html")
    network.templateEnv.globals.update(_page_parts(network))
    return str(network.generate_html("page.html"))


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "multiselect": True},
    "nodes": {"font": {"size": 15, "face": "system-ui, sans-serif"}, "borderWidth": 1},
    "edges": {"smooth": {"enabled": True, "type": "continuous"}, "width": 1.5},
}


def _page_parts(network: Any) -> dict[str, Any]:
    own = files("queries").joinpath("picture")
    script = own.joinpath("page.js").read_text("utf-8")
    with as_file(files("pyvis").joinpath("templates/lib/vis-9.1.2")) as vis:
        library = (vis / "vis-network.min.js").read_text("utf-8").replace("</script", "<\\/script")
        library_style = (vis / "vis-network.css").read_text("utf-8")
    data = {"nodes": network.nodes, "edges": network.edges, "options": _OPTIONS}
    present = {node["kind"] for node in network.nodes}
    return {
        "library": library,
        "script": script,
        "style": library_style + own.joinpath("page.css").read_text("utf-8"),
        "script_hashes": [_hash(library), _hash(script)],
        "data": _json_for_html(data),
        "legend": [(kind, *style) for kind, style in STYLES.items() if kind in present],
    }


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def _json_for_html(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _layout(graph: PropertyGraph, shown: dict[str, Node]) -> dict[str, tuple[float, float]]:
    """Positions that are the same from run to run, computed beforehand rather than shaken out on the page."""
    drawing: nx.Graph[str] = nx.Graph()
    drawing.add_nodes_from(shown)
    drawing.add_edges_from((edge.source, edge.target) for edge in _edges_between(graph, shown))
    if not shown:
        return {}
    spread = 130 * max(len(shown), 4) ** 0.5
    out: dict[str, tuple[float, float]] = {}
    left = 0.0
    for part in sorted(nx.connected_components(drawing), key=lambda part: (-len(part), min(part))):
        piece = drawing.subgraph(sorted(part))
        share = spread * (len(part) / len(shown)) ** 0.5
        places = nx.spring_layout(piece, seed=7, iterations=80, k=2.2 / len(part) ** 0.5, method="force")
        for id in sorted(part):
            x, y = places[id]
            out[id] = (round(left + share + float(x) * share, 1), round(float(y) * share, 1))
        left += 2 * share + 160
    return out


def kind_of(node: Node) -> str:
    """The most telling of a node's types, as STYLES names them."""
    for kind in ("country", "agreement", "measure", "mineral", "site", "company", "organization", "region"):
        if kind.capitalize() in node.labels:
            return kind
    return "organization"


def _status(graph: PropertyGraph, edge: Edge) -> str:
    if "status" in edge.properties:
        return str(edge.properties["status"])
    deal = str(edge.properties.get("agreement", ""))
    for id in (deal, edge.source, edge.target):
        node = graph.node(id) if id else None
        if node is not None and Label.AGREEMENT in node.labels:
            return str(node.properties.get("status", ""))
    return ""


_HIDDEN = {"articles", "quotes", "starts", "ends", "fields", "name", "name_en", "name_fr"}


def _facts(thing: Node | Edge) -> list[list[str]]:
    return [
        [key, ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)]
        for key, value in sorted(thing.properties.items())
        if key not in _HIDDEN
    ]


def _quotes(graph: PropertyGraph, node: Node) -> list[dict[str, str]]:
    if not node.labels & {Label.AGREEMENT, Label.MEASURE}:
        return []
    reports = graph.into(node.id, RelType.REPORTS)
    return [quote for report in reports for quote in _edge_quotes(graph, report)][:_QUOTES]


def _edge_quotes(graph: PropertyGraph, edge: Edge) -> list[dict[str, str]]:
    return [
        {
            "quote": str(row["quote"])[:_QUOTE_LENGTH],
            "title": row["article"] or "",
            "date": row["date"] or "",
            "url": row["url"] or "",
        }
        for row in islice(told(graph, edge), _QUOTES)
    ]


def _short(name: str) -> str:
    line = " ".join(name.split())
    return line if len(line) <= _LABEL_LENGTH else line[: _LABEL_LENGTH - 1].rstrip() + "…"
