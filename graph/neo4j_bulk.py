"""A graph as files for `neo4j-admin database import full`: for graphs too large for transactions.

    lodegraph export neo4j-admin DIR
    cd DIR && neo4j-admin database import full neo4j @import.args

A header file and a data file for each set of labels and each type, and `import.args` with the options that fit them.
The files hold all that a store holds, so that the database is one that Lodegraph goes on with: the first time that it
is opened, constraints and indexes are made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.holding import encoded, fingerprint, key_number
from graph.model import Edge, Node
from graph.neo4j_schema import FACTS, FOUND_BY, JUDGEMENT, KEY, STORE
from graph.neo4j_writing import edge_id
from graph.resolver import Resolver
from graph.schema import SCHEMA_VERSION
from graph.store import GraphStore
from graph.vocabulary import Vocabulary

#: What may part the values of an array: the first that no text holds.
DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", "\ue000", "\ue001", "\U0010fffd")
ARGUMENTS = "import.args"

_KINDS = {bool: "boolean", int: "long", float: "double", str: "string"}


@dataclass(frozen=True)
class Exported:
    """What was written: numbers of nodes and relationships, those that the store needs for itself included."""

    nodes: int
    relationships: int


@dataclass
class _File:
    """A pair of files: `ends` are the columns that say what a row is or joins, `kinds` those of its properties."""

    option: str
    stem: str
    ends: tuple[str, ...]
    kinds: dict[str, str] = field(default_factory=dict)
    rows: int = 0


#: Option with labels or type, stem of the files, columns of the ends, their values, properties.
Row = tuple[str, str, tuple[str, ...], tuple[str, ...], Mapping[str, Any]]


def export(store: GraphStore, vocabulary: Vocabulary, folder: Path) -> Exported:
    """Write the files into a folder, which is made where it is not there. Raises StoreError.

    All is read twice: for the columns, then for the rows.
    """

    def rows() -> Iterator[Row]:
        for node in store.nodes():
            yield node_row(node)
        for edge in store.edges():
            yield edge_row(edge)
        yield from _bookkeeping(store, vocabulary)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_files(rows, folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror}") from None


def write_files(rows: Callable[[], Iterator[Row]], folder: Path) -> Exported:
    """Write rows, which are asked for twice, as files."""
    written, delimiter = _surveyed(rows())
    opened = {stem: (folder / f"{stem}.csv").open("w", encoding="utf-8", newline="") for stem in written}
    try:
        for _, stem, _, values, properties in rows():
            file = written[stem]
            cells = [_quoted(value) for value in values]
            cells += [_cell(properties.get(name), delimiter) for name in file.kinds]
            opened[stem].write(",".join(cells) + "\n")
            file.rows += 1
    finally:
        for each in opened.values():
            each.close()
    arguments = [
        "--overwrite-destination=true", "--multiline-fields=true", "--bad-tolerance=0", "--read-buffer-size=64m",
        f"--array-delimiter=U+{ord(delimiter):04X}",
    ]  # fmt: skip
    for stem, file in written.items():
        header = ",".join((*file.ends, *(f"{name}:{kind}" for name, kind in file.kinds.items())))
        (folder / f"{stem}-header.csv").write_text(header + "\n", "utf-8")
        arguments.append(f"{file.option}={stem}-header.csv,{stem}.csv")
    (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", "utf-8")
    nodes = sum(file.rows for file in written.values() if file.option.startswith("--nodes"))
    return Exported(nodes, sum(file.rows for file in written.values()) - nodes)


def node_row(node: Node) -> Row:
    """The row of a node."""
    labels = sorted(node.labels)
    return f"--nodes={':'.join(labels)}", "-".join(labels), ("id:ID(graph)",), (node.id,), node.properties


def edge_row(edge: Edge) -> Row:
    """The row of an edge."""
    ends = (":START_ID(graph)", ":END_ID(graph)", "id:string")
    id = edge_id((edge.source, edge.type, edge.target, edge.key))
    return f"--relationships={edge.type}", edge.type.value, ends, (edge.source, edge.target, id), edge.properties


def _bookkeeping(store: GraphStore, vocabulary: Vocabulary) -> Iterator[Row]:
    state = {"schema": SCHEMA_VERSION, "indexes": 0, "revision": "", "fingerprint": fingerprint(vocabulary)}
    yield f"--nodes={STORE}", STORE, ("name:ID(store)",), ("graph",), state
    for number, judgement in enumerate(store.judgements()):
        said = {"left": judgement.left, "right": judgement.right, "same": judgement.same, "reason": judgement.reason}
        yield f"--nodes={JUDGEMENT}", JUDGEMENT, (":ID(judgements)",), (str(number),), said
    resolver = Resolver(vocabulary)
    verdicts = resolver.verdicts(store.judgements())
    seen: set[int] = set()
    for extraction in store.extractions():
        known = {"url": extraction.url, "path": extraction.path, "body": encoded(extraction)}
        yield f"--nodes={FACTS}", FACTS, ("article:ID(facts)",), (extraction.id,), known
        for key in sorted(set(map(key_number, resolver.read(extraction, verdicts).keys))):
            if key not in seen:
                seen.add(key)
                yield f"--nodes={KEY}", KEY, (":ID(keys)",), (str(key),), {"number": key}
            ends = (":START_ID(facts)", ":END_ID(keys)")
            yield f"--relationships={FOUND_BY}", FOUND_BY, ends, (extraction.id, str(key)), {}


def _surveyed(rows: Iterable[Row]) -> tuple[dict[str, _File], str]:
    """The files that rows need, and what may part the values of arrays."""
    files: dict[str, _File] = {}
    left = set(DELIMITERS)
    for option, stem, ends, _, properties in rows:
        file = files.setdefault(stem, _File(option, stem, ends))
        for name, value in properties.items():
            if value is None:
                continue
            kind = _kind(value)
            if file.kinds.setdefault(name, kind) != kind:
                raise StoreError(f"{stem}: the property {name} is of two kinds, {file.kinds[name]} and {kind}")
            if isinstance(value, tuple) and kind == "string[]":
                left -= {sign for sign in left if any(sign in each for each in value)}
    if not left:
        raise StoreError("the texts hold every sign that could part them; load this graph by `lodegraph copy`")
    return files, next(sign for sign in DELIMITERS if sign in left)


def _kind(value: Any) -> str:
    if isinstance(value, tuple):
        return f"{_KINDS[type(value[0]) if value else str]}[]"
    return _KINDS[type(value)]


def _cell(value: Any, delimiter: str) -> str:
    """A value as a cell: nothing at all where it is not known, else in quotes."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _quoted(delimiter.join(map(str, value)))
    return _quoted(str(value).lower() if isinstance(value, bool) else str(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
