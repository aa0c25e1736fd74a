"""Where a sentence may tell of reserves, production or capacity: anchors, with what speaks for each reading of them.

An anchor is an amount of mass, a share, a rank, or, in a clause without any of these, a word of
loaders/lexicon/<lang>/resources.yaml. In `loaders.resources` linear models judge what an anchor tells, and whose it is.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.analysis import AmountKind, Analysis, Mention, MentionKind, Sentence
from loaders.cues import find_cues, gap_class
from loaders.surroundings import Surroundings

REGIONS = (MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.SITE)
_REACH = 3
_GAPS = (0, 1, 2, 3, 5, 8, 14)
_WINDOW = 6
_AMOUNTS = (AmountKind.MASS, AmountKind.SHARE, AmountKind.RANK)
_STOPS = frozenset({";", "—", "–"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """Tokens [first, last] of a sentence that may tell of a resource; `kind` is "mass", "rate", "share", "rank" or
    the class of a word, `amount` what is printed, if anything."""

    sentence: Sentence
    first: int
    last: int
    kind: str
    amount: str | None

    @property
    def start(self) -> int:
        """The offset at which it begins."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.sentence.tokens[self.last].end


class ResourceScene:
    """An analysis with what reading resources looks up again and again."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.around = Surroundings(analysis)
        minerals = [m for m in analysis.mentions if m.kind is MentionKind.MINERAL]
        counts = Counter(m.id for m in minerals)
        counts.update(m.id for m in minerals if m.sentence <= 1)
        self.main_mineral = max(sorted(counts), key=lambda id: counts[id]) if counts else None
        self.counts = Counter(m.id for m in analysis.mentions if m.kind in REGIONS)
        self.amounts: dict[int, list[tuple[int, int, str, str | None]]] = {}
        for amount in analysis.amounts:
            if amount.kind in _AMOUNTS:
                kind = amount.kind.value
                if amount.kind is AmountKind.MASS and "/" in amount.value:
                    kind = "rate"
                value = None if amount.kind is AmountKind.RANK else amount.value
                self.amounts.setdefault(amount.sentence, []).append((amount.start, amount.end, kind, value))
        self._spans: dict[int, list[tuple[Mention, int, int]]] = {}

    def spans(self, sentence: Sentence) -> list[tuple[Mention, int, int]]:
        """The mentions of a sentence with their first and last tokens."""
        if sentence.index not in self._spans:
            self._spans[sentence.index] = [
                (mention, *token_span(sentence, mention.start, mention.end))
                for mention in self.around.mentions(sentence)
            ]
        return self._spans[sentence.index]

    def minerals(self, sentence: Sentence) -> list[tuple[Mention, int, int]]:
        """The minerals of a sentence; critical minerals in general only where none is named."""
        found = [span for span in self.spans(sentence) if span[0].kind is MentionKind.MINERAL]
        return [span for span in found if span[0].id != "critical-minerals"] or found

    def regions(self, sentence: Sentence) -> list[tuple[Mention, int, int]]:
        """The countries, places and sites of a sentence."""
        return [span for span in self.spans(sentence) if span[0].kind in REGIONS]


def token_span(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first and last token of a stretch."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.end > start and token.start < end]
    return (inside[0], inside[-1]) if inside else (0, 0)


def find_anchors(scene: ResourceScene, sentence: Sentence) -> list[Anchor]:
    """Every amount and rank of a sentence, and of a clause without any the first word of each class."""
    out = []
    for start, end, kind, value in scene.amounts.get(sentence.index, ()):
        out.append(Anchor(sentence, *token_span(sentence, start, end), kind, value))
    norms = [token.norm for token in sentence.tokens]
    clauses = clauses_of(norms)
    filled = {clauses[anchor.first] for anchor in out}
    seen = set()
    for name, places in find_cues(norms, scene.analysis.lang, "resources").items():
        for place in places:
            key = name, clauses[place]
            if name in ANCHORING and clauses[place] not in filled and key not in seen:
                seen.add(key)
                out.append(Anchor(sentence, place, place, name, None))
    return sorted(out, key=lambda anchor: (anchor.first, anchor.kind))


#: Classes of words that tell of a resource without any amount.
ANCHORING = frozenset({"reserves", "holding", "production", "ranking"})


def clauses_of(norms: Sequence[str]) -> list[int]:
    """For each token the number of its clause; semicolons and dashes end one."""
    out, clause = [], 0
    for norm in norms:
        clause += norm in _STOPS
        out.append(clause)
    return out


def minerals_at(scene: ResourceScene, anchor: Anchor) -> tuple[Mention, ...]:
    """The minerals that an anchor speaks of: the nearest of its clause or sentence, with those listed beside it where
    there is no amount; else the last one named before; else the main one of the article."""
    here = scene.minerals(anchor.sentence)
    if here:
        norms = [token.norm for token in anchor.sentence.tokens]
        clauses = clauses_of(norms)
        close = [span for span in here if clauses[span[1]] == clauses[anchor.first]] or here

        def distance(span: tuple[Mention, int, int]) -> tuple[int, int]:
            _, first, last = span
            ahead = first - anchor.last
            return (ahead if ahead > 0 else (anchor.first - last) * 2), first

        nearest = min(close, key=distance)
        return _listed(here, nearest, norms) if anchor.amount is None else (nearest[0],)
    sentences = scene.analysis.sentences
    for index in range(anchor.sentence.index - 1, max(anchor.sentence.index - 1 - _REACH, -1), -1):
        found = [span[0] for span in scene.minerals(sentences[index])]
        if found:
            main = [mention for mention in found if mention.id == scene.main_mineral]
            return (main[0] if main else found[-1],)
    return tuple(m for m in scene.analysis.mentions if m.kind is MentionKind.MINERAL and m.id == scene.main_mineral)[:1]


def _listed(
    minerals: Sequence[tuple[Mention, int, int]], chosen: tuple[Mention, int, int], norms: Sequence[str]
) -> tuple[Mention, ...]:
    place = minerals.index(chosen)
    out = [chosen[0]]
    for row, forward in ((minerals[place + 1 :], True), (minerals[:place][::-1], False)):
        edge = chosen
        for span in row:
            between = norms[edge[2] + 1 : span[1]] if forward else norms[span[2] + 1 : edge[1]]
            if len(between) > 4 or not set(between) <= _JOINTS:
                break
            out.append(span[0])
            edge = span
    return tuple({m.id: m for m in sorted(out, key=lambda m: m.start)}.values())


_JOINTS = frozenset(", and et of de d' du des le la les l' en or ou as well also mais aussi ainsi que que '".split())


def telling_features(scene: ResourceScene, anchor: Anchor) -> list[str]:
    """What tells what an anchor speaks of: reserves, production, capacity, or none of these."""
    sentence, lang = anchor.sentence, scene.analysis.lang
    norms = [token.norm for token in sentence.tokens]
    clauses = clauses_of(norms)
    clause = [i for i, number in enumerate(clauses) if number == clauses[anchor.first]]
    labels = token_labels(scene, sentence)
    out = {f"kind={anchor.kind}", f"{lang}:{anchor.kind}"}
    unit = (anchor.amount or "").rpartition(" ")[2]
    if anchor.kind in ("mass", "rate"):
        out.add(f"unit={unit.partition('/')[0]}")
    before, after = labels[clause[0] : anchor.first], labels[anchor.last + 1 : clause[-1] + 1]
    for side, row in (("<", before[::-1]), (">", after)):
        out.update(f"{side}{label}" for label in row[:_WINDOW])
        out.update(f"{anchor.kind}{side}{label}" for label in row[:3])
        out.add(f"{side}1 {' '.join(row[:1])}")
        out.add(f"{side}2 {' '.join(row[:2])}")
    out.update(f"w={label}" for label in (*before, *after))
    cues = find_cues(norms, lang, "resources")
    for name, places in cues.items():
        inside = [place for place in places if clauses[place] == clauses[anchor.first]]
        if inside:
            near = min(inside, key=lambda place: abs(place - anchor.first))
            side = "<" if near < anchor.first else ">"
            out.update((f"cue={name}", f"{anchor.kind}:cue={name}", f"{anchor.kind}:cue{side}{name}"))
            out.add(f"cue={name}:{gap_class(abs(near - anchor.first), _GAPS)}")
        else:
            out.add(f"elsewhere={name}")
    nearest = sorted((abs(place - anchor.first), name) for name, places in cues.items() for place in places)
    if nearest:
        out.update((f"nearest={nearest[0][1]}", f"{anchor.kind}:nearest={nearest[0][1]}"))
    for name in find_cues(norms, lang, "supplies"):
        out.update((f"flow={name}", f"{anchor.kind}:flow={name}"))
    for name in find_cues(norms, lang, "status"):
        out.update((f"status={name}", f"{anchor.kind}:status={name}"))
    kinds = Counter(mention.kind.value for mention, _, _ in scene.spans(sentence))
    out.update(f"{anchor.kind}:has={kind}" for kind in kinds)
    out.update(f"{anchor.kind}:no={kind.value}" for kind in (*REGIONS, MentionKind.MINERAL) if kind.value not in kinds)
    if any(a.kind is AmountKind.MONEY for a in scene.analysis.amounts if a.sentence == sentence.index):
        out.add(f"{anchor.kind}:money")
    if sentence.heading:
        out.add("heading")
    out.add(f"{anchor.kind}:anchors={min(len(scene.amounts.get(sentence.index, ())), 4)}")
    return sorted(out)


def token_labels(scene: ResourceScene, sentence: Sentence) -> list[str]:
    """A label for every token: the kind of its mention, else its word, else what it is made of."""
    out = [token.norm if token.norm[0].isalpha() or not token.norm[0].isalnum() else "0" for token in sentence.tokens]
    for mention, first, last in scene.spans(sentence):
        for place in range(first, last + 1):
            out[place] = f"<{mention.kind.value}>"
    return out
