"""Train the models that find deals: who takes part, whether there is a deal, its kind, its status, its roles.

    python -m loaders.training.deals TRAIN_DIR

A sentence that overlaps an annotated quote tells of that deal; one that repeats two of its parties is left out.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from graph.names import fold
from graph.vocabulary import Vocabulary, load_vocabulary
from loaders.analysis import Mention, MentionKind, Sentence
from loaders.deal_events import Scene
from loaders.deal_readings import Reading
from loaders.deal_regions import (
    DealContext,
    Place,
    countries_of_article,
    country_features,
    place_features,
    places_of,
)
from loaders.deal_stands import Stand, stands_around
from loaders.deal_tellings import PARTY_CHANCE
from loaders.mentions import analyse
from loaders.training.annotated import annotated
from loaders.training.examples import Examples, overlaps
from loaders.training.fitting import cross_validated


def is_party(mention: Mention, name: str, aliases: dict[str, Any]) -> bool:
    """Whether a mention means an annotated party."""
    if mention.kind is MentionKind.COUNTRY:
        return mention.id == name
    forms = {fold(form) for form in (name, *aliases.get(name, ()))}
    surface, full = fold(mention.text), fold(mention.name)
    return full in forms or surface in forms or any(f" {form} " in f" {full} " for form in forms if len(form) > 3)


def add_regions(
    regions: Examples, scene: Scene, deal: dict[str, Any], gold: dict[str, Any], vocabulary: Vocabulary
) -> None:
    """Every place and country of the article as an example for an annotated deal."""
    analysis = scene.analysis
    told = tuple(s for s in analysis.sentences if overlaps(analysis, s, deal["quote"]))
    mentions = {
        p["name"]: m for p in deal["parties"] for m in analysis.mentions if is_party(m, p["name"], gold["aliases"])
    }
    parties = tuple(
        (mentions[p["name"]].id if p["name"] in mentions else p["name"], _country(mentions.get(p["name"])), p["role"])
        for p in deal["parties"]
    )
    context = DealContext(deal["kind"], parties, told, frozenset(deal["minerals"]))
    codes = [name for name in deal["regions"] if name in vocabulary.territories]
    sites = [name for name in deal["regions"] if name not in codes]
    hit: list[Place] = []
    for place in places_of(scene):
        named = any(is_party(mention, name, gold["aliases"]) for mention in place.mentions for name in sites)
        hit += [place] if named else []
        regions.add(place_features(scene, context, place, vocabulary), "yes" if named else "no", gold["id"])
    of_sites = frozenset(place.country for place in hit if place.country is not None)
    for code, places in countries_of_article(scene, context).items():
        row = country_features(scene, context, code, places, of_sites, bool(hit))
        regions.add(row, "yes" if code in codes else "no", gold["id"])


def _country(mention: Mention | None) -> str | None:
    return None if mention is None else mention.country


class Sorts:
    """The examples of every model."""

    def __init__(self) -> None:
        self.events, self.parties, self.outsiders, self.pairs = Examples(), Examples(), Examples(), Examples()
        self.kinds, self.statuses, self.roles, self.regions = Examples(), Examples(), Examples(), Examples()
        self.told: list[Told] = []

    def write(self) -> None:
        """Write all the models; who takes part from outside is learned beside the parties that the model sees."""
        chances = cross_validated(self.parties.rows, self.parties.labels, self.parties.groups, c=0.1)
        for told in self.told:
            seen = {id for id, row in told.rows if chances[row]["yes"] >= PARTY_CHANCE}
            if len(seen) < 2:
                for stand, label in told.around:
                    self.outsiders.add(told.reading.outside_features(stand, len(seen)), label, told.article)
        self.regions.write("deal_regions", 0.3)
        self.events.write("deal_events", 0.1)
        self.parties.write("deal_parties", 0.1)
        self.outsiders.write("deal_outsiders", 0.05)
        self.pairs.write("deal_pairs", 0.1)
        self.kinds.write("deal_kinds", 0.1)
        self.statuses.write("deal_statuses", 0.1)
        self.roles.write("deal_roles", 0.1)


@dataclass
class Told:
    """A sentence that tells of a deal, with the rows of its actors in the examples and the actors around it."""

    article: str
    reading: Reading
    rows: list[tuple[str, int]]
    around: list[tuple[Stand, str]]


def add_sentence(sorts: Sorts, scene: Scene, sentence: Sentence, gold: dict[str, Any]) -> None:
    """A sentence, told of deals or not, with its actors and those around it."""
    article, aliases = gold["id"], gold["aliases"]
    reading = Reading(scene, sentence)
    deals = [deal for deal in gold["agreements"] if overlaps(scene.analysis, sentence, deal["quote"])]
    if not deals:
        repeats = any(len(_parties(reading.stands, deal, aliases)) > 1 for deal in gold["agreements"])
        if not (repeats and reading.triggers):
            sorts.events.add(reading.event_features(), "no", article)
        return
    sorts.events.add(reading.event_features(), "yes", article)
    names = [party["name"] for deal in deals for party in deal["parties"]]
    rows = []
    for stand in reading.stands:
        rows.append((stand.mention.id, len(sorts.parties.rows)))
        sorts.parties.add(reading.party_features(stand), _yes(_is_any(stand, names, aliases)), article)
    around = [(stand, _yes(_is_any(stand, names, aliases))) for stand in stands_around(scene, sentence)]
    sorts.told.append(Told(article, reading, rows, around))
    found: dict[str, Stand] = {}
    for stand in reading.stands:
        if _is_any(stand, names, aliases):
            found.setdefault(stand.mention.id, stand)
    if len(found) > 2:
        for one, two in combinations(found.values(), 2):
            joint = any(len(_parties([one, two], deal, aliases)) > 1 for deal in deals)
            sorts.pairs.add(reading.pair_features(one, two, len(found)), _yes(joint), article)
    for deal in deals:
        add_deal(sorts, reading, deal, found, [stand for stand, _ in around], gold)


def add_deal(
    sorts: Sorts,
    reading: Reading,
    deal: dict[str, Any],
    found: dict[str, Stand],
    around: list[Stand],
    gold: dict[str, Any],
) -> None:
    """The kind and status of a deal and the roles of its parties."""
    article, aliases = gold["id"], gold["aliases"]
    parties = _parties(list(found.values()), deal, aliases)
    if len(parties) < 2:
        parties |= {name: stand for name, stand in _parties(around, deal, aliases).items() if name not in parties}
    stands = list(parties.values())
    features = reading.sort_features(stands)
    sorts.kinds.add(features, deal["kind"], article)
    sorts.statuses.add(features, deal["status"], article)
    for party in deal["parties"]:
        stand = parties.get(party["name"])
        if stand is not None:
            sorts.roles.add(reading.role_features(stand, stands, deal["kind"]), party["role"], article)


def _parties(stands: Sequence[Stand], deal: dict[str, Any], aliases: dict[str, Any]) -> dict[str, Stand]:
    """The parties of a deal that are among the stands, by name, each where it first stands."""
    found: dict[str, Stand] = {}
    for party in deal["parties"]:
        stand = next((s for s in stands if is_party(s.mention, party["name"], aliases)), None)
        if stand is not None:
            found[party["name"]] = stand
    return found


def _is_any(stand: Stand, names: Sequence[str], aliases: dict[str, Any]) -> bool:
    return any(is_party(stand.mention, name, aliases) for name in names)


def _yes(label: bool) -> str:
    return "yes" if label else "no"


def main(folder: Path) -> None:
    """Train on a folder of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    sorts = Sorts()
    for document, gold in annotated(folder):
        analysis = analyse(document, vocabulary)
        scene = Scene(analysis)
        for deal in gold["agreements"]:
            add_regions(sorts.regions, scene, deal, gold, vocabulary)
        for sentence in analysis.sentences:
            add_sentence(sorts, scene, sentence, gold)
    sorts.write()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
