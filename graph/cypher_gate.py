"""The gate before a person's own Cypher: it may read the graph, and nothing else.

It is one of four: the text is read here and refused unless it plainly reads; the server is asked by EXPLAIN what it
takes the text for (`check_plan`); it runs with read access, for a limited time; and its transaction is rolled back.
What is sent is not the text as it was written but as it was read here, without comments, so that the two cannot be
read differently. Names that look like keywords go through in backticks.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import QueryError

#: Words that a query may begin with.
BEGINNINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
#: Words that are refused outside quotes: what writes, loads, manages, or runs elsewhere or as another statement.
REFUSED = frozenset(
    """
    CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT LOAD CSV DROP ALTER GRANT DENY REVOKE RENAME
    SHOW TERMINATE START STOP USE PROFILE EXPLAIN CYPHER TRANSACTION TRANSACTIONS ENABLE DEALLOCATE REALLOCATE DRYRUN
    """.split()
)
PROCEDURES = frozenset(
    """
    db.labels db.relationshipTypes db.propertyKeys db.schema.visualization db.schema.nodeTypeProperties
    db.schema.relTypeProperties db.index.fulltext.queryNodes db.index.fulltext.queryRelationships
    """.split()
)
#: Functions with a dot in their name; those without one are all Cypher's own.
FUNCTIONS = frozenset(
    """
    point.distance point.withinbbox vector.similarity.cosine vector.similarity.euclidean date.truncate date.realtime
    date.statement date.transaction datetime.truncate datetime.fromepoch datetime.fromepochmillis
    localdatetime.truncate duration.between duration.inmonths duration.indays duration.inseconds time.truncate
    localtime.truncate
    """.split()
)

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
    | (?P<comment>//[^\r\n]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d\w*)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
#: Categories of characters that are not seen; spaces other than the plain one besides, outside quotes.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_WRITES = ("Create", "Merge", "Set", "Delete", "Detach", "Remove", "Foreach", "LoadCSV", "Load", "Transaction", "Drop")


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word as a keyword, however it is written; empty where it is none."""
        return unicodedata.normalize("NFKC", self.text).upper() if self.kind == "word" else ""


def readable(text: str) -> str:
    """The query as it may be sent to be explained. Raises QueryError, which says what is refused."""
    _check_characters(text)
    tokens = list(_tokens(text))
    meaning = [token for token in tokens if token.kind != "space"]
    while meaning and meaning[-1].text == ";":
        tokens = tokens[: max(index for index, token in enumerate(tokens) if token.text == ";")]
        meaning.pop()
    if not meaning or meaning[0].keyword not in BEGINNINGS:
        raise _refusal(f"a query begins with one of {', '.join(BEGINNINGS)}")
    for position, token in enumerate(meaning):
        before = meaning[position - 1] if position else _Token("sign", "")
        if token.text == ";":
            raise _refusal("one statement at a time")
        if token.kind == "sign" and token.text in "\\'\"`":
            raise _refusal(f"a {token.text} that belongs to nothing")
        if token.keyword in REFUSED and before.text not in {".", ":", "$", "|", "&", "!"}:
            raise _refusal(f"{token.keyword} is refused (a name that looks like it goes in backticks: `{token.text}`)")
        if token.keyword == "CALL" and before.text not in {".", ":", "$"}:
            _check_call(meaning[position + 1 :])
    _check_functions(meaning)
    return "".join(token.text for token in tokens)


def check_plan(query_type: str | None, plan: Mapping[str, Any] | None) -> None:
    """Refuse what the server takes for more than reading. Raises QueryError."""
    if query_type != "r" or plan is None:
        raise _refusal("the server takes it for more than reading")
    for name, details in _operators(plan):
        if name.startswith(_WRITES):
            raise _refusal(f"the server would do more than read ({name})")
        if "ProcedureCall" in name and details.partition("(")[0].strip() not in PROCEDURES:
            raise _refusal(f"the procedure {details.partition('(')[0].strip()}")


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield str(plan["operatorType"]), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "sign"
        if kind == "comment":
            yield _Token("space", " ")
        else:
            yield _Token(kind, found.group())


def _check_characters(text: str) -> None:
    """Refuse what the server may read otherwise than a person: unicode escapes, characters that are not seen."""
    if re.search(r"\\[uU]", text):
        raise _refusal(r"unicode escapes (\u...); write the character itself")
    for token in _tokens(text):
        unseen = _UNSEEN if token.kind in ("string", "quoted") else _UNSEEN | {"Zs"}
        for char in token.text:
            if unicodedata.category(char) in unseen and char not in " \t\r\n":
                raise _refusal(f"a character that is not seen (U+{ord(char):04X})")


def _check_call(after: Sequence[_Token]) -> None:
    """Let subqueries through, and of procedures those that only tell what there is."""
    if after and after[0].text in {"{", "("}:
        return
    name, _ = _dotted(after)
    if name not in PROCEDURES:
        allowed = ", ".join(sorted(PROCEDURES))
        raise _refusal(f"the procedure {name or 'without a name'}; these are let through: {allowed}")


def _check_functions(tokens: Sequence[_Token]) -> None:
    """Let through functions of Cypher itself: those of plug-ins have a dot in their name."""
    position = 0
    while position < len(tokens):
        name, length = _dotted(tokens[position:])
        if not length:
            position += 1
            continue
        called = position + length < len(tokens) and tokens[position + length].text == "("
        procedure = position > 0 and tokens[position - 1].keyword == "CALL"
        if called and "." in name and not procedure and name.lower() not in FUNCTIONS:
            raise _refusal(f"the function {name}")
        position += length


def _dotted(tokens: Sequence[_Token]) -> tuple[str, int]:
    """The name with dots that tokens begin with, out of its quotes, and of how many tokens it is."""
    parts: list[str] = []
    length = 0
    for position, token in enumerate(tokens):
        if position % 2 == 0:
            if token.kind not in ("word", "quoted"):
                break
            parts.append(token.text.strip("`"))
            length = position + 1
        elif token.text != ".":
            break
    return ".".join(parts), length


def _refusal(what: str) -> QueryError:
    return QueryError(f"refused: {what}; `lodegraph cypher` only reads")
