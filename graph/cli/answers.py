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
@click.option(
    "--show", "picture", metavar="[FILE]", is_flag=False, flag_value="answer.html",
    help="Also draw what the answer stands on, by the file's ending as page, SVG or PNG (else answer.html).",
)  # fmt: skip
@format_option
@store_option
def ask(question: str, as_cypher: bool, picture: str | None, form: str, store: str) -> None:
    """Answer a question in French or English, with quotes.

    \b
    Examples: lodegraph ask "who supplies gallium to Japan"
              lodegraph ask "qui fournit du gallium au Japon ?" --show
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
            from queries.view import Selection, write_view

            rows = tuple(row.model_dump() for row in answer.rows)
            write_view(held.graph, Path(picture), Selection(rows=rows), lang="fr" if answer.lang == "fr" else "en")
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
@click.option(
    "-o",
    "--output",
    default="lodegraph.html",
    show_default=True,
    metavar="FILE",
    help="Where to write: .html, .svg or .png.",
)
@click.option("--around", multiple=True, metavar="NAME", help="Only what is tied to this entity (repeatable).")
@click.option(
    "--mineral",
    multiple=True,
    metavar="NAME",
    help="Only what concerns this mineral, a group with its members (repeatable).",
)
@click.option(
    "--country",
    multiple=True,
    metavar="NAME",
    help="Only what touches this country or alliance, with its companies and places (repeatable).",
)
@click.option("--between", nargs=2, metavar="A B", help="Only deals, measures and flows between these two.")
@click.option(
    "--status", multiple=True, metavar="STATUS", help="Only deals, measures and flows of this status (repeatable)."
)
@click.option("--since", metavar="DATE", help="Only what began on this day or later (2024, 2024-05 or 2024-05-31).")
@click.option("--as-of", metavar="DATE", help="As it stood on this day.")
@click.option(
    "--query", "canned", metavar="NAME", help="Only what this canned query finds, with its parameters as NAME=VALUE."
)
@click.option("--lang", type=click.Choice(["en", "fr"]), help="The language of the picture.")
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...")
@store_option
def show(output: str, lang: Any, canned: str | None, parameters: tuple[str, ...], store: str, **narrowed: Any) -> None:
    """Draw the graph as one HTML page, SVG or PNG.

    The page needs no network; SVG and PNG are for reports.

    \b
    Examples: lodegraph show --mineral gallium -o gallium.html
              lodegraph show --between Japan Kazakhstan --status signed -o deals.svg
              lodegraph show --query suppliers mineral=gallium buyer=Japan -o suppliers.png
    """
    from queries.narrowing import selection_of
    from queries.view import write_view

    with opened(store) as held:
        selection = selection_of(held, canned=canned, parameters=parameters, **narrowed)
        report = write_view(held.graph, Path(output), selection, lang=lang)
    seen = "; open it in a browser" if output.lower().endswith((".html", ".htm")) else ""
    click.echo(f"{output}: {counted(report.nodes, 'node')} and {counted(report.edges, 'edge')}{seen}")
    for left_out in report.left_out:
        notice(left_out)
