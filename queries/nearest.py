"""The canned query that comes nearest to a person's own Cypher: by the labels, types and properties both name."""

import re

from graph.schema import Label, RelType
from queries.catalogue import CATALOGUE
from queries.query import Query

_NAMES = frozenset((*Label, *RelType))


def nearest(cypher: str) -> Query:
    """The canned query that shares most of its labels and types with a text of Cypher; the first, where none does."""
    asked = _named(cypher)
    return max(CATALOGUE.values(), key=lambda query: _likeness(asked, _named(query.cypher)))


def _named(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text)) & _NAMES


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / (len(left | right) or 1)
