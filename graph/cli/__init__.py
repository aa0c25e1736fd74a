"""The command line: the composition root. Nothing imports it.

Each command opens a store, calls one function and renders what it gives. Everything heavy is imported inside the
commands, so that `--help` answers at once.
"""

import contextlib
import io
import os
import signal
import sys
from importlib.metadata import version

import click

from graph.cli import answers, articles, demo, server, upkeep
from graph.cli.common import notice
from graph.errors import LodegraphError, QuestionError

_COMMANDS = (
    demo.demo,
    articles.extract,
    articles.load,
    articles.retract,
    articles.articles,
    answers.ask,
    answers.query,
    answers.show,
    upkeep.dump,
    upkeep.stats,
    upkeep.check,
    upkeep.judge,
    upkeep.judgements,
    server.copy,
    server.cypher,
    server.export,
    upkeep.completion,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("lodegraph"), prog_name="lodegraph")
def cli() -> None:
    """Turn French and English news on critical minerals into a graph whose every edge stands on a quote.

    \b
    lodegraph demo                                  see it work on sample articles
    lodegraph load articles/                        your own articles into a graph
    lodegraph ask "who supplies gallium to Japan"   a question, answered with quotes
    """


for command in _COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line; what a person can mend is one line on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal whose encoding lacks a character shows its code instead of failing.
            stream.reconfigure(errors="backslashreplace")
    # An end that was asked for still takes scratch files away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(_run())


def _run() -> int:
    try:
        # Outside standalone mode click returns the code of an Exit instead of raising it.
        code = cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return 130
    except LodegraphError as error:
        notice(f"lodegraph: {error}")
        for suggestion in error.suggestions if isinstance(error, QuestionError) else ():
            click.echo(f"  {suggestion}", err=True)
        return 2
    except OSError as error:
        _drop_output()
        what = error.filename or "standard output"
        notice(f"lodegraph: {what}: cannot be read or written: {error.strerror}")
        return 2
    return code if isinstance(code, int) else 0


def _drop_output() -> None:
    """Send what is still buffered for standard output nowhere, so that leaving does not fail on it again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
