"""What stands around and between mentions, as the words and classes of words that features are made of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.model import Evidence
from loaders.analysis import Analysis, Mention, Sentence, Token

_LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Surroundings:
    """The mentions of an article by sentence, with the tokens that they cover."""

    analysis: Analysis

    @cached_property
    def by_sentence(self) -> Mapping[int, tuple[Mention, ...]]:
        """The mentions of each sentence in order; of mentions that overlap, all."""
        found: dict[int, list[Mention]] = {}
        for mention in self.analysis.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return {index: tuple(mentions) for index, mentions in found.items()}

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The mentions of a sentence."""
        return self.by_sentence.get(sentence.index, ())

    def before(self, sentence: Sentence, start: int, most: int) -> list[Token]:
        """The last tokens before an offset, nearest first."""
        return [token for token in reversed(sentence.tokens) if token.end <= start][:most]

    def after(self, sentence: Sentence, end: int, most: int) -> list[Token]:
        """The first tokens from an offset on, nearest first."""
        return [token for token in sentence.tokens if token.start >= end][:most]

    def gap(
        self, sentence: Sentence, start: int, end: int, words: Collection[str], classes: Mapping[str, frozenset[str]]
    ) -> tuple[str, ...]:
        """The tokens between two offsets: mentions as <kind>, known words as themselves, others by class or as _."""
        inside = [m for m in self.mentions(sentence) if m.start >= start and m.end <= end]
        out: list[str] = []
        reached = start
        for token in sentence.tokens:
            if token.start < reached or token.end > end:
                continue
            mention = next((m for m in inside if m.start <= token.start < m.end), None)
            if mention is not None:
                out.append(f"<{mention.kind.value}>")
                reached = mention.end
            elif token.norm in words or not token.text[0].isalnum():
                out.append(token.norm)
            else:
                out.append(next((name for name, members in classes.items() if token.norm in members), "_"))
        return tuple(out)

    def evidence(self, sentence: Sentence, start: int, end: int) -> Evidence:
        """The sentence, or, where that is too long to quote, as much of it as fits around a stretch."""
        if sentence.end - sentence.start <= _LONGEST_QUOTE:
            return self.analysis.quote(sentence.field, sentence.start, sentence.end)
        end = min(end, start + _LONGEST_QUOTE)
        room = _LONGEST_QUOTE - (end - start)
        first = max(sentence.start, start - room // 2)
        last = min(sentence.end, first + _LONGEST_QUOTE)
        first = max(sentence.start, last - _LONGEST_QUOTE)
        starts = [t.start for t in sentence.tokens if first <= t.start <= start]
        ends = [t.end for t in sentence.tokens if end <= t.end <= last]
        return self.analysis.quote(sentence.field, starts[0] if starts else start, ends[-1] if ends else end)


def word_classes(lexicon: Mapping[str, Sequence[str]], names: Collection[str]) -> dict[str, frozenset[str]]:
    """The named lists of a lexicon as sets, in the order of `names`."""
    return {name: frozenset(lexicon[name]) for name in names}
