import pytest

from graph.model import Document
from loaders.amounts import find_amounts
from loaders.analysis import AmountKind
from loaders.sentences import split


def amounts(text, lang):
    document = Document(id="a", lang=lang, text=text)
    return find_amounts(split(document), lambda field: document.text, lang)


@pytest.mark.parametrize(
    ("text", "lang", "values"),
    [
        ("The plant makes 15 metric tons a year.", "en", ["15 t/year"]),
        ("L'usine livre 15 tonnes par an.", "fr", ["15 t/year"]),
        ("On y compte 3,8 millions de tonnes.", "fr", ["3.8 Mt"]),
        ("The ore body holds 350 Mt.", "en", ["350 Mt"]),
        ("Soit 450 000 t/an de minerai.", "fr", ["450000 t/year"]),
        ("It is built for 10 ktpa.", "en", ["10 kt/year"]),
        ("Between 10 and 15 tonnes were sold.", "en", ["10-15 t"]),
        ("Un prêt de 200 millions de dollars.", "fr", ["200000000 USD"]),
        ("Un apport d'un milliard de dollars.", "fr", ["1000000000 USD"]),
        ("A loan of $1.3bn was granted.", "en", ["1300000000 USD"]),
        ("A grant worth €350m.", "en", ["350000000 EUR"]),
        ("Nearly 98 % of it is refined there.", "en", ["98%"]),
        ("It makes more than 90 percent.", "en", [">90%"]),
        ("Elle en assure plus de 80 %.", "fr", [">80%"]),
        ("Un quart de la demande.", "fr", ["25%"]),
        ("The mine opened in 1998.", "en", []),
        ("It mines over nine-tenths of the total, or 98pc.", "en", [">90%", "98%"]),
        ("Quinze pour cent du total, et les quatre cinquièmes du reste.", "fr", ["15%", "80%"]),
        ("A nameplate capacity of 17,000 tpa, then 3 Mtpa.", "en", ["17000 t/year", "3 Mt/year"]),
    ],
)
def test_amounts_are_printed_in_the_notation_of_the_guide(text, lang, values):
    assert [amount.value for amount in amounts(text, lang)] == values


@pytest.mark.parametrize(
    ("text", "lang"),
    [("It is the world's second-largest producer.", "en"), ("Le pays est le septième producteur mondial.", "fr")],
)
def test_a_rank_is_no_mass_and_no_share(text, lang):
    assert [amount.kind for amount in amounts(text, lang)] == [AmountKind.RANK]


def test_offsets_hold_on_accented_text():
    text = "Le Québec a extrait près de 40 tonnes."
    (amount,) = amounts(text, "fr")
    assert text[amount.start : amount.end] == amount.text == "40 tonnes"
