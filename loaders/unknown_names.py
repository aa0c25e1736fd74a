"""Names that no list knows: capitalised stretches, judged by a linear model to be an organization, a site or a place.

The features are what a reader goes by: legal forms and words of the trade inside the name, the noun, preposition,
demonym or title before it, what follows it, and how it comes back in the article. None is a name itself. The model
is trained by `python -m loaders.training.names`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from loaders.analysis import MentionKind, Sentence, Token
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.matching import Match, token_key

_JOINERS = frozenset(
    {"of", "de", "du", "des", "d'", "&", "-", "–", "and", "et", "la", "el", "do", "da", "y", "l'", "."}
)
_OUTER = ("the", "le", "la", "les", "l'", "d'", "un", "une", "a", "an", "au", "du", "aux", "des")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [first, last] of a sentence that may be a name."""

    sentence: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A candidate that was taken for a name, of what kind and how surely."""

    candidate: Candidate
    kind: MentionKind
    confidence: float


def find_unknown_names(sentences: Sequence[Sentence], known: Sequence[Match], lang: str) -> list[UnknownName]:
    """The names among the capitalised stretches that no list knows, in order of appearance."""
    candidates = candidates_of(sentences, known, lang)
    counts = counts_of(sentences, candidates)
    model = load_model("names")
    out = []
    for candidate in candidates:
        chances = model.probabilities(features_of(sentences, candidate, known, counts, lang))
        kind, chance = max(chances.items(), key=lambda item: (item[1], item[0]))
        if kind != "none" and chance >= 0.5:
            out.append(UnknownName(candidate, MentionKind(kind), round(chance, 3)))
    return out


def candidates_of(sentences: Sequence[Sentence], known: Sequence[Match], lang: str) -> list[Candidate]:
    """Maximal stretches of capitalised tokens, joined by small words, that hold no known name."""
    stop = frozenset(lexicon(lang, "names")["not_names"])
    taken = {(match.sentence, place) for match in known for place in range(match.first, match.last + 1)}
    out: list[Candidate] = []
    for sentence in sentences:
        tokens = sentence.tokens
        shouted = sum(1 for t in tokens if t.text.isupper() and len(t.text) > 3) > 3
        position = 0
        while position < len(tokens):
            if (sentence.index, position) in taken or shouted or not _starts(tokens[position], stop):
                position += 1
                continue
            last = position
            ahead = position + 1
            while ahead < len(tokens) and (sentence.index, ahead) not in taken:
                if _continues(tokens[ahead], stop):
                    last = ahead
                elif tokens[ahead].norm not in _JOINERS or ahead - last > 2:
                    break
                ahead += 1
            out.append(Candidate(sentence.index, position, last))
            position = last + 1
    return out


def _starts(token: Token, stop: frozenset[str]) -> bool:
    return token.text[0].isupper() and len(token.text) > 1 and token.norm not in stop


def _continues(token: Token, stop: frozenset[str]) -> bool:
    return (token.text[0].isupper() or (token.text.isdigit() and len(token.text) <= 2)) and token.norm not in stop


def counts_of(sentences: Sequence[Sentence], candidates: Sequence[Candidate]) -> Counter[str]:
    """How often each candidate's words stand in the article."""
    return Counter(surface_of(sentences, candidate) for candidate in candidates)


def surface_of(sentences: Sequence[Sentence], candidate: Candidate) -> str:
    """A candidate's words, folded and joined by spaces."""
    tokens = sentences[candidate.sentence].tokens[candidate.first : candidate.last + 1]
    return " ".join(token_key(token.norm) for token in tokens)


def features_of(
    sentences: Sequence[Sentence], candidate: Candidate, known: Sequence[Match], counts: Counter[str], lang: str
) -> list[str]:
    """What speaks for or against a candidate; none of it is a name."""
    classes = _classes(lang)
    sentence = sentences[candidate.sentence]
    tokens = sentence.tokens
    inside = tokens[candidate.first : candidate.last + 1]
    out = [f"length={min(len(inside), 4)}"]
    norms = [token.norm for token in inside]
    out += [f"in:{name}" for name in ("legal_forms", "trade_words", "site_nouns") if classes[name] & set(norms)]
    out += [f"last:{name}" for name in ("legal_forms", "trade_words") if norms[-1] in classes[name]]
    if any(token.text.isupper() and 2 <= len(token.text) <= 6 for token in inside):
        out.append("acronym" if len(inside) == 1 else "has_acronym")
    if any(char.isupper() for char in inside[0].text[1:]) and not inside[0].text.isupper():
        out.append("inner_capital")
    if inside[0].text in _given_names():
        out.append("given_name" if len(inside) > 1 else "given_name_alone")
    if candidate.first == 0:
        out.append("sentence_start" + ("_alone" if len(inside) == 1 else ""))
    if sentence.heading:
        out.append("heading")
    count = counts[surface_of(sentences, candidate)]
    out.append(f"count={min(count, 3)}")
    before = [token for token in tokens[max(candidate.first - 5, 0) : candidate.first]]
    near = [token.norm for token in reversed(before)]
    skipped = next((i for i, norm in enumerate(near) if norm not in _OUTER), len(near))
    for distance, norm in enumerate(near[skipped : skipped + 3]):
        place = "1" if distance == 0 else "2"
        out += [
            f"{name}<{place}"
            for name in ("org_nouns", "site_nouns", "person_titles", "place_before")
            if norm in classes[name]
        ]
        if distance == 0:
            out.append(f"word<1={norm}" if norm in _SMALL_WORDS else "word<1=other")
    if near and near[0] in ("the", "le", "la", "l'", "les"):
        out.append("article_before")
    demonym = _match_ending_at(known, candidate.sentence, candidate.first - 1)
    if demonym is not None:
        out.append(f"before:{demonym.readings[0].kind}:{demonym.readings[0].use.value}")
    after = [token.norm for token in tokens[candidate.last + 1 : candidate.last + 5]]
    if after:
        out.append(f"word>1={after[0]}" if after[0] in _SMALL_WORDS else "word>1=other")
        out += [f"{name}>1" for name in ("org_verbs", "site_nouns", "org_nouns") if after[0] in classes[name]]
        if after[0] == "," and set(after[1:]) & classes["person_after"]:
            out.append("person_after")
        if after[0] == "," and set(after[1:]) & classes["org_nouns"]:
            out.append("org_noun_after")
        if after[0] == "(" and len(after) > 2 and after[2] == ")":
            out.append("bracket_after")
        if after[0] in ("'s", "'") and set(after[1:]) & classes["site_nouns"]:
            out.append("owns_site")
    return out


_SMALL_WORDS = frozenset(
    "of in at from by with and to for between near on de d' du à au en et par avec entre chez dans pour , . ( ) 's : ; "
    '« » " said says that who which où qui que dont has will is was a ont est'.split()
)


def _match_ending_at(known: Sequence[Match], sentence: int, place: int) -> Match | None:
    return next((m for m in known if m.sentence == sentence and m.last == place), None)


@lru_cache(maxsize=4)
def _classes(lang: str) -> dict[str, frozenset[str]]:
    data: dict[str, Any] = lexicon(lang, "names")
    return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(files("loaders").joinpath("lexicon", "given_names.txt").read_text("utf-8").split())
