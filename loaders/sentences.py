"""A document to tokens and sentences, with offsets into the text as it is kept."""

import re
import unicodedata
from collections.abc import Iterator

from graph.model import Document
from loaders.analysis import Field, Sentence, Token

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S., D.C.
    r"|\d+(?:[.,\u00a0\u202f' ]\d{3})+(?:[.,]\d+)?(?!\d)"  # 127 000, 1,200.5
    r"|\d+(?:[.,]\d+)?"
    r"|(?:[^\W\d_][\u0300-\u036f]*)+(?:['’](?:[^\W\d_][\u0300-\u036f]*)+)*"  # accents may be marks of their own
    r"|\S"
)
#: French words that lose their last vowel before another: the apostrophe ends a token of its own.
_ELIDED = re.compile(r"(?i)^(l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)(['’])")
_POSSESSIVE = re.compile(r"(?i)['’]s$|(?<=s)['’]$")
_ABBREVIATIONS = frozenset(
    "m mm mme mlle dr pr st ste mr mrs ms prof gen col sgt lt rep sen gov hon corp inc ltd co llc plc cie sté no nos "
    "vs mt "
    "env approx art al fig p pp vol jan feb mar apr jun jul aug sept sep oct nov dec janv févr avr juil déc av j.-c "
    "u.s u.k e.g i.e".split()
)
_UNITS = frozenset({"mt", "t", "m", "g", "l"})
_CLOSERS = "\"'’”»)]"
_BLOCK = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"\s*(?:[•*–—‣▪·-]|\d{1,2}[.)])\s+")


def split(document: Document) -> tuple[Sentence, ...]:
    """The sentences of an article in order: the title first, then the text without its masked ranges."""
    out: list[Sentence] = []
    paragraph = 0
    if document.title:
        tokens = tuple(tokenize(document.title, 0, len(document.title)))
        if tokens:
            out.append(Sentence(0, "title", tokens[0].start, tokens[-1].end, 0, tokens, heading=True))
    for line in _BLOCK.finditer(document.text):
        if not line.group().strip():
            continue
        tokens_of_line = [
            token for token in tokenize(document.text, *line.span()) if not _masked(document.masked, token.start)
        ]
        if not tokens_of_line:
            continue
        paragraph += 1
        heading = _is_heading(line.group())
        for parts in _sentences(document.text, tokens_of_line):
            index = len(out)
            field: Field = "text"
            out.append(Sentence(index, field, parts[0].start, parts[-1].end, paragraph, tuple(parts), heading))
    return tuple(out)


def tokenize(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch; elisions (l', d') and possessive 's are tokens of their own."""
    for match in _TOKEN.finditer(text, start, end):
        yield from _parts(match.group(), match.start())


def _parts(word: str, start: int) -> Iterator[Token]:
    elided = _ELIDED.match(word)
    if elided and len(word) > elided.end():
        yield _token(word[: elided.end()], start)
        yield from _parts(word[elided.end() :], start + elided.end())
        return
    possessive = _POSSESSIVE.search(word)
    if possessive and possessive.start() > 0:
        yield _token(word[: possessive.start()], start)
        yield _token(word[possessive.start() :], start + possessive.start())
        return
    yield _token(word, start)


def _token(text: str, start: int) -> Token:
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).replace("’", "'")
    return Token(text, plain.casefold(), start, start + len(text))


def _sentences(text: str, tokens: list[Token]) -> Iterator[list[Token]]:
    start = 0
    for position, token in enumerate(tokens):
        if position >= start and token.text in ".!?…" and _ends(text, tokens, position):
            end = position + 1
            while end < len(tokens) and tokens[end].text in _CLOSERS and tokens[end].start <= tokens[end - 1].end + 1:
                end += 1
            yield tokens[start:end]
            start = end
    if start < len(tokens):
        yield tokens[start:]


def _ends(text: str, tokens: list[Token], position: int) -> bool:
    if position + 1 == len(tokens):
        return True
    token, following = tokens[position], tokens[position + 1]
    if following.start == token.end and following.text not in _CLOSERS:
        return False
    if token.text == "." and position:
        before = tokens[position - 1]
        counted = before.norm in _UNITS and position > 1 and tokens[position - 2].text[0].isdigit()
        short = before.norm in _ABBREVIATIONS or re.fullmatch(r"[A-Z]", before.text)
        if before.end == token.start and short and not counted:
            return False
    after = next((t for t in tokens[position + 1 :] if t.text not in _CLOSERS), None)
    return after is None or not after.text[0].islower()


def _is_heading(line: str) -> bool:
    bare = line.strip()
    if _BULLET.match(line):
        return False
    return len(bare) <= 90 and not re.search(r"[.!?:;,…»”\"]$", bare)


def _masked(ranges: tuple[tuple[int, int], ...], offset: int) -> bool:
    return any(start <= offset < end for start, end in ranges)
