"""Both stores, given the same input, dump to the same text, byte for byte."""

import os
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given

from graph.dump import dump
from graph.errors import InputError
from graph.memory import MemoryStore
from graph.neo4j_store import Neo4jStore
from graph.vocabulary import load_vocabulary
from loaders.extract import extract
from loaders.reading import Problem, read_paths
from tests.articles import agreement, article
from tests.laws.test_laws import lawful
from tests.strategies import corpora, small_vocabulary

HOSTILE = (
    "quote ' and \" and `backtick` and \\ and $name and {curly}", "nul\0", "\u202eright to left\u200f", "line\r\nbreak",
    "x" * 100_000, "é", "e\u0301", "É", "É".casefold(), "ｆｕｌｌ", "\U0001faa8", "\uffff", "\u2028",
    "'}) DETACH DELETE n //",
)  # fmt: skip


def both(server, vocabulary, articles):
    """The texts of the embedded store and of the server."""
    server.empty()
    with (
        closing(MemoryStore(None, vocabulary)) as embedded,
        closing(Neo4jStore(server.address, vocabulary, server.access)) as served,
    ):
        for store in (embedded, served):
            store.load(articles)
        return dump(embedded, everything=True), dump(served, everything=True)


def extracted(paths):
    vocabulary = load_vocabulary()
    return [extract(found, vocabulary) for found in read_paths(paths) if not isinstance(found, Problem)]


def test_the_samples(neo4j_server):
    embedded, served = both(neo4j_server, load_vocabulary(), extracted([str(files("seeds").joinpath("articles"))]))
    assert served == embedded
    assert embedded.count("SIGNS") > 3


@pytest.mark.parametrize(("variable", "form"), [("LODEGRAPH_EVAL", "dev/*.json"), ("LODEGRAPH_ARTICLES", "*.txt")])
def test_articles_from_elsewhere(neo4j_server, variable, form):
    folder = os.environ.get(variable)
    if not folder:
        pytest.skip(f"{variable} names no folder of articles")
    articles = extracted([str(file) for file in sorted(Path(folder).glob(form))])
    assert articles
    embedded, served = both(neo4j_server, load_vocabulary(), articles)
    assert served == embedded


@lawful
@given(corpora())
def test_generated_facts(neo4j_server, articles):
    embedded, served = both(neo4j_server, small_vocabulary(), articles)
    assert served == embedded


def test_values_that_break_careless_code(neo4j_server):
    facts = [agreement(name, "JP", value=name, quantity=name, regions=(name,)) for name in HOSTILE]
    articles = [article(name[:200], *facts, title=name, publisher=name, url=name) for name in HOSTILE]
    embedded, served = both(neo4j_server, small_vocabulary(), articles)
    assert served == embedded


def test_half_a_character_is_refused_by_both(neo4j_server):
    with pytest.raises(InputError, match="surrogate"):
        both(neo4j_server, small_vocabulary(), [article("a", title="half \ud83d")])
