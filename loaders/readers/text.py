"""Plain text: one article a file, with its headline where the first line that is not furniture stands apart."""

import re
from collections.abc import Iterator

from graph.model import Document
from loaders.decoding import decode
from loaders.documents import build_document
from loaders.furniture import furniture

SUFFIXES = (".txt", ".text")

_APART = re.compile(r"([^\r\n]+)(?:\r?\n[^\S\r\n]*)*")
_NO_HEADLINE = re.compile(r"[.;,:!…]\s*$|https?://|\bdate\b", re.IGNORECASE)


def read(data: bytes, path: str | None) -> Iterator[Document]:
    """The article in a plain text; raises InputError where there is none."""
    text = decode(data)
    headline = _headline(text)
    if headline is None:
        yield build_document(text, path=path)
    else:
        yield build_document(text, title=text[slice(*headline)], path=path, masked=(headline,))


def _headline(text: str) -> tuple[int, int] | None:
    for line in _APART.finditer(text, 0, 3000):
        content = line.group(1).strip()
        if not content or furniture(content):
            continue
        apart = line.group().count("\n") > 1
        good = apart and 8 <= len(content) <= 200 and not _NO_HEADLINE.search(content)
        return line.span(1) if good else None
    return None
