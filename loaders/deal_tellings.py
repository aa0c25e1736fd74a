"""Tellings of deals: what one sentence tells of one deal, and between whom.

Linear models (loaders/weights/deal_*.json) judge in turn whether a sentence tells of a deal, which of its actors take
part, who takes part without being named in it, and, where more than two do, who is in a deal with whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model import Role
from loaders.analysis import Mention, Sentence
from loaders.deal_events import Scene, Trigger, is_denied
from loaders.deal_readings import Reading
from loaders.deal_stands import Stand, stands_around
from loaders.linear import load_model

#: From these chances on a sentence tells of a deal, an actor in it or around it takes part, two are in one deal.
EVENT_CHANCE = 0.4
PARTY_CHANCE = 0.5
OUTSIDE_CHANCE = 0.35
PAIR_CHANCE = 0.5
#: A deal with one known party counts only where the sentence is as sure as this.
SINGLE_CHANCE = 0.6


@dataclass(frozen=True)
class Taker:
    """Someone who takes part, the chance of it, and the chances of each role."""

    mention: Mention
    chance: float
    roles: Mapping[str, float]

    @property
    def role(self) -> Role:
        """The likeliest role."""
        return Role(max(sorted(self.roles), key=lambda name: self.roles[name]))


@dataclass(frozen=True)
class Telling:
    """What one sentence tells of one deal. `trigger` is the word that tells of it, if a known one does."""

    sentence: Sentence
    trigger: Trigger | None
    takers: tuple[Taker, ...]
    chance: float
    kinds: Mapping[str, float]
    statuses: Mapping[str, float]
    rules: tuple[str, ...]
    denied: bool = False

    @property
    def marks(self) -> tuple[int, ...]:
        """The offsets in the field of its trigger and parties, in order; never empty."""
        there = [taker.mention for taker in self.takers if taker.mention.sentence == self.sentence.index]
        offsets = [offset for mention in there for offset in (mention.start, mention.end)]
        if self.trigger is not None:
            tokens = self.sentence.tokens
            offsets += [tokens[self.trigger.first].start, tokens[self.trigger.last].end]
        return tuple(sorted(offsets)) or (self.sentence.start, self.sentence.end)

    @property
    def ids(self) -> frozenset[str]:
        """The ids of those who take part."""
        return frozenset(taker.mention.id for taker in self.takers)

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return max(sorted(self.kinds), key=lambda name: self.kinds[name])


def tellings_of(scene: Scene, sentence: Sentence) -> list[Telling]:
    """The deals that a sentence tells of, in the order of their first parties."""
    reading = Reading(scene, sentence)
    model = load_model("deal_events")
    features = reading.event_features()
    chance = model.probabilities(features)["yes"]
    if chance < EVENT_CHANCE:
        return []
    parties = _inside(reading)
    if len(parties) < 2:
        parties += _outside(reading, len(parties))
    rules = model.reasons(features, "yes")
    groups = [group for group in _groups(reading, parties) if len(group) > 1 or chance >= SINGLE_CHANCE]
    return [_telling(reading, group, chance, rules) for group in groups]


_Likely = tuple[Stand, float]


def _inside(reading: Reading) -> list[_Likely]:
    model = load_model("deal_parties")
    best: dict[str, _Likely] = {}
    for stand in reading.stands:
        chance = model.probabilities(reading.party_features(stand))["yes"]
        known = best.get(stand.mention.id)
        if chance >= PARTY_CHANCE and (known is None or chance > known[1]):
            best[stand.mention.id] = (stand, chance)
    return sorted(best.values(), key=lambda likely: (likely[0].first, likely[0].last))


def _outside(reading: Reading, inside: int) -> list[_Likely]:
    """Those who take part without being named: one beside a party of the sentence, or the two likeliest."""
    model = load_model("deal_outsiders")
    found = []
    for stand in stands_around(reading.scene, reading.sentence):
        chance = model.probabilities(reading.outside_features(stand, inside))["yes"]
        if chance >= OUTSIDE_CHANCE:
            found.append((stand, chance))
    found.sort(key=lambda likely: -likely[1])
    return found[: 2 - inside]


def _groups(reading: Reading, parties: Sequence[_Likely]) -> list[list[_Likely]]:
    """Who is in a deal with whom: all where every two are, else the pairs that are."""
    if len(parties) < 3:
        return [list(parties)] if parties else []
    model = load_model("deal_pairs")
    chances = {
        (i, j): model.probabilities(reading.pair_features(parties[i][0], parties[j][0], len(parties)))["yes"]
        for i, j in combinations(range(len(parties)), 2)
    }
    linked = {pair for pair, chance in chances.items() if chance >= PAIR_CHANCE}
    for i in range(len(parties)):
        if not any(i in pair for pair in linked):
            linked.add(max((pair for pair in chances if i in pair), key=lambda pair: (chances[pair], pair)))
    groups: list[set[int]] = []
    for pair in sorted(linked):
        home = next(
            (g for g in groups if all((min(i, j), max(i, j)) in linked for i in g for j in pair if i != j)), None
        )
        if home is None:
            groups.append(set(pair))
        else:
            home.update(pair)
    return [[parties[i] for i in sorted(group)] for group in groups]


def _telling(reading: Reading, group: Sequence[_Likely], chance: float, rules: tuple[str, ...]) -> Telling:
    stands = [stand for stand, _ in group]
    features = reading.sort_features(stands)
    kinds = load_model("deal_kinds").probabilities(features)
    statuses = load_model("deal_statuses").probabilities(features)
    kind = max(sorted(kinds), key=lambda name: kinds[name])
    roles = load_model("deal_roles")
    takers = tuple(
        Taker(stand.mention, likely, roles.probabilities(reading.role_features(stand, stands, kind)))
        for stand, likely in group
    )
    trigger = reading.trigger(stands)
    denied = trigger is not None and is_denied(reading.sentence, trigger, reading.lang)
    if denied:
        statuses = {name: float(name == "ended") for name in statuses}
    word = () if trigger is None else (f"{trigger.kind}:{trigger.word}",)
    return Telling(reading.sentence, trigger, takers, chance, kinds, statuses, (*word, *rules), denied)
