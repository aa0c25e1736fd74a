"""The network as one drawing, without a browser: SVG for reports, PNG where SVG is not taken.

The drawing has the places, shapes, colours and lines of the page; labels that find no room are left out, countries and
the most tied first. Text from articles stands as text, with control characters shown by their code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from xml.etree import ElementTree

from queries.picture.layout import Place, layout
from queries.picture.naming import Lang, caption, left_out, name, words
from queries.picture.scene import Mark, Scene, Tie
from queries.picture.styles import FAMILIES, KINDS, SHAPES, STATUSES, THEMES, Theme, line_of
from queries.render import visible

_FONT = "DejaVu Sans"
_SIZE = 13.0
#: Mean width of a letter of the font, in its size; labels are given this much room, a little too much for most.
_LETTER = 0.6
_MARGIN = 70.0
_LEGEND = 64.0
_NARROWEST = 760.0
#: Dots that a PNG is wide at most.
_WIDEST = 8000
_CELL = 120.0


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class _Taken:
    """Boxes that are taken, by cells, so that thousands are compared with few. `own` are those of the asker."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[_Box, str | None]]] = {}

    def add(self, box: _Box, own: str | None = None) -> None:
        for cell in self._around(box):
            self._cells.setdefault(cell, []).append((box, own))

    def meets(self, box: _Box, own: str | None = None) -> bool:
        return any(
            box.meets(other) and (own is None or whose != own)
            for cell in self._around(box)
            for other, whose in self._cells.get(cell, ())
        )

    @staticmethod
    def _around(box: _Box) -> Iterable[tuple[int, int]]:
        for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
            for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
                yield column, row


def svg_of(scene: Scene, *, lang: Lang = "en", theme: Theme = "light") -> str:
    """The drawing as SVG. Sizes are pixels."""
    colours = THEMES[theme]
    places = {id: (x + _MARGIN, y + _MARGIN) for id, (x, y) in layout(scene).items()}
    wide = max([_NARROWEST, *(x + _MARGIN for x, _ in places.values())])
    high = max([0.0, *(y for _, y in places.values())]) + _MARGIN
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "width": _n(wide), "height": _n(high + _LEGEND),
            "viewBox": f"0 0 {_n(wide)} {_n(high + _LEGEND)}", "font-family": f"{_FONT}, Verdana, sans-serif",
            "role": "img", "xml:lang": lang,
        },
    )  # fmt: skip
    _add(root, "title").text = f"Lodegraph: {len(scene.marks)} {'nœuds' if lang == 'fr' else 'nodes'}"
    _add(root, "rect", width="100%", height="100%", fill=colours["paper"])
    for tie in scene.ties:
        _tie(root, tie, places, scene.marks)
    for mark in scene.marks.values():
        _shape(root, mark.kind, places[mark.id], _radius(scene, mark), colours)
    _labels(root, scene, places, lang, colours, wide)
    _legend(root, scene, lang, colours, high)
    told = left_out(scene.left_out, len(scene.marks), lang)
    if told is not None:
        _text(root, told, (16.0, 20.0), 11.0, colours, anchor="start")
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def png_of(scene: Scene, *, lang: Lang = "en", theme: Theme = "light") -> bytes:
    """The drawing as PNG, two dots a pixel of the SVG up to 8000 wide, in the font that comes along."""
    import resvg_py  # noqa: PLC0415  only drawings need it

    drawn = svg_of(scene, lang=lang, theme=theme)
    wide = float(ElementTree.fromstring(drawn).get("width", "0"))
    with as_file(files("queries.picture").joinpath("font/DejaVuSans.ttf")) as font:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=drawn, width=round(min(2 * wide, _WIDEST)), skip_system_fonts=True, font_files=[str(font)],
                font_family=_FONT, sans_serif_family=_FONT,
            )
        )  # fmt: skip


def _plain(text: str) -> str:
    """Text as XML may hold it: U+FFFE and U+FFFF are no characters to it."""
    return visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _share(value: float) -> str:
    # As opacity of strokes and fills: a group's opacity takes a layer of the whole image for each line in a PNG.
    return f"{value:.2f}"


def _add(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, tag, {key.replace("_", "-"): value for key, value in attributes.items()})


def _radius(scene: Scene, mark: Mark) -> float:
    return float(KINDS[mark.kind].radius + min(scene.degrees[mark.id] ** 0.5, 7.0))


def _tie(root: ElementTree.Element, tie: Tie, places: dict[str, Place], marks: dict[str, Mark]) -> None:
    colour, width = FAMILIES[tie.family]
    line = line_of(tie.status)
    (ax, ay), (bx, by) = places[tie.edge.source], places[tie.edge.target]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if not length:
        return
    ux, uy = (bx - ax) / length, (by - ay) / length
    short = KINDS[marks[tie.edge.target].kind].radius + 6
    ex, ey = bx - ux * short, by - uy * short
    drawn = _add(
        root, "line", x1=_n(ax), y1=_n(ay), x2=_n(ex), y2=_n(ey), stroke=colour, stroke_width=_n(width),
        stroke_opacity=_share(line.opacity * (0.5 if tie.ground else 0.85)),
    )  # fmt: skip
    if line.dashes:
        drawn.set("stroke-dasharray", " ".join(map(str, line.dashes)))
    if not tie.ground:
        tip = [(ex + ux * 5, ey + uy * 5), (ex - ux * 3 - uy * 3.2, ey - uy * 3 + ux * 3.2)]
        tip.append((ex - ux * 3 + uy * 3.2, ey - uy * 3 - ux * 3.2))
        _add(root, "polygon", points=_points(tip), fill=colour, fill_opacity=_share(line.opacity))


