"""Hypothesis strategies for what articles say, values that break careless code included.

Few names, minerals and dates, so that articles often speak of the same deals.
"""

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from hypothesis import strategies as st

from graph.model import (
    Agreement,
    AgreementKind,
    AgreementStatus,
    BasedIn,
    Evidence,
    Extraction,
    Measure,
    MeasureKind,
    MeasureStatus,
    NamedEntity,
    Party,
    Resource,
    ResourceMeasure,
    Role,
    Site,
    SiteStage,
    Supply,
    SupplyStatus,
)
from graph.names import organization_id, place_id
from graph.schema import Label
from graph.store import Judgement
from graph.vocabulary import Vocabulary, load_vocabulary

CODES = ("CN", "EU", "JP", "KZ", "US")
MINERALS = ("critical-minerals", "rare-earths", "light-rare-earths", "neodymium", "gallium", "lithium")
ACTORS = (
    "Altyn Grup", "altyn grup", "Acme, Inc.", "É́tain d’Or", "E\u0301tain d'Or", "سترونتيوم", "\u202eevil\u202c",
    "Rob'; DROP TABLE nodes;--", 'Quote "and" \\backslash', "nul\0inside", "a|b", "line\nbreak\x1b[31m", "🪨 Rocks",
    "X" * 300,
)  # fmt: skip
PLACES = ("Kokbulak", "KOKBULAK", "Sibérie", "Lac\u00a0Salé", "حقل", "pit\x00", "<script>alert(1)</script>")
DATES = (None, "2025", "2025-03", "2025-03-31", "2025-04-10", "2025-08-28", "2026-02-03", "2024-12-31")
QUOTES = (
    "signed a contract",
    "« signé »",
    "\u200fnul\0 and \u2028",
    "emoji 🪨 in it",
    "e\u0301 and é",
    '{"json": "\\"}',
)
LABELS = st.sampled_from([Label.COMPANY, Label.ORGANIZATION])

_KNOWN = ("org:mitsubishi-corporation", "org:eurasian-resources-group")


@lru_cache(maxsize=1)
def small_vocabulary() -> Vocabulary:
    """A few entries of the real vocabulary: stores that hold no more are quick to make."""
    whole = load_vocabulary()
    known = {id: entry for id, entry in whole.organizations.items() if set(entry.home) <= set(CODES)}
    organizations = {id: known[id] for id in sorted(known)[:2]} | {id: known[id] for id in _KNOWN if id in known}
    organizations = {id: replace(entry, seat=None) for id, entry in organizations.items()}
    territories = {code: replace(whole.territories[code], members=()) for code in CODES}
    minerals = {id: whole.minerals[id] for id in MINERALS}
    ids = {*organizations, *territories, *minerals}
    return Vocabulary(
        minerals=MappingProxyType(minerals),
        territories=MappingProxyType(territories),
        places=MappingProxyType({}),
        organizations=MappingProxyType(organizations),
        alliances=MappingProxyType({}),
        names=tuple(name for name in whole.names if name.id in ids),
    )


def _some(values, most=3):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


