"""The places of an article, seen from its deals: mines, deposits, plants, regions and towns, and countries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.entries import SITE_TYPES
from graph.model import Site
from graph.names import fold
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis, MentionKind, MentionUse
from loaders.sites import find_sites


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place or country stands: sentence, offset in the field, and as what ("site", "country:demonym")."""

    sentence: int
    start: int
    what: str


@dataclass
class Place:
    """A site, region or town that the article names.

    `site` is what finding sites tells of it, `type` the seeds';
    `in_company` says that a company of the article bears its name.
    """

    name: str
    country: str | None
    type: str
    site: Site | None = None
    in_company: bool = False
    spots: list[Spot] = field(default_factory=list)

    @property
    def is_site(self) -> bool:
        """Whether it is a mine, deposit or plant rather than a region or town."""
        return self.site is not None or self.type in SITE_TYPES or self.type == "site"


def places_of(analysis: Analysis, vocabulary: Vocabulary) -> list[Place]:
    """Every place of the article, each once, in order of its first mention; then sites that only the text makes one."""
    found: dict[str, Place] = {}
    for mention in analysis.mentions:
        if mention.kind in (MentionKind.SITE, MentionKind.PLACE) and mention.use is not MentionUse.REFERENCE:
            entry = vocabulary.places.get(mention.id)
            kind = "site" if mention.kind is MentionKind.SITE else "place"
            place = found.setdefault(
                fold(mention.name), Place(mention.name, mention.country, entry.type if entry else kind)
            )
            place.country = place.country or mention.country
            place.spots.append(Spot(mention.sentence, mention.start, mention.kind.value))
    for site in find_sites(analysis, vocabulary):
        known = found.get(fold(site.name)) or Place(site.name, site.location, "site", spots=_spots(analysis, site.name))
        known.site = site
        known.country = known.country or site.location
        found.setdefault(fold(site.name), known)
    companies = {f" {fold(m.name)} " for m in analysis.mentions if m.kind is MentionKind.ORGANIZATION}
    for key, place in found.items():
        place.in_company = any(f" {key} " in company for company in companies)
    return [place for place in found.values() if place.spots]


def _spots(analysis: Analysis, name: str) -> list[Spot]:
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    out = []
    for sentence in analysis.sentences:
        text = analysis.source(sentence.field)
        out += [
            Spot(sentence.index, found.start(), "site")
            for found in pattern.finditer(text, sentence.start, sentence.end)
        ]
    return out


def countries_of(analysis: Analysis, places: Sequence[Place], homes: Sequence[str]) -> Mapping[str, list[Spot]]:
    """Every country that the article names or puts a place in, or that is a home given, and where."""
    found: dict[str, list[Spot]] = {}
    for mention in analysis.mentions:
        if mention.kind is MentionKind.COUNTRY:
            spot = Spot(mention.sentence, mention.start, f"country:{mention.use.value}")
            found.setdefault(mention.id, []).append(spot)
    for place in places:
        if place.country is not None:
            found.setdefault(place.country, []).extend(place.spots)
    for home in homes:
        found.setdefault(home, [])
    return found
