"""Commands on articles: extract, load, retract, articles."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from graph.cli.common import counted, format_option, opened, store_option
from graph.cli.reading import Reading, name_of, write_lines
from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.model import Extraction

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
    from graph.vocabulary import load_vocabulary
    from loaders.extract import extract as extract_facts

    reading, vocabulary = Reading(paths), load_vocabulary()
    lines = (_line(extract_facts(document, vocabulary), explain) for document in reading.documents())
    if output is None:
        for line in lines:
            click.echo(line)
    else:
        write_lines(Path(output), lines)
    reading.say_remarks()
    reading.finish()


@click.command()
@_paths
@store_option
def load(paths: tuple[str, ...], store: str) -> None:
    """Read articles and add their facts to the graph.

    An article that the graph holds already is left as it is, or replaced where another text bears its id or address.
    What cannot be read is listed at the end, and the exit code is then 2; all else is loaded.

    \b
    Example: lodegraph load articles/ --store minerals.lodegraph
    """
    reading = Reading(paths)
    added = replaced = unchanged = facts = 0
    began = monotonic()
    with ExitStack() as stack:
        new = _Unread(reading, store, stack)
        extractions = iter(new)
        while batch := list(islice(extractions, _BATCH)):
            try:
                report = new.held.load(batch)
            except StoreError as error:
                done = added + replaced
                rest = f"; {done} articles are loaded, and the same command goes on with the rest" if done else ""
                raise StoreError(f"{error}{rest}") from error
            added += len(report.added)
            replaced += len(report.replaced)
            unchanged += len(report.unchanged)
            facts += sum(len(extraction.facts()) for extraction in batch)
        unchanged += new.known
    reading.say_remarks()
    seconds = max(monotonic() - began, 0.001)
    rate = f" ({(added + replaced) / seconds:.1f} articles, {facts / seconds:.0f} facts a second)" if facts else ""
    click.echo(
        f"{counted(added, 'article')} added, {replaced} replaced, {unchanged} already loaded; "
        f"{counted(facts, 'fact')} read, into {store}{rate}"
    )
    reading.finish()


class _Unread:
    """The facts of the articles that a store does not hold yet as they are; the store is opened for the first."""

    def __init__(self, reading: Reading, store: str, stack: ExitStack) -> None:
        self.reading, self.store, self.stack = reading, store, stack
        self.held: Any = None
        self.known = 0

    def __iter__(self) -> "Iterator[Extraction]":
        from graph.vocabulary import load_vocabulary
        from loaders.extract import extract as extract_facts
        from loaders.extract import is_of

        vocabulary = load_vocabulary()
        for document in self.reading.documents():
            if self.held is None:
                self.held = self.stack.enter_context(opened(self.store, must_exist=False))
            known = self.held.article(document.id)
            if known is not None and is_of(known, document):
                self.known += 1
                self.reading.remark("already loaded", name_of(document))
            else:
                yield extract_facts(document, vocabulary)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@store_option
def retract(articles: tuple[str, ...], dry_run: bool, store: str) -> None:
    """Take articles out again, with all that stood on them alone.

    ARTICLE is an id, an address or the path that it was loaded from (see `lodegraph articles`).

    \b
    Example: lodegraph retract https://example.org/story --dry-run
    """
    with opened(store) as held:
        report = held.retract(articles, dry_run=dry_run)
    would = "would be " if dry_run else ""
    click.echo(
        f"{counted(len(report.articles), 'article')} {would}taken out: "
        f"{counted(len(report.nodes_removed), 'node')} and {counted(report.edges_removed, 'edge')} {would}removed, "
        f"{counted(report.edges_changed, 'edge')} {would}changed"
    )


@click.command()
@format_option
@store_option
def articles(form: str, store: str) -> None:
    """List the articles held, with the number of their facts.

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
    columns = ("id", "date", "lang", "title", "publisher", "url", "path", "facts")
    click.echo(render_records(records, form, columns), nl=False)


def _line(extraction: "Extraction", explain: bool) -> str:
    from graph.model import to_json

    record: dict[str, Any] = to_json(extraction)
    if explain:
        for kind in ("agreements", "measures", "supplies", "resources", "sites", "based_in"):
            for printed, fact in zip(record[kind], getattr(extraction, kind), strict=True):
                printed["rules"] = list(fact.rules)
    return json.dumps(record, ensure_ascii=False)
