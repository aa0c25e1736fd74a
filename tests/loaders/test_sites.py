"""Named mines, deposits, projects and plants, in sentences of our own."""

import pytest

from graph.model import Document, Site
from graph.vocabulary import load_vocabulary
from loaders.mentions import analyse
from loaders.sites import find_sites


def sites(text: str, lang: str) -> tuple[Site, ...]:
    vocabulary = load_vocabulary()
    return find_sites(analyse(Document(id="a", lang=lang, date="2025-06-10", text=text), vocabulary), vocabulary)


@pytest.mark.parametrize(
    ("lang", "text", "name", "location", "mineral"),
    [
        ("en", "The company operates the Verrana copper mine in Chile.", "Verrana", "CL", "copper"),
        ("fr", "Le groupe exploite la mine de cuivre de Verrana, au Chili.", "Verrana", "CL", "copper"),
        ("en", "Drilling continues at the Oskaya lithium project in Kazakhstan.", "Oskaya", "KZ", "lithium"),
        (
            "fr",
            "Le gisement de lithium d'Oskaya, au Kazakhstan, attend ses premiers forages.",
            "Oskaya",
            "KZ",
            "lithium",
        ),
    ],
)
def test_a_name_beside_a_noun_for_sites(lang: str, text: str, name: str, location: str, mineral: str) -> None:
    (found,) = sites(text, lang)
    assert (found.name, found.location, found.minerals) == (name, location, (mineral,))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Lynas's Mount Weld mine in Australia produces rare earths."),
        ("fr", "Lynas exploite la mine de Mount Weld, en Australie, d'où sortent des terres rares."),
    ],
)
def test_the_owner_is_the_operator(lang: str, text: str) -> None:
    (found,) = sites(text, lang)
    assert found.operators == ("Lynas",)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ministers from Asia met in Paris and spoke about copper."),
        ("fr", "Le pays d'Asie centrale vend ses terres rares à des projets américains."),
    ],
)
def test_a_capital_or_a_continent_is_no_site(lang: str, text: str) -> None:
    assert sites(text, lang) == ()


def test_a_site_is_listed_once() -> None:
    text = "The Verrana copper mine in Chile reopened.\nThe Verrana mine employs 400 people."
    assert [site.name for site in sites(text, "en")] == ["Verrana"]
