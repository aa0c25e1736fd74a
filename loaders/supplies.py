"""Supplies: flows of a mineral to a named buyer that are told of outside any deal.

`loaders.flows` finds where an article may tell of one; one linear model says whether an actor supplies another, a
second how real the flow is. Both are trained by `python -m loaders.training.supplies`.
"""

from collections.abc import Sequence

from graph.model import Agreement, Evidence, Supply, SupplyStatus
from graph.vocabulary import Vocabulary
from loaders.analysis import AmountKind, Analysis, Mention
from loaders.flow_amounts import amount_of
from loaders.flows import (
    Actor,
    FlowSentence,
    flow_features,
    flow_sentences,
    is_only_possible,
    minerals_of,
    status_features,
)
from loaders.linear import load_model
from loaders.resource_anchors import ResourceScene
from loaders.resources import quote_of

#: How likely an actor must supply another, and where a sentence tells of a deal or both belong to one.
CHANCE = 0.25
OF_DEAL = 0.8


def find_supplies(analysis: Analysis, vocabulary: Vocabulary, agreements: Sequence[Agreement]) -> tuple[Supply, ...]:
    """The supplies of an article, each once; none that repeats the supplier and buyer of an agreement."""
    flows, statuses = load_model("supplies"), load_model("supply_statuses")
    dealt = {
        (a.id, b.id, mineral)
        for deal in agreements
        for a in deal.parties
        for b in deal.parties
        for mineral in deal.minerals
    }
    homes = {mention.id: mention.country for mention in analysis.mentions if mention.country is not None}
    kin = [
        (
            {p.id for p in deal.parties} | {homes[p.id] for p in deal.parties if p.id in homes} | set(deal.regions),
            {*deal.minerals},
        )
        for deal in agreements
    ]
    quoted = [(e.field, e.start, e.end) for deal in agreements for e in deal.evidence]
    found: dict[tuple[str, str, str], Supply] = {}
    for flow in flow_sentences(ResourceScene(analysis)):
        judged = {
            (supplier.mention.id, buyer.mention.id): (flows.probabilities(features)["yes"], supplier, buyer, features)
            for supplier, buyer in flow.pairs
            for features in (flow_features(flow, supplier, buyer),)
        }
        here = flow.sentence
        in_deal = any(field == here.field and start < here.end and here.start < end for field, start, end in quoted)
        for (one, other), (chance, supplier, buyer, features) in judged.items():
            about = {mineral.name for mineral in minerals_of(flow, supplier, buyer)} | {"critical-minerals"}
            of_deal = in_deal or any({one, other} <= names and about & minerals for names, minerals in kin)
            if chance < (OF_DEAL if of_deal else CHANCE) or chance <= judged[other, one][0]:
                continue
            chances = statuses.probabilities(status_features(flow, supplier, buyer))
            if is_only_possible(flow):
                chances["actual"] = 0.0
            status = max(sorted(chances), key=lambda name: chances[name])
            size = amount_of(flow, supplier, buyer)
            for mineral in minerals_of(flow, supplier, buyer):
                key = (one, other, mineral.name)
                if key in dealt or (key in found and found[key].confidence >= round(chance, 3)):
                    continue
                found[key] = Supply(
                    supplier=supplier.mention.name, buyer=buyer.mention.name, mineral=mineral.name,
                    share=size.value if size is not None and size.kind is AmountKind.SHARE else None,
                    amount=size.value if size is not None and size.kind is AmountKind.MASS else None,
                    status=SupplyStatus(status),
                    evidence=(_quote(flow, supplier, buyer, mineral),),
                    confidence=round(chance, 3),
                    rules=flows.reasons(features, "yes"),
                )  # fmt: skip
    return tuple(found.values())


def _quote(flow: FlowSentence, supplier: Actor, buyer: Actor, mineral: Mention) -> Evidence:
    here = [m for m in (supplier.mention, buyer.mention, mineral) if m.sentence == flow.sentence.index]
    return quote_of(flow.scene.analysis, flow.sentence, here)
