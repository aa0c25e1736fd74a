"""Mines, deposits, projects, refineries and plants with their operators, place, minerals and stage: fact 5.

Three linear models, trained by `python -m loaders.training.sites`, judge which names are sites, which of the
organizations near a site run it, and how far it has come. Country and minerals are those that stand nearest.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from graph.model import Site, SiteStage
from graph.names import fold, slug
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.sitenames import AREA, NOUNS, Occurrence, SiteName, labels, site_names, site_words
from loaders.surroundings import Surroundings

_LEAST_SITE = 0.55
_LEAST_OPERATOR = 0.5
_LEAST_SECOND = 0.7
_REACH = 16


def find_sites(analysis: Analysis, vocabulary: Vocabulary) -> tuple[Site, ...]:
    """Every named site of the article, in order of first appearance."""
    around = Surroundings(analysis)
    judge = load_model("sites")
    out: list[Site] = []
    kept: list[str] = []
    for name in site_names(around, vocabulary):
        chance = judge.probabilities(name.features)["yes"]
        if chance < _LEAST_SITE or _is_area(name) or any(_same(name.name, other) for other in kept):
            continue
        kept.append(name.name)
        stage, _ = stage_of(name, around)
        first = name.occurrences[0]
        best = next((o for o in name.occurrences if o.sentence != 0), first)
        out.append(
            Site(
                name=name.name,
                operators=tuple(operators_of(name, around)),
                location=location_of(name, around, vocabulary),
                minerals=minerals_of(name, around, vocabulary),
                stage=stage,
                evidence=(around.evidence(analysis.sentences[best.sentence], best.start, best.end),),
                confidence=round(chance, 3),
                rules=("sites", *judge.reasons(name.features, "yes")),
            )
        )
    return tuple(out)


def _is_area(name: SiteName) -> bool:
    """Whether the article calls it a region or province, and nowhere a mine, project or plant."""
    return AREA in name.features and not {"led by a noun", "followed by a noun"} & name.features.keys()


def _same(name: str, other: str) -> bool:
    short, long = sorted((slug(name).split("-"), slug(other).split("-")), key=len)
    return short[0] == long[0] and set(short) <= set(long)


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
        for sentence in sentences[max(here.index - 1, 0) : here.index + 2]:
            if sentence.paragraph != here.paragraph:
                continue
            organizations = [
                m
                for m in around.mentions(sentence)
                if m.kind is MentionKind.ORGANIZATION and fold(m.name) != fold(name.name)
            ]
            for mention in organizations:
                features = found.setdefault(mention.name, Counter())
                if sentence is not here:
                    side = "previous" if sentence.index < here.index else "next"
                    features[f"{side} sentence"] = 1
                    if mention is organizations[0]:
                        features[f"first of {side}"] = 1
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
        if total[organization] == most:
            features["main organization"] = 1
            if nearest == 40:
                features["main organization, none here"] = 1
    return {organization: dict.fromkeys(features, 1) for organization, features in found.items()}


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


def stage_of(name: SiteName, around: Surroundings) -> tuple[SiteStage, float]:
    """How far a site has come, and how surely."""
    chances = load_model("site_stages").probabilities(stage_features(name, around))
    stage, chance = max(chances.items(), key=lambda item: (item[1], item[0]))
    return SiteStage(stage), chance


def stage_features(name: SiteName, around: Surroundings) -> list[str]:
    """The stage words near a site's name, and the nouns that it stands beside."""
    out: set[str] = set()
    words, classes = site_words(around.analysis.lang)
    sentences = around.analysis.sentences
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        row = labels(around, here, here.start, occurrence.start, words, classes)[::-1][:5]
        tail = labels(around, here, occurrence.end, here.end, words, classes)[:4]
        out.update(f"noun<{kind}" for kind in NOUNS if kind in row)
        out.update(f"noun>{kind}" for kind in NOUNS if kind in tail)
        for sentence in sentences[max(here.index - 1, 0) : here.index + 2]:
            if sentence.paragraph != here.paragraph:
                continue
            where = "same" if sentence is here else "before" if sentence.index < here.index else "after"
            for stage, start, end, word in _stage_words(around, sentence):
                out.add(f"{where}:{stage}")
                if sentence is here:
                    near = min(abs(occurrence.start - end), abs(start - occurrence.end)) < 45
                    out.add(f"{'near' if near else 'same'}:{stage}")
                    if near:
                        out.add(f"near word {word}")
    return sorted(out)


