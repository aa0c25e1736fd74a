"""Where the server of the tests is, and how to empty it."""

from dataclasses import dataclass, field

import neo4j
import neo4j.exceptions

from graph.neo4j_access import Access


@dataclass(frozen=True)
class Server:
    """A server that tests may write to and empty; `how` says how it came about."""

    address: str
    user: str
    password: str = field(repr=False)
    how: str
    database: str | None = None

    @property
    def access(self) -> Access:
        return Access(self.user, self.password, self.database)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to reach it."""
        given = {"NEO4J_URI": self.address, "NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password}
        return given if self.database is None else {**given, "NEO4J_DATABASE": self.database}

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            with neo4j.GraphDatabase.driver(self.address, auth=(self.user, self.password)) as driver:
                driver.verify_connectivity()
        except neo4j.exceptions.ServiceUnavailable:
            return False
        return True

    def run(self, statement: str, **parameters: object) -> list[dict[str, object]]:
        """Run a statement in a transaction of its own."""
        with neo4j.GraphDatabase.driver(self.address, auth=(self.user, self.password)) as driver:
            records, _, _ = driver.execute_query(statement, parameters, database_=self.database)
        return [record.data() for record in records]

    def empty(self) -> None:
        """Take everything out, but let constraints, indexes and their version stand: that is quicker."""
        self.run("MATCH (n) WHERE NOT n:LodegraphStore DETACH DELETE n")
        self.run("MATCH (s:LodegraphStore) SET s.fingerprint = '', s.revision = ''")

    def bare(self) -> None:
        """Take everything out, constraints and indexes too."""
        self.run("MATCH (n) DETACH DELETE n")
        for record in self.run("SHOW CONSTRAINTS YIELD name"):
            self.run(f"DROP CONSTRAINT `{record['name']}`")
        for record in self.run("SHOW INDEXES YIELD name, type, owningConstraint WHERE type <> 'LOOKUP'"):
            self.run(f"DROP INDEX `{record['name']}`")
