"""Deals: which tellings of an article are of one deal, and what they say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.model import Role
from graph.vocabulary import Vocabulary
from loaders.analysis import Amount, AmountKind, MentionKind, TimeExpression
from loaders.deal_events import Scene
from loaders.deal_tellings import Taker, Telling

#: How many sentences on a telling may still speak of the same deal by one of its parties alone.
_REACH = 2
_BESIDE = 3


@dataclass
class Deal:
    """One deal of an article: its tellings and what they say together."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def takers(self) -> tuple[Taker, ...]:
        """Each party once, in order of appearance, with its highest chance; roles are those of the fullest telling
        of the deal's kind."""
        best: dict[str, Taker] = {}
        for telling in self.tellings:
            for taker in telling.takers:
                known = best.get(taker.mention.id)
                if known is None or taker.chance > known.chance:
                    best[taker.mention.id] = taker
        roles: dict[str, Role] = {}
        kind = self.kind
        for telling in sorted(self.tellings, key=lambda t: (t.kind != kind, -len(t.takers), -t.chance)):
            for taker in telling.takers:
                roles.setdefault(taker.mention.id, taker.role)
        return tuple(replace(taker, role=roles[id]) for id, taker in best.items())

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
        told = [deal for deal in deals if telling.goes_on in deal.tellings] or [
            deal for deal in deals if _is_retold(scene, deal, telling, vocabulary)
        ]
        if told:
            max(told, key=lambda deal: (len(deal.ids & telling.ids), deal.tellings[-1].sentence.index)).tellings.append(
                telling
            )
        else:
            deals.append(Deal([telling]))
    return deals


def _is_retold(scene: Scene, deal: Deal, telling: Telling, vocabulary: Vocabulary) -> bool:
    if any(before.sentence.index == telling.sentence.index for before in deal.tellings):
        return False
    if telling.ids - deal.ids and deal.ids - telling.ids:
        return False
    return any(_may_be_same(scene, before, telling, vocabulary) for before in deal.tellings)


def _may_be_same(scene: Scene, one: Telling, two: Telling, vocabulary: Vocabulary) -> bool:
    """Whether `two` may tell again what `one` told: the parties of one among those of the other, nothing against it.

    Where they share a single party, they must be of one kind and stand close together, or `one` open the article.
    """
    shared = one.ids & two.ids
    if not shared or (one.ids - two.ids and two.ids - one.ids):
        return False
    opening, gap = one.sentence.index <= 1, two.sentence.index - one.sentence.index
    if len(shared) == 1 and not (one.kind == two.kind and (opening or gap <= _REACH)):
        return False
    if _is_one_more(two) and not _go_on(one, two):
        return False
    return not _differ(scene, one, two, vocabulary)


def _go_on(one: Telling, two: Telling) -> bool:
    """Whether both tell of talks or offers between the same, which go on for long and touch on much."""
    return one.is_open and two.is_open and one.ids == two.ids


def _is_one_more(telling: Telling) -> bool:
    """Whether a word right beside the trigger says that this is one more deal."""
    if telling.trigger is None:
        return False
    low, high = max(telling.trigger.first - _BESIDE, 0), telling.trigger.last + _BESIDE + 1
    return any(token.norm in _NEW for token in telling.sentence.tokens[low:high])


def _differ(scene: Scene, one: Telling, two: Telling, vocabulary: Vocabulary) -> bool:
    """Whether both name dates, amounts, sites or minerals, and not the same."""
    analysis = scene.analysis
    minerals = _minerals(scene, one), _minerals(scene, two)
    broader = any(x in vocabulary.broader(y) or y in vocabulary.broader(x) for x in minerals[0] for y in minerals[1])
    pairs = [minerals] if not broader else []
    if not _go_on(one, two):
        pairs.append((_values(analysis.times, one, None), _values(analysis.times, two, None)))
    for kind in (AmountKind.MONEY, AmountKind.MASS, AmountKind.SHARE):
        pairs.append((_values(analysis.amounts, one, kind), _values(analysis.amounts, two, kind)))
    pairs.append((_sites(scene, one), _sites(scene, two)))
    return any(a and b and not any(x.startswith(y) or y.startswith(x) for x in a for y in b) for a, b in pairs)


#: Words of a sentence that tells of one more deal.
_NEW = frozenset(
    "another other second separate separately also similar too further additional new third autre autres également "
    "aussi second seconde deuxième troisième nouveau nouvelle nouvel similaire séparément outre ailleurs".split()
)


def _minerals(scene: Scene, telling: Telling) -> frozenset[str]:
    return frozenset(scene.minerals(telling.sentence.index))


def _sites(scene: Scene, telling: Telling) -> frozenset[str]:
    there = scene.mentions(telling.sentence.index)
    return frozenset(m.id for m in there if m.kind is MentionKind.SITE)


def _values(
    found: Sequence[Amount] | Sequence[TimeExpression], telling: Telling, kind: AmountKind | None
) -> frozenset[str]:
    inside = (
        x for x in found if x.sentence == telling.sentence.index and (kind is None or getattr(x, "kind", None) is kind)
    )
    return frozenset(x.value for x in inside if x.value is not None)


def _likeliest(weighted: Sequence[tuple[Mapping[str, float], float]]) -> str:
    total: dict[str, float] = {}
    for chances, weight in weighted:
        for name, chance in chances.items():
            total[name] = total.get(name, 0.0) + chance * weight
    return max(sorted(total), key=lambda name: total[name])
