"""The graph as a picture: one HTML page that opens without a network, an SVG or a PNG, by the file's ending."""

from dataclasses import dataclass
from pathlib import Path

from graph.errors import LodegraphError
from graph.memory import PropertyGraph
from queries.picture.drawing import png_of, svg_of
from queries.picture.naming import Lang, left_out
from queries.picture.page import page_of
from queries.picture.scene import Scene, scene_of
from queries.picture.selection import MAX_NODES, Selection, select

__all__ = ["MAX_NODES", "Selection", "ViewReport", "write_view"]

ENDINGS = (".html", ".htm", ".svg", ".png")


@dataclass(frozen=True)
class ViewReport:
    """How many nodes and edges a picture shows, and what it leaves out and why."""

    nodes: int
    edges: int
    left_out: tuple[str, ...]


def write_view(
    graph: PropertyGraph, path: Path, selection: Selection | None = None, *, lang: Lang | None = None
) -> ViewReport:
    """Write the picture of what articles say: all of it, or what a selection narrows it to.

    A page speaks the reader's language unless `lang` is given, a drawing English. Raises LodegraphError where the file
    cannot be written, or its ending is none that a picture has.
    """
    if path.suffix.lower() not in ENDINGS:
        raise LodegraphError(f"{path}: a picture ends in {', '.join(ENDINGS)}")
    chosen = selection or Selection()
    scene = select(scene_of(graph), chosen)
    content = _drawn(scene, path, chosen.as_of, lang)
    scratch = path.with_name(path.name + ".part")
    try:
        scratch.write_bytes(content)
        scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise LodegraphError(f"{path}: cannot be written: {error.strerror}") from None
    told = left_out(scene.left_out, len(scene.marks), lang or "en")
    return ViewReport(len(scene.marks), len(scene.ties), (told,) if told else ())


def _drawn(scene: Scene, path: Path, as_of: str | None, lang: Lang | None) -> bytes:
    ending = path.suffix.lower()
    if ending in (".html", ".htm"):
        return page_of(scene, as_of=as_of, lang=lang).encode("utf-8")
    if ending == ".svg":
        return svg_of(scene, lang=lang or "en").encode("utf-8")
    return png_of(scene, lang=lang or "en")
