"""Train the models that find deals: who takes part, whether there is a deal, its kind, its status, its roles.

    python -m loaders.training.deals TRAIN_DIR

A trigger inside an annotated quote tells of that deal; so does one in another sentence that names two of its parties.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.names import fold
from graph.vocabulary import Vocabulary, load_vocabulary
from loaders.analysis import Analysis, Mention, MentionKind, Sentence
from loaders.deal_events import Actor, Scene, Trigger, actor_features, event_features, find_triggers
from loaders.deal_regions import (
    DealContext,
    Place,
    countries_of_article,
    country_features,
    place_features,
    places_of,
)
from loaders.mentions import analyse
from loaders.training.annotated import annotated
from loaders.training.examples import Examples, overlaps


def is_party(mention: Mention, name: str, aliases: dict[str, Any]) -> bool:
    """Whether a mention means an annotated party."""
    if mention.kind is MentionKind.COUNTRY:
        return mention.id == name
    forms = {fold(form) for form in (name, *aliases.get(name, ()))}
    surface, full = fold(mention.text), fold(mention.name)
    return full in forms or surface in forms or any(f" {form} " in f" {full} " for form in forms if len(form) > 3)


def deal_of(
    analysis: Analysis, sentence: Sentence, trigger: Trigger, actors: Sequence[Actor], gold: dict[str, Any]
) -> dict[str, Any] | None:
    """The annotated deal that a trigger tells of, or None."""
    text = analysis.source(sentence.field)
    at = sentence.tokens[trigger.first].start
    best: tuple[int, int, dict[str, Any]] | None = None
    for number, deal in enumerate(gold["agreements"]):
        start = text.find(deal["quote"])
        inside = start >= 0 and start <= at < start + len(deal["quote"])
        there = {p["name"] for p in deal["parties"] for a in actors if is_party(a.mention, p["name"], gold["aliases"])}
        if inside or len(there) >= 2:
            score = (4 * inside + 2 * len(there), -number)
            if best is None or score > best[:2]:
                best = (*score, deal)
    return None if best is None else best[2]


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


def main(folder: Path) -> None:
    """Train on a folder of annotated articles, print cross-validated figures and write the weights."""
    vocabulary = load_vocabulary()
    parts, events, kinds, statuses, roles, regions = (Examples() for _ in range(6))
    for document, gold in annotated(folder):
        analysis = analyse(document, vocabulary)
        scene = Scene(analysis)
        for deal in gold["agreements"]:
            add_regions(regions, scene, deal, gold, vocabulary)
        for sentence in analysis.sentences:
            actors = scene.actors(sentence)
            for trigger in find_triggers(sentence, analysis.lang):
                deal = deal_of(analysis, sentence, trigger, actors, gold)
                parties = []
                for actor in actors:
                    role = next(
                        (
                            p["role"]
                            for p in (deal["parties"] if deal else ())
                            if is_party(actor.mention, p["name"], gold["aliases"])
                        ),
                        None,
                    )
                    row = actor_features(scene, sentence, trigger, actor, actors)
                    if deal is not None:
                        parts.add(row, "yes" if role else "no", document.id)
                    if role and deal is not None:
                        parties.append(actor)
                        roles.add(
                            [*row, f"deal={deal['kind']}", f"deal+kind={deal['kind']}:{actor.mention.kind.value}"],
                            role,
                            document.id,
                        )
                row = event_features(scene, sentence, trigger, parties if deal else actors, analysis.lang)
                plain = [feature for feature in row if not feature.startswith(("parties=", "class+parties="))]
                events.add(plain, "yes" if deal else "no", document.id)
                if deal is not None:
                    kinds.add(row, deal["kind"], document.id)
                    statuses.add(row, deal["status"], document.id)
    regions.write("deal_regions", 0.3)
    parts.write("deal_parties", 0.3)
    events.write("deal_events", 0.1)
    kinds.write("deal_kinds", 0.1)
    statuses.write("deal_statuses", 0.1)
    roles.write("deal_roles", 0.2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
