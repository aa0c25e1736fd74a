"""Names in both languages: full titles, and the short captions that stand beside a mark."""

from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from graph.memory import PropertyGraph
from graph.model import Node
from graph.schema import RelType
from queries.picture.scene import Mark
from queries.reach import text

Lang = Literal["en", "fr"]
LANGS: tuple[Lang, ...] = ("en", "fr")

_CAPTION = 30
_TITLE = 400
_SHOWN = 3


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The words of words.yaml, by language."""
    read: dict[str, Any] = yaml.safe_load(files("queries.picture").joinpath("words.yaml").read_text("utf-8"))
    return read


def name(node: Node | None, lang: Lang) -> str:
    """The name of a node in a language, or the one it has; on one line, cut where nobody would read on."""
    if node is None:
        return ""
    own = text(node, f"name_{lang}") or text(node, "name") or node.id
    return _cut(own, _TITLE)


def title(graph: PropertyGraph, mark: Mark, lang: Lang) -> str:
    """The full name; of a deal or measure in French, who, what and when, as the English title has them."""
    if lang == "en" or mark.kind not in ("agreement", "measure"):
        return name(mark.node, lang)
    types = (RelType.SIGNS, RelType.PARTY_TO, RelType.IMPOSES)
    parties = dict.fromkeys(edge.source for edge in graph.into(mark.id, *types))
    who = [name(graph.node(id), lang) for id in parties]
    more = f" et {len(who) - _SHOWN} autres" if len(who) > _SHOWN + 1 else ""
    who = who if not more else who[:_SHOWN]
    when = ", ".join(filter(None, (words()[lang]["statuses"].get(mark.status), (text(mark.node, "date") or "")[:7])))
    first = f"{' – '.join(who)}{more} : " if who else ""
    return _cut(f"{first}{_what(graph, mark, lang, ', ')}{f' ({when})' if when else ''}", _TITLE)


def caption(graph: PropertyGraph, mark: Mark, lang: Lang) -> str:
    """The label beside a mark: of a deal or measure what it is and on what, since its parties stand around it."""
    if mark.kind in ("agreement", "measure"):
        return _cut(_what(graph, mark, lang, ": " if lang == "en" else " : "), _CAPTION + 14)
    return _cut(name(mark.node, lang), _CAPTION)


def left_out(count: int, shown: int, lang: Lang) -> str | None:
    """What a limit left out and how to see it; None where all is shown."""
    if not count:
        return None
    return str(words()[lang]["ui"]["left_out"]).format(count=count, all=count + shown)


def _what(graph: PropertyGraph, mark: Mark, lang: Lang, joint: str) -> str:
    kind = text(mark.node, "kind") or "other"
    word = str(words()[lang]["deals" if mark.kind == "agreement" else "measures"].get(kind, kind))
    named = [name(graph.node(id), lang) for id in sorted(mark.minerals)]
    if not named:
        return word
    on = ", ".join(named[:2]) + (f" +{len(named) - 2}" if len(named) > 2 else "")
    return f"{word}{joint}{on}"


def _cut(line: str, most: int) -> str:
    flat = " ".join(line.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
