"""Commands on stores and servers: copy, cypher, export."""

from pathlib import Path

import click

from graph.cli.common import counted, format_option, notice, opened, server_options, store_option


@click.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@server_options
def copy(source: str, target: str) -> None:
    """Copy a whole graph to another store, articles and judgements.

    FROM and TO are files or addresses of Neo4j servers. TO must hold no other articles.

    \b
    Example: lodegraph copy graph.lodegraph neo4j://localhost:7687
    """
    from graph.copying import copy as copy_graph

    with opened(source) as held, opened(target, must_exist=False) as other:
        report = copy_graph(held, other)
    moved = f"{counted(report.articles, 'article')} and {counted(report.judgements, 'judgement')}"
    click.echo(f"{moved} copied from {source} to {target}")


@click.command()
@click.argument("text", metavar="CYPHER")
@click.option("--limit", default=1000, show_default=True, type=click.IntRange(1, 1_000_000), help="Rows at most.")
@click.option("--seconds", default=30.0, show_default=True, type=click.FloatRange(0.1, 3600), help="Time at most.")
@format_option
@store_option
def cypher(text: str, limit: int, seconds: float, form: str, store: str) -> None:
    """Run your own Cypher on a Neo4j server; it may only read.

    What writes, loads files, manages the server or calls procedures outside a short list is refused.

    \b
    Example: lodegraph cypher "MATCH (c:Country)-[:SIGNS]->(a) RETURN c.name, count(a)" --store neo4j
    """
    from graph.errors import QueryError
    from graph.neo4j_access import server_address
    from queries.nearest import nearest
    from queries.render import render_records

    if server_address(store) is None:
        near = nearest(text).name
        raise QueryError(
            f"{store} is a file, and Cypher needs a Neo4j server (--store neo4j://...); "
            f"the canned query nearest to this is `lodegraph query {near}`"
        )
    with opened(store) as held:
        table = held.cypher(text, limit=limit, seconds=seconds)
    records = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    click.echo(render_records(records, form, columns=table.columns), nl=False)
    if table.more:
        notice(f"the first {limit} rows; there are more (--limit)")


@click.group()
def export() -> None:
    """Write the graph in the form of other programs.

    \b
    Example: lodegraph export neo4j-admin files/
    """


@export.command("neo4j-admin")
@click.argument("directory", metavar="DIR")
@store_option
def neo4j_admin(directory: str, store: str) -> None:
    """Write files for the bulk import of Neo4j.

    For graphs too large to be copied in transactions: see docs/neo4j.md.

    \b
    Example: lodegraph export neo4j-admin files/ --store graph.lodegraph
    """
    from graph.neo4j_bulk import export as write
    from graph.vocabulary import load_vocabulary

    with opened(store) as held:
        report = write(held, load_vocabulary(), Path(directory))
    click.echo(
        f"{counted(report.nodes, 'node')} and {counted(report.relationships, 'relationship')} written to {directory}. "
        f"With the database stopped, import them into it; what it holds now is replaced:\n"
        f"  cd {directory} && neo4j-admin database import full neo4j @import.args"
    )
