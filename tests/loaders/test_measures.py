"""Acts of states on minerals, in sentences of our own."""

import pytest

from graph.model import Document, Measure, MeasureKind, MeasureStatus
from graph.vocabulary import load_vocabulary
from loaders.measures import find_measures
from loaders.mentions import analyse


def measures(text: str, lang: str, date: str | None = "2025-06-10") -> tuple[Measure, ...]:
    vocabulary = load_vocabulary()
    return find_measures(analyse(Document(id="a", lang=lang, date=date, text=text), vocabulary), vocabulary)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "China has required export licences for gallium and germanium since August 2023."),
        ("fr", "Depuis août 2023, la Chine soumet à licence les exportations de gallium et de germanium."),
        (
            "fr",
            "Ce contrat répond aux contrôles chinois des exportations de gallium et de germanium, depuis août 2023.",
        ),
    ],
)
def test_export_licences_are_an_export_control(lang: str, text: str) -> None:
    (found,) = measures(text, lang)
    assert (found.kind, found.imposer) == (MeasureKind.EXPORT_CONTROL, "CN")
    assert set(found.minerals) == {"gallium", "germanium"}
    assert found.date == "2023-08"
    assert found.status == MeasureStatus.IN_FORCE


@pytest.mark.parametrize(
    ("lang", "text", "kind", "imposer"),
    [
        ("en", "Indonesia banned exports of nickel ore in 2020.", MeasureKind.EXPORT_BAN, "ID"),
        ("fr", "L'Indonésie interdit l'exportation de minerai de nickel depuis 2020.", MeasureKind.EXPORT_BAN, "ID"),
        ("en", "The United States imposed a 25% tariff on Chinese graphite in May.", MeasureKind.TARIFF, "US"),
        (
            "fr",
            "Washington a imposé en mai des droits de douane de 25 % sur le graphite chinois.",
            MeasureKind.TARIFF,
            "US",
        ),
        ("en", "The Democratic Republic of Congo introduced export quotas on cobalt.", MeasureKind.QUOTA, "CD"),
        ("fr", "Le Mexique a nationalisé le lithium en 2022.", MeasureKind.NATIONALIZATION, "MX"),
    ],
)
def test_the_kind_and_the_state_of_a_measure(lang: str, text: str, kind: MeasureKind, imposer: str) -> None:
    assert (kind, imposer) in {(m.kind, m.imposer) for m in measures(text, lang)}


def test_one_measure_told_twice_is_one_entry_with_both_quotes() -> None:
    text = (
        "China has required export licences for antimony since September 2024.\n"
        "Traders in Rotterdam say that the Chinese export controls on antimony have doubled prices."
    )
    (found,) = measures(text, "en")
    assert len(found.evidence) == 2
    assert found.date == "2024-09"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mine at Hilltop holds large reserves of copper, and the miners went home early."),
        ("fr", "Les estimations des réserves de métaux de terres rares de la Russie varient d'une source à l'autre."),
        ("fr", "Le directeur a salué ses collègues kazakhs avant de goûter la soupe."),
    ],
)
def test_where_no_state_acts_there_is_no_measure(lang: str, text: str) -> None:
    assert measures(text, lang) == ()


def test_quotes_stand_in_the_text_where_they_say() -> None:
    text = "Été 2023. 🪨 La Chine exige des licences d'exportation pour le gallium depuis août 2023. Voilà tout."
    (found,) = measures(text, "fr")
    for evidence in found.evidence:
        assert text[evidence.start : evidence.end] == evidence.quote


def test_a_month_without_any_dateline_has_no_year() -> None:
    (found,) = measures("China has required export licences for graphite since December.", "en", date=None)
    assert found.date is None
