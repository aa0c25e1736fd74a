"""Known names in a text: the vocabulary's forms matched over tokens, ambiguous ones judged by their context."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.entries import Name, NameUse
from graph.names import fold
from graph.vocabulary import Vocabulary
from loaders.analysis import Sentence, Token
from loaders.lexicon import lexicon
from loaders.sentences import tokenize


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens [first, last] of a sentence that carry a known form, and what it may mean."""

    sentence: int
    first: int
    last: int
    readings: tuple[Name, ...]


@dataclass(frozen=True)
class _Index:
    forms: dict[str, list[tuple[tuple[str, ...], tuple[Name, ...]]]]


@lru_cache(maxsize=4096)
def token_key(norm: str) -> str:
    """What tokens are compared by: no accents, no case."""
    return fold(norm)


@lru_cache(maxsize=8)
def _index(vocabulary_key: int, lang: str) -> _Index:
    vocabulary = _VOCABULARIES[vocabulary_key]
    grouped: dict[tuple[str, ...], list[Name]] = {}
    for name in vocabulary.names:
        if name.lang in (lang, "*"):
            key = tuple(token_key(token.norm) for token in tokenize(name.form, 0, len(name.form)))
            if key:
                grouped.setdefault(key, []).append(name)
    forms: dict[str, list[tuple[tuple[str, ...], tuple[Name, ...]]]] = {}
    for key, names in grouped.items():
        forms.setdefault(key[0], []).append((key, tuple(names)))
    for entries in forms.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return _Index(forms)


_VOCABULARIES: dict[int, Vocabulary] = {}


@lru_cache(maxsize=8)
def _known_words(vocabulary_key: int, lang: str) -> frozenset[str]:
    names = _VOCABULARIES[vocabulary_key].names
    keys = [[token_key(t.norm) for t in tokenize(n.form, 0, len(n.form))] for n in names if n.lang in (lang, "*")]
    return frozenset(key[0] for key in keys if len(key) == 1)


def known_words(vocabulary: Vocabulary, lang: str) -> frozenset[str]:
    """The folded single words that the vocabulary knows as names of anything."""
    _VOCABULARIES[id(vocabulary)] = vocabulary
    return _known_words(id(vocabulary), lang)


def match_names(sentences: Sequence[Sentence], lang: str, vocabulary: Vocabulary) -> list[Match]:
    """Every known name, longest first and without overlap; ambiguous ones only where the context decides."""
    _VOCABULARIES[id(vocabulary)] = vocabulary
    index = _index(id(vocabulary), lang)
    found: list[Match] = []
    for sentence in sentences:
        keys = [token_key(token.norm) for token in sentence.tokens]
        position = 0
        while position < len(keys):
            match = _longest(index, sentence, keys, position) or _prefix(index, sentence, keys, position, vocabulary)
            if match is None:
                position += 1
            else:
                found.append(match)
                position = match.last + 1
    return _disambiguated(found, sentences, lang, vocabulary)


def _longest(index: _Index, sentence: Sentence, keys: list[str], position: int) -> Match | None:
    for form, names in index.forms.get(keys[position], ()):
        end = position + len(form)
        if tuple(keys[position:end]) != form:
            continue
        tokens = sentence.tokens[position:end]
        readings = tuple(name for name in names if _case_fits(name, tokens, sentence.heading))
        if readings:
            return Match(sentence.index, position, end - 1, readings)
    return None


def _prefix(index: _Index, sentence: Sentence, keys: list[str], position: int, vocabulary: Vocabulary) -> Match | None:
    """The first half of a compound adjective: "américano" in "américano-russe"."""
    code = vocabulary.prefixes.get(keys[position])
    if code is None or keys[position + 1 : position + 2] != ["-"] or position + 2 >= len(keys):
        return None
    second = _longest(index, sentence, keys, position + 2)
    if second is None or second.readings[0].kind != "country":
        return None
    name = Name(keys[position], "*", code, "country", NameUse.DEMONYM)
    return Match(sentence.index, position, position, (name,))


def _case_fits(name: Name, tokens: Sequence[Token], heading: bool) -> bool:
    surface = tokens[0].text
    if name.exact_case:
        return "".join(t.text for t in tokens) == "".join(name.form.split())
    if name.kind == "mineral" or not name.form[0].isupper():
        return True
    return surface[0].isupper() or surface[0].isdigit() or heading


