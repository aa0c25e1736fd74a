"""What a deal is about: minerals, places, amounts, date and quote, from its tellings and what stands around them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Evidence, Role
from graph.vocabulary import Vocabulary
from loaders.analysis import AmountKind, MentionKind, MentionUse, Sentence, TimeExpression
from loaders.deal_events import Scene
from loaders.deal_tellings import Deal, Telling

_MAX_QUOTE = 300
_FROM_PLACE = frozenset("in at from of en au aux à de du dans d' near près".split())


@dataclass(frozen=True)
class Details:
    """What is known of a deal beside its parties."""

    minerals: tuple[str, ...]
    regions: tuple[str, ...]
    date: str | None
    quantity: str | None
    value: str | None
    evidence: tuple[Evidence, ...]


def details_of(scene: Scene, deal: Deal, vocabulary: Vocabulary) -> Details:
    """The details of a deal; minerals may be empty where nothing in the article names one."""
    told = [telling.sentence for telling in deal.tellings]
    return Details(
        minerals=_minerals(scene, told),
        regions=_regions(scene, deal, told, vocabulary),
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


def _regions(scene: Scene, deal: Deal, told: Sequence[Sentence], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The named site or place that the deal draws from and its country; for material sold, the supplier's country."""
    actors = deal.ids
    places: dict[str, str | None] = {}
    countries: dict[str, None] = {}
    for sentence in told:
        norms = {token.start: i for i, token in enumerate(sentence.tokens)}
        for mention in scene.mentions(sentence.index):
            if mention.id in actors and mention.kind is not MentionKind.COUNTRY:
                continue
            if mention.kind is MentionKind.SITE:
                places.setdefault(mention.name, mention.country)
            elif mention.kind is MentionKind.COUNTRY and mention.use is MentionUse.NAME and mention.id not in actors:
                place = norms.get(mention.start, 0)
                if place and sentence.tokens[place - 1].norm in _FROM_PLACE | {"the", "la", "le", "l'"}:
                    countries.setdefault(mention.id)
            elif mention.kind is MentionKind.PLACE and mention.country is not None:
                entry = vocabulary.places.get(mention.id)
                if entry is not None and entry.type == "mine":
                    places.setdefault(mention.name, mention.country)
                else:
                    countries.setdefault(mention.country)
    grantors = [t.mention for t in deal.takers if t.role is Role.SUPPLIER]
    states = [m.id for m in grantors if m.kind is MentionKind.COUNTRY]
    if not places and deal.kind == "framework":
        return ()
    country = next((code for code in places.values() if code is not None), None) or next(iter(states), None)
    country = country or next(iter(countries), None)
    if country is None and deal.kind == "offtake":
        country = next((m.country for m in grantors if m.country is not None), None)
    if places:
        return (*places, *([country] if country else ()))
    if deal.kind in ("offtake", "license") and country is not None:
        return (country,)
    return tuple(countries) if deal.kind in ("investment", "joint_venture") and len(countries) == 1 else ()


def _date(scene: Scene, deal: Deal) -> str | None:
    """The date nearest to the trigger of the likeliest telling that has one."""
    for telling in sorted(deal.tellings, key=lambda t: -t.chance):
        times = [
            t
            for t in scene.analysis.times
            if t.sentence == telling.sentence.index and t.value is not None and not _later(scene, deal, t)
        ]
        if times:
            at = telling.sentence.tokens[telling.trigger.first].start
            return min(times, key=lambda t: (abs(t.start - at), t.start)).value
    return None


def _later(scene: Scene, deal: Deal, time: TimeExpression) -> bool:
    """Whether a date lies after the article, so that nothing that is signed or ended bears it."""
    here = scene.analysis.document.date
    return here is not None and time.value is not None and time.value[: len(here)] > here[: len(time.value)]


def _amount(scene: Scene, deal: Deal, kind: AmountKind) -> str | None:
    for telling in sorted(deal.tellings, key=lambda t: -t.chance):
        found = [a for a in scene.analysis.amounts if a.sentence == telling.sentence.index and a.kind is kind]
        if found:
            at = telling.sentence.tokens[telling.trigger.first].start
            return min(found, key=lambda a: (abs(a.start - at), a.start)).value
    return None


def _evidence(scene: Scene, deal: Deal) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(_quote(scene, telling) for telling in deal.tellings))[:3]


def _quote(scene: Scene, telling: Telling) -> Evidence:
    sentence = telling.sentence
    start, end = sentence.start, sentence.end
    if end - start > _MAX_QUOTE:
        marks = [sentence.tokens[telling.trigger.first].start, sentence.tokens[telling.trigger.last].end]
        for taker in telling.takers:
            if taker.mention.sentence == sentence.index:
                marks += [taker.mention.start, taker.mention.end]
        start, end = min(marks), min(max(marks), min(marks) + _MAX_QUOTE)
    return scene.analysis.quote(sentence.field, start, end)
