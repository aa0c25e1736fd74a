"""Words that stand for something named before: "the company", "les deux pays", "it" at the head of a sentence."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from loaders.analysis import Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.matching import token_key
from loaders.sentences import tokenize

_REACH = 4
_CONFIDENCE = {"organization": 0.75, "country": 0.75, "pronouns": 0.6, "countries": 0.7, "organizations": 0.7}


def find_references(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    lang: str,
    defined: Mapping[str, Mention] = MappingProxyType({}),
) -> list[Mention]:
    """A mention for each reference that something named in this or the last few sentences can resolve.

    `defined` are the common nouns that the article itself keeps for one entity: `the "Company"`.
    """
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    out: list[Mention] = []
    for sentence in sentences:
        norms = [token.norm for token in sentence.tokens]
        position = 0
        while position < len(norms):
            found = next(
                (
                    (phrase, kind)
                    for phrase, kind in _phrases(lang)
                    if tuple(norms[position : position + len(phrase)]) == phrase
                ),
                None,
            )
            if found is None or (found[1] == "pronouns" and position > 1):
                position += 1
                continue
            phrase, kind = found
            last = position + len(phrase) - 1
            made: Mention | None
            noun = defined.get(token_key(phrase[-1])) if sentence.tokens[last].text[0].isupper() else None
            if noun is not None:
                made = _standing_for(noun, sentence, position, last, 0.95)
            else:
                made = _resolved(sentence, position, last, kind, by_sentence)
            if made is not None:
                out.append(made)
                if kind in ("organization", "country", "pronouns"):
                    by_sentence.setdefault(sentence.index, []).append(made)
            position += len(phrase)
    return out


def _resolved(
    sentence: Sentence, first: int, last: int, kind: str, by_sentence: dict[int, list[Mention]]
) -> Mention | None:
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    antecedents = _antecedents(sentence, start, kind, by_sentence)
    if not antecedents:
        return None
    text = " ".join(token.text for token in sentence.tokens[first : last + 1])
    if kind in ("countries", "organizations"):
        if len(antecedents) < 2:
            return None
        pair = antecedents[:2]
        return Mention(
            MentionKind.GROUP, MentionUse.REFERENCE, sentence.index, sentence.field, start, end, text,
            id=pair[0].id, name=pair[0].name, ids=tuple(m.id for m in pair), confidence=_CONFIDENCE[kind],
        )  # fmt: skip
    return _standing_for(antecedents[0], sentence, first, last, _CONFIDENCE[kind])


def _standing_for(chosen: Mention, sentence: Sentence, first: int, last: int, confidence: float) -> Mention:
    tokens = sentence.tokens[first : last + 1]
    return Mention(
        chosen.kind, MentionUse.REFERENCE, sentence.index, sentence.field, tokens[0].start, tokens[-1].end,
        " ".join(token.text for token in tokens), id=chosen.id, name=chosen.name, country=chosen.country,
        confidence=round(confidence * chosen.confidence, 3),
    )  # fmt: skip


def _antecedents(sentence: Sentence, start: int, kind: str, by_sentence: dict[int, list[Mention]]) -> list[Mention]:
    """What the reference may stand for, best first and each once: subjects before the rest, near before far."""
    wanted = {
        "organization": (MentionKind.ORGANIZATION,),
        "organizations": (MentionKind.ORGANIZATION,),
        "country": (MentionKind.COUNTRY,),
        "countries": (MentionKind.COUNTRY,),
        "pronouns": (MentionKind.ORGANIZATION, MentionKind.COUNTRY),
    }[kind]
    found: dict[str, Mention] = {}
    for index in range(sentence.index, max(sentence.index - _REACH, -1), -1):
        here = [
            m
            for m in by_sentence.get(index, ())
            if m.kind in wanted
            and (m.use is not MentionUse.DEMONYM or kind in ("country", "countries"))
            and (index < sentence.index or m.end <= start)
        ]
        if kind == "pronouns" and index == sentence.index:
            continue
        here.sort(key=lambda m: m.start, reverse=index == sentence.index and kind != "countries")
        for mention in here:
            found.setdefault(mention.id, mention)
        if kind == "pronouns" and found:
            break
    return list(found.values())


@lru_cache(maxsize=4)
def _phrases(lang: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    data = lexicon(lang, "references")
    pairs = [
        (tuple(token.norm for token in tokenize(phrase, 0, len(phrase))), kind)
        for kind in _CONFIDENCE
        for phrase in data[kind]
    ]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))
