"""Questions in words: what they are taken for, what is answered, what is refused."""

from contextlib import closing

import pytest

from graph.errors import QuestionError
from graph.memory import MemoryStore
from graph.model import Agreement, Evidence, Extraction, Party
from graph.vocabulary import load_vocabulary
from queries.ask import ask
from queries.grammar import Grammar
from queries.parameters import linker_of
from queries.suggest import candidates
from queries.understand import phrases, understand
from tests.articles import agreement, article, measure
from tests.queries.articles import small_store


def taken(question):
    found = understand(question, linker_of(small_store().graph))
    return found.query.name, dict(found.given)


@pytest.mark.parametrize(
    ("question", "name", "given"),
    [
        ("who supplies gallium to Japan", "suppliers", {"mineral": "gallium", "buyer": "JP"}),
        ("Which companies sell lithium to the US?", "suppliers", {"mineral": "lithium", "buyer": "US"}),
        ("where does Japan get its gallium", "suppliers", {"buyer": "JP", "mineral": "gallium"}),
        ("Who could supply uranium to the United States?", "suppliers", {"mineral": "uranium", "buyer": "US"}),
        ("who buys gallium from Kazakhstan", "suppliers", {"mineral": "gallium", "supplier": "KZ"}),
        ("Japan's gallium suppliers", "suppliers", {"buyer": "JP", "mineral": "gallium"}),
        ("what does Russia supply to the US?", "suppliers", {"supplier": "RU", "buyer": "US"}),
        ("qui fournit du gallium au Japon ?", "suppliers", {"mineral": "gallium", "buyer": "JP"}),
        ("Qui approvisionne les États-Unis en uranium ?", "suppliers", {"mineral": "uranium", "buyer": "US"}),
        ("d'où vient le cobalt de la Chine ?", "suppliers", {"mineral": "cobalt", "buyer": "CN"}),
        ("D’où vient le cobalt de la Chine ?", "suppliers", {"mineral": "cobalt", "buyer": "CN"}),
        ("d'où le Japon importe-t-il son gallium ?", "suppliers", {"buyer": "JP", "mineral": "gallium"}),
        ("quels pays fournissent des terres rares à l'Inde", "suppliers", {"mineral": "rare-earths", "buyer": "IN"}),
        ("à qui la Russie vend-elle de l'uranium ?", "suppliers", {"supplier": "RU", "mineral": "uranium"}),
        ("how does gallium reach Japan", "supply-paths", {"mineral": "gallium", "buyer": "JP"}),
        ("who holds rare earths", "sources", {"mineral": "rare-earths"}),
        ("Which countries produce cobalt?", "sources", {"mineral": "cobalt"}),
        ("how much gallium does Kazakhstan produce", "sources", {"mineral": "gallium", "region": "KZ"}),
        ("quels pays produisent du cobalt ?", "sources", {"mineral": "cobalt"}),
        ("combien de terres rares la Russie détient-elle ?", "sources", {"mineral": "rare-earths", "region": "RU"}),
        ("où trouve-t-on du lithium ?", "sources", {"mineral": "lithium"}),
        ("what agreements does Kazakhstan have", "agreements", {"actor": "KZ"}),
        (
            "deals between Chile and the EU on lithium since 2024", "agreements",
            {"actor": "CL", "partner": "EU", "mineral": "lithium", "since": "2024"},
        ),
        (
            "agreements between Japan and the US in March 2025", "agreements",
            {"actor": "JP", "partner": "US", "since": "2025-03", "until": "2025-03"},
        ),
        ("deals on lithium after 2023", "agreements", {"mineral": "lithium", "since": "2024"}),
        (
            "proposed deals between Russia and the US", "agreements",
            {"status": "proposed", "actor": "RU", "partner": "US"},
        ),
        ("offtake agreements on gallium", "agreements", {"kind": "offtake", "mineral": "gallium"}),
        ("accords entre les États-Unis et le Japon", "agreements", {"actor": "US", "partner": "JP"}),
        ("avec qui le Kazakhstan a-t-il signé ?", "agreements", {"actor": "KZ"}),
        ("Is there an agreement between the US and Russia?", "agreements", {"actor": "US", "partner": "RU"}),
        ("y a-t-il un accord entre les États-Unis et la Russie ?", "agreements", {"actor": "US", "partner": "RU"}),
        (
            "accords de l'Union européenne avec le Chili sur le lithium", "agreements",
            {"actor": "EU", "partner": "CL", "mineral": "lithium"},
        ),
        ("what deals on tungsten are there", "agreements", {"mineral": "tungsten"}),
        ("est-ce qu'il y a du lithium au Chili ?", "sources", {"mineral": "lithium", "region": "CL"}),
        ("qui fournit du lithium à l'Union européenne ?", "suppliers", {"mineral": "lithium", "buyer": "EU"}),
        (
            "quels accords le Kazakhstan a-t-il signés depuis mai 2024 ?", "agreements",
            {"actor": "KZ", "since": "2024-05"},
        ),
        ("who are Japan's partners on rare earths", "alliances", {"country": "JP", "mineral": "rare-earths"}),
        (
            "what export controls did China impose on gallium", "measures",
            {"kind": "export_control", "imposer": "CN", "mineral": "gallium"},
        ),
        (
            "Chinese export controls on gallium", "measures",
            {"imposer": "CN", "kind": "export_control", "mineral": "gallium"},
        ),
        ("quelles restrictions la Chine impose-t-elle ?", "measures", {"imposer": "CN"}),
        ("how is Kokbulak connected to Japan", "paths", {"start": "place:kz:kokbulak", "end": "JP"}),
        ("quel lien entre Altyn Gallium et le Japon ?", "paths", {"start": "org:altyn-gallium", "end": "JP"}),
        (
            "what happened to the deal between Russia and the United States", "timeline",
            {"actor": "RU", "partner": "US"},
        ),
        ("que sait-on de Mitsubishi Corporation ?", "actor", {"actor": "org:mitsubishi"}),
    ],
)  # fmt: skip
def test_a_question_is_taken_for_its_query(question, name, given):
    assert taken(question) == (name, given)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_question_that_is_offered_is_understood_for_what_it_is(lang):
    linker = linker_of(small_store().graph)
    offered = list(candidates(lang, small_store()))
    templates = [text for texts in phrases(lang)["suggestions"].values() for text in texts]
    assert len({each.template for each in offered}) == len(templates)
    for each in offered:
        found = understand(each.text, linker)
        assert (found.query.name, found.lang, set(found.given.values())) == (each.query, lang, each.ids), each.text


