"""Who runs a site: the organizations near its name, judged by a linear model."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graph.names import fold
from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.sitenames import NOUNS, Occurrence, SiteName, labels, site_words
from loaders.surroundings import Surroundings

_LEAST_OPERATOR = 0.4
_LEAST_SECOND = 0.55
_REACH = 16
_BACK = 3


def operators_of(name: SiteName, around: Surroundings) -> list[str]:
    """The organizations that run or own most of a site, most likely first."""
    model = load_model("site_operators")
    chances = {
        organization: model.probabilities(features)["yes"]
        for organization, features in operator_candidates(name, around).items()
    }
    likely = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    return [
        organization
        for rank, (organization, chance) in enumerate(likely)
        if chance >= (_LEAST_OPERATOR if rank == 0 else _LEAST_SECOND)
    ][:2]


def operator_candidates(name: SiteName, around: Surroundings) -> dict[str, dict[str, int]]:
    """Every organization near a site, by name, with what speaks for its being the operator."""
    found: dict[str, Counter[str]] = {}
    distances: dict[str, int] = {}
    sentences = around.analysis.sentences
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        for sentence in sentences[max(here.index - _BACK, 0) : here.index + 2]:
            if sentence.paragraph != here.paragraph and sentence.index < here.index - 1:
                continue
            organizations = [
                m
                for m in around.mentions(sentence)
                if m.kind is MentionKind.ORGANIZATION and fold(m.name) != fold(name.name)
            ]
            for mention in organizations:
                features = found.setdefault(mention.name, Counter())
                if sentence is not here:
                    side = "next" if sentence.index > here.index else f"previous {here.index - sentence.index}"
                    if sentence.paragraph != here.paragraph:
                        side = f"{side} paragraph"
                    features[f"{side} sentence"] = 1
                    if mention is organizations[0]:
                        features[f"first of {side}"] = 1
                    if not any(m.kind is MentionKind.ORGANIZATION for m in around.mentions(here)):
                        features[f"{side}, none here"] = 1
                    distances.setdefault(mention.name, 40)
                    continue
                if len({m.name for m in organizations}) == 1:
                    features["only one of sentence"] = 1
                distance, told = _operator_features(mention, occurrence, here, around, mention is organizations[0])
                distances[mention.name] = min(distances.get(mention.name, 99), distance)
                features.update(dict.fromkeys(told, 1))
    nearest = min(distances.values(), default=0)
    total = Counter(m.name for m in around.analysis.mentions if m.kind is MentionKind.ORGANIZATION)
    most = max(total.values(), default=0)
    for organization, features in found.items():
        features["nearest" if distances[organization] == nearest else "not nearest"] = 1
        features[f"candidates={min(len(found), 4)}"] = 1
        features.update(dict.fromkeys(_of_name(organization, name.name, around), 1))
        if total[organization] > 1:
            features[f"named often, {'here' if distances[organization] < 40 else 'elsewhere'}"] = 1
        if total[organization] == most:
            features["main organization"] = 1
            if nearest == 40:
                features["main organization, none here"] = 1
    return {organization: dict.fromkeys(features, 1) for organization, features in found.items()}


def _of_name(organization: str, site: str, around: Surroundings) -> Iterator[str]:
    """What the name of an organization tells: its trade, and whether it is called after the site."""
    words = fold(organization).replace("-", " ").split()
    for trade, members in _trades().items():
        if any(word in members for word in words):
            yield f"trade={trade}"
    if set(fold(site).replace("-", " ").split()) & {word for word in words if len(word) > 3}:
        yield "called after the site"
    if any(m.sentence == 0 for m in around.analysis.mentions if m.name == organization):
        yield "in title"


@lru_cache(maxsize=1)
def _trades() -> Mapping[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for lang in ("en", "fr"):
        for trade, words in lexicon(lang, "deal_actors").items():
            names.setdefault(trade, set()).update(fold(str(word)) for word in words)
    return {trade: frozenset(words) for trade, words in names.items()}


def _operator_features(
    mention: Mention, occurrence: Occurrence, sentence: Sentence, around: Surroundings, first: bool
) -> tuple[int, list[str]]:
    """How many tokens lie between an organization and a site of one sentence, and what these tell."""
    words, classes = site_words(around.analysis.lang)
    order = "before" if mention.end <= occurrence.start else "after"
    start, end = min(mention.end, occurrence.end), max(mention.start, occurrence.start)
    gap = labels(around, sentence, start, end, words, classes)
    out = ["same sentence", f"{order}:{min(len(gap), 7) if len(gap) < _REACH else _REACH}"]
    if mention.use is MentionUse.REFERENCE:
        out.append(f"{order} reference")
    if len(gap) <= 5:
        out.append(f"{order}|{' '.join(gap)}")
    out += [f"{order} has {kind}" for kind in _BETWEEN if kind in gap]
    out.append(f"{order} first {gap[0] if gap else ''}")
    if gap:
        out.append(f"{order} last {gap[-1]}")
        out.append(f"{order} ends {' '.join(gap[:2])}|{' '.join(gap[-2:])}")
    verbs = [t.norm for t in sentence.tokens if start <= t.start < end and t.norm in classes["operate"]]
    out += [f"verb {verb}" for verb in verbs]
    alone = "<organization>" not in gap and ";" not in gap
    if alone and gap[:1] in (["'s"], ["'"]) and len(gap) <= 6:
        out.append("owner")
    if alone and verbs:
        out.append(f"{order} by a verb alone")
    nouns = any(noun in gap for noun in NOUNS)
    if alone and order == "after" and nouns and gap[-1:] in (["de"], ["du"], ["of"], ["d'"], ["par"], ["by"]):
        out.append("noun of organization")
    tokens = [t.norm for t in sentence.tokens]
    place = next(i for i, t in enumerate(sentence.tokens) if t.end > occurrence.start)
    if set(tokens[max(place - 6, 0) : place]) & _OWN[around.analysis.lang]:
        out.append(f"own {order} {'first' if first else 'later'}")
    minority = [t.norm for t in sentence.tokens if start <= t.start < end and t.norm in classes["minority"]]
    if minority:
        out.append(f"{order} as another")
    return len(gap), out


_BETWEEN = (
    *NOUNS,
    "operate",
    "minority",
    "'s",
    "<organization>",
    "<mineral>",
    "<country>",
    ",",
    ";",
    ".",
    "which",
    "qui",
    "que",
)
_OWN = {"en": frozenset({"its", "their", "our"}), "fr": frozenset({"son", "sa", "ses", "leur", "leurs", "notre"})}
