"""Stretches of a sentence that may be names: runs of capitalised words, cut where a name may begin or end.

A run goes on over small words ("Bank of Ghana", "Navoi Mining and Metallurgical Combine"), so one run gives several
candidates; `loaders.unknown_names` judges them against each other and against the names that the vocabulary knows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from loaders.analysis import Sentence, Token
from loaders.lexicon import lexicon
from loaders.matching import Match

_MOST_TOKENS = 11
_LINKS = frozenset("of de du des d' la el los del do da dos y for pour en and et the l' le les sur".split())
_TIGHT = frozenset({"&", "-", "–", "+"})
#: A French name of an institution goes on in lower case: "Fonds souverain d'investissement".
_CHAIN_LINKS = frozenset("de du des d' l' la le les et pour sur à aux au en".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [first, last] of a sentence that may be a name."""

    sentence: int
    first: int
    last: int


def candidates_of(sentences: Sequence[Sentence], known: Sequence[Match], lang: str) -> list[Candidate]:
    """Maximal stretches of capitalised tokens that hold no known name, in order and without overlap."""
    taken: dict[int, set[int]] = {}
    for match in known:
        taken.setdefault(match.sentence, set()).update(range(match.first, match.last + 1))
    out: list[Candidate] = []
    for sentence in sentences:
        stops = not_names(lang)
        if is_shouted(sentence):
            continue
        for first, last in _runs(sentence.tokens, stops, taken.get(sentence.index, set())):
            out.append(Candidate(sentence.index, first, last))
    return out


def spans_of(sentence: Sentence, known: Sequence[Match], lang: str) -> list[Candidate]:
    """Every stretch of a sentence that may be one name; they overlap, and known names may be parts of them."""
    stops = not_names(lang)
    tokens = sentence.tokens
    out: list[Candidate] = []
    if not is_shouted(sentence):
        for first, last in _runs(tokens, stops, set()):
            out += [Candidate(sentence.index, *span) for span in _cut(tokens, first, last, known, stops)]
    if lang == "fr":
        out += [Candidate(sentence.index, *span) for span in _chains(tokens)]
    return list(dict.fromkeys(out))


@lru_cache(maxsize=4)
def not_names(lang: str) -> frozenset[str]:
    """Words that may be capitalised and are part of no name."""
    return frozenset(lexicon(lang, "names")["not_names"])


def is_shouted(sentence: Sentence) -> bool:
    """Whether the sentence is written in capitals, so that capitals tell nothing."""
    long = [t for t in sentence.tokens if len(t.text) > 3 and t.text.isalpha()]
    return len(long) > 3 and sum(1 for t in long if t.text.isupper()) * 10 > len(long) * 7


def _is_capital(token: Token) -> bool:
    text = token.text
    return text[0].isupper() and (len(text) > 1 or text.isalpha()) and text[-1] not in "'’"


def _runs(tokens: Sequence[Token], stops: frozenset[str], taken: set[int]) -> Iterator[tuple[int, int]]:
    position = 0
    while position < len(tokens):
        if position in taken or not _may_begin(tokens, position, stops):
            position += 1
            continue
        last = position
        while (following := _next_of_run(tokens, last, stops, taken)) is not None:
            last = following
        yield position, last
        position = last + 1


def _may_begin(tokens: Sequence[Token], place: int, stops: frozenset[str]) -> bool:
    token = tokens[place]
    if not _is_capital(token) or len(token.text) < 2 or _is_ticker(tokens, place):
        return False
    return token.norm not in stops or _is_mount(tokens, place)


def _is_mount(tokens: Sequence[Token], place: int) -> bool:
    """Whether "Mt" is a mountain rather than a million tonnes: "Mt Marion", "Mt. Hope"."""
    follows = next((t for t in tokens[place + 1 : place + 3] if t.text != "."), None)
    counted = place > 0 and tokens[place - 1].text[0].isdigit()
    return tokens[place].text == "Mt" and not counted and follows is not None and _is_capital(follows)


def _is_ticker(tokens: Sequence[Token], place: int) -> bool:
    """Whether an exchange's symbol begins there: "CRML.O"."""
    parts = tokens[place : place + 3]
    return (
        len(parts) == 3
        and parts[1].text == "."
        and parts[0].end == parts[1].start
        and parts[1].end == parts[2].start
        and all(p.text.isalpha() and p.text.isupper() for p in (parts[0], parts[2]))
        and len(parts[0].text) > 1
        and len(parts[2].text) <= 2
    )


