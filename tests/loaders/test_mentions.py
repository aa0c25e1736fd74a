"""Names in articles: known ones by context, unknown ones by their shape and company, short forms under one id."""

import pytest

from graph.model import Document
from graph.vocabulary import load_vocabulary
from loaders.analysis import Analysis, Mention, MentionKind, MentionUse
from loaders.mentions import analyse


def read(text: str, lang: str = "en", title: str | None = None) -> Analysis:
    return analyse(Document(id="x", lang=lang, title=title, text=text), load_vocabulary())


def named(analysis: Analysis, kind: MentionKind) -> list[Mention]:
    return [m for m in analysis.mentions if m.kind is kind and m.use is not MentionUse.REFERENCE]


def ids(analysis: Analysis, kind: MentionKind) -> list[str]:
    return [m.id for m in named(analysis, kind)]


def test_mentions_are_in_order_and_their_text_stands_at_their_offsets() -> None:
    text = "L’Australie et le Japon, d'accord sur le gallium. Le groupe Rio Tinto suit."
    analysis = read(text, "fr")
    starts = [m.start for m in analysis.mentions]
    assert starts == sorted(starts)
    for mention in analysis.mentions:
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("text", "lang", "minerals"),
    [
        ("Le pays vend de l'or et de l'argent.", "fr", ["gold", "silver"]),
        ("Or, le ministre n'a pas d'argent.", "fr", []),
        ("He wants to lead the talks.", "en", []),
        ("The smelter makes lead and zinc.", "en", ["lead", "zinc"]),
        ("In May the price of gallium (Ga) rose.", "en", ["gallium", "gallium"]),
    ],
)
def test_ambiguous_minerals_need_the_words_of_the_trade(text: str, lang: str, minerals: list[str]) -> None:
    assert ids(read(text, lang), MentionKind.MINERAL) == minerals


def test_compound_adjectives_and_hyphens_name_both_countries() -> None:
    assert ids(read("A US-Japan pact was drafted."), MentionKind.COUNTRY) == ["US", "JP"]
    assert ids(read("Un accord américano-russe est prêt.", "fr"), MentionKind.COUNTRY) == ["US", "RU"]


def test_congo_is_told_by_the_rest_of_the_article() -> None:
    text = "Kinshasa has banned exports. Congo mines most of the world's cobalt."
    assert set(ids(read(text), MentionKind.COUNTRY)) == {"CD"}


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("The Australian miner Zarrow Lithium Ltd signed a contract with Toyota.", "en", "Zarrow Lithium Ltd"),
        ("Canada Tungsten Corp agreed to buy the mine.", "en", "Canada Tungsten Corp"),
        ("Le canadien Brévane Resources a signé un accord avec le Niger.", "fr", "Brévane Resources"),
        ("La Société minière de Tassara, filiale d'Orano, a vendu son permis.", "fr", "Société minière de Tassara"),
    ],
)
def test_unknown_companies_are_found_whole(text: str, lang: str, name: str) -> None:
    assert name in [m.name for m in named(read(text, lang), MentionKind.ORGANIZATION)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("“We are pleased,” said John Wexford, chief executive.", "en"),
        ("Mr Wexford declined to comment in March.", "en"),
        ("Selon Marie Dervaux, directrice générale, tout va bien.", "fr"),
        ("Le porte-parole a déclaré à Reuters que rien ne change.", "fr"),
    ],
)
def test_people_months_and_news_agencies_are_no_organizations(text: str, lang: str) -> None:
    assert named(read(text, lang), MentionKind.ORGANIZATION) == []


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Production at the Korvane mine rose in 2024.", "en", "Korvane"),
        ("La mine de Tarvessa produit du cuivre depuis 1998.", "fr", "Tarvessa"),
    ],
)
def test_unknown_sites_are_found_beside_their_nouns(text: str, lang: str, name: str) -> None:
    assert name in [m.name for m in named(read(text, lang), MentionKind.SITE)]


def test_short_forms_acronyms_and_tickers_share_the_id_of_the_full_name() -> None:
    text = (
        'Quorvex Minerals Corporation (ASX: QVX) ("Quorvex" or the "Company") signed an offtake agreement. '
        "Quorvex will ship antimony. The Company expects more. Shares of QVX rose."
    )
    analysis = read(text)
    found = [m for m in analysis.mentions if m.kind is MentionKind.ORGANIZATION]
    assert {m.text for m in found} >= {"Quorvex Minerals Corporation", "QVX", "Quorvex", "The Company"}
    assert {m.id for m in found} == {"org:quorvex-minerals"}
    assert {m.name for m in found} == {"Quorvex Minerals Corporation"}


def test_a_demonym_before_a_company_is_its_home() -> None:
    analysis = read("The Kazakh miner Belrusk Metals Ltd signed with Toyota. Belrusk Metals is state-owned.")
    assert {m.country for m in named(analysis, MentionKind.ORGANIZATION) if "Belrusk" in m.text} == {"KZ"}


@pytest.mark.parametrize(
    ("text", "lang", "country", "span"),
    [
        ("The Kazakh energy ministry approved the deal.", "en", "KZ", "Kazakh energy ministry"),
        ("Japan's trade minister met them.", "en", "JP", "Japan's trade minister"),
        ("Le gouvernement chilien a refusé.", "fr", "CL", "gouvernement chilien"),
        ("Le ministère nigérien des Mines a signé.", "fr", "NE", "ministère nigérien"),
        ("Le gouvernement du Niger a signé.", "fr", "NE", "gouvernement du Niger"),
    ],
)
def test_offices_stand_for_their_country(text: str, lang: str, country: str, span: str) -> None:
    metonyms = [m for m in read(text, lang).mentions if m.use is MentionUse.METONYM]
    assert [(m.id, m.text) for m in metonyms] == [(country, span)]


def test_the_same_text_gives_the_same_analysis() -> None:
    text = "Belrusk Metals Ltd and the Korvane mine in Zhetysu. Belrusk said it would ship gallium to Japan."
    assert read(text).mentions == read(text).mentions