def test_questions_that_are_offered_have_an_answer_and_are_near():
    for question in (
        "who mails cobalt to Japan",
        "qui aurait du gallium",
        "Chile lithium weather",
        "what of Kokbulak's owner",
    ):
        with pytest.raises(QuestionError) as refused:
            ask(question, small_store())
        assert refused.value.suggestions, question
        assert all(ask(each, small_store()).rows for each in refused.value.suggestions)
    assert any("lithium" in each for each in ask("who supplies lithium to Japan", small_store()).suggestions)
    with pytest.raises(QuestionError, match="did you mean gallium") as refused:
        ask("who supplies galium to Japan", small_store())
    assert refused.value.suggestions[0] == "who supplies gallium to Japan"


def test_an_empty_graph_offers_nothing_and_says_so():
    with closing(MemoryStore(None, load_vocabulary())) as store:
        with pytest.raises(QuestionError, match="holds no facts") as refused:
            ask("why is the sky blue", store)
        assert refused.value.suggestions == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is the weather like", "not understood"),
        ("quel temps fait-il demain ?", "pas comprise"),
        ("who supplies unobtainium to Japan", "unobtainium"),
        ("qui fournit du gallium en Atlantide ?", "atlantide"),
        ("who supplies gallium to Japan and not to China", "not understood"),
        ("", "not understood"),
        ("@0 %offtake", "not understood"),
    ],
)
def test_what_is_not_understood_is_refused_with_examples(question, said):
    with pytest.raises(QuestionError, match=said) as refused:
        ask(question, small_store())
    assert refused.value.suggestions
    assert all(taken(each) for each in refused.value.suggestions)


def test_a_signed_supplier_is_named_with_home_amount_status_and_quote():
    answer = ask("who supplies gallium to Japan", small_store())
    assert answer.sentence == (
        "Altyn Gallium of Kazakhstan is to supply Mitsubishi Corporation of Japan with gallium "
        "(15 t/year, signed, 2025-12)."
    )
    assert answer.quotes[0].quote.startswith("Altyn Gallium signed")
    assert (answer.quotes[0].article, answer.quotes[0].date) == ("Gallium for Japan", "2026-02-18")
    assert answer.quotes[0].url == "https://example.org/1"
    assert "China" not in answer.sentence


