"""The connection to a Neo4j server. The only module that imports the driver.

Work is done in the driver's managed transactions: what fails for a passing reason is tried again, so work may be called
more than once. Every error of the driver leaves as one of `graph.errors`, in one line, without what it stood on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import ClientError, DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship

from graph import neo4j_errors as errors
from graph.cypher_gate import check_plan, readable
from graph.errors import QueryError
from graph.neo4j_access import Access
from graph.neo4j_schema import OLDEST_SERVER

ResultT = TypeVar("ResultT")
Transaction = neo4j.ManagedTransaction

#: Seconds for which the driver tries again and waits for a connection.
PATIENCE = 30.0
#: Seconds for which it waits for the server to answer at all.
_CONNECTING = 10.0


@dataclass(frozen=True)
class Table:
    """Rows of a person's own query, and whether there are `more` than these."""

    columns: list[str]
    rows: list[list[Any]]
    more: bool


class Connection:
    """A connection to one database of a server; `patience` is in seconds. Raises StoreError and its kinds."""

    def __init__(self, address: str, access: Access, patience: float = PATIENCE) -> None:
        self.address = address
        self.database = access.database
        with self._plain_errors():
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=access.login,
                connection_timeout=min(patience, _CONNECTING),
                connection_acquisition_timeout=patience,
                max_transaction_retry_time=patience,
                notifications_min_severity="OFF",
                user_agent="lodegraph",
            )
        try:
            self._check_server()
        except BaseException:
            self.close()
            raise

    def read(self, work: Callable[[Transaction], ResultT]) -> ResultT:
        """Do work that only reads."""
        with self._plain_errors(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Callable[[Transaction], ResultT]) -> ResultT:
        """Do work that writes, whole or not at all."""
        with self._plain_errors(), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def run(self, statement: str, **parameters: Any) -> None:
        """Run one statement that writes."""
        self.write(lambda transaction: transaction.run(statement, parameters).consume())

    def read_own(self, text: str, limit: int, seconds: float) -> Table:
        """What a person's own query gives: its columns and at most `limit` rows, within `seconds`.

        It runs with read access and is rolled back. Raises QueryError for what is refused, or is no Cypher.
        """
        plain = readable(text)
        with self._plain_errors(), self._session(neo4j.READ_ACCESS, fetch_size=limit + 1) as session:
            try:
                with session.begin_transaction(timeout=seconds) as transaction:
                    summary = transaction.run(f"EXPLAIN {plain}").consume()
                    check_plan(summary.query_type, summary.plan)
                    result = transaction.run(plain)
                    columns = list(result.keys())
                    found = [[plain_value(value) for value in record.values()] for record in islice(result, limit + 1)]
                    transaction.rollback()
            except ClientError as error:
                if str(error.code).startswith("Neo.ClientError.Statement"):
                    raise QueryError(f"the server does not take it: {str(error.message).splitlines()[0]}") from None
                raise
        return Table(columns, found[:limit], len(found) > limit)

    def close(self) -> None:
        """Release the connection."""
        self._driver.close()

    def _check_server(self) -> None:
        with self._plain_errors():
            self._driver.verify_connectivity()
        agent = str(self.read(lambda transaction: transaction.run("RETURN 1").consume().server.agent))
        product, _, version = agent.partition("/")
        numbers = tuple(int(part) for part in version.split("-")[0].split(".")[:2] if part.isdigit())
        if product != "Neo4j" or numbers < OLDEST_SERVER:
            raise errors.too_old(self.address, agent)

    def _session(self, mode: str, **options: Any) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=mode, **options)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except (Neo4jError, DriverError) as error:
            raise errors.named(self.address, error) from None


def plain_value(value: Any) -> Any:
    """A value of the server as JSON has it: nodes and relationships with labels, type and properties."""
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{name: plain_value(each) for name, each in value.items()}}
    if isinstance(value, Relationship):
        return {"type": value.type, **{name: plain_value(each) for name, each in value.items()}}
    if isinstance(value, Path):
        steps: list[Node | Relationship] = [value.nodes[0]]
        for edge, node in zip(value.relationships, value.nodes[1:], strict=True):
            steps += [edge, node]
        return [plain_value(each) for each in steps]
    if isinstance(value, list | tuple) and not hasattr(value, "srid"):
        return [plain_value(each) for each in value]
    if isinstance(value, dict):
        return {name: plain_value(each) for name, each in value.items()}
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return value.hex() if isinstance(value, bytes | bytearray) else str(value)
