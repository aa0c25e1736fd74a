"""What goes wrong with a Neo4j server, each in one line that says what to do.

Errors of the driver are told by the server's code and by the name of their class, so that this module needs no driver.
"""

from graph.errors import StoreBusyError, StoreError, StoreFormatError, StoreVersionError

_CODES: dict[str, str] = {
    "Neo.ClientError.Security.Unauthorized": "user or password is wrong; set NEO4J_USERNAME and NEO4J_PASSWORD",
    "Neo.ClientError.Security.AuthenticationRateLimit": (
        "too many wrong passwords were given; wait a few seconds and set NEO4J_PASSWORD"
    ),
    "Neo.ClientError.Security.CredentialsExpired": (
        "the password has expired and must be changed first: open Neo4j Browser, or run "
        "ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new' on the database system"
    ),
    "Neo.ClientError.Security.Forbidden": "this user may not do that; nothing was written",
    "Neo.ClientError.Database.DatabaseNotFound": "there is no such database; NEO4J_DATABASE names it",
    "Neo.TransientError.Database.DatabaseUnavailable": "the database is not available; is it started?",
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": "the database may only be read; nothing was written",
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": "the database may only be read; nothing was written",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": (
        "the server has too little memory for this; give it more (docs/neo4j.md), nothing was written"
    ),
    "Neo.TransientError.General.TransactionMemoryLimit": (
        "the server has too little memory for this; give it more (docs/neo4j.md), nothing was written"
    ),
    "Neo.TransientError.Transaction.DeadlockDetected": "another process writes to it; try again when it is done",
    "Neo.ClientError.Schema.IndexAlreadyExists": "holds an index of another program where Lodegraph needs its own",
    "Neo.ClientError.Schema.ConstraintCreationFailed": (
        "holds data or an index of another program where Lodegraph needs its own; use another database"
    ),
    "Neo.ClientError.Transaction.TransactionTimedOut": "took longer than is allowed",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": "took longer than is allowed",
}
_BUSY = frozenset({"Neo.TransientError.Transaction.DeadlockDetected"})
_DISK = ("No space left on device", "disk is full", "disk space")
_NO_SERVER = "no Neo4j answers there; is it running (`docker compose up -d --wait`), and is the address right?"
_GONE = "the server went away; what was reported as loaded is held, load the rest again"


def named(address: str, error: Exception) -> StoreError:
    """The error of a driver as one that a person can act on."""
    code = getattr(error, "code", None)
    kind = type(error).__name__
    if isinstance(code, str) and code in _CODES:
        message = f"{address}: {_CODES[code]}"
        return StoreBusyError(message) if code in _BUSY else StoreError(message)
    said = " ".join(str(getattr(error, "message", None) or error).split())
    if any(sign in said for sign in _DISK) or (isinstance(code, str) and "DatabaseError.Transaction" in code):
        return StoreError(f"{address}: the server could not write; is its disk full? Nothing was written")
    if kind == "ServiceUnavailable":
        return StoreError(f"{address}: {_NO_SERVER}")
    if kind in ("SessionExpired", "IncompleteCommit", "ConnectionAcquisitionTimeoutError", "ReadServiceUnavailable"):
        return StoreError(f"{address}: {_GONE}")
    if kind in ("ConfigurationError", "AuthConfigurationError"):
        return StoreError(f"{address}: cannot be used so; check the address and the user")
    return StoreError(f"{address}: {said[:300] or kind}")


def too_old(address: str, agent: str) -> StoreVersionError:
    """The error for a server that is older than what is needed, or no Neo4j."""
    return StoreVersionError(f"{address}: runs {agent[:40]}; Lodegraph needs Neo4j 5.26 or newer")


def foreign(address: str, database: str | None) -> StoreFormatError:
    """The error for a database that holds something else."""
    name = f"the database {database}" if database else "the database"
    return StoreFormatError(
        f"{address}: {name} holds a graph that is not Lodegraph's; nothing was touched. "
        "Name another database by NEO4J_DATABASE, or another server"
    )


def other_version(address: str, found: int, known: int) -> StoreVersionError:
    """The error for a graph that another version of Lodegraph wrote."""
    newer = found > known
    return StoreVersionError(
        f"{address}: was written by {'a newer' if newer else 'an older'} Lodegraph "
        f"(form {found}, this one reads {known}); "
        + ("update Lodegraph" if newer else "load the articles into another database")
    )
