"""Commands on the graph as a whole: dump, stats, check, judge, judgements, completion."""

import click

from graph.cli.common import counted, format_option, opened, store_option


@click.command()
@click.option("--all", "everything", is_flag=True, help="Print reference data that no article reaches, too.")
@store_option
def dump(everything: bool, store: str) -> None:
    """Print the graph as sorted text, a line a node or edge.

    \b
    Example: lodegraph dump > graph.txt
    """
    from graph.dump import dump_lines

    with opened(store) as held:
        for line in dump_lines(held, everything=everything):
            click.echo(line)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Count reference data that no article reaches, too.")
@format_option
@store_option
def stats(everything: bool, form: str, store: str) -> None:
    """Count what the graph holds, by label and relationship type.

    \b
    Example: lodegraph stats
    """
    from graph.dump import counts
    from queries.render import render_records

    with opened(store) as held:
        click.echo(render_records(counts(held, everything=everything), form), nl=False)


@click.command()
@store_option
def check(store: str) -> None:
    """Check the rules of the graph, and hint at what may be one.

    Hints are pairs of entities or deals that look alike; `lodegraph judge` says that they are one, or are not. The
    exit code is 2 where a rule is broken, 0 where there are hints alone.

    \b
    Example: lodegraph check
    """
    from graph.check import check as check_store

    with opened(store) as held:
        findings = list(check_store(held))
    for finding in findings:
        click.echo(str(finding))
    faults = sum(1 for finding in findings if finding.fault)
    click.echo(f"{counted(faults, 'fault')}, {counted(len(findings) - faults, 'hint')}")
    if faults:
        raise click.exceptions.Exit(2)


@click.command()
@click.argument("verdict", type=click.Choice(["same", "different", "undo"]))
@click.argument("left")
@click.argument("right")
@click.option("--reason", default="", help="Why; kept with the judgement.")
@store_option
def judge(verdict: str, left: str, right: str, reason: str, store: str) -> None:
    """Say that two entities or deals are the same, or are not.

    A judgement on two reports of deals counts for the deals; "undo" takes it back. LEFT and RIGHT are ids of entities
    ("org:erg") or of statements ("statement:..."), as `lodegraph check` and `lodegraph dump` print them. A judgement
    stands through later loads until it is undone.

    \b
    Example: lodegraph judge same org:rio-tinto org:rio-tinto-group --reason "one group"
    """
    from graph.store import Judgement

    first, second = sorted((left, right))
    with opened(store) as held:
        if verdict == "undo":
            held.unjudge(first, second)
        else:
            held.judge(Judgement(first, second, verdict == "same", reason))
    click.echo(f"{first} and {second}: {'judgement undone' if verdict == 'undo' else verdict}")


@click.command()
@format_option
@store_option
def judgements(form: str, store: str) -> None:
    """List the judgements in force.

    \b
    Example: lodegraph judgements
    """
    from queries.render import render_records

    with opened(store) as held:
        records = [
            {"left": j.left, "right": j.right, "verdict": "same" if j.same else "different", "reason": j.reason}
            for j in held.judgements()
        ]
    click.echo(render_records(records, form, ("left", "right", "verdict", "reason")), nl=False)


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    Example: lodegraph completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    root = click.get_current_context().find_root().command
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(script(root, {}, "lodegraph", "_LODEGRAPH_COMPLETE").source())
