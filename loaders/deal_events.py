"""Where an article may tell of a deal: the words that tell of one, and the actors around them.

A trigger is a word or phrase of loaders/lexicon/<lang>/deals.yaml. What a linear model goes by, for a trigger and an
actor of its sentence, is read off here: sides, distances, prepositions and kinds, never names.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from loaders.analysis import Analysis, Mention, MentionKind, Sentence
from loaders.lexicon import lexicon
from loaders.sentences import tokenize

ACTORS = (MentionKind.ORGANIZATION, MentionKind.COUNTRY, MentionKind.ALLIANCE)
_ARTICLES = frozenset("the a an le la les l' un une des its sa son leur leurs".split())
_SAYS = frozenset(
    "said says told according reported reports noted added estimates estimate warns warned argues argued thinks "
    "déclaré déclare dit selon affirme affirmé indiqué indique précise précisé estime rapporté rapporte souligne "
    "souligné ajouté rappelle d'après explique expliqué note juge constate commente".split()
)
_CLAUSE = frozenset(
    "who which that qui que dont où when while tandis alors mais but although whereas puis after".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens [first, last] of a sentence that may tell of a deal, with the class of the lexicon."""

    sentence: int
    first: int
    last: int
    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor mention as tokens [first, last] of its sentence."""

    mention: Mention
    first: int
    last: int


class Scene:
    """An analysis with what finding deals looks up again and again."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.counts = Counter(m.id for m in analysis.mentions if m.kind in ACTORS)
        self.in_title = {m.id for m in analysis.mentions if m.field == "title" or m.sentence <= 1}
        self._mentions: dict[int, list[Mention]] = {}
        for mention in analysis.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)

    def mentions(self, sentence: int) -> Sequence[Mention]:
        """The mentions of a sentence."""
        return self._mentions.get(sentence, ())

    def minerals(self, sentence: int) -> list[str]:
        """The minerals that a sentence names, each once, in order."""
        found = (m.name for m in self.mentions(sentence) if m.kind is MentionKind.MINERAL)
        return list(dict.fromkeys(found))

    def actors(self, sentence: Sentence) -> list[Actor]:
        """The actors of a sentence; a group mention gives each of its members."""
        out = []
        for mention in self.mentions(sentence.index):
            if mention.kind in ACTORS:
                first, last = token_range(sentence, mention.start, mention.end)
                out.append(Actor(mention, first, last))
        return out

    @cached_property
    def groups(self) -> dict[int, list[Mention]]:
        """The "two countries" of each sentence."""
        return {
            index: [m for m in mentions if m.kind is MentionKind.GROUP] for index, mentions in self._mentions.items()
        }


