"""Names that no list knows: stretches of capitalised words, judged by a linear model to be an organization, a site or
a place.

The model is trained by `python -m loaders.training.names`. Stretches that overlap are judged against each other, and
a stretch against the known names inside it: "Canada Nickel" is one company, not a country and a metal.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.analysis import MentionKind, Sentence
from loaders.candidates import Candidate, candidates_of, spans_of
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.matching import Match
from loaders.name_features import NameContext, common_words, shared, word_classes

__all__ = ["Candidate", "UnknownName", "candidates_of", "find_unknown_names"]

_LEAST = 0.5
_PLACE_CONFIDENCE = 0.6
_OVER_KNOWN = {"organization": 0.6, "place": 0.6, "country": 0.5, "mineral": 0.5, "alliance": 0.8}
_LENGTH = 0.1
_NAMES = ("organization", "site", "place")


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A candidate that was taken for a name, of what kind and how surely."""

    candidate: Candidate
    kind: MentionKind
    confidence: float


def find_unknown_names(sentences: Sequence[Sentence], known: Sequence[Match], lang: str) -> list[UnknownName]:
    """The names among the capitalised stretches that no list knows, in order of appearance."""
    candidates, rows = featured(sentences, known, lang)
    model = load_model("names")
    names = chosen(candidates, [model.probabilities(row) for row in rows], known)
    return sorted(
        [*names, *_places(sentences, known, names, lang)], key=lambda n: (n.candidate.sentence, n.candidate.first)
    )


def _places(
    sentences: Sequence[Sentence], known: Sequence[Match], names: Sequence[UnknownName], lang: str
) -> list[UnknownName]:
    """Whole capitalised stretches that a preposition of place leads in and that are nothing else."""
    words = lexicon(lang, "names")
    leads, never = words["leads_place"], frozenset(words["leads_no_place"])
    taken = [Match(n.candidate.sentence, n.candidate.first, n.candidate.last, ()) for n in names]
    out = []
    for candidate in candidates_of(sentences, [*known, *taken], lang):
        tokens = sentences[candidate.sentence].tokens
        before = [t.norm for t in tokens[max(candidate.first - 3, 0) : candidate.first]]
        after = tokens[candidate.last + 1] if candidate.last + 1 < len(tokens) else None
        if after is not None and (after.text[0].isupper() or after.norm in ("'s", "&")):
            continue
        led = any(before[-len(lead) :] == lead for lead in (phrase.split() for phrase in leads))
        inside = tokens[candidate.first : candidate.last + 1]
        plain = len(inside) == 1 and inside[0].norm in common_words(lang) | word_classes(lang)["state_words"]
        shouted = len(inside) > 1 and all(t.text.isupper() for t in inside)
        if led and not plain and not shouted and never.isdisjoint(before) and len(inside) < 5:
            out.append(UnknownName(candidate, MentionKind.PLACE, _PLACE_CONFIDENCE))
    return out


def featured(
    sentences: Sequence[Sentence], known: Sequence[Match], lang: str
) -> tuple[list[Candidate], list[list[str]]]:
    """All candidates of an article with their features, those that other mentions of the name lend included."""
    context = NameContext(sentences, known, lang)
    by_sentence: dict[int, list[Match]] = {}
    for match in known:
        by_sentence.setdefault(match.sentence, []).append(match)
    candidates = [c for s in sentences for c in spans_of(s, by_sentence.get(s.index, ()), lang)]
    own = [context.features(candidate) for candidate in candidates]
    surfaces = [context.surface(candidate) for candidate in candidates]
    lent: dict[str, set[str]] = {}
    for surface, features in zip(surfaces, own, strict=True):
        if "cut_left" not in features and "cut_right" not in features:
            lent.setdefault(surface, set()).update(shared(features))
    return candidates, [[*row, *sorted(lent.get(surface, ()))] for surface, row in zip(surfaces, own, strict=True)]


def chosen(
    candidates: Sequence[Candidate], chances: Sequence[dict[str, float]], known: Sequence[Match]
) -> list[UnknownName]:
    """Of candidates that overlap the likeliest; a known name gives way only to a likely longer one."""
    sure = {(m.sentence, place): m for m in known for place in range(m.first, m.last + 1)}
    ranked = []
    for candidate, chance in zip(candidates, chances, strict=True):
        kind = max((chance.get(name, 0.0), name) for name in _NAMES)[1]
        some = 1 - chance["none"]
        places = [(candidate.sentence, place) for place in range(candidate.first, candidate.last + 1)]
        over = {sure[place].readings[0].kind for place in places if place in sure}
        if some >= max((_OVER_KNOWN[k] for k in over), default=_LEAST):
            ranked.append((-some - _LENGTH * len(places), candidate.sentence, candidate.first, kind, some, places))
    taken: set[tuple[int, int]] = set()
    out = []
    for _, sentence, first, kind, some, places in sorted(ranked):
        if taken.isdisjoint(places):
            taken.update(places)
            out.append(UnknownName(Candidate(sentence, first, places[-1][1]), MentionKind(kind), round(some, 3)))
    return sorted(out, key=lambda name: (name.candidate.sentence, name.candidate.first))
