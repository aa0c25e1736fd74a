import pytest

from graph.matching import deals
from graph.naming import Names
from graph.statements import statements
from graph.store import Judgement
from graph.verdicts import Verdicts
from tests.articles import agreement, article, measure
from tests.strategies import small_vocabulary

NO_VERDICTS = Verdicts.of((), {})


def read(*articles, verdicts=NO_VERDICTS):
    vocabulary = small_vocabulary()
    return [s for each in articles for s in statements(each, Names(each, vocabulary, verdicts), vocabulary)]


def grouped(*articles, verdicts=NO_VERDICTS):
    """The articles of each deal."""
    return sorted([s.article for s in group] for group in deals(read(*articles, verdicts=verdicts), verdicts))


def told(*facts, dates=None):
    """One article a fact; the articles are called a0, a1..."""
    dates = dates or ["2025-12-22"] * len(facts)
    return [article(f"a{i}", fact, date=date) for i, (fact, date) in enumerate(zip(facts, dates, strict=True))]


def one_deal(first, second, dates=None):
    return len(grouped(*told(first, second, dates=dates))) == 1


def test_talks_and_an_offer_are_one_deal():
    talks = agreement("RU", "US", kind="framework", status="negotiating", minerals=("rare-earths",))
    offer = agreement("RU", "US", kind="joint_venture", status="proposed", minerals=("rare-earths",), date="2025-08-28")
    assert one_deal(talks, offer, ["2025-04-01", "2025-08-28"])


@pytest.mark.parametrize(
    ("minerals", "one"),
    [
        (("neodymium",), True),  # a member of the group
        (("critical-minerals",), True),
        ((), True),
        (("gallium",), False),
    ],
)
def test_a_group_shares_its_members(minerals, one):
    assert one_deal(agreement("JP", "US", minerals=("rare-earths",)), agreement("JP", "US", minerals=minerals)) is one


def test_other_parties_make_another_deal():
    assert not one_deal(agreement("JP", "KZ"), agreement("JP", "US"))
    assert not one_deal(agreement("JP", "KZ", "US"), agreement("JP", "US"))
    assert one_deal(agreement("Acme", "Beta", "US"), agreement("Acme", "Beta"))


def test_a_single_party_needs_a_mineral_and_no_choice():
    whole = agreement("Acme", "US")
    assert one_deal(agreement("Acme"), whole)
    assert not one_deal(agreement("Acme", minerals=()), whole)
    assert not one_deal(agreement("Acme", minerals=("critical-minerals",)), whole)
    assert grouped(*told(whole, agreement("Acme", "JP"), agreement("Acme"))) == [["a0"], ["a1"], ["a2"]]


def test_kinds_go_together_only_where_one_is_vague_or_early():
    bought = agreement("Acme", "Beta", kind="investment")
    assert not one_deal(bought, agreement("Acme", "Beta", kind="offtake"))
    assert one_deal(bought, agreement("Acme", "Beta", kind="framework"))
    assert one_deal(bought, agreement("Acme", "Beta", kind="offtake", status="proposed"))


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (("signed", "2025-03-31"), ("signed", "2025-04-10"), True),
        (("signed", "2025-03-31"), ("signed", "2025-08-28"), False),
        (("signed", "2025"), ("signed", "2025-08-28"), True),  # no contradiction beyond precision
        (("signed", "2024"), ("signed", "2025-08-28"), False),
        (("proposed", "2024-01"), ("signed", "2025-08-28"), True),
        (("proposed", "2025-09-20"), ("signed", "2025-08-28"), True),
        (("proposed", "2025-11-01"), ("signed", "2025-08-28"), False),
        (("signed", "2024"), ("ended", "2025-08"), True),
        (("signed", "2025-11"), ("ended", "2025-08"), False),
        (("negotiating", "2025-03"), ("negotiating", "2025-06"), True),
        (("negotiating", "2024-03"), ("negotiating", "2025-06"), False),
    ],
)
def test_dates(first, second, one):
    facts = [agreement("Acme", "Beta", status=status, date=date) for status, date in (first, second)]
    assert one_deal(*facts) is one


def test_without_a_date_a_deal_is_no_younger_than_its_article():
    undated = agreement("Acme", "Beta")
    signed = agreement("Acme", "Beta", date="2026-02-03")
    assert not one_deal(undated, signed, ["2025-03-01", "2026-02-04"])
    assert one_deal(undated, signed, ["2026-03-01", "2026-02-04"])


def test_a_vague_report_does_not_weld_two_dated_deals():
    early, late = agreement("Acme", "Beta", date="2025-01-10"), agreement("Acme", "Beta", date="2025-08-28")
    vague = agreement("Acme", "Beta")
    assert grouped(*told(early, late, vague, dates=["2025-01-11", "2025-08-29", "2025-09-10"])) == [
        ["a0"],
        ["a1", "a2"],
    ]
    assert grouped(*told(late, early, vague, dates=["2025-08-29", "2025-01-11", "2025-02-01"])) == [
        ["a0"],
        ["a1", "a2"],
    ]


def test_one_article_tells_two_deals_apart():
    both = article("a0", agreement("JP", "US", kind="framework"), agreement("JP", "US", kind="investment"))
    other = article("a1", agreement("JP", "US", kind="investment"))
    assert grouped(both, other) == [["a0"], ["a0", "a1"]]


def test_the_same_told_twice_in_an_article_is_one_statement():
    twice = article("a0", agreement("JP", "US"), agreement("US", "JP", confidence=0.4))
    assert len(read(twice)) == 1
    assert read(twice)[0].confidence == 0.9


def test_a_statement_keeps_its_id_in_another_place():
    first, second = agreement("JP", "US"), agreement("KZ", "US")
    assert [s.id for s in read(article("a", first, second))] == [s.id for s in read(article("a", second, first))]


def test_judgements_join_whole_deals_and_part_statements():
    facts = told(*[agreement("Acme", "Beta", date=date) for date in ("2025-01", "2025-01", "2025-08", "2025-08")])
    ids = [statement.id for statement in read(*facts)]
    same = Verdicts.of([Judgement(ids[0], ids[2], True)], {})
    assert grouped(*facts, verdicts=same) == [["a0", "a1", "a2", "a3"]]
    apart = Verdicts.of([Judgement(ids[0], ids[1], False)], {})
    assert grouped(*facts, verdicts=apart) == [["a0"], ["a1"], ["a2", "a3"]]
    both = Verdicts.of([Judgement(ids[0], ids[2], True), Judgement(ids[1], ids[3], False)], {})
    assert grouped(*facts, verdicts=both) == [["a0", "a1"], ["a2", "a3"]]


def test_measures_are_one_by_imposer_kind_mineral_and_date():
    assert one_deal(measure("CN", date="2023-08-01"), measure("CN", date="2023-07"))
    assert one_deal(measure("CN", date="2023-08-01"), measure("CN", status="suspended", date="2025-11"))
    assert not one_deal(measure("CN"), measure("KZ"))
    assert not one_deal(measure("CN"), measure("CN", kind="export_ban"))
    assert not one_deal(measure("CN"), measure("CN", minerals=("lithium",)))
    assert not one_deal(measure("CN", date="2023-08-01"), measure("CN", date="2025-04-04"))
