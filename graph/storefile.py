"""The file of the embedded store: SQLite, opened, checked and written whole or not at all.

The journal is SQLite's rollback journal (journal_mode DELETE, synchronous FULL), not its write-ahead log. A process
may be killed at any moment, and what is left then should be one file that can be copied: with the rollback journal,
committed data are in the file itself as soon as a commit returns, and a journal lies beside it only while a
transaction runs; if its process dies, the next one that opens the file rolls it back. With the write-ahead log, a
killed process leaves two more files of which one holds committed data, and a copy of the main file alone would lose
them. The log would spare two syncs a transaction, which does not matter where a transaction is a batch of articles.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreBusyError, StoreError, StoreFormatError, StoreVersionError
from graph.lockholder import lock_holder
from graph.schema import SCHEMA_VERSION

#: "Lode" in ASCII, in the header of the file.
APPLICATION_ID = 0x4C6F6465
#: Seconds to wait for another process.
PATIENCE = 5.0

_TABLES = """
CREATE TABLE facts (article TEXT PRIMARY KEY, url TEXT, path TEXT, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE keys (key INTEGER NOT NULL, article TEXT NOT NULL, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE INDEX keys_of_article ON keys (article);
CREATE TABLE nodes (id TEXT PRIMARY KEY, labels TEXT NOT NULL, properties TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE edges (source TEXT NOT NULL, type TEXT NOT NULL, target TEXT NOT NULL, key TEXT NOT NULL,
    properties TEXT NOT NULL, PRIMARY KEY (source, type, target, key)) WITHOUT ROWID;
CREATE TABLE judgements (left TEXT NOT NULL, right TEXT NOT NULL, same INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (left, right)) WITHOUT ROWID;
CREATE TABLE made_with (fingerprint TEXT NOT NULL);
"""


class StoreFile:
    """A connection to the file at `path`, or to a database in memory where that is None."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.name = "the store in memory" if path is None else str(path)
        if path is not None and path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file with --store")
        if path is not None and not path.parent.is_dir():
            raise StoreError(f"{path}: cannot be written: there is no folder {path.parent}; make it first")
        with self._plain_errors():
            self.connection = sqlite3.connect(
                ":memory:" if path is None else path, timeout=PATIENCE, isolation_level=None
            )
        try:
            with self._plain_errors():
                self.connection.execute("PRAGMA synchronous = FULL")
                if self._is_new():
                    self._create()
        except BaseException:
            self.connection.close()
            raise

    def _is_new(self) -> bool:
        """Whether there is nothing yet. Raises for a file that is no store, or one of another version."""
        (application,) = self.connection.execute("PRAGMA application_id").fetchone()
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        (tables,) = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if application == 0 and version == 0 and tables == 0:
            return True
        if application != APPLICATION_ID:
            raise StoreFormatError(
                f"{self.name}: is a database, but not a Lodegraph graph; name another file with --store"
            )
        if version != SCHEMA_VERSION:
            newer = "a newer" if version > SCHEMA_VERSION else "an older"
            raise StoreVersionError(
                f"{self.name}: was written by {newer} Lodegraph (form {version}, this one reads {SCHEMA_VERSION}); "
                + ("update Lodegraph" if version > SCHEMA_VERSION else "load the articles into a new store")
            )
        return False

    def _create(self) -> None:
        with self.transaction():
            if not self._is_new():
                return  # another process was faster
            for statement in _TABLES.split(";"):
                self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write that is done whole or not at all. Raises StoreBusyError, StoreError."""
        with self._plain_errors():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read of one state of the file, unless it is part of a write."""
        with self._plain_errors():
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("COMMIT")

    def state(self) -> int:
        """A number that changes when another process has written."""
        with self._plain_errors():
            (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def close(self) -> None:
        """Release the file."""
        self.connection.close()

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        """Say what went wrong in one line that a person can act on."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._named(error) from error

    def _named(self, error: sqlite3.Error) -> StoreError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            holder = None if self.path is None else lock_holder(self.path)
            who = "another process" if holder is None else holder
            return StoreBusyError(f"{self.name}: {who} is writing to it; try again when it is done")
        if code == sqlite3.SQLITE_FULL:
            return StoreError(f"{self.name}: the disk is full; nothing was written; free some room and try again")
        if code == sqlite3.SQLITE_IOERR:
            return StoreError(
                f"{self.name}: the disk cannot be written to or read from; nothing was written; "
                "see whether it is full, or how large a file may be"
            )
        if code == sqlite3.SQLITE_NOTADB:
            return StoreFormatError(f"{self.name}: is not a Lodegraph graph; name another file with --store")
        if code == sqlite3.SQLITE_CORRUPT:
            return StoreFormatError(f"{self.name}: is damaged; load the articles into a new file")
        if code == sqlite3.SQLITE_READONLY:
            return StoreError(f"{self.name}: may not be written to; name another file with --store")
        if code == sqlite3.SQLITE_CANTOPEN:
            return StoreError(f"{self.name}: cannot be opened; is it there, and may it be read?")
        return StoreError(f"{self.name}: {error}")
