"""Tellings of deals: what one sentence tells of one deal, and between whom.

Linear models (loaders/weights/deal_*.json) judge in turn whether a sentence tells of a deal, which of its actors take
part, who takes part without being named in it, and, where more than two do, who is in a deal with whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model import AgreementStatus, Role
from loaders.analysis import Mention, MentionKind, Sentence
from loaders.deal_events import Scene, Trigger, is_denied
from loaders.deal_readings import Reading
from loaders.deal_roles import fitting_roles
from loaders.deal_sorts import aim_of, is_letter, kind_features, role_features, status_features
from loaders.deal_stands import Stand, stands_around
from loaders.linear import load_model

#: From these chances on a sentence tells of a deal, an actor in it or around it takes part, two are in one deal.
EVENT_CHANCE = 0.4
PARTY_CHANCE = 0.5
OUTSIDE_CHANCE = 0.55
PAIR_CHANCE = 0.5
#: The least chance where two actors plainly sign something (right in 95 % of the annotated sentences), or one state
#: offers something to another.
PLAINLY_CHANCE = 0.8
#: From this chance on a sentence that speaks of "this agreement" tells more of the one before.
TOLD_ON_CHANCE = 0.25
#: A sentence without any trigger tells of a deal from this chance on.
PLAIN_CHANCE = 0.75
#: The least chance of a sentence and the weakest party together.
DEAL_CHANCE = 0.3
#: The same where the sentence names a state, and the company that it deals with stands elsewhere.
MIXED_CHANCE = 0.6
#: A deal with one known party counts only where the sentence is as sure as this.
SINGLE_CHANCE = 0.55


@dataclass(frozen=True)
class Taker:
    """Someone who takes part, the chance of it, and the role."""

    mention: Mention
    chance: float
    role: Role


@dataclass(frozen=True)
class Telling:
    """What one sentence tells of one deal. `trigger` is the word that tells of it, if a known one does;
    `signings` are the tokens of the sentence that tell of signing; `goes_on` is the telling of whose deal it tells more
    where it names no parties of its own: "this agreement was signed in May"."""

    sentence: Sentence
    trigger: Trigger | None
    takers: tuple[Taker, ...]
    chance: float
    kinds: Mapping[str, float]
    statuses: Mapping[str, float]
    rules: tuple[str, ...]
    denied: bool = False
    signings: tuple[int, ...] = ()
    goes_on: "Telling | None" = None

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

    @property
    def is_open(self) -> bool:
        """Whether the deal is only talked about or proposed, which goes on for long."""
        return self.status in (AgreementStatus.NEGOTIATING, AgreementStatus.PROPOSED)

    @property
    def status(self) -> str:
        """The likeliest status."""
        return max(sorted(self.statuses), key=lambda name: self.statuses[name])


_Likely = tuple[Stand, float]


def tellings_of(scene: Scene, sentence: Sentence, before: Telling | None = None) -> list[Telling]:
    """The deals that a sentence tells of, in the order of their first parties; `before` is the telling before it."""
    reading = Reading(scene, sentence)
    model = load_model("deal_events")
    features = reading.event_features()
    plain = reading.signs_plainly() or reading.proposes_plainly()
    chance = max(model.probabilities(features)["yes"], PLAINLY_CHANCE if plain else 0.0)
    parties = _inside(reading) if chance >= TOLD_ON_CHANCE else []
    if before is not None and chance >= TOLD_ON_CHANCE and _points_back(reading, before, parties):
        return [_told_on(reading, before, chance)]
    if chance < (EVENT_CHANCE if reading.triggers else PLAIN_CHANCE):
        return []
    if len(parties) < 2:
        parties += _outside(reading, len(parties))
    rules = model.reasons(features, "yes")
    groups = _between(reading, parties) or _groups(reading, parties)
    told = (_telling(reading, group, chance, rules) for group in groups if _is_sure(group, chance))
    return [telling for telling in told if not _is_one_sided(telling)]


def _is_one_sided(telling: Telling) -> bool:
    """Whether it tells of a state's agreements with nobody named: « de nouveaux accords mondiaux »."""
    states = [taker for taker in telling.takers if taker.mention.kind is MentionKind.COUNTRY]
    return telling.kind == "framework" and len(states) == len(telling.takers) == 1


def _points_back(reading: Reading, before: Telling, parties: Sequence[_Likely]) -> bool:
    """Whether the sentence speaks of "this agreement" soon after a telling, or of "the contract" and nobody else."""
    if reading.sentence.index - before.sentence.index > _REACH:
        return False
    named = [reading.norms[t.first - 1] for t in reading.triggers if t.kind in _NOUNS and t.first > 0]
    others = {stand.mention.id for stand, _ in parties} - before.ids
    return any(norm in _THIS or (norm in _THE and not parties) for norm in named[:1]) and len(others) < 2


