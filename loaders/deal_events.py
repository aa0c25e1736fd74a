"""What finding deals looks up in an article: its actors, and the words that may tell of a deal.

A trigger is a word or phrase of loaders/lexicon/<lang>/deals.yaml.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.cues import Phrasebook
from loaders.lexicon import lexicon

#: The class of phrases that hold a word of another class and tell of no deal.
_NONE = "none"
_COMPANY = MentionKind.ORGANIZATION
ACTORS = (_COMPANY, MentionKind.COUNTRY, MentionKind.ALLIANCE)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens [first, last] of a sentence that may tell of a deal, with the class of the lexicon."""

    sentence: int
    first: int
    last: int
    kind: str
    word: str


class Scene:
    """An analysis with what finding deals looks up again and again."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.counts = Counter(m.id for m in analysis.mentions if m.kind in ACTORS)
        self.in_title = {m.id for m in analysis.mentions if m.field == "title" or m.sentence <= 1}
        self._mentions: dict[int, list[Mention]] = {}
        self._named: dict[str, Mention] = {}
        for mention in analysis.mentions:
            if mention.kind in ACTORS and (
                mention.id not in self._named or mention.confidence > self._named[mention.id].confidence
            ):
                self._named[mention.id] = mention
        for mention in analysis.mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)

    def named(self, id: str) -> Mention | None:
        """A mention of an actor by its id."""
        return self._named.get(id)

    def company_named(self, mention: Mention) -> Mention | None:
        """The company that a name taken for a place means: "Mitsubishi" beside "Mitsubishi Corporation"."""
        if mention.kind not in (MentionKind.SITE, MentionKind.PLACE) or mention.country is not None:
            return None
        starts = f"{mention.name} "
        return next((m for m in self._named.values() if m.kind is _COMPANY and m.name.startswith(starts)), None)

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The three actors that the article speaks of most."""
        weights = {id: self.counts[id] + 2 * (id in self.in_title) for id in self.counts}
        return tuple(sorted(weights, key=lambda id: (-weights[id], id))[:3])

    @cached_property
    def site_counts(self) -> Mapping[str, int]:
        """How often the article names a site or place of each country."""
        placed = (m.country for m in self.analysis.mentions if m.kind in (MentionKind.SITE, MentionKind.PLACE))
        return Counter(country for country in placed if country is not None)

    def state(self, code: str, place: Mention) -> Mention:
        """The state in which a place lies, as if it were named there."""
        return replace(place, kind=MentionKind.COUNTRY, use=MentionUse.REFERENCE, id=code, name=code, country=code)

    def mentions(self, sentence: int) -> Sequence[Mention]:
        """The mentions of a sentence."""
        return self._mentions.get(sentence, ())

    def minerals(self, sentence: int) -> list[str]:
        """The minerals that a sentence names, each once, in order."""
        found = (m.name for m in self.mentions(sentence) if m.kind is MentionKind.MINERAL)
        return list(dict.fromkeys(found))


def token_range(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first and last token that a stretch covers."""
    inside = [i for i, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
    return (inside[0], inside[-1]) if inside else (0, 0)


def find_triggers(sentence: Sentence, lang: str) -> list[Trigger]:
    """The triggers of a sentence in order; of phrases that begin at one token the longest."""
    norms = [token.norm for token in sentence.tokens]
    return [
        Trigger(sentence.index, first, last, kind, " ".join(norms[first : last + 1]))
        for first, last, kind in _triggers(lang).find(norms)
        if kind != _NONE
    ]


@lru_cache(maxsize=4)
def _triggers(lang: str) -> Phrasebook:
    return Phrasebook(lexicon(lang, "deals")["triggers"])


_DENIED_KINDS = frozenset({"sign", "agreement", "offtake", "supply"})


def is_denied(sentence: Sentence, trigger: Trigger, lang: str) -> bool:
    """Whether the deal is said not to be: "has not signed", « n'a pas signé », "denied that it had"."""
    norms = [token.norm for token in sentence.tokens]
    words = lexicon(lang, "denial")
    before = norms[max(trigger.first - 4, 0) : trigger.first]
    if trigger.kind in _DENIED_KINDS and any(word in before for word in words["not"]):
        return True
    return any(word in norms[max(trigger.first - 12, 0) : trigger.first] for word in words["deny"])
