"""From what a person writes to a selection for a picture: names to ids, a canned query to its rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.errors import QueryError
from queries.catalogue import CATALOGUE
from queries.parameters import bind, entity_of, is_date
from queries.picture.selection import Selection
from queries.reach import STATUS_ORDER


def selection_of(
    held: Any,
    *,
    around: Iterable[str] = (),
    mineral: Iterable[str] = (),
    country: Iterable[str] = (),
    between: Sequence[str] | None = None,
    status: Iterable[str] = (),
    since: str | None = None,
    as_of: str | None = None,
    canned: str | None = None,
    parameters: Iterable[str] = (),
) -> Selection:
    """The selection that these names and words mean on the graph of a store.

    `parameters` are those of the canned query, as "name=value". Raises QueryError, which says what was not understood.
    """
    rows = None if canned is None else _rows(held, canned, parameters)
    if canned is None:
        for stray in parameters:
            raise QueryError(f"{stray!r} is no option; parameters as NAME=VALUE go with --query NAME")
    pair = None if not between else (entity_of(between[0], held), entity_of(between[1], held))
    return Selection(
        around=tuple(entity_of(name, held) for name in around),
        minerals=tuple(entity_of(name, held, "mineral") for name in mineral),
        countries=tuple(entity_of(name, held, "country", "alliance") for name in country),
        between=pair,
        statuses=tuple(map(_status, status)),
        since=_date("since", since),
        as_of=_date("as-of", as_of),
        rows=rows,
    )


def _rows(held: Any, canned: str, parameters: Iterable[str]) -> tuple[dict[str, Any], ...]:
    if canned not in CATALOGUE:
        raise QueryError(f"no canned query is named {canned!r}; there are {', '.join(sorted(CATALOGUE))}")
    given = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals:
            raise QueryError(f"{parameter!r} is no parameter; write it as NAME=VALUE")
        given[name.replace("-", "_")] = value
    query = CATALOGUE[canned]
    return tuple(row.model_dump() for row in held.read(query, bind(query, given, held)))


def _status(word: str) -> str:
    status = word.strip().lower().replace(" ", "_").replace("-", "_")
    if status not in STATUS_ORDER:
        raise QueryError(f"status is one of {', '.join(STATUS_ORDER)}, not {word!r}")
    return status


def _date(name: str, word: str | None) -> str | None:
    if word is not None and not is_date(word):
        raise QueryError(f"{name} is a date such as 2024, 2024-05 or 2024-05-31, not {word!r}")
    return word
