"""Every command: its help, its example, its formats, and what it says."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files

import click
import pytest

from graph.cli import cli
from queries.catalogue import CATALOGUE


def _commands(group=cli, path=()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


COMMANDS = dict(_commands())
#: Two names of one bank in the samples.
BANKS = ("org:export-import-bank", "org:export-import-bank-of-the-united-states")


@pytest.fixture
def sampled(run, tmp_path):
    """`run`, in a folder with a graph of the sample articles."""
    assert run("load", files("seeds").joinpath("articles")).code == 0
    return run


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_has_an_example_and_says_what_each_option_is(run, path):
    ran = run(*path, "--help")
    assert ran.code == 0
    assert re.search(rf"Examples?: lodegraph {path[0]}", ran.out)
    assert all(option.help for option in COMMANDS[path].params if isinstance(option, click.Option))
    summary = COMMANDS[path].get_short_help_str(62)
    assert not summary.endswith("...")


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_example_of_each_query_finds_something(sampled, name):
    ran = sampled("query", name, *shlex.split(CATALOGUE[name].example), "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out), CATALOGUE[name].example


@pytest.mark.parametrize(
    "command",
    [
        ["articles"], ["stats"], ["judgements"], ["query", "agreements", "--actor", "Japan"],
        ["query", "actor", "--actor", "JP"], ["ask", "who supplies gallium to Japan"],
    ],
)  # fmt: skip
def test_tables_json_and_csv_tell_the_same(sampled, command):
    assert sampled("judge", "different", *BANKS).code == 0
    table, as_json, as_csv = (sampled(*command, "--format", form) for form in ("table", "json", "csv"))
    assert {table.code, as_json.code, as_csv.code} == {0}
    told = json.loads(as_json.out)
    records = told["rows"] if isinstance(told, dict) else told
    rows = list(csv.DictReader(io.StringIO(as_csv.out)))
    assert len(records) == len(rows)
    if records:
        assert list(records[0]) == list(rows[0])
        assert table.out.strip()


def test_the_store_is_named_by_option_or_environment(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Le Kazakhstan livrera du gallium au Japon, selon le ministère de l'Industrie.")
    monkeypatch.setenv("LODEGRAPH_STORE", "named.lodegraph")
    assert run("load", "a.txt").code == 0
    assert (tmp_path / "named.lodegraph").exists()
    assert run("articles", "--store", "other.lodegraph").code == 2
    assert run("load", "a.txt", "--store", "other.lodegraph").code == 0
    assert (tmp_path / "other.lodegraph").exists()


def test_the_version_is_that_of_the_package(run):
    ran = run("--version")
    assert (ran.code, ran.out.strip()) == (0, f"lodegraph, version {version('lodegraph')}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"], ["load"], ["query", "nonsense"], ["query", "paths", "--start", "Japan"], ["ask"],
        ["stats", "--format", "xml"],
    ],
)  # fmt: skip
def test_a_wrong_call_says_so_and_exits_with_2(run, arguments):
    ran = run(*arguments)
    assert ran.code == 2
    assert "Error:" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run, shell):
    ran = run("completion", shell)
    assert ran.code == 0
    assert "_LODEGRAPH_COMPLETE" in ran.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("qu", "query"), ("query sup", "suppliers"), ("query suppliers --min", "--mineral"),
        ("query agreements --status s", "signed"),
    ],
)  # fmt: skip
def test_completion_offers_commands_options_and_values(run, monkeypatch, typed, offered):
    monkeypatch.setenv("_LODEGRAPH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"lodegraph {typed}")
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split())))
    assert f"plain,{offered}" in run().out.splitlines()


def test_the_demo_answers_draws_and_says_what_to_type_next(run, tmp_path):
    first, second = run("demo"), run("demo")
    assert first.code == second.code == 0
    assert first.out == second.out
    assert "is to supply Mitsubishi Corporation" in first.out
    assert "doit fournir du gallium à Mitsubishi Corporation" in first.out
    assert "<html" in (tmp_path / "demo" / "demo.html").read_text("utf-8")
    for typed in re.findall(r"^  lodegraph (.*--store .*)$", first.out, re.MULTILINE):
        assert run(*shlex.split(typed)).code == 0


def test_a_dry_run_of_a_retraction_changes_nothing(sampled):
    before = sampled("dump").out
    dry = sampled("retract", "sample-drc-cobalt-quotas", "--dry-run")
    assert dry.code == 0
    assert sampled("dump").out == before
    real = sampled("retract", "sample-drc-cobalt-quotas")
    assert real.out == dry.out.replace("would be ", "")
    assert "sample-drc-cobalt-quotas" not in sampled("dump").out
    ran = sampled("retract", "sample-drc-cobalt-quotas", "--dry-run")
    assert ran.code == 2
    assert "no article" in ran.err


def test_a_judgement_is_listed_and_taken_back(sampled):
    before = sampled("dump").out
    assert BANKS[0] in sampled("check").out
    assert sampled("judge", "same", *BANKS, "--reason", "one bank").code == 0
    assert sampled("dump").out != before
    assert "one bank" in sampled("judgements", "--format", "csv").out
    assert BANKS[0] not in sampled("check").out
    assert sampled("judge", "undo", *BANKS).code == 0
    assert sampled("dump").out == before
    for wrong in (
        ["undo", *BANKS],
        ["same", "org:no-such", BANKS[0]],
        ["same", BANKS[0], BANKS[0]],
        ["perhaps", *BANKS],
    ):
        assert sampled("judge", *wrong).code == 2


def test_a_picture_of_an_answer(sampled, tmp_path):
    ran = sampled("ask", "who supplies gallium to Japan", "--show", "answer.html")
    assert ran.code == 0
    assert "Mitsubishi" in (tmp_path / "answer.html").read_text("utf-8")


def test_a_question_that_is_not_understood_is_said_with_others(sampled):
    ran = sampled("ask", "why is the sky blue")
    assert ran.code == 2
    first, *others = ran.err.splitlines()
    assert "not understood" in first
    assert others
    for other in others:
        assert sampled("ask", other.strip()).code == 0


def test_an_empty_store_is_told_as_such(run, tmp_path):
    (tmp_path / "graph.lodegraph").touch()
    for command, said in {
        "check": "0 faults, 0 hints", "articles": "nothing found", "judgements": "nothing found", "dump": "",
        "articles --format csv": "id,date,lang,title,publisher,url,path,facts", "query suppliers": "nothing found",
        "judgements --format csv": "left,right,verdict,reason",
        "query paths --start Japan --end China": "nothing found",
        "show": "lodegraph.html: 0 nodes and 0 edges; open it in a browser",
    }.items():  # fmt: skip
        ran = run(*command.split())
        assert (ran.code, ran.out.strip()) == (0, said), command
    ran = run("ask", "why is the sky blue")
    assert "holds no facts" in ran.err


ODD = ["with space", "article:pref", "\u00e9\U0001f600", "new\nline", "=1+1", "-dash", "<b>x</b>", "rtl\u202eabc\u0007"]


def test_odd_ids_are_loaded_listed_and_retracted_and_do_not_reach_the_terminal(run, tmp_path):
    rows = [
        {"id": id, "title": id, "text": f"Japan imports gallium, it was said. Part {n}."} for n, id in enumerate(ODD)
    ]
    (tmp_path / "odd.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    ran = run("load", "odd.jsonl")
    assert ran.code == 0
    assert len(ran.err.splitlines()) == len(ODD)
    assert "\u202e" not in ran.err + run("articles").out
    assert "\u0007" not in ran.err + run("articles").out
    assert run("check").code == 0
    for id in ODD:
        ran = run("retract", "--dry-run", "--", id)
        assert ran.out.startswith("1 article would be taken out: 1 node and 0 edges"), id
    ran = run("retract", tmp_path / "odd.jsonl")
    assert ran.out.startswith(f"{len(ODD)} articles taken out")
    assert run("dump").out == ""


def test_an_id_that_is_too_long_is_a_bad_line_and_leaves_the_others(run, tmp_path):
    rows = [{"id": "x" * 5000, "text": "Japan imports gallium."}, {"id": "y", "text": "Japan imports gallium."}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    ran = run("load", "a.jsonl")
    assert (ran.code, len(ran.faults())) == (2, 1)
    assert "a.jsonl, line 1" in ran.faults()[0]
    assert "1 article added" in ran.out


def test_help_imports_nothing_heavy():
    heavy = "{'yaml', 'pydantic', 'networkx', 'neo4j', 'trafilatura', 'rich', 'pyvis', 'numpy'}"
    program = (
        "import sys; from graph.cli import main\n"
        "sys.argv = ['lodegraph', '--help']\n"
        "try: main()\n"
        f"except SystemExit: print('HEAVY', sorted({heavy} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "HEAVY []"
