"""The embedded store: one SQLite file with the articles' facts, the judgements and the graph that follows.

    store = MemoryStore(Path("minerals.lodegraph"), load_vocabulary())
    store.load([extraction])
    store.graph.out("KZ", RelType.SIGNS)

Queries read the graph in memory; `graph.storefile` says how the file is kept.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.holding import Incoming, checked, decoded, fingerprint, key_number, named_articles, retraction
from graph.model import Edge, Extraction, Node, PropertyValue
from graph.propertygraph import PropertyGraph, StoredProperties
from graph.resolver import Changes, Resolver
from graph.schema import Label, RelType
from graph.store import Judgement, LoadReport, RetractReport
from graph.storefile import StoreFile
from graph.verdicts import Verdicts
from graph.vocabulary import Vocabulary

__all__ = ["MemoryStore", "PropertyGraph"]

_TYPES = {type.value: type for type in RelType}
_CACHED = 20_000
_CHUNK = 500


class MemoryStore:
    """A `graph.store.GraphStore` in a file, or in memory alone where `path` is None."""

    def __init__(self, path: Path | None, vocabulary: Vocabulary) -> None:
        self.path = path
        self._resolver = Resolver(vocabulary)
        self._file = StoreFile(path)
        self._articles: dict[str, Extraction] = {}
        self._graph: PropertyGraph | None = None
        self._seen = self._file.state()
        try:
            self._bring_up_to_date(fingerprint(vocabulary))
        except BaseException:
            self.close()
            raise

    @property
    def graph(self) -> PropertyGraph:
        """The graph, as the file holds it now."""
        self._forget_if_written_elsewhere()
        if self._graph is None:
            self._graph = PropertyGraph(self.nodes(), self.edges())
        return self._graph

    def load(self, extractions: Iterable[Extraction]) -> LoadReport:
        """Take articles in, all or none. Raises InputError for one that cannot be kept, StoreError."""
        incoming = Incoming.of(extractions)
        with self._writing() as connection:
            held = dict(_chunked(connection, _BODIES, sorted(incoming.bodies)))
            if changed := incoming.changed(held):
                verdicts = self._verdicts()
                self._apply(self._resolver.changes(self, changed, verdicts, verdicts), changed, incoming.bodies)
        return incoming.report(held)

    def retract(self, articles: Iterable[str], *, dry_run: bool = False) -> RetractReport:
        """Take articles out, named by id, address or path. Raises StoreError for one that is not held."""
        names = tuple(articles)
        with self._writing() as connection:
            leaving = named_articles(names, connection.execute("SELECT article, url, path FROM facts ORDER BY article"))
            verdicts = self._verdicts()
            gone: dict[str, Extraction | None] = dict.fromkeys(leaving)
            changes = self._resolver.changes(self, gone, verdicts, verdicts)
            if not dry_run:
                self._apply(changes, gone, {})
        return retraction(leaving, changes)

    def judge(self, judgement: Judgement) -> None:
        """Record a judgement, in place of an earlier one on the same two. Raises StoreError for an unknown id."""
        with self._writing():
            added = checked(judgement, self._holds)
            others = {j for j in self.judgements() if (j.left, j.right) != (added.left, added.right)}
            self._rejudge({*others, added})

    def unjudge(self, left: str, right: str) -> None:
        """Take a judgement back. Raises StoreError if there is none."""
        ends = tuple(sorted((left, right)))
        with self._writing():
            kept = {j for j in self.judgements() if (j.left, j.right) != ends}
            if len(kept) == len(self.judgements()):
                raise StoreError(f'there is no judgement on "{ends[0]}" and "{ends[1]}"')
            self._rejudge(kept)

    def adopt(self, judgements: Iterable[Judgement]) -> None:
        """Take judgements over from another store, also on what is not held."""
        taken = tuple(judgements)
        pairs = {(j.left, j.right) for j in taken}
        with self._writing():
            self._rejudge({*taken, *(j for j in self.judgements() if (j.left, j.right) not in pairs)})

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, sorted."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT left, right, same, reason FROM judgements ORDER BY left, right")
            return tuple(Judgement(left, right, bool(same), reason) for left, right, same, reason in rows)

    def extractions(self) -> Iterator[Extraction]:
        """The articles held, sorted by id."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT body, path FROM facts ORDER BY article").fetchall()
        return (decoded(body, path) for body, path in rows)

    def article(self, id: str) -> Extraction | None:
        """The article of an id; None where it is not held."""
        with self._file.reading() as connection:
            found = connection.execute("SELECT body, path FROM facts WHERE article = ?", (id,)).fetchone()
        return None if found is None else decoded(*found)

    def nodes(self) -> Iterator[Node]:
        """All nodes, reference data included, sorted by id."""
        with self._file.reading() as connection:
            rows = connection.execute("SELECT id, labels, properties FROM nodes ORDER BY id").fetchall()
        return (Node(id, _labels(labels), StoredProperties(properties)) for id, labels, properties in rows)

    def edges(self) -> Iterator[Edge]:
        """All edges, reference data included, sorted by source, type, target and key."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT source, type, target, key, properties FROM edges ORDER BY source, type, target, key"
            ).fetchall()
        return (
            Edge(source, _TYPES[type], target, key, StoredProperties(properties))
            for source, type, target, key, properties in rows
        )

    def read(self, query: Any, parameters: Any) -> list[Any]:
        """Run a canned query's twin on the graph."""
        rows: list[Any] = query.twin(self.graph, parameters)
        return rows

    def close(self) -> None:
        """Release the file."""
        self._file.close()

    def having(self, keys: Collection[str]) -> Mapping[str, Collection[str]]:
        """For the resolver: for each key under which articles are found, their ids, perhaps with some too many."""
        numbers = {key_number(key): key for key in keys}
        found: dict[str, list[str]] = {}
        for number, article in _chunked(self._file.connection, _HAVING, sorted(numbers)):
            found.setdefault(numbers[number], []).append(article)
        return found

    def held(self, articles: Collection[str]) -> Mapping[str, Extraction]:
        """For the resolver: the articles of these ids that are held."""
        if len(self._articles) > _CACHED:
            self._articles.clear()
        missing = [id for id in articles if id not in self._articles]
        for id, body, path in _chunked(self._file.connection, _FACTS, missing):
            self._articles[id] = decoded(body, path)
        return {id: self._articles[id] for id in articles if id in self._articles}

    def _verdicts(self) -> Verdicts:
        return self._resolver.verdicts(self.judgements())

    def _holds(self, id: str) -> bool:
        with self._file.reading() as connection:
            node = connection.execute("SELECT labels FROM nodes WHERE id = ?", (id,)).fetchone()
        if node is not None:
            return bool(_labels(node[0]) & {Label.ACTOR, Label.REGION})
        known = any(id in (j.left, j.right) for j in self.judgements())
        return known or self._resolver.tells(self, id, self._verdicts())

    def _rejudge(self, judgements: Iterable[Judgement]) -> None:
        before, after = self._verdicts(), self._resolver.verdicts(judgements)
        self._apply(self._resolver.changes(self, {}, before, after), {}, {})
        connection = self._file.connection
        connection.execute("DELETE FROM judgements")
        connection.executemany(
            "INSERT INTO judgements VALUES (?, ?, ?, ?)",
            [(j.left, j.right, int(j.same), j.reason) for j in after.judgements],
        )

    def _apply(self, changes: Changes, incoming: Mapping[str, Extraction | None], bodies: Mapping[str, str]) -> None:
        connection = self._file.connection
        for id, extraction in incoming.items():
            self._articles.pop(id, None)
            if extraction is None:
                connection.execute("DELETE FROM facts WHERE article = ?", (id,))
            else:
                row = (id, extraction.url, extraction.path, bodies[id])
                connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", row)
                self._articles[id] = extraction
        connection.executemany("DELETE FROM keys WHERE article = ?", [(id,) for id in changes.keys])
        connection.executemany(
            "INSERT OR IGNORE INTO keys VALUES (?, ?)",
            sorted((key_number(key), id) for id, keys in changes.keys.items() for key in keys),
        )
        _write_elements(connection, changes)

    def _bring_up_to_date(self, current: str) -> None:
        """Compute the whole graph anew where another vocabulary or another way of resolving made it."""
        with self._file.reading() as connection:
            made = connection.execute("SELECT fingerprint FROM made_with").fetchone()
        if made == (current,):
            return
        with self._writing() as connection:
            extractions = list(self.extractions())
            changes = self._resolver.everything(extractions, self.judgements())
            for table in ("nodes", "edges", "keys", "made_with"):
                connection.execute(f"DELETE FROM {table}")
            self._apply(changes, {}, {})
            connection.execute("INSERT INTO made_with VALUES (?)", (current,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._file.transaction() as connection:
            self._forget_if_written_elsewhere()
            try:
                yield connection
            except BaseException:
                self._articles.clear()
                raise
            finally:
                self._graph = None

    def _forget_if_written_elsewhere(self) -> None:
        state = self._file.state()
        if state != self._seen:
            self._seen = state
            self._articles.clear()
            self._graph = None


_BODIES = "SELECT article, body FROM facts WHERE article IN ({})"
_FACTS = "SELECT article, body, path FROM facts WHERE article IN ({})"
_HAVING = "SELECT key, article FROM keys WHERE key IN ({})"


def _chunked(connection: sqlite3.Connection, statement: str, values: Iterable[Any]) -> Iterator[Any]:
    """The rows of a statement for many values, a few hundred at a time."""
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield from connection.execute(statement.format(",".join("?" * len(chunk))), chunk).fetchall()


def _write_elements(connection: sqlite3.Connection, changes: Changes) -> None:
    nodes = [(id,) for id, node in changes.nodes.items() if node is None]
    connection.executemany("DELETE FROM nodes WHERE id = ?", nodes)
    connection.executemany(
        "INSERT OR REPLACE INTO nodes VALUES (?, ?, ?)",
        [
            (id, " ".join(sorted(node.labels)), _json(node.properties))
            for id, node in sorted(changes.nodes.items())
            if node is not None
        ],
    )
    edges = [id for id, edge in changes.edges.items() if edge is None]
    connection.executemany("DELETE FROM edges WHERE source = ? AND type = ? AND target = ? AND key = ?", edges)
    connection.executemany(
        "INSERT OR REPLACE INTO edges VALUES (?, ?, ?, ?, ?)",
        [(*id, _json(edge.properties)) for id, edge in sorted(changes.edges.items()) if edge is not None],
    )


def _json(properties: Mapping[str, PropertyValue]) -> str:
    return json.dumps(dict(properties), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=256)
def _labels(text: str) -> frozenset[Label]:
    return frozenset(map(Label, text.split()))
