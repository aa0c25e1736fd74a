"""The laws of a store, on every kind of store: what is held does not depend on how it came about."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.check import check
from graph.dump import dump, dump_lines
from graph.errors import StoreError
from graph.model import Extraction
from graph.resolver import Resolver
from graph.statements import ARTICLE
from graph.store import Judgement
from graph.verdicts import STATEMENT
from tests.articles import agreement, article
from tests.strategies import corpora, entity_judgements, extractions, small_vocabulary

lawful = settings(
    derandomize=True,
    max_examples=20,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def text(store) -> str:
    return dump(store, everything=True)


def loaded(factory, articles, judgements=()):
    store = factory.fresh()
    store.load(articles)
    for judgement in judgements:
        store.judge(judgement)
    return store


@lawful
@given(corpora(4))
def test_loading_twice_changes_nothing(store_factory, articles):
    store = loaded(store_factory, articles)
    before = text(store)
    report = store.load(articles)
    assert report.unchanged == tuple(sorted(article.id for article in articles))
    assert (report.added, report.replaced) == ((), ())
    assert text(store) == before
    assert text(store_factory.again(store)) == before


@lawful
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(store_factory, articles, order):
    whole = text(loaded(store_factory, articles))
    shuffled = list(articles)
    order.shuffle(shuffled)
    one_by_one = store_factory.fresh()
    for each in shuffled:
        one_by_one.load([each])
    assert text(one_by_one) == whole


@lawful
@given(corpora(), st.data())
def test_retracting_gives_the_graph_that_never_saw_the_article(store_factory, articles, data):
    gone = set(data.draw(st.sets(st.sampled_from([article.id for article in articles]), min_size=1)))
    never = text(loaded(store_factory, [article for article in articles if article.id not in gone]))
    store = loaded(store_factory, articles)
    would = store.retract(sorted(gone), dry_run=True)
    did = store.retract([f"{ARTICLE}{id}" for id in sorted(gone)])
    assert would == did
    assert text(store) == never


@lawful
@given(corpora(4), extractions("a0"))
def test_a_new_version_leaves_no_trace_of_the_old(store_factory, articles, version):
    store = loaded(store_factory, articles)
    store.load([version])
    assert text(store) == text(loaded(store_factory, [version, *articles[1:]]))


@lawful
@given(corpora())
def test_what_changes_bring_about_is_what_is_computed_from_nothing(store_factory, articles):
    store = store_factory.fresh()
    for each in articles:
        store.load([each])
    everything = Resolver(small_vocabulary()).everything(articles, ())
    assert {node.id: node for node in store.nodes()} == everything.nodes
    assert {(e.source, e.type, e.target, e.key): e for e in store.edges()} == everything.edges


@lawful
@given(corpora())
def test_no_edge_without_evidence_and_no_rule_broken(store_factory, articles):
    store = loaded(store_factory, articles)
    assert [str(finding) for finding in check(store) if finding.fault] == []
    quotes = {e.quote for article in articles for fact in article.facts() for e in fact.evidence}
    for edge in store.edges():
        assert ("articles" in edge.properties) != ("source" in edge.properties)
        assert set(edge.properties.get("quotes", ())) <= quotes


@lawful
@given(corpora(4), st.lists(entity_judgements, max_size=3), st.data())
def test_judgements_come_back_undone_and_do_not_depend_on_when_they_are_passed(store_factory, articles, given, data):
    before = text(loaded(store_factory, articles))
    store = loaded(store_factory, articles)
    statements = sorted({
        statement for edge in store.edges() for statement in edge.properties.get("statements", ())
    })  # fmt: skip
    passed = {}
    for judgement in given:
        try:
            store.judge(judgement)
        except StoreError:
            continue  # an entity that no article names
        passed[judgement.left, judgement.right] = judgement
    if len(statements) > 1:
        left, right = sorted(data.draw(st.permutations(statements))[:2])
        judgement = Judgement(left, right, data.draw(st.booleans()))
        store.judge(judgement)
        passed[left, right] = judgement
    assert store.judgements() == tuple(passed[pair] for pair in sorted(passed))
    after = text(store)
    store = store_factory.again(store)
    assert text(store) == after
    everything = Resolver(small_vocabulary()).everything(articles, passed.values())
    assert {node.id: node for node in store.nodes()} == everything.nodes
    assert {(e.source, e.type, e.target, e.key): e for e in store.edges()} == everything.edges
    store.retract([article.id for article in articles])
    store.load(reversed(articles))
    assert text(store) == after
    for left, right in sorted(passed):
        store.unjudge(right, left)
    assert text(store) == before


@pytest.mark.parametrize("seed", range(25))
def test_deals_that_hang_together_through_others_follow_every_change(store_factory, seed):
    """Few parties in overlapping deals, so that a change reaches statements that share nothing with it."""
    chance = random.Random(seed)
    store = store_factory.fresh()
    held, passed = {}, {}
    for _ in range(14):
        known = sorted({s for e in store.edges() for s in e.properties.get("statements", ())})
        act = chance.random()
        if act < 0.2 and held:
            gone = chance.choice(sorted(held))
            del held[gone]
            store.retract([gone])
        elif act < 0.45 and len(known) > 1:
            pair = tuple(sorted(chance.sample(known, 2)))
            passed[pair] = Judgement(*pair, chance.random() < 0.7)
            store.judge(passed[pair])
        elif act < 0.5 and passed:
            pair = chance.choice(sorted(passed))
            del passed[pair]
            store.unjudge(*pair)
        else:
            parties = chance.sample(("Alpha", "Beta", "Gamma", "Delta"), chance.choice((1, 2, 2, 3)))
            said = {"date": chance.choice((None, None, "2025", "2025-03", "2025-08-28")), "kind": "offtake"}
            id = f"a{chance.randrange(9)}"
            held[id] = article(id, agreement(*parties, **said), date=chance.choice((None, "2025-03-31", "2025-09-01")))
            store.load([held[id]])
    everything = Resolver(small_vocabulary()).everything(held.values(), passed.values())
    assert {node.id: node for node in store.nodes()} == everything.nodes
    assert {(e.source, e.type, e.target, e.key): e for e in store.edges()} == everything.edges


LOADER = """
import json, sys
from graph.model import Extraction
from graph.stores import open_store
from tests.strategies import small_vocabulary
store = open_store(sys.argv[1], small_vocabulary())
print("open", flush=True)
for line in open(sys.argv[2], encoding="utf-8"):
    store.load([Extraction.model_validate_json(line)])