def _shape(root: ElementTree.Element, kind: str, place: Place, radius: float, colours: dict[str, str]) -> None:
    look = KINDS[kind]
    points = [(place[0] + px * radius, place[1] + py * radius) for px, py in SHAPES[look.shape]]
    _add(root, "polygon", points=_points(points), fill=look.colour, stroke=colours["paper"], stroke_width="1")


def _points(points: Iterable[Place]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _labels(
    root: ElementTree.Element, scene: Scene, places: dict[str, Place], lang: Lang, colours: dict[str, str], wide: float
) -> None:
    taken = _Taken()
    for id, mark in scene.marks.items():
        taken.add(_around(places[id], _radius(scene, mark)), id)
    for mark in sorted(scene.marks.values(), key=lambda each: (-_rank(scene, each), each.id)):
        text = _plain(caption(scene.graph, mark, lang))
        size = _SIZE + (2 if mark.kind == "country" else 0)
        for box in _beside(places[mark.id], _radius(scene, mark), len(text) * size * _LETTER, size):
            if box.left > 0 and box.right < wide and not taken.meets(box, mark.id):
                taken.add(box)
                middle = ((box.left + box.right) / 2, box.bottom - size * 0.3)
                _text(root, text, middle, size, colours)
                break
    for tie in scene.ties:
        if tie.family == "flow":
            (ax, ay), (bx, by) = places[tie.edge.source], places[tie.edge.target]
            text = _plain(", ".join(name(scene.graph.node(id), lang) for id in sorted(tie.minerals)))
            half = len(text) * 11 * _LETTER / 2
            box = _Box((ax + bx) / 2 - half, (ay + by) / 2 - 8, (ax + bx) / 2 + half, (ay + by) / 2 + 6)
            if text and not taken.meets(box):
                taken.add(box)
                _text(root, text, ((ax + bx) / 2, (ay + by) / 2 + 4), 11.0, colours, soft=True)


def _rank(scene: Scene, mark: Mark) -> int:
    return scene.degrees[mark.id] + {"country": 1000, "agreement": 100, "mineral": 100}.get(mark.kind, 0)


def _around(place: Place, radius: float) -> _Box:
    return _Box(place[0] - radius, place[1] - radius, place[0] + radius, place[1] + radius)


def _beside(place: Place, radius: float, wide: float, high: float) -> Iterable[_Box]:
    """The places of a label, best first: below, above, right, left, and at the corners."""
    x, y = place
    off, half = radius + 3, wide / 2
    for mx, my in (
        (x, y + off + high / 2), (x, y - off - high / 2), (x + off + half, y), (x - off - half, y),
        (x + off * 0.7 + half, y + off * 0.7 + high / 2), (x - off * 0.7 - half, y + off * 0.7 + high / 2),
        (x + off * 0.7 + half, y - off * 0.7 - high / 2), (x - off * 0.7 - half, y - off * 0.7 - high / 2),
    ):  # fmt: skip
        yield _Box(mx - half, my - high / 2, mx + half, my + high / 2)


def _text(
    root: ElementTree.Element, text: str, place: Place, size: float, colours: dict[str, str], *,
    anchor: str = "middle", soft: bool = False,
) -> None:  # fmt: skip
    common = {"x": _n(place[0]), "y": _n(place[1]), "font-size": _n(size), "text-anchor": anchor}
    # The halo is a text of its own: not every reader of SVG knows paint-order.
    halo = _add(
        root, "text", **common, fill="none", stroke=colours["paper"], stroke_width="3.5", stroke_linejoin="round"
    )
    halo.set("aria-hidden", "true")
    letters = _add(root, "text", **common, fill=colours["soft" if soft else "ink"])
    halo.text = letters.text = text


def _legend(root: ElementTree.Element, scene: Scene, lang: Lang, colours: dict[str, str], top: float) -> None:
    said = words()[lang]
    x = 20.0
    for kind in KINDS:
        if any(mark.kind == kind for mark in scene.marks.values()):
            _shape(root, kind, (x + 6, top + 14), 7, colours)
            x = _entry(root, said["kinds"][kind], x + 20, top + 18, colours)
    x = 20.0
    held = {tie.status for tie in scene.ties}
    for status, line in STATUSES.items():
        if status in held:
            drawn = _add(
                root, "line", x1=_n(x), y1=_n(top + 38), x2=_n(x + 30), y2=_n(top + 38), stroke=colours["soft"],
                stroke_width="2", stroke_opacity=_share(line.opacity),
            )  # fmt: skip
            if line.dashes:
                drawn.set("stroke-dasharray", " ".join(map(str, line.dashes)))
            x = _entry(root, said["statuses"][status], x + 36, top + 42, colours)


def _entry(root: ElementTree.Element, text: str, x: float, y: float, colours: dict[str, str]) -> float:
    """Write an entry of the legend; where the next one starts."""
    _text(root, text, (x, y), 12.0, colours, anchor="start", soft=True)
    return x + len(text) * 12 * _LETTER + 18
