"""The annotated articles as files: documents with their annotations."""

import json
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.model import Document

#: Folders of annotated articles, one JSON file an article; no two articles have one id.
Folders = tuple[Path, ...]


def articles(folders: Folders) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Each article of folders of annotated articles, sorted by file name, with its annotations."""
    for file in _files(folders):
        gold = json.loads(file.read_text("utf-8"))
        document = Document(id=gold["id"], lang=gold["lang"], date=gold["date"], title=gold["title"], text=gold["text"])
        yield document, gold


@lru_cache(maxsize=4)
def _files(folders: Folders) -> tuple[Path, ...]:
    """The files of folders, looked up once, so that all models of a training learn from the same."""
    return tuple(sorted((file for folder in folders for file in folder.glob("*.json")), key=lambda f: (f.name, f)))


def folders_given() -> Folders:
    """The folders that the command line names, at least one. Raises SystemExit where one is none."""
    folders = tuple(map(Path, sys.argv[1:]))
    if not folders or not all(folder.is_dir() for folder in folders):
        raise SystemExit("name one or more folders of annotated articles")
    return folders
