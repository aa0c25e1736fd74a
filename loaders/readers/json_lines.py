"""JSON and JSON Lines: objects with id, lang, date, title, text, url and publisher; other fields are ignored."""

import json
from collections.abc import Iterator
from typing import Any

from graph.errors import InputError
from graph.model import Document
from loaders.decoding import decode
from loaders.documents import build_document

SUFFIXES = (".json", ".jsonl", ".ndjson")

_FIELDS = ("id", "lang", "date", "title", "url", "publisher")


def read(data: bytes, path: str | None) -> Iterator[Document]:
    """The article or articles of one JSON value: an object, or an array of objects."""
    for value in read_values(data):
        yield document_of(value, path)


def read_values(data: bytes) -> list[Any]:
    """The objects of one JSON value, each to be an article. Raises InputError where it is not JSON."""
    text = decode(data)
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        at = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "too deeply nested"
        raise InputError(
            f"malformed JSON ({at}); mend it there, or name the file .jsonl if each line is an object"
        ) from None
    if value == []:
        raise InputError("the list of articles is empty")
    return value if isinstance(value, list) else [value]


def read_line(line: bytes, path: str | None) -> Document:
    """The article of one line of a JSON Lines file."""
    try:
        value = json.loads(decode(line))
    except json.JSONDecodeError as error:
        raise InputError(
            f"malformed JSON at character {error.pos + 1}: {error.msg}; mend the line or take it out"
        ) from None
    except RecursionError:
        raise InputError("malformed JSON: too deeply nested") from None
    return document_of(value, path)


def document_of(value: Any, path: str | None) -> Document:
    """The article of a JSON object; raises InputError for one without a text or with a field of another type."""
    if not isinstance(value, dict):
        raise InputError('each article is a JSON object with at least a "text"')
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError('the object has no "text" (a string)')
    fields: dict[str, Any] = {}
    for name in _FIELDS:
        given = value.get(name)
        if given is None:
            continue
        if not isinstance(given, str) and not (name == "id" and type(given) is int):
            raise InputError(f'the field "{name}" is not a string')
        fields[name] = str(given)
    return build_document(text, path=path, **fields)
