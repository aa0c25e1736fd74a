"""The picture as one HTML file that opens without a network.

pyvis gathers nodes, edges and options and carries the drawing library (vis-network); page, style and scripts are our
own (page.html, page.css, script/), since pyvis's page calls other hosts. Every text from an article reaches the page as
JSON and is shown as text, never as markup; the page's policy allows no script and no style but its own, and no request.
"""

import base64
import hashlib
import json
from importlib.resources import files
from typing import Any

from graph.memory import PropertyGraph
from graph.model import Edge, Node, PropertyValue
from graph.schema import Label, RelType
from queries.picture.layout import layout
from queries.picture.naming import LANGS, Lang, caption, name, title, words
from queries.picture.places import spot_of, world
from queries.picture.scene import Mark, Scene, Tie
from queries.picture.styles import FAMILIES, KINDS, SHAPES, STATUSES
from queries.reach import below, text

#: The scripts of the page, in the order in which they run; each does one thing.
SCRIPTS = (
    "data", "words", "dom", "state", "filter", "theme", "labels", "network", "arcs", "map", "keys", "panel", "search",
    "controls", "legend", "page",
)  # fmt: skip

#: What a page shows of one text at most, in characters; what is cut is told.
LONGEST = 2000

#: Properties that are no facts to a reader, or that the page shows elsewhere.
_HIDDEN = frozenset(
    {"articles", "quotes", "starts", "ends", "fields", "name", "name_en", "name_fr", "path", "statement", "extractor"}
    | {"text_sha256", "order_inferred", "denied", "status", "title", "agreement", "reports"}
)


def page_of(scene: Scene, *, as_of: str | None = None, lang: Lang | None = None) -> str:
    """The page of a scene.

    `as_of` is the date for which it was taken, where there is one; `lang` the language in which it opens, which is
    else that of the reader's browser.
    """
    # pyvis brings IPython along, a sixth of a second.
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(height="100%", width="100%", directed=True)
    sources = _Sources(scene.graph)
    places = layout(scene)
    for mark in scene.marks.values():
        x, y = places[mark.id]
        network.add_node(mark.id, label="", x=x, y=y, **_node(scene.graph, mark, sources))
    for tie in scene.ties:
        network.add_edge(*tie.ends, **_edge(tie, sources))
    data = {
        "nodes": network.nodes,
        "edges": network.edges,
        "articles": sources.articles,
        "quotes": sources.quotes,
        **_groups(scene),
        "kinds": {kind: [look.colour, look.shape, look.radius] for kind, look in KINDS.items()},
        "statuses": {status: [line.dashes, line.opacity] for status, line in STATUSES.items()},
        "families": FAMILIES,
        "shapes": SHAPES,
        "world": {key: world()[key] for key in ("source", "width", "height", "shapes")},
        "words": words(),
        "asOf": as_of,
        "lang": lang,
        "leftOut": scene.left_out,
    }
    network.set_template_dir(str(files("queries.picture")), "page.html")
    network.templateEnv.globals.update(_parts(data))
    return str(network.generate_html("page.html"))


class _Sources:
    """Quotes and articles, each once, so that a deal told by forty edges is not carried forty times."""

    def __init__(self, graph: PropertyGraph) -> None:
        self._graph = graph
        self.articles: list[dict[str, str]] = []
        self.quotes: list[tuple[str, int, int]] = []
        self._article_numbers: dict[str, int] = {}
        self._quote_numbers: dict[tuple[str, str], int] = {}

    def article(self, id: str) -> int:
        """The number of an article."""
        if id not in self._article_numbers:
            self._article_numbers[id] = len(self.articles)
            node = self._graph.node(id)
            parts = {key: text(node, key) for key in ("name", "date", "publisher", "url")}
            self.articles.append({key: value[:LONGEST] for key, value in parts.items() if value})
        return self._article_numbers[id]

    def of(self, edge: Edge) -> list[int]:
        """The numbers of the quotes of an edge; a quote is kept with the number of its article and its whole length."""
        articles, quotes = edge.properties.get("articles", ()), edge.properties.get("quotes", ())
        if not isinstance(articles, tuple) or not isinstance(quotes, tuple):
            return []
        found = []
        for article, quote in zip(map(str, articles), map(str, quotes), strict=True):
            key = (article, quote)
            if key not in self._quote_numbers:
                self._quote_numbers[key] = len(self.quotes)
                self.quotes.append((quote[:LONGEST], self.article(article), len(quote)))
            found.append(self._quote_numbers[key])
        return list(dict.fromkeys(found))


