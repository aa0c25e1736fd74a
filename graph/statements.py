"""Statements: what one article says of one deal or one measure.

A statement's id is made of its article's id and of its content, so it does not depend on the order in which an
article's facts are listed, and stays the same as long as the article says the same. An article that says the same
thing twice makes one statement, with the evidence of both.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.model import Agreement, AgreementStatus, Extraction, Measure, MeasureStatus
from graph.naming import Names
from graph.periods import Period, period
from graph.verdicts import STATEMENT
from graph.vocabulary import Vocabulary

ARTICLE = "article:"
#: The term for minerals that are not named; it overlaps every mineral.
ANY_MINERAL = "critical-minerals"

_AGREEMENT_RANKS = {status: rank for rank, status in enumerate(AgreementStatus)}
_MEASURE_RANKS = {status: rank for rank, status in enumerate(MeasureStatus)}


def digest(*parts: object) -> str:
    """A short, stable hash of JSON values."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


@dataclass(frozen=True)
class Statement:
    """One article's word on one deal (facts are agreements) or measure.

    `facts` are equal but for evidence and confidence. `actors` are the resolved ids of the parties, or of the
    imposer, `states` those that are countries. `families` are the minerals with all groups above them.
    """

    id: str
    extraction: Extraction
    facts: tuple[Agreement, ...] | tuple[Measure, ...]
    actors: frozenset[str]
    states: frozenset[str]
    minerals: frozenset[str]
    families: frozenset[str]
    names: Names

    @property
    def article(self) -> str:
        """The id of the article."""
        return self.extraction.id

    @property
    def fact(self) -> Agreement | Measure:
        """The fact, as first given."""
        return self.facts[0]

    @property
    def status(self) -> AgreementStatus | MeasureStatus:
        """How far it has come, as this article has it."""
        return self.fact.status

    @cached_property
    def rank(self) -> int:
        """The rank of the status among those of its kind of fact."""
        fact = self.fact
        return _AGREEMENT_RANKS[fact.status] if isinstance(fact, Agreement) else _MEASURE_RANKS[fact.status]

    @cached_property
    def when(self) -> Period | None:
        """When the status began, if the article says."""
        return None if self.fact.date is None else period(self.fact.date)

    @cached_property
    def reported(self) -> Period | None:
        """When the article appeared, if known."""
        return None if self.extraction.date is None else period(self.extraction.date)

    @property
    def confidence(self) -> float:
        """The highest confidence among the facts."""
        return max(fact.confidence for fact in self.facts)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The blocks in which others find it: statements that share none are never of one deal."""
        return frozenset(self._keys(sought=False))

    @cached_property
    def sought(self) -> frozenset[str]:
        """The blocks in which it finds others."""
        return frozenset(self._keys(sought=True))

    def _keys(self, *, sought: bool) -> Iterator[str]:
        fact = self.fact
        if isinstance(fact, Measure):
            yield from (f"measure {fact.kind} {actor}" for actor in self.actors)
            return
        actors = sorted(self.actors)
        if len(actors) == 1:
            yield f"alone {actors[0]}"
            if sought:
                yield f"among {actors[0]}"
            return
        for index, left in enumerate(actors):
            yield f"{'alone' if sought else 'among'} {left}"
            yield from (f"pair {json.dumps([left, right])}" for right in actors[index + 1 :])


def statements(extraction: Extraction, names: Names, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """The statements of an article, sorted by id."""
    found: dict[str, list[Agreement] | list[Measure]] = {}
    for fact in extraction.agreements:
        found.setdefault(_statement_id(extraction.id, _agreement_content(fact)), []).append(fact)  # type: ignore[arg-type]
    for measure in extraction.measures:
        found.setdefault(_statement_id(extraction.id, _measure_content(measure)), []).append(measure)  # type: ignore[arg-type]
    resolved = {id: frozenset(_actors(facts[0], names)) for id, facts in found.items()}
    return tuple(
        Statement(
            id=id,
            extraction=extraction,
            facts=tuple(facts),  # type: ignore[arg-type]
            actors=resolved[id],
            states=resolved[id] & vocabulary.territories.keys(),
            minerals=frozenset(facts[0].minerals),
            families=_families(facts[0].minerals, vocabulary),
            names=names,
        )
        for id, facts in sorted(found.items())
    )


def _statement_id(article: str, content: object) -> str:
    return f"{STATEMENT}{article}#{digest(content)}"


def _agreement_content(fact: Agreement) -> object:
    parties = sorted({(party.id, party.role.value) for party in fact.parties})
    return [
        "agreement", fact.kind, fact.status, parties, sorted(set(fact.minerals)), sorted(set(fact.regions)),
        fact.date, fact.quantity, fact.value, fact.denied,
    ]  # fmt: skip


def _measure_content(fact: Measure) -> object:
    minerals, targets = sorted(set(fact.minerals)), sorted(set(fact.targets))
    return ["measure", fact.kind, fact.status, fact.imposer, targets, minerals, fact.date]


def _actors(fact: Agreement | Measure, names: Names) -> Iterator[str]:
    if isinstance(fact, Measure):
        yield names.entity(fact.imposer).id
    else:
        yield from (names.party(party).id for party in fact.parties)


def _families(minerals: Iterable[str], vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(each for mineral in minerals for each in (mineral, *vocabulary.broader(mineral)))
