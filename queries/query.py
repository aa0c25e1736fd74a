"""What a canned query is: declared once, with its Cypher beside it and its twin in Python."""

import json
import typing
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph.memory import PropertyGraph


class Parameters(BaseModel):
    """The parameters of a query: the field names are the `$names` of its Cypher.

    A field is an entity's canonical id (declared by `entity`) or a literal; each has a description that the command
    line shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(BaseModel):
    """A row of a query: the field names are the columns of its RETURN, in order.

    Columns that end in `_id` hold canonical ids; the column of the same name without it holds what people read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Query:
    """A canned query. `twin` gives the rows that the Cypher gives, in the same order, on the embedded store.

    `example` are options of the command line that find something in the sample articles.
    """

    name: str
    question_en: str
    question_fr: str
    example: str
    parameters: type[Parameters]
    row: type[Row]
    twin: Callable[[PropertyGraph, Any], list[Any]]

    @property
    def cypher(self) -> str:
        """The Cypher, read from the file of the query's name beside this module."""
        return files("queries").joinpath(f"{self.name.replace('-', '_')}.cypher").read_text("utf-8")


def entity(description: str, *kinds: str, required: bool = False) -> Any:
    """A parameter that names an entity of one of these kinds (mineral, country, place, organization, alliance...)."""
    extra: Any = {"entity": list(kinds)}
    if required:
        return Field(description=description, json_schema_extra=extra)
    return Field(default=None, description=description, json_schema_extra=extra)


def mineral_parameter() -> Any:
    """The parameter for a mineral that most queries take."""
    return entity("The mineral; a group counts its members, broader terms are shown apart", "mineral")


def literal(description: str, *values: str) -> Any:
    """A parameter that is a word or date; where `values` are given, one of them."""
    extra: Any = {"values": list(values)}
    return Field(default=None, description=description, json_schema_extra=extra)


def literal_values(query: Query, name: str) -> tuple[str, ...]:
    """The words that a literal parameter takes; empty where it takes any."""
    extra = query.parameters.model_fields[name].json_schema_extra
    values = extra.get("values", []) if isinstance(extra, dict) else []
    return tuple(str(value) for value in typing.cast("list[str]", values))


def entity_kinds(query: Query, name: str) -> tuple[str, ...]:
    """The kinds of entity that a parameter takes; empty for a literal."""
    extra = query.parameters.model_fields[name].json_schema_extra
    kinds = extra.get("entity", []) if isinstance(extra, dict) else []
    return tuple(str(kind) for kind in typing.cast("list[str]", kinds))


def browser_form(query: Query, parameters: Parameters | None = None) -> str:
    """What Neo4j Browser takes in one paste: a `:param` line a parameter, then the Cypher.

    Without parameters, all are null, and the first lines show what can be set.
    """
    given = {} if parameters is None else parameters.model_dump(mode="json")
    fields = query.parameters.model_fields
    lines = [
        f":param {name} => {json.dumps(given.get(name, _default(field)), ensure_ascii=False)};"
        for name, field in fields.items()
    ]
    return "\n".join([*lines, query.cypher])


def _default(field: Any) -> Any:
    return None if field.is_required() else field.default
