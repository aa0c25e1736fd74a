"""The connection to a Neo4j server. The only module that imports the driver.

Work is done in the driver's managed transactions: what fails for a passing reason is tried again, so work may be called
more than once. Every error of the driver leaves as one of `graph.errors`, in one line, without what it stood on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph import neo4j_errors as errors
from graph.neo4j_access import Access
from graph.neo4j_schema import OLDEST_SERVER

ResultT = TypeVar("ResultT")
Transaction = neo4j.ManagedTransaction

#: Seconds for which the driver tries again and waits for a connection.
PATIENCE = 30.0
#: Seconds for which it waits for the server to answer at all.
_CONNECTING = 10.0


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

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=mode)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except (Neo4jError, DriverError) as error:
            raise errors.named(self.address, error) from None
