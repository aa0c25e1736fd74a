import pytest

from loaders.dateline import find_dateline, parse_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (" date 2026-02-03 ((Traduction automatisée))\n\nUn accord.", "2026-02-03"),
        ("Tachkent, le 20 février 2026\n\nEn présence du président", "2026-02-20"),
        ("PARIS, 13 novembre 2024 – Le Niger n'a rien signé.", "2024-11-13"),
        ("Publié le 1er mars 2025 à 10:30\nTexte", "2025-03-01"),
        ("Published: March 3, 2026\nText", "2026-03-03"),
        ("By Jane Doe, 3 March 2026 | Mining", "2026-03-03"),
        ("TORONTO, April 20, 2026 (GLOBE NEWS) -- USA", "2026-04-20"),
        ("03/02/2026\nTexte", "2026-02-03"),
        ("The deal signed on 12 December 2025 covers gallium.", None),
        ("L'accord signé le 12 décembre 2025 porte sur le gallium.", None),
        ("31/02/2026\nTexte", None),
        ("No date at all.", None),
    ],
)
def test_a_dateline_is_a_date_in_the_head_and_not_in_a_sentence(text, date):
    assert find_dateline(text) == date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2026-02-03T10:00:00Z", "2026-02-03"), ("2025-12", "2025-12"), ("2025", "2025"),
        ("3 février 2026", "2026-02-03"), ("2026-02-31", None), ("2026-13", None), ("soon", None),
    ],
)  # fmt: skip
def test_given_dates(value, date):
    assert parse_date(value) == date
