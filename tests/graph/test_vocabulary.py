from pathlib import Path
from shutil import copytree

import pytest

from graph.entries import SITE_TYPES
from graph.errors import VocabularyError
from graph.schema import RELATIONSHIPS, Label, RelType
from graph.vocabulary import Vocabulary, load_vocabulary

FILES = ("minerals", "territories", "places", "organizations", "alliances")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of seeds that breaks no rule."""
    texts = {
        "minerals": "gallium: {pref_label: gallium, symbol: Ga}\nzinc: {pref_label: {en: zinc, fr: zinc}}\n",
        "territories": "KZ: {pref_label: Kazakhstan}\nJP: {pref_label: {en: Japan, fr: Japon}}\n",
        "places": "kz:karaganda: {pref_label: Karaganda, countries: [KZ]}\n",
        "organizations": "orano: {pref_label: Orano, type: miner, seat: JP}\n",
        "alliances": "pair: {pref_label: Pair, members: {KZ: 2020-01-01, JP: [2010-01-01, 2015-01-01]}}\n",
    }
    for file, text in texts.items():
        (tmp_path / f"{file}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_labels_come_in_both_languages(vocabulary: Vocabulary) -> None:
    assert vocabulary.label("JP", "fr") == "Japon"
    assert vocabulary.label("neodymium", "fr") == "néodyme"
    assert vocabulary.label("org:nobody-knows-it", "fr") == "org:nobody-knows-it"


def test_ancestors_come_nearest_first(vocabulary: Vocabulary) -> None:
    assert vocabulary.broader("neodymium") == ("light-rare-earths", "rare-earths")
    assert vocabulary.broader("place:cd:kolwezi") == ("place:cd:lualaba", "CD", "place:cd:katanga")


def test_descendants_include_the_term_itself_and_all_levels(vocabulary: Vocabulary) -> None:
    below = vocabulary.narrower("rare-earths")
    assert below[0] == "rare-earths"
    assert {"heavy-rare-earths", "dysprosium", "neodymium"} <= set(below)
    assert "gallium" not in below
    assert "place:cd:kolwezi" in vocabulary.narrower("CD")


def test_the_press_home_differs_from_the_seat(vocabulary: Vocabulary) -> None:
    entry = vocabulary.organizations["org:eurasian-resources-group"]
    assert entry.seat == "LU"
    assert vocabulary.home(entry.id) == ("KZ",)
    assert vocabulary.home("org:nobody-knows-it") == ()


def test_members_depend_on_the_date(vocabulary: Vocabulary) -> None:
    assert "ID" not in vocabulary.members("alliance:brics", "2024-06-01")
    assert "ID" in vocabulary.members("alliance:brics", "2025-01")
    assert "GB" in vocabulary.members("EU", "2019")
    assert "GB" not in vocabulary.members("EU")
    assert len(vocabulary.members("EU")) == 27


def test_compound_prefixes_name_their_country(vocabulary: Vocabulary) -> None:
    assert vocabulary.prefixes["sino"] == "CN"
    assert vocabulary.prefixes["americano"] == "US"


def test_the_reference_layer_keeps_the_schema(vocabulary: Vocabulary) -> None:
    nodes = {node.id: node for node in vocabulary.reference_nodes()}
    assert nodes["KZ"].labels == {Label.ACTOR, Label.REGION, Label.COUNTRY}
    edges = list(vocabulary.reference_edges())
    types = {RelType.PART_OF, RelType.MEMBER_OF, RelType.WAS_MEMBER_OF, RelType.BASED_IN}
    assert {edge.type for edge in edges} == types
    (left,) = (edge for edge in edges if (edge.source, edge.target) == ("GB", "EU"))
    assert (left.type, left.properties["since"], left.properties["until"]) == (
        RelType.WAS_MEMBER_OF, "1973-01-01", "2020-02-01",
    )  # fmt: skip
    for edge in edges:
        rule = RELATIONSHIPS[edge.type]
        assert nodes[edge.source].labels & rule.domain, edge
        assert nodes[edge.target].labels & rule.range, edge
        assert str(edge.properties["source"]).startswith("seeds/")
    assert [(e.source, e.type, e.target) for e in edges] == sorted({(e.source, e.type, e.target) for e in edges})


def test_a_sound_folder_loads(folder: Path) -> None:
    assert load_vocabulary(folder).members("alliance:pair", "2014") == ("JP",)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("minerals", "gallium: {pref_label: {en: gallium}}", ("gallium", "'fr'")),
        ("minerals", "gallium: {pref_label: gallium, simbol: Ga}", ("gallium", "simbol")),
        ("minerals", "gallium: {pref_label: gallium, broader: [semi-metals]}", ("gallium", "semi-metals")),
        ("minerals", "a: {pref_label: aa, broader: [b]}\nb: {pref_label: bb, broader: [a]}", ("circle",)),
        ("minerals", "a: {pref_label: aa, ambiguous: [ab]}", ("'ab'", "spelling")),
        ("minerals", "a: {pref_label: same}\nb: {pref_label: Same}", ("ambiguous in both",)),
        ("minerals", "a: [", ("not valid YAML",)),
        ("territories", "NO: {pref_label: Norway}", ("quote",)),
        ("territories", "JP: {pref_label: Japan, adjective: {fr: [[a, b]]}}", ("JP", "four forms")),
        ("places", "x: {pref_label: Xland, countries: [QQ]}", ("place:x", "QQ")),
        ("organizations", "x: {pref_label: X Mines, type: shop}", ("shop", "miner")),
        ("organizations", "x: {pref_label: X Mines, type: miner, seat: QQ}", ("org:x", "QQ")),
        ("alliances", "x: {pref_label: X Pact, members: [KZ]}", ("members must map",)),
    ],
)
def test_a_broken_seed_file_is_named_with_its_entry(folder: Path, file: str, text: str, said: tuple[str, ...]) -> None:
    (folder / f"{file}.yaml").write_text(text, "utf-8")
    with pytest.raises(VocabularyError) as caught:
        load_vocabulary(folder)
    message = str(caught.value)
    assert f"seeds/{file}.yaml" in message
    assert "\n" not in message
    for part in said:
        assert part in message


def test_a_form_that_two_entries_share_may_be_marked_ambiguous(folder: Path) -> None:
    (folder / "minerals.yaml").write_text(
        "a: {pref_label: same, ambiguous: [same]}\nb: {pref_label: Same, ambiguous: [Same]}", "utf-8"
    )
    names = load_vocabulary(folder).names
    assert [name.id for name in names if name.ambiguous] == ["a", "b"]


def test_a_missing_file_is_told(folder: Path, tmp_path: Path) -> None:
    partial = copytree(folder, tmp_path / "partial")
    (partial / "alliances.yaml").unlink()
    with pytest.raises(VocabularyError, match=r"alliances\.yaml cannot be read"):
        load_vocabulary(partial)


def test_a_site_knows_its_country_and_what_it_is_mined_for() -> None:
    site = load_vocabulary().places["place:ao:longonjo"]
    assert (site.type, site.countries, site.minerals) == ("deposit", ("AO",), ("rare-earths",))
    assert site.type in SITE_TYPES