def _told_on(reading: Reading, before: Telling, chance: float) -> Telling:
    statuses = load_model("deal_statuses").probabilities(status_features(reading, ()))
    signings = tuple(t.first for t in reading.triggers if t.kind == "sign")
    rules = ("told on",)
    return Telling(
        reading.sentence, reading.trigger(()), before.takers, chance, before.kinds, statuses, rules,
        signings=signings, goes_on=before,
    )  # fmt: skip


#: How many sentences after a telling "this agreement" may still mean its deal.
_REACH = 3
_NOUNS = frozenset(("agreement", "offtake", "venture", "loan", "license", "stake"))
_THIS = frozenset("this that cet cette ce ledit".split())
_THE = frozenset("the le la l'".split())


def _is_sure(group: Sequence[_Likely], chance: float) -> bool:
    """Whether there is a deal of this group; the company that a state deals with is rarely left unnamed."""
    weakest = min(likely for _, likely in group)
    if chance * weakest < DEAL_CHANCE or (len(group) == 1 and chance < SINGLE_CHANCE):
        return False
    inside = [stand for stand, _ in group if stand.first >= 0]
    outside = [stand for stand, _ in group if stand.first < 0]
    mixed = _has(inside, MentionKind.COUNTRY) and _has(outside, MentionKind.ORGANIZATION)
    return not mixed or chance * weakest >= MIXED_CHANCE


def _has(stands: Sequence[Stand], kind: MentionKind) -> bool:
    return any(stand.mention.kind is kind for stand in stands)


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


def _between(reading: Reading, parties: Sequence[_Likely]) -> list[list[_Likely]]:
    """The parties of each "between": « entre A et B, ainsi qu'entre A, C et D » tells of two deals."""
    chances = {stand.mention.id: chance for stand, chance in parties}
    starts = [i for i, norm in enumerate(reading.norms) if norm in _BETWEEN]
    if len(starts) < 2:
        return []
    out = []
    for low, high in zip(starts, [*starts[1:], len(reading.norms)], strict=True):
        last, group = low, []
        for stand in reading.stands:
            if not last < stand.first < high or stand.mention.id not in chances:
                continue
            if any(label not in _LISTED for label in reading.labels[last + 1 : stand.first]):
                break
            group.append((stand, chances[stand.mention.id]))
            last = stand.last
        if len(group) > 1:
            out.append(group)
    return out if len(out) > 1 else []


_BETWEEN = frozenset(("between", "entre"))
_LISTED = frozenset(("", ",", "and", "et", "the", "le", "la", "les", "l'", "d'", "part", "une"))


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


#: Where two organizations take part in a deal of these kinds, states hardly ever do (in 29 of 1,376 annotated ones).
_AMONG_COMPANIES = ("offtake", "investment", "financing", "joint_venture")


def _telling(reading: Reading, group: Sequence[_Likely], chance: float, rules: tuple[str, ...]) -> Telling:
    stands = [stand for stand, _ in group]
    kinds = load_model("deal_kinds").probabilities(kind_features(reading, stands))
    statuses = load_model("deal_statuses").probabilities(status_features(reading, stands))
    kind = max(sorted(kinds), key=lambda name: kinds[name])
    companies = [likely for likely in group if likely[0].mention.kind is not MentionKind.COUNTRY]
    if kind in _AMONG_COMPANIES and 1 < len(companies) < len(group):
        return _telling(reading, companies, chance, rules)
    roles = load_model("deal_roles")
    chances = [roles.probabilities(role_features(reading, stand, stands, kind)) for stand in stands]
    aim = aim_of(reading, stands) if kind == "offtake" else None
    if aim is not None:
        chances[0] = {role: float(role == (Role.BUYER if aim == "get" else Role.SUPPLIER)) for role in chances[0]}
    takers = tuple(
        Taker(stand.mention, likely, role)
        for (stand, likely), role in zip(group, fitting_roles(kind, chances), strict=True)
    )
    trigger = reading.trigger(stands)
    if is_letter(reading, stands) and max(statuses, key=lambda name: statuses[name]) != AgreementStatus.ENDED:
        statuses = {name: float(name == AgreementStatus.ANNOUNCED) for name in statuses}
    if kind == "framework" and not reading.is_settled:
        signed = statuses.get(AgreementStatus.SIGNED, 0.0)
        others = {name: likely for name, likely in statuses.items() if name != AgreementStatus.SIGNED}
        statuses = {name: likely / max(1 - signed, 1e-9) for name, likely in others.items()}
    if reading.proposes_plainly():
        statuses = {name: float(name == AgreementStatus.PROPOSED) for name in statuses}
    denied = trigger is not None and is_denied(reading.sentence, trigger, reading.lang)
    if denied:
        statuses = {name: float(name == "ended") for name in statuses}
    word = () if trigger is None else (f"{trigger.kind}:{trigger.word}",)
    signings = tuple(t.first for t in reading.triggers if t.kind == "sign")
    return Telling(reading.sentence, trigger, takers, chance, kinds, statuses, (*word, *rules), denied, signings)
