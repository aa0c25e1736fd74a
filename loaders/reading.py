"""Files, folders and standard input to documents; what cannot be read becomes a Problem, and the rest goes on."""

import codecs
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError
from graph.model import Document
from loaders.readers import html, json_lines, markdown, text

#: To add a form of file: write a module in loaders/readers and name it here.
READERS = (text, markdown, html, json_lines)

_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.SUFFIXES}
_LINES = (".jsonl", ".ndjson")
#: Largest file that holds one article, in bytes; JSON Lines are read line by line and have no such limit.
MAX_FILE = 10_000_000
#: Largest JSON file, in bytes: it may hold many articles, but is taken into memory whole.
MAX_JSON = 200_000_000
#: Bad lines or articles of one file that are told one by one; of the rest only the number.
MAX_TOLD = 20

_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """What could not be read: the file (and line), and in one line what is wrong and what to do."""

    source: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


def read_paths(
    paths: Iterable[str], stdin: BinaryIO | None = None, done: Callable[[int], object] = lambda size: None
) -> Iterator[Document | Problem]:
    """The documents of files and folders in the order given, a folder's sorted by name; "-" is `stdin`.

    `done` is called with the number of bytes that have been read since it was called last.
    """
    for path in paths:
        if path == "-":
            yield from _read_stream(stdin)
            continue
        for found in _files(Path(path)):
            if isinstance(found, Problem):
                yield found
            else:
                yield from _read_file(found, done)


def size_of(paths: Iterable[str]) -> int:
    """The bytes of all files that `read_paths` reads, without standard input."""
    found = (found for path in paths if path != "-" for found in _files(Path(path)))
    return sum(_size(file) for file in found if not isinstance(file, Problem))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _files(path: Path) -> Iterator[Path | Problem]:
    try:
        if path.is_dir():
            found = _articles_in(path)
            yield from found
            if not found:
                endings = ", ".join(sorted(_BY_SUFFIX))
                yield Problem(str(path), f"the folder holds no article (files ending in {endings})")
        elif path.exists():
            yield path
        else:
            yield Problem(str(path), "there is no such file or folder")
    except (OSError, ValueError) as error:
        yield Problem(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _articles_in(folder: Path) -> list[Path | Problem]:
    """The files of a folder and its folders, sorted; then the folders that cannot be looked into."""
    found: list[Path] = []
    closed: list[Path | Problem] = []

    def note(error: OSError) -> None:
        closed.append(Problem(str(error.filename), f"cannot be read: {error.strerror}"))

    for parent, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(
            file
            for name in names
            if not name.startswith(".")
            and Path(name).suffix.lower() in _BY_SUFFIX
            # A pipe would be waited for without end.
            and (file := Path(parent, name)).is_file()
        )
    return [*sorted(found), *closed]


def _read_file(path: Path, done: Callable[[int], object]) -> Iterator[Document | Problem]:
    suffix = path.suffix.lower()
    if not _is_text(str(path)):
        name = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        yield Problem(name, "the name of the file is not valid text; rename it")
        return
    try:
        size = path.stat().st_size
        if suffix in _LINES:
            with path.open("rb") as lines:
                yield from _read_lines(lines, str(path), done)
            return
        limit = MAX_JSON if suffix == ".json" else MAX_FILE
        if size > limit:
            yield Problem(str(path), _too_large(f"the file has {size:,} bytes", limit))
        else:
            yield from _read_data(path.read_bytes(), str(path), suffix)
        done(size)
    except OSError as error:
        yield Problem(str(path), f"cannot be read: {error.strerror}")


def _is_text(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _too_large(what: str, limit: int) -> str:
    of = "a JSON file" if limit == MAX_JSON else "one article"
    return f"{what}, more than the {limit:,} of {of}; split it, or give many articles as JSON Lines (.jsonl)"


def _read_stream(stdin: BinaryIO | None) -> Iterator[Document | Problem]:
    source = "standard input"
    if stdin is None:
        yield Problem(source, "there is nothing to read")
        return
    data = stdin.read(MAX_FILE + 1)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:100].lower()
    if start.startswith(b"{") and data.partition(b"\n")[0].rstrip().endswith(b"}"):
        data += stdin.readline()
        yield from _read_lines(chain(data.splitlines(), stdin), source)
    elif len(data) > MAX_FILE:
        yield Problem(source, _too_large(f"there are over {MAX_FILE:,} bytes", MAX_FILE))
    elif start.startswith((b"{", b"[")):
        yield from _read_data(data, source, ".json")
    elif start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        yield from _read_data(data, source, ".html")
    elif start.startswith(b"---"):
        yield from _read_data(data, source, ".md")
    else:
        yield from _read_data(data, source, ".txt")


def _read_data(data: bytes, source: str, suffix: str) -> Iterator[Document | Problem]:
    reader = _BY_SUFFIX.get(suffix, text)
    try:
        if reader is json_lines:
            values = json_lines.read_values(data)
            numbered = (
                (f"{source}, article {number}" if len(values) > 1 else source, partial(json_lines.document_of, value))
                for number, value in enumerate(values, start=1)
            )
            yield from _each(numbered, source)
        else:
            yield from reader.read(data, source)
    except InputError as error:
        yield Problem(source, str(error))


def _read_lines(
    lines: Iterable[bytes], source: str, done: Callable[[int], object] = lambda size: None
) -> Iterator[Document | Problem]:
    head = list(islice(lines := iter(lines), 10))
    encoding = next((name for mark, name in _WIDE if head and head[0].startswith(mark)), None)
    read: Iterator[bytes] = chain(head, lines)
    if encoding is not None:
        read = _recoded(read, encoding)
    elif any(b"\0" in line for line in head):
        yield Problem(source, "the file is binary, not text; give a text, Markdown, HTML or JSON file")
        return

    def numbered() -> Iterator[tuple[str, Callable[[str], Document]]]:
        for number, line in enumerate(read, start=1):
            if line.strip():
                yield f"{source}, line {number}", partial(json_lines.read_line, line)
            done(len(line))

    some = False
    try:
        for found in _each(numbered(), source):
            some = True
            yield found
    except UnicodeDecodeError:
        yield Problem(source, f"the file says that it is {str(encoding).upper()} and breaks off or is damaged")
        return
    if not some:
        yield Problem(source, "the file is empty")


def _recoded(lines: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    text = ""
    for line in lines:
        *whole, text = (text + decoder.decode(line)).split("\n")
        yield from (f"{each}\n".encode() for each in whole)
    yield (text + decoder.decode(b"", final=True)).encode()


def _each(numbered: Iterable[tuple[str, Callable[[str], Document]]], source: str) -> Iterator[Document | Problem]:
    """The article that each read makes of its source, or what is wrong with it; of very many faults only the number."""
    bad = 0
    for place, read in numbered:
        try:
            yield read(source)
        except InputError as error:
            bad += 1
            if bad <= MAX_TOLD:
                yield Problem(place, str(error))
    if bad > MAX_TOLD:
        yield Problem(source, f"{bad - MAX_TOLD:,} more articles cannot be read")
