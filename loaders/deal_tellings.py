"""Tellings of deals, sentence by sentence, and the deals that they are tellings of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Role
from graph.vocabulary import Vocabulary
from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.deal_events import Actor, Scene, Trigger, actor_features, event_features, find_triggers, is_denied
from loaders.linear import load_model

#: A telling counts from this chance on; a party takes part from that one on.
EVENT_CHANCE = 0.42
PARTY_CHANCE = 0.42
#: How far back the only party's counterpart may have been named, in sentences.
_REACH = 2


@dataclass(frozen=True)
class Taker:
    """Someone who takes part, the chance of it, and the role."""

    mention: Mention
    chance: float
    role: Role


@dataclass(frozen=True)
class Telling:
    """What one sentence tells of one deal."""

    sentence: Sentence
    trigger: Trigger
    takers: tuple[Taker, ...]
    chance: float
    kinds: dict[str, float]
    statuses: dict[str, float]
    rules: tuple[str, ...]
    denied: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of those who take part."""
        return frozenset(taker.mention.id for taker in self.takers)


@dataclass
class Deal:
    """One deal of an article: its tellings and what they say together."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def takers(self) -> tuple[Taker, ...]:
        """Each party once, in order of appearance, with the role that its likeliest telling gives."""
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
    def kind(self) -> str:
        """The kind that the tellings together make likeliest."""
        return _likeliest([telling.kinds for telling in self.tellings], [t.chance for t in self.tellings])

    @property
    def status(self) -> str:
        """The status that the tellings together make likeliest."""
        return _likeliest([telling.statuses for telling in self.tellings], [t.chance for t in self.tellings])

    @property
    def denied(self) -> bool:
        """Whether its likeliest telling denies it."""
        return max(self.tellings, key=lambda telling: telling.chance).denied

    @property
    def confidence(self) -> float:
        """The chance that there is the deal, with its weakest party and its status."""
        first = max(self.tellings, key=lambda telling: telling.chance)
        weakest = min(taker.chance for taker in self.takers)
        return first.chance * weakest * max(first.statuses.values())

    @property
    def rules(self) -> tuple[str, ...]:
        """The triggers and the features that speak most for the deal."""
        return tuple(dict.fromkeys(rule for telling in self.tellings for rule in telling.rules))


def tellings_of(scene: Scene, sentence: Sentence) -> list[Telling]:
    """The tellings of a sentence; triggers with a party in common tell of one deal."""
    lang = scene.analysis.lang
    actors = scene.actors(sentence)
    found: list[Telling] = []
    for trigger in find_triggers(sentence, lang):
        row = [f for f in event_features(scene, sentence, trigger, actors, lang) if not f.startswith(_PARTIES)]
        chance = load_model("deal_events").probabilities(row)["yes"]
        if chance < EVENT_CHANCE:
            continue
        takers = _takers(scene, sentence, trigger, actors)
        if takers:
            found.append(_telling(scene, sentence, trigger, takers, chance, row))
    return _one_each(found)


_PARTIES = ("parties=", "class+parties=")


def _telling(
    scene: Scene, sentence: Sentence, trigger: Trigger, takers: list[tuple[Actor, float, list[str]]], chance: float,
    row: Sequence[str],
) -> Telling:  # fmt: skip
    actors = [actor for actor, _, _ in takers]
    full = event_features(scene, sentence, trigger, actors, scene.analysis.lang)
    kinds = load_model("deal_kinds").probabilities(full)
    statuses = load_model("deal_statuses").probabilities(full)
    kind = max(sorted(kinds), key=lambda name: kinds[name])
    model = load_model("deal_roles")
    chances = [
        model.probabilities([*features, f"deal={kind}", f"deal+kind={kind}:{actor.mention.kind.value}"])
        for actor, _, features in takers
    ]
    roles = _told_roles(sentence, actors, scene.analysis.lang) if kind == "offtake" else None
    roles = roles or _fitting_roles(kind, chances)
    with_roles = [Taker(actor.mention, likely, role) for (actor, likely, _), role in zip(takers, roles, strict=True)]
    denied = is_denied(sentence, trigger, scene.analysis.lang)
    if denied:
        statuses = {name: float(name == "ended") for name in statuses}
    rules = (f"{trigger.kind}:{trigger.word}", *load_model("deal_events").reasons(row, "yes"))
    return Telling(sentence, trigger, tuple(with_roles), chance, kinds, statuses, rules, denied)


_TO = frozenset({"to", "à", "au", "aux"})


def _told_roles(sentence: Sentence, actors: Sequence[Actor], lang: str) -> list[Role] | None:
    """The roles that a verb of supply gives, of two parties: who stands before it supplies the one behind its "to"."""
    if len(actors) != 2:
        return None
    first, second = sorted(actors, key=lambda actor: actor.first)
    norms = [token.norm for token in sentence.tokens]
    verbs = [t.last for t in find_triggers(sentence, lang) if t.kind == "supply"]
    if any(first.last < verb < second.first and _TO & set(norms[verb + 1 : second.first]) for verb in verbs):
        return [Role.SUPPLIER if actor is first else Role.BUYER for actor in actors]
    return None


#: The two roles that a deal of a kind has, at least one party each.
_PAIRS = {
    "offtake": (Role.SUPPLIER, Role.BUYER),
    "license": (Role.SUPPLIER, Role.BUYER),
    "financing": (Role.FINANCIER, Role.PARTY),
    "investment": (Role.FINANCIER, Role.PARTY),
}


def _fitting_roles(kind: str, chances: Sequence[dict[str, float]]) -> list[Role]:
    """The likeliest roles that fit the kind: material has both a supplier and a buyer, money a giver and a taker."""
    if kind not in _PAIRS or len(chances) < 2:
        return [Role(max(sorted(row), key=lambda role: row[role])) for row in chances]
    giver, taker = _PAIRS[kind]
    leaning = [row[giver] - row[taker] for row in chances]
    roles = [giver if lean > 0 else taker for lean in leaning]
    if len(set(roles)) == 1:
        most, least = leaning.index(max(leaning)), len(leaning) - 1 - leaning[::-1].index(min(leaning))
        roles[most if roles[0] is taker else least] = giver if roles[0] is taker else taker
    return roles


def _takers(
    scene: Scene, sentence: Sentence, trigger: Trigger, actors: Sequence[Actor]
) -> list[tuple[Actor, float, list[str]]]:
    model = load_model("deal_parties")
    best: dict[str, tuple[Actor, float, list[str]]] = {}
    for actor in actors:
        features = actor_features(scene, sentence, trigger, actor, actors)
        chance = model.probabilities(features)["yes"]
        known = best.get(actor.mention.id)
        if chance >= PARTY_CHANCE and (known is None or chance > known[1]):
            best[actor.mention.id] = (actor, chance, features)
    return sorted(best.values(), key=lambda taker: taker[0].first)


def _one_each(found: list[Telling]) -> list[Telling]:
    """Tellings of one sentence that share a party are one, told by the likeliest trigger."""
    out: list[Telling] = []
    for telling in sorted(found, key=lambda t: (-t.chance, t.trigger.first)):
        mate = next((i for i, other in enumerate(out) if other.ids & telling.ids), None)
        if mate is None:
            out.append(telling)
            continue
        other = out[mate]
        added = [t for t in telling.takers if t.mention.id not in other.ids and t.chance >= 0.65]
        out[mate] = Telling(
            other.sentence, other.trigger, (*other.takers, *added), other.chance,
            _mixed(other.kinds, telling.kinds), _mixed(other.statuses, telling.statuses), other.rules, other.denied,
        )  # fmt: skip
    return sorted(out, key=lambda t: t.trigger.first)


def _mixed(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {name: (2 * one[name] + other[name]) / 3 for name in one}


def deals_of(scene: Scene, tellings: Sequence[Telling], vocabulary: Vocabulary) -> list[Deal]:
    """The deals of an article: tellings whose parties are the same, or some of the same, are of one."""
    deals: list[Deal] = []
    for telling in tellings:
        deal = _told_before(scene, telling, deals, vocabulary)
        if deal is not None:
            deal.tellings.append(telling)
            continue
        whole = telling if len(telling.ids) > 1 else _with_counterpart(scene, telling)
        if whole is not None:
            deals.append(Deal([whole]))
    return deals


def _told_before(scene: Scene, telling: Telling, deals: Sequence[Deal], vocabulary: Vocabulary) -> Deal | None:
    minerals = scene.minerals(telling.sentence.index)
    for deal in reversed(deals):
        shared = deal.ids & telling.ids
        same = len(shared) >= 2 or (len(shared) == len(telling.ids) == 1 and _near(deal, telling))
        if not same or (len(telling.ids - deal.ids) and len(deal.ids - telling.ids)):
            continue
        before = [m for t in deal.tellings for m in scene.minerals(t.sentence.index)]
        if not minerals or not before or _overlap(minerals, before, vocabulary):
            return deal
    return None


def _near(deal: Deal, telling: Telling) -> bool:
    return 0 <= telling.sentence.index - deal.tellings[-1].sentence.index <= _REACH


def _overlap(left: Sequence[str], right: Sequence[str], vocabulary: Vocabulary) -> bool:
    a, b = set(left), set(right)
    return bool(a & b) or any(x in vocabulary.broader(y) or y in vocabulary.broader(x) for x in a for y in b)


def _with_counterpart(scene: Scene, telling: Telling) -> Telling | None:
    """A telling with one party, and the other from the sentences before: an organization that is talked of there."""
    seen: Counter[str] = Counter()
    found: dict[str, Mention] = {}
    for index in range(telling.sentence.index - 1, max(telling.sentence.index - 1 - _REACH, -1), -1):
        for mention in scene.mentions(index):
            if mention.kind is MentionKind.ORGANIZATION and mention.use is not MentionUse.REFERENCE:
                seen[mention.id] += 1
                found.setdefault(mention.id, mention)
        if found:
            break
    left = [id for id in seen if id not in telling.ids]
    if len(left) != 1 or telling.chance < 0.7:
        return None
    taker = Taker(found[left[0]], 0.5, Role.PARTY)
    return Telling(
        telling.sentence, telling.trigger, (*telling.takers, taker), telling.chance, telling.kinds, telling.statuses,
        (*telling.rules, "counterpart before"), telling.denied,
    )  # fmt: skip


def _likeliest(chances: Sequence[dict[str, float]], weights: Sequence[float]) -> str:
    total: Counter[str] = Counter()
    for row, weight in zip(chances, weights, strict=True):
        for name, chance in row.items():
            total[name] += chance * weight  # type: ignore[assignment]
    return max(sorted(total), key=lambda name: total[name])
