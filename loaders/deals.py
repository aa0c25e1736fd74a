"""Agreements: which deals an article tells of, between whom, about what, and how far they have come.

Every trigger of a sentence is judged with the actors around it by linear models (loaders/weights/deal_*.json). What
the triggers of one sentence tell of the same parties is one telling; tellings of the same parties in an article are
one deal. Minerals, places, amounts and dates come from the telling's sentences first, then from around them.
"""

from collections.abc import Sequence

from graph.model import Agreement, AgreementKind, AgreementStatus, Party
from graph.vocabulary import Vocabulary
from loaders.analysis import Analysis
from loaders.deal_details import details_of
from loaders.deal_events import Scene
from loaders.deal_merging import Deal, deals_of
from loaders.deal_places import Place, places_of
from loaders.deal_tellings import Telling, tellings_of


def find_agreements(analysis: Analysis, vocabulary: Vocabulary) -> tuple[Agreement, ...]:
    """The deals of an article, in order of their first telling."""
    scene = Scene(analysis)
    tellings: list[Telling] = []
    for sentence in analysis.sentences:
        tellings += tellings_of(scene, sentence, tellings[-1] if tellings else None)
    deals = deals_of(scene, tellings, vocabulary)
    places = places_of(analysis, vocabulary) if deals else []
    return tuple(made for deal in deals if (made := _agreement(scene, deal, places)) is not None)


def _agreement(scene: Scene, deal: Deal, places: Sequence[Place]) -> Agreement | None:
    details = details_of(scene, deal, places)
    if not details.minerals or not details.evidence:
        return None
    kind, status = AgreementKind(deal.kind), AgreementStatus(deal.status)
    return Agreement(
        kind=kind,
        status=status,
        parties=_parties(deal),
        minerals=details.minerals,
        regions=details.regions,
        date=details.date,
        quantity=details.quantity,
        value=details.value,
        denied=deal.denied and status is AgreementStatus.ENDED,
        evidence=details.evidence,
        confidence=round(deal.confidence, 3),
        rules=deal.rules,
    )


def _parties(deal: Deal) -> tuple[Party, ...]:
    return tuple(Party(name=taker.mention.name, role=taker.role, id=taker.mention.id) for taker in deal.takers)