def test_a_french_question_has_a_french_answer():
    answer = ask("qui fournit du gallium au Japon ?", small_store())
    assert answer.sentence == (
        "Altyn Gallium (Kazakhstan) doit fournir du gallium à Mitsubishi Corporation (Japon) (15 t/an, signé, 2025-12)."
    )


def test_who_only_offers_does_not_supply():
    english = ask("who supplies uranium to the United States", small_store())
    assert english.sentence == "Nobody by a signed deal; Russia could (under negotiation)."
    french = ask("qui fournit de l'uranium aux États-Unis ?", small_store())
    assert french.sentence == "Personne par un accord signé ; la Russie pourrait (en négociation)."
    assert french.quotes


def test_a_broader_mineral_is_told_apart():
    answer = ask("who supplies praseodymium to Japan", small_store())
    assert answer.sentence.startswith(
        "Nobody for praseodymium by name; on rare earth elements in general: China supplies"
    )


def test_an_answer_without_rows_says_that_articles_do_not_tell():
    assert ask("who supplies cobalt to Japan", small_store()).sentence == (
        "No article says who supplies Japan with cobalt."
    )
    assert ask("qui fournit du cobalt au Japon ?", small_store()).sentence == (
        "Aucun article ne dit qui fournit du cobalt au Japon."
    )


def test_every_mineral_is_narrower_than_critical_minerals():
    answer = ask("deals between the US and Japan on critical minerals", small_store())
    assert [row.match for row in answer.rows] == ["narrower"]


def test_a_deal_on_critical_minerals_in_general_is_told_apart():
    pact = Agreement(
        evidence=(Evidence(quote="Chile and the EU signed a pact on critical raw materials.", start=0, end=57),),
        confidence=0.9, kind="framework", status="signed", date="2024",
        parties=(Party(name="CL", role="party", id="CL"), Party(name="EU", role="party", id="EU")),
        minerals=("critical-minerals",),
    )  # fmt: skip
    said = Extraction(id="p", date="2024-02-01", text_sha256="4" * 64, extractor="t", lang="en", agreements=(pact,))
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load([said])
        answer = ask("accords entre le Chili et l'Union européenne sur le lithium", store)
    assert [row.match for row in answer.rows] == ["broader"]
    assert answer.sentence == (
        "Rien qui nomme le lithium. En termes plus généraux : "
        "1 accord signé : Chili – Union européenne : accord-cadre (minerais critiques)."
    )


def test_the_title_of_a_deal_is_told_in_french():
    grammar = Grammar(load_vocabulary(), "fr")
    title = "Acme – Japan – United States and 2 others: gallium, rare earth elements joint venture (signed 2025-12)"
    assert grammar.deal(title) == "Acme – Japon – États-Unis et 2 autres : coentreprise (gallium, terres rares)"


def test_amounts_are_written_the_french_way():
    assert Grammar(load_vocabulary(), "fr").amount("3.8 Mt/year") == "3,8 Mt/an"
    assert Grammar(load_vocabulary(), "en").amount("3.8 Mt/year") == "3.8 Mt/year"


def test_a_period_that_no_parameter_takes_is_not_passed_over():
    assert "2024" in ask("who supplied gallium to Japan since 2024", small_store()).notes[0]


def test_the_understanding_names_query_and_parameters():
    assert ask("qui fournit du gallium au Japon ?", small_store()).understood == (
        "suppliers: mineral = gallium, buyer = Japon"
    )


