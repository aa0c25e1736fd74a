"""Questions in French and English, answered by canned queries.

    answer = ask("who supplies gallium to Japan", store)
    answer.sentence, answer.rows, answer.quotes

There is no model in it: a question that no form fits is refused, and every answer says how it was understood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import QuestionError
from graph.linker import Linker
from graph.memory import PropertyGraph
from graph.vocabulary import load_vocabulary
from queries.grammar import Grammar
from queries.parameters import bind, linker_of
from queries.query import Parameters, Query
from queries.reach import name_of
from queries.sentences import Writer
from queries.suggest import suggestions
from queries.understand import Understood, language, understand, unknown_name


@dataclass(frozen=True)
class Quote:
    """What an answer stands on: what it says, the sentence that says so, and where that stands."""

    about: str
    quote: str
    article: str | None
    date: str | None
    url: str | None


@dataclass(frozen=True)
class Answer:
    """An answer in the question's language; `understood` says, in a line, which query it was taken for."""

    lang: str
    query: Query
    parameters: Parameters
    understood: str
    sentence: str
    rows: Sequence[Any]
    quotes: Sequence[Quote]
    notes: Sequence[str] = ()
    #: Where there are no rows: questions that have an answer.
    suggestions: Sequence[str] = ()


def ask(question: str, held: Any) -> Answer:
    """Answer a question on the graph that a store holds.

    Raises QuestionError, with questions that can be answered, where it is not understood.
    """
    linker = linker_of(held.graph)
    try:
        found = understand(question, linker)
    except QuestionError as error:
        raise _refused(question, str(error), held, linker) from None
    grammar = Grammar(load_vocabulary(), found.lang)
    writer = Writer(grammar)
    parameters = bind(found.query, found.given, held)
    rows = held.read(found.query, parameters)
    name = found.query.name
    return Answer(
        lang=found.lang,
        query=found.query,
        parameters=parameters,
        understood=_understood(found, grammar, held.graph),
        sentence=writer.write(name, rows, found.given),
        rows=rows,
        quotes=_quotes(rows, writer, name),
        notes=_notes(found, rows),
        suggestions=() if rows else suggestions(question, found.lang, held, linker),
    )


def _refused(question: str, why: str, held: Any, linker: Linker) -> QuestionError:
    lang = language(question, linker)
    unknown = unknown_name(question, lang, linker)
    meant = [name.id for name in linker.nearest(unknown, 1)] if unknown else []
    near = suggestions(question, lang, held, linker, also=meant)
    if not near:
        more = "le graphe ne contient aucun fait" if lang == "fr" else "the graph holds no facts yet"
    elif lang == "fr":
        more = "ces questions ont une réponse :"
    else:
        more = "these questions have an answer:"
    if why.endswith("?"):
        return QuestionError(f"{why} {more[0].upper()}{more[1:]}", near)
    return QuestionError(f"{why}{' ; ' if lang == 'fr' else '; '}{more}", near)


def _understood(found: Understood, grammar: Grammar, graph: PropertyGraph) -> str:
    given = ", ".join(f"{name} = {grammar.label(value, name_of(graph, value))}" for name, value in found.given.items())
    return f"{found.query.name}: {given}" if given else found.query.name


def _quotes(rows: Sequence[Any], writer: Writer, name: str) -> list[Quote]:
    quotes: dict[tuple[str, str | None, str], Quote] = {}
    for row in rows:
        if row.quote is not None:
            about = writer.about(name, row)
            quotes.setdefault(
                (about, row.article_id, row.quote), Quote(about, row.quote, row.article, row.date, row.url)
            )
    return list(quotes.values())


def _notes(found: Understood, rows: Sequence[Any]) -> list[str]:
    notes = []
    if found.ignored:
        dates = ", ".join(dict.fromkeys(found.ignored))
        notes.append(_in(found, f"the period ({dates}) is left aside", f"la période ({dates}) n'est pas retenue"))
    if any(getattr(row, "order_inferred", False) for row in rows):
        notes.append(
            _in(
                found,
                "which status is the latest was inferred for some deals: their reports do not date it",
                "pour certains accords, le dernier statut est déduit : les articles ne le datent pas",
            )
        )
    if any(getattr(row, "denied", False) for row in rows):
        notes.append(_in(found, "some of these deals were denied", "certains de ces accords ont été démentis"))
    return notes


def _in(found: Understood, english: str, french: str) -> str:
    return french if found.lang == "fr" else english


def as_record(answer: Answer) -> Mapping[str, Any]:
    """An answer as JSON carries it."""
    return {
        "language": answer.lang,
        "understood": answer.understood,
        "query": answer.query.name,
        "parameters": answer.parameters.model_dump(mode="json"),
        "answer": answer.sentence,
        "notes": list(answer.notes),
        "suggestions": list(answer.suggestions),
        "rows": [row.model_dump(mode="json") for row in answer.rows],
    }
