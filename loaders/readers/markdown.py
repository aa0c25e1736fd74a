"""Markdown with YAML front matter: title, date, lang, url, id and publisher are taken from it."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from graph.errors import InputError
from graph.model import Document
from loaders.decoding import decode
from loaders.documents import build_document
from loaders.lexicon import read_yaml

SUFFIXES = (".md", ".markdown")

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_MAX_FRONT = 20_000
_FIELDS = ("id", "lang", "date", "title", "url", "publisher")
#: Marks that are no words of the article: heading signs, emphasis, addresses of links, pictures, comments, code.
_MARKS = re.compile(
    r"<!--.*?-->|^```.*?^```"
    r"|!\[[^\]\n]*\]\([^)\n]*\)|\]\([^)\n]*\)|\[(?=[^\]\n]*\]\()"
    r"|^#{1,6}[ \t]+|\*\*|(?<!\w)_|_(?!\w)",
    re.DOTALL | re.MULTILINE,
)
_TITLE = re.compile(r"\A\s*#[ \t]+([^\r\n]+)")


def read(data: bytes, path: str | None) -> Iterator[Document]:
    """The article in a Markdown file; raises InputError for front matter that is not a mapping."""
    text = decode(data)
    fields: dict[str, Any] = {}
    front = _FRONT.match(text)
    if front:
        fields = _front_matter(front.group(1))
        text = text[front.end() :]
    masked = [match.span() for match in _MARKS.finditer(text)]
    heading = _TITLE.match(text)
    if heading:
        fields.setdefault("title", heading.group(1))
        masked.append(heading.span())
    yield build_document(text, path=path, masked=tuple(masked), **fields)


def _front_matter(source: str) -> dict[str, str]:
    if len(source) > _MAX_FRONT:
        raise InputError(f"the front matter has more than {_MAX_FRONT:,} characters")
    try:
        data = read_yaml(source)
    except (yaml.YAMLError, ValueError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise InputError(f"the front matter is not YAML (line {line}); quote values that hold a colon") from None
    if not isinstance(data, dict):
        raise InputError("the front matter is not a list of `name: value` lines")
    return {name: str(data[name]) for name in _FIELDS if data.get(name) is not None}
