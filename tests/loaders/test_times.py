import pytest

from graph.model import Document
from loaders.sentences import split
from loaders.times import find_times

TUESDAY = "2026-02-03"


def times(text, lang, dateline=TUESDAY):
    document = Document(id="a", lang=lang, text=text)
    return [found.value for found in find_times(split(document), lambda field: document.text, lang, dateline)]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("It was signed on 12 March 2025.", "en", "2025-03-12"),
        ("Signé le 1er mars 2025.", "fr", "2025-03-01"),
        ("It was signed on Tuesday.", "en", "2026-02-03"),
        ("Le texte a été signé lundi.", "fr", "2026-02-02"),
        ("It will be signed next Friday.", "en", "2026-02-06"),
        ("Il sera signé vendredi prochain.", "fr", "2026-02-06"),
        ("The deal of last year stands.", "en", "2025"),
        ("The ban came in October.", "en", "2025-10"),
        ("Conclu en décembre dernier.", "fr", "2025-12"),
        ("Annoncé le 4 février.", "fr", "2025-02-04"),
        ("It was agreed yesterday.", "en", "2026-02-02"),
        ("Conclu fin 2025.", "fr", "2025"),
        ("It opens this spring.", "en", "2026"),
    ],
)
def test_dates_are_read_against_the_dateline(text, lang, value):
    assert times(text, lang) == [value]


@pytest.mark.parametrize(("text", "lang"), [("It was signed on Tuesday.", "en"), ("Signé hier.", "fr")])
def test_a_relative_date_has_no_value_without_a_dateline(text, lang):
    assert times(text, lang, None) == [None]


def test_a_full_date_needs_no_dateline():
    assert times("It was signed on 12 March 2025.", "en", None) == ["2025-03-12"]