def _next_of_run(tokens: Sequence[Token], last: int, stops: frozenset[str], taken: set[int]) -> int | None:
    """The next token that a run which reaches `last` may reach."""
    ahead = last + 1
    limit = min(len(tokens), last + 4)
    while ahead < limit and ahead not in taken:
        token = tokens[ahead]
        glued = token.start == tokens[ahead - 1].end
        if _is_ticker(tokens, ahead):
            return None
        if (_is_capital(token) and token.norm not in stops) or _is_number_of_name(tokens, ahead):
            return ahead
        comma = token.text == "," and ahead + 1 < len(tokens) and tokens[ahead + 1].norm in _LEGAL_AFTER_COMMA
        stop = token.text == "." and glued and _is_abbreviation(tokens[ahead - 1])
        if comma or stop or token.norm in _TIGHT or token.norm in _LINKS:
            ahead += 1
        elif token.text == "(" and ahead + 2 < len(tokens) and tokens[ahead + 2].text == ")":
            legal = ahead + 3 < len(tokens) and tokens[ahead + 3].norm in _LEGAL_AFTER_BRACKETS
            return ahead + 3 if legal else ahead + 2 if tokens[ahead + 1].norm in _IN_BRACKETS else None
        else:
            return None
    return None


_LEGAL_AFTER_COMMA = frozenset("ltd limited inc llc incorporated plc lp".split())
_LEGAL_AFTER_BRACKETS = _LEGAL_AFTER_COMMA | frozenset("corp co pty sa jsc".split())
_IN_BRACKETS = frozenset("private pty uk pvt hk".split())


def _is_abbreviation(token: Token) -> bool:
    return token.norm in _ABBREVIATED or (len(token.text) == 1 and token.text.isupper())


_ABBREVIATED = frozenset("st ste mt co corp inc ltd dr no".split())


def _is_number_of_name(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.text.isdigit() and len(token.text) <= 2 and (place + 1 == len(tokens) or tokens[place + 1].text != "%")


def _cut(
    tokens: Sequence[Token], first: int, last: int, known: Sequence[Match], stops: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The stretches of a run: from any place where a name may begin to any where it may end."""
    inside = [m for m in known if m.first <= last and first <= m.last]
    edges = {m.first for m in inside} | {m.last + 1 for m in inside}
    starts, ends = [first], [last]
    solid = [i for i in range(first, last + 1) if tokens[i].norm not in _LINKS and tokens[i].text[0].isalnum()]
    for left, right in pairwise(solid):
        loose = any(tokens[i].norm in _LINKS for i in range(left + 1, right))
        tight = (
            any(not tokens[i].text.isalnum() for i in range(left + 1, right)) or tokens[left].end == tokens[right].start
        )
        known_edge = right in edges or left + 1 in edges
        opening = left == first and right == left + 1
        if loose or known_edge or (opening and not tight):
            starts.append(right)
            ends.append(left)
    for start in dict.fromkeys(starts):
        for end in dict.fromkeys(ends):
            whole = any(m.first == start and m.last == end for m in inside)
            if start <= end < start + _MOST_TOKENS and not whole and not _splits(inside, start, end):
                yield start, _closed(tokens, start, end)


def _closed(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end, behind the bracket where one is open."""
    texts = [t.text for t in tokens[start : end + 2]]
    return end + 1 if texts.count("(") > texts[:-1].count(")") and texts[-1] == ")" else end


def _splits(known: Sequence[Match], start: int, end: int) -> bool:
    return any(m.first < start <= m.last or m.first <= end < m.last for m in known)


def _chains(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    heads = institution_heads()
    for place, token in enumerate(tokens):
        if token.norm not in heads or not token.text[0].isupper():
            continue
        last = place
        for ahead in range(place + 1, min(place + _MOST_TOKENS, len(tokens))):
            word = tokens[ahead]
            if word.norm in _CHAIN_LINKS or word.text == "-":
                continue
            if not word.text[0].isalpha() or len(word.text) < 3 or ahead - last > 3:
                break
            last = ahead
            yield place, last


@lru_cache(maxsize=1)
def institution_heads() -> frozenset[str]:
    """French nouns that open the name of an institution."""
    return frozenset(lexicon("fr", "names")["institution_heads"])
