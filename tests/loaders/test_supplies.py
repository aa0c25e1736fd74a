import pytest

from graph.model import Agreement, AgreementKind, AgreementStatus, Document, Evidence, Party, Role
from graph.vocabulary import load_vocabulary
from loaders.mentions import analyse
from loaders.supplies import find_supplies

FLOW = "Japan imports 60% of its rare earths from China."


def supplies(text, lang, agreements=()):
    vocabulary = load_vocabulary()
    return find_supplies(analyse(Document(id="a", lang=lang, text=text), vocabulary), vocabulary, agreements)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (FLOW, "en"),
        ("Le Japon importe de Chine 60 % de ses terres rares.", "fr"),
    ],
)
def test_an_import_names_who_supplies_whom(text, lang):
    (found,) = supplies(text, lang)
    assert (found.supplier, found.buyer, found.mineral, found.share) == ("CN", "JP", "rare-earths", "60%")
    assert text[found.evidence[0].start : found.evidence[0].end] == found.evidence[0].quote


def test_a_flow_of_an_agreement_is_not_repeated():
    deal = Agreement(
        kind=AgreementKind.OFFTAKE,
        status=AgreementStatus.SIGNED,
        parties=(Party(name="CN", role=Role.SUPPLIER, id="CN"), Party(name="JP", role=Role.BUYER, id="JP")),
        minerals=("rare-earths",),
        evidence=(Evidence(quote=FLOW, start=0, end=len(FLOW)),),
        confidence=1.0,
    )
    assert supplies(FLOW, "en", (deal,)) == ()


def test_a_flow_has_one_direction():
    pairs = [(found.supplier, found.buyer) for found in supplies(FLOW, "en")]
    assert pairs and not {(buyer, supplier) for supplier, buyer in pairs} & set(pairs)


def test_no_named_buyer_no_flow():
    assert supplies("China produces 90% of the world's gallium.", "en") == ()


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Russia could supply uranium to the United States.", "en"),
        ("La Russie pourrait fournir de l'uranium aux États-Unis.", "fr"),
    ],
)
def test_what_could_be_supplied_is_never_actual(text, lang):
    assert all(found.status == "possible" for found in supplies(text, lang))


def test_an_export_control_is_no_flow():
    text = "Japan has looked for other sources since China imposed export controls on gallium."
    assert supplies(text, "en") == ()


def test_each_supplier_has_its_own_share():
    text = "Brazil gets 40% of its potash from Canada and 30% from Russia."
    shares = {found.supplier: found.share for found in supplies(text, "en")}
    assert shares == {"CA": "40%", "RU": "30%"}
