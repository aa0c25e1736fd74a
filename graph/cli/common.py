"""What commands share: the options, opening a store, and notices on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click

DEFAULT_STORE = "graph.lodegraph"

_SERVER = "lodegraph.server"


def _remember(context: click.Context, option: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta.setdefault(_SERVER, {})[option.name] = value


def server_options(command: Any) -> Any:
    """Who asks a Neo4j server. The commands do not see these: `opened` does."""
    told = {
        "user": "Who asks a Neo4j server (or NEO4J_USERNAME).",
        "password": "With which password; NEO4J_PASSWORD is safer, since others can see command lines.",
        "database": "Which of its databases (or NEO4J_DATABASE).",
    }
    for name, help in reversed(told.items()):
        option = click.option(f"--{name}", metavar=name.upper(), help=help, expose_value=False, callback=_remember)
        command = option(command)
    return command


def store_option(command: Any) -> Any:
    """Which store, and for a server who asks it."""
    option = click.option(
        "--store",
        envvar="LODEGRAPH_STORE",
        default=DEFAULT_STORE,
        show_default=True,
        show_envvar=True,
        metavar="STORE",
        help="The file that holds the graph, or the address of a Neo4j server (neo4j: the one of NEO4J_URI).",
    )
    return option(server_options(command))


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
    from graph.neo4j_access import Access
    from graph.stores import open_store
    from graph.vocabulary import load_vocabulary

    context = click.get_current_context(silent=True)
    given = {} if context is None else context.meta.get(_SERVER, {})
    access = replace(Access.from_environment(), **given)
    held = open_store(store, load_vocabulary(), must_exist=must_exist, access=access)
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
