"""One article read as far as names, amounts and dates: the Analysis that every finder of facts works on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from graph.entries import NameUse
from graph.model import Document
from graph.vocabulary import Vocabulary
from loaders.amounts import find_amounts
from loaders.analysis import Analysis, Field, Mention, MentionKind, MentionUse, Sentence
from loaders.clusters import find_definitions, joined, made_id, with_full_names, with_one_id, with_short_forms
from loaders.lexicon import lexicon
from loaders.matching import Match, countries_of, match_names
from loaders.offices import with_offices
from loaders.references import find_references
from loaders.sentences import split
from loaders.times import find_times
from loaders.unknown_names import UnknownName, find_unknown_names

_KINDS = {
    "mineral": MentionKind.MINERAL,
    "country": MentionKind.COUNTRY,
    "place": MentionKind.PLACE,
    "organization": MentionKind.ORGANIZATION,
    "alliance": MentionKind.ALLIANCE,
}
_USES = {
    NameUse.NAME: MentionUse.NAME,
    NameUse.DEMONYM: MentionUse.DEMONYM,
    NameUse.METONYM: MentionUse.METONYM,
    NameUse.SYMBOL: MentionUse.ACRONYM,
    NameUse.ACRONYM: MentionUse.ACRONYM,
}


def analyse(document: Document, vocabulary: Vocabulary) -> Analysis:
    """The sentences, mentions, amounts and dates of a document in French or English."""
    lang: Literal["en", "fr"] = "fr" if document.lang == "fr" else "en"
    sentences = split(document)

    def source(field: Field) -> str:
        return document.text if field == "text" else document.title or ""

    matches = match_names(sentences, lang, vocabulary)
    unknown = find_unknown_names(sentences, matches, lang)
    covered = {
        (n.candidate.sentence, place) for n in unknown for place in range(n.candidate.first, n.candidate.last + 1)
    }
    matches = [m for m in matches if (m.sentence, m.first) not in covered]
    mentions = [
        *(m for match in matches for m in _known_mentions(match, sentences, lang, vocabulary)),
        *(_unknown_mention(name, sentences) for name in unknown),
    ]
    mentions = with_offices(_in_order(mentions), sentences, lang)
    definitions = find_definitions(mentions, sentences, lang)
    mentions = _in_order(with_short_forms(mentions, sentences, definitions, vocabulary, lang))
    mentions = with_full_names(with_one_id(mentions, vocabulary))
    mentions = _with_homes(mentions, sentences)
    mentions = _in_order([*mentions, *find_references(sentences, mentions, lang, definitions.nouns)])
    return Analysis(
        document=document,
        lang=lang,
        sentences=sentences,
        mentions=tuple(mentions),
        amounts=tuple(find_amounts(sentences, source, lang)),
        times=tuple(find_times(sentences, source, lang, document.date)),
    )


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: (m.sentence, m.start, -m.end, m.id))


def _known_mentions(
    match: Match, sentences: Sequence[Sentence], lang: str, vocabulary: Vocabulary
) -> Iterable[Mention]:
    sentence = sentences[match.sentence]
    tokens = sentence.tokens[match.first : match.last + 1]
    start, end = tokens[0].start, tokens[-1].end
    text = joined(sentence, match.first, match.last)
    seen = set()
    for reading in match.readings:
        entry = vocabulary.organizations.get(reading.id)
        if reading.id in seen or (entry is not None and entry.type in ("news", "exchange")):
            continue
        seen.add(reading.id)
        kind = _KINDS[reading.kind]
        countries = countries_of(reading.id, vocabulary)
        if kind is MentionKind.PLACE and _beside_site_noun(sentence, match.first, match.last, lang):
            kind = MentionKind.SITE
        plain = kind in (MentionKind.COUNTRY, MentionKind.MINERAL)
        yield Mention(
            kind, _USES[reading.use], match.sentence, sentence.field, start, end, text,
            id=reading.id, name=reading.id if plain else text,
            country=countries[0] if len(countries) == 1 or (kind is MentionKind.ORGANIZATION and countries) else None,
        )  # fmt: skip


def _beside_site_noun(sentence: Sentence, first: int, last: int, lang: str) -> bool:
    nouns = lexicon(lang, "names")["site_nouns"]
    tokens = sentence.tokens
    after = tokens[last + 1].norm if last + 1 < len(tokens) else ""
    before = [token.norm for token in tokens[max(first - 2, 0) : first]]
    if lang == "fr":
        return len(before) == 2 and before[0] in nouns and before[1] in ("de", "d'", "du")
    return after in nouns and after not in ("facility", "operations", "field", "licence", "license")


def _unknown_mention(name: UnknownName, sentences: Sequence[Sentence]) -> Mention:
    candidate = name.candidate
    sentence = sentences[candidate.sentence]
    text = joined(sentence, candidate.first, candidate.last)
    start, end = sentence.tokens[candidate.first].start, sentence.tokens[candidate.last].end
    if name.kind is MentionKind.SITE:
        text = re.sub(r"\s+(?:Project|Mine|Deposit)$", "", text)
        end = start + len(text)
    id = made_id(name.kind, text)
    return Mention(
        name.kind, MentionUse.NAME, candidate.sentence, sentence.field, start, end, text,
        id=id, name=text, confidence=name.confidence,
    )  # fmt: skip


def _with_homes(mentions: list[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """Organizations whose home a demonym right before one of their mentions gives, everywhere in the article."""
    homes: dict[str, str] = {}
    for previous, mention in pairwise(mentions):
        if (
            mention.kind is MentionKind.ORGANIZATION
            and mention.country is None
            and previous.kind is MentionKind.COUNTRY
            and previous.use is MentionUse.DEMONYM
            and previous.sentence == mention.sentence
            and sum(1 for t in sentences[mention.sentence].tokens if previous.end <= t.start < mention.start) <= 2
        ):
            homes.setdefault(mention.id, previous.id)
    return [replace(m, country=homes[m.id]) if m.country is None and m.id in homes else m for m in mentions]
