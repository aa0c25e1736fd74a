"""The annotated articles as files: documents with their annotations."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.model import Document


def articles(folder: Path) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Each article of a folder of annotated articles, sorted by file name, with its annotations."""
    for file in sorted(folder.glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        document = Document(id=gold["id"], lang=gold["lang"], date=gold["date"], title=gold["title"], text=gold["text"])
        yield document, gold
