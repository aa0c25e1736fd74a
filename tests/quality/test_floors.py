"""Floors of extraction on the held-out articles; they may only rise. Totals alone are looked at."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from graph.model import Document, to_json
from graph.vocabulary import load_vocabulary
from loaders.extract import extract

FLOORS = {"all": 0.62, "deal chain": 0.62, "agreement": 0.77, "based_in": 0.77, "site": 0.60, "imposes": 0.50}
PRECISION = 0.71


@pytest.fixture(scope="module")
def tallies():
    folder = os.environ.get("LODEGRAPH_EVAL")
    if folder is None:
        pytest.skip("LODEGRAPH_EVAL does not name the folder of annotated articles")
    spec = importlib.util.spec_from_file_location("score", Path(folder) / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    vocabulary, total = load_vocabulary(), score.Tally()
    for file in sorted(Path(folder, "dev").glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        document = Document(**{name: gold[name] for name in ("id", "lang", "date", "title", "text")})
        total.add(score.score_article(gold, to_json(extract(document, vocabulary))))
    return score.report(total)


@pytest.mark.parametrize("kind", FLOORS)
def test_f1_does_not_fall(tallies, kind):
    assert tallies[0][kind]["f1"] >= FLOORS[kind]


def test_precision_does_not_fall(tallies):
    assert tallies[0]["all"]["p"] >= PRECISION


def test_every_quote_stands_in_its_text(tallies):
    assert tallies[1]["grounded"][0] == 1.0
