"""One article read as far as names, amounts and dates: the Analysis that every finder of facts works on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.entries import NameUse
from graph.model import Document
from graph.names import fold, organization_id, place_id
from graph.vocabulary import Vocabulary
from loaders.amounts import find_amounts
from loaders.analysis import Analysis, Field, Mention, MentionKind, MentionUse, Sentence
from loaders.lexicon import lexicon
from loaders.matching import Match, countries_of, match_names
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
    lang = "fr" if document.lang == "fr" else "en"
    sentences = split(document)

    def source(field: Field) -> str:
        return document.text if field == "text" else document.title or ""

    matches = match_names(sentences, lang, vocabulary)
    unknown = find_unknown_names(sentences, matches, lang)
    mentions = [
        *(m for match in matches for m in _known_mentions(match, sentences, lang, vocabulary)),
        *(_unknown_mention(name, sentences) for name in unknown),
    ]
    mentions = _one_name_each(_clustered(_in_order(mentions), sentences, vocabulary))
    mentions = _with_homes(mentions, sentences)
    mentions = _in_order([*mentions, *find_references(sentences, mentions, lang)])
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
    text = _surface(sentence, match.first, match.last)
    seen = set()
    for reading in match.readings:
        entry = vocabulary.organizations.get(reading.id)
        if reading.id in seen or (entry is not None and entry.type == "news"):
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


def _surface(sentence: Sentence, first: int, last: int) -> str:
    out = ""
    end = sentence.tokens[first].start
    for token in sentence.tokens[first : last + 1]:
        out += (" " if token.start > end else "") + token.text
        end = token.end
    return out


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
    text = _surface(sentence, candidate.first, candidate.last)
    start, end = sentence.tokens[candidate.first].start, sentence.tokens[candidate.last].end
    if name.kind is MentionKind.SITE:
        trimmed = re.sub(r"\s+(?:Project|Mine|Deposit|Refinery|Plant|Smelter|Complex)$", "", text)
        start, end, text = start, start + len(trimmed), trimmed
    id = organization_id(text) if name.kind is MentionKind.ORGANIZATION else place_id(text)
    return Mention(
        name.kind, MentionUse.NAME, candidate.sentence, sentence.field, start, end, text,
        id=id, name=text, confidence=name.confidence,
    )  # fmt: skip


def _clustered(mentions: list[Mention], sentences: Sequence[Sentence], vocabulary: Vocabulary) -> list[Mention]:
    """Short forms and acronyms under the id of the full name that the article gives."""
    linked: dict[str, str] = {}
    organizations = [m for m in mentions if m.kind is MentionKind.ORGANIZATION]
    for previous, mention in zip(mentions, mentions[1:], strict=False):
        if _defines(previous, mention, sentences):
            linked[mention.id] = previous.id
    words = {m.id: tuple(fold(m.text).split()) for m in sorted(organizations, key=lambda m: len(m.text))}
    for short, parts in sorted(words.items()):
        if short in vocabulary.organizations or short in linked:
            continue
        for full, longer in sorted(words.items()):
            fits = longer[: len(parts)] == parts or (len(parts) == 1 and parts[0] == _initials(longer))
            if full != short and len(longer) > len(parts) and fits:
                linked[short] = full
                break

    def final(id: str) -> str:
        seen = {id}
        while id in linked and linked[id] not in seen:
            id = linked[id]
            seen.add(id)
        return id

    return [replace(m, id=final(m.id)) if m.kind is MentionKind.ORGANIZATION else m for m in mentions]


def _defines(full: Mention, short: Mention, sentences: Sequence[Sentence]) -> bool:
    """Whether `short` stands in brackets right behind `full`: "Eurasian Resources Group (ERG)"."""
    if full.kind is not MentionKind.ORGANIZATION or short.kind is not MentionKind.ORGANIZATION:
        return False
    if full.sentence != short.sentence or full.id == short.id:
        return False
    tokens = sentences[full.sentence].tokens
    between = [t.text for t in tokens if full.end <= t.start < short.start]
    return between == ["("] and short.text.isupper()


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "the", "de", "du", "des", "la", "and", "et"))


def _one_name_each(mentions: list[Mention]) -> list[Mention]:
    """Every entity printed under the fullest form that the article uses; countries and minerals under their ids."""
    fullest: dict[str, str] = {}
    for mention in mentions:
        if mention.kind not in (MentionKind.COUNTRY, MentionKind.MINERAL):
            known = fullest.get(mention.id, "")
            if (len(mention.text), mention.text) > (len(known), known):
                fullest[mention.id] = mention.text
    return [replace(m, name=fullest.get(m.id, m.name)) for m in mentions]


def _with_homes(mentions: list[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """Organizations whose home a demonym right before one of their mentions gives, everywhere in the article."""
    homes: dict[str, str] = {}
    for previous, mention in zip(mentions, mentions[1:], strict=False):
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
