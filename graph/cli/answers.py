"""Commands that answer: ask, query, show."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.common import counted, format_option, notice, opened, store_option

if TYPE_CHECKING:
    from queries.query import Query


@click.command()
@click.argument("question")
@click.option("--cypher", "as_cypher", is_flag=True, help="Print what to paste into Neo4j Browser, not the answer.")
@click.option("--show", "picture", metavar="FILE", help="Also write an HTML picture of the answer.")
@format_option
@store_option
def ask(question: str, as_cypher: bool, picture: str | None, form: str, store: str) -> None:
    """Answer a question in French or English, with quotes.

    \b
    Examples: lodegraph ask "who supplies gallium to Japan"
              lodegraph ask "qui fournit du gallium au Japon ?"
    """
    from queries.ask import ask as ask_graph
    from queries.query import browser_form
    from queries.render import render_answer

    with opened(store) as held:
        answer = ask_graph(question, held)
        if as_cypher:
            click.echo(browser_form(answer.query, answer.parameters), nl=False)
            return
        click.echo(render_answer(answer, form), nl=False)
        if picture is not None:
            from queries.view import write_view

            write_view(held.graph, Path(picture), around=answer.entities())
            notice(f"picture: {picture}")


class _CannedQueries(click.Group):
    """The canned queries as subcommands, each built from the parameters that its query declares."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from queries.catalogue import CATALOGUE

        return sorted(CATALOGUE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from queries.catalogue import CATALOGUE

        return _command(CATALOGUE[cmd_name]) if cmd_name in CATALOGUE else None


@click.group(cls=_CannedQueries)
def query() -> None:
    """Run a canned query; `lodegraph query` lists them.

    Names of countries, companies, minerals and places are taken in French or English.

    \b
    Example: lodegraph query suppliers --mineral gallium --buyer Japan
    """


def _command(canned: "Query") -> click.Command:
    from queries.query import literal_values

    options: list[click.Parameter] = []
    for name, field in canned.parameters.model_fields.items():
        values = literal_values(canned, name)
        described = (field.description or "").partition(":")[0] if values else field.description or ""
        options.append(
            click.Option(
                [f"--{name.replace('_', '-')}"],
                required=field.is_required(),
                help=described.rstrip(".") + (f": {', '.join(values)}." if values else "."),
                metavar=name.upper(),
                shell_complete=lambda ctx, option, typed, values=values: [v for v in values if v.startswith(typed)],
            )
        )

    @format_option
    @store_option
    def run(store: str, form: str, **given: str | None) -> None:
        from queries.parameters import bind
        from queries.render import render_rows

        with opened(store) as held:
            parameters = bind(canned, given, held)
            click.echo(render_rows(canned, held.read(canned, parameters), form), nl=False)

    example = f"\b\nExample: lodegraph query {canned.name} {canned.example}"
    told = f"{canned.question_en}\n\n{canned.question_fr}\n\n{example}"
    command = click.command(name=canned.name, help=told, short_help=canned.question_en)(run)
    command.params = [*options, *command.params]
    return command


@click.command()
@click.option("-o", "--output", default="lodegraph.html", show_default=True, metavar="FILE", help="Where to write.")
@click.option("--around", multiple=True, metavar="NAME", help="Only what is tied to this entity (repeatable).")
@click.option("--mineral", metavar="NAME", help="Only what concerns this mineral, a group with its members.")
@store_option
def show(output: str, around: tuple[str, ...], mineral: str | None, store: str) -> None:
    """Write the graph as one HTML page that needs no network.

    \b
    Example: lodegraph show --mineral gallium -o gallium.html
    """
    from queries.parameters import entity_of
    from queries.view import write_view

    with opened(store) as held:
        centres: list[Any] = [entity_of(name, held) for name in around]
        chosen = entity_of(mineral, held) if mineral else None
        report = write_view(held.graph, Path(output), around=centres, mineral=chosen)
    click.echo(f"{output}: {counted(report.nodes, 'node')} and {counted(report.edges, 'edge')}; open it in a browser")
    for left_out in report.left_out:
        notice(left_out)
