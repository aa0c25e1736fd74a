"""Reading articles for a command: progress on a terminal, remarks, and what could not be read, told at the end."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.common import notice
from graph.errors import LodegraphError

if TYPE_CHECKING:
    from graph.model import Document
    from loaders.reading import Problem

#: Remarks of one sort that are printed; of the rest only the number.
_SHOWN = 20


class Reading:
    """The documents of paths, with what is to be said of them."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._problems: list[Problem] = []
        self._remarks: dict[str, list[str]] = {}

    def documents(self) -> "Iterator[Document]":
        """Every article that can be read; what cannot is kept for `finish`."""
        from loaders.language import READ
        from loaders.reading import Problem, read_paths, size_of

        if not sys.stderr.isatty():
            found = read_paths(self._paths, sys.stdin.buffer)
        else:
            found = self._shown(size_of(self._paths))
        for each in found:
            if isinstance(each, Problem):
                self._problems.append(each)
                continue
            if each.lang not in READ:
                self.remark("not in French or English; no facts are read", f"{name_of(each)} ({each.lang})")
            elif each.date is None:
                self.remark("no date given or found; relative dates stay unknown", name_of(each))
            yield each

    def _shown(self, size: int) -> "Iterator[Document | Problem]":
        from loaders.reading import read_paths

        with click.progressbar(length=size, label="reading", file=sys.stderr) as bar:
            yield from read_paths(self._paths, sys.stdin.buffer, bar.update)

    def remark(self, what: str, name: str) -> None:
        """Keep something that is no fault, for `say_remarks`."""
        self._remarks.setdefault(what, []).append(name)

    def say_remarks(self) -> None:
        """Print the remarks, a line each, and of very many only the number."""
        for what, names in self._remarks.items():
            for name in names[:_SHOWN]:
                notice(f"{name}: {what}")
            if len(names) > _SHOWN:
                notice(f"{len(names) - _SHOWN} more: {what}")

    def finish(self) -> None:
        """List what could not be read; the exit code is 2 if there is any."""
        for problem in self._problems:
            notice(f"lodegraph: {problem}")
        if self._problems:
            raise click.exceptions.Exit(2)


def name_of(document: "Document") -> str:
    """What a person knows an article by: its file, and in a file of many its id or title too."""
    given = not document.id.startswith("sha256:")
    named = document.id if given else document.title
    if document.path is None:
        return named or "standard input"
    many = document.path.endswith((".jsonl", ".ndjson", ".json"))
    return f"{document.path}: {named}" if many and named else document.path


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file whole or not at all: an error, or no line, leaves what was there. Raises LodegraphError."""
    if path.exists() and not path.is_file() and not path.is_dir():
        # A device or pipe cannot be put in place of itself.
        _write(path, lines, path)
        return
    path = path.resolve()
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if _write(scratch, lines, path):
            scratch.replace(path)
    except OSError as error:
        raise LodegraphError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        scratch.unlink(missing_ok=True)


def _write(target: Path, lines: Iterable[str], named: Path) -> bool:
    """Write the lines; whether there were any."""
    some = False
    try:
        with target.open("w", encoding="utf-8") as file:
            for line in lines:
                some = True
                file.write(line + "\n")
    except OSError as error:
        raise LodegraphError(f"{named}: cannot be written: {error.strerror}") from None
    return some
