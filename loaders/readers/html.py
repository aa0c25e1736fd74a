"""HTML pages: the main text by trafilatura, with the title, date, publisher and language that the page states."""

import re
from collections.abc import Iterator

from graph.errors import InputError
from graph.model import Document
from loaders.decoding import decode
from loaders.documents import build_document

SUFFIXES = (".html", ".htm", ".xhtml")

_MAX_PAGE = 10_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.IGNORECASE)
_PICTURE = re.compile(r"<title>Lodegraph</title>")
_LANG = re.compile(r"<html[^>]{0,500}?\slang=[\"']?([\w-]+)", re.IGNORECASE)


def read(data: bytes, path: str | None) -> Iterator[Document]:
    """The article of a page. Scripts and markup never reach the text. Raises InputError where there is no text."""
    if len(data) > _MAX_PAGE:
        raise InputError(f"the page has {len(data):,} bytes, more than {_MAX_PAGE:,}")
    page = _decode(data)
    if _PICTURE.search(page[:20_000]):
        raise InputError("the page is a picture that Lodegraph drew, no article")
    # trafilatura takes half a second to import.
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document as TrafilaturaDocument  # noqa: PLC0415

    found = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    if not isinstance(found, TrafilaturaDocument) or not (found.text or "").strip():
        raise InputError("the page holds no article text (it may be built by scripts, or be a list of links)")
    declared = _LANG.search(page[:5000])
    yield build_document(
        found.text or "", title=found.title, date=found.date, url=found.url,
        publisher=found.sitename, lang=declared.group(1) if declared else None, path=path,
    )  # fmt: skip


def _decode(data: bytes) -> str:
    """The text of a page, by the encoding that it declares unless its bytes are plainly UTF-8."""
    declared = _CHARSET.search(data[:4096])
    if declared and not _is_utf8(data):
        name = declared.group(1).decode("ascii").lower()
        # What reads as ASCII cannot be UTF-16, whatever it says.
        if not name.startswith(("utf-16", "utf-32", "utf16", "utf32")):
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
