"""Questions that a graph answers, nearest to one that it does not.

    suggestions("who sells cobalt to Japan", "en", store, linker)   # "who supplies gallium to Japan", ...

Each is made from what the graph holds, in the words of the templates under `suggestions` in the data of a language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, product
from typing import Any, NamedTuple

from graph.errors import QuestionError
from graph.linker import Linker
from graph.names import fold
from graph.vocabulary import load_vocabulary
from queries.catalogue import CATALOGUE
from queries.grammar import Grammar
from queries.parameters import bind
from queries.reach import name_of
from queries.understand import phrases, raised, understand

_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
#: Rows of queries that questions are made of, those first that speak of what was asked.
_ROWS = 200


class Candidate(NamedTuple):
    """A question that may be offered: for which query, and which entities it names."""

    query: str
    template: str
    text: str
    ids: frozenset[str]


def suggestions(
    question: str, lang: str, held: Any, linker: Linker, *, also: Iterable[str] = (), most: int = 4
) -> tuple[str, ...]:
    """At most so many questions that have an answer, the nearest first, of as many kinds as there are.

    `also` are ids that the question means besides those of the names found in it. Empty where the graph holds nothing.
    """
    asked = {link.id for link in linker.find(raised(question, linker), lang)} | set(also)
    words = set(re.findall(r"\w+", fold(question)))
    ranked = sorted(
        candidates(lang, held, asked),
        key=lambda each: (
            -len(each.ids & asked),
            -len(words & set(re.findall(r"\w+", fold(each.text)))),
            len(each.ids - asked),
        ),
    )
    chosen: list[Candidate] = []
    while len(chosen) < most and ranked:
        told = {id for each in chosen for id in each.ids}
        kinds = {each.query for each in chosen}
        # What was asked and is not yet in an offered question comes first, then another kind of question.
        best = min(ranked, key=lambda each: (not (each.ids & asked) - told, each.query in kinds))
        ranked.remove(best)
        if _has_answer(best.text, held, linker):
            chosen.append(best)
    return tuple(each.text for each in chosen)


def _has_answer(question: str, held: Any, linker: Linker) -> bool:
    try:
        found = understand(question, linker)
    except QuestionError:
        return False
    return bool(held.read(found.query, bind(found.query, found.given, held)))


def candidates(lang: str, held: Any, asked: AbstractSet[str] = frozenset()) -> Iterator[Candidate]:
    """The questions that a graph can be asked by the templates, each once."""
    grammar = Grammar(load_vocabulary(), lang)
    templates = phrases(lang)["suggestions"]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    near = sorted(_given(held), key=lambda given: -len(asked & set(chain(*given.values()))))
    for given in near[:_ROWS]:
        for name, texts in templates.items():
            for text in texts:
                slots = [slot for slot, _ in _SLOT.findall(text)]
                for ids in product(*(given.get(slot, ()) for slot in slots)):
                    if (text, ids) in seen or len(set(ids)) < len(ids):
                        continue
                    seen.add((text, ids))
                    yield Candidate(
                        name, text, _filled(text, dict(zip(slots, ids, strict=True)), grammar, held), frozenset(ids)
                    )


def _filled(text: str, ids: dict[str, str], grammar: Grammar, held: Any) -> str:
    def words(slot: re.Match[str]) -> str:
        id = ids[slot.group(1)]
        name = name_of(held.graph, id)
        return str(getattr(grammar, slot.group(2) or "label")(id, name))

    return _SLOT.sub(words, text)


def _given(held: Any) -> Iterator[dict[str, Sequence[str]]]:
    """For rows of the queries: ids that may stand in the slots of the templates, a company's country beside itself."""
    for row in _rows("suppliers", held):
        buyers, suppliers = (row.buyer_id, *row.buyer_home), (row.supplier_id, *row.supplier_home)
        yield {"mineral": (row.mineral,), "buyer": buyers, "supplier": suppliers}
    for row in _rows("alliances", held):
        actors, partners = (row.actor_id, *row.actor_home), (row.partner_id, *row.partner_home)
        yield {"actor": actors, "partner": partners, "matter": row.minerals, "start": actors, "end": partners}
        yield {"actor": partners, "matter": row.minerals}
    for row in _rows("measures", held):
        yield {"imposer": (row.imposer_id,), "restricted": row.minerals}
    for row in _rows("sources", held):
        yield {"source": (row.mineral,), "region": row.countries}


def _rows(name: str, held: Any) -> list[Any]:
    query = CATALOGUE[name]
    found: list[Any] = held.read(query, query.parameters())
    return found
