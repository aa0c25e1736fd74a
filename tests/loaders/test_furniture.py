import pytest

from loaders.furniture import furniture


@pytest.mark.parametrize(
    "line",
    [
        "Partager sur Facebook", "Share on X", "À lire aussi : Le Chili signe avec la Chine sur le lithium",
        "Read more: Australia bans exports of lithium", "Nous utilisons des cookies pour mesurer l'audience.",
        "Jane Doe/Agency via Getty Images", "Photo : une mine de cobalt", "Abonnez-vous pour lire la suite",
        "Subscribe to our newsletter", "© 2026 The Paper. All rights reserved.", "Source : Anadolu", "Web Analytics",
    ],
)  # fmt: skip
def test_page_leftovers_are_masked(line):
    text = f"La Chine limite ses exportations.\r\n\r\n{line}\r\n\r\nLe Japon proteste."
    assert [text[a:b] for a, b in furniture(text)] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "China shares control of the mine with a Swiss trader.", "Plus de 350 millions de tonnes y dorment.",
        "More than 90 percent of gallium comes from China.", "The source of the ore is Katanga.",
        "Selon Reuters, la Chine a signé un accord avec le Chili.", "X-Energy signed a contract with Kazatomprom.",
    ],
)  # fmt: skip
def test_sentences_of_the_article_are_not(line):
    assert furniture(line) == ()
