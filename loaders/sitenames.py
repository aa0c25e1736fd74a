"""Names that may be those of mines, deposits, projects and plants, and what speaks for or against each.

Besides the sites and places that the reading found, every other capitalised stretch is a candidate: small mines have
names that no list knows. The features are the words and classes of words around all mentions of a name, none of them
a name. `loaders.sites` judges them by a linear model.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from graph.names import fold
from graph.vocabulary import Vocabulary
from loaders.analysis import MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.matching import Match
from loaders.surroundings import Surroundings, word_classes
from loaders.unknown_names import candidates_of

#: The feature of a name that a noun for provinces and the like stands beside.
AREA = "beside a noun for areas"
NOUNS = ("mine", "deposit", "project", "plant")
_KINDS = (MentionKind.SITE, MentionKind.PLACE, MentionKind.ORGANIZATION)
_TRIM_END = re.compile(r"\s+(?:project|mine|deposit|refinery|plant|smelter|complex|projet)$", re.IGNORECASE)
_TRIM_START = re.compile(
    r"^(?:mine|projet|gisement|usine|complexe|salar|raffinerie|fonderie)\s+(?:de\s+|du\s+|d['’])?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a candidate's name stands."""

    sentence: int
    start: int
    end: int


@dataclass
class SiteName:
    """A name with everything that the article shows of it."""

    name: str
    id: str | None
    kind: str
    confidence: float
    country: str | None
    occurrences: list[Occurrence] = field(default_factory=list)
    features: dict[str, int] = field(default_factory=dict)


def site_names(around: Surroundings, vocabulary: Vocabulary) -> list[SiteName]:
    """All candidates in order of first appearance, their features filled in."""
    found: dict[str, SiteName] = {}
    analysis = around.analysis
    for mention in analysis.mentions:
        if mention.kind not in _KINDS or mention.use not in (MentionUse.NAME, MentionUse.ACRONYM):
            continue
        if mention.kind is MentionKind.ORGANIZATION and mention.id in vocabulary.organizations:
            continue
        place = vocabulary.places.get(mention.id)
        if place is not None and len(place.countries) != 1:
            continue
        name = _trimmed(mention.name)
        key = fold(name)
        known = found.setdefault(
            key, SiteName(name, mention.id, mention.kind.value, mention.confidence, mention.country)
        )
        known.occurrences.append(Occurrence(mention.sentence, mention.start, mention.end))
    matches = [
        Match(sentence.index, first, last, ())
        for sentence in analysis.sentences
        for first, last in _taken(around, sentence)
    ]
    for candidate in candidates_of(analysis.sentences, matches, analysis.lang):
        tokens = analysis.sentences[candidate.sentence].tokens[candidate.first : candidate.last + 1]
        text = analysis.source(analysis.sentences[candidate.sentence].field)[tokens[0].start : tokens[-1].end]
        name = _trimmed(re.sub(r"\s+", " ", text))
        known = found.setdefault(fold(name), SiteName(name, None, "unknown", 0.0, None))
        known.occurrences.append(Occurrence(candidate.sentence, tokens[0].start, tokens[-1].end))
    for candidate_name in found.values():
        candidate_name.occurrences.sort(key=lambda o: (o.sentence, o.start))
        _describe(candidate_name, around, vocabulary)
    return sorted(found.values(), key=lambda n: (n.occurrences[0].sentence, n.occurrences[0].start))


def _trimmed(name: str) -> str:
    shorter = _TRIM_START.sub("", _TRIM_END.sub("", name))
    return shorter if shorter and shorter[0].isupper() else name


def _taken(around: Surroundings, sentence: Sentence) -> list[tuple[int, int]]:
    out = []
    for mention in around.mentions(sentence):
        places = [i for i, t in enumerate(sentence.tokens) if mention.start <= t.start < mention.end]
        if places:
            out.append((places[0], places[-1]))
    return out


