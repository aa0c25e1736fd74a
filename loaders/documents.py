"""Building a Document from what a reader found: identity, language, date, furniture, and what is refused."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from graph.errors import InputError
from graph.holding import LONGEST_ID
from graph.model import Document
from loaders.dateline import find_dateline, parse_date
from loaders.furniture import furniture, merged
from loaders.language import given_language, language_of

#: Longest article that is read, in characters. A file may hold any number of articles.
MAX_ARTICLE = 1_000_000

_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|mc_[ce]id|ref|ref_src|xtor|at_(medium|campaign).*)$")


def build_document(
    text: str,
    *,
    id: str | None = None,
    lang: str | None = None,
    date: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    path: str | None = None,
    masked: tuple[tuple[int, int], ...] = (),
) -> Document:
    """A Document with what was not given found out. Raises InputError where the text cannot be an article.

    The identity is the given id, else the canonical address, else the hash of the text. The date is the given
    one, else the dateline's, else None.
    """
    if len(text) > MAX_ARTICLE:
        raise InputError(
            f"the article has {len(text):,} characters, more than {MAX_ARTICLE:,}; split it, or give many "
            "articles as JSON Lines"
        )
    if not re.search(r"\w", text):
        raise InputError("there is no text to read")
    for value in (text, id, lang, date, title, url, publisher):
        _refuse_surrogates(value)
    given = None if date is None or not date.strip() else parse_date(date)
    if date is not None and date.strip() and given is None:
        raise InputError(f"the date {date[:40]!r} cannot be read; write it as YYYY-MM-DD")
    address = canonical_address(url) if url else None
    if id and len(id.encode("utf-8")) > LONGEST_ID:
        raise InputError(f"the id has more than {LONGEST_ID:,} bytes; give a shorter one")
    if address and len(address.encode("utf-8")) > LONGEST_ID:
        address = None
    return Document(
        id=id or address or "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest(),
        lang=given_language(lang) if lang and lang.strip() else language_of(text),
        date=given or find_dateline(text),
        title=title.strip() or None if title else None,
        text=text,
        url=address,
        publisher=publisher or None,
        path=path,
        masked=merged([*masked, *furniture(text)]),
    )


def canonical_address(url: str) -> str | None:
    """The address without fragment and tracking parameters; None for what is not a web address."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return None
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower())]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), urlencode(query), ""))


def _refuse_surrogates(value: str | None) -> None:
    if value is not None and re.search("[\ud800-\udfff]", value):
        raise InputError("the text holds half a character (a lone surrogate); write the file again as valid UTF-8")
