"""Where the minerals of a deal come from: named sites and places, and their countries, judged by linear models."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.entries import SITE_TYPES
from graph.names import fold
from loaders.analysis import MentionKind, Sentence
from loaders.deal_events import Scene
from loaders.deal_places import Place, Spot, countries_of
from loaders.deal_stands import DEPOSITS
from loaders.linear import load_model

PLACE_CHANCE = 0.5
COUNTRY_CHANCE = 0.48
_MOST_PLACES = 3


@dataclass(frozen=True)
class DealParty:
    """A party of a deal whose regions are sought: id, name, home country and role."""

    id: str
    name: str
    home: str | None
    role: str


@dataclass(frozen=True)
class DealContext:
    """What is known of a deal when its regions are sought."""

    kind: str
    parties: tuple[DealParty, ...]
    told: tuple[Sentence, ...]
    minerals: frozenset[str]


def regions_of(scene: Scene, deal: DealContext, places: Sequence[Place]) -> tuple[str, ...]:
    """The names of sites and places, then the codes of countries, that the deal draws from."""
    model = load_model("deal_places")
    sites = likeliest_places(
        (place, model.probabilities(place_features(scene, deal, place, places))["yes"]) for place in places
    )
    dug = _dug(scene, deal, places)
    if dug is not None:
        here = [site for site in sites if any(_is_told(spot, deal) for spot in site.spots)]
        return (*(place.name for place in here), dug)
    model = load_model("deal_countries")
    codes = []
    for code, spots in countries_of(scene.analysis, places, homes_of(deal)).items():
        chance = model.probabilities(country_features(scene, deal, code, spots, sites))["yes"]
        if chance >= COUNTRY_CHANCE:
            codes.append((chance, code))
    codes.sort(key=lambda pair: (-pair[0], pair[1]))
    return (*(place.name for place in sites), *(code for _, code in codes[:1]))


def _dug(scene: Scene, deal: DealContext, places: Sequence[Place]) -> str | None:
    """The one country whose mine, deposit or ore the tellings name: « une mine du Groenland »."""
    named = {
        code
        for code, spots in countries_of(scene.analysis, places, ()).items()
        for spot in spots
        if spot.what.endswith((":name", ":acronym")) and _is_told(spot, deal)
        if _before(deal.told, spot).endswith(":dug") or _is_dug_there(scene, deal, spot)
    }
    return named.pop() if len(named) == 1 else None


def _is_dug_there(scene: Scene, deal: DealContext, spot: Spot) -> bool:
    """Whether minerals are to be mined in a country: « l'extraction des terres rares en Russie »."""
    sentence = next(s for s in deal.told if s.index == spot.sentence)
    minerals = [m for m in scene.mentions(sentence.index) if m.kind is MentionKind.MINERAL]
    plain = [t for t in sentence.tokens if not any(m.start <= t.start < m.end for m in minerals)]
    near = [t.norm for t in plain if t.start < spot.start and t.norm not in _ARTICLES][:-5:-1]
    return bool(near) and near[0] in _INSIDE and bool(_DIGGING & {*near[1:]})


_INSIDE = frozenset("in en au aux".split())
_DIGGING = frozenset("extraction exploitation mining extracting".split())


