from types import SimpleNamespace

import pytest

from graph.check import check
from graph.memory import MemoryStore
from graph.model import Edge, Node
from graph.schema import Label, RelType
from graph.store import Judgement
from tests.articles import agreement, article
from tests.strategies import small_vocabulary

MINERAL = frozenset({Label.MINERAL})
REGION = frozenset({Label.REGION})
EVIDENCE = {"articles": ("article:a",), "quotes": ("q",), "starts": (0,), "ends": (1,), "fields": ("text",)}
NODES = [Node("pit", REGION), Node("gallium", MINERAL), Node("article:a", frozenset({Label.ARTICLE}))]


def faults(*edges, nodes=NODES):
    held = SimpleNamespace(nodes=lambda: iter(nodes), edges=lambda: iter(edges), judgements=lambda: ())
    return [finding.message for finding in check(held) if finding.fault]


def holds(**properties):
    return Edge("pit", RelType.HOLDS, "gallium", "", properties)


def test_a_sound_edge():
    assert faults(holds(**EVIDENCE)) == []
    assert faults(holds(source="seeds")) == []


def test_faults():
    assert "neither evidence nor a source" in faults(holds())[0]
    assert "do not fit" in faults(holds(**{**EVIDENCE, "quotes": ("q", "r")}))[0]
    assert "do not fit" in faults(holds(articles=("article:a",)))[0]
    assert "do not fit" in faults(holds(**dict.fromkeys(EVIDENCE, ())))[0]
    assert "article:b, which is not held" in faults(holds(**{**EVIDENCE, "articles": ("article:b",)}))[0]
    assert "no node gallium" in faults(holds(**EVIDENCE), nodes=[NODES[0], NODES[2]])[0]
    assert "gallium is none of Region" in faults(Edge("gallium", RelType.HOLDS, "gallium", "", EVIDENCE))[0]
    assert "labels" in faults(nodes=[Node("x", frozenset())])[0]
    assert "labels" in faults(nodes=[Node("x", frozenset({"Nonsense"}))])[0]


def hints(store):
    return [finding.ids for finding in check(store) if not finding.fault]


@pytest.fixture
def store():
    held = MemoryStore(None, small_vocabulary())
    yield held
    held.close()


def test_entities_of_like_names_are_hinted_at_until_judged(store):
    store.load([article("a1", agreement("Lithium South", "JP")), article("a2", agreement("Lithium South Dev", "US"))])
    pair = ("org:lithium-south", "org:lithium-south-dev")
    assert hints(store) == [pair]
    store.judge(Judgement(*pair, False))
    assert hints(store) == []


def test_deals_that_nearly_match_are_hinted_at_until_judged(store):
    store.load([article(f"a{i}", agreement("KZ", "JP", date=date)) for i, date in enumerate(("2025-01", "2025-03-31"))])
    (pair,) = hints(store)
    assert all(each.startswith("statement:a") for each in pair)
    store.judge(Judgement(*pair, False))
    assert hints(store) == []
