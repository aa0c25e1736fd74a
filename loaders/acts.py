"""Where an article may tell of an act of state on minerals, and what speaks for each reading of it.

An act is a trigger of loaders/lexicon/<lang>/measures.yaml in a sentence. `loaders.measures` lets linear models judge
whether it is a measure, who imposes it on whom and whether it binds; their features are read off here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.sentences import tokenize
from loaders.surroundings import Surroundings

ACTORS = (MentionKind.COUNTRY, MentionKind.ORGANIZATION, MentionKind.ALLIANCE, MentionKind.PLACE)
_GAP = r"\W+(?:[^\s.;:!?]+\s+){0,10}?(?:\S*['’])?"
_REACH = 4
_MARKS = (",", ";", "(", "<country>", "who", "which", "qui", "que", "dont")
_STATUSES = ("proposed", "announced", "in_force", "suspended", "ended")


@dataclass(frozen=True, slots=True)
class Act:
    """A stretch of a sentence that may tell of a measure of a kind; `pattern` is the place of the lexicon's pattern."""

    sentence: Sentence
    start: int
    end: int
    kind: str
    pattern: int
    text: str


def find_acts(analysis: Analysis) -> list[Act]:
    """Every trigger, in order; of one kind's triggers that overlap in a sentence, the first and longest."""
    out: list[Act] = []
    for sentence in analysis.sentences:
        source = analysis.source(sentence.field)
        for kind, patterns in _triggers(analysis.lang).items():
            taken: list[tuple[int, int]] = []
            for number, pattern in enumerate(patterns):
                for match in pattern.finditer(source, sentence.start, sentence.end):
                    if all(match.end() <= start or end <= match.start() for start, end in taken):
                        taken.append(match.span())
                        out.append(Act(sentence, match.start(), match.end(), kind, number, match.group()))
    return sorted(out, key=lambda act: (act.sentence.index, act.start, act.kind))


@lru_cache(maxsize=4)
def _triggers(lang: str) -> Mapping[str, tuple[re.Pattern[str], ...]]:
    return {
        kind: tuple(re.compile(r"(?<!\w)(?:" + form.replace(" ~", _GAP) + r")(?!\w)", re.IGNORECASE) for form in forms)
        for kind, forms in lexicon(lang, "measures")["triggers"].items()
    }


def act_features(act: Act, around: Surroundings) -> list[str]:
    """What speaks for the trigger being a measure of its kind."""
    sentence = act.sentence
    out = {act.kind, f"{act.kind}#{act.pattern}"}
    mentions = around.mentions(sentence)
    minerals = [m for m in mentions if m.kind is MentionKind.MINERAL]
    countries = [m for m in mentions if m.kind is MentionKind.COUNTRY]
    nearest = min((_apart(act, m) for m in minerals), default=999)
    out.add(f"mineral {'near' if nearest < 30 else 'far' if nearest < 999 else 'none'}")
    out.add(f"{act.kind}: mineral {'near' if nearest < 30 else 'far' if nearest < 999 else 'none'}")
    out.add(f"countries={min(len({m.id for m in countries}), 3)}")
    out.add(f"{act.kind}: {'country' if countries else 'no country'}")
    closest = min(countries, key=lambda m: (_apart(act, m), m.start), default=None)
    if closest is not None:
        side = "before" if closest.end <= act.start else "after" if closest.start >= act.end else "inside"
        near = "near" if _apart(act, closest) < 25 else "far"
        out.add(f"country {side} {near} {closest.use.value}")
    out.update(f"status {status}" for status in statuses_in(act, around, near=False))
    if any(t.sentence == sentence.index for t in around.analysis.times):
        out.add("time")
    if any(m.kind is MentionKind.ORGANIZATION for m in mentions):
        out.add("organization")
    if sentence.heading:
        out.add("heading")
    words, verbs = small_words(around.analysis.lang)
    tokens = [t for t in sentence.tokens if t.end <= act.start][-3:]
    out.update(f"{act.kind}<{t.norm}" for t in tokens if t.norm in words or t.norm in verbs)
    tail = [t for t in sentence.tokens if t.start >= act.end][:2]
    out.update(f"{act.kind}>{t.norm}" for t in tail if t.norm in words or t.norm in verbs)
    if any(t.norm in verbs for t in sentence.tokens):
        out.add(f"{act.kind}: verb")
    inside = [t.norm for t in tokenize(act.text, 0, len(act.text))]
    out.update(f"{act.kind} word {norm}" for norm in inside if len(norm) > 2)
    out.update(
        f"near {t.norm}"
        for t in sentence.tokens
        if len(t.norm) > 3 and abs(t.start - act.start) < 60 and t.text.islower()
    )
    return sorted(out)


