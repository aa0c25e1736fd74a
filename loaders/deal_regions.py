"""Where the minerals of a deal come from: named sites and places, and their countries, judged by a linear model."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.vocabulary import Vocabulary
from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.deal_events import Scene, token_range
from loaders.linear import load_model

PLACE_CHANCE = 0.5
COUNTRY_CHANCE = 0.5


@dataclass(frozen=True)
class DealContext:
    """What is known of a deal when its regions are sought; each party as id, country and role."""

    kind: str
    parties: tuple[tuple[str, str | None, str], ...]
    told: tuple[Sentence, ...]
    minerals: frozenset[str]


@dataclass
class Place:
    """A place or country that the article names, with its mentions."""

    name: str
    country: str | None
    mentions: list[Mention] = field(default_factory=list)


def regions_of(scene: Scene, deal: DealContext, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of sites and places, then the codes of countries, that the deal draws from."""
    model = load_model("deal_regions")
    places = places_of(scene)
    chosen = []
    for place in places:
        chance = model.probabilities(place_features(scene, deal, place, vocabulary))["yes"]
        if chance >= PLACE_CHANCE:
            chosen.append((chance, place))
    chosen.sort(key=lambda pair: (-pair[0], pair[1].name))
    sites = [place for _, place in chosen[:3]]
    of_sites = frozenset(place.country for place in sites if place.country is not None)
    codes = []
    for code, mentions in countries_of_article(scene, deal).items():
        chance = model.probabilities(country_features(scene, deal, code, mentions, of_sites, bool(sites)))["yes"]
        if chance >= COUNTRY_CHANCE:
            codes.append((chance, code))
    codes.sort(key=lambda pair: (-pair[0], pair[1]))
    most = 1 if sites or deal.kind != "framework" else 2
    return (*(place.name for place in sites), *(code for _, code in codes[:most]))


def places_of(scene: Scene) -> list[Place]:
    """Every site and place of the article, each once, in order."""
    found: dict[str, Place] = {}
    for mention in scene.analysis.mentions:
        if mention.kind in (MentionKind.SITE, MentionKind.PLACE):
            place = found.setdefault(mention.id, Place(mention.name, mention.country))
            place.mentions.append(mention)
    return list(found.values())


def countries_of_article(scene: Scene, deal: DealContext) -> dict[str, list[Mention]]:
    """Every country that the article names, or puts a place or a party of the deal in, with its mentions."""
    found: dict[str, list[Mention]] = {}
    for mention in scene.analysis.mentions:
        if mention.kind is MentionKind.COUNTRY:
            found.setdefault(mention.id, []).append(mention)
        elif mention.kind in (MentionKind.SITE, MentionKind.PLACE) and mention.country is not None:
            found.setdefault(mention.country, []).append(mention)
    for _, country, _ in deal.parties:
        if country is not None:
            found.setdefault(country, [])
    return found


def place_features(scene: Scene, deal: DealContext, place: Place, vocabulary: Vocabulary) -> list[str]:
    """What tells whether a place is where a deal's minerals come from."""
    entry = vocabulary.places.get(place.mentions[0].id)
    kinds = {m.kind.value for m in place.mentions}
    kind = "mine" if entry is not None and entry.type == "mine" else "site" if "site" in kinds else "place"
    known = "known" if entry is not None else "new"
    near = _distance(place.mentions, deal.told)
    out = [
        "a=place", f"kind={kind}", f"kind+known={kind}:{known}", f"near={near}", f"kind+near={kind}:{near}",
        f"deal+kind+near={deal.kind}:{kind}:{near}", f"deal={deal.kind}", f"count={min(len(place.mentions), 4)}",
        f"same_minerals={_shares_minerals(scene, deal, place.mentions)}",
        f"sites={min(sum(1 for p in places_of(scene) if any(m.kind is MentionKind.SITE for m in p.mentions)), 5)}",
    ]  # fmt: skip
    there = [m for m in place.mentions if any(m.sentence == s.index for s in deal.told)]
    out += [f"before={_before(deal.told, m)}" for m in there[:1]]
    countries = {country for _, country, _ in deal.parties if country is not None}
    out.append(f"home_of_party={place.country in countries}")
    return out


def country_features(
    scene: Scene, deal: DealContext, code: str, mentions: Sequence[Mention], of_sites: frozenset[str], sited: bool
) -> list[str]:
    """What tells whether a country is where a deal's minerals come from."""
    near = _distance(mentions, deal.told)
    roles = sorted({role for id, _, role in deal.parties if id == code})
    homes = sorted({role for id, country, role in deal.parties if country == code and id != code})
    here = "site" if code in of_sites else "other" if of_sites else "unsited" if sited else "none"
    states = sum(1 for id, _, _ in deal.parties if len(id) == 2)
    out = [
        "a=country", f"c:near={near}", f"c:deal+near={deal.kind}:{near}", f"c:site={here}",
        f"c:site+near={here}:{near}",
        f"c:deal+site={deal.kind}:{here}", f"c:role={'+'.join(roles) or 'none'}",
        f"c:deal+role={deal.kind}:{'+'.join(roles) or 'none'}", f"c:home={'+'.join(homes) or 'none'}",
        f"c:deal+home={deal.kind}:{'+'.join(homes) or 'none'}", f"c:states={deal.kind}:{min(states, 3)}",
        f"c:same_minerals={_shares_minerals(scene, deal, mentions)}", f"c:count={min(len(mentions), 4)}",
        f"c:role+states={'+'.join(roles) or 'none'}:{min(states, 3)}",
    ]  # fmt: skip
    there = [m for m in mentions if any(m.sentence == s.index for s in deal.told)]
    for mention in there:
        out.append(f"c:there={mention.kind.value}:{mention.use.value}")
        if mention.use is not MentionUse.DEMONYM:
            out.append(f"c:before={_before(deal.told, mention)}")
    return sorted(set(out))


def _distance(mentions: Sequence[Mention], told: Sequence[Sentence]) -> str:
    gaps = [abs(m.sentence - s.index) for m in mentions for s in told]
    if not gaps:
        return "unnamed"
    gap = min(gaps)
    return next((str(limit) for limit in (0, 1, 2, 4) if gap <= limit), "far")


def _shares_minerals(scene: Scene, deal: DealContext, mentions: Sequence[Mention]) -> bool:
    return any(deal.minerals & set(scene.minerals(m.sentence)) for m in mentions)


_WORDS = frozenset(
    "in at from of en au aux à de du dans d' near près mine mines gisement projet project vers to with et and".split()
)
_ARTICLES = frozenset("the la le les l'".split())


def _before(told: Sequence[Sentence], mention: Mention) -> str:
    sentence = next(s for s in told if s.index == mention.sentence)
    first, _ = token_range(sentence, mention.start, mention.end)
    near = [t.norm for t in sentence.tokens[max(first - 3, 0) : first]][::-1]
    word = next((w for w in near if w not in _ARTICLES), "^")
    return word if word in _WORDS else "other"
