"""Questions on the sample articles, read, extracted and loaded for real."""

from importlib.resources import files

import pytest

from graph.errors import QuestionError
from graph.memory import MemoryStore
from graph.vocabulary import load_vocabulary
from loaders.extract import extract
from loaders.reading import read_paths
from queries.ask import ask


@pytest.fixture(scope="module")
def store():
    vocabulary = load_vocabulary()
    held = MemoryStore(None, vocabulary)
    held.load([extract(found, vocabulary) for found in read_paths([str(files("seeds").joinpath("articles"))])])
    yield held
    held.close()


@pytest.mark.parametrize("question", ["who supplies gallium to Japan", "qui fournit du gallium au Japon ?"])
def test_a_country_is_supplied_through_its_companies(store, question):
    answer = ask(question, store)
    assert "Eurasian Resources Group" in answer.sentence
    assert "Mitsubishi Corporation" in answer.sentence
    assert {row.status for row in answer.rows if row.match == "exact"} == {"signed"}
    assert all(quote.quote for quote in answer.quotes)


def test_no_signed_deal_is_said(store):
    answer = ask("qui fournit de l'uranium aux États-Unis ?", store)
    assert answer.sentence.startswith(("Personne", "Aucun"))
    assert not any(row.status == "signed" for row in answer.rows)


def test_agreements_of_a_country_reach_its_companies(store):
    answer = ask("what agreements does Kazakhstan have", store)
    assert any("Mitsubishi" in row.agreement for row in answer.rows)


def test_what_is_not_understood_is_said_with_questions_that_are(store):
    with pytest.raises(QuestionError) as caught:
        ask("why is the sky blue", store)
    for question in caught.value.suggestions:
        assert ask(question, store).understood