def _describe(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> None:
    features: Counter[str] = Counter()
    words, classes = site_words(around.analysis.lang)
    features[f"kind={name.kind}"] = 1
    place = vocabulary.places.get(name.id or "")
    if place is not None:
        features[f"type={place.type}"] = 1
    elif name.kind != "unknown":
        features[
            f"sure={'yes' if name.confidence > 0.9 else 'fair' if name.confidence > 0.7 else 'hardly'}:{name.kind}"
        ] = 1
    features[f"length={min(len(name.name.split()), 4)}"] = 1
    if name.name.isupper():
        features["upper"] = 1
    features[f"count={min(len(name.occurrences), 4)}"] = 1
    for word in fold(name.name).split():
        features.update(f"in:{kind}" for kind in NOUNS if word in classes[kind])
        if word in _GEOGRAPHY:
            features["in:geography"] = 1
    for occurrence in name.occurrences:
        features.update(_around(occurrence, around, words, classes))
    name.features = dict.fromkeys(features, 1)


_GEOGRAPHY = frozenset(
    "lake hill creek river north south east west mount mt san santa el la las los bay rock mountain valley ridge "
    "springs basin lac mont fjord plateau hub peak crofty".split()
)


def _around(
    occurrence: Occurrence, around: Surroundings, words: frozenset[str], classes: Mapping[str, frozenset[str]]
) -> list[str]:
    sentence = around.analysis.sentences[occurrence.sentence]
    out = []
    before = labels(around, sentence, sentence.start, occurrence.start, words, classes)[::-1]
    after = labels(around, sentence, occurrence.end, sentence.end, words, classes)
    for side, row in (("<", before), (">", after)):
        padded = [*row[:4], "|"]
        for length in (1, 2, 3, 4):
            if len(padded) >= length:
                out.append(f"{side}{length} " + " ".join(padded[:length]))
        for kind in (*NOUNS, "operate", "<mineral>", "<organization>", "<country>"):
            if kind in row:
                distance = row.index(kind)
                out.append(
                    f"{side}{kind}:{'1' if distance < 2 else '4' if distance < 5 else '9' if distance < 10 else 'far'}"
                )
    out += _beside_noun(before, after)
    if sentence.heading or occurrence.sentence == 0:
        out.append("heading")
    if not before:
        out.append("starts sentence")
    near = labels_of_paragraph(around, sentence, words, classes)
    out += [f"paragraph {kind}" for kind in (*NOUNS, "<mineral>") if kind in near]
    return out


def _beside_noun(before: list[str], after: list[str]) -> list[str]:
    """Whether a noun for sites names the candidate: "the mine of X", "la mine de cuivre de X", "the X gold mine"."""
    lead = next((label for label in before if label not in _LINKS), "")
    steps = before.index(lead) if lead else 0
    out = []
    if lead == "area" or after[:1] == ["area"]:
        out.append(AREA)
    if lead in NOUNS and steps <= 4:
        out.append(f"led by {lead}")
        out.append("led by a noun")
    for distance, label in enumerate(after[:3]):
        if label in NOUNS:
            out += [f"followed by {label}", "followed by a noun" if distance < 2 else "followed by a noun later"]
            break
        if label not in ("<mineral>", "_", "-"):
            break
    return out


_LINKS = frozenset(
    {"de", "du", "d'", "des", "of", "at", "in", "à", "<mineral>", "et", "la", "le", "l'", "the", "called"}
)


def labels(
    around: Surroundings,
    sentence: Sentence,
    start: int,
    end: int,
    words: frozenset[str],
    classes: Mapping[str, frozenset[str]],
) -> list[str]:
    """The stretch as a row of labels: kinds of mentions, classes, small words, _ for the rest."""
    return list(around.gap(sentence, start, end, words, classes))


def labels_of_paragraph(
    around: Surroundings, sentence: Sentence, words: frozenset[str], classes: Mapping[str, frozenset[str]]
) -> set[str]:
    """What the sentences right before and after hold."""
    out: set[str] = set()
    for other in around.analysis.sentences[max(sentence.index - 1, 0) : sentence.index + 2]:
        if other.paragraph == sentence.paragraph:
            out.update(labels(around, other, other.start, other.end, words, classes))
    return out


@lru_cache(maxsize=4)
def site_words(lang: str) -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """The small words and the classes of words of a language's lexicon of sites."""
    data = lexicon(lang, "sites")
    return frozenset(data["words"]), word_classes(data, (*NOUNS, "operate", "minority", "area"))
