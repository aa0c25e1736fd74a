"""What a canned query is: declared once, with its Cypher beside it and its twin in Python."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from graph.memory import PropertyGraph


class Parameters(BaseModel):
    """The parameters of a query: the field names are the `$names` of its Cypher.

    A field is an entity's canonical id or a literal; each has a description that the command line shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class Row(BaseModel):
    """A row of a query: the field names are the columns of its RETURN, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Query:
    """A canned query. `twin` gives the rows that the Cypher gives, in the same order, on the embedded store."""

    name: str
    question_en: str
    question_fr: str
    parameters: type[Parameters]
    row: type[Row]
    twin: Callable[[PropertyGraph, Any], list[Any]]

    @property
    def cypher(self) -> str:
        """The Cypher, read from the file of the query's name beside this module."""
        return files("queries").joinpath(f"{self.name.replace('-', '_')}.cypher").read_text("utf-8")