def _stage_words(around: Surroundings, sentence: Sentence) -> Iterable[tuple[str, int, int, str]]:
    forms = _stages(around.analysis.lang)
    tokens = sentence.tokens
    for position, token in enumerate(tokens):
        for length in (1, 2, 3):
            phrase = " ".join(t.norm for t in tokens[position : position + length])
            if phrase in forms and position + length <= len(tokens):
                for stage in forms[phrase]:
                    yield stage, token.start, tokens[position + length - 1].end, phrase


@lru_cache(maxsize=4)
def _stages(lang: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for stage, forms in lexicon(lang, "sites")["stages"].items():
        for form in forms:
            out.setdefault(str(form), []).append(stage)
    return {form: tuple(stages) for form, stages in out.items()}


def location_of(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> str | None:
    """The country of a site: known, or that of the nearest place or country named near it."""
    if name.country is not None:
        return name.country
    sentences = around.analysis.sentences
    scores: Counter[str] = Counter()
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        for sentence in sentences[max(here.index - 2, 0) : here.index + 2]:
            if sentence.paragraph != here.paragraph:
                continue
            for mention in around.mentions(sentence):
                country = _country(mention)
                if country is None:
                    continue
                weight = 3.0 if sentence is here else 1.0
                if mention.use in (MentionUse.DEMONYM, MentionUse.METONYM):
                    weight /= 3
                if sentence is here and 0 <= mention.start - occurrence.end < 40:
                    weight *= 3
                elif sentence is here and abs(occurrence.start - mention.end) < 40:
                    weight *= 1.5
                scores[country] += weight  # type: ignore[assignment]
    if not scores:
        for mention in around.analysis.mentions:
            country = _country(mention)
            if country is not None and mention.use is not MentionUse.METONYM:
                scores[country] += 1
    if not scores:
        return None
    return max(scores.items(), key=lambda item: (item[1], item[0]))[0]


def _country(mention: Mention) -> str | None:
    if mention.kind is MentionKind.COUNTRY:
        return None if mention.id == "EU" else mention.id
    return mention.country if mention.kind in (MentionKind.PLACE, MentionKind.SITE) else None


def minerals_of(name: SiteName, around: Surroundings, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The minerals of the nearest clause that names any: the sentence, else the paragraph, else the article's one."""
    sentences = around.analysis.sentences
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        near = _minerals(around, here)
        if near:
            return _nearest(near, occurrence)
    for occurrence in name.occurrences:
        here = sentences[occurrence.sentence]
        found = [
            mention.id
            for sentence in sentences
            if sentence.paragraph == here.paragraph
            for mention in _minerals(around, sentence)
        ]
        if found:
            return (Counter(found).most_common(1)[0][0],)
    everywhere = Counter(m.id for sentence in sentences for m in _minerals(around, sentence))
    return (everywhere.most_common(1)[0][0],) if everywhere else ()


def _minerals(around: Surroundings, sentence: Sentence) -> list[Mention]:
    return [m for m in around.mentions(sentence) if m.kind is MentionKind.MINERAL and m.id != "critical-minerals"]


def _nearest(minerals: list[Mention], occurrence: Occurrence) -> tuple[str, ...]:
    """The nearest mineral, with those that it is listed with ("copper, gold and silver")."""

    def distance(mention: Mention) -> int:
        return max(occurrence.start - mention.end, mention.start - occurrence.end)

    closest = min(minerals, key=lambda m: (distance(m), m.start))
    place = minerals.index(closest)
    chosen = [closest]
    for step, row in ((1, minerals[place + 1 :]), (-1, minerals[:place][::-1])):
        last = closest
        for mention in row:
            between = (mention.start - last.end) if step > 0 else (last.start - mention.end)
            if between > 12:
                break
            chosen.append(mention)
            last = mention
    return tuple(dict.fromkeys(m.id for m in sorted(chosen, key=lambda m: m.start)))
