"""Questions in French and English, answered by canned queries; each answer says how it was understood."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import QuestionError
from graph.linker import Linker
from graph.memory import MemoryStore
from graph.names import fold
from graph.schema import Label
from graph.vocabulary import load_vocabulary
from queries import agreements, suppliers
from queries.query import Query


@dataclass(frozen=True)
class Quote:
    """What an answer stands on: the row it speaks for, the sentence, and where it stands."""

    about: str
    quote: str
    article: str | None
    date: str | None
    url: str | None


@dataclass(frozen=True)
class Answer:
    """An answer in the question's language."""

    lang: str
    query: Query
    understood: str
    sentence: str
    rows: Sequence[Any]
    quotes: Sequence[Quote]
    centres: tuple[str, ...]

    def entities(self) -> list[str]:
        """The ids that the question names, for a picture of the answer."""
        return list(self.centres)


def ask(question: str, store: MemoryStore) -> Answer:
    """Answer a question. Raises QuestionError, with questions that can be answered, where it is not understood."""
    patterns = _patterns()
    folded = fold(question)
    lang = "fr" if re.search(patterns["french"], folded) else "en"
    intent = next((name for name, forms in patterns[lang].items() if any(re.search(f, folded) for f in forms)), None)
    minerals, actors = _named(question, lang, store)
    if intent == "suppliers" and minerals:
        return _suppliers(lang, minerals[0], actors[0] if actors else None, store)
    if intent == "agreements" and (minerals or actors):
        return _agreements(lang, minerals[0] if minerals else None, actors, question, store)
    message = {
        "en": "the question is not understood; these can be answered:",
        "fr": "la question n'est pas comprise ; celles-ci ont une réponse :",
    }[lang]
    raise QuestionError(message, tuple(patterns["examples"][lang]))


def _named(question: str, lang: str, store: MemoryStore) -> tuple[list[str], list[str]]:
    extra = [
        (str(node.properties["name"]), node.id, "organization")
        for node in store.graph.nodes(Label.ACTOR)
        if "source" not in node.properties
    ]
    links = Linker(load_vocabulary(), extra).find(question, lang)  # type: ignore[arg-type]
    minerals = [link.id for link in links if link.kind == "mineral"]
    actors = [link.id for link in links if link.kind in ("country", "organization", "alliance")]
    return list(dict.fromkeys(minerals)), list(dict.fromkeys(actors))


def _suppliers(lang: str, mineral: str, buyer: str | None, store: MemoryStore) -> Answer:
    parameters = suppliers.SupplierParameters(mineral=mineral, buyer=buyer)
    rows = [r for r in store.read(suppliers.QUERY, parameters) if r.flow != "halted"]
    words = _patterns()["words"][lang]
    sure = [r for r in rows if r.match != "broader" and (r.status == "signed" or r.flow == "actual")]
    maybe = [r for r in rows if r not in sure]
    told = "; ".join(dict.fromkeys(_flow(r, lang, words) for r in sure))
    could = ", ".join(dict.fromkeys(f"{r.supplier} ({words[r.status]}, {r.mineral})" for r in maybe))
    if lang == "fr":
        sentence = f"{told}." if sure else "Personne par un accord signé."
        sentence += f" Possible, mais pas acquis : {could}." if could else ""
    else:
        sentence = f"{told}." if sure else "Nobody by a signed deal."
        sentence += f" Possible, not settled: {could}." if could else ""
    quotes = [Quote(_flow(r, lang, words), r.quote, r.article, r.date, r.url) for r in (*sure, *maybe) if r.quote]
    understood = f"suppliers: mineral={mineral}" + (f", buyer={buyer}" if buyer else "")
    centres = (mineral, *([buyer] if buyer else ()))
    return Answer(lang, suppliers.QUERY, understood, sentence, [*sure, *maybe], quotes, centres)


def _flow(row: suppliers.SupplierRow, lang: str, words: Mapping[str, str]) -> str:
    def named(name: str | None, homes: Sequence[str]) -> str:
        countries = ", ".join(load_vocabulary().label(code, lang) for code in homes)
        return f"{name} ({countries})" if countries else str(name)

    mineral = load_vocabulary().label(row.mineral, lang)
    said = ", ".join(filter(None, (mineral, row.amount or row.share, words[row.status])))
    return f"{named(row.supplier, row.supplier_home)} → {named(row.buyer, row.buyer_home)}: {said}"


def _agreements(lang: str, mineral: str | None, actors: Sequence[str], question: str, store: MemoryStore) -> Answer:
    year = re.search(r"\b(?:since|depuis)\s+(\d{4})\b", question)
    parameters = agreements.AgreementParameters(
        actor=actors[0] if actors else None,
        partner=actors[1] if len(actors) > 1 else None,
        mineral=mineral,
        since=year.group(1) if year else None,
    )
    rows = store.read(agreements.QUERY, parameters)
    words = _patterns()["words"][lang]
    deals = {r.agreement_id: r.status for r in rows if r.match != "broader"}
    counts = {status: sum(1 for held in deals.values() if held == status) for status in words}
    told = ", ".join(f"{count} {words[status]}" for status, count in counts.items() if count)
    if lang == "fr":
        sentence = f"{len(deals)} accord(s) : {told}." if deals else "Aucun accord."
    else:
        sentence = f"{len(deals)} agreement(s): {told}." if deals else "No agreement."
    quotes = [Quote(r.agreement or r.agreement_id, r.quote, r.article, r.date, r.url) for r in rows if r.quote]
    given = {k: v for k, v in parameters.model_dump().items() if v is not None}
    understood = "agreements: " + ", ".join(f"{k}={v}" for k, v in given.items())
    return Answer(lang, agreements.QUERY, understood, sentence, rows, quotes, tuple(actors))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Any]:
    source = files("queries").joinpath("questions.yaml").read_text("utf-8")
    return dict(yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