def actor_pairs(act: Act, around: Surroundings) -> Iterator[tuple[Mention, list[str]]]:
    """The actors of the sentence and of the ones before it, with what tells imposer, target and bystander apart."""
    here = act.sentence
    counts = Counter(mention.id for mention in around.analysis.mentions)
    countries = [m.id for m in around.analysis.mentions if m.kind is MentionKind.COUNTRY]
    most = max((counts[id] for id in countries), default=0)
    likely = likeliest_imposer(act, around)
    for sentence in around.analysis.sentences[max(here.index - _REACH, 0) : here.index + 1]:
        actors = [m for m in around.mentions(sentence) if m.kind in ACTORS]
        for position, mention in enumerate(actors):
            out = {f"{mention.kind.value}:{mention.use.value}", f"for {act.kind}: {mention.kind.value}"}
            if counts[mention.id] == most and mention.kind is MentionKind.COUNTRY:
                out.add("main country")
            if likely is not None and mention.kind is likely.kind and mention.id == likely.id:
                out.add("likeliest" if mention is likely else "likeliest, elsewhere")
                out.add(f"likeliest {'here' if likely.sentence == here.index else 'earlier'}")
            if sentence is here:
                out.update(_beside(act, mention, actors, around))
            else:
                out.update(_earlier(act, mention, position, sentence, around))
            yield mention, sorted(out)


def _earlier(act: Act, mention: Mention, position: int, sentence: Sentence, around: Surroundings) -> Iterator[str]:
    """What tells the role of an actor of an earlier sentence."""
    back = f"sentence-{act.sentence.index - sentence.index}"
    if sentence.paragraph != act.sentence.paragraph:
        yield "earlier paragraph"
    yield back
    yield f"{back}:{'first' if position == 0 else 'later'}:{mention.kind.value}:{mention.use.value}"
    here_too = any(m.kind is MentionKind.COUNTRY for m in around.mentions(act.sentence))
    yield f"earlier, {'a country' if here_too else 'none'} here"


def _beside(act: Act, mention: Mention, actors: Sequence[Mention], around: Surroundings) -> Iterator[str]:
    """What tells the role of an actor of the trigger's own sentence."""
    words, verbs = small_words(around.analysis.lang)
    sentence, use = act.sentence, mention.use.value
    side = "before" if mention.end <= act.start else "after" if mention.start >= act.end else "inside"
    start, end = min(mention.end, act.end), max(mention.start, act.start)
    gap = around.gap(sentence, start, end, words, {"verb": verbs}) if side != "inside" else ()
    yield f"{side}:{min(len(gap), 10) if len(gap) < 4 else 6 if len(gap) < 8 else 12}:{use}"
    yield f"{side}:{mention.kind.value}:{use}"
    if len(gap) <= 3:
        yield f"{side}|{' '.join(gap)}|{use}"
    lead = [t.norm for t in reversed(sentence.tokens) if t.end <= mention.start][:2]
    yield f"{side} lead {lead[0] if lead and lead[0] in words else 'other' if lead else 'start'}"
    if len(lead) > 1 and lead[0] in words:
        yield f"lead {lead[1] if lead[1] in words or lead[1] in verbs else '_'} {lead[0]}"
    tail = [t.norm for t in sentence.tokens if t.start >= mention.end][:4]
    yield f"tail {tail[0] if tail and (tail[0] in words or tail[0] in verbs) else 'other'}"
    if any(norm in verbs for norm in tail):
        yield f"verb {'right' if tail[0] in verbs else 'soon'} after {mention.kind.value}:{use}"
    if mention.use is MentionUse.DEMONYM:
        goods, law = _of_goods(mention, around), _of_law(act, mention, around.analysis.lang)
        yield "of goods" if goods else "of law" if law else "of other"
    if side == "inside":
        yield f"inside {act.kind} {use}"
    if "verb" in gap:
        yield f"{side} verb between"
    yield f"{side} {'first' if mention is actors[0] else 'only' if len(actors) == 1 else 'later'}"
    nearest = min((m for m in actors if m.kind is mention.kind), key=lambda m: (_apart(act, m), m.start))
    yield f"{side} {'nearest' if nearest is mention else 'not nearest'} {mention.kind.value}"
    yield f"{act.kind} {side} {mention.kind.value}"
    yield from (f"{side} across {mark}" for mark in _MARKS if mark in gap)


def likeliest_imposer(act: Act, around: Surroundings) -> Mention | None:
    """The country that grammar makes the likeliest imposer: owner or subject of the trigger, or its agent."""
    best: tuple[float, Mention] | None = None
    sentences = around.analysis.sentences
    for sentence in sentences[max(act.sentence.index - _REACH, 0) : act.sentence.index + 1]:
        countries = [m for m in around.mentions(sentence) if m.kind is MentionKind.COUNTRY]
        for mention in countries:
            if sentence is act.sentence:
                score = _grammar(act, mention, around)
            else:
                score = 1.5 - 0.3 * (act.sentence.index - sentence.index) + 0.3 * (mention is countries[0])
                score -= 0.5 * (mention.use is MentionUse.DEMONYM) + 0.3 * (
                    sentence.paragraph != act.sentence.paragraph
                )
            if best is None or score > best[0]:
                best = score, mention
    return best[1] if best is not None else None


