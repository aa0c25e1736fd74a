"""Resources: what a region holds, produces or can produce.

`loaders.resource_anchors` finds where a sentence may tell of one; a linear model says whether it tells of reserves,
production or capacity, another whose they are. Both are trained by `python -m loaders.training.resources`.
"""

from collections.abc import Sequence

from graph.model import Evidence, Resource, ResourceMeasure
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.linear import load_model
from loaders.resource_anchors import (
    Anchor,
    ResourceScene,
    find_anchors,
    minerals_at,
    telling_features,
)
from loaders.resource_regions import Standing, joined, standings

#: How likely an anchor must tell of a resource, a region be its own, and both together.
CHANCE = 0.4
REGION_CHANCE = 0.3
BOTH = 0.25
_ANOTHER = 0.5
_MAX_QUOTE = 300


def find_resources(analysis: Analysis, vocabulary: Vocabulary) -> tuple[Resource, ...]:
    """The resources of an article, each region, mineral and measure once."""
    scene = ResourceScene(analysis)
    found: dict[tuple[str, str, str], Resource] = {}
    for sentence in analysis.sentences:
        for anchor in find_anchors(scene, sentence):
            for resource in _told(scene, anchor):
                key = (resource.region, resource.mineral, resource.measure)
                known = found.get(key)
                fuller = known is not None and known.amount is None and resource.amount is not None
                if known is None or fuller or (resource.confidence > known.confidence and known.amount is None):
                    found[key] = resource
    return tuple(found.values())


def _told(scene: ResourceScene, anchor: Anchor) -> list[Resource]:
    minerals = minerals_at(scene, anchor)
    if not minerals:
        return []
    model = load_model("resources")
    features = telling_features(scene, anchor)
    chances = model.probabilities(features)
    none = chances.pop("none", 0.0)
    measure = max(sorted(chances), key=lambda name: chances[name])
    if 1 - none < CHANCE:
        return []
    regions = regions_of(scene, anchor, measure)
    return [
        Resource(
            region=region.name,
            mineral=mineral.name,
            measure=ResourceMeasure(measure),
            amount=anchor.amount,
            evidence=(quote_at(scene.analysis, anchor, (region, mineral)),),
            confidence=round((1 - none) * chance, 3),
            rules=model.reasons(features, measure),
        )
        for region, chance in regions
        if (1 - none) * chance >= BOTH
        for mineral in minerals
    ]


def regions_of(scene: ResourceScene, anchor: Anchor, measure: str) -> list[tuple[Mention, float]]:
    """The likeliest region of an anchor, with those that are listed beside it, and how likely each is."""
    model = load_model("resource_regions")
    judged: list[tuple[float, Standing]] = [
        (model.probabilities(standing.features)["yes"], standing) for standing in standings(scene, anchor, measure)
    ]
    if not judged:
        return []
    best = max(judged, key=lambda pair: (pair[0], -pair[1].mention.start))
    if best[0] < REGION_CHANCE:
        return _only(scene, anchor) if measure == ResourceMeasure.RESERVES else []
    out = [(best[1].mention, best[0])]
    if anchor.amount is None:
        out += [
            (standing.mention, chance)
            for chance, standing in judged
            if standing is not best[1]
            and chance >= _ANOTHER
            and joined(standing.mention, best[1].mention, scene.analysis)
        ]
    return out


def _only(scene: ResourceScene, anchor: Anchor) -> list[tuple[Mention, float]]:
    """The one country of the sentence, where reserves stand far from it: "the USGS puts them at 3 Mt"."""
    here = {mention.id: mention for mention, _, _ in scene.regions(anchor.sentence)}
    alone = anchor.amount is not None and len(here) == 1
    return [(m, REGION_CHANCE) for m in here.values() if alone and m.kind is MentionKind.COUNTRY]


def quote_at(analysis: Analysis, anchor: Anchor, mentions: Sequence[Mention]) -> Evidence:
    """The sentence of an anchor, or of a long one the stretch around it that holds what of the mentions it can."""
    sentence = anchor.sentence
    start, end = sentence.start, sentence.end
    if end - start > _MAX_QUOTE:
        here = [m for m in mentions if m.sentence == sentence.index and m.use is not MentionUse.REFERENCE]
        start = min([anchor.start, *(m.start for m in here if m.start > anchor.end - _MAX_QUOTE)])
        end = max([anchor.end, *(m.end for m in here if m.end < start + _MAX_QUOTE)])
        end = min(max(end, start + _MAX_QUOTE // 2), sentence.end, start + _MAX_QUOTE)
        end = max((t.end for t in sentence.tokens if t.end <= end), default=end)
    return analysis.quote(sentence.field, start, end)


def quote_of(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention]) -> Evidence:
    """The sentence, or of a long one the stretch that holds the mentions."""
    start, end = sentence.start, sentence.end
    if end - start > _MAX_QUOTE:
        start = min(mention.start for mention in mentions)
        end = min(max(mention.end for mention in mentions) + 60, sentence.end, start + _MAX_QUOTE)
    return analysis.quote(sentence.field, start, end)