def likeliest_places(chances: Iterable[tuple[Place, float]]) -> list[Place]:
    """The places that are likely enough, likeliest first."""
    chosen = sorted(
        ((chance, place) for place, chance in chances if chance >= PLACE_CHANCE),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    return [place for _, place in chosen[:_MOST_PLACES]]


def homes_of(deal: DealContext) -> tuple[str, ...]:
    """The home countries of the parties."""
    return tuple(party.home for party in deal.parties if party.home is not None)


def place_features(scene: Scene, deal: DealContext, place: Place, places: Sequence[Place]) -> list[str]:
    """What tells whether a place is where a deal's minerals come from."""
    near, gap = _distance(place.spots, deal.told)
    type = "mine" if place.type in SITE_TYPES else "site" if place.is_site else place.type
    rivals = sum(
        1 for other in places if other is not place and other.is_site and _distance(other.spots, deal.told)[1] <= gap
    )
    minerals = {m for spot in place.spots for m in scene.minerals(spot.sentence)} | set(
        place.site.minerals if place.site else ()
    )
    out = [
        f"type={type}", f"near={near}", f"type+near={type}:{near}", f"deal={deal.kind}",
        f"deal+near={deal.kind}:{near}",
        f"deal+type+near={deal.kind}:{type}:{near}", f"count={min(len(place.spots), 4)}", f"rivals={min(rivals, 3)}",
        f"rivals+near={min(rivals, 3)}:{near}", f"type+rivals={type}:{min(rivals, 3)}",
        f"minerals={bool(minerals & deal.minerals)}",
        f"sites={min(sum(1 for p in places if p.is_site), 5)}", f"titled={any(s.sentence <= 1 for s in place.spots)}",
        f"country={_country(place.country, deal)}", f"country+type={_country(place.country, deal)}:{type}",
        f"company={place.in_company}:{type}",
    ]  # fmt: skip
    if place.site is not None:
        names = {fold(name) for name in place.site.operators}
        roles = sorted({p.role for p in deal.parties if fold(p.name) in names})
        whose = "+".join(roles) or ("other" if names else "none")
        out += [
            f"whose={whose}",
            f"whose+deal={whose}:{deal.kind}",
            f"stage={place.site.stage.value}",
            f"whose+near={bool(roles)}:{near}",
        ]
        out.append(f"mined={bool(set(place.site.minerals) & deal.minerals) if place.site.minerals else 'none'}")
    company = _company_of(scene, deal, place.spots)
    out += [f"with={x}" for x in company] + [f"with={x}:{deal.kind}" for x in company]
    counts = [len(p.spots) for p in places if p.is_site == place.is_site]
    rank = min(sum(1 for n in counts if n > len(place.spots)), 3)
    beside = _beside(place.spots, deal.told)
    out += [f"rank={rank}:{type}", f"rank={rank}:{min(len(counts), 4)}", f"beside={beside}", f"beside={beside}:{rank}"]
    out += [f"rank+near={rank}:{near}", f"company+near={'+'.join(company) or 'none'}:{near}"]
    out += sorted({f"before={_before(deal.told, spot)}" for spot in place.spots if _is_told(spot, deal)})
    return out


def _company_of(scene: Scene, deal: DealContext, spots: Sequence[Spot]) -> list[str]:
    """The roles of the parties that stand in sentences with a place or country, and in how many."""
    there = {spot.sentence for spot in spots}
    out = set()
    for party in deal.parties:
        both = sum(1 for index in there if any(m.id == party.id for m in scene.mentions(index)))
        if both:
            out.add(f"{party.role}:{min(both, 2)}")
    return sorted(out)


def _beside(spots: Sequence[Spot], told: Sequence[Sentence]) -> bool:
    """Whether a spot stands in a sentence with a telling of the deal or right beside one."""
    return any(abs(spot.sentence - sentence.index) <= 1 for spot in spots for sentence in told)


def country_features(
    scene: Scene, deal: DealContext, code: str, spots: Sequence[Spot], sites: Sequence[Place]
) -> list[str]:
    """What tells whether a country is where a deal's minerals come from, once its places are chosen."""
    near, _ = _distance(spots, deal.told)
    roles = "+".join(sorted({p.role for p in deal.parties if p.id == code})) or "none"
    homes = "+".join(sorted({p.role for p in deal.parties if p.home == code and p.id != code})) or "none"
    lands = [site.country for site in sites if site.country is not None]
    here = "site" if code in lands else "other" if lands else "unknown" if sites else "none"
    states = min(sum(1 for p in deal.parties if len(p.id) == 2), 3)
    kind = deal.kind
    ways = sorted({spot.what for spot in spots})
    told = sorted({spot.what for spot in spots if _is_told(spot, deal)})
    minerals = any(deal.minerals & set(scene.minerals(spot.sentence)) for spot in spots)
    out = [
        f"near={near}", f"deal+near={kind}:{near}", f"here={here}", f"here+near={here}:{near}",
        f"deal+here={kind}:{here}",
        f"role={roles}", f"deal+role={kind}:{roles}", f"home={homes}", f"deal+home={kind}:{homes}",
        f"states={kind}:{states}",
        f"home+here={homes}:{here}", f"minerals={minerals}", f"count={min(len(spots), 4)}",
        f"role+states={roles}:{states}",
        f"home+near={homes}:{near}", f"role+here={roles}:{here}", f"ways={'+'.join(ways)}", f"told={'+'.join(told)}",
        f"told+here={'+'.join(told)}:{here}", f"deal={kind}", f"titled={any(s.sentence <= 1 for s in spots)}",
    ]  # fmt: skip
    company = _company_of(scene, deal, spots)
    out += [f"with={x}" for x in company] + [f"with={x}:{kind}" for x in company]
    mine = [spot for spot in spots if spot.what == "site"]
    counts = scene.site_counts
    most = max(counts.values(), default=0)
    out += [f"sites={bool(mine)}:{here}", f"main={most > 0 and counts.get(code, 0) == most}:{len(counts) > 1}:{here}"]
    out += [
        f"before={_before(deal.told, spot)}"
        for spot in spots
        if _is_told(spot, deal) and spot.what != "country:demonym"
    ]
    return sorted(set(out))


def _country(country: str | None, deal: DealContext) -> str:
    """Whose country a place lies in."""
    if country is None:
        return "unknown"
    state = next((p.role for p in deal.parties if p.id == country), None)
    home = next((p.role for p in deal.parties if p.home == country), None)
    return f"state:{state}" if state else f"home:{home}" if home else "other"


def _distance(spots: Sequence[Spot], told: Sequence[Sentence]) -> tuple[str, int]:
    """How far the nearest mention is from the nearest telling: a class, and the number of sentences."""
    gaps = [(abs(spot.sentence - s.index), spot.sentence > s.index) for spot in spots for s in told]
    if not gaps:
        return "unnamed", 99
    gap, after = min(gaps)
    name = next((str(limit) for limit in (0, 1, 2, 4, 8) if gap <= limit), "far")
    return (name + ("+" if after and gap <= 2 else ""), gap)


def _is_told(spot: Spot, deal: DealContext) -> bool:
    return any(spot.sentence == sentence.index for sentence in deal.told)


_WORDS: Mapping[str, str] = {
    word: name
    for name, words in {
        "in": "in at en au aux à dans near près sur",
        "from": "from of de du d' des",
        "mine": "mine mines gisement deposit mining minière salar",
        "project": "projet project projets projects",
        "plant": "plant usine refinery raffinerie smelter fonderie complexe complex",
        "to": "to vers",
        "with": "with avec and et , between entre",
        "for": "for pour",
    }.items()
    for word in words.split()
}
_ARTICLES = frozenset("the la le les l' its his their son sa ses leur".split())


def _before(told: Sequence[Sentence], spot: Spot) -> str:
    sentence = next(s for s in told if s.index == spot.sentence)
    near = [token.norm for token in sentence.tokens if token.start < spot.start][:-5:-1]
    words = [word for word in near if word not in _ARTICLES] or ["^"]
    name = _WORDS.get(words[0], "^" if words[0] == "^" else "other")
    return f"{name}:dug" if name in ("from", "in") and DEPOSITS & {*words[1:]} else name
