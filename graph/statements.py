"""What an article states, resolved: its names as entities, its deals and measures as statements with an identity.

A statement's id depends on its article and its content alone, so that judgements on it survive a reload.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from graph.model import Agreement, Extraction, Fact, Measure
from graph.names import place_id, slug
from graph.schema import Label
from graph.store import Judgement


@dataclass(frozen=True)
class AgreementStatement:
    """One article's word on a deal. `parties` pairs entity ids with roles; `regions` are entity ids.

    `names` gives the article's own name for each party.
    """

    id: str
    article: Extraction
    fact: Agreement
    parties: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    names: Mapping[str, str]

    @cached_property
    def actors(self) -> frozenset[str]:
        """The ids of the parties."""
        return frozenset(id for id, _ in self.parties)

    @cached_property
    def claims(self) -> frozenset[str]:
        """Every pair of parties, or the only one: two statements can be one deal only if they share a claim."""
        actors = sorted(self.actors)
        pairs = combinations(actors, 2) if len(actors) > 1 else [actors]
        return frozenset(" ".join(("deal", *pair)) for pair in pairs)


@dataclass(frozen=True)
class MeasureStatement:
    """One article's word on a measure; `imposer` and `targets` are entity ids."""

    id: str
    article: Extraction
    fact: Measure
    imposer: str
    targets: tuple[str, ...]

    @cached_property
    def claims(self) -> frozenset[str]:
        """Two statements can be one measure only if they share this."""
        return frozenset({f"measure {self.imposer} {self.fact.kind.value}"})


@dataclass(frozen=True)
class ResolvedArticle:
    """An article with the entities that its names mean.

    `entities` maps each name to an id, after the judgements; `labels` each id to the label that the article gives.
    """

    extraction: Extraction
    entities: Mapping[str, str]
    labels: Mapping[str, Label]

    @cached_property
    def id(self) -> str:
        """The id of the article's node."""
        return f"article:{self.extraction.id}"

    @cached_property
    def agreements(self) -> tuple[AgreementStatement, ...]:
        """The deals that the article states, sorted and each once."""
        found = {}
        for fact in self.extraction.agreements:
            id = statement_id(self.extraction.id, fact)
            parties = dict.fromkeys((self.entities[party.name], party.role.value) for party in fact.parties)
            regions = dict.fromkeys(self.entities[name] for name in fact.regions)
            found[id] = AgreementStatement(
                id, self.extraction, fact, tuple(parties), tuple(regions),
                {self.entities[party.name]: party.name for party in fact.parties},
            )  # fmt: skip
        return tuple(found[id] for id in sorted(found))

    @cached_property
    def measures(self) -> tuple[MeasureStatement, ...]:
        """The measures that the article states, sorted and each once."""
        found = {}
        for fact in self.extraction.measures:
            id = statement_id(self.extraction.id, fact)
            targets = dict.fromkeys(self.entities[name] for name in fact.targets)
            found[id] = MeasureStatement(id, self.extraction, fact, self.entities[fact.imposer], tuple(targets))
        return tuple(found[id] for id in sorted(found))


def statement_id(article: str, fact: Fact) -> str:
    """The id of a fact in an article: the same for the same content, wherever it stands in the list."""
    content = fact.model_dump(mode="json", by_alias=True)
    text = json.dumps([article, type(fact).__name__, content], sort_keys=True, ensure_ascii=True)
    return "statement:" + hashlib.sha256(text.encode("ascii")).hexdigest()[:20]


def resolve(extraction: Extraction, merged: Mapping[str, str]) -> ResolvedArticle:
    """Link an article's names to entities; `merged` maps an id to the one that it was judged to be.

    A place that the article puts in a country bears that country in its id, so that two places of one name in two
    countries stay two.
    """
    named = {entity.name: entity for entity in extraction.names}
    countries = _countries_of_places(extraction)
    entities, labels = {}, {}
    for name in sorted(_names_of(extraction)):
        if name in named:
            id, label = named[name].id, named[name].label
        else:
            id, label = (name, Label.COUNTRY) if _is_code(name) else (f"org:{slug(name)}", Label.COMPANY)
        if id.startswith("place:") and id.count(":") == 1 and name in countries:
            id = place_id(name, countries[name])
        entities[name] = merged.get(id, id)
        labels.setdefault(entities[name], label)
    return ResolvedArticle(extraction, entities, labels)


def merges(judgements: Iterable[Judgement]) -> dict[str, str]:
    """For every entity that was judged the same as another the id that stands for both: the smallest."""
    groups: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.same and not judgement.left.startswith("statement:"):
            group = groups.get(judgement.left, {judgement.left}) | groups.get(judgement.right, {judgement.right})
            groups.update(dict.fromkeys(group, group))
    return {id: min(group) for id, group in groups.items() if id != min(group)}


def _is_code(name: str) -> bool:
    return len(name) == 2 and name.isascii() and name.isupper()


def _names_of(extraction: Extraction) -> set[str]:
    names = {party.name for deal in extraction.agreements for party in deal.parties}
    names.update(name for deal in extraction.agreements for name in deal.regions)
    for measure in extraction.measures:
        names.update((measure.imposer, *measure.targets))
    for supply in extraction.supplies:
        names.update((supply.supplier, supply.buyer))
    names.update(resource.region for resource in extraction.resources)
    for site in extraction.sites:
        names.update((site.name, *site.operators, *([site.location] if site.location is not None else ())))
    for home in extraction.based_in:
        names.update((home.org, home.country))
    return names


def _countries_of_places(extraction: Extraction) -> dict[str, str]:
    """For the places that the article puts in one country and no other, that country."""
    found: dict[str, set[str]] = {}
    for site in extraction.sites:
        if site.location is not None and _is_code(site.location):
            found.setdefault(site.name, set()).add(site.location)
    for deal in extraction.agreements:
        codes = [name for name in deal.regions if _is_code(name)]
        if len(codes) == 1:
            for name in deal.regions:
                if not _is_code(name) and name not in found:
                    found[name] = {codes[0]}
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
