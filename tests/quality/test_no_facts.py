"""Texts on markets, science, sport or grammar that name countries and minerals: they tell no fact."""

from pathlib import Path

import pytest
import yaml

from graph.model import Document, Extraction
from graph.vocabulary import load_vocabulary
from loaders.extract import extract

TEXTS = [
    (lang, text)
    for lang, texts in yaml.safe_load(Path(__file__).with_name("no_facts.yaml").read_text("utf-8")).items()
    for text in texts
]


def facts(extraction: Extraction) -> list[object]:
    return [
        *extraction.agreements,
        *extraction.measures,
        *extraction.supplies,
        *extraction.resources,
        *extraction.sites,
        *extraction.based_in,
    ]


@pytest.fixture(scope="module")
def false_facts() -> list[object]:
    vocabulary = load_vocabulary()
    documents = [Document(id=str(n), lang=lang, date="2025-06-11", text=text) for n, (lang, text) in enumerate(TEXTS)]
    return [fact for document in documents for fact in facts(extract(document, vocabulary))]


def test_there_are_thirty_half_in_each_language():
    assert [lang for lang, _ in TEXTS].count("fr") == [lang for lang, _ in TEXTS].count("en") == 15


def test_ten_articles_without_facts_give_at_most_one(false_facts):
    assert len(false_facts) * 10 <= len(TEXTS), false_facts
