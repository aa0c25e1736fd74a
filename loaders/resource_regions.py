"""Whose a resource is: the regions of a sentence and of the ones before it, with what speaks for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.cues import gap_class
from loaders.lexicon import lexicon
from loaders.resource_anchors import REGIONS, Anchor, ResourceScene, clauses_of, token_labels

_REACH = 3
_GAPS = (0, 1, 2, 3, 5, 8, 14)


@dataclass(frozen=True, slots=True)
class Standing:
    """A region as a candidate for an anchor, with the place where it stands best for it."""

    mention: Mention
    features: tuple[str, ...]


def standings(scene: ResourceScene, anchor: Anchor, measure: str) -> list[Standing]:
    """Every region of the sentence and of the ones before it, once, with what speaks for its being the one."""
    found: dict[str, Standing] = {}
    here = list(_here(scene, anchor, measure))
    for standing in here:
        found.setdefault(standing.mention.id, standing)
    reference = _reference(anchor.sentence, scene.analysis.lang)
    sentences = scene.analysis.sentences
    named = bool(found)
    last = max(anchor.sentence.index - 1 - _REACH, -1)
    for index in [*range(anchor.sentence.index - 1, last, -1), *([0] if last > 0 else [])]:
        spans = scene.regions(sentences[index])
        for place, (mention, _, _) in enumerate(spans):
            if mention.id in found:
                continue
            back = f"-{anchor.sentence.index - index}" if index > last else "title"
            same = "same" if sentences[index].paragraph == anchor.sentence.paragraph else "other"
            position = "first" if place == 0 else "last" if place == len(spans) - 1 else "middle"
            kind = mention.kind.value
            out = {
                f"{back}", f"{back}:{kind}:{mention.use.value}", f"{back}:{position}:{kind}",
                f"{measure}:{back}:{kind}",
                f"{back}:{same}", f"{back}:named={named}", f"{back}:{kind}:named={named}:{reference}",
                f"before:{position}:{mention.use.value}", f"{kind}:{reference}",
            }  # fmt: skip
            out.update(_whole(scene, mention, measure, anchor))
            found[mention.id] = Standing(mention, tuple(sorted(out)))
    return list(found.values())


def _here(scene: ResourceScene, anchor: Anchor, measure: str) -> Iterator[Standing]:
    sentence, lang = anchor.sentence, scene.analysis.lang
    norms = [token.norm for token in sentence.tokens]
    clauses = clauses_of(norms)
    labels = token_labels(scene, sentence)
    spans = scene.regions(sentence)
    classes = _classes(lang)

    def gap_of(first: int, last: int) -> int:
        return max(first - anchor.last, anchor.first - last) - 1

    nearest = min((gap_of(first, last) for _, first, last in spans), default=0)
    best: dict[str, tuple[int, Standing]] = {}
    for place, (mention, first, last) in enumerate(spans):
        side = "<" if last < anchor.first else ">"
        kind, use = mention.kind.value, mention.use.value
        gap = gap_of(first, last)
        lead = next((w for w in norms[max(first - 3, 0) : first][::-1] if w not in classes["articles"]), "^")
        lead = lead if lead in classes["words"] else "other"
        tail = norms[last + 1] if last + 1 < len(norms) else "."
        tail_label = tail if tail in classes["words"] else labels[last + 1] if last + 1 < len(labels) else "."
        out = {
            "here", f"{side}:{kind}:{use}", f"{side}:gap={gap_class(gap, _GAPS)}", f"{side}:{kind}:lead={lead}",
            f"{side}:{use}:tail={tail_label}", f"{side}:tail={tail_label}", f"lead={lead}:{use}",
            f"{measure}:{kind}:{use}",
            f"{measure}:{side}:{kind}", f"{side}:regions={min(len(spans), 4)}", f"{anchor.kind}:{side}:{kind}",
            f"{anchor.kind}:lead={lead}", f"{side}:nearest={gap == nearest}", f"place={min(place, 3)}:{kind}",
            f"{side}:lead={lead}:gap={gap_class(gap, _GAPS)}",
        }  # fmt: skip
        if use == "demonym":
            out.add(f"demonym:{labels[first - 1] if first and labels[first - 1][0] == '<' else 'other'}:{tail_label}")
            near = norms[max(first - 2, 0) : first] if lang == "fr" else norms[last + 1 : last + 3]
            out.update(f"demonym of {word}" for word in near if word[0].isalpha())
        if first == 0 or (first == 1 and norms[0] in classes["articles"]):
            out.update(("opens", f"opens:{kind}:{use}"))
        if clauses[first] != clauses[anchor.first]:
            out.add("other clause")
        between = labels[last + 1 : anchor.first] if side == "<" else labels[anchor.last + 1 : first]
        out.update(f"{side}:between={label}" for label in set(between))
        if place and spans[place - 1][0].kind is not MentionKind.COUNTRY and kind == "country" and lead in _INSIDE:
            out.add("country of a place")
        if place + 1 < len(spans) and kind != "country" and spans[place + 1][1] - last <= 4:
            out.add("place with its country")
        out.update(_whole(scene, mention, measure, anchor))
        standing = Standing(mention, tuple(sorted(out)))
        rank = gap + (20 if use == "demonym" else 0)
        if mention.id not in best or rank < best[mention.id][0]:
            best[mention.id] = rank, standing
    yield from (standing for _, standing in best.values())


_INSIDE = frozenset("in of en au aux du de , (".split())


def _whole(scene: ResourceScene, mention: Mention, measure: str, anchor: Anchor) -> Iterator[str]:
    most = max(scene.counts.values(), default=0)
    if scene.counts[mention.id] == most:
        yield f"main:{mention.kind.value}"
        yield f"main:{measure}"
    if any(m.id == mention.id for m in scene.analysis.mentions if m.sentence == 0):
        yield "in title"
    if mention.id == "EU":
        yield "union"
    if mention.kind is MentionKind.PLACE and mention.country is None:
        yield "of no country"
    yield f"{anchor.kind}:{measure}:{mention.kind.value}"


def _reference(sentence: Sentence, lang: str) -> str:
    """Whether the sentence speaks of a site or a country by a common noun only: "the mine", "le pays"."""
    data = lexicon(lang, "resource_regions")["references"]
    norms = [token.norm for token in sentence.tokens]
    pairs = {f"{a} {b}" for a, b in pairwise(norms)}
    return next((name for name, forms in data.items() if pairs & set(forms)), "none")


@lru_cache(maxsize=4)
def _classes(lang: str) -> Mapping[str, frozenset[str]]:
    data = lexicon(lang, "resource_regions")["grammar"]
    return {name: frozenset(map(str, forms)) for name, forms in data.items()}


def joined(one: Mention, other: Mention, analysis: Analysis) -> bool:
    """Whether two mentions stand in one list: "Guinea, Sierra Leone and Ghana"."""
    first, second = sorted((one, other), key=lambda m: (m.sentence, m.start))
    if first.sentence != second.sentence or first.use is MentionUse.REFERENCE or second.use is MentionUse.REFERENCE:
        return False
    between = analysis.source(first.field)[first.end : second.start].lower().replace("’", "'")
    return len(between) < 60 and not set(between.replace(",", " ").split()) - _LIST_WORDS - _words_of(
        analysis, first, second
    )


_LIST_WORDS = frozenset("and et the la le les l' l ou or ainsi que as well".split())


def _words_of(analysis: Analysis, first: Mention, second: Mention) -> set[str]:
    inside = [
        m for m in analysis.mentions if m.sentence == first.sentence and first.end <= m.start and m.end <= second.start
    ]
    return {word for m in inside if m.kind in REGIONS for word in m.text.lower().replace("’", "'").split()} | {
        f"l'{m.text.lower()}" for m in inside
    }
