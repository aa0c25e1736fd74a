"""Documents to tokens and sentences."""

import pytest

from graph.model import Document
from loaders.sentences import split, tokenize


def sentences(text: str, lang: str = "en", **more: object) -> list[str]:
    document = Document.model_validate({"id": "x", "lang": lang, "text": text, **more})
    return [(document.title or "" if s.field == "title" else text)[s.start : s.end] for s in split(document)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Acme Corp. signed on Monday. Work starts in May.", 2),
        ("The U.S. Treasury agreed. It paid.", 2),
        ("M. Durand a signé. Il part.", 2),
        ("Output rose by 3.8 Mt. Prices fell.", 2),
        ("La production atteint 3,8 Mt. Les prix baissent.", 2),
        ("« C'est fait. » Le groupe l'a dit. Fin.", 3),
        ("Did it sign? Yes! It did.", 3),
        ("Owned by J. Smith of Mt. Hope, it grew.", 1),
    ],
)
def test_stops_end_sentences_but_not_abbreviations_or_decimals(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_every_line_is_a_paragraph_and_the_title_comes_first() -> None:
    document = Document(id="x", lang="en", title="A deal", text="Heading\n\nFirst line here.\n• a bullet\n")
    found = split(document)
    assert [s.field for s in found] == ["title", "text", "text", "text"]
    assert [s.paragraph for s in found] == [0, 1, 2, 3]
    assert [s.heading for s in found] == [True, True, False, False]
    assert [s.index for s in found] == [0, 1, 2, 3]


@pytest.mark.parametrize("text", ["L’Été déjà\r\nfini 😀. Oui.", "e\u0301te\u0301 d'Orano. Fin."])
def test_offsets_hold_in_the_text_as_kept(text: str) -> None:
    for sentence in split(Document(id="x", lang="fr", text=text)):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


def test_masked_stretches_are_skipped() -> None:
    text = "Accept all cookies. The mine opened."
    assert sentences(text, masked=((0, 20),)) == ["The mine opened."]


def test_elisions_and_possessives_are_tokens_of_their_own() -> None:
    text = "l'uranium d’Orano, Japan's miners' aujourd'hui"
    assert [t.text for t in tokenize(text, 0, len(text))] == [
        "l'", "uranium", "d’", "Orano", ",", "Japan", "'s", "miners", "'", "aujourd'hui",
    ]  # fmt: skip


def test_numbers_with_separators_are_one_token() -> None:
    text = "127 000 tonnes, 1,200.5 t et 3,8 %"
    assert [t.text for t in tokenize(text, 0, len(text))][:1] == ["127 000"]
    assert "1,200.5" in [t.text for t in tokenize(text, 0, len(text))]
    assert "3,8" in [t.text for t in tokenize(text, 0, len(text))]
