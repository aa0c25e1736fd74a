"""Train the models that find deals: who takes part, whether there is a deal, its kind, its status, its roles.

    python -m loaders.training.deals TRAIN_DIR...

A sentence that overlaps an annotated quote tells of that deal; one that repeats its parties is left out.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graph.names import fold
from graph.vocabulary import Vocabulary, load_vocabulary
from loaders.analysis import Mention, MentionKind, Sentence
from loaders.deal_events import Scene
from loaders.deal_places import Place, countries_of, places_of
from loaders.deal_readings import Reading
from loaders.deal_regions import DealContext, DealParty, country_features, homes_of, likeliest_places, place_features
from loaders.deal_sorts import kind_features, role_features, status_features
from loaders.deal_stands import Stand, stands_around
from loaders.deal_tellings import PARTY_CHANCE
from loaders.linear import in_place
from loaders.mentions import analyse
from loaders.training.annotated import annotated
from loaders.training.corpus import Folders, folders_given
from loaders.training.examples import Examples, overlaps
from loaders.training.fitting import cross_validated
from loaders.training.sites import site_models_without


def is_party(mention: Mention, name: str, aliases: dict[str, Any]) -> bool:
    """Whether a mention means an annotated party."""
    if mention.kind is MentionKind.COUNTRY:
        return mention.id == name
    forms = {fold(form) for form in (name, *aliases.get(name, ()))}
    surface, full = fold(mention.text), fold(mention.name)
    return full in forms or surface in forms or any(f" {form} " in f" {full} " for form in forms if len(form) > 3)


def add_regions(
    sorts: "Sorts",
    scene: Scene,
    deal: dict[str, Any],
    gold: dict[str, Any],
    places: Sequence[Place],
    vocabulary: Vocabulary,
) -> None:
    """Every place and country of the article as an example for an annotated deal."""
    analysis, aliases = scene.analysis, gold["aliases"]
    parties = []
    for party in deal["parties"]:
        mention = next((m for m in analysis.mentions if is_party(m, party["name"], aliases)), None)
        id, name, home = (
            (mention.id, mention.name, mention.country) if mention else (party["name"], party["name"], None)
        )
        parties.append(DealParty(id, name, home, party["role"]))
    told = tuple(s for s in analysis.sentences if overlaps(analysis, s, deal["quote"]))
    context = DealContext(deal["kind"], tuple(parties), told, frozenset(deal["minerals"]))
    codes = [name for name in deal["regions"] if name in vocabulary.territories]
    forms = {fold(form) for name in deal["regions"] if name not in codes for form in (name, *aliases.get(name, ()))}
    rows = []
    for place in places:
        named = any(_is_part(fold(place.name), form) or _is_part(form, fold(place.name)) for form in forms)
        rows.append(len(sorts.places.rows))
        sorts.places.add(place_features(scene, context, place, places), _yes(named), gold["id"])
    sorts.placed.append(Placed(gold["id"], scene, context, places, rows, codes))


def _is_part(short: str, long: str) -> bool:
    return short == long or (len(short) > 3 and f" {short} " in f" {long} ")


class Sorts:
    """The examples of every model."""

    def __init__(self) -> None:
        self.events, self.parties, self.outsiders, self.pairs = Examples(), Examples(), Examples(), Examples()
        self.kinds, self.statuses, self.roles = Examples(), Examples(), Examples()
        self.places, self.countries = Examples(), Examples()
        self.told: list[Told] = []
        self.placed: list[Placed] = []

    def write(self) -> None:
        """Write all the models. What follows from a model's choice is learned beside what that model would choose."""
        chances = cross_validated(self.parties.rows, self.parties.labels, self.parties.groups, c=0.1)
        for told in self.told:
            seen = {id for id, row in told.rows if chances[row]["yes"] >= PARTY_CHANCE}
            if len(seen) < 2:
                for stand, label in told.around:
                    self.outsiders.add(told.reading.outside_features(stand, len(seen)), label, told.article)
        chances = cross_validated(self.places.rows, self.places.labels, self.places.groups, c=0.1)
        for placed in self.placed:
            rows = zip(placed.places, placed.rows, strict=True)
            sites = likeliest_places((place, chances[row]["yes"]) for place, row in rows)
            homes = homes_of(placed.deal)
            for code, spots in countries_of(placed.scene.analysis, placed.places, homes).items():
                row = country_features(placed.scene, placed.deal, code, spots, sites)
                self.countries.add(row, _yes(code in placed.codes), placed.article)
        self.places.write("deal_places", 0.1)
        self.countries.write("deal_countries", 0.1)
        self.events.write("deal_events", 0.1)
        self.parties.write("deal_parties", 0.1)
        self.outsiders.write("deal_outsiders", 0.05)
        self.pairs.write("deal_pairs", 0.1)
        self.kinds.write("deal_kinds", 0.1)
        self.statuses.write("deal_statuses", 0.3)
        self.roles.write("deal_roles", 0.3)


@dataclass
class Told:
    """A sentence that tells of a deal, with the rows of its actors in the examples and the actors around it."""

    article: str
    reading: Reading
    rows: list[tuple[str, int]]
    around: list[tuple[Stand, str]]


@dataclass
class Placed:
    """A deal with the places of its article, their rows in the examples, and the codes of its regions."""

    article: str
    scene: Scene
    deal: DealContext
    places: Sequence[Place]
    rows: list[int]
    codes: list[str]


def add_sentence(sorts: Sorts, scene: Scene, sentence: Sentence, gold: dict[str, Any]) -> None:
    """A sentence, told of deals or not, with its actors and those around it."""
    article, aliases = gold["id"], gold["aliases"]
    reading = Reading(scene, sentence)
    deals = [deal for deal in gold["agreements"] if overlaps(scene.analysis, sentence, deal["quote"])]
    if not deals:
        opening = sentence.heading or sentence.index <= 1
        told = max((len(_parties(reading.stands, deal, aliases)) for deal in gold["agreements"]), default=0)
        if told < (1 if opening else 2) or not reading.triggers:
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
    sorts.kinds.add(kind_features(reading, stands), deal["kind"], article)
    sorts.statuses.add(status_features(reading, stands), deal["status"], article)
    for party in deal["parties"]:
        stand = parties.get(party["name"])
        if stand is not None:
            sorts.roles.add(role_features(reading, stand, stands, deal["kind"]), party["role"], article)


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


def main(folders: Folders) -> None:
    """Train on folders of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    sorts = Sorts()
    unseen = site_models_without(folders)
    for document, gold in annotated(folders):
        analysis = analyse(document, vocabulary)
        scene = Scene(analysis)
        models = unseen.get(document.id, {})
        with ExitStack() as stack:
            for name, model in models.items():
                stack.enter_context(in_place(name, model))
            places = places_of(analysis, vocabulary)
        for deal in gold["agreements"]:
            add_regions(sorts, scene, deal, gold, places, vocabulary)
        for sentence in analysis.sentences:
            add_sentence(sorts, scene, sentence, gold)
    sorts.write()


if __name__ == "__main__":
    main(folders_given())