print("done", flush=True)
"""


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_load_that_is_run_again_ends_in_the_same_graph(store_factory, tmp_path, seed):
    chance = random.Random(seed)
    articles = [drawn(number) for number in range(60)]
    lines = tmp_path / "facts.jsonl"
    lines.write_text("".join(article.model_dump_json(by_alias=True) + "\n" for article in articles), "utf-8")
    whole = text(loaded(store_factory, articles))
    store = store_factory.fresh()
    spec = store_factory.spec(store)
    store.close()
    killed = 0
    for _ in range(20):
        process = subprocess.Popen(
            [sys.executable, "-c", LOADER, spec, str(lines)], stdout=subprocess.PIPE, text=True,
            env={**os.environ, **store_factory.environment},
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(chance.uniform(0, 0.1))
        if killed < 3:
            process.send_signal(signal.SIGKILL)
        done = process.stdout.read() == "done\n"
        process.stdout.close()
        process.wait(30)
        killed += process.returncode == -signal.SIGKILL
        if done:
            break
    assert killed
    store = store_factory.again(store)
    assert [article.id for article in store.extractions()] == sorted(article.id for article in articles)
    assert text(store) == whole


def drawn(number: int) -> Extraction:
    """An article of a deal that others of its ten speak of as well."""
    deal = number % 10
    return Extraction.model_validate(
        {
            "id": f"a{number}",
            "lang": "en",
            "date": f"2025-{1 + number % 12:02}-15",
            "text_sha256": f"{number:064}",
            "extractor": "test",
            "agreements": [
                {
                    "kind": "offtake",
                    "status": ("proposed", "announced", "signed")[number % 3],
                    "parties": [
                        {"name": "KZ", "role": "supplier", "id": "KZ"},
                        {"name": f"Buyer {deal}", "role": "buyer", "id": f"org:buyer-{deal}"},
                    ],
                    "minerals": ["gallium"],
                    "regions": ["KZ"],
                    "evidence": [{"quote": f"report {number}", "start": 0, "end": 10}],
                    "confidence": 0.5,
                }
            ],
        }
    )


def test_every_statement_of_a_dump_can_be_judged(store_factory):
    store = loaded(store_factory, [drawn(number) for number in range(20)])
    named = {s for edge in store.edges() for s in edge.properties.get("statements", ())}
    assert len(named) == 20
    assert all(statement.startswith(STATEMENT) for statement in named)
    assert any('"REPORTS"' in line for line in dump_lines(store))
