import pytest

from graph.model import Document
from graph.vocabulary import load_vocabulary
from loaders.mentions import analyse
from loaders.resources import find_resources


def resources(text, lang):
    return find_resources(analyse(Document(id="a", lang=lang, text=text), load_vocabulary()), load_vocabulary())


@pytest.mark.parametrize(
    ("text", "lang", "share"),
    [
        ("China produces more than 90% of the world's gallium.", "en", ">90%"),
        ("La Chine assure 80 % de la production mondiale de gallium.", "fr", "80%"),
    ],
)
def test_a_share_of_world_output_is_production(text, lang, share):
    (found,) = resources(text, lang)
    assert (found.region, found.mineral, found.measure, found.amount) == ("CN", "gallium", "production", share)
    assert text[found.evidence[0].start : found.evidence[0].end] == found.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Japan and Kazakhstan signed a memorandum on gallium.", "en"),
        ("Le ministre chilien a parlé de lithium avec la France.", "fr"),
    ],
)
def test_talk_of_a_mineral_is_no_resource(text, lang):
    assert resources(text, lang) == ()


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Indonesia is the world's largest producer of nickel.", "en", ("ID", "nickel", "production", None)),
        ("Le Chili possède les plus grandes réserves de lithium du monde.", "fr", ("CL", "lithium", "reserves", None)),
        (
            "Selon l'USGS, la Russie détient 3,8 millions de tonnes de réserves de terres rares.",
            "fr",
            ("RU", "rare-earths", "reserves", "3.8 Mt"),
        ),
    ],
)
def test_ranks_and_amounts_tell_of_resources(text, lang, expected):
    found = {(f.region, f.mineral, f.measure, f.amount) for f in resources(text, lang)}
    assert expected in found


def test_two_minerals_have_their_own_amounts():
    text = "The Kharmagtai deposit in Mongolia contains 1.6 million tonnes of copper and 4 million ounces of gold."
    amounts = {(f.mineral, f.amount) for f in resources(text, "en")}
    assert amounts <= {("copper", "1.6 Mt"), ("gold", "4 Moz")} and amounts
