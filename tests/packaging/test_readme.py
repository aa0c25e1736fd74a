"""The README read as a stranger: its commands run, its questions have an answer, its links lead somewhere."""

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from graph.cli import main
from graph.stores import open_store
from graph.vocabulary import load_vocabulary
from loaders.documents import MAX_ARTICLE
from loaders.reading import MAX_FILE, MAX_JSON
from queries.ask import ask
from queries.catalogue import CATALOGUE

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^    \.venv/bin/lodegraph ([^#\n]+)", README, re.MULTILINE)
QUESTIONS = [
    question
    for left, right in re.findall(r"^    ((?:who|is|what|how) .*?) {3,}(\S.*)$", README, re.MULTILINE)
    for question in (left, right)
]


def call(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["lodegraph", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code or 0


def test_the_commands_run_and_the_questions_have_an_answer(monkeypatch, tmp_path, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LODEGRAPH_STORE", raising=False)
    shutil.copytree(ROOT / "seeds" / "articles", "my-articles")
    Path("my-articles/story.txt").write_text("Japan signed a contract to buy gallium, it said on 3 May 2025.")
    assert len(COMMANDS) >= 6
    for command in COMMANDS:
        assert call(monkeypatch, *shlex.split(command)) == 0, (command, capfd.readouterr())
    assert len(QUESTIONS) >= 8
    store = open_store("graph.lodegraph", load_vocabulary())
    try:
        assert [question for question in QUESTIONS if not ask(question, store).rows] == []
    finally:
        store.close()


def test_links_lead_to_files():
    for path in re.findall(r"\]\(([^)#]+)\)", README):
        assert path.startswith("http") or (ROOT / path).exists(), path


def test_figures_and_names_are_those_of_the_code():
    assert f"{MAX_ARTICLE:,} characters and its file {MAX_FILE // 10**6} MB" in README
    assert f"{MAX_JSON // 10**6} MB" in README
    assert all(f"(`{name}`" in README or f"`{name}`" in README for name in CATALOGUE)
