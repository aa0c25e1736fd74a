"""Mines, deposits, projects, refineries and plants with their operators, place, minerals and stage: fact 5.

Linear models, trained by `python -m loaders.training.sites`, judge which names are sites, which of the organizations
near a site run it, what it is mined or built for, and how far it has come. Its country is the one that stands nearest.
"""

from collections import Counter

from graph.model import Site
from graph.names import slug
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis, Mention, MentionKind, MentionUse
from loaders.linear import load_model
from loaders.site_minerals import minerals_of
from loaders.site_operators import operators_of
from loaders.site_stages import stage_of
from loaders.sitenames import AREA, SiteName, site_names
from loaders.surroundings import Surroundings

_LEAST_SITE = 0.5


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
        stage, _ = stage_of(name, around, vocabulary)
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
