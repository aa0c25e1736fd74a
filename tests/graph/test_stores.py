"""What every store does alike, on each kind of store."""

from contextlib import closing

import pytest

from graph.dump import dump
from graph.errors import InputError, StoreError
from graph.holding import LONGEST_ID
from graph.memory import MemoryStore
from graph.schema import Label, RelType
from graph.store import Judgement
from graph.stores import open_store
from tests.articles import agreement, article
from tests.strategies import small_vocabulary

DEAL = article("a1", agreement("KZ:supplier", "JP:buyer"), url="https://example.org/a", path="news/a.txt")


@pytest.fixture
def store(store_factory):
    return store_factory.fresh()


@pytest.fixture
def other(store_factory, store, monkeypatch):
    """The same store, opened a second time."""
    for name, value in store_factory.environment.items():
        monkeypatch.setenv(name, value)
    with closing(open_store(store_factory.spec(store), small_vocabulary())) as held:
        yield held


def test_the_report_of_a_load(store):
    other = article("a2")
    assert store.load([DEAL, other]).added == ("a1", "a2")
    changed = DEAL.model_copy(update={"extractor": "newer"})
    report = store.load([changed, other])
    assert (report.added, report.replaced, report.unchanged) == ((), ("a1",), ("a2",))
    elsewhere = changed.model_copy(update={"path": "./news/a.txt"})
    assert store.load([elsewhere]).unchanged == ("a1",)


def test_of_one_article_twice_in_a_load_the_last_stands(store):
    report = store.load([DEAL, DEAL, article("a2"), article("a2", date="2026-01-01")])
    assert (report.added, report.unchanged) == (("a1", "a2"), ("a1",))
    assert [extraction.date for extraction in store.extractions()] == ["2025-12-22", "2026-01-01"]


@pytest.mark.parametrize(
    "name", ["a1", "article:a1", "https://example.org/a", "https://example.org/a/", "./news/a.txt"]
)
def test_an_article_is_retracted_by_any_of_its_names(store, name):
    store.load([DEAL])
    report = store.retract([name])
    assert report.articles == ("a1",)
    assert "article:a1" in report.nodes_removed
    assert report.edges_removed > 3
    assert list(store.extractions()) == []


def test_a_dry_run_changes_nothing(store):
    store.load([DEAL])
    before = dump(store)
    assert store.retract(["a1"], dry_run=True).edges_removed > 3
    assert dump(store) == before


def test_an_article_that_is_not_held_names_the_nearest(store):
    store.load([article("gallium-deal")])
    with pytest.raises(StoreError, match='"galium-deal" is held; did you mean "gallium-deal"'):
        store.retract(["galium-deal"])


def test_a_lone_surrogate_is_refused_and_nothing_is_written(store):
    broken = DEAL.model_copy(update={"id": "a2", "title": "half \ud83d"})
    with pytest.raises(InputError, match=r"^a2: .*surrogate"):
        store.load([DEAL, broken])
    assert list(store.extractions()) == []


def test_an_article_that_cannot_be_read_leaves_the_load_undone(store):
    def articles():
        yield DEAL
        raise InputError("the second is broken")

    with pytest.raises(InputError):
        store.load(articles())
    assert list(store.extractions()) == []


def test_values_come_back_as_they_went_in(store):
    hostile = ["nul\0", "'\"`\\", "\u202eevil", "e\u0301", "é", "ß", "SS", "x" * 100_000, "\u2028", "🪨"]
    facts = [agreement(name, "JP", value=name) for name in hostile]
    held = article("\0'\"", *facts, title=hostile[0])
    store.load([held])
    assert list(store.extractions()) == [held]
    assert {node.properties.get("value") for node in store.graph.nodes(Label.AGREEMENT)} == set(hostile)
    store.retract(["\0'\""])
    assert list(store.extractions()) == []


def test_names_that_fold_alike_are_one_entity(store):
    names = ["Étain d’Or", "E\u0301tain d'Or", "ÉTAIN D'OR"]
    store.load([article(f"a{i}", agreement(name, "JP")) for i, name in enumerate(names)])
    parties = {edge.source for edge in store.graph.edges(RelType.SIGNS)} - {"JP"}
    assert len(parties) == 1
    assert store.graph.node(parties.pop()).properties["names"] == tuple(sorted(names))
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 1


def test_judgements(store):
    store.load([DEAL, article("a2", agreement("KZ:supplier", "JP:buyer"))])
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 1
    left, right = (edge.properties["statements"][0] for edge in store.graph.edges(RelType.REPORTS))
    store.judge(Judgement(right, left, False, "two deals"))
    assert store.judgements() == (Judgement(left, right, False, "two deals"),)
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 2
    store.judge(Judgement(left, right, True))
    assert store.judgements() == (Judgement(left, right, True),)
    assert len(list(store.graph.nodes(Label.AGREEMENT))) == 1
    store.unjudge(right, left)
    assert store.judgements() == ()
    with pytest.raises(StoreError, match="no judgement"):
        store.unjudge(left, right)


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        ("KZ", "KZ", "itself"),
        ("KZ", "org:nobody", '"org:nobody" is held'),
        ("KZ", "gallium", '"gallium" is held'),
        ("KZ", "statement:a1#0", "is held"),
    ],
)
def test_judgements_that_make_no_sense(store, left, right, message):
    store.load([DEAL])
    with pytest.raises(StoreError, match=message):
        store.judge(Judgement(left, right, True))
    assert store.judgements() == ()


def test_a_judgement_outlives_the_article(store):
    reports = [article("a1", agreement("Rio", "JP")), article("a2", agreement("Rio Tinto", "JP"))]
    store.load(reports)
    store.judge(Judgement("org:rio", "org:rio-tinto", True))
    joined = dump(store)
    store.retract(["a2"])
    store.load(reports)
    assert dump(store) == joined


def test_what_another_process_writes_is_seen(store, other):
    assert store.graph.node("article:a1") is None
    other.load([DEAL])
    assert store.graph.node("article:a1") is not None
    assert store.load([DEAL]).unchanged == ("a1",)
    other.retract(["a1"])
    assert store.load([DEAL]).added == ("a1",)


def test_an_article_is_found_by_its_id(store):
    store.load([DEAL])
    assert store.article("a1") == DEAL
    assert store.article("a2") is None


def test_an_id_that_no_index_can_hold_is_refused(store):
    store.load([article("é" * (LONGEST_ID // 2))])
    with pytest.raises(InputError, match="longer than 2000 bytes"):
        store.load([article("é" * (LONGEST_ID // 2) + "x")])
    assert len(list(store.extractions())) == 1


def test_a_change_of_the_vocabulary_is_taken_up(store_factory, store):
    store.load([DEAL])
    vocabulary = small_vocabulary()
    fewer = {id: entry for id, entry in vocabulary.minerals.items() if id != "lithium"}
    narrowed = type(vocabulary)(
        fewer, vocabulary.territories, vocabulary.places, vocabulary.organizations, vocabulary.alliances, ()
    )
    again = store_factory.again(store, narrowed)
    assert again.graph.node("lithium") is None
    with closing(MemoryStore(None, narrowed)) as fresh:
        fresh.load([DEAL])
        assert dump(again, everything=True) == dump(fresh, everything=True)
