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
