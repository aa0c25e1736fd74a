"""What commands share: the options, opening a store, and notices on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

DEFAULT_STORE = "graph.lodegraph"

store_option: Callable[[Any], Any] = click.option(
    "--store",
    envvar="LODEGRAPH_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    metavar="FILE",
    help="The file that holds the graph.",
)

format_option: Callable[[Any], Any] = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print rows.",
)


@contextmanager
def opened(store: str, *, must_exist: bool = True) -> Iterator[Any]:
    """The store, closed at the end. One that is only read must be there already."""
    from graph.stores import open_store
    from graph.vocabulary import load_vocabulary

    held = open_store(store, load_vocabulary(), must_exist=must_exist)
    try:
        yield held
    finally:
        held.close()


def notice(message: str) -> None:
    """Say something that is no part of the output, in one line whatever names stand in it."""
    from queries.render import visible

    click.echo(visible(message), err=True)


def counted(number: int, noun: str) -> str:
    """ "1 node", "2 nodes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
