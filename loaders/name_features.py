"""What speaks for or against a stretch of text being a name, and for the kind of thing that bears it.

The features are what a reader goes by: legal forms and words of the trade inside, the nouns, prepositions, demonyms
and titles before it, what follows it, brackets that define a short form, and how it comes back in the article. None
is a name itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from loaders.analysis import Sentence, Token
from loaders.candidates import Candidate, institution_heads, not_names
from loaders.lexicon import lexicon
from loaders.matching import Match, token_key

_OUTER = frozenset(("the", "le", "la", "les", "l'", "d'", "un", "une", "a", "an", "au", "du", "aux", "des"))
_LINKS = frozenset("of de du des d' del and et & for pour en l' la le les".split())
_CLASSES = (
    "legal_forms", "trade_words", "site_nouns", "org_nouns", "person_titles", "place_before", "state_words",
    "geography", "ordinary_capitals",
)  # fmt: skip
#: Features of one occurrence that count for all others of the same name.
_SHARED = ("<", ">", "bracket", "ticker", "owns_site", "defines", "person")


class NameContext:
    """One article, prepared for asking after the features of its candidates."""

    def __init__(self, sentences: Sequence[Sentence], known: Sequence[Match], lang: str) -> None:
        self._sentences = sentences
        self._classes = word_classes(lang)
        self._stops = not_names(lang)
        self._by_end: dict[tuple[int, int], Match] = {(m.sentence, m.last): m for m in known}
        self._by_start: dict[tuple[int, int], Match] = {(m.sentence, m.first): m for m in known}
        self._inside: dict[int, list[Match]] = {}
        for match in known:
            self._inside.setdefault(match.sentence, []).append(match)
        self._lower = {t.norm for s in sentences for t in s.tokens if t.text[0].islower()} | common_words(lang)
        self._words = Counter(t.norm for s in sentences for t in s.tokens if t.text[0].isupper())

    def surface(self, candidate: Candidate) -> str:
        """A candidate's words, folded and joined by spaces."""
        tokens = self._sentences[candidate.sentence].tokens[candidate.first : candidate.last + 1]
        return " ".join(token_key(token.norm) for token in tokens)

    def features(self, candidate: Candidate) -> list[str]:
        """The features of one occurrence."""
        sentence = self._sentences[candidate.sentence]
        inside = sentence.tokens[candidate.first : candidate.last + 1]
        out = [*self._shape(inside, sentence, candidate), *self._known(candidate)]
        out += self._before(sentence.tokens, candidate)
        out += self._after(sentence.tokens, candidate)
        return out

    def _has(self, name: str, norm: str) -> bool:
        return norm in self._classes[name]

    def _part_of_name(self, token: Token) -> bool:
        return _capital(token) and token.norm not in self._stops

    def _shape(self, inside: Sequence[Token], sentence: Sentence, candidate: Candidate) -> list[str]:
        words = [t for t in inside if t.text[0].isalnum() and t.norm not in _LINKS]
        if not words:
            return ["no_words"]
        out = [f"length={min(len(words), 5)}"]
        norms = [t.norm for t in words]
        for name in _CLASSES:
            if any(self._has(name, norm) for norm in norms):
                out.append(f"in:{name}")
            out += [f"first:{name}"] * self._has(name, norms[0]) + [f"last:{name}"] * self._has(name, norms[-1])
        out += [f"link:{t.norm}" for t in inside if t.norm in _LINKS]
        if len(words) == 1:
            out += [f"only:{name}" for name in _CLASSES if self._has(name, norms[0])]
        for token in words:
            if token.text.isupper() and len(token.text) > 1 and token.text.isalpha():
                out.append(("acronym" if len(words) == 1 else "has_acronym") + ("_long" if len(token.text) > 5 else ""))
            elif token.text[0].isupper() and any(c.isupper() for c in token.text[1:]):
                out.append("inner_capital")
            if token.text[0].islower():
                out.append("lower_word")
        ordinary = [norm in self._lower for norm in norms]
        out.append("ordinary:" + ("all" if all(ordinary) else "some" if any(ordinary) else "none"))
        out.append("ordinary_first" if ordinary[0] else "unusual_first")
        out.append("ordinary_last" if ordinary[-1] else "unusual_last")
        if words[0].text in _given_names():
            out.append("given_name" if len(words) > 1 else "given_name_alone")
        if any(c.isdigit() for t in words for c in t.text):
            out.append("digit")
        if any(t.text == "-" for t in inside):
            out.append("hyphen")
        if inside[-1].text.isalpha() and inside[0].text[0].isupper():
            out.append(f"end={inside[-1].norm[-3:]}")
        if candidate.first == 0 or sentence.tokens[candidate.first - 1].text in '«“":•|–—':
            out.append("opens")
            out.append(f"opens:{'ordinary' if ordinary[0] else 'unusual'}:{min(len(words), 2)}")
        if sentence.heading:
            out.append("heading")
        if len(words) > 1 and norms[0] in institution_heads() and words[1].text[0].islower():
            own = any(t.text[0].isupper() for t in words[1:])
            out += [
                "institution",
                f"institution:{'own' if own else 'plain'}",
                f"institution:{min(len(words), 5)}:{'own' if own else 'plain'}",
            ]
            out += [f"institution:{inside[1].norm if inside[1].norm in _LINKS else 'adjective'}"]
        own_words = [t.norm for t in words if t.text[0].isupper()] or norms
        out.append(f"count={min(4, *(self._words[n] for n in own_words))}")
        return out

    def _known(self, candidate: Candidate) -> list[str]:
        out = []
        covered = 0
        for match in self._inside.get(candidate.sentence, ()):
            if candidate.first <= match.first and match.last <= candidate.last:
                where = "first" if match.first == candidate.first else "last" if match.last == candidate.last else "mid"
                reading = match.readings[0]
                out += [f"holds:{reading.kind}:{where}", f"holds:{reading.kind}:{reading.use.value}:{where}"]
                covered += match.last - match.first + 1
        if covered == candidate.last - candidate.first + 1:
            out.append("holds:all")
        return out

    def _before(self, tokens: Sequence[Token], candidate: Candidate) -> list[str]:
        out: list[str] = []
        first = candidate.first
        if first and self._part_of_name(tokens[first - 1]):
            out.append("cut_left")
        if first > 1 and tokens[first - 1].norm in _LINKS and _capital(tokens[first - 2]):
            out += ["loose_left", f"loose_left:{tokens[first - 1].norm}"]
            out += [f"loose_left:{name}" for name in _CLASSES if self._has(name, tokens[first - 2].norm)]
        near = [t.norm for t in reversed(tokens[max(first - 6, 0) : first])]
        skipped = next((i for i, norm in enumerate(near) if norm not in _OUTER), len(near))
        if skipped:
            out.append(f"article<={near[0]}")
        place = first - 1 - skipped
        for distance, norm in enumerate(near[skipped : skipped + 3]):
            side = "<1" if distance == 0 else "<2"
            out += [f"{name}{side}" for name in _CLASSES if self._has(name, norm)]
            if (distance < 2 and norm.islower()) or not norm.isalnum():
                out.append(f"word<{distance + 1}={norm}")
        match = self._by_end.get((candidate.sentence, place))
        if match is not None:
            out.append(f"<{match.readings[0].kind}:{match.readings[0].use.value}")
        if not near:
            out.append("word<1=|")
        return out

    def _after(self, tokens: Sequence[Token], candidate: Candidate) -> list[str]:
        out: list[str] = []
        last = candidate.last
        after = [t.norm for t in tokens[last + 1 : last + 8]]
        if not after:
            return ["word>1=|"]
        if self._part_of_name(tokens[last + 1]):
            out.append("cut_right")
        if len(after) > 1 and after[0] in _LINKS and _capital(tokens[last + 2]):
            out += ["loose_right", f"loose_right:{after[0]}"]
            out += [f"loose_right:{name}" for name in _CLASSES if self._has(name, after[1])]
        for distance, norm in enumerate(after[:2]):
            if norm.islower() or not norm.isalnum():
                out.append(f"word>{distance + 1}={norm}")
        out += [f"{name}>1" for name in (*_CLASSES, "org_verbs") if self._has(name, after[0])]
        out += [f"{name}>2" for name in ("site_nouns", "org_nouns") if after[1:] and self._has(name, after[1])]
        match = self._by_start.get((candidate.sentence, last + 1))
        if match is not None:
            out.append(f">{match.readings[0].kind}:{match.readings[0].use.value}")
        if after[0] == ",":
            out += [
                f"{name}>,"
                for name in ("person_after", "org_nouns", "site_nouns")
                if self._classes[name] & set(after[1:5])
            ]
        if after[0] == "(":
            inner = next((t for t in tokens[last + 2 : last + 4] if t.text.isalnum()), None)
            out.append("bracket>" if inner is None else "bracket>" + ("upper" if inner.text.isupper() else "word"))
            if ":" in after[:5]:
                out.append("ticker>")
        if tokens[last + 1].norm in ("'s", "'") and any(self._has("site_nouns", norm) for norm in after[1:5]):
            out.append("owns_site")
        return out


def shared(features: Sequence[str]) -> list[str]:
    """What one occurrence says of all others of its name."""
    return [f"any {f}" for f in features if f.startswith(_SHARED) or "_nouns<" in f or "_nouns>" in f or "titles<" in f]


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


@lru_cache(maxsize=4)
def word_classes(lang: str) -> Mapping[str, frozenset[str]]:
    """The word lists of the lexicon of names."""
    data: dict[str, Any] = lexicon(lang, "names")
    return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}


@lru_cache(maxsize=4)
def common_words(lang: str) -> frozenset[str]:
    """Frequent words of the language, as written inside a sentence."""
    return frozenset(files("loaders").joinpath("lexicon", lang, "common_words.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(files("loaders").joinpath("lexicon", "given_names.txt").read_text("utf-8").split())