def _disambiguated(found: list[Match], sentences: Sequence[Sentence], lang: str, vocabulary: Vocabulary) -> list[Match]:
    sure = Counter(
        code
        for match in found
        if len({name.id for name in match.readings}) == 1 and not match.readings[0].ambiguous
        for code in countries_of(match.readings[0].id, vocabulary)
    )
    near = {
        place
        for match in found
        if any(name.kind == "mineral" and not name.ambiguous for name in match.readings)
        for place in _around(match)
    }
    for match in found:  # an ambiguous mineral that is sure of its own is company for the next: "or et argent"
        minerals = [name for name in match.readings if name.kind == "mineral"]
        if minerals and minerals[0].ambiguous and _mineral_fits(match, sentences[match.sentence], lang, near):
            near.update(_around(match))
    out = []
    for match in found:
        readings = match.readings
        if any(name.ambiguous for name in readings):
            sentence = sentences[match.sentence]
            minerals = [n for n in readings if n.kind == "mineral"]
            if minerals and not _mineral_fits(match, sentence, lang, near):
                readings = tuple(n for n in readings if n.kind != "mineral")
            readings = _by_company(readings, sure, vocabulary)
        if readings and (len({name.id for name in readings}) == 1 or all(name.joint for name in readings)):
            out.append(Match(match.sentence, match.first, match.last, readings))
    return out


def _around(match: Match) -> Iterator[tuple[int, int]]:
    return ((match.sentence, place) for place in range(match.first - 4, match.last + 5) if place != match.first)


def countries_of(id: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The countries that an entry speaks of: itself, a place's, an organization's home."""
    if id in vocabulary.territories:
        return (id,)
    if id in vocabulary.places:
        return vocabulary.places[id].countries
    return vocabulary.home(id)


def _by_company(readings: tuple[Name, ...], sure: Counter[str], vocabulary: Vocabulary) -> tuple[Name, ...]:
    """Of several meanings the one whose country the article names elsewhere without doubt."""
    by_id: dict[str, list[Name]] = {}
    for name in readings:
        by_id.setdefault(name.id, []).append(name)
    if len(by_id) <= 1:
        return readings
    scored = sorted(
        ((max((sure[code] for code in countries_of(id, vocabulary)), default=0), id) for id in by_id), reverse=True
    )
    if scored[0][0] > scored[1][0]:
        return tuple(by_id[scored[0][1]])
    plain = [id for id, names in by_id.items() if any(not name.ambiguous for name in names)]
    if len(plain) == 1:
        return tuple(by_id[plain[0]])
    if "US" in by_id and set(by_id) & {"MP", "UM", "AS", "VI"}:
        return tuple(by_id["US"])
    return ()


def _listed(norms: Sequence[str], match: Match) -> bool:
    """Whether a symbol that is also a word ("La", "In", "As") stands in brackets or in a list: "(La, Ce et In)"."""
    before = norms[match.first - 1] if match.first else ""
    after = norms[match.last + 1] if match.last + 1 < len(norms) else ""
    joints = {",", "/", "-", "–", "+", "&", "and", "et", "or", "ou"}
    return before in joints | {"("} and after in joints | {")"}


def _mineral_fits(match: Match, sentence: Sentence, lang: str, near: set[tuple[int, int]]) -> bool:
    """Whether an ambiguous mineral word ("or", "lead", "tin", a symbol) stands among words of its trade."""
    words = lexicon(lang, "names")["ambiguous_minerals"]
    norms = [token.norm for token in sentence.tokens]
    surface = " ".join(norms[match.first : match.last + 1])
    if all(name.use is NameUse.SYMBOL for name in match.readings if name.kind == "mineral"):
        return _listed(norms, match)
    before = norms[match.first - 1] if match.first else ""
    after = norms[match.last + 1] if match.last + 1 < len(norms) else ""
    if surface in words["needs_before"] and before not in words["needs_before"][surface]:
        return False
    if before in words["never_before"] or after in words["never_after"]:
        return False
    if (match.sentence, match.first) in near:
        return True
    if before in words["sure_before"].get(surface, ()):
        earlier = norms[match.first - 2] if match.first > 1 else ""
        return earlier not in words["figures"]
    window = norms[max(match.first - 4, 0) : match.first] + norms[match.last + 1 : match.last + 4]
    return any(word in words["trade"] for word in window)