@pytest.mark.parametrize(
    ("id", "of", "to"),
    [
        ("JP", "du Japon", "au Japon"),
        ("CN", "de la Chine", "à la Chine"),
        ("IN", "de l'Inde", "à l'Inde"),
        ("US", "des États-Unis", "aux États-Unis"),
        ("CU", "de Cuba", "à Cuba"),
        ("IL", "d'Israël", "à Israël"),
        ("MX", "du Mexique", "au Mexique"),
        ("CD", "de la RD Congo", "à la RD Congo"),
        ("CI", "de la Côte d'Ivoire", "à la Côte d'Ivoire"),
        ("HU", "de la Hongrie", "à la Hongrie"),
        ("PH", "des Philippines", "aux Philippines"),
        ("EU", "de l'Union européenne", "à l'Union européenne"),
        ("gallium", "du gallium", "au gallium"),
        ("uranium", "de l'uranium", "à l'uranium"),
        ("rare-earths", "des terres rares", "aux terres rares"),
        ("bauxite", "de la bauxite", "à la bauxite"),
        ("helium", "de l'hélium", "à l'hélium"),
    ],
)
def test_french_articles(id, of, to):
    grammar = Grammar(load_vocabulary(), "fr")
    assert (grammar.of(id), grammar.to(id)) == (of, to)


