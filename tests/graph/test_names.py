import pytest

from graph.names import fold, organization_id, place_id, slug


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("États-Unis", "etats-unis"),
        ("E\u0301tats\u2011Unis", "États-Unis"),
        ("Voisey’s  Bay", "voisey's bay"),
        ("U.S.", "US"),
        ("Grœnland", "Groenland"),
        ("Støre", "Store"),
        ("Abou\u00a0Dabi", "abou dabi"),
    ],
)
def test_spellings_of_one_name_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_folding_keeps_different_names_apart() -> None:
    assert fold("Niger") != fold("Nigeria")
    assert fold("Aïr") != fold("Ain")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lynas Rare Earths Ltd", "lynas-rare-earths"),
        ("PT Timah Tbk", "timah"),
        ("Grupo México, S.A.B. de C.V.", "grupo-mexico"),
        ("Mitsubishi Corporation", "mitsubishi"),
        ("S.A.", "sa"),
        ("Johnson & Sons Co., Ltd.", "johnson-sons"),
        ("Ma'aden", "ma-aden"),
    ],
)
def test_slugs_are_readable_and_free_of_legal_forms(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_slug_is_never_empty_and_tells_names_without_latin_letters_apart() -> None:
    assert slug("北方稀土") and slug("北方稀土") != slug("中国稀土")
    assert slug("—")


def test_a_long_slug_is_cut_and_stays_distinct() -> None:
    left, right = slug("mine " * 40 + "north"), slug("mine " * 40 + "south")
    assert len(left) <= 80
    assert left != right


def test_ids_say_what_they_stand_for() -> None:
    assert organization_id("Neo Performance Materials Inc.") == "org:neo-performance-materials"
    assert place_id("Kokbulak", "KZ") == "place:kz:kokbulak"
    assert place_id("Kokbulak") == "place:kokbulak"