def token_range(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first and last token that a stretch covers."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
    return (inside[0], inside[-1]) if inside else (0, 0)


def find_triggers(sentence: Sentence, lang: str) -> list[Trigger]:
    """The triggers of a sentence in order; of phrases that begin at one token the longest."""
    words, stems, phrases = _forms(lang)
    norms = [token.norm for token in sentence.tokens]
    out = []
    position = 0
    while position < len(norms):
        norm = norms[position]
        phrase = next((p for p in phrases.get(norm, ()) if tuple(norms[position : position + len(p[0])]) == p[0]), None)
        if phrase is not None:
            out.append(Trigger(sentence.index, position, position + len(phrase[0]) - 1, phrase[1], " ".join(phrase[0])))
            position += len(phrase[0])
            continue
        kind = words.get(norm) or next((kind for stem, kind in stems if norm.startswith(stem)), None)
        if kind is not None:
            out.append(Trigger(sentence.index, position, position, kind, norm))
        position += 1
    return out


_Forms = tuple[dict[str, str], tuple[tuple[str, str], ...], dict[str, list[tuple[tuple[str, ...], str]]]]


@lru_cache(maxsize=4)
def _forms(lang: str) -> _Forms:
    words: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, forms in lexicon(lang, "deals")["triggers"].items():
        for form in forms:
            tokens = tuple(token.norm for token in tokenize(form, 0, len(form)))
            if form.endswith("*"):
                stems.append((form[:-1].casefold(), kind))
            elif len(tokens) == 1:
                words.setdefault(tokens[0], kind)
            else:
                phrases.setdefault(tokens[0], []).append((tokens, kind))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return words, tuple(sorted(stems, key=lambda stem: -len(stem[0]))), phrases


def actor_features(
    scene: Scene, sentence: Sentence, trigger: Trigger, actor: Actor, actors: Sequence[Actor]
) -> list[str]:
    """What tells whether an actor takes part in what a trigger tells of, and in which role."""
    norms = [token.norm for token in sentence.tokens]
    mention = actor.mention
    left = actor.last < trigger.first
    side = "L" if left else "R"
    low, high = (actor.last + 1, trigger.first) if left else (trigger.last + 1, actor.first)
    between = norms[low:high]
    gap = len(between)
    kind = f"{mention.kind.value}:{mention.use.value}"
    before, word_before = _before(norms, actor.first)
    after = norms[actor.last + 1] if actor.last + 1 < len(norms) else "."
    rivals = sum(1 for a in actors if a is not actor and low <= a.first < high and a.mention.id != mention.id)
    modifies = any(a.first - actor.last in (1, 2, 3) and a.mention.kind is MentionKind.ORGANIZATION for a in actors)
    out = [
        f"kind={kind}", f"side={side}", f"gap={side}{_bucket(gap)}", f"rivals={min(rivals, 3)}",
        f"class={trigger.kind}", f"class={trigger.kind}:{side}", f"word={trigger.word}", f"word={trigger.word}:{side}",
        f"before={before}", f"before={before}:{mention.kind.value}", f"side+before={side}:{before}",
        f"class+before={trigger.kind}:{side}:{before}", f"kind+class={mention.kind.value}:{trigger.kind}:{side}",
        f"after={after if after in _AFTER else 'other'}", f"article={word_before in _ARTICLES}",
        f"kind+modifies={mention.kind.value}:{mention.use.value}:{modifies}",
        f"count={min(scene.counts[mention.id], 4)}", f"title={mention.id in scene.in_title}",
        f"actors={min(len({a.mention.id for a in actors}), 5)}",
    ]  # fmt: skip
    out += [f"between={mark}" for mark in (",", ";", ":", "(", "»", "et", "and", "avec", "with") if mark in between]
    if any(word in _CLAUSE for word in between):
        out.append(f"clause_between:{side}")
    if set(norms[actor.last + 1 : actor.last + 4]) & _SAYS or before in _SAYS:
        out.append("says")
    if not any(a.first < actor.first for a in actors):
        out.append("first_actor")
        out.append(f"first_actor:{trigger.kind}:{side}")
    if any(a.mention.kind is MentionKind.ORGANIZATION for a in actors):
        out.append(f"orgs_there:{mention.kind.value}:{mention.use.value}")
    passive = norms[max(trigger.first - 3, 0) : trigger.first]
    if {"by", "par"} & {before}:
        out.append(f"agent:{trigger.kind}")
    if {"was", "were", "been", "be", "été", "est", "sont", "sera"} & set(passive):
        out.append(f"passive:{side}")
    return out


_AFTER = frozenset(
    "'s , . ; : and et ou or to for will a ont va has have said ( ) – - of in de du à est is qui which who".split()
)


def _before(norms: Sequence[str], first: int) -> tuple[str, str]:
    """The word before a mention without articles and demonyms' company words, and the word right before it."""
    near = norms[max(first - 4, 0) : first][::-1]
    plain = next((word for word in near if word not in _ARTICLES), "^")
    return (plain if plain in _BEFORE or plain in _SAYS else ("^" if not near else "other")), (near[0] if near else "^")


_BEFORE = frozenset(
    "of with between and from to by in at for on under , ; : ( – - via avec entre et de d' du des à au aux par dans en "
    'auprès pour chez sur ou or ^ « " que qui company group miner giant groupe société entreprise géant against '
    "contre vers depuis sans".split()
)


def _bucket(gap: int) -> str:
    return next((str(limit) for limit in (0, 1, 2, 4, 7, 12, 20) if gap <= limit), "more")


def event_features(
    scene: Scene, sentence: Sentence, trigger: Trigger, parties: Sequence[Actor], lang: str
) -> list[str]:
    """What tells whether a trigger with these parties tells of a deal, of which kind and status."""
    norms = [token.norm for token in sentence.tokens]
    kinds = sorted(Counter(p.mention.kind.value[:4] for p in parties).items())
    people = "+".join(f"{kind}{min(count, 3)}" for kind, count in kinds) or "none"
    minerals = scene.minerals(sentence.index)
    out = [
        f"class={trigger.kind}", f"word={trigger.word}", f"parties={people}", f"class+parties={trigger.kind}:{people}",
        f"minerals={min(len(minerals), 3)}", f"heading={sentence.heading}",
        f"class+minerals={trigger.kind}:{bool(minerals)}",
        f"paragraph={min(sentence.paragraph, 4)}",
    ]  # fmt: skip
    if not minerals:
        out.append(f"minerals_before={bool(scene.minerals(sentence.index - 1))}")
    amounts = {a.kind.value for a in scene.analysis.amounts if a.sentence == sentence.index}
    out += [f"amount={kind}" for kind in sorted(amounts)] + [
        f"amount+class={k}:{trigger.kind}" for k in sorted(amounts)
    ]
    out.append(f"dated={any(t.sentence == sentence.index for t in scene.analysis.times)}")
    out += [f"also={kind}" for kind in sorted({t.kind for t in find_triggers(sentence, lang)} - {trigger.kind})]
    for name, places in _cues(norms, lang).items():
        near = min(min(abs(place - trigger.first), abs(place - trigger.last)) for place in places)
        out.append(f"cue={name}")
        out += [f"cue={name}:{limit}" for limit in (2, 5, 10) if near <= limit]
        out.append(f"cue+class={name}:{trigger.kind}")
    low, high = max(trigger.first - 8, 0), trigger.last + 9
    out += [f"near={norm}" for norm in sorted(set(norms[low:high])) if norm[0].isalpha() or norm == "%"]
    out += [f"just_before={norm}" for norm in norms[max(trigger.first - 2, 0) : trigger.first]]
    out += [f"just_after={norm}" for norm in norms[trigger.last + 1 : trigger.last + 3]]
    return out


_DENIED_KINDS = frozenset({"sign", "agreement", "offtake", "supply"})


def is_denied(sentence: Sentence, trigger: Trigger, lang: str) -> bool:
    """Whether the deal is said not to be: "has not signed", « n'a pas signé », "denied that it had"."""
    norms = [token.norm for token in sentence.tokens]
    words = lexicon(lang, "denial")
    before = norms[max(trigger.first - 4, 0) : trigger.first]
    if trigger.kind in _DENIED_KINDS and any(word in before for word in words["not"]):
        return True
    return any(word in norms[max(trigger.first - 12, 0) : trigger.first] for word in words["deny"])


def _cues(norms: Sequence[str], lang: str) -> dict[str, list[int]]:
    """Where the words that tell of a deal's status stand, by class."""
    found: dict[str, list[int]] = {}
    for first, options in _cue_forms(lang).items():
        for place in (i for i, norm in enumerate(norms) if norm == first):
            for form, name in options:
                if tuple(norms[place : place + len(form)]) == form:
                    found.setdefault(name, []).append(place)
    return dict(sorted(found.items()))


@lru_cache(maxsize=4)
def _cue_forms(lang: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, words in lexicon(lang, "status").items():
        for word in words:
            tokens = tuple(token.norm for token in tokenize(word, 0, len(word)))
            forms.setdefault(tokens[0], []).append((tokens, name))
    return forms
