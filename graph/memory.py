"""The embedded store: one SQLite file, read into a NetworkX graph.

The file is in SQLite's DELETE journal mode: between writes it is one file, and a process killed in the middle of one
leaves a journal from which the next to open it restores the state before. (A write-ahead log would leave two files
more after a kill, and they are easily left behind when the graph is copied.)
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from graph.errors import InputError, StoreBusyError, StoreError, StoreFormatError, StoreVersionError
from graph.model import Edge, Extraction, Node
from graph.property_graph import PropertyGraph, StoredProperties
from graph.revision import Revision, revise, with_reference
from graph.schema import SCHEMA_VERSION, Label, RelType
from graph.store import Judgement, LoadReport, RetractReport
from graph.vocabulary import Vocabulary

__all__ = ["MemoryStore", "PropertyGraph"]

_APPLICATION = 0x4C4F4445  # "LODE"
_WAIT = 5.0
_TABLES = """
CREATE TABLE article (id TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE claim (claim TEXT, article TEXT, PRIMARY KEY (claim, article)) WITHOUT ROWID;
CREATE INDEX claim_article ON claim (article);
CREATE TABLE node (id TEXT PRIMARY KEY, labels TEXT NOT NULL, properties TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE edge (source TEXT, type TEXT, target TEXT, key TEXT, properties TEXT NOT NULL,
  PRIMARY KEY (source, type, target, key)) WITHOUT ROWID;
CREATE TABLE judgement (left TEXT, right TEXT, same INTEGER NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (left, right)) WITHOUT ROWID;
CREATE TABLE writer (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER NOT NULL);
"""


class MemoryStore:
    """A graph in one file, or in memory alone where `path` is None.

    Raises StoreFormatError for a file that is something else, StoreVersionError for one of another version, and
    StoreError where it cannot be opened or, if it must exist, is not there.
    """

    def __init__(self, path: Path | None, vocabulary: Vocabulary, *, must_exist: bool = False) -> None:
        self._path = path
        self._vocabulary = vocabulary
        self._graph: PropertyGraph | None = None
        self._database = self._open(must_exist)

    @property
    def graph(self) -> PropertyGraph:
        """The whole graph, reference data included."""
        if self._graph is None:
            nodes, edges = with_reference(self._stored_nodes(), self._stored_edges(), self._vocabulary)
            self._graph = PropertyGraph(nodes, edges)
        return self._graph

    def load(self, extractions: Iterable[Extraction]) -> LoadReport:
        """Take articles in, all of them or, where one cannot be, none."""
        coming = {extraction.id: extraction for extraction in extractions}
        contents = {id: _content(extraction) for id, extraction in coming.items()}
        with self._writing():
            held = {id: content for id in coming if (content := self._content_of(id)) is not None}
            changed = [id for id in sorted(coming) if held.get(id) != contents[id]]
            revision = revise(
                [Extraction.model_validate_json(held[id]) for id in changed if id in held],
                [coming[id] for id in changed],
                self._having,
                self._vocabulary,
                self.judgements(),
            )
            self._take_out([id for id in changed if id in held])
            rows = [(id, contents[id]) for id in changed]
            self._database.executemany("INSERT INTO article VALUES (?, ?)", rows)
            claims = [(claim, id) for id in changed for claim in sorted(revision.claims[id])]
            self._database.executemany("INSERT INTO claim VALUES (?, ?)", claims)
            self._apply(revision)
        return LoadReport(
            added=tuple(id for id in changed if id not in held),
            replaced=tuple(id for id in changed if id in held),
            unchanged=tuple(id for id in sorted(coming) if id not in changed),
        )

    def retract(self, articles: Iterable[str], *, dry_run: bool = False) -> RetractReport:
        """Take articles out, named by id, address or path."""
        with self._writing() if not dry_run else self._reading():
            ids = sorted({id for name in articles for id in self._articles_called(name)})
            going = [Extraction.model_validate_json(self._content_of(id) or "") for id in ids]
            revision = revise(going, (), self._having, self._vocabulary, self.judgements())
            if not dry_run:
                self._take_out(ids)
                self._apply(revision)
        return RetractReport(
            articles=tuple(ids),
            nodes_removed=revision.nodes_gone,
            edges_removed=len(revision.edges_gone),
            edges_changed=revision.edges_changed,
        )

    def judge(self, judgement: Judgement) -> None:
        """Record a judgement, in the place of an earlier one on the same two."""
        if judgement.left >= judgement.right:
            raise StoreError("a judgement is on two different things, the smaller id first")
        with self._writing():
            row = (judgement.left, judgement.right, int(judgement.same), judgement.reason)
            self._database.execute("INSERT OR REPLACE INTO judgement VALUES (?, ?, ?, ?)", row)
            self._rebuild()

    def unjudge(self, left: str, right: str) -> None:
        """Take a judgement back."""
        with self._writing():
            gone = self._database.execute("DELETE FROM judgement WHERE left = ? AND right = ?", (left, right))
            if not gone.rowcount:
                raise StoreError(f"there is no judgement on {left} and {right}; `lodegraph judgements` lists them")
            self._rebuild()

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, sorted."""
        rows = self._database.execute("SELECT left, right, same, reason FROM judgement ORDER BY left, right")
        return tuple(Judgement(left, right, bool(same), reason) for left, right, same, reason in rows)

    def extractions(self) -> Iterator[Extraction]:
        """The articles held, sorted by id."""
        for (content,) in self._database.execute("SELECT content FROM article ORDER BY id").fetchall():
            yield Extraction.model_validate_json(content)

    def nodes(self) -> Iterator[Node]:
        """All nodes, sorted by id."""
        return self.graph.nodes()

    def edges(self) -> Iterator[Edge]:
        """All edges, sorted."""
        return self.graph.edges()

    def read(self, query: Any, parameters: Any) -> list[Any]:
        """The rows of a canned query, by its Python twin."""
        return list(query.twin(self.graph, parameters))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _open(self, must_exist: bool) -> sqlite3.Connection:
        path = self._path
        if path is not None:
            if path.is_dir():
                raise StoreFormatError(f"{path} is a folder; name the file that holds the graph")
            if must_exist and not path.exists():
                raise StoreError(f"there is no graph at {path}; make one with: lodegraph load PATH... --store {path}")
            if path.exists() and path.stat().st_size == 0:
                raise StoreFormatError(f"{path} is an empty file, not a graph; name another file or delete it")
        try:
            database = sqlite3.connect(":memory:" if path is None else path, timeout=_WAIT, isolation_level=None)
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
            (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if tables == 0 and application == 0:
                database.executescript(
                    f"BEGIN IMMEDIATE; PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {SCHEMA_VERSION};"
                    f"{_TABLES} COMMIT;"
                )
                return database
        except sqlite3.OperationalError as error:
            raise StoreError(f"{path} cannot be opened: {error}") from None
        except sqlite3.DatabaseError:
            raise StoreFormatError(f"{path} is not a Lodegraph graph; name another file") from None
        if application != _APPLICATION:
            raise StoreFormatError(f"{path} is not a Lodegraph graph; name another file")
        if version != SCHEMA_VERSION:
            raise StoreVersionError(
                f"{path} was written by {'a newer' if version > SCHEMA_VERSION else 'an older'} Lodegraph (schema "
                f"{version}, this one reads {SCHEMA_VERSION}); "
                + ("install that version" if version > SCHEMA_VERSION else "load the articles again into a new file")
            )
        return database

    @contextmanager
    def _reading(self) -> Iterator[None]:
        yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One change: committed whole at the end, or undone. A second writer waits, then hears who holds the file."""
        try:
            self._database.execute("INSERT OR REPLACE INTO writer VALUES (1, ?)", (os.getpid(),))
            self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise self._refusal(error) from None
        try:
            yield
            self._database.execute("DELETE FROM writer")
            self._database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._undo()
            raise self._refusal(error) from None
        except UnicodeEncodeError:
            self._undo()
            raise InputError("an article holds half a character (a lone surrogate); nothing was loaded") from None
        except BaseException:
            self._undo()
            raise
        self._graph = None

    def _undo(self) -> None:
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")
        self._graph = None

    def _refusal(self, error: sqlite3.OperationalError) -> StoreError:
        if "locked" in str(error) or "busy" in str(error):
            try:
                row = self._database.execute("SELECT pid FROM writer").fetchone()
            except sqlite3.OperationalError:
                row = None
            holder = f"process {row[0]}" if row else "another process"
            return StoreBusyError(f"{self._path} is being written by {holder}; wait for it to end and try again")
        return StoreError(f"{self._path} cannot be written: {error}; nothing was changed")

    def _content_of(self, id: str) -> str | None:
        row = self._database.execute("SELECT content FROM article WHERE id = ?", (id,)).fetchone()
        return None if row is None else str(row[0])

    def _having(self, claims: AbstractSet[str]) -> list[Extraction]:
        ids: set[str] = set()
        for claim in sorted(claims):
            ids.update(row[0] for row in self._database.execute("SELECT article FROM claim WHERE claim = ?", (claim,)))
        return [Extraction.model_validate_json(self._content_of(id) or "") for id in sorted(ids)]

    def _articles_called(self, name: str) -> list[str]:
        held = {id: json.loads(content) for id, content in self._database.execute("SELECT id, content FROM article")}
        bare = name.removeprefix("article:")
        found = [id for id, e in held.items() if name in (id, e.get("url"), e.get("path")) or bare == id]
        if not found:
            near = get_close_matches(bare, [*held, *(e["path"] for e in held.values() if e.get("path"))], n=1)
            hint = f"; did you mean {near[0]}?" if near else "; `lodegraph articles` lists those that are"
            raise StoreError(f"no article {name!r} is held{hint}")
        return found

    def _take_out(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._database.execute("DELETE FROM article WHERE id = ?", (id,))
            self._database.execute("DELETE FROM claim WHERE article = ?", (id,))

    def _apply(self, revision: Revision) -> None:
        run = self._database.executemany
        run("DELETE FROM node WHERE id = ?", [(id,) for id in revision.nodes_gone])
        run("DELETE FROM edge WHERE source = ? AND type = ? AND target = ? AND key = ?", revision.edges_gone)
        nodes = [(n.id, " ".join(sorted(n.labels)), _json(n.properties)) for n in revision.nodes_put]
        edges = [(e.source, e.type.value, e.target, e.key, _json(e.properties)) for e in revision.edges_put]
        run("INSERT OR REPLACE INTO node VALUES (?, ?, ?)", nodes)
        run("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?, ?)", edges)

    def _rebuild(self) -> None:
        """Everything anew, after a judgement: it may change what any name means."""
        everything = list(self.extractions())
        revision = revise((), everything, lambda claims: (), self._vocabulary, self.judgements())
        for table in ("node", "edge", "claim"):
            self._database.execute(f"DELETE FROM {table}")
        claims = [(claim, id) for id, all_claims in revision.claims.items() for claim in sorted(all_claims)]
        self._database.executemany("INSERT INTO claim VALUES (?, ?)", claims)
        self._apply(revision)

    def _stored_nodes(self) -> Iterator[Node]:
        for id, labels, properties in self._database.execute("SELECT id, labels, properties FROM node"):
            yield Node(id, frozenset(map(Label, labels.split())), StoredProperties(properties))

    def _stored_edges(self) -> Iterator[Edge]:
        rows = self._database.execute("SELECT source, type, target, key, properties FROM edge")
        for source, type, target, key, properties in rows:
            yield Edge(source, RelType(type), target, key, StoredProperties(properties))


def _content(extraction: Extraction) -> str:
    try:
        return extraction.model_dump_json(by_alias=True)
    except ValueError:
        raise InputError(f"{extraction.id}: holds half a character (a lone surrogate); nothing was loaded") from None


def _json(properties: Any) -> str:
    return json.dumps(dict(properties), ensure_ascii=False, sort_keys=True)