def _grammar(act: Act, mention: Mention, around: Surroundings) -> float:
    tokens = act.sentence.tokens
    lang = around.analysis.lang
    roles = _prepositions(lang)
    lead = next((t.norm for t in reversed(tokens) if t.end <= mention.start and t.norm not in roles["articles"]), "")
    tail = next((t.norm for t in tokens if t.start >= mention.end), "")
    start, end = min(mention.end, act.end), max(mention.start, act.start)
    gap = sum(1 for t in tokens if start <= t.start < end)
    before = mention.end <= act.start
    if mention.use is MentionUse.DEMONYM and _of_goods(mention, around):
        score = -1.0
    elif mention.use is MentionUse.DEMONYM and _of_law(act, mention, lang):
        score = 5.0
    elif mention.use is MentionUse.DEMONYM:
        score = 4.0 if gap <= 1 and lead not in roles["of"] else 0.0
    elif lead in roles["by"]:
        score = 6.0
    elif lead in roles["towards"]:
        score = -1.0
    elif tail in ("'s", "'"):
        score = 4.0 if gap <= 3 else 2.0
    elif lead in roles["of"]:
        score = 2.0 if gap <= 3 and not before else 0.0
    else:
        score = 4.0 if before else 2.0
    after = [t.norm for t in tokens if t.start >= mention.end][:2]
    if before and set(after) & set(lexicon(lang, "measures")["relatives"]):
        score += 2.0
    score += (mention.use is MentionUse.METONYM) - 0.5 * (mention.use is MentionUse.REFERENCE)
    return score - 0.05 * gap


def _of_goods(mention: Mention, around: Surroundings) -> bool:
    """Whether a demonym qualifies a mineral: "Chinese tungsten", "l'uranium enrichi russe"."""
    minerals = [m for m in around.by_sentence[mention.sentence] if m.kind is MentionKind.MINERAL]
    if around.analysis.lang == "en":
        return any(0 <= m.start - mention.end <= 12 for m in minerals)
    return any(0 <= mention.start - m.end <= 12 for m in minerals)


def _of_law(act: Act, mention: Mention, lang: str) -> bool:
    """Whether a demonym qualifies a law or an authority: "la loi américaine", "Chinese authorities"."""
    laws = lexicon(lang, "measures")["laws"]
    tokens = act.sentence.tokens
    if lang == "en":
        beside = next((t.norm for t in tokens if t.start >= mention.end), "")
    else:
        beside = next((t.norm for t in reversed(tokens) if t.end <= mention.start), "")
    return beside in laws


@lru_cache(maxsize=4)
def _prepositions(lang: str) -> Mapping[str, frozenset[str]]:
    return {role: frozenset(words) for role, words in lexicon(lang, "measures")["prepositions"].items()}


def statuses_in(act: Act, around: Surroundings, *, near: bool) -> list[str]:
    """The statuses that words of the sentence speak for; with `near`, only words close to the trigger."""
    forms = _status_forms(around.analysis.lang)
    tokens = act.sentence.tokens
    out: list[str] = []
    for position, token in enumerate(tokens):
        if near and not act.start - 40 <= token.start <= act.end + 40:
            continue
        for length in (1, 2, 3):
            phrase = " ".join(t.norm for t in tokens[position : position + length])
            out += forms.get(phrase, ())
    return sorted(set(out))


def status_features(act: Act, around: Surroundings) -> list[str]:
    """What tells whether the measure of a trigger is proposed, announced, in force, suspended or ended."""
    out = {act.kind}
    out.update(f"near {status}" for status in statuses_in(act, around, near=True))
    out.update(f"same {status}" for status in statuses_in(act, around, near=False))
    forms = _status_forms(around.analysis.lang)
    tokens = act.sentence.tokens
    out.update(f"word {t.norm}" for t in tokens if t.norm in forms and act.start - 60 <= t.start <= act.end + 60)
    times = [t for t in around.analysis.times if t.sentence == act.sentence.index]
    date = around.analysis.document.date
    for time in times:
        if time.value is not None and date is not None:
            size = min(len(time.value), len(date))
            order = (
                "past" if time.value[:size] < date[:size] else "future" if time.value[:size] > date[:size] else "now"
            )
            out.add(f"time {order}")
    if not times:
        out.add("no time")
    return sorted(out)


@lru_cache(maxsize=4)
def _status_forms(lang: str) -> Mapping[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for status in _STATUSES:
        for form in lexicon(lang, "measures")["status"][status]:
            out.setdefault(form, []).append(status)
    return {form: tuple(statuses) for form, statuses in out.items()}


@lru_cache(maxsize=4)
def small_words(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that stand for themselves in patterns, and the verbs of imposing."""
    data = lexicon(lang, "measures")
    return frozenset(data["words"]), frozenset(data["verbs"])


def _apart(act: Act, mention: Mention) -> int:
    return max(act.start - mention.end, mention.start - act.end, 0)