confidences = st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0])
evidence = st.builds(
    lambda quote, start, field: Evidence(quote=quote, start=start, end=start + len(quote), field=field),
    st.sampled_from(QUOTES),
    st.integers(0, 3),
    st.sampled_from(["text", "title"]),
)
_fact = {
    "evidence": st.lists(evidence, min_size=1, max_size=2).map(tuple),
    "confidence": confidences,
    "attributed_to": st.sampled_from([None, "USGS", "a \u202esource"]),
}
actors = st.sampled_from(CODES + ACTORS)
parties = st.builds(
    lambda name, role: Party(name=name, role=role, id=name if name in CODES else organization_id(name)),
    actors,
    st.sampled_from(Role),
)
amounts = st.sampled_from([None, "15 t/year", "98%", ">90%", "1|2", "\x00"])
dates = st.sampled_from(DATES)
agreements = st.builds(
    Agreement,
    kind=st.sampled_from(AgreementKind),
    status=st.sampled_from(AgreementStatus),
    parties=st.lists(parties, max_size=4).map(tuple),
    minerals=_some(MINERALS),
    regions=_some(CODES + PLACES),
    date=dates,
    quantity=amounts,
    value=st.sampled_from([None, "200000000 USD"]),
    denied=st.booleans(),
    **_fact,
)
#: Agreements between two parties who meet often, so that many articles speak of one deal.
common_agreements = st.builds(
    Agreement,
    kind=st.sampled_from([AgreementKind.OFFTAKE, AgreementKind.FRAMEWORK]),
    status=st.sampled_from(AgreementStatus),
    parties=st.just((Party(name="US", role=Role.BUYER, id="US"), Party(name="KZ", role=Role.SUPPLIER, id="KZ"))),
    minerals=_some(MINERALS, 2),
    regions=_some(("KZ", "Kokbulak"), 2),
    date=dates,
    **_fact,
)
measures = st.builds(
    Measure,
    kind=st.sampled_from(MeasureKind),
    status=st.sampled_from(MeasureStatus),
    imposer=actors,
    targets=st.lists(actors, max_size=2).map(tuple),
    minerals=_some(MINERALS),
    date=dates,
    **_fact,
)
supplies = st.builds(
    Supply, supplier=actors, buyer=actors, mineral=st.sampled_from(MINERALS), share=amounts, amount=amounts,
    status=st.sampled_from(SupplyStatus), **_fact,
)  # fmt: skip
resources = st.builds(
    Resource, region=st.sampled_from(CODES + PLACES), mineral=st.sampled_from(MINERALS),
    measure=st.sampled_from(ResourceMeasure), amount=amounts, **_fact,
)  # fmt: skip
sites = st.builds(
    Site, name=st.sampled_from(PLACES), operators=st.lists(actors, max_size=2).map(tuple),
    location=st.sampled_from([None, "KZ", "Sibérie"]), minerals=_some(MINERALS), stage=st.sampled_from(SiteStage),
    **_fact,
)  # fmt: skip
homes = st.builds(BasedIn, org=st.sampled_from(ACTORS), country=st.sampled_from([*CODES, "Sibérie"]), **_fact)


def _names(extraction: Extraction, label: Label, drop: int) -> Extraction:
    """Link the names, as extraction does, but for one in `drop`: those are left to their form alone."""
    named = {name: NamedEntity(name=name, id=organization_id(name), label=label) for name in ACTORS}
    named |= {name: NamedEntity(name=name, id=place_id(name, "KZ"), label=Label.REGION) for name in PLACES}
    named |= {code: NamedEntity(name=code, id=code, label=Label.COUNTRY) for code in CODES}
    kept = tuple(entity for index, (_, entity) in enumerate(sorted(named.items())) if index % drop)
    return extraction.model_copy(update={"names": kept})


def extractions(id: str | None = None) -> st.SearchStrategy[Extraction]:
    """Articles; with `id`, versions of one article."""
    ids = (
        st.sampled_from(["a1", "a2", "https://example.org/ü?x=1#y", "nul\0", "article:a1"])
        if id is None
        else st.just(id)
    )
    drawn = st.builds(
        Extraction,
        id=ids,
        lang=st.sampled_from(["en", "fr"]),
        date=dates,
        title=st.sampled_from([None, "Un titre", "\u202etitle", ""]),
        url=st.sampled_from([None, "https://example.org/1"]),
        publisher=st.none(),
        path=st.sampled_from([None, "articles/one.txt"]),
        text_sha256=st.sampled_from(["0" * 64, "f" * 64]),
        extractor=st.sampled_from(["lodegraph 0", "lodegraph 1"]),
        agreements=st.lists(st.one_of(common_agreements, agreements), max_size=3).map(tuple),
        measures=st.lists(measures, max_size=2).map(tuple),
        supplies=st.lists(supplies, max_size=2).map(tuple),
        resources=st.lists(resources, max_size=2).map(tuple),
        sites=st.lists(sites, max_size=2).map(tuple),
        based_in=st.lists(homes, max_size=2).map(tuple),
    )
    return st.builds(_names, drawn, LABELS, st.integers(2, 9))


def corpora(most: int = 6) -> st.SearchStrategy[list[Extraction]]:
    """Sets of articles, each of its own identity."""
    return st.integers(1, most).flatmap(lambda n: st.tuples(*(extractions(f"a{i}") for i in range(n))).map(list))


#: Judgements on entities that the articles may name.
entity_judgements = st.builds(
    lambda pair, same: Judgement(min(pair), max(pair), same),
    st.lists(st.sampled_from([*map(organization_id, ACTORS), "KZ", "US"]), min_size=2, max_size=2, unique=True),
    st.booleans(),
)
