"""Resources: what a region holds, produces or can produce.

Every region and mineral of a sentence that also has a word of loaders/lexicon/<lang>/resources.yaml is a candidate; a
linear model says whether the sentence gives the region reserves, production or capacity of the mineral, or nothing.
"""

from collections.abc import Sequence

from graph.model import Evidence, Resource, ResourceMeasure
from graph.vocabulary import Vocabulary
from loaders.analysis import Amount, AmountKind, Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.cues import find_cues, gap_class
from loaders.deal_events import token_range
from loaders.linear import load_model

REGIONS = (MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.SITE)
CHANCE = 0.5
_MAX_QUOTE = 300


#: The distances in tokens that features tell apart.
_GAPS = (0, 1, 2, 4, 8, 14)


def find_resources(analysis: Analysis, vocabulary: Vocabulary) -> tuple[Resource, ...]:
    """The resources of an article, each region, mineral and measure once."""
    model = load_model("resources")
    found: dict[tuple[str, str, str], Resource] = {}
    for sentence in analysis.sentences:
        for region, mineral in pairs_of(analysis, sentence):
            features = pair_features(analysis, sentence, region, mineral)
            chances = model.probabilities(features)
            measure, chance = max(sorted(chances.items()), key=lambda item: item[1])
            if measure == "none" or chance < CHANCE:
                continue
            key = (region.name, mineral.name, measure)
            amount = _amount(analysis, sentence, mineral)
            if key not in found or (found[key].amount is None and amount is not None):
                found[key] = Resource(
                    region=region.name,
                    mineral=mineral.name,
                    measure=ResourceMeasure(measure),
                    amount=amount,
                    evidence=(quote_of(analysis, sentence, (region, mineral)),),
                    confidence=round(chance, 3),
                    rules=model.reasons(features, measure),
                )
    return tuple(found.values())


def pairs_of(analysis: Analysis, sentence: Sentence) -> list[tuple[Mention, Mention]]:
    """The regions and minerals of a sentence, paired; a region that is named twice is taken where it stands first."""
    mentions = [m for m in analysis.mentions if m.sentence == sentence.index]
    regions = {m.id: m for m in reversed(mentions) if m.kind in REGIONS}
    minerals = {m.id: m for m in reversed(mentions) if m.kind is MentionKind.MINERAL}
    norms = [token.norm for token in sentence.tokens]
    if not regions or not minerals or not find_cues(norms, analysis.lang, "resources"):
        return []
    ordered = sorted(regions.values(), key=lambda m: m.start)
    return [(region, mineral) for region in ordered for mineral in sorted(minerals.values(), key=lambda m: m.start)]


def pair_features(analysis: Analysis, sentence: Sentence, region: Mention, mineral: Mention) -> list[str]:
    """What tells what a sentence says of a region and a mineral."""
    norms = [token.norm for token in sentence.tokens]
    first, last = token_range(sentence, region.start, region.end)
    at, upto = token_range(sentence, mineral.start, mineral.end)
    order = "RM" if first < at else "MR"
    low, high = (last + 1, at) if order == "RM" else (upto + 1, first)
    mentions = [m for m in analysis.mentions if m.sentence == sentence.index]
    kind = f"{region.kind.value}:{region.use.value}"
    before = next((w for w in norms[max(first - 3, 0) : first][::-1] if w not in _ARTICLES), "^")
    after = norms[last + 1] if last + 1 < len(norms) else "."
    amounts = [a for a in analysis.amounts if a.sentence == sentence.index]
    out = [
        f"kind={kind}", f"order={order}", f"gap={order}:{gap_class(high - low, _GAPS)}",
        f"before={before if before in _WORDS else 'other'}", f"after={after if after in _WORDS else 'other'}",
        f"kind+before={region.kind.value}:{before if before in _WORDS else 'other'}",
        f"mineral_before={norms[at - 1] if at and norms[at - 1] in _WORDS else 'other'}",
        f"regions={min(len({m.id for m in mentions if m.kind in REGIONS}), 4)}",
        f"actors={min(len({m.id for m in mentions if m.kind is MentionKind.ORGANIZATION}), 3)}",
        f"minerals={min(len({m.id for m in mentions if m.kind is MentionKind.MINERAL}), 4)}",
        f"heading={sentence.heading}",
    ]  # fmt: skip
    if any(
        first < token_range(sentence, m.start, m.end)[0] < at
        for m in mentions
        if m.kind in REGIONS and m.id != region.id
    ):
        out.append("region_between")
    if region.use is MentionUse.DEMONYM and any(
        m.start - region.end in (1, 2) for m in mentions if m.kind is MentionKind.ORGANIZATION
    ):
        out.append("home_of_org")
    for name, places in find_cues(norms, analysis.lang, "resources").items():
        out += [f"cue={name}", f"cue={name}:{kind}"]
        if any(low <= place < high for place in places):
            out.append(f"cue_between={name}")
        near = min(min(abs(place - at), abs(place - upto)) for place in places)
        out.append(f"cue_near={name}:{gap_class(near, _GAPS)}")
        out.append(f"cue_near_region={name}:{gap_class(min(abs(place - first) for place in places), _GAPS)}")
    for name in find_cues(norms, analysis.lang, "status"):
        out.append(f"status={name}")
    for amount in amounts:
        unit = amount.value.rpartition(" ")[2] if amount.kind is AmountKind.MASS else amount.kind.value
        out += [f"amount={amount.kind.value}", f"unit={'rate' if '/' in unit else amount.kind.value}"]
    if not amounts:
        out.append("amount=none")
    window = norms[max(min(first, at) - 3, 0) : max(last, upto) + 4]
    out += [f"word={word}" for word in window if word[0].isalpha() and len(word) > 2]
    return sorted(set(out))


_ARTICLES = frozenset("the la le les l' a un une".split())
_WORDS = frozenset(
    "in of from by with to and for at , ; : ( . ^ de du des d' en au aux à par et dans où dont qui que 's has is "
    "holds a est possède détient produit produces will".split()
)


def _amount(analysis: Analysis, sentence: Sentence, mineral: Mention) -> str | None:
    """The mass or share nearest to the mineral; ranks give none."""
    kinds = (AmountKind.MASS, AmountKind.SHARE)
    found = [a for a in analysis.amounts if a.sentence == sentence.index and a.kind in kinds]
    if not found:
        return None

    def distance(amount: Amount) -> tuple[int, int]:
        gap = max(amount.start - mineral.end, mineral.start - amount.end, 0)
        return (gap, amount.start)

    return min(found, key=distance).value


def quote_of(analysis: Analysis, sentence: Sentence, mentions: Sequence[Mention]) -> Evidence:
    """The sentence, or of a long one the stretch that holds the mentions."""
    start, end = sentence.start, sentence.end
    if end - start > _MAX_QUOTE:
        start = min(mention.start for mention in mentions)
        end = min(max(mention.end for mention in mentions) + 60, sentence.end, start + _MAX_QUOTE)
    return analysis.quote(sentence.field, start, end)
