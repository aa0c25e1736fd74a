"""Home countries of organizations, in sentences of our own."""

import pytest

from graph.model import Document
from graph.vocabulary import load_vocabulary
from loaders.homes import find_homes
from loaders.mentions import analyse


def homes(text: str, lang: str) -> set[tuple[str, str]]:
    vocabulary = load_vocabulary()
    found = find_homes(analyse(Document(id="a", lang=lang, date="2025-06-10", text=text), vocabulary), vocabulary)
    return {(home.org, home.country) for home in found}


@pytest.mark.parametrize(
    ("lang", "text", "organization", "country"),
    [
        ("fr", "L'australien Lynas vend ses oxydes au Japon.", "Lynas", "AU"),
        ("en", "The Canadian miner Veltara Resources signed a contract.", "Veltara Resources", "CA"),
        ("en", "Veltara Resources, a Canadian company, signed a contract.", "Veltara Resources", "CA"),
        ("fr", "Veltara Resources, société canadienne de négoce, a signé un contrat.", "Veltara Resources", "CA"),
        ("en", "Veltara Resources (Canada) signed a contract.", "Veltara Resources", "CA"),
        ("en", "Japan's JOGMEC will finance the work.", "JOGMEC", "JP"),
        ("fr", "Le groupe kazakh ERG livrera du gallium.", "ERG", "KZ"),
    ],
)
def test_a_home_that_the_text_states(lang: str, text: str, organization: str, country: str) -> None:
    assert (organization, country) in homes(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Veltara Resources sells copper to buyers in Japan, Korea and Germany."),
        ("fr", "Veltara Resources vend du cuivre à des acheteurs du Japon."),
    ],
)
def test_a_customer_s_country_is_no_home(lang: str, text: str) -> None:
    assert not {country for _, country in homes(text, lang)} & {"JP", "KR", "DE"}


def test_a_country_has_no_home() -> None:
    assert homes("The Kazakh government met the Japanese government.", "en") == set()
