"""Tables, JSON and CSV: nothing from an article acts on a terminal or a spreadsheet."""

import csv
import io
import json

from graph.vocabulary import load_vocabulary
from queries.ask import ask
from queries.catalogue import CATALOGUE
from queries.grammar import Grammar
from queries.parameters import bind
from queries.render import render_answer, render_records, render_rows
from tests.queries.articles import small_store

HOSTILE = {"name": "[red]x[/red]\u202egnp\x1b[31m", "amount": "=1+1"}


def test_a_table_shows_hostile_text_as_text():
    table = render_records([HOSTILE], "table")
    assert "[red]x[/red]" in table
    assert "\x1b" not in table and "\u202e" not in table
    assert "\\u202e" in table


def test_csv_cells_are_no_formulas():
    rows = [{"a": value} for value in ("=1+1", "+1", "-1", "@x", "\t=1", "plain", " =1")]
    cells = [row[0] for row in csv.reader(io.StringIO(render_records(rows, "csv")))][1:]
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", "'\t=1", "plain", "' =1"]


def test_json_is_whole_and_unchanged():
    assert json.loads(render_records([HOSTILE], "json")) == [HOSTILE]


def test_csv_has_every_column_also_without_rows():
    query = CATALOGUE["suppliers"]
    assert render_rows(query, [], "csv").strip() == ",".join(query.row.model_fields)


def test_a_table_leaves_out_ids_and_empty_columns():
    store = small_store()
    query = CATALOGUE["suppliers"]
    table = render_rows(query, store.read(query, bind(query, {"mineral": "gallium"}, store)), "table")
    assert "supplier_id" not in table and "share" not in table


def test_rows_of_many_columns_are_listed_and_hostile_text_stays_text():
    record = {f"column{n}": "word " * 12 for n in range(12)} | HOSTILE
    shown = render_records([record, record], "table")
    assert max(map(len, shown.splitlines())) <= 140
    assert shown.count("column11") == 2
    assert "\\u202e" in shown
    assert "\x1b" not in shown


def test_long_figures_are_grouped():
    assert Grammar(load_vocabulary(), "en").amount("13000 t") == "13,000 t"
    assert Grammar(load_vocabulary(), "fr").amount("13000 t") == "13\N{NARROW NO-BREAK SPACE}000 t"
    assert Grammar(load_vocabulary(), "en").amount("2027 t") == "2027 t"


def test_an_answer_shows_sentence_quote_and_source():
    shown = render_answer(ask("qui fournit du gallium au Japon ?", small_store()), "table")
    assert "doit fournir du gallium" in shown
    assert "« Altyn Gallium signed" in shown
    assert "Gallium for Japan, 2026-02-18, https://example.org/1" in shown


def test_an_answer_in_json_carries_parameters_and_rows():
    record = json.loads(render_answer(ask("who supplies gallium to Japan", small_store()), "json"))
    assert record["query"] == "suppliers"
    assert record["parameters"]["buyer"] == "JP"
    assert record["rows"][0]["status"] == "signed"
