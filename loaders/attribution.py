"""Whose word a fact is: the source that the text names for it, such as a geological survey."""

import re
from functools import lru_cache
from typing import TypeVar

from graph.model import Fact
from loaders.analysis import Analysis, Mention, MentionKind, MentionUse
from loaders.lexicon import lexicon

FactT = TypeVar("FactT", bound=Fact)

_SOURCES = (MentionKind.ORGANIZATION, MentionKind.COUNTRY)


def attributed(fact: FactT, analysis: Analysis) -> FactT:
    """The fact with `attributed_to`, where its sentence names a source for it."""
    if fact.attributed_to is not None:
        return fact
    evidence = fact.evidence[0]
    before, after = _patterns(analysis.lang)
    text = analysis.source(evidence.field)
    sentence = next(
        (s for s in analysis.sentences if s.field == evidence.field and s.start <= evidence.start < s.end), None
    )
    if sentence is None:
        return fact
    for mention in analysis.mentions:
        if mention.sentence != sentence.index or not _can_be_source(mention, fact):
            continue
        if before.search(text[sentence.start : mention.start]) or after.match(text[mention.end : sentence.end]):
            return fact.model_copy(update={"attributed_to": mention.name})
    return fact


def _can_be_source(mention: Mention, fact: Fact) -> bool:
    if mention.kind not in _SOURCES or mention.use in (MentionUse.REFERENCE, MentionUse.DEMONYM):
        return False
    return mention.name not in _own_names(fact)


def _own_names(fact: Fact) -> set[str]:
    names: set[str] = set()
    for value in fact.model_dump(exclude={"evidence"}).values():
        for item in value if isinstance(value, list | tuple) else [value]:
            names.add(item["name"] if isinstance(item, dict) else str(item))
    return names


@lru_cache(maxsize=2)
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = lexicon(lang, "attribution")
    article = r"(?:\s+(?:the|le|la|les|des|du|de|l['’])\s*)?\s*$"
    return (
        re.compile(r"\b(?:" + "|".join(data["before"]) + r")\b['’]?" + article, re.IGNORECASE),
        re.compile(r"\s*(?:\([^)]*\)\s*)?(?:" + "|".join(data["after"]) + r")\b", re.IGNORECASE),
    )
