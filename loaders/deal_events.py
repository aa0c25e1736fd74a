"""What finding deals looks up in an article: its actors, and the words that may tell of a deal.

A trigger is a word or phrase of loaders/lexicon/<lang>/deals.yaml.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from loaders.analysis import Analysis, Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.sentences import tokenize

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
    words, stems, phrases = _forms(lang)
    norms = [token.norm for token in sentence.tokens]
    out = []
    position = 0
    while position < len(norms):
        norm = norms[position]
        phrase = next((p for p in phrases.get(norm, ()) if tuple(norms[position : position + len(p[0])]) == p[0]), None)
        if phrase is not None:
            if phrase[1] != _NONE:
                out.append(
                    Trigger(sentence.index, position, position + len(phrase[0]) - 1, phrase[1], " ".join(phrase[0]))
                )
            position += len(phrase[0])
            continue
        kind = words.get(norm) or next((named[norm[:n]] for n, named in stems if norm[:n] in named), None)
        if kind is not None:
            out.append(Trigger(sentence.index, position, position, kind, norm))
        position += 1
    return out


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]
#: Words, stems by their length (the longest first), and phrases by their first word, each with its class.
_Forms = tuple[dict[str, str], tuple[tuple[int, dict[str, str]], ...], _Phrases]


@lru_cache(maxsize=4)
def _forms(lang: str) -> _Forms:
    words: dict[str, str] = {}
    stems: dict[int, dict[str, str]] = {}
    phrases: _Phrases = {}
    for kind, forms in lexicon(lang, "deals")["triggers"].items():
        for form in forms:
            tokens = tuple(token.norm for token in tokenize(form, 0, len(form)))
            if form.endswith("*"):
                stems.setdefault(len(form) - 1, {}).setdefault(form[:-1].casefold(), kind)
            elif len(tokens) == 1:
                words.setdefault(tokens[0], kind)
            else:
                phrases.setdefault(tokens[0], []).append((tokens, kind))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return words, tuple(sorted(stems.items(), reverse=True)), phrases


_DENIED_KINDS = frozenset({"sign", "agreement", "offtake", "supply"})


def is_denied(sentence: Sentence, trigger: Trigger, lang: str) -> bool:
    """Whether the deal is said not to be: "has not signed", « n'a pas signé », "denied that it had"."""
    norms = [token.norm for token in sentence.tokens]
    words = lexicon(lang, "denial")
    before = norms[max(trigger.first - 4, 0) : trigger.first]
    if trigger.kind in _DENIED_KINDS and any(word in before for word in words["not"]):
        return True
    return any(word in norms[max(trigger.first - 12, 0) : trigger.first] for word in words["deny"])
