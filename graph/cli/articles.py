"""Commands on articles: extract, load, retract, articles."""

import json
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.common import format_option, notice, opened, store_option
from graph.errors import InputError, LodegraphError

if TYPE_CHECKING:
    from graph.model import Extraction
    from loaders.reading import Problem

_BATCH = 100

_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")


@click.command()
@_paths
@click.option("-o", "--output", metavar="FILE", help="Write here instead of to standard output.")
@click.option("--explain", is_flag=True, help="Add to each fact the rules that made it.")
def extract(paths: tuple[str, ...], output: str | None, explain: bool) -> None:
    """Print the facts of articles, one JSON object an article.

    PATH is a file (text, Markdown, HTML, JSON, JSON Lines), a folder, or - for standard input.

    \b
    Example: lodegraph extract article.txt
    """
    problems: list[Problem] = []
    lines = (_line(extraction, explain) for extraction in _extractions(paths, problems))
    if output is None:
        for line in lines:
            click.echo(line)
    else:
        _write_whole(Path(output), lines)
    _finish(problems)


@click.command()
@_paths
@store_option
def load(paths: tuple[str, ...], store: str) -> None:
    """Read articles and add their facts to the graph.

    An article that the graph already holds is left as it is, or replaced where its text has changed.

    \b
    Example: lodegraph load articles/ --store minerals.lodegraph
    """
    problems: list[Problem] = []
    added = replaced = unchanged = facts = 0
    with opened(store, must_exist=False) as held:
        extractions = _extractions(paths, problems)
        while batch := list(islice(extractions, _BATCH)):
            report = held.load(batch)
            added += len(report.added)
            replaced += len(report.replaced)
            unchanged += len(report.unchanged)
            facts += sum(len(extraction.facts()) for extraction in batch)
            for article in report.unchanged:
                notice(f"{article}: already loaded")
    click.echo(
        f"{added} article{'s' * (added != 1)} added, {replaced} replaced, {unchanged} already there; "
        f"{facts} facts read, into {store}"
    )
    _finish(problems)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@store_option
def retract(articles: tuple[str, ...], dry_run: bool, store: str) -> None:
    """Take articles out of the graph again, with all that stood on them alone.

    ARTICLE is an id, an address or the path that it was loaded from (see `lodegraph articles`).

    \b
    Example: lodegraph retract https://example.org/story --dry-run
    """
    with opened(store) as held:
        report = held.retract(articles, dry_run=dry_run)
    would = "would be " if dry_run else ""
    click.echo(
        f"{len(report.articles)} article{'s' * (len(report.articles) != 1)} {would}taken out: "
        f"{len(report.nodes_removed)} nodes and {report.edges_removed} edges {would}removed, "
        f"{report.edges_changed} edges {would}changed"
    )


@click.command()
@format_option
@store_option
def articles(form: str, store: str) -> None:
    """List the articles that the graph holds, with the number of their facts.

    \b
    Example: lodegraph articles --format csv
    """
    from queries.render import render_records

    with opened(store) as held:
        records = [
            {
                "id": e.id, "date": e.date, "lang": e.lang, "title": e.title, "publisher": e.publisher,
                "url": e.url, "path": e.path, "facts": len(e.facts()),
            }
            for e in held.extractions()
        ]  # fmt: skip
    click.echo(render_records(records, form), nl=False)


def _extractions(paths: tuple[str, ...], problems: "list[Problem]") -> "Iterator[Extraction]":
    """Facts of every article that can be read; what cannot goes to `problems`. Shows progress on a terminal."""
    from graph.vocabulary import load_vocabulary
    from loaders.extract import extract as extract_facts
    from loaders.language import READ
    from loaders.reading import Problem, read_paths

    vocabulary = load_vocabulary()
    done = 0
    shows = sys.stderr.isatty()
    for found in read_paths(paths, sys.stdin.buffer):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        if found.lang not in READ:
            notice(f"{found.path or found.id}: in {found.lang!r}, not French or English; no facts are read from it")
        elif found.date is None:
            notice(f"{found.path or found.id}: no date given or found; relative dates in it stay unknown")
        try:
            extraction = extract_facts(found, vocabulary)
        except InputError as error:
            problems.append(Problem(found.path or found.id, str(error)))
            continue
        done += 1
        if shows:
            click.echo(f"\r{done} articles read", nl=False, err=True)
        yield extraction
    if shows and done:
        click.echo("\r" + " " * 30 + "\r", nl=False, err=True)


def _line(extraction: "Extraction", explain: bool) -> str:
    from graph.model import to_json

    record: dict[str, Any] = to_json(extraction)
    if explain:
        for kind in ("agreements", "measures", "supplies", "resources", "sites", "based_in"):
            for printed, fact in zip(record[kind], getattr(extraction, kind), strict=True):
                printed["rules"] = list(fact.rules)
    return json.dumps(record, ensure_ascii=False)


def _write_whole(path: Path, lines: Iterator[str]) -> None:
    """Write a file whole or not at all."""
    scratch = None
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            scratch = Path(file.name)
            file.writelines(line + "\n" for line in lines)
        scratch.replace(path)
    except OSError as error:
        raise LodegraphError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        if scratch is not None:
            scratch.unlink(missing_ok=True)


def _finish(problems: "list[Problem]") -> None:
    for problem in problems:
        notice(f"lodegraph: {problem}")
    if problems:
        raise click.exceptions.Exit(2)
