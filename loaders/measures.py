"""Acts of states on minerals (export controls, tariffs, sanctions, stockpiles...): fact 2 of the guide.

`loaders.acts` finds where an article may tell of one; linear models, trained by `python -m loaders.training.measures`,
judge whether it is a measure, who imposes it, whom it hits and whether it binds. One measure told several times is
one entry.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph.model import Evidence, Measure, MeasureKind, MeasureStatus
from graph.vocabulary import Vocabulary
from loaders.acts import Act, act_features, actor_pairs, find_acts, status_features
from loaders.analysis import Analysis, Mention, MentionKind, Sentence, TimeExpression
from loaders.lexicon import lexicon
from loaders.linear import load_model
from loaders.surroundings import Surroundings

_LEAST_MEASURE = 0.5
#: Acts of no kind of their own are the hardest to tell.
_LEAST_OTHER = 0.6
_LEAST_IMPOSER = 0.35
_LEAST_WHOLE = 0.55
_LEAST_TARGET = 0.6
#: Kinds that mostly speak of minerals in general.
_BROAD = frozenset({"stockpile", "subsidy", "nationalization", "other"})
#: A measure told both as binding and as lifted or suspended no longer binds.
_PAST_FORCE = ("suspended", "ended")
_ORES = frozenset({"coltan"})


@dataclass(frozen=True)
class Telling:
    """One place where the article tells of a measure, read as far as it goes."""

    act: Act
    imposer: str
    targets: tuple[str, ...]
    minerals: tuple[str, ...]
    status: str
    date: str | None
    confidence: float
    evidence: Evidence
    rules: tuple[str, ...]


def find_measures(analysis: Analysis, vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """Every measure of the article, in order of first telling."""
    around = Surroundings(analysis)
    groups: list[list[Telling]] = []
    for telling in _tellings(analysis, around, vocabulary):
        group = next((g for g in groups if _same_measure(g, telling, vocabulary)), None)
        if group is None:
            groups.append([telling])
        else:
            group.append(telling)
    return tuple(_merged(group) for group in groups)


def _tellings(analysis: Analysis, around: Surroundings, vocabulary: Vocabulary) -> list[Telling]:
    judge = load_model("measures")
    judged = []
    for act in find_acts(analysis):
        features = act_features(act, around)
        chance = judge.probabilities(features)["yes"]
        if chance >= (_LEAST_OTHER if act.kind == "other" else _LEAST_MEASURE):
            judged.append((chance, act, features))
    out = []
    for chance, act, features in judged:
        if any(_overlap(act, other) and other_chance > chance for other_chance, other, _ in judged):
            continue
        imposers, targets = actors_of(act, around, analysis)
        minerals = minerals_of(act, around, vocabulary)
        if not imposers or not minerals:
            continue
        for imposer, sure in imposers:
            if chance * (0.5 + sure / 2) < _LEAST_WHOLE:
                continue
            chances = load_model("measure_statuses").probabilities(status_features(act, around))
            status = max(sorted(chances), key=lambda name: chances[name])
            out.append(
                Telling(
                    act=act,
                    imposer=imposer,
                    targets=tuple(t for t in targets if t != imposer),
                    minerals=minerals,
                    status=status,
                    date=date_of(act, around),
                    confidence=chance * (0.5 + sure / 2),
                    evidence=around.evidence(act.sentence, act.start, act.end),
                    rules=("measures", f"{act.kind}: {act.text}", *judge.reasons(features, "yes", 2)),
                )
            )
    return out


def _overlap(one: Act, other: Act) -> bool:
    """Whether two triggers of different kinds share words, so that only one of them can be meant."""
    same = one.sentence.index == other.sentence.index and one.kind != other.kind
    return same and one.start < other.end and other.start < one.end


def actors_of(act: Act, around: Surroundings, analysis: Analysis) -> tuple[list[tuple[str, float]], list[str]]:
    """The imposers (two where two states act alike) with how surely each is one, and those named as hit."""
    model = load_model("measure_actors")
    imposing: dict[str, float] = {}
    hit: dict[str, float] = {}
    joined: dict[str, Mention] = {}
    for mention, features in actor_pairs(act, around):
        chances = model.probabilities(features)
        if mention.kind in (MentionKind.COUNTRY, MentionKind.PLACE):
            imposing[mention.name] = max(imposing.get(mention.name, 0.0), chances["imposer"])
            joined[mention.name] = mention
        if mention.sentence == act.sentence.index:
            hit[mention.name] = max(hit.get(mention.name, 0.0), chances["target"])
    if not imposing or max(imposing.values()) < _LEAST_IMPOSER:
        return [], []
    best = max(sorted(imposing), key=lambda name: imposing[name])
    chosen = [(best, imposing[best])]
    for name in sorted(imposing):
        if name != best and imposing[name] >= 0.5 and _joined(joined[name], joined[best], analysis):
            chosen.append((name, imposing[name]))
    return chosen, [name for name in sorted(hit) if hit[name] >= _LEAST_TARGET]


def _joined(one: Mention, other: Mention, analysis: Analysis) -> bool:
    """Whether two mentions are joined by "and": "Washington and London"."""
    first, second = sorted((one, other), key=lambda m: (m.sentence, m.start))
    if first.sentence != second.sentence or first.end > second.start:
        return False
    between = analysis.source(first.field)[first.end : second.start].strip().lower()
    return between in ("and", "et", ",")


def minerals_of(act: Act, around: Surroundings, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The minerals of the trigger's clause or sentence, else those of the nearest earlier sentence that names any.

    A sentence that speaks of minerals or metals in general, and names none, means critical minerals.
    """
    sentences = around.analysis.sentences
    here = _minerals(around, act.sentence)
    if here:
        return _guide_minerals(_of_clause(here, act, around), vocabulary)
    source = around.analysis.source(act.sentence.field)
    if act.kind in _BROAD and _general(around.analysis.lang).search(source, act.sentence.start, act.sentence.end):
        return ("critical-minerals",)
    if act.kind in _BROAD:
        near = [m for s in sentences if s.paragraph == act.sentence.paragraph for m in _minerals(around, s)]
        if not near:
            return ("critical-minerals",)
    for index in range(act.sentence.index - 1, -1, -1):
        if act.sentence.index - index > 4:
            break
        found = _minerals(around, sentences[index])
        if found:
            return _guide_minerals(dict.fromkeys(m.id for m in found), vocabulary)
    counted = Counter(m.id for m in around.analysis.mentions if m.kind is MentionKind.MINERAL)
    return _guide_minerals([counted.most_common(1)[0][0]], vocabulary) if counted else ()


