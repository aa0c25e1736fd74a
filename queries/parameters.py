"""From what a person writes to the parameters of a query: names to ids, words to the values that a query takes."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from graph.entries import EntryKind
from graph.errors import QueryError
from graph.linker import Linker
from graph.memory import PropertyGraph
from graph.model import Node
from graph.schema import Label
from graph.vocabulary import load_vocabulary
from queries.query import Parameters, Query, entity_kinds, literal_values

_DATES = ("since", "until")


def linker_of(graph: PropertyGraph) -> Linker:
    """A linker that knows the vocabulary and the names that a graph's articles use."""
    return Linker(load_vocabulary(), _names(graph))


def _names(graph: PropertyGraph) -> Iterator[tuple[str, str, EntryKind]]:
    for node in graph.nodes():
        kind = _kind(node)
        if kind is None or ("source" in node.properties and "names" not in node.properties):
            continue
        others: Any = node.properties.get("names", ())
        for name in dict.fromkeys((str(node.properties.get("name", "")), *map(str, others))):
            if any(char.isalnum() for char in name):
                yield name, node.id, kind


def _kind(node: Node) -> EntryKind | None:
    if Label.COUNTRY in node.labels:
        return "country"
    if Label.COMPANY in node.labels or Label.ORGANIZATION in node.labels:
        return "alliance" if node.id.startswith("alliance:") else "organization"
    if Label.REGION in node.labels:
        return "place"
    return "mineral" if Label.MINERAL in node.labels else None


def bind(query: Query, given: Mapping[str, Any], held: Any) -> Parameters:
    """The parameters of a query from names and words. Raises QueryError, which says what was not understood."""
    unknown = sorted(set(given) - set(query.parameters.model_fields))
    if unknown:
        raise QueryError(f"{query.name} takes no {unknown[0]!r}; it takes {', '.join(query.parameters.model_fields)}")
    values: dict[str, Any] = {}
    linker: Linker | None = None
    for name, value in given.items():
        if value is None:
            continue
        kinds = entity_kinds(query, name)
        if kinds:
            linker = linker or linker_of(held.graph)
            values[name] = _entity(str(value), kinds, held.graph, linker)
        else:
            values[name] = _literal(query, name, value)
    try:
        return query.parameters(**values)
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(map(str, problem["loc"]))
        raise QueryError(f"{query.name}: {place}: {problem['msg']}") from None


def entity_of(name: str, held: Any, *kinds: str) -> str:
    """The id of the entity, of one of these kinds or any, that a name in either language or an id means.

    Raises QueryError.
    """
    return _entity(name, kinds, held.graph, linker_of(held.graph))


def _entity(name: str, kinds: tuple[str, ...], graph: PropertyGraph, linker: Linker) -> str:
    """The id itself, or that of the entity of one of these kinds (any, where none is given) that bears the name."""
    if graph.node(name) is not None:
        return name
    fitting = [known for known in linker.lookup(name) if not kinds or known.kind in kinds]
    if fitting:
        rank = {kind: place for place, kind in enumerate(kinds)}
        held = [known for known in fitting if graph.node(known.id) is not None] or fitting
        return min(held, key=lambda known: (known.ambiguous, rank.get(known.kind, 0), known.id)).id
    near = [known for known in linker.nearest(name, 8) if not kinds or known.kind in kinds][:3]
    hint = f"; did you mean {' or '.join(known.form for known in near)}?" if near else ""
    wanted = f" ({', '.join(kinds)})" if kinds else ""
    raise QueryError(f"no entity{wanted} is named {name!r}{hint}")


def _literal(query: Query, name: str, value: Any) -> Any:
    allowed = literal_values(query, name)
    word = str(value).strip()
    if allowed:
        word = word.lower().replace(" ", "_").replace("-", "_")
        if word not in allowed:
            raise QueryError(f"{query.name}: {name} is one of {', '.join(allowed)}, not {value!r}")
    if name in _DATES and not is_date(word):
        raise QueryError(f"{query.name}: {name} is a date such as 2024, 2024-05 or 2024-05-31, not {value!r}")
    return cast(Any, word)


def is_date(word: str) -> bool:
    """Whether a word is an ISO 8601 date of day, month or year."""
    parts = word.split("-")
    sizes = [4, 2, 2][: len(parts)]
    return len(parts) <= 3 and all(part.isdigit() and part.isascii() for part in parts) and [*map(len, parts)] == sizes
