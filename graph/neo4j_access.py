"""Where a Neo4j server is and who asks: addresses, user, password, database.

Nothing here prints a password: `Access` hides it from its own text, and an address that carries one is refused
without being repeated.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from graph.errors import StoreError

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_DEFAULT_USER = "neo4j"


@dataclass(frozen=True)
class Access:
    """Who asks a server, and for which of its databases. None is what the server takes for granted."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Access":
        """What NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE say."""
        given = os.environ if environment is None else environment
        names = ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
        return cls(*(given.get(name) or None for name in names))

    @property
    def login(self) -> tuple[str, str] | None:
        """User and password, or None where neither is given."""
        if self.user is None and self.password is None:
            return None
        return self.user or _DEFAULT_USER, self.password or ""


def server_address(spec: str) -> str | None:
    """The address that a store's name means: itself, NEO4J_URI for "neo4j", None where it names no server.

    Raises StoreError for an address that cannot be one.
    """
    if spec == "neo4j":
        address = os.environ.get("NEO4J_URI", "").strip()
        if not address:
            raise StoreError("--store neo4j takes the server's address from NEO4J_URI, which is not set")
        if not _is_address(address):
            raise StoreError(f"NEO4J_URI does not begin with one of {', '.join(f'{each}://' for each in SCHEMES)}")
        return _checked(address)
    return _checked(spec) if _is_address(spec) else None


def _is_address(text: str) -> bool:
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def _checked(address: str) -> str:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise StoreError("the address of the server cannot be read; it is like neo4j://localhost:7687") from None
    if "@" in parts.netloc:
        raise StoreError(
            "the address of the server holds a user or password; leave them out, set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if not host or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise StoreError(
            "the address of the server is like neo4j://localhost:7687, with nothing after it; "
            "NEO4J_DATABASE names a database"
        )
    return f"{parts.scheme}://{parts.netloc}"