def _guide_minerals(ids: Iterable[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ores under the metal that they are mined for: coltan is tantalum."""
    return tuple(dict.fromkeys(vocabulary.broader(id)[0] if id in _ORES else id for id in ids))


def _minerals(around: Surroundings, sentence: Sentence) -> list[Mention]:
    return [m for m in around.mentions(sentence) if m.kind is MentionKind.MINERAL]


@lru_cache(maxsize=4)
def _general(lang: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lexicon(lang, "measures")["general"]) + r")\b", re.IGNORECASE)


_CLAUSE = re.compile(r"[;:.]|\s[—–-]\s|\b(?:while|whereas|but|tandis|alors|mais)\b")


def _of_clause(minerals: Sequence[Mention], act: Act, around: Surroundings) -> tuple[str, ...]:
    source = around.analysis.source(act.sentence.field)
    inside = []
    for mention in minerals:
        start, end = min(mention.end, act.end), max(mention.start, act.start)
        if not _CLAUSE.search(source, start, end):
            inside.append(mention)
    return tuple(dict.fromkeys(m.id for m in inside or minerals))


def date_of(act: Act, around: Surroundings) -> str | None:
    """The date nearest to the trigger in its sentence; one after "since" comes first."""
    times = [t for t in around.analysis.times if t.sentence == act.sentence.index and t.value is not None]
    if not times:
        return None
    source = around.analysis.source(act.sentence.field)
    since = lexicon(around.analysis.lang, "measures")["since"]

    def rank(time: TimeExpression) -> tuple[bool, int, int]:
        lead = source[max(act.sentence.start, time.start - 12) : time.start].lower() + time.text.lower()
        begins = any(word in lead for word in since)
        return not begins, max(act.start - time.end, time.start - act.end, 0), time.start

    return min(times, key=rank).value


def _same_measure(group: Sequence[Telling], telling: Telling, vocabulary: Vocabulary) -> bool:
    first = group[0]
    if first.imposer != telling.imposer or first.act.kind != telling.act.kind:
        return False
    minerals = {id for t in group for id in t.minerals}
    if not any(_related(a, b, vocabulary) for a in minerals for b in telling.minerals):
        return False
    targets = {name for t in group for name in t.targets}
    if targets and telling.targets and not targets & set(telling.targets):
        return False
    dates = {t.date for t in group if t.date is not None}
    if dates and telling.date is not None and not any(_compatible(d, telling.date) for d in dates):
        return {t.status for t in group} == {telling.status} and telling.act.sentence.index - group[
            -1
        ].act.sentence.index <= 1
    return True


def _related(one: str, other: str, vocabulary: Vocabulary) -> bool:
    return one == other or one in vocabulary.broader(other) or other in vocabulary.broader(one)


def _compatible(one: str, other: str) -> bool:
    size = min(len(one), len(other))
    return one[:size] == other[:size]


def _named(minerals: Iterable[str]) -> tuple[str, ...]:
    """The minerals, each once; critical minerals in general only where none is named."""
    found = tuple(dict.fromkeys(minerals))
    return tuple(id for id in found if id != "critical-minerals") or found


def _merged(group: Sequence[Telling]) -> Measure:
    best = max(group, key=lambda t: (t.status in _PAST_FORCE, t.confidence, -t.act.start))
    dates = sorted(
        {t.date for t in group if t.date is not None and t.status == best.status}, key=lambda d: (-len(d), d)
    )
    body = [t for t in group if t.evidence.field == "text"] or list(group)
    return Measure(
        kind=MeasureKind(best.act.kind),
        status=MeasureStatus(best.status),
        imposer=best.imposer,
        targets=tuple(dict.fromkeys(name for t in group for name in t.targets)),
        minerals=_named(id for t in group for id in t.minerals) if best.act.kind not in _BROAD else best.minerals,
        date=best.date or (dates[0] if dates else None),
        evidence=tuple(dict.fromkeys(t.evidence for t in body)),
        confidence=round(max(t.confidence for t in group), 3),
        rules=best.rules,
    )
