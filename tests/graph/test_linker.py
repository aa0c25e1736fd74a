import pytest

from graph.linker import Linker
from graph.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(load_vocabulary(), [("Zorblax Mining", "org:zorblax-mining", "organization")])


@pytest.mark.parametrize(
    ("question", "lang", "expected"),
    [
        ("who supplies gallium to Japan", "en", ["gallium", "JP"]),
        ("qui fournit de l'uranium aux Etats-Unis ?", "fr", ["uranium", "US"]),
        ("Qui fournit du gallium au japon ?", "fr", ["gallium", "JP"]),
        ("alliances between Chile and the EU", "en", ["CL", "EU"]),
        ("who supplies rare earths to the U.S. or to South Korea", "en", ["rare-earths", "US", "KR"]),
        ("qui finance zorblax mining", "fr", ["org:zorblax-mining"]),
        ("who supplies us", "en", []),
        ("In which region does ERG mine?", "en", ["org:eurasian-resources-group"]),
        ("accords entre la Guinée équatoriale et Pékin", "fr", ["GQ", "CN"]),
        ("accords de l'Union européenne avec le Chili", "fr", ["EU", "CL"]),
    ],
)
def test_names_of_a_question_are_found_in_order(linker: Linker, question: str, lang: str, expected: list[str]) -> None:
    assert [link.id for link in linker.find(question, lang)] == expected


def test_offsets_cover_the_name_as_written(linker: Linker) -> None:
    question = "qui fournit du cuivre à la république démocratique du congo ?"
    links = linker.find(question, "fr")
    assert [question[link.start : link.end] for link in links] == ["cuivre", "république démocratique du congo"]


def test_a_form_that_means_several_things_gives_every_reading(linker: Linker) -> None:
    links = linker.find("deals of Georgia", "en")
    assert {"GE", "place:us:georgia"} == {link.id for link in links}
    assert all(link.ambiguous for link in links)


def test_an_ambiguous_form_of_the_other_language_does_not_count(linker: Linker) -> None:
    assert linker.find("Japan or nobody", "en")[-1].id == "JP"
    assert "gold" in [link.id for link in linker.find("qui achète de l'or", "fr")]


def test_a_whole_name_is_looked_up_in_both_languages(linker: Linker) -> None:
    assert linker.lookup("allemagne")[0].id == "DE"
    assert linker.lookup("rare earths")[0].id == "rare-earths"
    assert linker.lookup("Zorblax") == ()


def test_near_spellings_are_offered_best_first(linker: Linker) -> None:
    assert linker.nearest("galium")[0].id == "gallium"
    assert linker.nearest("Kazahkstan")[0].id == "KZ"
    assert linker.nearest("qqqqqqqq") == ()
