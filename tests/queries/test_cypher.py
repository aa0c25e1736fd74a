"""The Cypher of each query against its declaration and the schema."""

import re

import pytest

from graph.schema import Label, RelType
from graph.statements import ANY_MINERAL
from queries.catalogue import CATALOGUE
from queries.query import browser_form
from queries.reach import MATCH_ORDER, STATUS_ORDER
from queries.sources import MEASURES

QUERIES = pytest.mark.parametrize("query", CATALOGUE.values(), ids=list(CATALOGUE))


def _plain(query):
    return re.sub(r"//[^\n]*", "", query.cypher)


def _columns(query):
    """The columns of the last RETURN outside braces."""
    text = _plain(query)
    while re.search(r"\{[^{}]*\}", text):
        text = re.sub(r"\{[^{}]*\}", "", text)
    returned = text[text.rindex("RETURN") + 6 : text.rindex("ORDER BY")]
    columns, depth, current = [], 0, ""
    for char in returned:
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            columns.append(current)
            current = ""
        else:
            current += char
    return [re.split(r"\bAS\b|\s", column.strip())[-1].strip("` \n") for column in [*columns, current]]


@QUERIES
def test_parameters_are_those_declared(query):
    assert set(re.findall(r"\$(\w+)", _plain(query))) == set(query.parameters.model_fields)


@QUERIES
def test_columns_are_those_of_the_row_in_order(query):
    assert _columns(query) == list(query.row.model_fields)


@QUERIES
def test_labels_and_types_are_in_the_schema(query):
    text = _plain(query)
    types = {name for found in re.findall(r"\[\w*:([A-Z_|\s]+)", text) for name in re.split(r"[|\s]+", found) if name}
    assert types and types <= {type.value for type in RelType}
    labels = {name for found in re.findall(r"\(\w*:([A-Za-z|]+)", text) for name in found.split("|")}
    assert labels and labels <= {label.value for label in Label}


@QUERIES
def test_it_is_ordered_and_explained_and_only_reads(query):
    assert "ORDER BY" in _plain(query)
    assert query.cypher.startswith("//")
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD)\b|\bCALL (?!\(\) \{)|apoc\.", _plain(query))


@QUERIES
def test_the_browser_form_sets_every_parameter(query):
    lines = browser_form(query).splitlines()
    fields = list(query.parameters.model_fields)
    assert [re.match(r":param (\w+) => (.+);$", line).group(1) for line in lines[: len(fields)]] == fields
    assert "\n".join(lines[len(fields) :]) == query.cypher.rstrip("\n")


@QUERIES
def test_it_asks_in_both_languages(query):
    assert query.question_en.endswith("?")
    assert query.question_fr.endswith(" ?")


@QUERIES
def test_no_value_is_pasted(query):
    """Only the words of the model, the term above all minerals and the end of a date stand in quotes."""
    words = {*STATUS_ORDER, *MATCH_ORDER, *MEASURES.values(), *(type.value for type in RelType)}
    quoted = set(re.findall(r"'([^']*)'", _plain(query)))
    assert quoted <= words | {ANY_MINERAL, "", "|", "-99-99"}


def test_the_browser_form_quotes_what_it_is_given():
    query = CATALOGUE["suppliers"]
    given = query.parameters(mineral='gal"lium\n:clear')
    assert browser_form(query, given).splitlines()[0] == ':param mineral => "gal\\"lium\\n:clear";'
