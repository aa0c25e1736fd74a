"""Where an article may tell of a flow of a mineral from one actor to another, and what speaks for it.

A candidate is a sentence with a word of loaders/lexicon/<lang>/supplies.yaml and two actors, of which one may stand in
one of the sentences before. `loaders.supplies` lets linear models judge whether the one supplies the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from loaders.analysis import AmountKind, Mention, MentionKind, MentionUse, Sentence
from loaders.cues import find_cues, gap_class
from loaders.deal_events import ACTORS
from loaders.lexicon import lexicon
from loaders.resource_anchors import ResourceScene, clauses_of, token_labels

_REACH = 2
_MOST_HERE = 7
_MOST_BEFORE = 3
_GAPS = (0, 1, 2, 4, 8, 14)
#: Classes of words that may tell of a flow; the others tell how real it is.
TELLING = ("give", "take", "come", "out", "into", "partner")


@dataclass(frozen=True, slots=True)
class Actor:
    """One who may supply or buy in a sentence: its tokens there, or how many sentences before it stands last."""

    mention: Mention
    first: int
    last: int
    back: int
    place: str


@dataclass(frozen=True)
class FlowSentence:
    """A sentence that may tell of flows, with its words, its cues and the actors that it may mean."""

    scene: ResourceScene
    sentence: Sentence
    norms: tuple[str, ...]
    labels: tuple[str, ...]
    cues: Mapping[str, list[int]]
    actors: tuple[Actor, ...]

    @property
    def pairs(self) -> Iterator[tuple[Actor, Actor]]:
        """Every supplier and buyer to be judged: one of the two stands in the sentence."""
        return ((a, b) for a, b in permutations(self.actors, 2) if not (a.back and b.back))


def flow_sentences(scene: ResourceScene) -> Iterator[FlowSentence]:
    """The sentences of an article that may tell of flows."""
    for sentence in scene.analysis.sentences:
        norms = tuple(token.norm for token in sentence.tokens)
        cues = _without_acts(find_cues(norms, scene.analysis.lang, "supplies"), norms, scene.analysis.lang)
        if not any(name in cues for name in TELLING):
            continue
        actors = tuple(_actors(scene, sentence))
        if sum(not actor.back for actor in actors) and len(actors) > 1:
            yield FlowSentence(scene, sentence, norms, tuple(token_labels(scene, sentence)), cues, actors)


def _without_acts(cues: Mapping[str, list[int]], norms: Sequence[str], lang: str) -> dict[str, list[int]]:
    """The cues but for those that name an act of state: "export controls", "restrictions à l'exportation"."""
    acts = {place for place, norm in enumerate(norms) if norm in _acts(lang)}
    steps = (1, 2) if lang == "en" else (-1, -2, -3, -4)
    kept = {
        name: [p for p in places if name not in TELLING or not any(p + step in acts for step in steps)]
        for name, places in cues.items()
    }
    return {name: places for name, places in kept.items() if places}


def _actors(scene: ResourceScene, sentence: Sentence) -> Iterator[Actor]:
    here = [span for span in scene.spans(sentence) if span[0].kind in ACTORS]
    best: dict[str, Actor] = {}
    for mention, first, last in here:
        known = best.get(mention.id)
        if known is None or (known.mention.use is MentionUse.DEMONYM and mention.use is not MentionUse.DEMONYM):
            best[mention.id] = Actor(mention, first, last, 0, "here")
    actors = sorted(best.values(), key=lambda actor: actor.first)[:_MOST_HERE]
    yield from actors
    seen = set(best)
    before = 0
    sentences = scene.analysis.sentences
    for index in range(sentence.index - 1, max(sentence.index - 1 - _REACH, -1), -1):
        spans = [span for span in scene.spans(sentences[index]) if span[0].kind in ACTORS]
        for place, (mention, first, last) in enumerate(spans):
            if mention.id not in seen and before < _MOST_BEFORE:
                seen.add(mention.id)
                before += 1
                position = "first" if place == 0 else "later"
                yield Actor(mention, first, last, sentence.index - index, position)


def flow_features(flow: FlowSentence, supplier: Actor, buyer: Actor) -> list[str]:
    """What tells whether one actor supplies another."""
    order = "SB" if (-supplier.back, supplier.first) < (-buyer.back, buyer.first) else "BS"
    out = {f"order={order}"}
    s_out, s_lead = _role_features(flow, supplier, "s")
    b_out, b_lead = _role_features(flow, buyer, "b")
    out.update(s_out, b_out)
    out.update(_frames(flow, supplier, buyer, s_lead, b_lead))
    out.add(f"leads={s_lead}|{b_lead}")
    out.add(f"leads={s_lead}|{b_lead}|{order}")
    kinds = f"{supplier.mention.kind.value}:{buyer.mention.kind.value}"
    out.update((f"kinds={kinds}", f"backs={supplier.back and 1}{buyer.back and 1}", f"kinds={kinds}:{order}"))
    uses = f"{supplier.mention.use.value}:{buyer.mention.use.value}"
    out.update((f"uses={uses}", f"uses={uses}:{order}"))
    out.add(f"actors={min(sum(not actor.back for actor in flow.actors), 5)}")
    clauses = clauses_of(flow.norms)
    if not supplier.back and not buyer.back:
        low, high = (supplier.last + 1, buyer.first) if order == "SB" else (buyer.last + 1, supplier.first)
        out.add(f"gap={order}:{gap_class(high - low, _GAPS)}")
        between = flow.labels[low:high]
        out.update(f"between={label}:{order}" for label in between)
        if high - low <= 4:
            out.add(f"between=|{' '.join(between)}|{order}")
        if clauses[supplier.first] != clauses[buyer.first]:
            out.add("clauses apart")
        for name, places in flow.cues.items():
            where = {
                "ahead" if p < min(supplier.first, buyer.first) else "between" if p < high else "behind" for p in places
            }
            out.update(f"{where_}={name}:{order}" for where_ in where)
    for name in flow.cues:
        out.update((f"cue={name}", f"cue={name}:{order}"))
    amounts = {a.kind for a in flow.scene.analysis.amounts if a.sentence == flow.sentence.index}
    out.update(f"amount={kind.value}" for kind in amounts)
    if AmountKind.MONEY in amounts:
        out.add(f"money:{order}")
    out.add(f"mineral={'here' if flow.scene.minerals(flow.sentence) else 'before'}")
    return sorted(out)


def _frames(flow: FlowSentence, supplier: Actor, buyer: Actor, s_lead: str, b_lead: str) -> Iterator[str]:
    """How a telling word stands between supplier and buyer: "give:<^:>to" where the one gives to the other."""
    if supplier.back and buyer.back:
        return
    clauses = clauses_of(flow.norms)
    here = [actor for actor in (supplier, buyer) if not actor.back]
    for name in TELLING:
        for place in flow.cues.get(name, ()):
            if any(clauses[place] != clauses[actor.first] for actor in here):
                continue
            sides = [
                "back" if actor.back else f"{'<' if actor.first < place else '>'}{lead}"
                for actor, lead in ((supplier, s_lead), (buyer, b_lead))
            ]
            others = sum(
                1
                for actor in flow.actors
                if not actor.back and actor not in here and min(a.first for a in (*here,)) < actor.first < place
            )
            after = flow.labels[place + 1] if place + 1 < len(flow.labels) else "."
            before = flow.labels[place - 1] if place else "^"
            yield f"frame={name}:{sides[0]}:{sides[1]}"
            yield f"frame={name}:{sides[0][0]}{sides[1][0]}"
            yield f"frame={name}:{sides[0][0]}:{sides[1]}"
            yield f"frame={name}:{sides[0]}:{sides[1][0]}"
            if others == 0:
                yield f"frame={name}:{sides[0]}:{sides[1]}:alone"
            if before in _PASSIVE or after in ("by", "par"):
                yield f"frame={name}:{sides[0][0]}{sides[1][0]}:passive"


_PASSIVE = frozenset("is are was were been be being est sont était étaient été".split())


def _role_features(flow: FlowSentence, actor: Actor, role: str) -> tuple[set[str], str]:
    """What speaks for an actor in its role, and the word before it."""
    mention = actor.mention
    kind, use = mention.kind.value, mention.use.value
    out = {f"{role}:{kind}:{use}"}
    if flow.scene.counts and mention.kind is MentionKind.COUNTRY:
        most = max(flow.scene.counts.values())
        out.add(f"{role}:{'main' if flow.scene.counts[mention.id] == most else 'other'}")
    if actor.back:
        out.update((f"{role}:back={actor.back}", f"{role}:back={actor.place}:{kind}:{use}", f"{role}:back"))
        out.update(f"{role}:back:cue={name}" for name in flow.cues)
        out.update(f"{role}:back:word={flow.norms[p]}" for name in TELLING for p in flow.cues.get(name, ()))
        return out, "back"
    norms, labels = flow.norms, flow.labels
    grammar, small = _grammar(flow.scene.analysis.lang)
    lead = next((w for w in norms[max(actor.first - 4, 0) : actor.first][::-1] if w not in grammar), "^")
    lead_label = lead if lead in small else labels[actor.first - 1] if labels[actor.first - 1][0] == "<" else "other"
    if use == "demonym":
        lead_label = f"demonym:{lead_label}"
    tail = labels[actor.last + 1] if actor.last + 1 < len(labels) else "."
    out.update((f"{role}:lead={lead_label}", f"{role}:tail={tail}", f"{role}:{use}:tail={tail}"))
    if use == "demonym":
        head = labels[actor.first - 1] if flow.scene.analysis.lang == "fr" and actor.first else tail
        out.update((f"{role}:head={head}", f"{role}:of mineral={'<mineral>' in (head, tail)}"))
    if lead_label == "other" and actor.first:
        out.add(f"{role}:lead word={lead}")
    nearest: tuple[int, str, str] | None = None
    clauses = clauses_of(norms)
    for name in TELLING:
        for place in flow.cues.get(name, ()):
            side = "<" if place < actor.first else ">"
            gap = actor.first - place if side == "<" else place - actor.last
            word = norms[place]
            if clauses[place] == clauses[actor.first]:
                out.update((f"{role}:{word}{side}", f"{role}:{word}{side}{lead_label}"))
                out.add(f"{role}:{name}{side}{lead_label}")
            candidate = (gap, side, word)
            nearest = candidate if nearest is None else min(nearest, candidate)
    if nearest is not None:
        gap, side, word = nearest
        out.update((f"{role}:near={side}{word}", f"{role}:near={side}{word}:{lead_label}"))
        out.add(f"{role}:near gap={side}{gap_class(gap, _GAPS)}")
    return out, lead_label


def status_features(flow: FlowSentence, supplier: Actor, buyer: Actor) -> list[str]:
    """What tells how real a flow is: the words of its clause and of the whole sentence."""
    clauses = clauses_of(flow.norms)
    places = [actor.first for actor in (supplier, buyer) if not actor.back]
    own = {clauses[place] for place in places}
    out = {f"w={norm}" for place, norm in enumerate(flow.norms) if clauses[place] in own and norm[0].isalpha()}
    for name, found in flow.cues.items():
        out.add(f"cue={name}")
        if any(clauses[place] in own for place in found):
            out.add(f"own={name}")
        near = min(abs(place - at) for place in found for at in places)
        out.add(f"cue={name}:{gap_class(near, _GAPS)}")
    if is_only_possible(flow):
        out.add("only possible")
    for name in find_cues(flow.norms, flow.scene.analysis.lang, "status"):
        out.add(f"status={name}")
    times = [t.value for t in flow.scene.analysis.times if t.sentence == flow.sentence.index and t.value is not None]
    date = flow.scene.analysis.document.date
    if date is not None:
        out.update(
            f"time={'past' if value[:4] < date[:4] else 'future' if value[:4] > date[:4] else 'now'}" for value in times
        )
    return sorted(out)


def is_only_possible(flow: FlowSentence) -> bool:
    """Whether a word such as "could" stands right before one that tells of a flow: such a flow is never actual."""
    modals = _modals(flow.scene.analysis.lang)
    telling = {place for name in ("give", "take", "come") for place in flow.cues.get(name, ())}
    return any(
        norm in modals and any(place + step in telling for step in (1, 2, 3)) for place, norm in enumerate(flow.norms)
    )


def minerals_of(flow: FlowSentence, supplier: Actor, buyer: Actor) -> list[Mention]:
    """The minerals that flow: those of the clause, else of the sentence, else the last or main one named before."""
    scene = flow.scene
    here = scene.minerals(flow.sentence)
    clauses = clauses_of(flow.norms)
    own = {clauses[actor.first] for actor in (supplier, buyer) if not actor.back}
    chosen = [span[0] for span in here if clauses[span[1]] in own] or [span[0] for span in here]
    if chosen:
        return list({m.id: m for m in chosen}.values())
    sentences = scene.analysis.sentences
    for index in range(flow.sentence.index - 1, max(flow.sentence.index - 1 - _REACH, -1), -1):
        before = [span[0] for span in scene.minerals(sentences[index])]
        if before:
            main = [mention for mention in before if mention.id == scene.main_mineral]
            return [main[0] if main else before[-1]]
    return [m for m in scene.analysis.mentions if m.kind is MentionKind.MINERAL and m.id == scene.main_mineral][:1]


@lru_cache(maxsize=4)
def _modals(lang: str) -> frozenset[str]:
    return frozenset(lexicon(lang, "supply_words")["modals"])


@lru_cache(maxsize=4)
def _acts(lang: str) -> frozenset[str]:
    return frozenset(lexicon(lang, "supply_words")["acts"])


@lru_cache(maxsize=4)
def _grammar(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    data = lexicon(lang, "supply_words")
    return frozenset(data["grammar"]), frozenset(data["small"])
