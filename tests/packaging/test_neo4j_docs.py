"""docs/neo4j-queries.md is generated from queries/; what docs/neo4j.md shows runs on a server."""

import os
import re
import shlex
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from graph.memory import MemoryStore
from graph.neo4j_store import Neo4jStore
from graph.vocabulary import load_vocabulary
from loaders.extract import extract
from loaders.reading import read_paths
from queries.catalogue import CATALOGUE
from queries.parameters import bind
from queries.query import browser_form

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# The canned queries, to paste into Neo4j Browser

Generated from `queries/`. The `:param` lines set an example; null means any. Names are ids:
`lodegraph ask "..." --cypher` finds them for a question.
"""


@pytest.fixture(scope="module")
def samples():
    vocabulary = load_vocabulary()
    return [extract(found, vocabulary) for found in read_paths([str(files("seeds").joinpath("articles"))])]


@pytest.fixture(scope="module")
def embedded(samples):
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load(samples)
        yield store


@pytest.fixture(scope="module")
def served(neo4j_server, samples):
    neo4j_server.empty()
    with closing(Neo4jStore(neo4j_server.address, load_vocabulary(), neo4j_server.access)) as store:
        store.load(samples)
        yield store


def generated(store):
    parts = [HEAD]
    for name, query in sorted(CATALOGUE.items()):
        options = shlex.split(query.example)
        given = {option.removeprefix("--"): value for option, value in zip(options[::2], options[1::2], strict=True)}
        parts += [
            f"## {name}\n\n{query.question_en} {query.question_fr}\n",
            f"```cypher\n{browser_form(query, bind(query, given, store)).rstrip()}\n```\n",
        ]
    return "\n".join(parts)


def test_the_queries_are_those_of_the_files(embedded):
    """LODEGRAPH_UPDATE_GOLDENS=1 writes them anew."""
    page = DOCS / "neo4j-queries.md"
    if os.environ.get("LODEGRAPH_UPDATE_GOLDENS"):
        page.write_text(generated(embedded), "utf-8")
    assert page.read_text("utf-8") == generated(embedded)


BLOCKS = [
    re.sub(r"^    ", "", block, flags=re.MULTILINE)
    for block in re.findall(r"(?:^    .*\n)+", (DOCS / "neo4j.md").read_text("utf-8"), re.MULTILINE)
    if re.match(r"    (MATCH|CALL)", block)
]


@pytest.mark.parametrize("cypher", BLOCKS)
def test_what_the_page_shows_finds_something(served, cypher):
    assert served.cypher(cypher, limit=100, seconds=30).rows


def test_the_page_has_such_blocks():
    assert len(BLOCKS) >= 6
