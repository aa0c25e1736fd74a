"""What each query declares in Python stands in its Cypher, read as text; a server runs it elsewhere."""

import re

import pytest

from graph.schema import Label, RelType
from queries.catalogue import CATALOGUE
from queries.query import browser_form


def columns_of(cypher):
    returned = re.split(r"(?m)^RETURN\b", cypher)[-1]
    returned = re.split(r"(?m)^ORDER BY\b", returned)[0]
    while re.search(r"[{(\[][^{}()\[\]]*[})\]]", returned):
        returned = re.sub(r"[{(\[][^{}()\[\]]*[})\]]", "x", returned)
    return [re.search(r"(\w+)`?\s*$", column).group(1) for column in returned.split(",")]


@pytest.fixture(params=sorted(CATALOGUE))
def query(request):
    return CATALOGUE[request.param]


@pytest.fixture
def cypher(query):
    return re.sub(r"//.*", "", query.cypher)


def test_the_parameters_of_the_cypher_are_those_declared(query, cypher):
    assert set(re.findall(r"\$(\w+)", cypher)) == set(query.parameters.model_fields)


def test_the_columns_of_the_cypher_are_those_of_the_row(query, cypher):
    assert columns_of(cypher) == list(query.row.model_fields)


def test_the_rows_have_an_order(cypher):
    assert re.search(r"(?m)^ORDER BY", cypher)


def test_every_label_and_type_is_in_the_schema(cypher):
    types = {word for group in re.findall(r"\[\w*:([A-Z_|:]+)", cypher) for word in group.split("|")}
    assert types <= {type.value for type in RelType}
    assert set(re.findall(r"\(\w*:([A-Z]\w+)", cypher)) <= {label.value for label in Label}


def test_it_asks_in_both_languages_and_explains_itself(query):
    assert query.question_en.endswith("?")
    assert query.question_fr.endswith(" ?")
    assert query.cypher.startswith("//")
    assert all(f":param {name}" in browser_form(query) for name in query.parameters.model_fields)
