"""Files, folders and standard input to documents; what cannot be read becomes a Problem, and the rest goes on."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
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


@dataclass(frozen=True)
class Problem:
    """What could not be read: the file (and line), and in one line what is wrong and what to do."""

    source: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


def read_paths(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[Document | Problem]:
    """The documents of files and folders in the order given, a folder's sorted by name; "-" is `stdin`."""
    for path in paths:
        if path == "-":
            yield from _read_stream(stdin)
        else:
            yield from _read_path(Path(path))


def _read_path(path: Path) -> Iterator[Document | Problem]:
    if path.is_dir():
        files = _articles_in(path)
        if not files:
            endings = ", ".join(sorted(_BY_SUFFIX))
            yield Problem(str(path), f"the folder holds no article (files ending in {endings})")
        for file in files:
            yield from _read_file(file)
    elif path.exists():
        yield from _read_file(path)
    else:
        yield Problem(str(path), "there is no such file or folder")


def _articles_in(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(
            Path(parent, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in _BY_SUFFIX
        )
    return sorted(found)


def _read_file(path: Path) -> Iterator[Document | Problem]:
    try:
        if path.suffix.lower() in _LINES:
            with path.open("rb") as lines:
                yield from _read_lines(lines, str(path))
            return
        size = path.stat().st_size
        if size > MAX_FILE:
            yield Problem(
                str(path),
                f"the file has {size:,} bytes, more than the {MAX_FILE:,} of one article; split it, or give many "
                "articles as JSON Lines (.jsonl)",
            )
            return
        data = path.read_bytes()
    except OSError as error:
        yield Problem(str(path), f"cannot be read: {error.strerror}")
        return
    yield from _read_data(data, str(path), path.suffix.lower())


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
        yield Problem(source, f"more than the {MAX_FILE:,} bytes of one article; give many articles as JSON Lines")
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
        yield from reader.read(data, source)
    except InputError as error:
        yield Problem(source, str(error))


def _read_lines(lines: Iterable[bytes], source: str) -> Iterator[Document | Problem]:
    some = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        some = True
        try:
            yield json_lines.read_line(line, source)
        except InputError as error:
            yield Problem(f"{source}, line {number}", str(error))
    if not some:
        yield Problem(source, "the file is empty")
