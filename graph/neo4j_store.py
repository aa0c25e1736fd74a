"""The store on a Neo4j server.

    store = Neo4jStore("neo4j://localhost:7687", load_vocabulary(), Access.from_environment())
    store.load([extraction])

The server holds the same graph that the embedded store holds of the same articles: what it adds to it is told in
`graph.neo4j_schema`. A write takes the lock of the store first, then reads, computes and writes in one transaction,
so that two that write at once wait for each other and neither doubles anything.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from graph import neo4j_errors as errors
from graph import neo4j_reading as reading
from graph import neo4j_writing as writing
from graph.errors import StoreError, StoreVersionError
from graph.holding import Incoming, checked, decoded, fingerprint, named_articles, retraction
from graph.model import Edge, Extraction, Node
from graph.neo4j_access import Access
from graph.neo4j_connection import PATIENCE, Connection, Table, Transaction
from graph.neo4j_schema import BEGINNING, CONSTRAINTS, INDEXES, VERSION, upgrade
from graph.propertygraph import PropertyGraph
from graph.resolver import Changes, Resolver
from graph.schema import SCHEMA_VERSION, Label
from graph.store import Judgement, LoadReport, RetractReport
from graph.verdicts import Verdicts
from graph.vocabulary import Vocabulary

ResultT = TypeVar("ResultT")

#: Seconds that building indexes may take.
_INDEXING = 3600


class Neo4jStore:
    """A `graph.store.GraphStore` in a database of a Neo4j server.

    Opening makes what is missing, unless `must_exist`; raises StoreError and its kinds, each in one line. `patience`
    is in seconds.
    """

    def __init__(
        self,
        address: str,
        vocabulary: Vocabulary,
        access: Access | None = None,
        *,
        must_exist: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        self.address = address
        self._resolver = Resolver(vocabulary)
        self._fingerprint = fingerprint(vocabulary)
        self._known: dict[str, Extraction] = {}
        self._seen = ""
        self._graph: PropertyGraph | None = None
        self._connection = Connection(address, Access() if access is None else access, patience)
        try:
            self._open(must_exist)
        except BaseException:
            self.close()
            raise

    @property
    def graph(self) -> PropertyGraph:
        """The whole graph, read into memory; kept until it changes."""

        def work(transaction: Transaction) -> PropertyGraph:
            revision = self._state(transaction).revision
            if self._graph is None or revision != self._seen:
                self._forget(revision)
                self._graph = PropertyGraph(reading.nodes(transaction), reading.edges(transaction))
            return self._graph

        return self._connection.read(work)

    def load(self, extractions: Iterable[Extraction]) -> LoadReport:
        """Take articles in, all or none. Raises InputError for one that cannot be kept, StoreError."""
        incoming = Incoming.of(extractions)
        if not incoming.articles:
            return incoming.report({})

        def work(transaction: Transaction) -> LoadReport:
            articles = self._articles(transaction)
            held = articles.bodies(sorted(incoming.bodies))
            if changed := incoming.changed(held):
                verdicts = self._verdicts(transaction)
                changes = self._resolver.changes(articles, changed, verdicts, verdicts)
                self._apply(transaction, changes, changed, incoming.bodies, fresh=changed.keys() - held.keys())
            return incoming.report(held)

        return self._write(work)

    def retract(self, articles: Iterable[str], *, dry_run: bool = False) -> RetractReport:
        """Take articles out, named by id, address or path. Raises StoreError for one that is not held."""
        names = tuple(articles)

        def work(transaction: Transaction) -> RetractReport:
            held = ((each["id"], each["url"], each["path"]) for each in reading.rows(transaction, reading.NAMES))
            leaving = named_articles(names, sorted(held, key=lambda each: str(each[0])))
            verdicts = self._verdicts(transaction)
            gone: dict[str, Extraction | None] = dict.fromkeys(leaving)
            changes = self._resolver.changes(self._articles(transaction), gone, verdicts, verdicts)
            if not dry_run:
                self._apply(transaction, changes, gone, {})
            return retraction(leaving, changes)

        return self._write(work)

    def judge(self, judgement: Judgement) -> None:
        """Record a judgement, in place of an earlier one on the same two. Raises StoreError for an unknown id."""

        def work(transaction: Transaction) -> None:
            passed = reading.judgements(transaction)
            added = checked(judgement, lambda id: self._holds(transaction, id, passed))
            others = {j for j in passed if (j.left, j.right) != (added.left, added.right)}
            self._rejudge(transaction, {*others, added})

        self._write(work)

    def unjudge(self, left: str, right: str) -> None:
        """Take a judgement back. Raises StoreError if there is none."""
        ends = tuple(sorted((left, right)))

        def work(transaction: Transaction) -> None:
            passed = reading.judgements(transaction)
            kept = {j for j in passed if (j.left, j.right) != ends}
            if len(kept) == len(passed):
                raise StoreError(f'there is no judgement on "{ends[0]}" and "{ends[1]}"')
            self._rejudge(transaction, kept)

        self._write(work)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, sorted."""
        return self._connection.read(reading.judgements)

    def extractions(self) -> Iterator[Extraction]:
        """The articles held, sorted by id."""
        found = self._connection.read(lambda transaction: list(reading.rows(transaction, reading.EVERY_BODY)))
        found.sort(key=lambda record: str(record["id"]))
        return (decoded(record["body"], record["path"]) for record in found)

    def article(self, id: str) -> Extraction | None:
        """The article of an id; None where it is not held."""
        return self._connection.read(lambda transaction: reading.Articles(transaction, {}).held([id]).get(id))

    def nodes(self) -> Iterator[Node]:
        """All nodes, reference data included, sorted by id."""
        return self.graph.nodes()

    def edges(self) -> Iterator[Edge]:
        """All edges, reference data included, sorted by source, type, target and key."""
        return self.graph.edges()

    def read(self, query: Any, parameters: Any) -> list[Any]:
        """Run a canned query's Cypher on the server."""
        given = parameters.model_dump(mode="json")
        found = self._connection.read(
            lambda transaction: [record.data() for record in transaction.run(query.cypher, given)]
        )
        return [query.row(**record) for record in found]

    def cypher(self, text: str, *, limit: int, seconds: float) -> Table:
        """What a person's own Cypher gives, at most `limit` rows within `seconds`. Raises QueryError, StoreError."""
        return self._connection.read_own(text, limit, seconds)

    def adopt(self, judgements: Iterable[Judgement]) -> None:
        """Take judgements over from another store, also on what is not held."""
        taken = tuple(judgements)

        def work(transaction: Transaction) -> None:
            pairs = {(j.left, j.right) for j in taken}
            kept = (j for j in reading.judgements(transaction) if (j.left, j.right) not in pairs)
            self._rejudge(transaction, {*kept, *taken})

        if taken:
            self._write(work)

    def close(self) -> None:
        """Release the connection."""
        self._connection.close()

    def _open(self, must_exist: bool) -> None:
        state = self._connection.read(reading.state)
        if state is None:
            if not self._connection.read(reading.is_empty):
                raise errors.foreign(self.address, self._connection.database)
            if must_exist:
                raise StoreError(f"{self.address}: there is no graph yet; `lodegraph load PATH...` makes one")
            self._connection.run(BEGINNING)
            self._connection.run(writing.BEGIN, schema=SCHEMA_VERSION)
            state = self._connection.read(self._state)
        self._check_version(state)
        if state.indexes < VERSION:
            self._upgrade()
        if state.fingerprint != self._fingerprint:
            self._write(self._bring_up_to_date, anew=True)

    def _upgrade(self) -> None:
        """Make the constraints and indexes of this version."""
        constraints = self._connection.read(lambda transaction: reading.names(transaction, CONSTRAINTS))
        indexes = self._connection.read(lambda transaction: reading.names(transaction, INDEXES))
        for statement in upgrade(constraints, indexes):
            self._connection.run(statement)
        self._connection.run("CALL db.awaitIndexes($seconds)", seconds=_INDEXING)
        self._connection.run(writing.SET_STATE, state={"indexes": VERSION})

    def _check_version(self, state: reading.State) -> None:
        if state.schema != SCHEMA_VERSION:
            raise errors.other_version(self.address, state.schema, SCHEMA_VERSION)
        if state.indexes > VERSION:
            raise errors.other_version(self.address, state.indexes, VERSION)

    def _bring_up_to_date(self, transaction: Transaction) -> None:
        """Compute the whole graph anew where another vocabulary or another way of resolving made it."""
        if self._state(transaction).fingerprint == self._fingerprint:
            return  # another process was faster
        found = reading.rows(transaction, reading.EVERY_BODY)
        extractions = [decoded(record["body"], record["path"]) for record in found]
        everything = self._resolver.everything(extractions, reading.judgements(transaction))
        changes = writing.difference(transaction, everything)
        self._apply(transaction, changes, {}, {})
        self._seen = writing.mark(transaction, fingerprint=self._fingerprint)

    def _state(self, transaction: Transaction) -> reading.State:
        state = reading.state(transaction)
        if state is None:
            raise StoreError(f"{self.address}: the graph was deleted meanwhile; load the articles again")
        return state

    def _articles(self, transaction: Transaction) -> reading.Articles:
        return reading.Articles(transaction, self._known)

    def _verdicts(self, transaction: Transaction) -> Verdicts:
        return self._resolver.verdicts(reading.judgements(transaction))

    def _holds(self, transaction: Transaction, id: str, passed: Iterable[Judgement]) -> bool:
        labels = reading.labels_of(transaction, [id]).get(id)
        if labels is not None:
            return bool(labels & {Label.ACTOR, Label.REGION})
        known = any(id in (j.left, j.right) for j in passed)
        return known or self._resolver.tells(self._articles(transaction), id, self._resolver.verdicts(passed))

    def _rejudge(self, transaction: Transaction, judgements: Iterable[Judgement]) -> None:
        before, after = self._verdicts(transaction), self._resolver.verdicts(judgements)
        changes = self._resolver.changes(self._articles(transaction), {}, before, after)
        writing.write_judgements(transaction, after.judgements)
        self._apply(transaction, changes, {}, {})

    def _apply(
        self,
        transaction: Transaction,
        changes: Changes,
        incoming: Mapping[str, Extraction | None],
        bodies: Mapping[str, str],
        fresh: Iterable[str] = (),
    ) -> None:
        writing.write_keys(transaction, {id: keys for id, keys in changes.keys.items() if not keys}, fresh)
        writing.write_articles(transaction, incoming, bodies)
        writing.write_keys(transaction, {id: keys for id, keys in changes.keys.items() if keys}, fresh)
        writing.write_elements(transaction, changes)
        for id, extraction in incoming.items():
            self._known.pop(id, None)
            if extraction is not None:
                self._known[id] = extraction
        self._graph = None
        self._seen = writing.mark(transaction)

    def _forget(self, revision: str) -> None:
        self._seen = revision
        self._known.clear()
        self._graph = None

    def _write(self, work: Callable[[Transaction], ResultT], *, anew: bool = False) -> ResultT:
        """Do a write, whole or not at all, when no other is under way. `anew` makes the graph of its own reference."""

        def locked(transaction: Transaction) -> ResultT:
            transaction.run(writing.LOCK).consume()
            state = self._state(transaction)
            if state.revision != self._seen:
                self._forget(state.revision)
            if state.fingerprint != self._fingerprint and not anew:
                raise StoreVersionError(
                    f"{self.address}: a Lodegraph with other reference data has taken over this graph; start again"
                )
            return work(transaction)

        return self._connection.write(locked)