def _node(graph: PropertyGraph, mark: Mark, sources: _Sources) -> dict[str, Any]:
    node = mark.node
    events = graph.into(mark.id, RelType.REPORTS) if mark.reports else []
    spot = spot_of(mark)
    return {
        "kind": mark.kind,
        "name": [title(graph, mark, lang) for lang in LANGS],
        "caption": [caption(graph, mark, lang) for lang in LANGS],
        "status": mark.status,
        "date": text(node, "date"),
        "minerals": sorted(mark.minerals),
        "countries": sorted(mark.countries),
        "facts": _facts(node),
        "reports": [[report.status, report.date, sources.article(report.article)] for report in mark.reports],
        "quotes": list(dict.fromkeys(quote for edge in events for quote in sources.of(edge))),
        "flags": [flag for flag in ("order_inferred", "denied") if node.properties.get(flag)],
        "spot": None if spot is None else [spot.x, spot.y, spot.approximate],
    }


def _edge(tie: Tie, sources: _Sources) -> dict[str, Any]:
    return {
        "type": tie.edge.type.value,
        "family": tie.family,
        "status": tie.status,
        "deal": tie.deal,
        "minerals": sorted(tie.minerals),
        "countries": sorted(tie.countries),
        "date": tie.date,
        "confidence": tie.confidence,
        "ground": tie.ground,
        "facts": _facts(tie.edge),
        "quotes": sources.of(tie.edge),
    }


def _facts(thing: Node | Edge) -> list[tuple[str, str]]:
    """What is known, the most telling first, in the order in which words.yaml names it."""
    reference = isinstance(thing, Edge) and "quotes" not in thing.properties
    order = {key: place for place, key in enumerate(words()["en"]["keys"])}
    return [
        (key, _shown(value)[:LONGEST])
        for key, value in sorted(thing.properties.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
        if key not in _HIDDEN and not (reference and key == "confidence")
    ]


def _shown(value: PropertyValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _groups(scene: Scene) -> dict[str, Any]:
    """What the filters offer: minerals with what is part of them, countries, and alliances with their members."""
    graph = scene.graph
    minerals = {id for tie in scene.ties for id in tie.minerals}
    offered = {node.id: below(graph, node.id) & minerals for node in graph.nodes(Label.MINERAL)}
    countries = {code for tie in scene.ties for code in tie.countries}
    alliances = {
        node.id: sorted(
            (edge.source, text(edge, "since") or "", text(edge, "until") or "")
            for edge in graph.into(node.id, RelType.MEMBER_OF, RelType.WAS_MEMBER_OF)
            if edge.source in countries
        )
        for node in graph.nodes(Label.ACTOR)
        if node.id == "EU" or node.id.startswith("alliance:")
    }
    names = (
        *(id for id in offered if offered[id] or id in minerals),
        *countries,
        *(id for id in alliances if alliances[id]),
    )
    return {
        "minerals": {id: sorted(members) for id, members in offered.items() if members or id in minerals},
        "countries": sorted(countries),
        "alliances": {id: members for id, members in alliances.items() if members},
        "names": {id: [name(graph.node(id), lang) for lang in LANGS] for id in sorted(set(names))},
    }


def _parts(data: dict[str, Any]) -> dict[str, Any]:
    own = files("queries.picture")
    bodies = [own.joinpath(f"script/{each}.js").read_text("utf-8") for each in SCRIPTS]
    script = "(() => {\n" + "\n".join(bodies) + "\n})();\n"
    vis = files("pyvis").joinpath("templates/lib/vis-9.1.2")
    library = vis.joinpath("vis-network.min.js").read_text("utf-8").replace("</script", "<\\/script")
    style = own.joinpath("page.css").read_text("utf-8")
    return {
        "library": library,
        "script": script,
        "style": style,
        "script_hashes": [_hash(library), _hash(script)],
        "style_hash": _hash(style),
        "data": _json_for_html(data),
    }


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _json_for_html(value: Any) -> str:
    """JSON that cannot end the element it stands in."""
    plain = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
