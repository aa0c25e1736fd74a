"""What the seed files promise their users: whole lists, both languages, nothing torn."""

from pathlib import Path

import pytest
import yaml

from graph.vocabulary import NameUse, Vocabulary, load_vocabulary

SEEDS = Path(__file__).parents[2] / "seeds"
ISO = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
    CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
    GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
    MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
    RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
    TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)
NO_ADJECTIVE = {
    "BV": "uninhabited",
    "GS": "uninhabited",
    "HM": "uninhabited",
    "IO": "no settled population",
    "TF": "uninhabited; its adjective would be French",
    "UM": "uninhabited; its adjective would be American",
}
GUIDE_MINERALS = frozenset(
    """
    rare-earths light-rare-earths heavy-rare-earths lanthanum cerium praseodymium neodymium samarium europium gadolinium
    terbium dysprosium holmium erbium thulium ytterbium lutetium yttrium scandium gallium germanium antimony indium
    tellurium selenium bismuth arsenic lithium cobalt nickel copper manganese graphite silicon bauxite alumina aluminium
    magnesium titanium tungsten tantalum niobium vanadium chromium molybdenum rhenium beryllium zirconium hafnium boron
    fluorspar barite phosphate phosphorus potash strontium feldspar helium coking-coal uranium platinum-group platinum
    palladium rhodium iridium ruthenium tin zinc lead silver gold iron-ore critical-minerals
    """.split()
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_every_country_and_territory_is_there(vocabulary: Vocabulary) -> None:
    assert len(ISO) == 249
    assert set(vocabulary.territories) == ISO | {"EU", "XK"}


def test_every_mineral_of_the_guide_is_there(vocabulary: Vocabulary) -> None:
    assert set(vocabulary.minerals) >= GUIDE_MINERALS


def test_every_country_has_french_adjectives_in_four_inflections(vocabulary: Vocabulary) -> None:
    without = {code for code, entry in vocabulary.territories.items() if not entry.adjectives_fr}
    assert without == set(NO_ADJECTIVE)
    for code, entry in vocabulary.territories.items():
        for forms in entry.adjectives_fr:
            assert len(forms) == 4, code
            assert all(form == form.lower() and form for form in forms), (code, forms)
            invariable = len(set(forms)) == 1
            assert invariable or (forms[2][-1] in "sxz" and forms[3].endswith("s")), (code, forms)


def test_every_country_that_has_a_french_adjective_has_an_english_one(vocabulary: Vocabulary) -> None:
    without = {code for code, entry in vocabulary.territories.items() if not entry.adjectives_en}
    assert without - set(NO_ADJECTIVE) <= {"AQ", "VA"}


@pytest.mark.parametrize(
    ("form", "lang", "code", "use"),
    [
        ("kazakhes", "fr", "KZ", NameUse.DEMONYM),
        ("Kazakhstani", "en", "KZ", NameUse.DEMONYM),
        ("sud-coréennes", "fr", "KR", NameUse.DEMONYM),
        ("turque", "fr", "TR", NameUse.DEMONYM),
        ("Pékin", "fr", "CN", NameUse.METONYM),
        ("White House", "en", "US", NameUse.METONYM),
        ("Tokaïev", "fr", "KZ", NameUse.METONYM),
        ("RDC", "fr", "CD", NameUse.ACRONYM),
        ("UE", "fr", "EU", NameUse.ACRONYM),
    ],
)
def test_forms_in_use_are_known(vocabulary: Vocabulary, form: str, lang: str, code: str, use: NameUse) -> None:
    assert (code, use) in {(n.id, n.use) for n in vocabulary.names if n.form == form and n.lang in (lang, "*")}


@pytest.mark.parametrize(
    "form", ["or", "argent", "fer", "TR", "lead", "tin", "In", "AU", "Washington", "Georgia", "Congo"]
)
def test_forms_with_other_meanings_are_marked(vocabulary: Vocabulary, form: str) -> None:
    marks = [name.ambiguous for name in vocabulary.names if name.form == form]
    assert marks and all(marks)


def test_symbols_and_acronyms_count_only_as_written(vocabulary: Vocabulary) -> None:
    assert all(n.exact_case for n in vocabulary.names if n.use in (NameUse.SYMBOL, NameUse.ACRONYM))


def test_sources_of_news_are_told_from_actors(vocabulary: Vocabulary) -> None:
    kinds = {id: entry.kind for id, entry in vocabulary.organizations.items()}
    for id in ("org:reuters", "org:tass", "org:bloomberg", "org:agence-france-presse", "org:kyodo", "org:xinhua"):
        assert kinds[id] == "news"


@pytest.mark.parametrize("file", ["minerals", "territories", "places", "organizations", "alliances"])
def test_a_seed_file_names_its_source_and_licence(file: str) -> None:
    head = (SEEDS / f"{file}.yaml").read_text("utf-8").split("\n\n")[0]
    assert head.startswith("#")
    assert "Source:" in head and "icence" in head


@pytest.mark.parametrize("file", ["minerals", "territories", "places", "organizations", "alliances"])
def test_no_key_stands_twice(file: str) -> None:
    root = yaml.compose((SEEDS / f"{file}.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    keys = [key.value for key, _ in root.value]
    assert len(keys) == len(set(keys))
