from loaders.cues import Phrasebook
from loaders.deal_readings import concepts
from loaders.lexicon import lexicon

BOOK = Phrasebook({"sign": ["sign", "signed", "put its name"], "deal": ["agree*", "agreed"]})


def test_the_form_of_most_words_counts_then_the_whole_word_then_the_longest_stem():
    book = Phrasebook({"short": ["agr*"], "stem": ["agree*"], "word": ["agreed"], "phrase": ["agreed to sell"]})
    assert list(book.find(["agreed", "to", "sell"])) == [(0, 2, "phrase")]
    assert list(book.find(["agreed", "to", "buy"])) == [(0, 0, "word")]
    assert list(book.find(["agreement"])) == [(0, 0, "stem")]
    assert list(book.find(["agreeable", "agrarian"])) == [(0, 0, "stem"), (1, 1, "short")]


def test_forms_do_not_overlap():
    assert list(BOOK.find(["put", "its", "name", "signed"])) == [(0, 2, "sign"), (3, 3, "sign")]


def test_a_phrase_may_end_in_a_stem():
    book = Phrasebook({"ended": ["came to noth*"]})
    assert list(book.find(["came", "to", "nothing"])) == [(0, 2, "ended")]
    assert not list(book.find(["came", "to", "pass"]))


def test_what_words_mean_has_the_same_classes_in_both_languages():
    assert lexicon("en", "concepts").keys() == lexicon("fr", "concepts").keys()


def test_each_form_means_one_thing():
    for lang in ("en", "fr"):
        forms = [form for forms in lexicon(lang, "concepts").values() for form in forms]
        assert all(isinstance(form, str) and form.strip() == form for form in forms)
        assert sorted(forms) == sorted(set(forms))
        assert not [form for form in forms if "*" in form[:-1]]


def test_the_same_deal_means_the_same_in_both_languages():
    english = [name for *_, name in concepts("en").find("the company signed a contract with the government".split())]
    french = [name for *_, name in concepts("fr").find("la société a signé un contrat avec le gouvernement".split())]
    wanted = ["company", "sign", "contract", "with", "state"]
    assert english == wanted and [name for name in french if name != "have"] == wanted
