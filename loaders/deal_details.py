"""What a deal is about: minerals, places, amounts, date and quote, from its tellings and what stands around them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import AgreementKind, Evidence
from loaders.analysis import AmountKind, MentionKind, Sentence, TimeExpression
from loaders.deal_events import Scene
from loaders.deal_merging import Deal
from loaders.deal_places import Place
from loaders.deal_regions import DealContext, DealParty, regions_of
from loaders.deal_tellings import Telling

_MAX_QUOTE = 300
#: How many characters after an amount its mineral begins at most: "tonnes of", « tonnes métriques de ».
_OF_IT = 16


@dataclass(frozen=True)
class Details:
    """What is known of a deal beside its parties."""

    minerals: tuple[str, ...]
    regions: tuple[str, ...]
    date: str | None
    quantity: str | None
    value: str | None
    evidence: tuple[Evidence, ...]


def details_of(scene: Scene, deal: Deal, places: Sequence[Place]) -> Details:
    """The details of a deal; minerals may be empty where nothing in the article names one."""
    told = [telling.sentence for telling in deal.tellings]
    weighed = _weighed(scene, told) if deal.kind == AgreementKind.OFFTAKE else ()
    minerals = weighed if len(weighed) == 1 else _minerals(scene, told)
    return Details(
        minerals=minerals,
        regions=_regions(scene, deal, minerals, places),
        date=_date(scene, deal),
        quantity=_amount(scene, deal, AmountKind.MASS),
        value=_amount(scene, deal, AmountKind.MONEY),
        evidence=_evidence(scene, deal),
    )


def _minerals(scene: Scene, told: Sequence[Sentence]) -> tuple[str, ...]:
    """Those of the tellings, else of the sentence before or after, else what the article is about."""
    named = dict.fromkeys(mineral for sentence in told for mineral in scene.minerals(sentence.index))
    for shift in (-1, 1, -2, 2):
        if not named:
            named = dict.fromkeys(scene.minerals(told[0].index + shift))
    if not named:
        counts = Counter(m.name for m in scene.analysis.mentions if m.kind is MentionKind.MINERAL)
        named = dict.fromkeys(mineral for mineral, _ in counts.most_common(1))
    if len(named) > 1:
        named.pop("critical-minerals", None)
    return tuple(named)


def _weighed(scene: Scene, told: Sequence[Sentence]) -> tuple[str, ...]:
    """The minerals of which the tellings give a mass: "15 tonnes of gallium"."""
    found: dict[str, None] = {}
    for sentence in told:
        masses = [a for a in scene.analysis.amounts if a.sentence == sentence.index and a.kind is AmountKind.MASS]
        for mention in scene.mentions(sentence.index):
            if mention.kind is MentionKind.MINERAL and any(a.start <= mention.start <= a.end + _OF_IT for a in masses):
                found[mention.name] = None
    return tuple(found)


def _regions(scene: Scene, deal: Deal, minerals: tuple[str, ...], places: Sequence[Place]) -> tuple[str, ...]:
    parties = (DealParty(t.mention.id, t.mention.name, t.mention.country, t.role.value) for t in deal.takers)
    told = tuple(telling.sentence for telling in deal.tellings)
    return regions_of(scene, DealContext(deal.kind, tuple(parties), told, frozenset(minerals)), places)


def _date(scene: Scene, deal: Deal) -> str | None:
    """The date that stands nearest to a word of agreeing or signing, or else to the trigger, in any telling."""
    found: list[tuple[int, float, int, str]] = []
    for telling in deal.tellings:
        if telling.goes_on is not None and not telling.signings:
            continue
        marks = _signing(telling) or telling.marks
        for time in scene.analysis.times:
            if time.sentence == telling.sentence.index and time.value is not None and not _later(scene, time):
                gap = min(abs(time.start - mark) for mark in marks)
                found.append((gap, -telling.chance, time.start, time.value))
    return min(found)[3] if found else None


def _signing(telling: Telling) -> list[int]:
    tokens = telling.sentence.tokens
    return [tokens[place].start for place in telling.signings]


def _later(scene: Scene, time: TimeExpression) -> bool:
    """Whether a date lies after the article, so that nothing that is signed or ended bears it."""
    here = scene.analysis.document.date
    return here is not None and time.value is not None and time.value[: len(here)] > here[: len(time.value)]


def _gap(telling: Telling, offset: int) -> int:
    return min(abs(offset - mark) for mark in telling.marks)


def _amount(scene: Scene, deal: Deal, kind: AmountKind) -> str | None:
    for telling in sorted(deal.tellings, key=lambda t: -t.chance):
        found = [a for a in scene.analysis.amounts if a.sentence == telling.sentence.index and a.kind is kind]
        if found:
            return min(found, key=lambda a: (_gap(telling, a.start), a.start)).value
    return None


def _evidence(scene: Scene, deal: Deal) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(_quote(scene, telling) for telling in deal.tellings))[:3]


def _quote(scene: Scene, telling: Telling) -> Evidence:
    sentence = telling.sentence
    start, end = sentence.start, sentence.end
    if end - start > _MAX_QUOTE:
        first, *_, last = telling.marks
        start, end = first, min(last, first + _MAX_QUOTE)
    return scene.analysis.quote(sentence.field, start, end)
