"""The form of the articles that the models learn from: what is wrong there is learned."""

import json
from pathlib import Path

import pytest

from graph.vocabulary import load_vocabulary

FOLDER = Path(__file__).parents[2] / "loaders" / "training" / "articles"
ARTICLES = [json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))]
KINDS = ("agreements", "measures", "supplies", "resources", "sites", "based_in")
VALUES = {
    "agreements": (
        {"offtake", "joint_venture", "investment", "financing", "framework", "license", "other"},
        {"signed", "announced", "negotiating", "proposed", "ended"},
    ),
    "measures": (
        {
            "export_control",
            "export_ban",
            "quota",
            "tariff",
            "sanction",
            "nationalization",
            "stockpile",
            "subsidy",
            "other",
        },
        {"in_force", "announced", "proposed", "suspended", "ended"},
    ),
}


def test_half_are_french():
    french = sum(article["lang"] == "fr" for article in ARTICLES)
    assert 0.45 < french / len(ARTICLES) < 0.55


def test_no_two_have_one_id_or_one_text():
    assert (
        len({article["id"] for article in ARTICLES}) == len({article["text"] for article in ARTICLES}) == len(ARTICLES)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_quote_is_verbatim(kind):
    wrong = [
        (article["id"], fact["quote"])
        for article in ARTICLES
        for fact in article[kind]
        if fact["quote"] not in article["text"] and fact["quote"] not in article["title"]
    ]
    assert wrong == []


def test_every_alias_stands_in_its_article():
    wrong = [
        (article["id"], form)
        for article in ARTICLES
        for forms in article["aliases"].values()
        for form in forms
        if form not in article["text"] and form not in article["title"]
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", VALUES)
def test_kinds_and_statuses_are_those_of_the_guide(kind):
    kinds, statuses = VALUES[kind]
    assert {fact["kind"] for article in ARTICLES for fact in article[kind]} <= kinds
    assert {fact["status"] for article in ARTICLES for fact in article[kind]} <= statuses


def test_minerals_and_countries_are_known():
    vocabulary = load_vocabulary()
    minerals = {
        m for a in ARTICLES for fact in (*a["agreements"], *a["measures"], *a["sites"]) for m in fact["minerals"]
    }
    minerals |= {fact["mineral"] for a in ARTICLES for fact in (*a["supplies"], *a["resources"])}
    assert minerals <= set(vocabulary.minerals)
    countries = {home["country"] for article in ARTICLES for home in article["based_in"]}
    assert {code for code in countries if len(code) == 2} <= set(vocabulary.territories)
