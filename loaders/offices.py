"""Governments, ministries and office holders that stand for their country: "the Kazakh energy ministry", "le président
chilien", "Japan's trade minister", "gouvernement du Niger"."""

from collections.abc import Sequence
from dataclasses import replace

from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.clusters import joined
from loaders.name_features import word_classes

_REACH = 3
_OF = frozenset(("of", "du", "de", "d'", "des", "the", "la", "l'"))


def with_offices(mentions: Sequence[Mention], sentences: Sequence[Sentence], lang: str) -> list[Mention]:
    """The mentions, those of countries that qualify an office turned into metonyms that take in the office."""
    offices = word_classes(lang)["office_nouns"]
    out: list[Mention] = []
    for mention in mentions:
        if mention.kind is MentionKind.COUNTRY and mention.use in (MentionUse.DEMONYM, MentionUse.NAME):
            span = _office(sentences[mention.sentence], mention, offices, lang)
            if span is not None:
                sentence = sentences[mention.sentence]
                tokens = sentence.tokens
                mention = replace(  # noqa: PLW2901 - the same mention, seen whole
                    mention,
                    use=MentionUse.METONYM,
                    start=tokens[span[0]].start,
                    end=tokens[span[1]].end,
                    text=joined(sentence, *span),
                )
        out.append(mention)
    metonyms = [m for m in out if m.kind is MentionKind.COUNTRY and m.use is MentionUse.METONYM]
    return [m for m in out if m.kind is not MentionKind.ORGANIZATION or not _inside(m, metonyms)]


def _inside(mention: Mention, metonyms: Sequence[Mention]) -> bool:
    return any(m.sentence == mention.sentence and m.start <= mention.start and mention.end <= m.end for m in metonyms)


def _office(sentence: Sentence, mention: Mention, offices: frozenset[str], lang: str) -> tuple[int, int] | None:
    """The tokens of the office together with its country, or None."""
    tokens = sentence.tokens
    norms = [t.norm for t in tokens]
    first = next(i for i, t in enumerate(tokens) if t.start >= mention.start)
    last = max(i for i, t in enumerate(tokens) if t.end <= mention.end)
    if lang == "en":
        if mention.use is MentionUse.DEMONYM or (last + 1 < len(norms) and norms[last + 1] in ("'s", "'")):
            begin = last + 1 if mention.use is MentionUse.DEMONYM else last + 2
            for place in range(begin, min(begin + _REACH, len(norms))):
                if norms[place] in offices:
                    return first, place
                if not norms[place].isalpha() or norms[place] in _STOP:
                    break
    elif mention.use is MentionUse.DEMONYM:
        for place in range(first - 1, max(first - 1 - _REACH, -1), -1):
            if norms[place] in offices:
                of_a_state = norms[place] == "état" and norms[last + 1 : last + 2] in (["de"], ["du"], ["d'"])
                return None if of_a_state else (place, last)
            if not norms[place].isalpha() and norms[place] != "-":
                break
        return None
    if mention.use is MentionUse.NAME:
        return _of_country(norms, first, last, offices)
    return None


_STOP = frozenset(
    "and or of in to for with from by has have had is was are were will would said says company miner firm group bank "
    "state-owned owned start-up producer maker giant fund agency investor utility and".split()
)


def _of_country(norms: Sequence[str], first: int, last: int, offices: frozenset[str]) -> tuple[int, int] | None:
    """The office in "government of Niger", "gouvernement du Niger"."""
    place = first - 1
    while place >= 0 and norms[place] in _OF and first - place <= 3:
        place -= 1
    if 0 <= place < first - 1 and norms[place] in offices:
        return place, last
    return None
