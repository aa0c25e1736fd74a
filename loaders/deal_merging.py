"""Deals: which tellings of an article are of one deal, and what they say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.vocabulary import Vocabulary
from loaders.deal_events import Scene
from loaders.deal_tellings import Taker, Telling


@dataclass
class Deal:
    """One deal of an article: its tellings and what they say together."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def takers(self) -> tuple[Taker, ...]:
        """Each party once, in order of appearance, as its likeliest telling has it."""
        best: dict[str, Taker] = {}
        for telling in self.tellings:
            for taker in telling.takers:
                known = best.get(taker.mention.id)
                if known is None or taker.chance > known.chance:
                    best[taker.mention.id] = taker
        return tuple(best.values())

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the parties."""
        return frozenset(taker.mention.id for taker in self.takers)

    @property
    def first(self) -> Telling:
        """The likeliest telling, the earliest of equals."""
        return max(self.tellings, key=lambda telling: telling.chance)

    @property
    def kind(self) -> str:
        """The kind that the tellings together make likeliest."""
        return _likeliest([(telling.kinds, telling.chance) for telling in self.tellings])

    @property
    def status(self) -> str:
        """The status that the tellings together make likeliest."""
        return _likeliest([(telling.statuses, telling.chance) for telling in self.tellings])

    @property
    def denied(self) -> bool:
        """Whether its likeliest telling denies it."""
        return self.first.denied

    @property
    def confidence(self) -> float:
        """The chance that there is the deal, with its weakest party and its status."""
        return self.first.chance * min(taker.chance for taker in self.takers) * max(self.first.statuses.values())

    @property
    def rules(self) -> tuple[str, ...]:
        """The triggers and the features that speak most for the deal."""
        return tuple(dict.fromkeys(rule for telling in self.tellings for rule in telling.rules))


def deals_of(scene: Scene, tellings: Sequence[Telling], vocabulary: Vocabulary) -> list[Deal]:
    """The deals of an article, in order of their first telling."""
    deals: list[Deal] = []
    for telling in tellings:
        told = [deal for deal in deals if _same(scene, telling, deal, vocabulary)]
        if told:
            max(told, key=lambda deal: (len(deal.ids & telling.ids), deal.tellings[-1].sentence.index)).tellings.append(
                telling
            )
        else:
            deals.append(Deal([telling]))
    return deals


def _same(scene: Scene, telling: Telling, deal: Deal, vocabulary: Vocabulary) -> bool:
    """Whether a telling is of a deal told before: the parties of one are among those of the other."""
    shared = deal.ids & telling.ids
    if not shared or (telling.ids - deal.ids and deal.ids - telling.ids):
        return False
    if any(t.sentence.index == telling.sentence.index for t in deal.tellings):
        return False
    if len(shared) == 1 and deal.kind != telling.kind:
        return False
    minerals = scene.minerals(telling.sentence.index)
    before = [mineral for t in deal.tellings for mineral in scene.minerals(t.sentence.index)]
    return not minerals or not before or _overlap(minerals, before, vocabulary)


def _overlap(left: Sequence[str], right: Sequence[str], vocabulary: Vocabulary) -> bool:
    a, b = {*left}, {*right}
    return bool(a & b) or any(x in vocabulary.broader(y) or y in vocabulary.broader(x) for x in a for y in b)


def _likeliest(weighted: Sequence[tuple[Mapping[str, float], float]]) -> str:
    total: dict[str, float] = {}
    for chances, weight in weighted:
        for name, chance in chances.items():
            total[name] = total.get(name, 0.0) + chance * weight
    return max(sorted(total), key=lambda name: total[name])
