"""A few articles' facts in our own words, and the graph that they make: the ground of the tests of queries."""

from functools import lru_cache

from graph.memory import MemoryStore
from graph.model import (
    Agreement,
    BasedIn,
    Evidence,
    Extraction,
    Measure,
    NamedEntity,
    Party,
    Resource,
    Site,
    Supply,
)
from graph.schema import Label
from graph.vocabulary import load_vocabulary

_COMPANIES = {
    "Altyn Gallium": "org:altyn-gallium",
    "Mitsubishi Corporation": "org:mitsubishi",
    "Hokkai Magnets": "org:hokkai-magnets",
    "Andes Litio": "org:andes-litio",
}


def _said(quote, start=0):
    return (Evidence(quote=quote, start=start, end=start + len(quote)),)


def _party(name, role):
    return Party(name=name, role=role, id=_COMPANIES.get(name, name))


def _deal(quote, kind, status, parties, **more):
    given = [_party(name, role) for name, role in parties]
    return Agreement(evidence=_said(quote), confidence=0.9, kind=kind, status=status, parties=given, **more)


def _home(quote, start, org, country):
    return BasedIn(evidence=_said(quote, start), confidence=0.9, org=org, country=country)


def _names(*names):
    return tuple(
        NamedEntity(
            name=name, id=_COMPANIES.get(name, name), label=Label.COMPANY if name in _COMPANIES else Label.COUNTRY
        )
        for name in names
    )


def articles():
    """The extractions."""
    common = {"extractor": "test", "lang": "en"}
    return [
        Extraction(
            id="a1", date="2026-02-18", title="Gallium for Japan", url="https://example.org/1", text_sha256="1" * 64,
            agreements=(
                _deal(
                    "Altyn Gallium signed a contract to ship 15 tonnes of gallium a year to Mitsubishi.",
                    "offtake", "signed", [("Altyn Gallium", "supplier"), ("Mitsubishi Corporation", "buyer")],
                    minerals=("gallium",), regions=("KZ",), date="2025-12", quantity="15 t/year",
                ),
            ),
            measures=(
                Measure(
                    evidence=_said("China has limited exports of gallium since 2023.", 90), confidence=0.8,
                    kind="export_control", status="in_force", imposer="CN", minerals=("gallium",), date="2023",
                ),
            ),
            based_in=(
                _home("Altyn Gallium, a Kazakh firm", 150, "Altyn Gallium", "KZ"),
                _home("Hokkai Magnets of Sapporo", 180, "Hokkai Magnets", "JP"),
            ),
            names=_names("Altyn Gallium", "Mitsubishi Corporation", "Hokkai Magnets"), **common,
        ),
        Extraction(
            id="a2", date="2025-04-01", title="Moscow offers uranium", url="https://example.org/2",
            text_sha256="2" * 64,
            agreements=(
                _deal(
                    "Russia said it could sell uranium to the United States.", "offtake", "proposed",
                    [("RU", "supplier"), ("US", "buyer")], minerals=("uranium",), date="2025-03",
                ),
                _deal(
                    "Washington and Tokyo signed a framework on rare earths.", "framework", "signed",
                    [("US", "party"), ("JP", "party")], minerals=("rare-earths",), date="2025-03-30",
                ),
            ),
            supplies=(
                Supply(
                    evidence=_said("China ships 60% of Japan's rare earths.", 300), confidence=0.7, supplier="CN",
                    buyer="JP", mineral="rare-earths", share="60%", status="actual",
                ),
                Supply(
                    evidence=_said("Magnet makers in Japan get neodymium from Australia.", 400), confidence=0.7,
                    supplier="AU", buyer="Hokkai Magnets", mineral="neodymium", status="actual",
                ),
            ),
            resources=(
                Resource(
                    evidence=_said("Russia holds 3.8 million tonnes of rare earths.", 500), confidence=0.9, region="RU",
                    mineral="rare-earths", measure="reserves", amount="3.8 Mt", attributed_to="USGS",
                ),
            ),
            names=_names("Hokkai Magnets"), **common,
        ),
        Extraction(
            id="a3", date="2025-05-02", title="=Uranium\u202e talks", url=None, text_sha256="3" * 64,
            agreements=(
                _deal(
                    "Talks on Russian uranium for the US ended without a deal.", "offtake", "negotiating",
                    [("RU", "supplier"), ("US", "buyer")], minerals=("uranium",), date="2025-04",
                ),
                _deal(
                    "Andes Litio and the EU are to work together on lithium.", "framework", "announced",
                    [("Andes Litio", "party"), ("EU", "party"), ("CL", "party")], minerals=("lithium",),
                ),
            ),
            sites=(
                Site(
                    evidence=_said("Altyn Gallium runs the Kokbulak mine.", 100), confidence=0.9, name="Kokbulak",
                    operators=("Altyn Gallium",), location="KZ", minerals=("gallium",), stage="production",
                ),
            ),
            names=(
                *_names("Andes Litio", "Altyn Gallium"),
                NamedEntity(name="Kokbulak", id="place:kz:kokbulak", label=Label.SITE),
            ),
            **common,
        ),
    ]  # fmt: skip


@lru_cache(maxsize=1)
def small_store():
    """A store in memory that holds them. Not to be written to."""
    store = MemoryStore(None, load_vocabulary())
    store.load(articles())
    return store
