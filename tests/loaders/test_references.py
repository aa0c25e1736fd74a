"""References to what was named before."""

import pytest

from graph.model import Document
from graph.vocabulary import load_vocabulary
from loaders.analysis import Mention, MentionKind, MentionUse
from loaders.mentions import analyse


def references(text: str, lang: str = "en") -> list[Mention]:
    analysis = analyse(Document(id="x", lang=lang, text=text), load_vocabulary())
    return [m for m in analysis.mentions if m.use is MentionUse.REFERENCE]


@pytest.mark.parametrize(
    ("text", "lang", "id"),
    [
        ("Rio Tinto bought the mine. The company will sell scandium.", "en", "org:rio-tinto"),
        ("Orano a vendu sa part. Le groupe quitte le Niger.", "fr", "org:orano"),
        ("Chile signed a treaty. The country holds lithium.", "en", "CL"),
        ("Le Niger a annulé le permis. Le pays veut vendre l'uranium.", "fr", "NE"),
        ("Rio Tinto bought the mine. It will sell scandium.", "en", "org:rio-tinto"),
    ],
)
def test_a_common_noun_or_pronoun_stands_for_what_was_named(text: str, lang: str, id: str) -> None:
    assert [m.id for m in references(text, lang)] == [id]


def test_the_two_countries_are_a_group() -> None:
    found = references("Le Japon et le Kazakhstan ont signé. Les deux pays veulent du gallium.", "fr")
    assert [(m.kind, m.ids) for m in found] == [(MentionKind.GROUP, ("JP", "KZ"))]


def test_nothing_named_before_means_no_reference() -> None:
    assert references("The company will sell scandium. The two countries agreed.") == []


def test_references_are_less_sure_than_names() -> None:
    assert all(m.confidence < 1 for m in references("Rio Tinto bought the mine. The company will sell scandium."))
