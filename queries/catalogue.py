"""All canned queries by name. To add one: a module and its .cypher file, and a line here."""

from queries import agreements, suppliers
from queries.query import Query

CATALOGUE: dict[str, Query] = {query.name: query for query in (agreements.QUERY, suppliers.QUERY)}
