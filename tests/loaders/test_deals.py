"""Deals: who is in them, how far they are, and which tellings are of one."""

import pytest

from graph.model import Agreement, AgreementKind, AgreementStatus, Document, Role
from graph.vocabulary import load_vocabulary
from loaders.deal_roles import fitting_roles
from loaders.deals import find_agreements
from loaders.mentions import analyse


def deals(text: str, lang: str = "en", date: str = "2025-06-10", title: str | None = None) -> tuple[Agreement, ...]:
    vocabulary = load_vocabulary()
    return find_agreements(
        analyse(Document(id="a", lang=lang, date=date, title=title, text=text), vocabulary), vocabulary
    )


def parties(deal: Agreement) -> dict[str, Role]:
    return {party.name: party.role for party in deal.parties}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The United States and Japan signed a framework agreement on rare earths on Monday."),
        ("fr", "Les États-Unis et le Japon ont signé lundi un accord-cadre sur les terres rares."),
    ],
)
def test_two_states_sign_a_framework(lang, text):
    (deal,) = deals(text, lang)
    assert parties(deal) == {"US": Role.PARTY, "JP": Role.PARTY}
    assert (deal.kind, deal.status) == (AgreementKind.FRAMEWORK, AgreementStatus.SIGNED)
    assert deal.minerals == ("rare-earths",)


def test_one_deal_told_twice_is_one():
    text = (
        "Glencore signed an offtake agreement with Umicore for cobalt on 3 June 2025.\n\n"
        "Under the agreement, Glencore will supply Umicore with cobalt for five years."
    )
    assert len(deals(text)) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Lithium agreements were signed between Chile and Canada as well as between Peru and Canada.",
        ),
        (
            "fr",
            "Des accords (lithium) sont signés entre le Chili et le Canada, ainsi qu'entre le Pérou et le Canada.",
        ),
    ],
)
def test_each_between_is_a_deal(lang, text):
    assert {frozenset(parties(deal)) for deal in deals(text, lang)} == {
        frozenset({"CA", "CL"}),
        frozenset({"CA", "PE"}),
    }


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia and the United States signed a memorandum on rare earths in Saudi Arabia."),
        ("fr", "La Russie et les États-Unis ont signé un mémorandum sur les terres rares en Arabie saoudite."),
        (
            "fr",
            "La Russie et les États-Unis ont signé un mémorandum sur l'uranium lors de la visite du ministre à Riyad.",
        ),
    ],
)
def test_a_meeting_place_is_no_party(lang, text):
    assert all(set(parties(deal)) == {"RU", "US"} for deal in deals(text, lang))
    assert deals(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Rio Tinto received a letter of interest from the Export-Import Bank for a lithium loan of $50 million.",
        ),
        (
            "fr",
            "Rio Tinto a reçu une lettre d'intérêt de l'Export-Import Bank (prêt de 50 millions de dollars, lithium).",
        ),
    ],
)
def test_a_letter_of_interest_is_announced(lang, text):
    (deal,) = deals(text, lang)
    assert deal.status is AgreementStatus.ANNOUNCED
    assert deal.value == "50000000 USD"


def test_a_denied_deal_has_ended():
    (deal,) = deals("Niger has not signed a contract to sell uranium to Iran, its mining minister said.")
    assert (deal.status, deal.denied) == (AgreementStatus.ENDED, True)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Japan wants to diversify its supply chains of gallium."),
        ("fr", "Le Japon veut diversifier ses chaînes d'approvisionnement en gallium."),
        ("en", "Chile holds the largest reserves of lithium in the world."),
    ],
)
def test_a_wish_or_a_reserve_is_no_deal(lang, text):
    assert deals(text, lang) == ()


def test_every_quote_stands_at_its_offsets():
    text = "\ufeffÀ Tōkyō 🗾, les États-Unis et le Japon ont signé lundi un accord-cadre sur les terres rares.\r\n"
    for deal in deals(text, "fr"):
        for evidence in deal.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
            assert 10 <= len(evidence.quote) <= 300


def test_an_offtake_has_one_supplier_and_a_buyer():
    likely_suppliers = {"supplier": 0.6, "buyer": 0.35, "party": 0.05}, {"supplier": 0.7, "buyer": 0.2, "party": 0.1}
    assert fitting_roles("offtake", likely_suppliers) == [Role.BUYER, Role.SUPPLIER]


def test_a_framework_names_a_supplier_only_if_sure():
    chances = {"supplier": 0.5, "buyer": 0.1, "party": 0.4}, {"supplier": 0.7, "buyer": 0.1, "party": 0.2}
    assert fitting_roles("framework", chances) == [Role.PARTY, Role.SUPPLIER]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Umicore signed a series of agreements with Glencore to obtain cobalt for its plants."),
        ("fr", "Umicore a signé une série d'accords avec Glencore afin d'obtenir du cobalt pour ses usines."),
    ],
)
def test_what_a_deal_is_for_tells_who_buys(lang, text):
    (deal,) = deals(text, lang)
    assert parties(deal) == {"Umicore": Role.BUYER, "Glencore": Role.SUPPLIER}
