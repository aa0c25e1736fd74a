"""What linear models go by when they judge whether a sentence tells of a deal, between whom, and of which kind.

Read off are words, classes of words and kinds of mentions with their order and distance, never names.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from loaders.analysis import MentionKind, MentionUse, Sentence
from loaders.cues import Phrasebook, find_cues, gap_class
from loaders.deal_events import Scene, Trigger, find_triggers, token_range
from loaders.deal_stands import Stand, is_bystander, stands_in
from loaders.lexicon import lexicon

ARTICLES = frozenset("the a an le la les l' un une des its sa son leur leurs".split())
_SMALL = ARTICLES | frozenset(
    "of with between and from to by in at for on under , ; : ( ) – - — | / via avec entre et de d' du à au aux par "
    "dans en auprès pour chez sur ou or « » \" that que qui which who group groupe against contre vers depuis sans 's '"
    " not no ne n' pas whose dont where où but mais while tandis it il elle se s' has have had ont was were been être "
    "est été will va".split()
)
_SAYS = frozenset(
    "said says told according reported reports noted added estimates warned argues déclaré déclare dit selon affirme "
    "indiqué indique précise estime rapporte souligne ajouté d'après explique note analyst analyste".split()
)
_STEM = 6
_SIGNED = frozenset(("agreement", "offtake", "venture", "loan", "license", "stake"))
_CLOSE = 5
_SETTLED = frozenset(("sign", "conclude", "agree", "pact", "memo", "contract", "venture", "license"))
_PARTNERSHIP = ("partenariat", "partnership")


#: The distances in tokens that features tell apart.
_GAPS = (0, 1, 2, 4, 7, 12, 20)


def stems_of(norms: Sequence[str]) -> list[str]:
    """The beginnings of the words, each once."""
    return sorted({norm[:_STEM] for norm in norms if norm[:1].isalpha()})


def _path(labels: Sequence[str], most: int) -> str:
    marks = [x for x in labels if x not in ("", "_") and x not in ARTICLES]
    half = most // 2
    return " ".join(marks) if len(marks) <= most else " ".join([*marks[:half], "..", *marks[-half:]])


class Reading:
    """One sentence, read for deals."""

    def __init__(self, scene: Scene, sentence: Sentence) -> None:
        self.scene, self.sentence = scene, sentence
        self.lang = scene.analysis.lang
        self.norms = [token.norm for token in sentence.tokens]
        self.triggers = find_triggers(sentence, self.lang)
        self.labels = self._labels()
        plain = (label != "" and label[0] != "<" for label in self.labels)
        self.words = [norm if keep else "" for norm, keep in zip(self.norms, plain, strict=True)]
        named = stands_in(scene, sentence)
        self.stands = [stand for stand in named if not is_bystander(stand, self.norms, self.labels, self.lang)]
        self.classes = sorted({trigger.kind for trigger in self.triggers})
        self.concepts = self._concepts()
        self.common = self._common()

    @cached_property
    def directions(self) -> Mapping[str, list[int]]:
        """Where the words stand that say which way things go."""
        return find_cues(self.norms, self.lang, "deal_direction")

    @cached_property
    def stages(self) -> Mapping[str, list[int]]:
        """Where the words stand that tell how far a deal has come."""
        return find_cues(self.norms, self.lang, "deal_status")

    def _labels(self) -> list[str]:
        """Each token as an actor's kind, a trigger's class, itself if small, "_" for the rest, "" inside a name."""
        out = [norm if norm in _SMALL else "_" for norm in self.norms]
        covers = [(t.first, t.last, t.kind.upper()) for t in self.triggers]
        for mention in self.scene.mentions(self.sentence.index):
            demonym = ".d" if mention.use is MentionUse.DEMONYM else ""
            covers.append(
                (*token_range(self.sentence, mention.start, mention.end), f"<{mention.kind.value[:4]}{demonym}>")
            )
        for first, last, label in covers:
            out[first : last + 1] = [label, *[""] * (last - first)]
        return out

    def _concepts(self) -> list[str]:
        """Each token as an actor's kind, as what it means in any language, or "" where that is not known."""
        out = [label if label.startswith("<") else "" for label in self.labels]
        for first, _, name in concepts(self.lang).find(self.norms):
            if not out[first] and not (self.labels[first] == "" or self.labels[first].startswith("<")):
                out[first] = name
        return out

    def _common(self) -> list[str]:
        scene, index = self.scene, self.sentence.index
        minerals = scene.minerals(index)
        organizations = len({s.mention.id for s in self.stands if s.mention.kind is MentionKind.ORGANIZATION})
        states = len({s.mention.id for s in self.stands if s.kind in ("cou", "coum", "cour", "all")})
        amounts = sorted({a.kind.value for a in scene.analysis.amounts if a.sentence == index})
        out = [
            f"minerals={min(len(minerals), 3)}", f"heading={self.sentence.heading}", f"orgs={min(organizations, 4)}",
            f"states={min(states, 4)}", f"dated={any(t.sentence == index for t in scene.analysis.times)}",
            f"title={self.sentence.field == 'title'}", f"triggers={min(len(self.triggers), 4)}",
        ]  # fmt: skip
        if not minerals:
            out.append(f"minerals_before={bool(scene.minerals(index - 1))}")
        out += [f"amount={kind}" for kind in amounts] + [f"class={kind}" for kind in self.classes]
        out += [f"word={word}" for word in sorted({t.word for t in self.triggers})]
        out += [f"cue={name}" for name in find_cues(self.norms, self.lang, "status")]
        return out

    def event_features(self) -> list[str]:
        """What tells whether the sentence tells of a deal."""
        actors = min(len({s.mention.id for s in self.stands if not s.kind.endswith("d")}), 4)
        shown = [f for f in self.common if f.startswith(("orgs", "states", "cue", "minerals", "amount"))]
        crossed = [f"{kind}+{f}" for kind in self.classes for f in (*shown, f"actors={actors}")]
        labels = ["^", *(x for x in self.labels if x)]
        marks = [x for x in labels if x != "_" and x not in ARTICLES]
        pairs = {f"two={a} {b}" for a, b in pairwise(labels)} | {f"marks={a} {b}" for a, b in pairwise(marks)}
        out = [*self.common, f"actors={actors}", *crossed, *sorted(pairs)]
        out += [f"means={name}" for name in sorted(self.meanings)]
        return out + [f"stem={stem}" for stem in stems_of(self.words)]

    @cached_property
    def meanings(self) -> frozenset[str]:
        """What the words of the sentence mean."""
        return frozenset(name for name in self.concepts if name and name[0] != "<")

    def around(self, stand: Stand) -> list[str]:
        """What stands before and after an actor, the nearest three on each side."""
        left = [name for name in self.concepts[: stand.first] if name][:-4:-1]
        right = [name for name in self.concepts[stand.last + 1 :] if name][:3]
        out = []
        for side, names in (("left", left), ("right", right)):
            out += [f"{side}~{' '.join(names[:n])}" for n in (1, 2, 3)]
            out += [f"{side}*{name}" for name in dict.fromkeys(names)]
        return out

    def signs_plainly(self) -> bool:
        """Whether two actors stand there and a verb such as "sign" close to a noun such as "contract"."""
        actors = {s.mention.id for s in self.stands if not s.kind.endswith("d")}
        verbs = [t.first for t in self.triggers if t.kind == "sign"]
        nouns = [t.first for t in self.triggers if t.kind in _SIGNED]
        return len(actors) > 1 and any(abs(verb - noun) <= _CLOSE for verb in verbs for noun in nouns)

    def proposes_plainly(self) -> bool:
        """Whether one state offers another something that has to do with a mineral: "Moscow offers Washington"."""
        if not self.scene.minerals(self.sentence.index):
            return False
        states = [s for s in self.stands if s.mention.kind is MentionKind.COUNTRY and not s.kind.endswith("d")]
        offers = [
            i
            for i, name in enumerate(self.concepts)
            if name == "offer" and not self.norms[i].endswith(("er", "ir")) and self.norms[i - 1] != "to"
        ]
        return any(
            one.mention.id != two.mention.id and 0 < place - one.last <= _CLOSE and 0 < two.first - place <= _CLOSE
            for place in offers
            for one in states
            for two in states
        )

    @property
    def is_settled(self) -> bool:
        """Whether a word tells of an agreement or its signing, so that more than a will to work together is told."""
        return bool(self.meanings & _SETTLED) or any(norm.startswith(_PARTNERSHIP) for norm in self.norms)

    def party_features(self, stand: Stand) -> list[str]:
        """What tells whether an actor in the sentence takes part in what it tells of."""
        kind = stand.kind
        others = len({s.mention.id for s in self.stands})
        companies = any(
            s.mention.kind is MentionKind.ORGANIZATION and s.mention.id != stand.mention.id for s in self.stands
        )
        at_home = any(
            s.mention.country == stand.mention.id and s.mention.kind is MentionKind.ORGANIZATION for s in self.stands
        )
        trust = stand.mention.confidence
        out = [
            *self.beside(stand), *self.triggers_beside(stand), f"kind={kind}", f"companies={kind}:{companies}",
            f"actors={min(others, 5)}", f"actors={kind}:{min(others, 5)}", f"home={at_home}:{kind}",
            f"trust={'high' if trust > 0.9 else 'fair' if trust > 0.6 else 'low'}:{stand.mention.kind.value}",
        ]  # fmt: skip
        around = self.around(stand)
        out += around + [f"{feature}:{kind}" for feature in around]
        return out + [f"class={name}:{kind}" for name in self.classes]

    def beside(self, stand: Stand) -> list[str]:
        """What stands right before and after an actor."""
        before = [x for x in self.labels[: stand.first] if x]
        after = [x for x in self.labels[stand.last + 1 :] if x] or ["."]
        plain = next((x for x in before[:-6:-1] if x not in ARTICLES and x != "_"), "^")
        out = [
            f"before={plain}", f"before={plain}:{stand.kind}", f"nearest={before[-1] if before else '^'}",
            f"after={after[0]}", f"count={min(self.scene.counts[stand.mention.id], 4)}", f"how={stand.how}",
            f"titled={stand.mention.id in self.scene.in_title}",
            f"first={not any(s.first < stand.first for s in self.stands)}",
        ]  # fmt: skip
        out += [f"left{n}={' '.join(before[-n:])}" for n in (2, 3)] + [
            f"right{n}={' '.join(after[:n])}" for n in (2, 3)
        ]
        if set(self.norms[stand.last + 1 : stand.last + 4]) & _SAYS or plain in _SAYS:
            out.append("says")
        following = (s for s in self.stands if 0 < s.first - stand.last <= 3)
        if stand.mention.use is MentionUse.DEMONYM and any(
            s.mention.kind is MentionKind.ORGANIZATION for s in following
        ):
            out.append("modifies")
        out += [f"left_stem={stem}" for stem in stems_of(self.words[max(stand.first - 4, 0) : stand.first])]
        return out + [f"right_stem={stem}" for stem in stems_of(self.words[stand.last + 1 : stand.last + 5])]

    def triggers_beside(self, stand: Stand) -> list[str]:
        """The nearest triggers on both sides of an actor, and what stands between."""
        out = []
        left = next((t for t in reversed(self.triggers) if t.last < stand.first), None)
        right = next((t for t in self.triggers if t.first > stand.last), None)
        for side, trigger in (("pre", left), ("post", right)):
            if trigger is None:
                out.append(f"{side}=none")
                continue
            low, high = (trigger.last + 1, stand.first) if side == "pre" else (stand.last + 1, trigger.first)
            path = _path(self.labels[low:high], 4)
            rivals = sum(1 for s in self.stands if low <= s.first < high and s.mention.id != stand.mention.id)
            out += [
                f"{side}={trigger.kind}", f"{side}={trigger.kind}:{gap_class(high - low, _GAPS)}",
                f"{side}={trigger.kind}:{stand.kind}",
                f"{side}_word={trigger.word}", f"{side}_gap={gap_class(high - low, _GAPS)}", f"{side}_path={path}",
                f"{side}_path={trigger.kind}:{path}", f"{side}_rivals={min(rivals, 3)}",
            ]  # fmt: skip
        return out

    def outside_features(self, stand: Stand, inside: int) -> list[str]:
        """What tells whether an actor named elsewhere takes part, beside the `inside` parties of the sentence."""
        kind, how, id = stand.kind, stand.how, stand.mention.id
        scene = self.scene
        count, missing = min(scene.counts[id], 5), min(inside, 3)
        top = scene.leading.index(id) if id in scene.leading else "no"
        companies = min(len({s.mention.id for s in self.stands if s.mention.kind is MentionKind.ORGANIZATION}), 3)
        out = [
            f"how={how}", f"kind={kind}", f"how+kind={how}:{kind}", f"count={count}", f"count+kind={count}:{kind}",
            f"titled={id in scene.in_title}:{kind}", f"leads={stand.leads}:{how}", f"alone={stand.alone}:{how}",
            f"companies={companies}:{how}", f"companies={companies}:{kind}", f"top={top}:{kind}",
            f"home={any(s.mention.country == id for s in self.stands)}", f"inside={missing}", f"inside={missing}:{how}",
            f"inside={missing}:{kind}", f"inside+alone={missing}:{stand.alone}:{how}",
            f"leads={stand.leads}:{kind}:{missing}",
        ]  # fmt: skip
        out += [f"class={name}:{kind}" for name in self.classes] + [f"class={name}:{how}" for name in self.classes]
        out += [f"word={word}:{kind[:3]}" for word in sorted({t.word for t in self.triggers})]
        out += [f"means={name}:{kind[:3]}" for name in sorted(self.meanings)]
        out += [f"means={name}:{how}" for name in ("its", "company", "state", "this", "both") if name in self.meanings]
        return out + [f for f in self.common if f.startswith(("heading", "title", "dated", "minerals"))]

    def pair_features(self, one: Stand, two: Stand, parties: int) -> list[str]:
        """What tells whether two parties of the sentence, `one` before `two`, are in the same deal."""
        labels = self.labels[one.last + 1 : two.first]
        triggers = [t for t in self.triggers if one.last < t.first < two.first]
        rivals = {s.mention.id for s in self.stands if one.last < s.first < two.first} - {
            one.mention.id,
            two.mention.id,
        }
        kinds, path = f"{one.kind}+{two.kind}", _path(labels, 5)
        before = _path(self.labels[: one.first], 2)
        out = [
            f"kinds={kinds}", f"path={path}", f"path+kinds={path}:{kinds}", f"gap={gap_class(len(labels), _GAPS)}",
            f"rivals={min(len(rivals), 3)}", f"parties={min(parties, 6)}", f"triggers={min(len(triggers), 3)}",
            f"parties+rivals={min(parties, 6)}:{min(len(rivals), 3)}", f"before={before}", f"how={one.how}:{two.how}",
            f"first={one is self.stands[0]}", f"first+rivals={one is self.stands[0]}:{min(len(rivals), 3)}",
        ]  # fmt: skip
        out += [f"between={trigger.kind}" for trigger in triggers] + [f"class={name}" for name in self.classes]
        between = [name for name in self.concepts[one.last + 1 : two.first] if name]
        out += [f"between={name}" for name in dict.fromkeys(between)] + [f"way={' '.join(between[:4])}"]
        out += [f"way={' '.join(between[:2])}..{' '.join(between[-2:])}"]
        return out + [f"stem={stem}" for stem in stems_of(self.words[one.last + 1 : two.first])]

    def trigger(self, parties: Sequence[Stand]) -> Trigger | None:
        """The trigger nearest to the parties, those between them first."""
        places = [p.first for p in parties if p.first >= 0]
        if not places or not self.triggers:
            return self.triggers[0] if self.triggers else None
        return min(self.triggers, key=lambda t: (sum(abs(t.first - place) for place in places), t.first))


@lru_cache(maxsize=4)
def concepts(lang: str) -> Phrasebook:
    """The words of a language by what they mean, the same classes in every language."""
    return Phrasebook(lexicon(lang, "concepts"))