@pytest.mark.parametrize(
    ("question", "name", "given"),
    [
        ("dou vient le cobalt de la chine", "suppliers", {"mineral": "cobalt", "buyer": "CN"}),
        ("eu deals", "agreements", {"actor": "EU"}),
        ("quotas de la rdc sur le cobalt", "measures", {"kind": "quota", "imposer": "CD", "mineral": "cobalt"}),
        ("who controls gallium production", "sources", {"mineral": "gallium"}),
        ("qui contrôle le marché du gallium", "sources", {"mineral": "gallium"}),
        ("mines in Kazakhstan", "sources", {"region": "KZ"}),
        ("gisements du Kazakhstan", "sources", {"region": "KZ"}),
        ("what is Kokbulak", "sources", {"region": "place:kz:kokbulak"}),
        ("Où se trouve Kokbulak ?", "sources", {"region": "place:kz:kokbulak"}),
        ("Kazakhstan", "actor", {"actor": "KZ"}),
        ("quels accords ont été signés en 2025", "agreements", {"status": "signed", "since": "2025", "until": "2025"}),
        ("accords signés depuis 2025", "agreements", {"status": "signed", "since": "2025"}),
        ("deals since October 2025", "agreements", {"since": "2025-10"}),
        ("latest deals on rare earths", "agreements", {"mineral": "rare-earths"}),
        ("proposed deals", "agreements", {"status": "proposed"}),
        ("accords en négociation", "agreements", {"status": "negotiating"}),
        ("which deals are announced but not signed", "agreements", {"status": "announced"}),
        ("joint ventures", "agreements", {"kind": "joint_venture"}),
        ("who finances Altyn Gallium", "agreements", {"kind": "financing", "actor": "org:altyn-gallium"}),
        ("deals of Quad members", "agreements", {"actor": "alliance:quad"}),
        ("accords des pays du G7 avec le Kazakhstan", "agreements", {"actor": "alliance:g7", "partner": "KZ"}),
        ("is the US-Russia deal signed", "agreements", {"actor": "US", "partner": "RU"}),
        ("l'accord entre la Russie et les USA est-il signé", "agreements", {"actor": "RU", "partner": "US"}),
        (
            "accord japon états-unis terres rares", "agreements",
            {"actor": "JP", "partner": "US", "mineral": "rare-earths"},
        ),
        ("Japan US rare earths", "agreements", {"actor": "JP", "partner": "US", "mineral": "rare-earths"}),
        ("timeline of the US-Russia deal", "timeline", {"actor": "US", "partner": "RU"}),
        ("what happened between the US and Russia", "timeline", {"actor": "US", "partner": "RU"}),
        ("que s'est-il passé entre les États-Unis et la Russie", "timeline", {"actor": "US", "partner": "RU"}),
        ("when was the deal between Chile and the EU signed", "timeline", {"actor": "CL", "partner": "EU"}),
        ("quand l'accord UE-Chili a-t-il été signé", "timeline", {"actor": "EU", "partner": "CL"}),
        ("interdictions d'exportation de nickel", "measures", {"kind": "export_ban", "mineral": "nickel"}),
        ("which Kazakh companies supply Japan", "suppliers", {"supplier": "KZ", "buyer": "JP"}),
        ("quelles entreprises kazakhes fournissent le Japon", "suppliers", {"supplier": "KZ", "buyer": "JP"}),
        ("à quels pays le Kazakhstan vend-il du gallium", "suppliers", {"supplier": "KZ", "mineral": "gallium"}),
        ("exportations du Kazakhstan", "suppliers", {"supplier": "KZ"}),
        ("importations japonaises de gallium", "suppliers", {"buyer": "JP", "mineral": "gallium"}),
        ("what does Japan import", "suppliers", {"buyer": "JP"}),
        ("qu'achète le Japon", "suppliers", {"buyer": "JP"}),
        ("quel est le premier producteur de gallium", "sources", {"mineral": "gallium"}),
        ("Japan and Kazakhstan have a deal?", "agreements", {"actor": "JP", "partner": "KZ"}),
        ("are the US and Russia negotiating", "agreements", {"actor": "US", "partner": "RU"}),
        ("est-ce que les Etats-Unis et la Russie négocient", "agreements", {"actor": "US", "partner": "RU"}),
        ("qu'a signé le Kazakhstan", "agreements", {"actor": "KZ"}),
        ("qu'est-ce que le Kazakhstan a signé avec l'UE", "agreements", {"actor": "KZ", "partner": "EU"}),
        ("what is the status of the US-Russia talks", "timeline", {"actor": "US", "partner": "RU"}),
        ("où en sont les négociations entre la Russie et les États-Unis", "timeline", {"actor": "RU", "partner": "US"}),
        ("when did Indonesia ban nickel exports", "measures", {"imposer": "ID", "mineral": "nickel"}),
        ("quand la Chine a-t-elle limité le gallium", "measures", {"imposer": "CN", "mineral": "gallium"}),
        ("mesures prises par la Chine depuis 2023", "measures", {"imposer": "CN", "since": "2023"}),
        ("which measures are suspended", "measures", {"status": "suspended"}),
        ("relations Chine-Japon", "paths", {"start": "CN", "end": "JP"}),
        ("could you tell me who supplies gallium to Japan please", "suppliers", {"mineral": "gallium", "buyer": "JP"}),
        ("je voudrais savoir qui fournit du gallium au Japon", "suppliers", {"mineral": "gallium", "buyer": "JP"}),
        ("Montre-moi les accords du Japon", "agreements", {"actor": "JP"}),
        ("deals on 30 March 2025", "agreements", {"since": "2025-03-30", "until": "2025-03-30"}),
        ("accords du 30 mars 2025", "agreements", {"since": "2025-03-30", "until": "2025-03-30"}),
        ("who is Mitsubishi Corporation's supplier", "suppliers", {"buyer": "org:mitsubishi"}),
        ("where does Japanese gallium come from", "suppliers", {"buyer": "JP", "mineral": "gallium"}),
        ("origine du gallium japonais", "suppliers", {"buyer": "JP", "mineral": "gallium"}),
        ("top cobalt producers", "sources", {"mineral": "cobalt"}),
        ("production mondiale de cobalt", "sources", {"mineral": "cobalt"}),
        ("who holds lithium in Chile", "sources", {"mineral": "lithium", "region": "CL"}),
        ("accords du Japon avec des entreprises américaines", "agreements", {"actor": "JP", "partner": "US"}),
        ("customers of Altyn Gallium", "suppliers", {"supplier": "org:altyn-gallium"}),
        ("acheteurs de gallium kazakh", "suppliers", {"supplier": "KZ", "mineral": "gallium"}),
        ("is Japan supplied by China", "suppliers", {"buyer": "JP", "supplier": "CN"}),
        (
            "accords des entreprises américaines sur les terres rares", "agreements",
            {"actor": "US", "mineral": "rare-earths"},
        ),
        ("deals that ended", "agreements", {"status": "ended"}),
        ("which measures target the US", "measures", {"target": "US"}),
        ("quelles mesures visent les États-Unis", "measures", {"target": "US"}),
        ("China measures 2023", "measures", {"imposer": "CN", "since": "2023", "until": "2023"}),
        ("did Japan sign a framework with the US", "agreements", {"actor": "JP", "kind": "framework", "partner": "US"}),
        ("qu'est-ce qui relie le Japon au Kazakhstan", "paths", {"start": "JP", "end": "KZ"}),
        ("plus court chemin entre Kokbulak et le Japon", "paths", {"start": "place:kz:kokbulak", "end": "JP"}),
        ("comment les terres rares arrivent-elles au Japon", "supply-paths", {"mineral": "rare-earths", "buyer": "JP"}),
    ],
)  # fmt: skip
def test_questions_as_people_type_them(question, name, given):
    assert taken(question) == (name, given)


