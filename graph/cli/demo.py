"""The demo: the sample articles into a graph, two questions answered, a picture."""

import os
import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

import click

from graph.cli.common import opened

QUESTIONS = ("who supplies gallium to Japan", "qui fournit du gallium au Japon ?")


@click.command()
@click.option("--directory", default="demo", show_default=True, metavar="DIR", help="Where to write graph and picture.")
def demo(directory: str) -> None:
    """Build a graph from sample articles, question and draw it.

    Needs no network. Nothing that is there already is changed but the demo's own two files.

    \b
    Example: lodegraph demo
    """
    from graph.vocabulary import load_vocabulary
    from loaders.extract import extract
    from loaders.reading import Problem, read_paths
    from queries.ask import ask
    from queries.render import render_answer
    from queries.view import write_view

    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    store, picture = folder / "demo.lodegraph", folder / "demo.html"
    vocabulary = load_vocabulary()
    with as_file(files("seeds").joinpath("articles")) as samples:
        documents = [found for found in read_paths([str(samples)]) if not isinstance(found, Problem)]
    with opened(str(store), must_exist=False) as held:
        extractions = [extract(document, vocabulary) for document in documents]
        held.load(extractions)
        facts = sum(len(extraction.facts()) for extraction in extractions)
        click.echo(f"{len(documents)} sample articles read, {facts} facts, each with its quote: {store}\n")
        for question in QUESTIONS:
            click.echo(f'$ lodegraph ask "{question}"')
            click.echo(render_answer(ask(question, held), "table"))
        write_view(held.graph, picture)
    click.echo(f"The picture: {picture} (open it in a browser; it needs no network)\n")
    name = _name()
    click.echo("Next, with the same graph or with articles of your own:")
    click.echo(f'  {name} ask "what agreements does Kazakhstan have" --store {store}')
    click.echo(f"  {name} query agreements --actor Japan --store {store}")
    click.echo(f"  {name} load PATH...      your articles (text, Markdown, HTML, JSON) into graph.lodegraph")


def _name() -> str:
    """How this program is called from here: by its name where the shell finds it, else by its path."""
    program = Path(sys.argv[0])
    found = shutil.which("lodegraph")
    if program.name != "lodegraph" or (found is not None and Path(found).resolve() == program.resolve()):
        return "lodegraph"
    return os.path.relpath(program)
