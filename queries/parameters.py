"""From what a person types to the parameters of a query: names in French or English become ids."""

import re
from collections.abc import Mapping

from graph.errors import QueryError
from graph.linker import Linker
from graph.memory import MemoryStore
from graph.model import AgreementStatus
from graph.names import fold
from graph.schema import Label
from graph.vocabulary import load_vocabulary
from queries.query import Parameters, Query

_ENTITIES = frozenset({"actor", "other", "buyer", "mineral"})
_DATES = frozenset({"since"})


def bind(query: Query, given: Mapping[str, str | None], store: MemoryStore) -> Parameters:
    """The parameters of a query. Raises QueryError for a name, date or status that means nothing."""
    values: dict[str, str] = {}
    for name, value in given.items():
        if value is None:
            continue
        if name in _ENTITIES:
            values[name] = entity_of(value, store, mineral=name == "mineral")
        elif name in _DATES and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            raise QueryError(f"{value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
        elif name == "status" and value not in {status.value for status in AgreementStatus}:
            raise QueryError(f"{value!r} is not a status; take one of: {', '.join(AgreementStatus)}")
        else:
            values[name] = value
    return query.parameters(**values)


def entity_of(name: str, store: MemoryStore, *, mineral: bool = False) -> str:
    """The id of an entity that is named, or given by its id. Raises QueryError with the nearest names."""
    if store.graph.node(name) is not None:
        return name
    linker = Linker(load_vocabulary())
    found = {n.id for n in linker.lookup(name) if (n.kind == "mineral") == mineral}
    wanted = fold(name)
    found.update(
        node.id
        for label in (Label.ACTOR, Label.REGION)
        for node in store.graph.nodes(label)
        if not mineral and wanted == fold(str(node.properties.get("name", "")))
    )
    if len(found) == 1:
        return found.pop()
    if found:
        raise QueryError(f"{name!r} may mean several things; give one of the ids: {', '.join(sorted(found))}")
    near = ", ".join(dict.fromkeys(n.form for n in linker.nearest(name)))
    raise QueryError(f"nothing here is called {name!r}" + (f"; did you mean {near}?" if near else ""))