def test_words_that_are_no_names_are_not_taken_for_unknown_ones():
    for question in ("what is the capital of France", "deals that were not signed", "why would Japan pay"):
        with pytest.raises(QuestionError, match="not understood"):
            ask(question, small_store())


def test_what_an_actor_buys_is_not_what_it_supplies():
    answer = ask("what is Mitsubishi Corporation", small_store())
    assert "is to be supplied by Altyn Gallium (signed)" in answer.sentence
    assert "; supplies" not in answer.sentence
    answer = ask("que sait-on du Japon", small_store())
    assert "a pour fournisseur" in answer.sentence


def test_a_chain_says_how_each_step_ties_and_does_not_make_a_supply_of_an_offer():
    chain = ask("how is Kokbulak connected to Japan", small_store()).sentence
    assert chain.endswith(
        "Kokbulak ← operates — Altyn Gallium — is to supply (signed) → Mitsubishi Corporation — is based in → Japan."
    )
    assert "could supply" in ask("how is Russia linked to the US", small_store()).sentence
    assert "could supply the United States (under negotiation)" in ask("what is Russia", small_store()).sentence


def test_a_supply_path_names_region_supplier_buyer_and_country():
    answer = ask("gallium supply chain to Japan", small_store())
    assert answer.sentence == ("Kazakhstan → Altyn Gallium → Mitsubishi Corporation → Japan (gallium, signed).")


def test_a_company_is_not_of_an_alliance_for_its_seat_alone():
    deal = agreement("Eurasian Resources Group:supplier", "Hokkai:buyer")
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load([article("s", deal)])
        assert ask("accords du Luxembourg", store).rows
        assert ask("accords du Kazakhstan", store).rows
        assert not ask("accords de l'UE", store).rows


def test_a_status_that_was_asked_for_is_not_contrasted():
    assert ask("proposed deals", small_store()).sentence.startswith(("1 proposed", "No article"))
    assert ask("deals between Russia and the US", small_store()).sentence.startswith("None signed.")


def test_a_month_or_year_that_has_not_ended_ends_with_the_article():
    said = [("a", "2025-04-01", "announced", "2025-04-01"), ("b", "2025-08-28", "signed", "2025")]
    said += [("c", "2025-05-02", "signed", "2025-04")]
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load(
            article(id, agreement("US", "UA", date=date, status=status), date=reported)
            for id, reported, status, date in said
        )
        answer = ask("what happened between the US and Ukraine", store)
    assert [row.article_id for row in answer.rows] == ["article:a", "article:c", "article:b"]


def test_money_is_written_in_words():
    english, french = (Grammar(load_vocabulary(), lang) for lang in ("en", "fr"))
    assert english.amount("2800000000 USD") == "2.8 billion USD"
    assert french.amount("2800000000 USD") == "2,8 milliards USD"
    assert french.amount("1500000 EUR") == "1,5 million EUR"
    assert french.amount("98%") == "98\N{NO-BREAK SPACE}%"


def test_a_measure_agrees_with_its_kind_in_french():
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load([article("m", measure("CD", ("cobalt", "copper"), kind="export_ban", status="suspended"))])
        answer = ask("mesures de la RDC", store)
    assert answer.sentence == "RD Congo : interdiction d'exporter sur le cobalt et le cuivre (suspendue)."


def test_french_verbs_agree_with_the_united_states():
    deal = agreement("US:supplier", "Hokkai:buyer", status="proposed")
    with closing(MemoryStore(None, load_vocabulary())) as store:
        store.load([article("v", deal)])
        assert ask("que fournissent les États-Unis ?", store).sentence == (
            "Personne par un accord signé ; les États-Unis pourraient (proposé)."
        )
        assert (
            "les États-Unis fournissent du cobalt" in ask("les États-Unis fournissent-ils du cobalt ?", store).sentence
        )
        assert ask("que sait-on des États-Unis ?", store).sentence == (
            "États-Unis : sont parties à États-Unis – Hokkai : enlèvement (gallium) (proposé) ; "
            "pourraient fournir Hokkai (proposé)."
        )
        about = ask("que sait-on de Hokkai ?", store).sentence
        assert "pourrait avoir pour fournisseur les États-Unis (proposé)" in about
